// This module reads a dose curve at any share of replay, as explainer/sweep/replay.py reads it, and says whether its data
// can be shown. Pure; it knows nothing of the page.

/** @typedef {"removed" | "rise" | "new"} Measure */

/**
 * Over the seeds: mean, least and most.
 * @typedef {[mean: number, low: number, high: number]} Spread
 */

/**
 * What was measured at a share of replay (per cent): the share of the forgetting that it removed (per cent), how much the
 * old loss rises, and where the new loss ends (nats per token).
 * @typedef {{ replay: number } & Record<Measure, Spread>} Point
 */

/**
 * One change of the data: Pebble's curve on its new task, and the paper's on what it calls `theirs`.
 * @typedef {{ task: string, title: string, name: string, theirs: string, pebble: Point[], paper: Point[],
 *   seeds: number }} Shift
 */

/**
 * The figure's data, as explainer/web/takeaway/dose.py makes them: `source` is the paper, `made` where our runs are from.
 * @typedef {{ shifts: Shift[], source: { cite: string, source: string },
 *   made: { runs: number, device?: string | null, command?: string | null } }} Dose
 */

/**
 * What a curve says at a share; `measured` is false between two that were.
 * @typedef {{ mean: number, low: number, high: number, measured: boolean }} Reading
 */

/** @type {Measure[]} */
export const MEASURES = ["removed", "rise", "new"];
/** Where the slider can stand, per cent: what was measured, and a few places between. */
export const STOPS = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 25, 35, 50];

/**
 * Where a share (per cent) stands on the axis: ln(1 + 4 x share), which has a true 0 and then all but doubles.
 * @param {number} replay
 */
export const place = (replay) => Math.log1p(4 * replay);

/**
 * The stop that is nearest to a place of the axis, by its number.
 * @param {number} at
 */
export function nearestStop(at) {
  const gap = (/** @type {number} */ stop) => Math.abs(place(stop) - at);
  return STOPS.reduce((best, stop, index) => (gap(stop) < gap(STOPS[best]) ? index : best), 0);
}

/**
 * A measure at a share; between two measured shares on the straight line that is drawn, null beyond them.
 * @param {Point[]} points
 * @param {number} replay
 * @param {Measure} measure
 * @returns {Reading | null}
 */
export function readAt(points, replay, measure) {
  const above = points.findIndex((point) => point.replay >= replay);
  if (above < 0 || replay < points[0].replay) return null;
  const far = points[above];
  if (far.replay === replay) return reading(far[measure], true);
  const near = points[above - 1];
  const part = (place(replay) - place(near.replay)) / (place(far.replay) - place(near.replay));
  const between = near[measure].map((value, i) => value + part * (far[measure][i] - value));
  return reading(between, false);
}

/**
 * @param {number[]} spread
 * @param {boolean} measured
 */
const reading = ([mean, low, high], measured) => ({ mean, low, high, measured });

/**
 * The least measured share whose mean removes at least `keep` per cent; null where none does.
 * @param {Point[]} points
 * @param {number} keep
 */
export const enough = (points, keep) => points.find((point) => point.removed[0] >= keep)?.replay ?? null;

/**
 * The data, if they can be drawn. Throws an Error whose message is one sentence.
 * @param {unknown} data
 * @returns {Dose}
 */
export function readDose(data) {
  const dose = /** @type {Dose | null | undefined} */ (data);
  const shifts = dose?.shifts;
  if (!dose || !Array.isArray(shifts) || !shifts.length || !shifts.every(isShift))
    throw new Error("This is not a dose curve: its numbers are missing or cannot be read.");
  return dose;
}

/** @param {Partial<Shift>} shift */
const isShift = ({ pebble, paper }) => [pebble, paper].every(isCurve);

/** @param {Point[] | undefined} points */
const isCurve = (points) => Array.isArray(points) && points.length > 1 && points.every(isPoint);

/** @param {Point | null} point */
const isPoint = (point) =>
  Number.isFinite(point?.replay) &&
  MEASURES.every((measure) => point?.[measure]?.length === 3 && point[measure].every(Number.isFinite));
