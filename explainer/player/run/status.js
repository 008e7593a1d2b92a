// The status is the state of training in words, and the buttons that change it, for the reader who may. It knows the runs'
// states; nothing of what their events mean.

/** @import { Actions } from "./actions.js" */
/** @import { Run } from "./run.js" */
/** @import { TrainingAction } from "./source.js" */
/** @import { RunState } from "./state.js" */

import { h, put, say, show } from "../kit/dom.js";
import { sentence, span } from "../kit/format.js";
import { isLive, isSteerable } from "./run.js";
import { lastStep } from "./view.js";

/** @typedef {ReturnType<typeof partsOf>} StatusParts */

/** @typedef {Pick<Actions, "act" | "goLive">} StatusActions */

/** @type {Record<string, string>} */
const WORDS = {
  loading: "Loading",
  queued: "Queued",
  running: "Training",
  paused: "Paused",
  done: "Done",
  stopped: "Stopped",
  failed: "Failed",
  interrupted: "Interrupted",
  unreadable: "Cannot be shown",
};
const WORST_FIRST = ["unreadable", "failed", "running", "queued", "paused", "interrupted", "stopped"];

/** @param {StatusActions} act */
export function createStatus(act) {
  const parts = partsOf(act);
  const buttons = h(
    "div",
    { class: "training", "data-part": "training" },
    parts.live,
    parts.pause,
    parts.resume,
    parts.stop,
  );
  const row = h("div", { class: "status-row" }, parts.words, buttons);
  const node = h("div", { class: "status" }, row, parts.bar, parts.trouble);
  return { node, render: (/** @type {RunState} */ state) => render(node, parts, state) };
}

/** @param {StatusActions} act */
function partsOf(act) {
  const button = (/** @type {string} */ name, /** @type {() => void} */ click) =>
    h("button", { type: "button", class: "quiet", on: { click } }, name);
  const progress = h("i");
  const parts = {
    words: h("p", { class: "status-text", role: "status" }),
    trouble: h("p", { class: "trouble", role: "alert", hidden: true }),
    live: button("Go to live", act.goLive),
    pause: button("Pause training", () => press(parts, act, "pause")),
    resume: button("Resume training", () => press(parts, act, "resume")),
    stop: button("Stop training", () => press(parts, act, "stop")),
    bar: h("div", { class: "progress", "aria-hidden": "true" }, progress),
    progress,
  };
  return parts;
}

/**
 * Steers the training, and says what went wrong where something did.
 * @param {{ pause: Element, resume: Element, stop: Element, trouble: Element }} parts
 * @param {StatusActions} act
 * @param {TrainingAction} action
 */
async function press({ pause, resume, stop, trouble }, act, action) {
  const buttons = [pause, resume, stop];
  for (const button of buttons) put(button, "disabled", true);
  const wrong = await act.act(action);
  for (const button of buttons) put(button, "disabled", false);
  say(trouble, wrong ?? "");
  show(trouble, wrong !== null);
}

/**
 * @param {HTMLElement} node
 * @param {StatusParts} parts
 * @param {RunState} state
 */
function render(node, parts, { runs, playback, steps }) {
  const live = runs.filter(isLive);
  const mine = live.filter(isSteerable);
  show(node, !runs.length || !runs.every(isOldNews));
  node.dataset.state = overall(runs);
  say(parts.words, runs.length ? inWords(runs) : "Not started yet.");
  show(parts.live, live.length > 0 && !playback.following);
  show(
    parts.pause,
    mine.some(({ status }) => status !== "paused"),
  );
  show(
    parts.resume,
    mine.some(({ status }) => status === "paused"),
  );
  show(parts.stop, mine.length > 0);
  show(parts.bar, live.length > 0);
  parts.progress.style.width = `${(100 * progress(runs, steps)).toFixed(1)}%`;
}

/**
 * A recorded run that is done needs no line about its state.
 * @param {Run} run
 */
function isOldNews({ status, record }) {
  return status === "done" && record?.provenance.kind === "recorded";
}

/** @param {Run[]} runs */
function overall(runs) {
  for (const status of WORST_FIRST) if (runs.some((run) => run.status === status)) return status;
  return runs.length ? "done" : "armed";
}

/**
 * @param {Run[]} runs
 * @param {number} steps
 */
function progress(runs, steps) {
  return runs.length ? runs.reduce((sum, run) => sum + lastStep(run.view), 0) / (runs.length * steps) : 0;
}

/**
 * One sentence a run where they differ, one for both where they do not.
 * @param {Run[]} runs
 */
function inWords(runs) {
  const states = runs.map(stateInWords);
  if (states.every((words) => words === states[0])) return sentence(states[0]);
  return runs.map(({ title }, index) => sentence(`${title}: ${lowered(states[index])}`)).join(" ");
}

/** @param {string} words */
const lowered = (words) => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;

/**
 * "Training, step 20 of 150, about 9 s left".
 * @param {Run} run
 */
export function stateInWords(run) {
  if (run.status === "unreadable") return run.error ?? WORDS.unreadable;
  const extra = run.lost ? ". Connection lost: trying again" : run.error ? `. ${run.error}` : "";
  return `${WORDS[run.status] ?? run.status}${details(run)}${extra}`;
}

/** @param {Run} run */
function details(run) {
  const { status, position, eta, reason, record } = run;
  const left = eta === null ? null : `about ${span(eta)}`;
  const step = lastStep(run.view);
  const steps = record?.experiment.steps;
  if (status === "queued") {
    const place = position === null ? "" : `, number ${position} in the queue`;
    return `${place}${left ? `, starts in ${left}` : ""}`;
  }
  if (status === "running") return `, step ${step} of ${steps}${left ? `, ${left} left` : ""}`;
  if (status === "done") return `, ${step} steps`;
  if (status === "paused") return ` at step ${step} of ${steps}`;
  const why = reason ? `: ${lowered(reason)}` : "";
  return ["failed", "stopped", "interrupted"].includes(status) ? ` at step ${step}${why}` : "";
}
