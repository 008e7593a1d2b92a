// The sketch is where a guess is drawn: the old loss that the reader expects, by pointer, touch or keys; afterwards it says
// how far off that was. It knows one panel's scales; nothing of playback.

/** @import { Actions } from "./actions.js" */
/** @import { Point } from "./guess.js" */
/** @import { Chart, Panel, Plot } from "./panel.js" */
/** @import { RunState } from "./state.js" */

import { h, put, puts, s, say, show } from "../kit/dom.js";
import { decimal } from "../kit/format.js";
import { outline } from "../kit/scale.js";
import { BINS, RISE, bentCurve, curveOf, verdict } from "./guess.js";
import { isEnded } from "./run.js";
import { lastStep } from "./view.js";

/** @typedef {ReturnType<typeof nodesOf>} Nodes */

/**
 * `bins` are the losses drawn, from left to right; `bend` is how soon a curve made with keys rises; `down` is whether the
 * pointer draws, and `last` where it was, a bin and a loss.
 * @typedef {{ panel: Panel, act: Actions, nodes: Nodes, state: RunState | null, bins: (number | null)[] | null,
 *   bend: number, down: boolean, last: Point | null }} Sketch
 */

const INVITATION =
  "Draw the curve you expect: how will the loss on the old task move? Or move its end with the arrow keys.";
const BEND = 2.5;
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowUp: [0.05, 0], ArrowDown: [-0.05, 0], ArrowLeft: [0, 0.5], ArrowRight: [0, -0.5] }; // end, bend

/**
 * A sketch on a panel. `act.guess` is called when a drawing is finished, with its points, and when it is cleared, with
 * null.
 * @param {Panel} panel
 * @param {Actions} act
 */
export function createSketch(panel, act) {
  const nodes = nodesOf();
  /** @type {Sketch} */
  const sketch = { panel, act, nodes, state: null, bins: null, bend: BEND, down: false, last: null };
  panel.part.over.append(nodes.hint, nodes.line, nodes.name, nodes.handle);
  nodes.clear.addEventListener("click", () => clear(sketch));
  nodes.handle.addEventListener("keydown", (event) => bendBy(sketch, event));
  nodes.handle.addEventListener("pointerdown", (event) => grab(sketch, event));
  return {
    node: h("div", { class: "guess" }, nodes.words, nodes.clear),
    render: (/** @type {RunState} */ state) => render(sketch, state),
    down: (/** @type {PointerEvent} */ event) => begin(sketch, event),
    move: (/** @type {PointerEvent} */ event) => drag(sketch, event),
    up: () => finish(sketch),
  };
}

function nodesOf() {
  const slider = {
    tabindex: 0,
    role: "slider",
    "aria-label": "Your guess of the old loss at the end",
    "aria-orientation": "vertical",
    "aria-valuemin": 0,
  };
  const dot = [s("circle", { r: 22, fill: "transparent" }), s("circle", { r: 8 })];
  return {
    line: s("path", { class: "guess-line" }),
    name: s("text", { class: "guess-name" }, "your guess"),
    hint: s("text", { class: "guess-hint", "text-anchor": "middle" }, "draw here, from left to right"),
    handle: s("g", { class: "guess-handle", ...slider }, ...dot),
    clear: h("button", { type: "button", class: "quiet" }, "Clear guess"),
    words: h("p", { class: "guess-words" }),
  };
}

/**
 * The handle lies above the chart, so it takes the pointer and passes it on.
 * @param {Sketch} sketch
 * @param {PointerEvent} event
 */
function grab(sketch, event) {
  event.preventDefault();
  sketch.nodes.handle.focus();
  sketch.panel.part.hit.setPointerCapture(event.pointerId);
  begin(sketch, event);
}

/**
 * @param {Sketch} sketch
 * @param {PointerEvent} event
 */
function begin(sketch, event) {
  sketch.last = null;
  sketch.down = true;
  drag(sketch, event);
}

/**
 * Fills the bins between the pointer's last place and this one.
 * @param {Sketch} sketch
 * @param {PointerEvent} event
 */
function drag(sketch, event) {
  const { chart, svg } = sketch.panel;
  if (!sketch.down || !chart) return;
  const here = placeOf(chart, svg.getBoundingClientRect(), event);
  const from = sketch.last ?? here;
  sketch.bins ??= Array(BINS + 1).fill(null);
  fill(sketch.bins, from[0] <= here[0] ? [from, here] : [here, from]);
  sketch.last = here;
  sketch.act.redraw();
}

/**
 * A pointer's place within the plot: its bin, as a fraction, and its loss.
 * @param {Chart} chart
 * @param {DOMRect} box
 * @param {PointerEvent} event
 * @returns {Point}
 */
function placeOf({ x, y, plot, steps }, box, event) {
  const share = x.invert(event.clientX - box.left) / steps;
  const [low, high] = [y.invert(plot.bottom), y.invert(plot.top)];
  const loss = y.invert(event.clientY - box.top);
  return [Math.max(0, Math.min(1, share)) * BINS, Math.max(low, Math.min(high, loss))];
}

/**
 * @param {(number | null)[]} bins
 * @param {[Point, Point]} ends
 */
function fill(bins, [start, end]) {
  for (let bin = Math.round(start[0]); bin <= Math.round(end[0]); bin += 1) {
    const way = end[0] === start[0] ? 0 : Math.max(0, Math.min(1, (bin - start[0]) / (end[0] - start[0])));
    bins[bin] = start[1] + way * (end[1] - start[1]);
  }
}

/** @param {Sketch} sketch */
function finish(sketch) {
  if (!sketch.down) return;
  sketch.down = false;
  const points = drawnCurve(sketch);
  if (points) hand(sketch, points);
}

/**
 * The curve as it is being drawn; null where there is nothing to draw on.
 * @param {Sketch} sketch
 */
function drawnCurve({ panel: { chart }, bins }) {
  return chart && bins && curveOf(bins, chart.start ?? 0, chart.steps);
}

/**
 * @param {Sketch} sketch
 * @param {Point[]} points
 */
function hand(sketch, points) {
  sketch.act.guess(points.map(([step, loss]) => [Math.round(step), Number(loss.toFixed(2))]));
}

/** @param {Sketch} sketch */
function clear(sketch) {
  Object.assign(sketch, { bins: null, bend: BEND });
  sketch.act.guess(null);
}

/**
 * Up and down move the end; left and right make the curve rise sooner or later.
 * @param {Sketch} sketch
 * @param {KeyboardEvent} event
 */
function bendBy(sketch, event) {
  const { state, panel } = sketch;
  const move = MOVES[event.key];
  if (!move || !state?.drawing || !panel.chart) return;
  event.preventDefault();
  event.stopPropagation();
  const start = panel.chart.start ?? 0;
  const before = state.guess?.at(-1)?.[1] ?? start;
  const end = Math.max(0, Math.min(start + RISE, before + move[0]));
  sketch.bend = Math.max(0.5, Math.min(12, sketch.bend + move[1]));
  sketch.bins = null;
  hand(sketch, bentCurve({ start, end, bend: sketch.bend, steps: panel.chart.steps }));
}

/**
 * @param {Sketch} sketch
 * @param {RunState} state
 */
function render(sketch, state) {
  sketch.state = state;
  const { panel, nodes } = sketch;
  if (!panel.chart) return;
  const points = sketch.down ? drawnCurve(sketch) : state.guess;
  drawCurve(panel.chart, nodes, points, state.drawing);
  put(panel.node, "data-drawing", state.drawing);
  show(nodes.clear, state.drawing && points !== null);
  say(nodes.words, inWords(state));
  show(nodes.words, nodes.words.textContent !== "");
}

/**
 * @param {Chart} chart
 * @param {Nodes} nodes
 * @param {Point[] | null} points
 * @param {boolean} drawing
 */
function drawCurve(chart, { line, name, hint, handle }, points, drawing) {
  const { x, y, plot, start } = chart;
  const places = points?.map(([step, loss]) => [x(step), y(loss)]) ?? [];
  const last = places.at(-1) ?? [plot.right, y(start ?? 0)];
  put(line, "d", outline(places));
  placeName(name, places, drawing, plot);
  show(hint, drawing && points === null);
  puts(hint, { x: (plot.left + plot.right) / 2, y: y(start ?? 0) - 44 });
  show(handle, drawing);
  puts(handle, { transform: `translate(${last[0].toFixed(1)} ${last[1].toFixed(1)})`, ...spoken(chart, points) });
}

/**
 * @param {SVGTextElement} name
 * @param {number[][]} places
 * @param {boolean} drawing
 * @param {Plot} plot
 */
function placeName(name, places, drawing, plot) {
  show(name, places.length > 0);
  if (!places.length) return;
  const end = places[places.length - 1];
  const middle = places[Math.floor(places.length * 0.8)];
  puts(
    name,
    drawing
      ? { x: plot.right + 14, y: end[1] + 4, "text-anchor": "start" }
      : { x: middle[0], y: middle[1] - 8, "text-anchor": "middle" },
  );
}

/**
 * The handle's value for those who listen.
 * @param {Chart} chart
 * @param {Point[] | null} points
 */
function spoken({ start, steps }, points) {
  const end = points?.at(-1)?.[1] ?? start ?? 0;
  return {
    "aria-valuenow": end.toFixed(2),
    "aria-valuemax": ((start ?? 0.5) + RISE).toFixed(2),
    "aria-valuetext": `${decimal(end)} nats per token at step ${steps}`,
  };
}

/** @param {RunState} state */
function inWords({ drawing, guess, runs, step }) {
  if (drawing) return guess ? "That is your guess. Draw over it to change it, then train." : INVITATION;
  const run = runs.at(-1);
  const over = run && isEnded(run) && run.view.losses.length > 1 && step >= lastStep(run.view);
  return guess && over ? verdict(guess, run) : "";
}
