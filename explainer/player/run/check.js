// This module checks that a record can be shown, as explainer/record.py's `check` does in Python. It knows nothing of the
// page; an error's text is one sentence for the reader.

/** @import { RunEvent, RunRecord } from "../kit/contract.js" */

import { ENDED, NUMBERS, READABLE, RUNNING, TIMES } from "../kit/contract.js";
import { listed } from "../kit/format.js";

/** A record that cannot be shown; its message is one sentence for the reader. */
export class RecordError extends Error {}

/**
 * What the lists of an event hold, by its type.
 * @type {Record<string, [string, (item: unknown) => boolean][]>}
 */
const LISTS = {
  answers: [["items", showsAnswer]],
  skills: [
    ["old", showsSkill],
    ["new", showsSkill],
  ],
};

/**
 * The same record, if every part of it can be shown; else throws a RecordError.
 * @param {unknown} record
 * @returns {RunRecord}
 */
export function checkRecord(record) {
  if (!isObject(record) || !("schema" in record)) throw new RecordError("This is not a run record: it has no schema.");
  if (!isNumber(record.schema) || !READABLE.includes(record.schema)) {
    const theirs = String(record.schema).slice(0, 20);
    throw new RecordError(`This record has schema ${theirs}, and this page reads ${listed(READABLE.map(String))}.`);
  }
  const { experiment, provenance, events, status } = record;
  if (!isObject(experiment)) throw new RecordError("This record cannot be shown: its experiment is missing.");
  if (!isObject(provenance)) throw new RecordError("This record cannot be shown: its provenance is missing.");
  if (!isNumber(experiment.steps) || experiment.steps < 1)
    throw new RecordError("This record cannot be shown: its experiment has no number of steps.");
  if (!Array.isArray(events)) throw new RecordError("This record cannot be shown: its events are missing.");
  if (typeof status !== "string" || ![...RUNNING, ...ENDED].includes(status))
    throw new RecordError("This record cannot be shown: it has a status that no run has.");
  for (const event of events) checkEvent(event);
  return /** @type {RunRecord} */ (/** @type {unknown} */ (record));
}

/**
 * The same event, if it can be shown; else throws a RecordError.
 * @param {unknown} event
 * @returns {RunEvent}
 */
export function checkEvent(event) {
  const type = isObject(event) && typeof event.type === "string" ? event.type : "";
  if (!isObject(event) || !Object.hasOwn(NUMBERS, type) || !isNumber(event.step) || event.step < 0)
    throw new RecordError("This record cannot be shown: it has an event without a known type and step.");
  const numbers = NUMBERS[type].every((name) => isNumber(event[name]));
  const lists = (LISTS[type] ?? []).every(([name, shows]) => {
    const list = event[name];
    return Array.isArray(list) && list.every(shows);
  });
  if (!numbers || !lists)
    throw new RecordError(`This record cannot be shown: its ${type} at step ${event.step} cannot be read.`);
  return /** @type {RunEvent} */ (/** @type {unknown} */ (event));
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Whether it is a finite number.
 * @param {unknown} value
 * @returns {value is number}
 */
export function isNumber(value) {
  return Number.isFinite(value);
}

/** @param {unknown} item */
function showsAnswer(item) {
  return isObject(item) && typeof item.prompt === "string" && typeof item.text === "string";
}

/**
 * A count of right answers, of either schema: there are questions, and no more answers right or broken than those.
 * @param {unknown} row
 */
function showsSkill(row) {
  if (!isObject(row) || typeof row.skill !== "string") return false;
  const { right, broken = 0, total, times = null, frequency = null } = row;
  if (!isNumber(right) || !isNumber(broken) || !isNumber(total)) return false;
  const counted = right >= 0 && broken >= 0 && total > 0 && right + broken <= total;
  const read = times === null || (isNumber(times) && TIMES.includes(times));
  return counted && read && (frequency === null || frequency === "head" || frequency === "tail");
}
