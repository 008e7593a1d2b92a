// One line under the curves: the author's caption for this step, or else a sentence made from the numbers.
// Knows the view, not how curves are drawn. Authors' captions are announced; the running sentence is not.

import { h, put, say } from "../kit/dom.js";
import { decimal, percent } from "../kit/format.js";
import { forgetting, lastStep, shareRemoved } from "./view.js";

export function createCaptions() {
  const text = h("p", { class: "caption" });
  return { node: text, render: (state) => render(text, state) };
}

function render(text, state) {
  const captions = state.options.captions?.length ? state.options.captions : null;
  put(text, "aria-live", captions ? "polite" : null);
  say(text, captions ? captionAt(captions, state.whole) : inWords(state));
}

function captionAt(captions, step) {
  return captions.reduce((text, caption) => (caption.step <= step ? caption.text : text), "");
}

/** What the curves show at this step, in one sentence. Also the charts' description for screen readers. */
export function inWords(state) {
  const runs = state.runs.filter((run) => run.view.losses.length);
  if (!runs.length) return "";
  if (state.whole === 0)
    return `Before fine-tuning, loss on the old task is ${decimal(runs[0].view.losses[0].old)} nats per token.`;
  const parts = runs
    .filter((run) => lastStep(run.view) >= state.whole)
    .map((run) => `by ${decimal(forgetting(run.view, state.whole))} nats with ${run.name}`);
  const steps = `${state.whole} ${state.whole === 1 ? "step" : "steps"}`;
  return `After ${steps}, loss on the old task has risen ${parts.join(" and ")}.${ofIt(runs, state.whole)}`;
}

function ofIt(runs, step) {
  const share =
    runs.length === 2 && forgetting(runs[0].view, step) > 0.05 ? shareRemoved(runs[1].view, runs[0].view, step) : null;
  return share > 0 ? ` Replay removed ${percent(share)} of the forgetting.` : "";
}
