// A ground: two losses on a grid over a plane, checked, and interpolated between the grid points.
// The twin of explainer/landscape/ground.py and interpolation.py, with the same sentences. Knows nothing of the page.

const KINDS = ["simulated", "measured"];
const UNITS = ["loss", "nats per token"];
const OPTIMISERS = ["gd", "momentum", "adam"];
const PAIRS = ["x", "y", "start", "old_valley", "new_valley"];

/** The ground of a JSON object, with a surface `at.old`, `at.new` each, and `single` where both are one surface;
 *  throws an Error of one sentence for anything that could not be drawn. */
export function readGround(json) {
  check(json);
  const ground = { paths: [], provenance: {}, ...json };
  ground.at = { old: sampler(ground.old, ground), new: sampler(ground.new, ground) };
  ground.single = ground.old.every((row, j) => row.every((value, i) => value === ground.new[j][i]));
  return ground;
}

/** A function (x, y, out = []) that gives [value, slope along x, slope along y] in true coordinates: bicubic, by
 *  Catmull-Rom weights (Keys 1981). Outside the plane the polynomial of the nearest cell goes on. Pass `out` to have
 *  it filled instead of a new array. */
export function sampler(grid, ground) {
  const rows = grid.length;
  const columns = grid[0].length;
  const cells = extended(grid);
  const stride = columns + 2;
  const [left, right] = ground.x;
  const [bottom, top] = ground.y;
  const perX = (columns - 1) / (right - left);
  const perY = (rows - 1) / (top - bottom);
  return (x, y, out = []) => {
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

/** The weights at a share t of the way from the second neighbour to the third. */
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

/** The grid with one more row and column on each side, row after row: each line goes on by its last parabola. */
function extended(grid) {
  const wide = grid.map(onwards);
  const columns = wide[0].map((_, i) => onwards(wide.map((row) => row[i])));
  const cells = new Float64Array(columns.length * columns[0].length);
  columns.forEach((column, i) => column.forEach((value, j) => (cells[j * columns.length + i] = value)));
  return cells;
}

function onwards(line) {
  const before = (a, b, c) => (c === undefined ? 2 * a - b : 3 * a - 3 * b + c);
  return [before(...line.slice(0, 3)), ...line, before(...line.slice(-3).reverse())];
}

function check(json) {
  const need = (whole, sentence) => {
    if (!whole) throw new Error(`This landscape cannot be shown: ${sentence}.`);
  };
  if (!isObject(json)) throw new Error("This is not a landscape: it is not an object.");
  for (const name of ["name", "title", "note"]) need(typeof json[name] === "string", `its ${name} is not text`);
  need(KINDS.includes(json.kind), `its kind is not one of ${KINDS.join(", ")}`);
  need(UNITS.includes(json.unit), `its unit is not one of ${UNITS.join(", ")}`);
  for (const name of PAIRS) need(isPoint(json[name]), `its ${name} is not two finite numbers`);
  for (const [axis, name] of ["x", "y"].entries()) {
    const [low, high] = json[name];
    need(low < high, `its ${name} does not ascend`);
    need(low <= json.start[axis] && json.start[axis] <= high, "its start lies outside the plane");
  }
  checkGrid(need, "old", json.old);
  checkGrid(need, "new", json.new);
  const same = json.old.length === json.new.length && json.old[0].length === json.new[0].length;
  need(same, "its old and new grids have different shapes");
  need(areDefaults(json.defaults), "its defaults have no usable lr, steps, replay or optimiser");
  const paths = json.paths ?? [];
  need(Array.isArray(paths) && paths.every(isPath), "one of its paths cannot be read");
}

function checkGrid(need, name, rows) {
  need(Array.isArray(rows) && rows.every(Array.isArray), `its ${name} grid is missing`);
  need(rows.length >= 2 && rows[0].length >= 2, `its ${name} grid is smaller than 2 by 2`);
  const even = rows.every((row) => row.length === rows[0].length);
  need(even, `its ${name} grid has rows of different lengths`);
  const finite = rows.every((row) => row.every(Number.isFinite));
  need(finite, `its ${name} grid has a value that is not a finite number`);
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isPoint = (value) => Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);
const areDefaults = (values) =>
  isObject(values) &&
  ["lr", "steps", "replay"].every((key) => Number.isFinite(values[key])) &&
  values.lr > 0 &&
  values.steps >= 1 &&
  values.replay >= 0 &&
  values.replay <= 100 &&
  OPTIMISERS.includes(values.optimiser);
const isPath = (path) =>
  isObject(path) &&
  typeof path.label === "string" &&
  Array.isArray(path.points) &&
  Array.isArray(path.steps) &&
  path.points.length === path.steps.length &&
  path.points.every(isPoint) &&
  [...path.steps, path.replay, path.inside].every(Number.isFinite);
