// The losses along the path are two charts, a line a ball, on the ball's timeline. Hovering moves the ball. Lines are drawn
// in full when a path changes; time passes by widening a clip. Knows paths; nothing of grounds.

/** @import { Act } from "./actions.js" */
/** @import { Ball } from "./balls.js" */
/** @import { FrameState, SceneState } from "./figure.js" */
/** @import { Ground } from "./ground.js" */

import { h, put, puts, s, say, show } from "../kit/dom.js";
import { decimal } from "../kit/format.js";
import { linear, outline, ticks } from "../kit/scale.js";
import { between } from "./balls.js";
import { watchSize } from "./layer.js";

/** @typedef {"old" | "new"} Task */

/** @typedef {ReturnType<typeof createNodes>} Nodes */

/**
 * One chart: its scales, once something is drawn; its axis from `low` to `top`, which is that of `ground`; what was drawn
 * last; its node's size in px.
 * @typedef {{ task: Task, node: HTMLElement, nodes: Nodes, title: HTMLElement, unit: HTMLElement, drawn: string,
 *   grid: string, scales: Scales | null, top: number, low: number, ground: Ground | null, size: [number, number] }} Panel
 */

/** @typedef {ReturnType<typeof linear>} Scale */

/** @typedef {{ x: Scale, y: Scale }} Scales */

/** @type {Record<Task, string>} */
const TITLES = { old: "Old task", new: "New task" };
const TALL = 148; // px

/**
 * @param {Act} act
 * @param {string} id
 */
export function createLosses(act, id) {
  const panels = [createPanel(act, "old", id), createPanel(act, "new", id)];
  const node = h("div", { class: "losses", "data-part": "losses" }, ...panels.map((panel) => panel.node));
  const ends = panels.map((panel) => watchSize(panel.node, panel, act.redraw));
  return {
    node,
    /** @param {FrameState} state */
    render: (state) => render(node, panels, state),
    destroy: () => {
      for (const end of ends) end();
    },
  };
}

/**
 * @param {Act} act
 * @param {Task} task
 * @param {string} id
 * @returns {Panel}
 */
function createPanel(act, task, id) {
  const nodes = createNodes(`${id}-${task}`, task);
  const title = h("strong");
  const unit = h("span", { class: "unit" });
  const node = h("figure", { class: "panel", "data-task": task }, h("figcaption", {}, title, unit), nodes.svg);
  /** @type {Panel} */
  const panel = {
    task,
    node,
    nodes,
    title,
    unit,
    drawn: "",
    grid: "",
    scales: null,
    top: 0,
    low: Infinity,
    ground: null,
    size: [0, 0],
  };
  watchPointer(panel, act);
  return panel;
}

/**
 * The nodes of a chart: behind the clip the lines, over it what moves with time.
 * @param {string} id
 * @param {Task} task
 */
function createNodes(id, task) {
  const clip = s("rect", { y: -20, height: TALL + 40 });
  const grid = s("g", { class: "grid" });
  const ghosts = s("g", { class: "ghosts" });
  const lines = s("g", { "clip-path": `url(#${id})` });
  const now = s("path", { class: "now-line" });
  const ends = s("g");
  const hit = s("rect", { class: "hit", fill: "transparent" });
  const named = { role: "img", "aria-label": `${TITLES[task]}: loss along the path` }; // until it rests and says more
  const defs = s("defs", {}, s("clipPath", { id }, clip));
  const svg = s("svg", { class: "chart", ...named }, defs, grid, ghosts, lines, now, ends, hit);
  return { svg, clip, grid, ghosts, lines, now, ends, hit };
}

/**
 * @param {HTMLElement} node
 * @param {Panel[]} panels
 * @param {FrameState} state
 */
function render(node, panels, state) {
  show(node, Boolean(state.ground));
  if (!state.ground) return;
  put(node, "data-single", state.ground.single);
  for (const panel of panels) {
    show(panel.node, !(state.ground.single && panel.task === "old"));
    const [width] = panel.size;
    if (!width) continue;
    const key = `${state.version}/${width}/${state.end}`;
    if (panel.drawn !== key) panel.scales = draw(panel, state, width);
    panel.drawn = key;
    if (panel.scales) place(panel, panel.scales, state);
  }
}

/**
 * Draws all that does not move with time.
 * @param {Panel} panel
 * @param {SceneState} state
 * @param {number} width
 * @returns {Scales}
 */
function draw(panel, state, width) {
  const { nodes, task, title, unit } = panel;
  const { single } = state.ground;
  say(title, single ? "Loss" : TITLES[task]);
  say(unit, ` ${single ? "" : "loss along the path, "}${state.ground.unit === "loss" ? "no unit" : state.ground.unit}`);
  puts(nodes.svg, { viewBox: `0 0 ${width} ${TALL}`, width, height: TALL });
  extend(panel, state);
  const [left, right] = [38, width - 52];
  const x = linear([0, state.end], [left, right]);
  const y = linear([panel.low, panel.top], [TALL - 22, 10]);
  puts(nodes.hit, { x: left - 8, y: 0, width: right - left + 16, height: TALL });
  put(nodes.clip, "x", left - 20);
  const grid = `${width}/${state.end}/${panel.low}/${panel.top}`;
  if (panel.grid !== grid) nodes.grid.replaceChildren(...gridOf(panel, { x, y }, state.end, left, right));
  panel.grid = grid;
  fit(nodes.ghosts, state.balls.length, createLine);
  fit(nodes.lines, state.balls.length, createLine);
  fit(nodes.ends, state.balls.length, createEnd);
  for (const [index, ball] of state.balls.entries()) drawLine(panel, { x, y }, ball, index, state.balls.length > 1);
  return { x, y };
}

const createLine = () => s("path", { class: "line" });
const createEnd = () => s("g", { class: "end" }, s("circle", { r: 4 }), s("text", { x: 8, y: 4.5 }));

/**
 * The axis holds the task's loss in both valleys, and never shrinks while a ground is open: a slider moves the line and
 * not the axis.
 * @param {Panel} panel
 * @param {SceneState} state
 */
function extend(panel, { ground, balls }) {
  if (panel.ground !== ground) Object.assign(panel, { ground, top: -Infinity, low: Infinity });
  /** @param {number} value */
  const include = (value) => {
    panel.top = Math.max(panel.top, value);
    panel.low = Math.min(panel.low, value);
  };
  for (const valley of [ground.old_valley, ground.new_valley]) include(ground.at[panel.task](...valley)[0]);
  for (const ball of balls) ball[panel.task].forEach(include);
  if (panel.low > 0 && panel.low < 0.6 * panel.top) panel.low = 0;
  if (panel.top - panel.low < 1e-6) panel.top = panel.low + 1;
}

/**
 * @param {Panel} panel
 * @param {Scales} scales
 * @param {number} end
 * @param {number} left
 * @param {number} right
 */
function gridOf({ low, top }, { x, y }, end, left, right) {
  const rows = ticks(low, top, 3).flatMap((value) => [
    s("path", { d: `M${left} ${y(value).toFixed(1)}H${right}` }),
    s("text", { x: left - 7, y: y(value) + 4, "text-anchor": "end" }, String(value).replace("-", "\u2212")),
  ]);
  const columns = ticks(0, end, 4).map((value) =>
    s("text", { x: x(value), y: TALL - 3, "text-anchor": "middle" }, value ? String(value) : "step 0"),
  );
  return [...rows, ...columns];
}

/**
 * Gives a group `count` children.
 * @param {SVGElement} group
 * @param {number} count
 * @param {() => SVGElement} create
 */
function fit(group, count, create) {
  while (group.childElementCount > count) group.lastElementChild?.remove();
  while (group.childElementCount < count) group.append(create());
}

/**
 * @param {Panel} panel
 * @param {Scales} scales
 * @param {Ball} ball
 * @param {number} index
 * @param {boolean} race
 */
function drawLine({ nodes, task }, { x, y }, ball, index, race) {
  /** @type {[number, number][]} */
  const points = Array.from(ball[task], (value, step) => [x(step), y(value)]);
  const line = {
    d: points.length > 1 ? outline(points) : "",
    "stroke-dasharray": race ? ball.look.dash.join(" ") : null,
    style: race ? `stroke: var(--${ball.look.colour})` : null,
  };
  puts(nodes.ghosts.children[index], line);
  puts(nodes.lines.children[index], line);
  puts(nodes.ends.children[index], { style: race ? `--task: var(--${ball.look.colour})` : null });
}

/**
 * Moves what moves with time; at rest, says what the chart shows.
 * @param {Panel} panel
 * @param {Scales} scales
 * @param {SceneState} state
 */
function place({ nodes, task, title }, { x, y }, { balls, shown, moving, ground }) {
  const at = x(shown);
  put(nodes.clip, "width", Math.max(0, at - x(0) + 20).toFixed(1));
  put(nodes.now, "d", `M${at.toFixed(1)} 6V${TALL - 22}`);
  for (let index = 0; index < balls.length; index += 1) {
    const ball = balls[index];
    const value = between(ball[task], ball.count, shown);
    const end = nodes.ends.children[index];
    put(end, "transform", `translate(${x(Math.min(shown, ball.count - 1)).toFixed(1)} ${y(value).toFixed(1)})`);
    say(end.children[1], balls.length > 1 ? "" : decimal(value));
  }
  if (moving) return;
  const losses = balls[0][task];
  const words = `${title.textContent}: loss ${decimal(losses[0])} at the start, ${decimal(losses[losses.length - 1])} at the end`;
  put(nodes.svg, "aria-label", `${words}${ground.unit === "loss" ? "" : `, ${ground.unit}`}.`);
}

/**
 * @param {Panel} panel
 * @param {Act} act
 */
function watchPointer(panel, act) {
  const { hit, svg } = panel.nodes;
  /** @param {PointerEvent} event */
  const stepAt = (event) =>
    panel.scales && Math.max(0, Math.round(panel.scales.x.invert(event.clientX - svg.getBoundingClientRect().left)));
  hit.addEventListener("pointermove", (event) => act.hover(stepAt(event)));
  hit.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    hit.setPointerCapture(event.pointerId);
    act.hover(stepAt(event));
  });
  hit.addEventListener("pointerup", (event) => {
    act.scrub(stepAt(event) ?? 0);
    if (event.pointerType !== "mouse") act.hover(null);
  });
  for (const type of ["pointerleave", "pointercancel"]) hit.addEventListener(type, () => act.hover(null));
}
