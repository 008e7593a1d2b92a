// One chart of the dose curve: Pebble's mean and spread, the paper's line, the slider's place. Pressing on it moves the
// slider. Knows one shift; nothing of the other parts.

import { h, put, puts, s, say } from "../kit/dom.js";
import { decimal } from "../kit/format.js";
import { area, linear, outline, ticks } from "../kit/scale.js";
import { STOPS, place, readAt, shareAt } from "./read.js";
import { kept, share } from "./words.js";

const HIGH = 290;
const EDGE = { left: 46, right: 16, top: 16, bottom: 46 };
const MARKED = [0, 0.5, 1, 2, 5, 10, 25, 50];
const SERIES = {
  kept: [["removed", "replay", "circle", ""]],
  price: [
    ["rise", "old", "circle", "old loss rises by"],
    ["new", "new", "square", "new loss"],
  ],
};
const UNIT = { kept: "share of the forgetting that replay removed", price: "loss, nats per token" };

/** `act` has set(name, value). */
export function createChart(shift, act) {
  const svg = s("svg", { class: "chart", role: "img", "aria-label": `${shift.title}, ${shift.name}` });
  const unit = h("span", { class: "unit" });
  const node = h(
    "figure",
    { class: "panel" },
    h("figcaption", {}, h("strong", {}, shift.title), `: ${shift.name}`, unit),
    svg,
  );
  const chart = { shift, node, svg, unit, x: null, drawn: "" };
  const press = (event) => {
    if (!chart.x || (event.type === "pointermove" && !event.buttons)) return;
    const at = chart.x.invert(event.clientX - svg.getBoundingClientRect().left);
    act.set("replay", nearestStop(at));
  };
  svg.addEventListener("pointerdown", press);
  svg.addEventListener("pointermove", press);
  return chart;
}

const nearestStop = (at) => STOPS.reduce((a, b) => (Math.abs(place(b) - at) < Math.abs(place(a) - at) ? b : a));

/** `own` is the reader's own run on this shift, or null. */
export function drawChart(chart, settings, own) {
  const { shift, svg } = chart;
  const width = Math.round(chart.node.clientWidth);
  const key = JSON.stringify([width, settings, own]);
  if (!width || key === chart.drawn) return;
  chart.drawn = key;
  const series = SERIES[settings.view];
  const y = linear(domain(shift, series, own, settings.view), [HIGH - EDGE.bottom, EDGE.top]);
  chart.x = linear([place(0), place(MARKED.at(-1))], [EDGE.left, width - EDGE.right]);
  const spot = { x: (replay) => chart.x(place(replay)), y, width, settings };
  puts(svg, { width, height: HIGH, viewBox: `0 0 ${width} ${HIGH}`, "data-view": settings.view });
  put(svg, "aria-label", `${shift.title}, ${shift.name}: ${described(shift, settings)}`);
  say(chart.unit, UNIT[settings.view]);
  svg.replaceChildren(
    axes(spot, settings.view),
    ...series.map((one) => band(shift.pebble, one, spot)),
    here(spot),
    ...series.flatMap((one) => [line(shift.paper, one, spot, true), line(shift.pebble, one, spot, false)]),
    ...(settings.view === "kept" ? [keepLine(spot), ...names(shift, spot)] : priceNames(shift, series, spot)),
    ...series.map((one) => ring(shift.pebble, one, spot)),
    ...(own ? series.map((one) => star(own, one, spot)) : []),
  );
}

function domain(shift, series, own, view) {
  const all = [...shift.pebble, ...shift.paper, ...(own ? [own] : [])];
  const values = series.flatMap(([name]) => all.flatMap((point) => point[name]));
  const high = Math.max(...values, view === "kept" ? 100 : 0);
  return [Math.min(0, ...values), high * 1.06];
}

function axes({ x, y, width }, view) {
  const [low, high] = [y.invert(HIGH - EDGE.bottom), y.invert(EDGE.top)];
  const rows = ticks(low, high, 5).map((value) =>
    s(
      "g",
      {},
      s("path", { d: `M${EDGE.left} ${y(value).toFixed(1)}H${width - EDGE.right}` }),
      s(
        "text",
        { x: EDGE.left - 8, y: y(value) + 4, "text-anchor": "end" },
        view === "kept" ? kept(value) : plain(value),
      ),
    ),
  );
  const marks = MARKED.map((replay) =>
    s("text", { x: x(replay), y: HIGH - EDGE.bottom + 18, "text-anchor": "middle" }, plain(replay)),
  );
  const title = s(
    "text",
    { x: (EDGE.left + width - EDGE.right) / 2, y: HIGH - 6, "text-anchor": "middle" },
    "replay: old text, % of what is read",
  );
  return s("g", { class: "grid" }, ...rows, ...marks, title);
}

function band(points, [name, colour], { x, y }) {
  const edges = points.map((point) => [x(point.replay), y(point[name][2]), y(point[name][1])]);
  return s("path", { class: "band", "data-colour": colour, d: area(edges) });
}

function line(points, [name, colour, shape], { x, y }, paper) {
  const spots = points.map((point) => [x(point.replay), y(point[name][0])]);
  const marks = points.map((point, i) => {
    const label = `${share(point.replay)} replay: ${value(point[name], name)}`;
    const mark = paper ? diamond(spots[i]) : shape === "circle" ? circle(spots[i], 4) : square(spots[i]);
    mark.append(s("title", {}, `${paper ? "The paper’s model" : "Pebble"}, ${label}`));
    return mark;
  });
  const kind = { class: paper ? "theirs" : "ours", "data-colour": paper && name === "removed" ? "neutral" : colour };
  return s("g", kind, s("path", { class: "line", d: outline(spots) }), ...marks);
}

function value([mean, low, high], name) {
  const form = name === "removed" ? kept : (number) => `${decimal(number)} nats`;
  return high > low ? `${form(mean)} (${form(low)} to ${form(high)})` : form(mean);
}

const plain = (value) => decimal(value, Number.isInteger(value) ? 0 : 1);
const circle = ([cx, cy], r) => s("circle", { cx, cy, r });
const square = ([x, y]) => s("rect", { x: x - 4, y: y - 4, width: 8, height: 8 });
const diamond = ([x, y]) => s("path", { class: "diamond", d: `M${x} ${y - 5}l5 5l-5 5l-5 -5Z` });

/** The slider's place. */
const here = ({ x, settings }) =>
  s("path", { class: "now-line", d: `M${x(settings.replay)} ${EDGE.top}V${HIGH - EDGE.bottom}` });

function ring(points, [name, colour], { x, y, settings }) {
  const found = readAt(points, settings.replay, name);
  return found
    ? s("circle", { class: "ring", "data-colour": colour, cx: x(settings.replay), cy: y(found.mean), r: 9 })
    : "";
}

function star(own, [name, colour], { x, y }) {
  const at = `translate(${x(own.replay)} ${y(own[name])})`;
  const points = Array.from({ length: 10 }, (_, i) => {
    const [r, turn] = [i % 2 ? 4 : 10, (i * Math.PI) / 5];
    return [r * Math.sin(turn), -r * Math.cos(turn)];
  });
  return s(
    "g",
    { class: "star", "data-colour": colour, transform: at },
    s("path", { d: `${outline(points)}Z` }),
    s("text", { y: 24, "text-anchor": "middle" }, "your run"),
  );
}

function keepLine({ y, width, settings }) {
  const at = y(settings.keep);
  return s(
    "g",
    { class: "keep" },
    s("path", { d: `M${EDGE.left} ${at}H${width - EDGE.right}` }),
    s("text", { x: EDGE.left + 6, y: at - 6 }, `keep ${kept(settings.keep)}`),
  );
}

/** The upper line's name to its left, the lower line's to its right. */
function names({ pebble, paper }, { x, y }) {
  const mean = (points, replay) => readAt(points, replay, "removed").mean;
  const above = mean(pebble, 2) >= mean(paper, 2);
  return [
    ["Pebble", pebble, above, "replay"],
    ["the paper", paper, !above, "neutral"],
  ].map(([text, points, upper, colour]) => {
    const replay = upper ? 0.75 : 3;
    const at = { x: x(replay) + (upper ? -8 : 8), y: y(mean(points, replay)) + (upper ? -6 : 16) };
    return s("text", { class: "name", "data-colour": colour, ...at, "text-anchor": upper ? "end" : "start" }, text);
  });
}

function priceNames({ pebble }, series, { x, y }) {
  return series.map(([name, colour, , words]) => {
    const rise = name === "rise";
    const at = {
      x: x(rise ? 0 : 50) + (rise ? 10 : 0),
      y: y(pebble[rise ? 0 : pebble.length - 1][name][0]) + (rise ? 4 : -14),
    };
    return s("text", { class: "name", "data-colour": colour, ...at, "text-anchor": rise ? "start" : "end" }, words);
  });
}

function described({ pebble, paper, theirs }, { view }) {
  const names = SERIES[view].map(([name]) => name);
  const list = (points, name) => points.map((point) => `${share(point.replay)} ${value(point[name], name)}`).join(", ");
  return names
    .map(
      (name) =>
        `${TOLD[name]} by replay, Pebble: ${list(pebble, name)}; the paper’s model, ${theirs}: ${list(paper, name)}.`,
    )
    .join(" ");
}

const TOLD = { removed: "Share of forgetting removed", rise: "Rise of the old loss", new: "New loss" };
