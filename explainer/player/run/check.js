// Whether a record can be shown: the JavaScript counterpart of explainer/record.py's `check`.
// Knows nothing of the page; an error's text is one sentence for the reader.

export const RUNNING = ["queued", "running", "paused"];
export const ENDED = ["done", "stopped", "failed", "interrupted"];

const SCHEMA = 1;
const NUMBERS = {
  data: ["length", "old_dialogues", "old_tokens", "new_dialogues", "new_tokens"],
  loss: ["old", "new"],
  gradient: ["cosine"],
  answers: [],
  skills: [],
  checkpoint: [],
};

export class RecordError extends Error {}

/** The same record, if every part of it can be shown; else throws a RecordError. */
export function checkRecord(record) {
  if (!isObject(record) || !("schema" in record)) throw new RecordError("This is not a run record: it has no schema.");
  if (record.schema !== SCHEMA) {
    throw new RecordError(
      `This record has schema ${String(record.schema).slice(0, 20)}, and this page reads ${SCHEMA}.`,
    );
  }
  for (const key of ["experiment", "provenance"]) {
    if (!isObject(record[key])) throw new RecordError(`This record cannot be shown: its ${key} is missing.`);
  }
  if (!(record.experiment.steps >= 1 && Number.isFinite(record.experiment.steps))) {
    throw new RecordError("This record cannot be shown: its experiment has no number of steps.");
  }
  if (!Array.isArray(record.events)) throw new RecordError("This record cannot be shown: its events are missing.");
  if (![...RUNNING, ...ENDED].includes(record.status)) {
    throw new RecordError("This record cannot be shown: it has a status that no run has.");
  }
  record.events.forEach(checkEvent);
  return record;
}

/** The same event, if it can be shown; else throws a RecordError. */
export function checkEvent(event) {
  const names = isObject(event) && Object.hasOwn(NUMBERS, event.type) ? NUMBERS[event.type] : null;
  if (!names || !Number.isFinite(event.step) || event.step < 0) {
    throw new RecordError("This record cannot be shown: it has an event without a known type and step.");
  }
  const lists =
    {
      answers: [["items", showsAnswer]],
      skills: [
        ["old", showsSkill],
        ["new", showsSkill],
      ],
    }[event.type] ?? [];
  const whole =
    names.every((name) => Number.isFinite(event[name])) &&
    lists.every(([key, test]) => Array.isArray(event[key]) && event[key].every(test));
  if (!whole)
    throw new RecordError(`This record cannot be shown: its ${event.type} at step ${event.step} cannot be read.`);
  return event;
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const showsAnswer = (item) => isObject(item) && typeof item.prompt === "string" && typeof item.text === "string";
const showsSkill = (row) => isObject(row) && Number.isFinite(row.right) && Number.isFinite(row.total);
