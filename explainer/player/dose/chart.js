// The chart draws one dose curve: Pebble's mean and spread, the paper's line, the slider's place. Pressing on it moves the
// slider. It knows one shift; nothing of the other parts.

import { h, put, puts, s, say } from "../kit/dom.js";
import { decimal } from "../kit/format.js";
import { area, linear, outline, ticks } from "../kit/scale.js";
import { nearestStop, place, readAt, STOPS } from "./read.js";
import { percent, share } from "./words.js";

/** @import { Interval, Scale } from "../kit/scale.js" */
/** @import { Actions } from "./controls.js" */
/** @import { Measure, Point, Shift, Spread } from "./read.js" */
/** @import { Settings, View } from "./settings.js" */

/**
 * The reader's own run: its shift's task, its share of replay, and what it measured.
 * @typedef {{ task: string, replay: number } & Record<Measure, number>} Own
 */

/**
 * A measure as it is drawn; `label` stands beside Pebble's line where there are two.
 * @typedef {{ measure: Measure, colour: string, mark: (at: Place) => SVGElement, label: string }} Series
 */

/** @typedef {{ x: number, y: number }} Place */

/**
 * What every layer is drawn on: `x` from a share of replay, `y` from a value, to px.
 * @typedef {{ x: (replay: number) => number, y: Scale, width: number, settings: Settings }} Axes
 */

/**
 * `x` is from a place of the axis to px, null before the first drawing; `drawn` is what is drawn, so that it is drawn
 * once.
 * @typedef {{ shift: Shift, node: HTMLElement, svg: SVGSVGElement, unit: HTMLElement, x: Scale | null, drawn: string }}
 *   Chart
 */

const HIGH = 290; // px
const EDGE = { left: 46, right: 16, top: 16, bottom: 46 };
const MARKED = [0, 0.5, 1, 2, 5, 10, 25, 50];
/** @type {Record<View, Series[]>} */
const SERIES = {
  kept: [{ measure: "removed", colour: "replay", mark: circle, label: "" }],
  price: [
    { measure: "rise", colour: "old", mark: circle, label: "old loss rises by" },
    { measure: "new", colour: "new", mark: square, label: "new loss" },
  ],
};
/** @type {Record<View, string>} */
const UNIT = { kept: "share of the forgetting that replay removed", price: "loss, nats per token" };
/** @type {Record<Measure, string>} */
const TITLES = { removed: "Share of forgetting removed", rise: "Rise of the old loss", new: "New loss" };

/**
 * @param {Shift} shift
 * @param {Actions} act
 * @returns {Chart}
 */
export function createChart(shift, act) {
  const svg = s("svg", { class: "chart", role: "img", "aria-label": `${shift.title}, ${shift.name}` });
  const unit = h("span", { class: "unit" });
  const caption = h("figcaption", {}, h("strong", {}, shift.title), `: ${shift.name}`, unit);
  const node = h("figure", { class: "panel" }, caption, svg);
  /** @type {Chart} */
  const chart = { shift, node, svg, unit, x: null, drawn: "" };
  const press = (/** @type {PointerEvent} */ event) => {
    if (!chart.x || (event.type === "pointermove" && !event.buttons)) return;
    const at = chart.x.invert(event.clientX - svg.getBoundingClientRect().left);
    act.set({ replay: STOPS[nearestStop(at)] });
  };
  svg.addEventListener("pointerdown", press);
  svg.addEventListener("pointermove", press);
  return chart;
}

/**
 * @param {Chart} chart
 * @param {Settings} settings
 * @param {Own | null} own on this shift
 */
export function drawChart(chart, settings, own) {
  const { shift, svg } = chart;
  const width = Math.round(chart.node.clientWidth);
  const key = JSON.stringify([width, settings, own]);
  if (!width || key === chart.drawn) return;
  chart.drawn = key;
  const y = linear(domain(shift, settings.view, own), [HIGH - EDGE.bottom, EDGE.top]);
  const x = linear([place(0), place(MARKED[MARKED.length - 1])], [EDGE.left, width - EDGE.right]);
  chart.x = x;
  puts(svg, { width, height: HIGH, viewBox: `0 0 ${width} ${HIGH}`, "data-view": settings.view });
  put(svg, "aria-label", `${shift.title}, ${shift.name}: ${described(shift, settings.view)}`);
  say(chart.unit, UNIT[settings.view]);
  svg.replaceChildren(...layers(shift, { x: (replay) => x(place(replay)), y, width, settings }, own));
}

/**
 * From the ground up.
 * @param {Shift} shift
 * @param {Axes} axes
 * @param {Own | null} own
 */
function layers(shift, axes, own) {
  const { view } = axes.settings;
  const series = SERIES[view];
  return [
    grid(axes),
    ...series.map((one) => band(shift.pebble, one, axes)),
    here(axes),
    ...series.flatMap((one) => [paperLine(shift.paper, one, axes), pebbleLine(shift.pebble, one, axes)]),
    ...(view === "kept" ? [keepLine(axes), ...names(shift, axes)] : labels(shift, series, axes)),
    ...series.flatMap((one) => ring(shift.pebble, one, axes)),
    ...(own ? series.map((one) => star(own, one, axes)) : []),
  ];
}

/**
 * @param {Shift} shift
 * @param {View} view
 * @param {Own | null} own
 * @returns {Interval}
 */
function domain({ pebble, paper }, view, own) {
  const values = SERIES[view].flatMap(({ measure }) => [
    ...[...pebble, ...paper].flatMap((point) => point[measure]),
    ...(own ? [own[measure]] : []),
  ]);
  const high = Math.max(...values, view === "kept" ? 100 : 0);
  return [Math.min(0, ...values), high * 1.06];
}

/** @param {Axes} axes */
function grid({ x, y, width, settings }) {
  const written = settings.view === "kept" ? percent : plain;
  const rows = ticks(y.invert(HIGH - EDGE.bottom), y.invert(EDGE.top), 5).map((value) =>
    s(
      "g",
      {},
      s("path", { d: `M${EDGE.left} ${y(value).toFixed(1)}H${width - EDGE.right}` }),
      s("text", { x: EDGE.left - 8, y: y(value) + 4, "text-anchor": "end" }, written(value)),
    ),
  );
  const marks = MARKED.map((replay) =>
    s("text", { x: x(replay), y: HIGH - EDGE.bottom + 18, "text-anchor": "middle" }, plain(replay)),
  );
  const middle = { x: (EDGE.left + width - EDGE.right) / 2, y: HIGH - 6, "text-anchor": "middle" };
  return s("g", { class: "grid" }, ...rows, ...marks, s("text", middle, "replay: old text, % of what is read"));
}

/**
 * @param {Point[]} points
 * @param {Series} series
 * @param {Axes} axes
 */
function band(points, { measure, colour }, { x, y }) {
  const edges = points.map(({ replay, [measure]: [, low, high] }) => [x(replay), y(high), y(low)]);
  return s("path", { class: "band", "data-colour": colour, d: area(edges) });
}

/**
 * @param {Point[]} points
 * @param {Series} series
 * @param {Axes} axes
 */
function pebbleLine(points, { measure, colour, mark }, axes) {
  return line(points, measure, axes, { class: "ours", "data-colour": colour }, "Pebble", mark);
}

/**
 * @param {Point[]} points
 * @param {Series} series
 * @param {Axes} axes
 */
function paperLine(points, { measure, colour }, axes) {
  const look = { class: "theirs", "data-colour": measure === "removed" ? "neutral" : colour };
  return line(points, measure, axes, look, "The paper’s model", diamond);
}

/**
 * A line through the means, with a mark and its words at each.
 * @param {Point[]} points
 * @param {Measure} measure
 * @param {Axes} axes
 * @param {Record<string, string>} look
 * @param {string} model
 * @param {(at: Place) => SVGElement} mark
 */
function line(points, measure, { x, y }, look, model, mark) {
  const places = points.map((point) => ({ x: x(point.replay), y: y(point[measure][0]) }));
  const marks = points.map((point, index) => {
    const node = mark(places[index]);
    node.append(s("title", {}, `${model}, ${share(point.replay)} replay: ${written(point[measure], measure)}`));
    return node;
  });
  const path = s("path", { class: "line", d: outline(places.map((at) => [at.x, at.y])) });
  return s("g", look, path, ...marks);
}

/**
 * "62% (54% to 69%)", "0.31 nats".
 * @param {Spread} spread
 * @param {Measure} measure
 */
function written([mean, low, high], measure) {
  const form = measure === "removed" ? percent : (/** @type {number} */ value) => `${decimal(value)} nats`;
  return high > low ? `${form(mean)} (${form(low)} to ${form(high)})` : form(mean);
}

/** @param {number} value */
const plain = (value) => decimal(value, Number.isInteger(value) ? 0 : 1);

/** @param {Place} at */
function circle({ x, y }) {
  return s("circle", { cx: x, cy: y, r: 4 });
}

/** @param {Place} at */
function square({ x, y }) {
  return s("rect", { x: x - 4, y: y - 4, width: 8, height: 8 });
}

/** @param {Place} at */
function diamond({ x, y }) {
  return s("path", { class: "diamond", d: `M${x} ${y - 5}l5 5l-5 5l-5 -5Z` });
}

/**
 * The slider's place.
 * @param {Axes} axes
 */
const here = ({ x, settings }) =>
  s("path", { class: "now-line", d: `M${x(settings.replay)} ${EDGE.top}V${HIGH - EDGE.bottom}` });

/**
 * Around Pebble's line at the slider's place; nothing where there is no line.
 * @param {Point[]} points
 * @param {Series} series
 * @param {Axes} axes
 */
function ring(points, { measure, colour }, { x, y, settings }) {
  const reading = readAt(points, settings.replay, measure);
  if (!reading) return [];
  return [s("circle", { class: "ring", "data-colour": colour, cx: x(settings.replay), cy: y(reading.mean), r: 9 })];
}

/**
 * @param {Own} own
 * @param {Series} series
 * @param {Axes} axes
 */
function star(own, { measure, colour }, { x, y }) {
  const at = `translate(${x(own.replay)} ${y(own[measure])})`;
  const corners = Array.from({ length: 10 }, (_, i) => {
    const [r, turn] = [i % 2 ? 4 : 10, (i * Math.PI) / 5];
    return [r * Math.sin(turn), -r * Math.cos(turn)];
  });
  return s(
    "g",
    { class: "star", "data-colour": colour, transform: at },
    s("path", { d: `${outline(corners)}Z` }),
    s("text", { y: 24, "text-anchor": "middle" }, "your run"),
  );
}

/** @param {Axes} axes */
function keepLine({ y, width, settings }) {
  const at = y(settings.keep);
  return s(
    "g",
    { class: "keep" },
    s("path", { d: `M${EDGE.left} ${at}H${width - EDGE.right}` }),
    s("text", { x: EDGE.left + 6, y: at - 6 }, `keep ${percent(settings.keep)}`),
  );
}

/**
 * The upper line's name to its left, the lower line's to its right.
 * @param {Shift} shift
 * @param {Axes} axes
 */
function names({ pebble, paper }, axes) {
  const isAbove = meanOf(pebble, 2) >= meanOf(paper, 2);
  return [name("Pebble", "replay", pebble, isAbove, axes), name("the paper", "neutral", paper, !isAbove, axes)];
}

/**
 * @param {Point[]} points
 * @param {number} replay
 */
const meanOf = (points, replay) => readAt(points, replay, "removed")?.mean ?? 0;

/**
 * @param {string} text
 * @param {string} colour
 * @param {Point[]} points
 * @param {boolean} isAbove
 * @param {Axes} axes
 */
function name(text, colour, points, isAbove, { x, y }) {
  const replay = isAbove ? 0.75 : 3;
  const at = { x: x(replay) + (isAbove ? -8 : 8), y: y(meanOf(points, replay)) + (isAbove ? -6 : 16) };
  const anchor = isAbove ? "end" : "start";
  return s("text", { class: "name", "data-colour": colour, ...at, "text-anchor": anchor }, text);
}

/**
 * The rise's name at its beginning, the new loss's at its end.
 * @param {Shift} shift
 * @param {Series[]} series
 * @param {Axes} axes
 */
function labels({ pebble }, series, { x, y }) {
  return series.map(({ measure, colour, label }) => {
    const begins = measure === "rise";
    const [value] = pebble[begins ? 0 : pebble.length - 1][measure];
    const at = { x: x(begins ? 0 : 50) + (begins ? 10 : 0), y: y(value) + (begins ? 4 : -14) };
    const anchor = begins ? "start" : "end";
    return s("text", { class: "name", "data-colour": colour, ...at, "text-anchor": anchor }, label);
  });
}

/**
 * @param {Shift} shift
 * @param {View} view
 */
function described({ pebble, paper, theirs }, view) {
  const list = (/** @type {Point[]} */ points, /** @type {Measure} */ measure) =>
    points.map((point) => `${share(point.replay)} ${written(point[measure], measure)}`).join(", ");
  const sentences = SERIES[view].map(
    ({ measure }) =>
      `${TITLES[measure]} by replay, Pebble: ${list(pebble, measure)}; ` +
      `the paper’s model, ${theirs}: ${list(paper, measure)}.`,
  );
  return sentences.join(" ");
}
