// These tests hold the ball's settings to what a link may say: what can be used is taken, anything else gets one sentence.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BALL_LIMITS, BALL_STATE, OPTIMISERS, RACES } from "../../../explainer/player/kit/contract.js";
import { defaultsOf, readState, writeState } from "../../../explainer/player/ball/settings.js";
import { smallGround } from "./small.js";

const ground = smallGround();

test("nothing asked is what the ground's note is about", () => {
  const { settings, problems } = readState(ground, {});
  assert.deepEqual(problems, []);
  assert.deepEqual(settings, defaultsOf(ground));
  assert.deepEqual([settings.x, settings.y, settings.lr, settings.steps], [-1.5, 0, 0.1, 60]);
});

test("a state is read and written back as it was", () => {
  const state = { replay: 2.5, lr: 0.3, optimiser: "adam", noise: 0.5, tether: 1, seed: 7, x: 0, y: 0.25, slow: true };
  for (const more of [{}, { race: "replay", view: "-58,38" }]) {
    const { settings, problems } = readState(ground, { ...state, ...more });
    assert.deepEqual(problems, []);
    assert.deepEqual(writeState(ground, settings), { ...state, ...more });
  }
});

test("all that a link may hold can be read, and the most and the least of each number", () => {
  const within = { x: ground.x, y: ground.y };
  for (const [name, limits] of Object.entries({ ...BALL_LIMITS, ...within }))
    for (const value of limits) {
      const { settings, problems } = readState(ground, { x: 0, y: 0, [name]: value });
      assert.deepEqual(problems, []);
      assert.equal(new Map(Object.entries(settings)).get(name), value);
    }
  for (const optimiser of Object.keys(OPTIMISERS)) assert.deepEqual(readState(ground, { optimiser }).problems, []);
  for (const race of ["", ...RACES]) assert.deepEqual(readState(ground, { race }).problems, []);
  const known = Object.keys(defaultsOf(ground)).filter((name) => name !== "steps");
  assert.deepEqual([...known].sort(), BALL_STATE.filter((name) => name !== "preset").sort());
});

/** @type {[string, Record<string, unknown>, string][]} */
const BAD = [
  ["a word", { replay: "abc" }, "Replay cannot be abc: it is a number from 0 to 100."],
  ["too much", { lr: 1e9 }, "The learning rate cannot be 1000000000: it is a number from 0.0001 to 1000."],
  ["no number", { noise: Number.NaN }, "The noise cannot be NaN: it is a number from 0 to 1000."],
  [
    "a rule that is not there",
    { optimiser: "sgd" },
    `optimiser cannot be sgd: it is one of ${Object.keys(OPTIMISERS).join(", ")}.`,
  ],
  ["a race that is not there", { race: "horses" }, `race cannot be horses: it is one of ${RACES.join(", ")}.`],
  ["no switch", { slow: "banana" }, "slow cannot be banana: it is 1 or 0."],
  [
    "a place outside",
    { x: 99, y: 0 },
    "The ball cannot lie at 99, 0: this landscape goes from −3.00 to 3.00 and from −3.00 to 3.00.",
  ],
  [
    "half a place",
    { x: 1 },
    "The ball cannot lie at 1, undefined: this landscape goes from −3.00 to 3.00 and from −3.00 to 3.00.",
  ],
  ["what is long", { seed: "9".repeat(99) }, `The seed cannot be ${"9".repeat(19)}…: it is a number from 0 to 999999.`],
];

for (const [what, state, sentence] of BAD)
  test(`${what} leaves the default and gives one sentence`, () => {
    const { settings, problems } = readState(ground, state);
    assert.deepEqual(problems, [sentence]);
    assert.deepEqual(settings, defaultsOf(ground));
  });

test("a link names a place by as few digits as it takes to tell places apart", () => {
  const settings = { ...defaultsOf(ground), x: 1.23456789, y: -0.1234567 };
  assert.deepEqual(writeState(ground, settings), { x: 1.235, y: -0.1235 });
});
