// The caption is one line under the curves: the author's for this step, or else a sentence made from the numbers. Authors'
// captions are announced, the running sentence is not. It knows the view, not how curves are drawn.

/** @import { Run } from "./run.js" */
/** @import { RunState } from "./state.js" */

import { h, put, say } from "../kit/dom.js";
import { decimal, percent } from "../kit/format.js";
import { forgetting, lastStep, shareRemoved } from "./view.js";

/**
 * What an author says from a step on.
 * @typedef {{ step: number, text: string }} Caption
 */

export function createCaptions() {
  const node = h("p", { class: "caption", "data-part": "captions" });
  return { node, render: (/** @type {RunState} */ state) => render(node, state) };
}

/**
 * @param {HTMLElement} node
 * @param {RunState} state
 */
function render(node, state) {
  const captions = state.options.captions ?? [];
  put(node, "aria-live", captions.length ? "polite" : null);
  say(node, captions.length ? captionAt(captions, state.step) : inWords(state));
}

/**
 * The last caption at or before a step.
 * @param {Caption[]} captions
 * @param {number} step
 */
export function captionAt(captions, step) {
  return captions.reduce((text, caption) => (caption.step <= step ? caption.text : text), "");
}

/**
 * What the curves show at this step, in one sentence. Also the charts' description for screen readers.
 * @param {{ runs: Run[], step: number }} state
 */
export function inWords({ runs, step }) {
  const begun = runs.filter((run) => run.view.losses.length);
  if (!begun.length) return "";
  if (step === 0)
    return `Before fine-tuning, loss on the old task is ${decimal(begun[0].view.losses[0].old)} nats per token.`;
  const rises = begun
    .filter((run) => lastStep(run.view) >= step)
    .map((run) => `by ${decimal(forgetting(run.view, step) ?? 0)} nats with ${run.title}`);
  const steps = `${step} ${step === 1 ? "step" : "steps"}`;
  return `After ${steps}, loss on the old task has risen ${rises.join(" and ")}.${savedInWords(begun, step)}`;
}

/**
 * @param {Run[]} runs
 * @param {number} step
 */
function savedInWords(runs, step) {
  if (runs.length !== 2) return "";
  const [twin, run] = runs.map(({ view }) => view);
  const share = (forgetting(twin, step) ?? 0) > 0.05 ? shareRemoved(run, twin, step) : null;
  return share !== null && share > 0 ? ` Replay removed ${percent(share)} of the forgetting.` : "";
}
