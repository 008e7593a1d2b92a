// A ground is two losses on a grid over a plane, checked, and interpolated between the grid points. This is the twin of
// explainer/landscape/ground.py and interpolation.py, with the same sentences. Knows nothing of the page.

import { GROUND_KINDS, GROUND_UNITS, OPTIMISERS } from "../kit/contract.js";

/** @typedef {[number, number]} Pair */

/**
 * Losses: rows with y ascending, columns with x ascending, both uniform, the ends included.
 * @typedef {number[][]} Grid
 */

/** @typedef {[value: number, slopeX: number, slopeY: number]} Sample */

/**
 * A surface in true coordinates. Pass `out` to have it filled instead of a new array.
 * @typedef {(x: number, y: number, out?: Sample) => Sample} Sampler
 */

/**
 * A path that a real training took, projected onto the plane, with its share of replay (per cent), a step number for
 * each point, and how much of it the plane holds, 0 to 1: of its squared distances from the start, and of the squared
 * steps between its points.
 * @typedef {{ label: string, replay: number, points: Pair[], steps: number[], inside: number,
 *   inside_legs?: number }} MeasuredPath
 */

/** @typedef {{ lr: number, steps: number, replay: number, optimiser: string }} Defaults */

/**
 * A ground as JSON has it. `note` is one sentence: what to notice; `limits` another: what a drawn ground gets wrong; losses
 * are in `unit`.
 * @typedef {{ name: string, title: string, note: string, kind: string, unit: string, x: Pair, y: Pair, old: Grid,
 *   new: Grid, start: Pair, defaults: Defaults, old_valley: Pair, new_valley: Pair, paths?: MeasuredPath[],
 *   provenance?: Record<string, unknown>, limits?: string }} GroundJson
 */

/**
 * A ground with its surfaces `at.old` and `at.new`; `single` where both are one surface.
 * @typedef {Required<GroundJson> & { at: { old: Sampler, new: Sampler }, single: boolean }} Ground
 */

const TEXTS = ["name", "title", "note"];
const PAIRS = ["x", "y", "start", "old_valley", "new_valley"];

/**
 * The ground of a JSON object; throws an Error of one sentence for anything that could not be drawn.
 * @param {unknown} json
 * @returns {Ground}
 */
export function readGround(json) {
  check(json);
  const at = { old: sampler(json.old, json), new: sampler(json.new, json) };
  const single = json.old.every((row, j) => row.every((value, i) => value === json.new[j][i]));
  return { paths: [], provenance: {}, limits: "", ...json, at, single };
}

/**
 * The surface through a grid: bicubic, by Catmull-Rom weights (Keys 1981). Outside the plane the polynomial of the
 * nearest cell goes on.
 * @param {Grid} grid
 * @param {{ x: Pair, y: Pair }} plane
 * @returns {Sampler}
 */
export function sampler(grid, plane) {
  const rows = grid.length;
  const columns = grid[0].length;
  const cells = extended(grid);
  const stride = columns + 2;
  const [left, right] = plane.x;
  const [bottom, top] = plane.y;
  const perX = (columns - 1) / (right - left);
  const perY = (rows - 1) / (top - bottom);
  return (x, y, out = [0, 0, 0]) => {
    const u = (x - left) * perX;
    const v = (y - bottom) * perY;
    const i = Math.min(Math.max(Math.floor(u), 0), columns - 2);
    const j = Math.min(Math.max(Math.floor(v), 0), rows - 2);
    weigh(u - i, across);
    weigh(v - j, up);
    let value = 0;
    let slopeX = 0;
    let slopeY = 0;
    for (let q = 0, k = j * stride + i; q < 4; q += 1, k += stride) {
      let line = 0;
      let lineSlope = 0;
      for (let p = 0; p < 4; p += 1) {
        line += across[p] * cells[k + p];
        lineSlope += across[4 + p] * cells[k + p];
      }
      value += up[q] * line;
      slopeX += up[q] * lineSlope;
      slopeY += up[4 + q] * line;
    }
    out[0] = value;
    out[1] = slopeX * perX;
    out[2] = slopeY * perY;
    return out;
  };
}

const across = new Float64Array(8); // weights of four neighbours for the value, then for the slope
const up = new Float64Array(8);

/**
 * Fills in the weights at a share t of the way from the second neighbour to the third.
 * @param {number} t
 * @param {Float64Array} weights
 */
function weigh(t, weights) {
  const t2 = t * t;
  const t3 = t2 * t;
  weights[0] = (-t + 2 * t2 - t3) / 2;
  weights[1] = (2 - 5 * t2 + 3 * t3) / 2;
  weights[2] = (t + 4 * t2 - 3 * t3) / 2;
  weights[3] = (t3 - t2) / 2;
  weights[4] = (-1 + 4 * t - 3 * t2) / 2;
  weights[5] = (-10 * t + 9 * t2) / 2;
  weights[6] = (1 + 8 * t - 9 * t2) / 2;
  weights[7] = (3 * t2 - 2 * t) / 2;
}

/**
 * The grid with one more row and column on each side, row after row: each line goes on by its last parabola.
 * @param {Grid} grid
 */
function extended(grid) {
  const wide = grid.map(onwards);
  const columns = wide[0].map((_, i) => onwards(wide.map((row) => row[i])));
  return Float64Array.from(columns[0].flatMap((_, j) => columns.map((column) => column[j])));
}

/** @param {number[]} line */
function onwards(line) {
  const last = line.length - 1;
  const before = beyond(line[0], line[1], line[2]);
  const after = beyond(line[last], line[last - 1], line[last - 2]);
  return [before, ...line, after];
}

/**
 * What comes before a, b, c; of two values, on their straight line.
 * @param {number} a
 * @param {number} b
 * @param {number | undefined} c
 */
const beyond = (a, b, c) => (c === undefined ? 2 * a - b : 3 * a - 3 * b + c);

/**
 * @param {unknown} json
 * @returns {asserts json is GroundJson}
 */
function check(json) {
  if (!isObject(json)) throw new Error("This is not a landscape: it is not an object.");
  for (const name of TEXTS) need(typeof json[name] === "string", `its ${name} is not text`);
  need(typeof (json.limits ?? "") === "string", "its limits is not text");
  need(isOneOf(json.kind, GROUND_KINDS), `its kind is not one of ${GROUND_KINDS.join(", ")}`);
  need(isOneOf(json.unit, GROUND_UNITS), `its unit is not one of ${GROUND_UNITS.join(", ")}`);
  for (const name of PAIRS) need(isPair(json[name]), `its ${name} is not two finite numbers`);
  const { x, y, start } = /** @type {{ x: Pair, y: Pair, start: Pair }} */ (json);
  checkAxis("x", x, start[0]);
  checkAxis("y", y, start[1]);
  const old = gridOf(json, "old");
  const fresh = gridOf(json, "new");
  const same = old.length === fresh.length && old[0].length === fresh[0].length;
  need(same, "its old and new grids have different shapes");
  need(areDefaults(json.defaults), "its defaults have no usable lr, steps, replay or optimiser");
  const paths = json.paths ?? [];
  need(Array.isArray(paths) && paths.every(isPath), "one of its paths cannot be read");
}

/**
 * @param {boolean} fits
 * @param {string} problem
 * @returns {asserts fits}
 */
function need(fits, problem) {
  if (!fits) throw new Error(`This landscape cannot be shown: ${problem}.`);
}

/**
 * @param {string} name
 * @param {Pair} axis
 * @param {number} start
 */
function checkAxis(name, [low, high], start) {
  need(low < high, `its ${name} does not ascend`);
  need(low <= start && start <= high, "its start lies outside the plane");
}

/**
 * @param {Record<string, unknown>} json
 * @param {"old" | "new"} name
 * @returns {Grid}
 */
function gridOf(json, name) {
  const rows = json[name];
  need(Array.isArray(rows) && rows.every(Array.isArray), `its ${name} grid is missing`);
  need(rows.length >= 2 && rows[0].length >= 2, `its ${name} grid is smaller than 2 by 2`);
  const even = rows.every((row) => row.length === rows[0].length);
  need(even, `its ${name} grid has rows of different lengths`);
  const finite = rows.every((row) => row.every(Number.isFinite));
  need(finite, `its ${name} grid has a value that is not a finite number`);
  return rows;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * @param {unknown} value
 * @param {string[]} options
 */
const isOneOf = (value, options) => typeof value === "string" && options.includes(value);

/**
 * @param {unknown} value
 * @returns {value is Pair}
 */
const isPair = (value) => Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);

/**
 * @param {unknown} value
 * @param {number} low
 * @param {number} high
 */
const isWithin = (value, low, high) => Number.isFinite(value) && low <= Number(value) && Number(value) <= high;

/** @param {unknown} values */
const areDefaults = (values) =>
  isObject(values) &&
  isWithin(values.lr, 0, Infinity) &&
  values.lr !== 0 &&
  isWithin(values.steps, 1, Infinity) &&
  isWithin(values.replay, 0, 100) &&
  isOneOf(values.optimiser, Object.keys(OPTIMISERS));

/** @param {unknown} path */
const isPath = (path) =>
  isObject(path) &&
  typeof path.label === "string" &&
  Array.isArray(path.points) &&
  Array.isArray(path.steps) &&
  path.points.length === path.steps.length &&
  path.points.every(isPair) &&
  [...path.steps, path.replay, path.inside].every(Number.isFinite);
