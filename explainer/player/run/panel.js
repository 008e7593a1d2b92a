// A panel is one chart: loss on one task, a line a run, what was forgotten and what replay saved. Lines are drawn in full
// and once; playhead.js lets time pass over them, so that a frame costs a few attributes. It knows no pointer.

/** @import { Scale } from "../kit/scale.js" */
/** @import { Run } from "./run.js" */
/** @import { RunState } from "./state.js" */
/** @import { Task } from "./view.js" */

import { h, put, puts, s } from "../kit/dom.js";
import { brief, decimal } from "../kit/format.js";
import { area, domainOf, linear, outline, ticks } from "../kit/scale.js";
import { RISE } from "./guess.js";
import { lastStep, stepsOf, valueAt } from "./view.js";

/** @typedef {ReturnType<typeof partsOf>} PanelParts */

/**
 * The inside of a chart, px.
 * @typedef {{ left: number, right: number, top: number, bottom: number, narrow: boolean }} Plot
 */

/**
 * The end of a run's line: its mark, the label beside it, and the loss in that.
 * @typedef {{ node: SVGGElement, label: SVGTextElement, value: SVGTSpanElement }} End
 */

/**
 * What is drawn in a panel: the runs that have losses, and the loss before fine-tuning (null where it is not known), in
 * their scales; and the nodes that move or hide when time passes.
 * @typedef {{ task: Task, part: PanelParts, plot: Plot, x: Scale, y: Scale, steps: number, runs: Run[],
 *   start: number | null, ticks: { step: number, node: SVGTextElement }[], ends: End[] }} Chart
 */

/** @typedef {{ task: Task, node: HTMLElement, caption: HTMLElement, svg: SVGSVGElement, part: PanelParts,
 *   chart: Chart | null }} Panel */

/** @type {Record<Task, [string, string]>} */
const TITLES = {
  old: ["Old task", "what Pebble already knew"],
  new: ["New task", "what it is being taught"],
};
const LEAST = { old: 0.5, new: 1 }; // nats; a flat line stays a flat line

/**
 * A panel for a task; `id` is unique in the page, since SVG refers to its clips by name.
 * @param {Task} task
 * @param {string} id
 * @returns {Panel}
 */
export function createPanel(task, id) {
  const [title, about] = TITLES[task];
  const part = partsOf(id);
  const svg = s(
    "svg",
    { class: "chart", role: "img", "aria-label": `Loss on the ${task} task by step` },
    definitions(part, id),
    part.grid,
    part.start,
    part.ghosts,
    s("g", { "clip-path": `url(#${id}-shown)` }, part.forgotten, part.saved, part.lines),
    part.forgottenWord,
    part.savedWord,
    part.cross,
    part.ends,
    part.hit,
    part.over,
  );
  const unit = h("span", { class: "unit" }, "held-out loss, nats per token; lower is better");
  const caption = h("figcaption", {}, h("strong", {}, title), `: ${about}`, unit);
  const node = h("figure", { class: "panel", "data-task": task }, caption, svg);
  return { task, node, caption, svg, part, chart: null };
}

/** @param {string} id */
function partsOf(id) {
  const crossLine = s("path");
  const crossStep = s("text", { "text-anchor": "middle" });
  return {
    shown: s("rect"),
    seen: s("rect"),
    grid: s("g", { class: "grid" }),
    forgotten: s("path", { class: "forgotten" }),
    saved: s("path", { fill: `url(#${id}-hatch)` }),
    ghosts: s("g", { class: "ghosts", "clip-path": `url(#${id}-seen)` }),
    lines: s("g", {}),
    start: s("g", { class: "start" }),
    forgottenWord: s("text", { class: "region forgotten-word" }, "forgotten"),
    savedWord: s("text", { class: "region saved-word" }, "saved by replay"),
    cross: s("g", { class: "cross" }, crossLine, crossStep),
    crossLine,
    crossStep,
    ends: s("g"),
    over: s("g"),
    hit: s("rect", { class: "hit", fill: "transparent" }),
  };
}

/**
 * What the drawing refers to by name: how far the lines and their ghosts are shown, and a hatch.
 * @param {PanelParts} part
 * @param {string} id
 */
function definitions(part, id) {
  const hatch = { width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  return s(
    "defs",
    {},
    s("clipPath", { id: `${id}-shown` }, part.shown),
    s("clipPath", { id: `${id}-seen` }, part.seen),
    s(
      "pattern",
      { id: `${id}-hatch`, ...hatch },
      s("rect", { width: 6, height: 6, class: "hatch-ground" }),
      s("path", { d: "M0 0V6", class: "hatch" }),
    ),
  );
}

/**
 * Draws all that depends on data and size.
 * @param {Panel} panel
 * @param {RunState} state
 * @param {number} width
 */
export function drawPanel(panel, state, width) {
  const { task, svg, part } = panel;
  const narrow = width < 460;
  const height = narrow ? 232 : 312;
  const plot = { left: 36, right: width - (narrow ? 76 : 118), top: 12, bottom: height - 34, narrow };
  puts(svg, { viewBox: `0 0 ${width} ${height}`, width, height });
  puts(part.hit, { x: plot.left - 8, y: 0, width: Math.max(0, width - plot.left + 8), height });
  const runs = state.runs.filter((run) => run.view.losses.length);
  const start = runs[0]?.view.losses[0][task] ?? state.armed?.[`${task}Before`] ?? null;
  const [low, high] = domainFor(task, runs, start, state);
  const x = linear([0, state.steps], [plot.left, plot.right]);
  const y = linear([low, high], [plot.bottom, plot.top]);
  /** @type {Chart} */
  const chart = { task, part, plot, x, y, steps: state.steps, runs, start, ticks: [], ends: [] };
  drawGrid(chart, low, high);
  drawStart(chart);
  drawLines(chart);
  drawAreas(chart);
  panel.chart = chart;
}

/**
 * @param {Task} task
 * @param {Run[]} runs
 * @param {number | null} start
 * @param {RunState} state
 */
function domainFor(task, runs, start, { drawing, guess, live }) {
  if (drawing) return task === "old" ? [0, (start ?? 0.5) + RISE] : [0, (start ?? 10) * 1.05];
  const values = runs.flatMap((run) => run.view.losses.map((event) => event[task]));
  if (start !== null) values.push(start);
  if (task === "new") values.push(0);
  if (task === "old" && guess) values.push(...guess.map(([, loss]) => loss));
  return domainOf(values.length ? values : [0, 1], { least: LEAST[task], growing: live });
}

/**
 * @param {Chart} chart
 * @param {number} low
 * @param {number} high
 */
function drawGrid(chart, low, high) {
  const { part, x, y, plot, steps } = chart;
  const levels = ticks(low, high, 5);
  const digits = levels.some((value) => !Number.isInteger(value)) ? 1 : 0;
  const rows = levels.flatMap((value) => [
    s("path", { d: `M${plot.left} ${y(value).toFixed(1)}H${plot.right}` }),
    s("text", { x: plot.left - 8, y: y(value) + 4, "text-anchor": "end" }, decimal(value, digits)),
  ]);
  chart.ticks = ticks(0, steps, plot.narrow ? 3 : 4).map((step) => {
    const place = { x: x(step), y: plot.bottom + 18, "text-anchor": "middle", "data-step": step };
    return { step, node: s("text", place, String(step)) };
  });
  const unit = s("text", { x: plot.right + 20, y: plot.bottom + 18 }, "steps");
  part.grid.replaceChildren(...rows, ...chart.ticks.map(({ node }) => node), unit);
}

/**
 * The level that Pebble starts from, on the old task.
 * @param {Chart} chart
 */
function drawStart({ part, task, y, plot, start }) {
  if (start === null || task === "new") return part.start.replaceChildren();
  const place = { x: plot.right - 8, y: y(start) + 15, "text-anchor": "end" };
  const line = s("path", { d: `M${plot.left} ${y(start).toFixed(1)}H${plot.right}` });
  part.start.replaceChildren(line, s("text", place, "before fine-tuning"));
}

/** @param {Chart} chart */
function drawLines(chart) {
  const { part, runs, task, x, y, plot } = chart;
  const line = (/** @type {Run} */ run) =>
    s("path", {
      class: run.dashed ? "line dashed" : "line",
      d: outline(run.view.losses.map((event) => [x(event.step), y(event[task])])),
    });
  chart.ends = runs.map((run) => createEnd(run, plot.narrow));
  part.lines.replaceChildren(...runs.map(line));
  part.ghosts.replaceChildren(...runs.map(line));
  part.ends.replaceChildren(...chart.ends.map(({ node }) => node));
}

/**
 * @param {Run} run
 * @param {boolean} narrow
 * @returns {End}
 */
function createEnd(run, narrow) {
  const mark = run.dashed ? s("rect", { x: -5, y: -5, width: 10, height: 10 }) : s("circle", { r: 5.5 });
  const name = s("tspan", { class: "name" }, brief(narrow ? run.label : run.title, 12));
  const value = s("tspan", { dx: 6 });
  const label = s("text", { x: 12 }, name, value);
  return { node: s("g", { class: "end" }, mark, label), label, value };
}

/** @param {Chart} chart */
function drawAreas(chart) {
  const measured = chart.task === "old" && chart.runs.length > 0;
  put(chart.part.forgotten, "d", measured ? forgottenArea(chart) : "");
  put(chart.part.saved, "d", measured && chart.runs.length > 1 ? savedArea(chart) : "");
}

/**
 * Between the last run's loss and where it began.
 * @param {Chart} chart
 */
function forgottenArea({ runs, x, y, start }) {
  const { losses } = runs[runs.length - 1].view;
  const base = start ?? losses[0].old;
  return area(losses.map((event) => [x(event.step), y(Math.max(event.old, base)), y(base)]));
}

/**
 * Between the twin's loss and the run's, as far as both have come.
 * @param {Chart} chart
 */
function savedArea({ runs, x, y }) {
  const [twin, run] = runs.map(({ view }) => view.losses);
  const limit = Math.min(...runs.map(({ view }) => lastStep(view)));
  const steps = stepsOf([twin, run]).filter((step) => step <= limit);
  return area(
    steps.map((step) => {
      const [theirs, ours] = [valueAt(twin, "old", step), valueAt(run, "old", step)];
      return [x(step), y(Math.max(theirs, ours)), y(ours)];
    }),
  );
}
