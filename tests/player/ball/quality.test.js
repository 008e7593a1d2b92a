// These tests hold the size of the picture to the times of its frames: smaller where they come late, larger where they are
// cheap, and never again a size that was too slow.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SIZES, createQuality, measure, sizeAtRest, sizeInMotion } from "../../../explainer/player/ball/quality.js";

/** @import { Quality } from "../../../explainer/player/ball/quality.js" */

/**
 * Takes in frames that are alike.
 * @param {Quality} quality
 * @param {number} frames
 * @param {number} gap
 * @param {number} cost
 */
function measureMany(quality, frames, gap, cost) {
  for (let i = 0; i < frames; i += 1) measure(quality, gap, cost);
}

test("sizes go down in everything", () => {
  for (const part of /** @type {const} */ (["width", "mesh", "map"])) {
    const values = SIZES.map((size) => size[part]);
    assert.deepEqual(
      values,
      [...new Set(values)].sort((a, b) => b - a),
    );
  }
});

test("frames in time and not cheap change nothing", () => {
  const quality = createQuality();
  measureMany(quality, 500, 16.7, 9);
  assert.equal(sizeInMotion(quality), SIZES[1]);
});

test("cheap frames bring the largest size, after a while", () => {
  const quality = createQuality();
  measureMany(quality, 40, 16.7, 2);
  assert.equal(sizeInMotion(quality), SIZES[1]);
  measureMany(quality, 1, 16.7, 2);
  assert.equal(sizeInMotion(quality), SIZES[0]);
});

test("late frames bring smaller sizes, down to the smallest", () => {
  const quality = createQuality();
  measureMany(quality, 20, 33, 25);
  assert.ok(quality.level > 1);
  measureMany(quality, 200, 33, 25);
  assert.equal(sizeInMotion(quality), SIZES[SIZES.length - 1]);
});

test("frames that are late for another's sake bring no smaller size", () => {
  const quality = createQuality();
  measureMany(quality, 200, 33, 2);
  assert.ok(quality.level <= 1);
});

test("a size that was too slow is not tried again", () => {
  const quality = createQuality();
  while (quality.level < 2) measure(quality, 33, 25);
  measureMany(quality, 2000, 16.7, 1);
  assert.equal(quality.level, 2);
});

test("a frame after a rest is not late", () => {
  const quality = createQuality();
  measureMany(quality, 200, 5000, 25);
  assert.deepEqual(quality, createQuality());
});

test("at rest there are two points a pixel, within bounds", () => {
  assert.deepEqual(
    [100, 400, 2000].map((width) => sizeAtRest(width).width),
    [300, 800, 1280],
  );
});
