// These tests hold the noise to the numbers of its twin, explainer/landscape/noise.py, from which all constants here come:
// list(islice(mulberry32(state), 3)) and normals(seed, step).

import assert from "node:assert/strict";
import { test } from "node:test";

import { mulberry32, normals } from "../../../explainer/player/ball/random.js";

test("mulberry32 gives the twin's numbers", () => {
  const uniform = mulberry32(0);
  assert.deepEqual([uniform(), uniform(), uniform()], [0.26642920868471265, 0.0003297457005828619, 0.2232720274478197]);
  const large = mulberry32(4000000001); // more than a signed number of 32 bits holds
  assert.deepEqual([large(), large()], [0.8107612913008779, 0.7658118195831776]);
});

test("the normal numbers are the twin's too", () => {
  for (const [seed, step, x, y] of [
    [0, 0, 0.7871846599200555, 0.0016309335012816644],
    [7, 12, 0.2910625945523917, 1.581382929908075],
    [999999, 400, 0.4264687108522549, -2.3662343713199574],
    [4000000001, 2, 0.9973402442907038, -1.6406384731614505],
  ]) {
    const [first, second] = normals(seed, step);
    assert.ok(Math.abs(first - x) < 1e-12 && Math.abs(second - y) < 1e-12, `seed ${seed}, step ${step}`);
  }
});

test("their mean is 0 and their spread 1", () => {
  const numbers = Array.from({ length: 20000 }, (_, step) => normals(5, step)).flat();
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const spread = Math.sqrt(numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / numbers.length);
  assert.ok(Math.abs(mean) < 0.02 && Math.abs(spread - 1) < 0.02, `${mean}, ${spread}`);
});
