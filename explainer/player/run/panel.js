// One chart: loss on one task, a line a run, what was forgotten and what replay saved. Lines are drawn whole and once;
// time passes by widening a clip and moving the ends, so that a frame costs a few attributes. Knows no pointer.

import { h, put, puts, s, say, show } from "../kit/dom.js";
import { brief, decimal } from "../kit/format.js";
import { area, domainOf, linear, outline, ticks } from "../kit/scale.js";
import { lastStep, valueAt } from "./view.js";

const TITLES = {
  old: ["Old task", "what Pebble already knew"],
  new: ["New task", "what it is being taught"],
};
const LEAST = { old: 0.5, new: 1 }; // nats; a flat line stays a flat line

/** A panel for task "old" or "new"; `id` is unique in the page, since SVG refers to its clips by name. */
export function createPanel(task, id) {
  const clips = { shown: s("rect"), seen: s("rect") };
  const part = {
    grid: s("g", { class: "grid" }),
    forgotten: s("path", { class: "forgotten" }),
    saved: s("path", { fill: `url(#${id}-hatch)` }),
    ghosts: s("g", { class: "ghosts", "clip-path": `url(#${id}-seen)` }),
    lines: s("g", {}),
    start: s("g", { class: "start" }),
    words: [
      s("text", { class: "region forgotten-word" }, "forgotten"),
      s("text", { class: "region saved-word" }, "saved by replay"),
    ],
    cross: s("g", { class: "cross" }, s("path"), s("text", { "text-anchor": "middle" })),
    ends: s("g"),
    over: s("g"),
    hit: s("rect", { class: "hit", fill: "transparent" }),
  };
  const svg = s(
    "svg",
    { class: "chart", role: "img", "aria-label": `Loss on the ${task} task by step` },
    s(
      "defs",
      {},
      s("clipPath", { id: `${id}-shown` }, clips.shown),
      s("clipPath", { id: `${id}-seen` }, clips.seen),
      s(
        "pattern",
        { id: `${id}-hatch`, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        s("rect", { width: 6, height: 6, class: "hatch-ground" }),
        s("path", { d: "M0 0V6", class: "hatch" }),
      ),
    ),
    part.grid,
    part.start,
    part.ghosts,
    s("g", { "clip-path": `url(#${id}-shown)` }, part.forgotten, part.saved, part.lines),
    ...part.words,
    part.cross,
    part.ends,
    part.hit,
    part.over,
  );
  const node = h(
    "figure",
    { class: "panel", "data-task": task },
    h(
      "figcaption",
      {},
      h("strong", {}, TITLES[task][0]),
      `: ${TITLES[task][1]}`,
      h("span", { class: "unit" }, "held-out loss, nats per token; lower is better"),
    ),
    svg,
  );
  return { task, node, svg, part, clips, runs: [], plot: null, x: null, y: null };
}

/** Draws all that depends on data and size. */
export function drawPanel(panel, state, width) {
  const narrow = width < 460;
  const height = narrow ? 232 : 312;
  panel.plot = { left: 36, right: width - (narrow ? 76 : 118), top: 12, bottom: height - 34, narrow };
  const { left, right, top, bottom } = panel.plot;
  puts(panel.svg, { viewBox: `0 0 ${width} ${height}`, width, height });
  puts(panel.part.hit, { x: left - 8, y: 0, width: Math.max(0, width - left + 8), height });
  panel.runs = state.runs.filter((run) => run.view.losses.length);
  panel.start = panel.runs[0]?.view.losses[0][panel.task] ?? state.armed?.[`${panel.task}Before`] ?? null;
  const domain = domainFor(panel, state);
  panel.x = linear([0, state.steps], [left, right]);
  panel.y = linear(domain, [bottom, top]);
  drawGrid(panel, state.steps, domain);
  drawLines(panel);
  drawAreas(panel);
}

function domainFor(panel, state) {
  const values = panel.runs.flatMap((run) => run.view.losses.map((event) => event[panel.task]));
  if (panel.start !== null) values.push(panel.start);
  if (panel.task === "new") values.push(0);
  if (state.drawing) return panel.task === "old" ? [0, (panel.start ?? 0.5) + 1.7] : [0, (panel.start ?? 10) * 1.05];
  if (panel.task === "old" && state.guess) values.push(...state.guess.map(([, loss]) => loss));
  return domainOf(values.length ? values : [0, 1], { least: LEAST[panel.task], growing: state.live });
}

function drawGrid({ part, x, y, plot }, steps, [low, high]) {
  const rows = ticks(low, high, 5);
  const digits = rows.some((value) => !Number.isInteger(value)) ? 1 : 0;
  part.grid.replaceChildren(
    ...rows.flatMap((value) => [
      s("path", { d: `M${plot.left} ${y(value).toFixed(1)}H${plot.right}` }),
      s("text", { x: plot.left - 8, y: y(value) + 4, "text-anchor": "end" }, decimal(value, digits)),
    ]),
    ...ticks(0, steps, plot.narrow ? 3 : 4).map((value) =>
      s("text", { x: x(value), y: plot.bottom + 18, "text-anchor": "middle", "data-step": value }, String(value)),
    ),
    s("text", { x: plot.right + 20, y: plot.bottom + 18 }, "steps"),
  );
}

function drawLines({ part, runs, task, x, y, plot, start }) {
  const line = (run) =>
    s("path", {
      class: run.dashed ? "line dashed" : "line",
      d: outline(run.view.losses.map((event) => [x(event.step), y(event[task])])),
    });
  part.lines.replaceChildren(...runs.map(line));
  part.ghosts.replaceChildren(...runs.map(line));
  part.ends.replaceChildren(...runs.map((run) => end(run, plot.narrow)));
  part.start.replaceChildren(
    ...(start === null || task === "new"
      ? []
      : [
          s("path", { d: `M${plot.left} ${y(start).toFixed(1)}H${plot.right}` }),
          s("text", { x: plot.right - 8, y: y(start) + 15, "text-anchor": "end" }, "before fine-tuning"),
        ]),
  );
}

function end(run, narrow) {
  return s(
    "g",
    { class: "end" },
    run.dashed ? s("rect", { x: -5, y: -5, width: 10, height: 10 }) : s("circle", { r: 5.5 }),
    s("path", { class: "leader" }),
    s(
      "text",
      { x: 12 },
      s("tspan", { class: "name" }, brief(narrow ? run.label : run.name, 12)),
      s("tspan", { dx: 6 }),
    ),
  );
}

function drawAreas({ part, runs, task, x, y, start }) {
  const run = runs.at(-1);
  if (task === "new" || !run) return [part.forgotten, part.saved].forEach((path) => put(path, "d", ""));
  const own = run.view.losses;
  put(part.forgotten, "d", area(own.map((event) => [x(event.step), y(Math.max(event.old, start)), y(start)])));
  if (runs.length < 2) return put(part.saved, "d", "");
  const limit = Math.min(...runs.map(({ view }) => lastStep(view)));
  const steps = [...new Set(runs.flatMap(({ view }) => view.losses.map((event) => event.step)))]
    .filter((step) => step <= limit)
    .sort((a, b) => a - b);
  put(
    part.saved,
    "d",
    area(
      steps.map((step) => {
        const [theirs, ours] = runs.map(({ view }) => valueAt(view.losses, "old", step));
        return [x(step), y(Math.max(theirs, ours)), y(ours)];
      }),
    ),
  );
}

/** Moves all that depends on the step shown. */
export function placePanel(panel, state) {
  const { plot, x, clips, part } = panel;
  if (!plot) return;
  clip(clips.shown, plot, x(state.shown));
  clip(clips.seen, plot, x(state.playback.seen));
  show(part.ghosts, state.playback.seen > state.shown);
  placeCross(panel, state);
  placeEnds(panel, state);
  part.words.forEach((word, index) => placeWord(panel, word, index, state.shown));
}

function clip(rect, { left, top, bottom }, to) {
  puts(rect, { x: left - 2, y: top - 12, width: Math.max(0, to - left + 2).toFixed(1), height: bottom - top + 24 });
}

function placeCross({ part, plot, x, runs }, { shown, whole }) {
  show(part.cross, runs.length);
  const [line, text] = part.cross.children;
  const at = x(shown).toFixed(1);
  put(line, "d", `M${at} ${plot.top - 6}V${plot.bottom + 4}`);
  puts(text, { x: at, y: plot.bottom + 18 });
  say(text, String(whole));
  for (const tick of part.grid.querySelectorAll("[data-step]"))
    show(tick, !runs.length || Math.abs(x(Number(tick.dataset.step)) - x(shown)) > 30);
}

function placeEnds({ part, runs, task, x, y, plot }, { shown, whole }) {
  const spots = runs.map((run, index) => {
    const step = Math.min(shown, lastStep(run.view));
    const at = run.view.losses.findLast((event) => event.step <= whole + 1e-9) ?? run.view.losses[0];
    return { index, x: x(step), y: y(valueAt(run.view.losses, task, step)), text: decimal(at[task]) };
  });
  spread(spots, plot);
  for (const spot of spots) {
    const node = part.ends.children[spot.index];
    put(node, "transform", `translate(${spot.x.toFixed(1)} ${spot.y.toFixed(1)})`);
    const text = node.lastChild;
    put(text, "y", (spot.label - spot.y + 4.5).toFixed(1));
    say(text.lastChild, spot.text);
  }
}

/** Keeps labels a line apart; they stay in the order of their curves. */
function spread(spots, { top, bottom }) {
  const ordered = [...spots].sort((a, b) => a.y - b.y || b.index - a.index);
  ordered.forEach((spot) => {
    spot.label = Math.max(top, Math.min(bottom - 8, spot.y));
  });
  if (ordered.length < 2) return;
  const [upper, lower] = ordered;
  const lack = 17 - (lower.label - upper.label);
  if (lack <= 0) return;
  upper.label -= lack / 2;
  lower.label += lack / 2;
  const over = Math.max(0, lower.label - (bottom - 8));
  upper.label -= over;
  lower.label -= over;
}

/** Names an area where it is high enough to hold the word. */
function placeWord({ task, runs, x, y, start, plot }, word, index, shown) {
  const reached = Math.min(shown, ...runs.map(({ view }) => lastStep(view)));
  const step = reached * (index ? 0.7 : 0.55);
  const levels = task === "old" ? runs.map(({ view }) => valueAt(view.losses, "old", step)) : [];
  const [low, high] = index ? [levels.at(-1), levels[0]] : [start, levels.at(-1)];
  const roomy = levels.length > index && x(reached) - plot.left > 170 && y(low) - y(high) > 22;
  show(word, roomy);
  if (roomy) puts(word, { x: x(step).toFixed(1), y: ((y(low) + y(high)) / 2 + 4.5).toFixed(1) });
}
