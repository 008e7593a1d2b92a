// These tests hold a ground to its grid: the surface goes through every point of it, quadratics come out exactly, and what
// cannot be drawn is refused in the sentences of explainer/landscape/ground.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { readGround, sampler } from "../../../explainer/player/ball/ground.js";
import { mulberry32 } from "../../../explainer/player/ball/random.js";
import { GROUND_KINDS, GROUND_UNITS, OPTIMISERS } from "../../../explainer/player/kit/contract.js";
import { bowl, oneBowl, smallGround } from "./small.js";

/** @import { Sample } from "../../../explainer/player/ball/ground.js" */

const uniform = mulberry32(1);
/** @type {(rows: number, columns: number) => number[][]} */
const rough = (rows, columns) => Array.from({ length: rows }, () => Array.from({ length: columns }, uniform));

test("the surface goes through every grid point", () => {
  for (const [rows, columns] of [
    [2, 2],
    [3, 2],
    [5, 8],
  ]) {
    const grid = rough(rows, columns);
    const surface = sampler(grid, { x: [0, 3], y: [-1, 1] });
    grid.forEach((row, j) => {
      row.forEach((value, i) => {
        const [loss] = surface((3 * i) / (columns - 1), -1 + (2 * j) / (rows - 1));
        assert.ok(Math.abs(loss - value) < 1e-12);
      });
    });
  }
});

test("quadratics come out exactly, with their slopes, at the edges and beyond", () => {
  const axis = [-3, -2, -1, 0, 1, 2, 3];
  const grid = axis.map((y) => axis.map((x) => x * x - 2 * x * y + 3 * y * y + x));
  const surface = sampler(grid, { x: [-3, 3], y: [-3, 3] });
  for (const [x, y] of [
    [0.3, -1.7],
    [-3, 3],
    [2.95, -2.95],
    [-3.6, 0.1],
    [3.6, 3.6],
  ]) {
    const [loss, slopeX, slopeY] = surface(x, y);
    assert.ok(Math.abs(loss - (x * x - 2 * x * y + 3 * y * y + x)) < 1e-9);
    assert.ok(Math.abs(slopeX - (2 * x - 2 * y + 1)) < 1e-9);
    assert.ok(Math.abs(slopeY - (-2 * x + 6 * y)) < 1e-9);
  }
});

test("a sample can be filled into an array that is there", () => {
  /** @type {Sample} */
  const out = [0, 0, 0];
  const { at } = smallGround();
  assert.equal(at.new(1, 1, out), out);
  assert.deepEqual(out, at.new(1, 1));
});

test("a ground has one surface where both grids are the same", () => {
  assert.equal(smallGround().single, false);
  assert.equal(oneBowl().single, true);
});

test("paths and provenance may be missing", () => {
  assert.deepEqual(smallGround().paths, []);
  assert.deepEqual(smallGround().provenance, {});
});

test("every kind, unit and optimiser of the contract can be drawn", () => {
  for (const kind of GROUND_KINDS) assert.equal(smallGround({ kind }).kind, kind);
  for (const unit of GROUND_UNITS) assert.equal(smallGround({ unit }).unit, unit);
  for (const optimiser of Object.keys(OPTIMISERS)) {
    const { defaults } = smallGround({ defaults: { lr: 0.1, steps: 10, replay: 0, optimiser } });
    assert.equal(defaults.optimiser, optimiser);
  }
});

const DEFAULTS = { lr: 0.1, steps: 10, replay: 0, optimiser: "gd" };
const PATH = { label: "0%", replay: 0, points: [[0, 0]], steps: [0], inside: 1 };
const NO_DEFAULTS = "its defaults have no usable lr, steps, replay or optimiser";
const NO_PATH = "one of its paths cannot be read";
/** @type {[change: Record<string, unknown>, problem: string][]} */
const REFUSED = [
  [{ title: undefined }, "its title is not text"],
  [{ note: 5 }, "its note is not text"],
  [{ kind: "drawn" }, "its kind is not one of simulated, measured"],
  [{ unit: null }, "its unit is not one of loss, nats per token"],
  [{ x: [0] }, "its x is not two finite numbers"],
  [{ y: [0, Number.NaN] }, "its y is not two finite numbers"],
  [{ new_valley: [1, Infinity] }, "its new_valley is not two finite numbers"],
  [{ x: [3, -3] }, "its x does not ascend"],
  [{ y: [1, 1] }, "its y does not ascend"],
  [{ start: [9, 0] }, "its start lies outside the plane"],
  [{ start: [0, -9] }, "its start lies outside the plane"],
  [{ old: undefined }, "its old grid is missing"],
  [{ new: [1, 2] }, "its new grid is missing"],
  [{ old: [] }, "its old grid is smaller than 2 by 2"],
  [{ new: [[1, 2, 3]] }, "its new grid is smaller than 2 by 2"],
  [{ old: [[1, 2], [3]] }, "its old grid has rows of different lengths"],
  [
    {
      new: [
        [1, 2],
        [3, "4"],
      ],
    },
    "its new grid has a value that is not a finite number",
  ],
  [
    {
      old: [
        [1, 2],
        [3, 4],
      ],
    },
    "its old and new grids have different shapes",
  ],
  [{ defaults: null }, NO_DEFAULTS],
  [{ defaults: { ...DEFAULTS, lr: 0 } }, NO_DEFAULTS],
  [{ defaults: { ...DEFAULTS, lr: "0.1" } }, NO_DEFAULTS],
  [{ defaults: { ...DEFAULTS, steps: 0 } }, NO_DEFAULTS],
  [{ defaults: { ...DEFAULTS, replay: 101 } }, NO_DEFAULTS],
  [{ defaults: { ...DEFAULTS, optimiser: "sgd" } }, NO_DEFAULTS],
  [{ paths: "none" }, NO_PATH],
  [{ paths: [{ ...PATH, steps: [] }] }, NO_PATH],
  [{ paths: [{ ...PATH, points: [[0, Number.NaN]] }] }, NO_PATH],
  [{ paths: [{ ...PATH, inside: null }] }, NO_PATH],
];

for (const [change, problem] of REFUSED)
  test(`refused in one sentence: ${problem} (${JSON.stringify(change)})`, () => {
    assert.throws(() => smallGround(change), { message: `This landscape cannot be shown: ${problem}.` });
  });

test("what is no object is no landscape", () => {
  for (const json of [null, undefined, [], "{}", 5])
    assert.throws(() => readGround(json), { message: "This is not a landscape: it is not an object." });
});

test("a path that is whole is taken as it is", () => {
  assert.deepEqual(smallGround({ paths: [PATH], old: bowl([0, 0]) }).paths, [PATH]);
});
