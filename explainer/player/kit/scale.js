// This module makes what a chart needs: linear scales, round ticks, path strings. Pure; knows nothing of runs or the
// page.

/**
 * The ends of a domain or a range.
 * @typedef {[number, number]} Interval
 */

/**
 * From a value to its place in px.
 * @typedef {((value: number) => number) & { invert(position: number): number }} Scale
 */

/**
 * A linear scale; `scale.invert` goes back.
 * @param {Interval} domain
 * @param {Interval} range
 * @returns {Scale}
 */
export function linear([from, to], [start, end]) {
  const slope = (end - start) / (to - from || 1);
  const scale = (/** @type {number} */ value) => start + (value - from) * slope;
  const invert = (/** @type {number} */ position) => from + (position - start) / slope;
  return Object.assign(scale, { invert });
}

const ROUND = [
  [1.41, 1],
  [3.16, 2],
  [7.07, 5],
]; // up to which quotient, and what it is rounded to

/**
 * A round distance between ticks: 1, 2 or 5 times a power of ten.
 * @param {number} extent
 * @param {number} wanted
 */
export function tickStep(extent, wanted) {
  const rough = extent / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const [, factor] = ROUND.find(([limit]) => rough / power < limit) ?? [Infinity, 10];
  return factor * power;
}

/**
 * Round values inside [low, high].
 * @param {number} low
 * @param {number} high
 * @param {number} wanted
 */
export function ticks(low, high, wanted) {
  const step = tickStep(high - low || 1, wanted);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/**
 * A domain for values, a little wider than they are and never narrower than `least`. While a run grows, the upper end
 * is rounded up, so that the axis moves seldom.
 * @param {number[]} values
 * @param {{ least: number, growing: boolean }} options
 * @returns {Interval}
 */
export function domainOf(values, { least, growing }) {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = Math.max(
    values.reduce((a, b) => Math.max(a, b), -Infinity),
    low + least,
  );
  const step = tickStep(high - low, 5);
  const floor = Math.max(low >= 0 ? 0 : -Infinity, Math.floor((low - 0.06 * (high - low)) / step) * step);
  return [floor, growing ? Math.ceil(high / step) * step : high + 0.05 * (high - low)];
}

/**
 * "M..L.." through points [x, y].
 * @param {number[][]} points
 */
export function outline(points) {
  return points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

/**
 * The closed area between two lines over the same x: points [x, upper, lower].
 * @param {number[][]} points
 */
export function area(points) {
  if (points.length < 2) return "";
  const back = points.map(([x, , lower]) => [x, lower]).reverse();
  return `${outline(points.map(([x, upper]) => [x, upper]))}${outline(back).replace("M", "L")}Z`;
}
