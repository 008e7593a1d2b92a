// The state of training, in words, and the buttons that change it. Knows the runs' states, not their events' meaning.

import { h, put, say, show } from "../kit/dom.js";
import { sentence, span } from "../kit/format.js";
import { isLive } from "./source.js";
import { lastStep } from "./view.js";

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

/** `act(action)` posts to every live run and resolves to null or to a sentence about what went wrong. */
export function createStatus({ act, goLive }) {
  const said = h("p", { class: "status-text", role: "status" });
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const button = (name, click) => h("button", { type: "button", class: "quiet", on: { click } }, name);
  const parts = {
    said,
    trouble,
    live: button("Go to live", goLive),
    pause: button("Pause training", () => press(parts, act, "pause")),
    resume: button("Resume training", () => press(parts, act, "resume")),
    stop: button("Stop training", () => press(parts, act, "stop")),
    bar: h("div", { class: "progress", "aria-hidden": "true" }, h("i")),
  };
  const buttons = h("div", { class: "training" }, parts.live, parts.pause, parts.resume, parts.stop);
  const node = h("div", { class: "status" }, h("div", { class: "status-row" }, said, buttons), parts.bar, trouble);
  return { node, render: (state) => render(node, parts, state) };
}

async function press(parts, act, action) {
  const buttons = [parts.pause, parts.resume, parts.stop];
  buttons.forEach((button) => put(button, "disabled", true));
  const wrong = await act(action);
  buttons.forEach((button) => put(button, "disabled", false));
  parts.wrong = wrong;
  say(parts.trouble, wrong ?? "");
  show(parts.trouble, Boolean(wrong));
}

function render(node, parts, state) {
  const live = state.runs.filter(isLive);
  show(node, !state.runs.length || !state.runs.every(isOldNews));
  node.dataset.state = overall(state.runs);
  say(parts.said, state.runs.length ? inWords(state.runs) : "Not started yet.");
  show(parts.live, live.length > 0 && !state.playback.following);
  show(
    parts.pause,
    live.some((run) => run.status !== "paused"),
  );
  show(
    parts.resume,
    live.some((run) => run.status === "paused"),
  );
  show(parts.stop, live.length > 0);
  show(parts.bar, live.length > 0);
  parts.bar.firstChild.style.width = `${(100 * progress(state)).toFixed(1)}%`;
}

/** A recorded run that is done needs no line about its state. */
function isOldNews({ status, record }) {
  return status === "done" && record.provenance.kind === "recorded";
}

function overall(runs) {
  for (const status of ["unreadable", "failed", "running", "queued", "paused", "interrupted", "stopped"]) {
    if (runs.some((run) => run.status === status)) return status;
  }
  return runs.length ? "done" : "armed";
}

function progress({ runs, steps }) {
  return runs.length ? runs.reduce((sum, run) => sum + lastStep(run.view), 0) / (runs.length * steps) : 0;
}

/** One sentence a run where they differ, one for both where they do not. */
function inWords(runs) {
  const said = runs.map((run) => ({ name: run.name, words: stateOf(run) }));
  if (said.every(({ words }) => words === said[0].words)) return sentence(said[0].words);
  return said
    .map(({ name, words }) => sentence(`${name}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`))
    .join(" ");
}

function stateOf(run) {
  if (run.status === "unreadable") return run.error;
  const words = `${WORDS[run.status] ?? run.status}${details(run)}`;
  const extra = run.lost ? ". Connection lost: trying again" : run.error ? `. ${run.error}` : "";
  return `${words}${extra}`;
}

function details(run) {
  const left = Number.isFinite(run.eta) ? `about ${span(run.eta)}` : null;
  const step = lastStep(run.view);
  const steps = run.record?.experiment.steps;
  if (run.status === "queued") {
    const place = Number.isFinite(run.position) ? `, number ${run.position} in the queue` : "";
    return `${place}${left ? `, starts in ${left}` : ""}`;
  }
  if (run.status === "running") return `, step ${step} of ${steps}${left ? `, ${left} left` : ""}`;
  if (run.status === "done") return `, ${step} steps`;
  if (run.status === "paused") return ` at step ${step} of ${steps}`;
  const reason = run.reason ? `: ${run.reason.charAt(0).toLowerCase()}${run.reason.slice(1)}` : "";
  return ["failed", "stopped", "interrupted"].includes(run.status) ? ` at step ${step}${reason}` : "";
}
