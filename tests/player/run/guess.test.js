// These tests read guesses from links, draw curves through bins, and hold a guess against what came.

import "../document.js";

import assert from "node:assert/strict";
import { test } from "node:test";

import { LIMITS } from "../../../explainer/player/kit/contract.js";
import { BINS, bentCurve, between, curveOf, readGuess, verdict } from "../../../explainer/player/run/guess.js";
import { lossesOf, runOf } from "./records.js";

/** @import { Point } from "../../../explainer/player/run/guess.js" */

test("a guess is read in order, as far as its points are numbers", () => {
  const points = [[10, 2], [0, 1], ["5", 1], [5], null, [5, NaN], [4, 1.5]];
  assert.deepEqual(readGuess({ points }), [
    [0, 1],
    [4, 1.5],
    [10, 2],
  ]);
});

test("what holds no guess is none", () => {
  for (const guess of [
    null,
    undefined,
    {},
    { points: null },
    { points: "0:1" },
    { points: [] },
    { points: [[null, 1]] },
  ])
    assert.equal(readGuess(guess), null);
});

test("a guess has no more points than the limit", () => {
  const points = Array.from({ length: 99 }, (_, step) => [step, 1]);
  assert.equal(readGuess({ points })?.length, LIMITS.guess);
});

test("between points a guess is straight, and beyond them level", () => {
  /** @type {Point[]} */
  const points = [
    [0, 1],
    [10, 3],
  ];
  assert.deepEqual(
    [-5, 0, 5, 10, 20].map((x) => between(points, x)),
    [1, 1, 2, 3, 3],
  );
});

test("a drawing becomes a curve over all steps that starts where Pebble starts", () => {
  const bins = Array(BINS + 1).fill(null);
  bins[0] = 9; // where Pebble starts is known, so this is not asked
  bins[BINS / 2] = 2;
  const curve = curveOf(bins, 1, 150);
  assert.equal(curve.length, LIMITS.guess);
  assert.deepEqual(curve[0], [0, 1]);
  assert.deepEqual(curve.at(-1), [150, 2]);
  assert.ok(Math.abs(between(curve, 37.5) - 1.5) < 0.01, "the gap before the bin is bridged");
});

test("a curve made with keys goes from the start to the end, and rises sooner the more it is bent", () => {
  const [flat, steep] = [0.5, 12].map((bend) => bentCurve({ start: 1, end: 3, bend, steps: 20 }));
  for (const curve of [flat, steep]) {
    assert.deepEqual(curve[0], [0, 1]);
    assert.deepEqual([curve.at(-1)?.[0], curve.at(-1)?.[1].toFixed(9)], [20, "3.000000000"]);
  }
  assert.ok(between(steep, 5) > between(flat, 5) + 0.5);
});

test("a guess is told how far off it was on average, and on which side", () => {
  const run = runOf(0, lossesOf({ 0: 1, 10: 2 }));
  /** @type {(end: number) => string} */
  const verdictOn = (end) => {
    /** @type {Point[]} */
    const points = [
      [0, 1],
      [10, end],
    ];
    return verdict(points, run);
  };
  assert.equal(verdictOn(2), "Your guess was 0.00 nats off on average against 0% replay: that is close.");
  assert.match(verdictOn(1), /0\.50 nats off .*: Pebble forgot more than you expected\.$/);
  assert.match(verdictOn(4), /1\.00 nats off .*: Pebble forgot less than you expected\.$/);
});
