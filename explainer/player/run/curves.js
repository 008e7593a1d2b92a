// The curves are two charts side by side (or one above the other), and the pointer over them: hovering moves the step of
// everything. They know panels and steps; a guess is drawn by sketch.js on the old task's panel.

/** @import { Actions } from "./actions.js" */
/** @import { Panel } from "./panel.js" */
/** @import { RunState } from "./state.js" */

import { h, put } from "../kit/dom.js";
import { inWords } from "./captions.js";
import { createPanel, drawPanel } from "./panel.js";
import { placePanel } from "./playhead.js";
import { createSketch } from "./sketch.js";
import { nearest, stepsOf } from "./view.js";

/**
 * `drawn` is what the panels were drawn for, `steps` are those that the pointer can point at.
 * @typedef {{ panels: Panel[], act: Actions, state: RunState | null, drawn: string, steps: number[],
 *   sketch: ReturnType<typeof createSketch> }} Curves
 */

/**
 * @param {Actions} act
 * @param {string} id
 */
export function createCurves(act, id) {
  const panels = [createPanel("old", `${id}-old`), createPanel("new", `${id}-new`)];
  const node = h("div", { class: "curves" }, ...panels.map((panel) => panel.node));
  const sketch = createSketch(panels[0], act);
  /** @type {Curves} */
  const curves = { panels, act, state: null, drawn: "", steps: [], sketch };
  panels[0].node.append(sketch.node);
  for (const panel of panels) watchPointer(curves, panel);
  const sizes = new ResizeObserver(() => act.redraw());
  sizes.observe(node);
  return {
    node,
    render: (/** @type {RunState} */ state) => render(curves, state),
    destroy: () => sizes.disconnect(),
  };
}

/**
 * @param {Curves} curves
 * @param {RunState} state
 */
function render(curves, state) {
  const { panels } = curves;
  curves.state = state;
  const widths = panels.map((panel) => Math.round(panel.node.clientWidth));
  const key = JSON.stringify([widths, state.version, state.steps, state.drawing, state.guess, state.live, state.armed]);
  if (key !== curves.drawn && widths.every((width) => width > 0)) {
    curves.drawn = key;
    curves.steps = stepsOf(state.runs.map(({ view }) => view.losses));
    for (const [index, panel] of panels.entries()) drawPanel(panel, state, widths[index]);
  }
  for (const panel of panels) {
    placePanel(panel, state);
    put(panel.svg, "role", state.drawing ? "group" : "img"); // an image may hold no handle
    if (!state.moving) put(panel.svg, "aria-label", `${panel.caption.textContent}. ${inWords(state)}`);
  }
  curves.sketch.render(state);
}

/**
 * The pointer over a panel moves the step, or draws a guess.
 * @param {Curves} curves
 * @param {Panel} panel
 */
function watchPointer(curves, panel) {
  const { act, sketch } = curves;
  const { hit } = panel.part;
  const drawing = () => curves.state?.drawing && panel.task === "old";
  hit.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    hit.setPointerCapture(event.pointerId);
    if (drawing()) sketch.down(event);
    else hover(curves, panel, event);
  });
  hit.addEventListener("pointermove", (event) => {
    if (drawing()) sketch.move(event);
    else hover(curves, panel, event);
  });
  hit.addEventListener("pointerup", (event) => {
    const step = stepAt(curves, panel, event);
    if (drawing()) sketch.up();
    else if (step !== null && event.button === 0) act.set(step);
    if (event.pointerType !== "mouse") act.hover(null);
  });
  for (const type of /** @type {const} */ (["pointerleave", "pointercancel"]))
    hit.addEventListener(type, () => (drawing() ? sketch.up() : act.hover(null)));
}

/**
 * @param {Curves} curves
 * @param {Panel} panel
 * @param {PointerEvent} event
 */
function hover(curves, panel, event) {
  const step = stepAt(curves, panel, event);
  if (step !== null) curves.act.hover(step);
}

/**
 * The step that the pointer is nearest to; null where there is none.
 * @param {Curves} curves
 * @param {Panel} panel
 * @param {PointerEvent} event
 */
function stepAt({ state, steps }, { chart, svg }, event) {
  if (!chart || !state || !steps.length) return null;
  const along = chart.x.invert(event.clientX - svg.getBoundingClientRect().left);
  return nearest(steps, Math.max(0, Math.min(along, state.playback.end)));
}
