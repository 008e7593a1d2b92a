// The provenance says where the figure comes from: recorded or live, the command that makes it again, and the curves and the
// right answers as tables. It knows the record; nothing of playback.

/** @import { ExperimentDict, RunRecord } from "../kit/contract.js" */
/** @import { Run } from "./run.js" */
/** @import { RunState } from "./state.js" */
/** @import { Task } from "./view.js" */

import { USUAL } from "../kit/contract.js";
import { copyText, h, say, show } from "../kit/dom.js";
import { decimal, span } from "../kit/format.js";
import { isLive } from "./run.js";
import { at, stepsOf, tally } from "./view.js";

/** @typedef {ReturnType<typeof partsOf>} ProvenanceParts */

/**
 * A run whose record is there.
 * @typedef {Run & { record: RunRecord }} Known
 */

/** @typedef {{ heads: string[], rows: (number | null)[][] }} Table */

/** @typedef {{ heads: string[], rows: (string | number | null)[][] }} Counts */

/** @type {(keyof ExperimentDict)[]} */
const ALWAYS = ["task", "replay", "steps", "seed"];

export function createProvenance() {
  const parts = partsOf();
  /** @type {{ state: RunState | null }} */
  const drawn = { state: null };
  parts.details.addEventListener("toggle", () => fillTable(parts, drawn.state?.runs));
  const commands = h(
    "div",
    { class: "commands", "data-part": "commands" },
    h("p", {}, "Make it again:"),
    h("pre", { tabindex: 0, role: "group", "aria-label": "Command" }, parts.command),
    h("div", { class: "tools" }, parts.copy, parts.copied),
    parts.details,
  );
  const node = h("footer", { class: "provenance" }, h("p", {}, parts.about), commands);
  const render = (/** @type {RunState} */ state) => {
    const stale = drawn.state?.version !== state.version;
    drawn.state = state;
    draw(node, parts, state.runs, stale);
  };
  return { node, render };
}

function partsOf() {
  const command = h("code");
  const copied = h("span", { class: "copied", role: "status" });
  const click = () => copyText(command, copied);
  const table = h("div", { class: "table", tabindex: 0, role: "group", "aria-label": "Loss by step" });
  return {
    command,
    copied,
    copy: h("button", { type: "button", class: "quiet", on: { click } }, "Copy command"),
    about: h("span", { class: "about" }),
    table,
    details: h("details", {}, h("summary", {}, "The numbers as tables"), table),
  };
}

/**
 * @param {HTMLElement} node
 * @param {ProvenanceParts} parts
 * @param {Run[]} runs
 * @param {boolean} stale
 */
function draw(node, parts, runs, stale) {
  const known = runs.filter(isKnown);
  show(node, known.length > 0 && known.length === runs.length);
  if (!known.length || !stale) return;
  say(parts.about, [...new Set(known.map(origin))].join(" "));
  say(parts.command, known.map((run) => commandOf(run.record.experiment)).join("\n"));
  if (!known.some(isLive)) fillTable(parts, runs);
}

/**
 * @param {Run} run
 * @returns {run is Known}
 */
export function isKnown(run) {
  return run.record !== null;
}

/**
 * "Recorded (cpu, seed 0, 17 s)."
 * @param {{ record: RunRecord, status: string }} run
 */
export function origin({ record, status }) {
  const { kind, device, seconds } = record.provenance;
  const time = typeof seconds === "number" ? span(seconds) : null;
  const facts = [device, `seed ${record.experiment.seed}`, time].filter(Boolean);
  const word = kind === "recorded" ? "Recorded" : kind === "live" ? "Live" : "Simulated";
  return `${word}${isLive({ status }) ? ", still training" : ""} (${facts.join(", ")}).`;
}

/**
 * The command that makes the run again. Values are shown only if they are plain words or numbers.
 * @param {ExperimentDict} experiment
 */
export function commandOf(experiment) {
  const fields = /** @type {(keyof ExperimentDict)[]} */ (Object.keys(USUAL));
  const unusual = fields.filter((name) => name in experiment && experiment[name] !== USUAL[name]);
  const names = [...new Set([...ALWAYS, ...unusual])];
  const plain = names.filter((name) => /^[\w.+-]+$/.test(String(experiment[name])));
  const options = plain.map((name) => `--${name} ${experiment[name]}`);
  if (experiment.task === "custom") options.push("--text YOUR_TEXT");
  return `python -m explainer run ${options.join(" ")}`;
}

/**
 * The curves as numbers: a row a step, the columns old and new of every run, nats per token.
 * @param {Run[]} runs
 * @returns {Table}
 */
export function curveTable(runs) {
  /** @type {Task[]} */
  const tasks = ["old", "new"];
  const columns = tasks.flatMap((task) => runs.map((run) => ({ task, run })));
  const steps = stepsOf(runs.map(({ view }) => view.losses));
  return {
    heads: ["step", ...columns.map(({ task, run }) => `${task} loss, ${run.title}`)],
    rows: steps.map((step) => [step, ...columns.map(({ task, run }) => at(run.view.losses, step)?.[task] ?? null)]),
  };
}

/**
 * Right and broken old answers as numbers: a row a step, first over all questions and then over the fixed hundred, with
 * three columns a run.
 * @param {Run[]} runs
 * @returns {Counts}
 */
export function answerTable(runs) {
  const columns = runs.flatMap(({ title }) => ["right", "broken", "questions"].map((head) => `${head}, ${title}`));
  return { heads: ["asked", "step", ...columns], rows: [...countRows(runs, "skills"), ...countRows(runs, "hundred")] };
}

/**
 * @param {Run[]} runs
 * @param {"skills" | "hundred"} list
 */
function countRows(runs, list) {
  const asked = list === "skills" ? "all" : "the hundred";
  return stepsOf(runs.map(({ view }) => view[list])).map((step) => [
    asked,
    step,
    ...runs.flatMap(({ view }) => {
      const event = view[list].find((one) => one.step === step);
      const counted = event && tally(event.old);
      return counted ? [counted.right, counted.broken, counted.total] : [null, null, null];
    }),
  ]);
}

/**
 * Built when it is opened, since few readers do.
 * @param {ProvenanceParts} parts
 * @param {Run[]} runs
 */
function fillTable({ details, table }, runs = []) {
  if (!details.open || !runs.length) return;
  const [curves, answers] = [curveTable(runs), answerTable(runs)];
  const losses = curves.rows.map(([step, ...losses]) => tableRow(step, losses.map(lossCell)));
  const counts = answers.rows.map(([asked, ...cells]) => tableRow(asked, cells.map(countCell)));
  table.replaceChildren(
    tableOf("Loss on held-out text, nats per token", curves.heads, losses),
    ...(counts.length ? [tableOf("Old questions answered right, and in broken language", answers.heads, counts)] : []),
  );
}

/**
 * @param {string} caption
 * @param {string[]} heads
 * @param {HTMLElement[]} rows
 */
function tableOf(caption, heads, rows) {
  return h(
    "table",
    {},
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ...heads.map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", {}, ...rows),
  );
}

const lossCell = (/** @type {number | null} */ loss) => (loss === null ? "" : decimal(loss, 3));
const countCell = (/** @type {string | number | null} */ count) => String(count ?? "");

/**
 * @param {string | number | null} head
 * @param {string[]} cells
 */
function tableRow(head, cells) {
  return h("tr", {}, h("th", { scope: "row" }, String(head)), ...cells.map((text) => h("td", {}, text)));
}
