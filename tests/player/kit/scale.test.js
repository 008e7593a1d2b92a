import assert from "node:assert/strict";
import { test } from "node:test";
import { area, domainOf, linear, outline, tickStep, ticks } from "../../../explainer/player/kit/scale.js";

test("a linear scale goes there and back", () => {
  const x = linear([0, 150], [40, 340]);
  assert.equal(x(0), 40);
  assert.equal(x(75), 190);
  assert.equal(x.invert(x(12.5)), 12.5);
});

test("a domain without width is no trouble", () => {
  assert.equal(linear([3, 3], [0, 100])(3), 0);
});

test("ticks are 1, 2 or 5 times a power of ten apart", () => {
  assert.deepEqual(
    [0.7, 1.3, 3, 6, 9, 13].map((extent) => tickStep(extent, 1)),
    [0.5, 1, 2, 5, 10, 10],
  );
  assert.equal(tickStep(0.03, 5), 0.005);
});

test("ticks are round, inside, and end where the axis ends", () => {
  assert.deepEqual(ticks(0, 1, 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks(-1.1, 2.3, 3), [-1, 0, 1, 2]);
  assert.deepEqual(ticks(0.1, 0.35, 2), [0.1, 0.2, 0.3]);
});

test("a domain holds its values, begins at 0 at the least, and is never too narrow", () => {
  const [low, high] = domainOf([1.2, 3.4, 2], { least: 1, growing: false });
  assert.ok(low <= 1.2 && high >= 3.4);
  assert.equal(domainOf([0.01, 0.02], { least: 1, growing: false })[0], 0);
  const [from, to] = domainOf([2, 2], { least: 0.5, growing: true });
  assert.ok(to - from >= 0.5);
});

test("while a run grows the upper end is a tick", () => {
  const [low, high] = domainOf([1, 3.33], { least: 1, growing: true });
  assert.equal(high, 3.5);
  assert.deepEqual(domainOf([1, 3.4], { least: 1, growing: true }), [low, high], "a little more moves nothing");
});

test("outlines and areas are paths", () => {
  assert.equal(
    outline([
      [0, 1],
      [2.25, 3],
    ]),
    "M0.0 1.0L2.3 3.0",
  );
  assert.equal(
    area([
      [0, 1, 5],
      [2, 3, 6],
    ]),
    "M0.0 1.0L2.0 3.0L2.0 6.0L0.0 5.0Z",
  );
  assert.equal(area([[0, 1, 5]]), "", "one place has no area");
});
