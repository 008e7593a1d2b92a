// Both losses along the path, on the timeline of the ball: two charts, a line a ball. Hovering moves the ball. Lines are
// drawn whole when a path changes; time passes by widening a clip. Knows paths; nothing of grounds.

import { h, put, puts, s, say, show } from "../kit/dom.js";
import { decimal } from "../kit/format.js";
import { linear, outline, ticks } from "../kit/scale.js";
import { between } from "./balls.js";
import { watchSize } from "./layer.js";

const TITLES = { old: "Old task", new: "New task" };
const TALL = 148;

/** `act` has hover(step or null), scrub(step), redraw(). */
export function createLosses(act, id) {
  const panels = ["old", "new"].map((task) => createPanel(act, task, `${id}-${task}`));
  const node = h("div", { class: "losses" }, ...panels.map((panel) => panel.node));
  const unwatch = panels.map((panel) => watchSize(panel.node, panel, act.redraw));
  const destroy = () => unwatch.forEach((end) => end());
  return { node, render: (state) => render(node, panels, state), destroy };
}

function createPanel(act, task, id) {
  const clip = s("rect", { y: -20, height: TALL + 40 });
  const part = {
    grid: s("g", { class: "grid" }),
    whole: s("g", { class: "ghosts" }),
    lines: s("g", { "clip-path": `url(#${id})` }),
    cross: s("path", { class: "now-line" }),
    ends: s("g"),
    hit: s("rect", { class: "hit", fill: "transparent" }),
  };
  const defs = s("defs", {}, s("clipPath", { id }, clip));
  const named = { role: "img", "aria-label": `${TITLES[task]}: loss along the path` }; // until it rests and says more
  const svg = s("svg", { class: "chart", ...named }, defs, ...Object.values(part));
  const title = h("strong");
  const unit = h("span", { class: "unit" });
  const node = h("figure", { class: "panel", "data-task": task }, h("figcaption", {}, title, unit), svg);
  const panel = {
    task,
    node,
    svg,
    clip,
    part,
    title,
    unit,
    key: "",
    x: null,
    y: null,
    top: 0,
    low: Infinity,
    ground: null,
  };
  watchPointer(panel, act);
  return panel;
}

function render(node, panels, state) {
  show(node, state.ground && !state.hide.has("losses"));
  if (!state.ground || state.hide.has("losses")) return;
  put(node, "data-single", state.ground.single);
  for (const panel of panels) {
    show(panel.node, !(state.ground.single && panel.task === "old"));
    const [width] = panel.size;
    if (!width) continue;
    const key = `${state.version}/${width}/${state.end}`;
    if (panel.key !== key) {
      panel.key = key;
      draw(panel, state, width);
    }
    place(panel, state);
  }
}

function draw(panel, state, width) {
  const { part, task, svg, title, unit } = panel;
  say(title, state.ground.single ? "Loss" : TITLES[task]);
  say(
    unit,
    ` ${state.ground.single ? "" : "loss along the path, "}${state.ground.unit === "loss" ? "no unit" : state.ground.unit}`,
  );
  puts(svg, { viewBox: `0 0 ${width} ${TALL}`, width, height: TALL });
  extend(panel, state);
  const [left, right] = [38, width - 52];
  panel.x = linear([0, state.end], [left, right]);
  panel.y = linear([panel.low, panel.top], [TALL - 22, 10]);
  puts(part.hit, { x: left - 8, y: 0, width: right - left + 16, height: TALL });
  put(panel.clip, "x", left - 20);
  const grid = `${width}/${state.end}/${panel.low}/${panel.top}`;
  if (panel.grid !== grid) part.grid.replaceChildren(...gridOf(panel, state, left, right));
  panel.grid = grid;
  fit(part.whole, state.balls.length, () => s("path", { class: "line" }));
  fit(part.lines, state.balls.length, () => s("path", { class: "line" }));
  fit(part.ends, state.balls.length, () =>
    s("g", { class: "end" }, s("circle", { r: 4 }), s("text", { x: 8, y: 4.5 })),
  );
  state.balls.forEach((ball, index) => drawLine(panel, state, ball, index));
}

/** The axis holds the task's loss in both valleys, and never shrinks while a ground is open: a slider moves the line and
 *  not the axis. */
function extend(panel, { ground, balls }) {
  if (panel.ground !== ground) Object.assign(panel, { ground, top: -Infinity, low: Infinity });
  const include = (value) => {
    panel.top = Math.max(panel.top, value);
    panel.low = Math.min(panel.low, value);
  };
  for (const valley of [ground.old_valley, ground.new_valley]) include(ground.at[panel.task](...valley)[0]);
  for (const ball of balls) ball[panel.task].forEach(include);
  if (panel.low > 0 && panel.low < 0.6 * panel.top) panel.low = 0;
  if (panel.top - panel.low < 1e-6) panel.top = panel.low + 1;
}

function gridOf({ x, y, low, top }, { end }, left, right) {
  const rows = ticks(low, top, 3).flatMap((value) => [
    s("path", { d: `M${left} ${y(value).toFixed(1)}H${right}` }),
    s("text", { x: left - 7, y: y(value) + 4, "text-anchor": "end" }, String(value).replace("-", "\u2212")),
  ]);
  const columns = ticks(0, end, 4).map((value) =>
    s("text", { x: x(value), y: TALL - 3, "text-anchor": "middle" }, value ? String(value) : "step 0"),
  );
  return [...rows, ...columns];
}

function fit(group, count, make) {
  while (group.childElementCount > count) group.lastChild.remove();
  while (group.childElementCount < count) group.append(make());
}

function drawLine({ part, task, x, y }, { balls }, ball, index) {
  const points = Array.from(ball[task], (value, step) => [x(step), y(value)]);
  const d = points.length > 1 ? outline(points) : "";
  const race = balls.length > 1;
  const look = { d, "stroke-dasharray": race ? ball.look.dash.join(" ") : null };
  look.style = race ? `stroke: var(--${ball.look.colour})` : null;
  puts(part.whole.children[index], look);
  puts(part.lines.children[index], look);
  puts(part.ends.children[index], { style: race ? `--task: var(--${ball.look.colour})` : null });
}

function place({ part, clip, svg, task, x, y, title }, { balls, shown, moving, ground }) {
  const at = x(shown);
  put(clip, "width", Math.max(0, at - x(0) + 20).toFixed(1));
  put(part.cross, "d", `M${at.toFixed(1)} 6V${TALL - 22}`);
  balls.forEach((ball, index) => {
    const value = between(ball[task], ball.count, shown);
    const end = part.ends.children[index];
    put(end, "transform", `translate(${x(Math.min(shown, ball.count - 1)).toFixed(1)} ${y(value).toFixed(1)})`);
    say(end.lastChild, balls.length > 1 ? "" : decimal(value));
  });
  if (moving) return;
  const first = balls[0];
  const words = `${title.textContent}: loss ${decimal(first[task][0])} at the start, ${decimal(first[task][first.count - 1])} at the end`;
  put(svg, "aria-label", `${words}${ground.unit === "loss" ? "" : `, ${ground.unit}`}.`);
}

function watchPointer(panel, act) {
  const { hit } = panel.part;
  const step = (event) =>
    Math.max(0, Math.round(panel.x.invert(event.clientX - panel.svg.getBoundingClientRect().left)));
  hit.addEventListener("pointermove", (event) => panel.x && act.hover(step(event)));
  hit.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !panel.x) return;
    hit.setPointerCapture(event.pointerId);
    act.hover(step(event));
  });
  hit.addEventListener("pointerup", (event) => {
    act.scrub(step(event));
    if (event.pointerType !== "mouse") act.hover(null);
  });
  for (const type of ["pointerleave", "pointercancel"]) hit.addEventListener(type, () => act.hover(null));
}
