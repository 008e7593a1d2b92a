// A guess is the curve that the reader expects of the old task's loss, drawn before training: how it is read, how it goes
// through what was drawn, and how far off it was. Pure; it knows nothing of pointers or of the page.

/** @import { Run } from "./run.js" */

import { LIMITS } from "../kit/contract.js";
import { decimal } from "../kit/format.js";
import { linear } from "../kit/scale.js";
import { lastStep, valueAt } from "./view.js";

/**
 * A place on a curve: its x, such as a step, and a loss in nats per token.
 * @typedef {[number, number]} Point
 */

/** Parts that the width of a drawing is divided into. */
export const BINS = 60;

/** The most that a guess can rise above the start, nats per token. */
export const RISE = 1.7;

/**
 * A guess from elsewhere, such as a link: its points in order, as far as they are numbers; null where it has none.
 * @param {{ points?: unknown } | null | undefined} guess
 * @returns {Point[] | null}
 */
export function readGuess(guess) {
  const points = (Array.isArray(guess?.points) ? guess.points : [])
    .filter(isPoint)
    .slice(0, LIMITS.guess)
    .sort((a, b) => a[0] - b[0]);
  return points.length ? points : null;
}

/**
 * @param {unknown} point
 * @returns {point is Point}
 */
function isPoint(point) {
  return Array.isArray(point) && Number.isFinite(point[0]) && Number.isFinite(point[1]);
}

/**
 * A value on the line through ordered points; level beyond the ends.
 * @param {Point[]} points
 * @param {number} x
 */
export function between(points, x) {
  const next = points.findIndex(([place]) => place >= x);
  if (next < 0) return points[points.length - 1][1];
  if (next === 0) return points[0][1];
  const [[x0, y0], [x1, y1]] = [points[next - 1], points[next]];
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}

/**
 * The curve through what was drawn, a loss a bin: it starts where Pebble starts, gaps are bridged, and after the last bin
 * it stays level.
 * @param {(number | null)[]} bins
 * @param {number} start
 * @param {number} steps
 */
export function curveOf(bins, start, steps) {
  /** @type {Point[]} */
  const known = [[0, start]];
  bins.forEach((loss, bin) => {
    if (bin > 0 && loss !== null) known.push([bin, loss]);
  });
  return curve(steps, (share) => between(known, share * BINS));
}

/**
 * A curve that rises from start to end, the sooner the greater `bend` is.
 * @param {{ start: number, end: number, bend: number, steps: number }} shape
 */
export function bentCurve({ start, end, bend, steps }) {
  return curve(steps, (share) => start + ((end - start) * (1 - Math.exp(-bend * share))) / (1 - Math.exp(-bend)));
}

/**
 * @param {number} steps
 * @param {(share: number) => number} loss
 * @returns {Point[]}
 */
function curve(steps, loss) {
  return Array.from({ length: LIMITS.guess }, (_, index) => {
    const share = index / (LIMITS.guess - 1);
    return [share * steps, loss(share)];
  });
}

/**
 * How far off on average, over the whole run, and in which direction.
 * @param {Point[]} points
 * @param {Run} run
 */
export function verdict(points, run) {
  const { losses } = run.view;
  const at = linear([0, 100], [0, lastStep(run.view)]);
  const errors = Array.from({ length: 101 }, (_, i) => between(points, at(i)) - valueAt(losses, "old", at(i)));
  const off = errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length;
  const bias = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const way = `Pebble forgot ${bias < 0 ? "more" : "less"} than you expected`;
  return `Your guess was ${decimal(off)} nats off on average against ${run.title}: ${off < 0.1 ? "that is close" : way}.`;
}
