// These tests say what a figure of runs shows: how far the runs go, what is followed, and who may steer.

import assert from "node:assert/strict";
import { test } from "node:test";

import { newPlayback } from "../../../explainer/player/kit/playback.js";
import { canChat, isEnded, isLive, isSteerable } from "../../../explainer/player/run/run.js";
import { extentOf, stateOf, wholeStep } from "../../../explainer/player/run/state.js";
import { lossesOf, runOf } from "./records.js";

/** @import { RunRecord } from "../../../explainer/player/kit/contract.js" */
/** @import { Run } from "../../../explainer/player/run/run.js" */

const still = { playback: newPlayback({ still: true }), guess: null, version: 0, quiet: true };

/**
 * A run that trains, as far as this step.
 * @param {number} step
 * @returns {Run}
 */
const training = (step) => ({ ...runOf(5, lossesOf({ 0: 1, [step]: 2 })), status: "running" });

test("runs go as far as the furthest, and what is followed is where all that train have come", () => {
  assert.deepEqual(extentOf([]), { end: 0, newest: 0, steps: 1 });
  assert.deepEqual(extentOf([training(4), training(7)]), { end: 7, newest: 4, steps: 10 });
  assert.deepEqual(extentOf([runOf(0, lossesOf({ 0: 1, 10: 2 })), training(7)]), { end: 10, newest: 7, steps: 10 });
});

test("empty axes have the steps that the page asks for, and a guess can be drawn on them", () => {
  const armed = { steps: 20, oldBefore: 0.6, newBefore: null };
  const state = stateOf({ ...still, options: { drawGuess: true, armed }, runs: [] });
  assert.deepEqual([state.steps, state.drawing, state.ready, state.live], [20, true, false, false]);
  assert.equal(stateOf({ ...still, options: {}, runs: [] }).steps, 150);
  assert.equal(stateOf({ ...still, options: { drawGuess: true }, runs: [training(4)] }).drawing, false);
});

test("the timeline is marked where Pebble was asked, once a step", () => {
  const asked = runOf(5, [
    ...lossesOf({ 0: 1 }),
    ...[0, 6].map((step) => ({ type: /** @type {const} */ ("answers"), step, items: [] })),
  ]);
  assert.deepEqual(stateOf({ ...still, options: {}, runs: [asked, asked] }).marks, [0, 6]);
});

test("a step that moves stands at the one it has reached", () => {
  assert.deepEqual([0, 0.9, 1 - 1e-9, 1.5].map(wholeStep), [0, 0, 1, 1]);
});

test("only a run that trains is steered, and only by the reader whose it is", () => {
  const own = (/** @type {boolean | undefined} */ steerable) => {
    const run = training(4);
    return { ...run, record: /** @type {RunRecord} */ ({ ...run.record, steerable }) };
  };
  assert.deepEqual([own(true), own(false), own(undefined)].map(isSteerable), [true, false, false]);
  assert.equal(isSteerable({ ...own(true), status: "done" }), false);
  assert.equal(isSteerable({ ...own(true), record: null }), false);
});

test("a run is live until it has ended, and neither while it loads", () => {
  const states = ["loading", "queued", "running", "paused", "done", "stopped", "failed", "interrupted", "unreadable"];
  assert.deepEqual(
    states.filter((status) => isLive({ status })),
    ["queued", "running", "paused"],
  );
  assert.deepEqual(
    states.filter((status) => isEnded({ status })),
    ["done", "stopped", "failed", "interrupted"],
  );
});

test("only a run whose weights are here can be asked", () => {
  const run = training(4);
  const live = {
    ...run,
    askable: true,
    record: /** @type {RunRecord} */ ({ ...run.record, provenance: { kind: "live" } }),
  };
  assert.equal(canChat(live), true);
  assert.equal(canChat({ ...live, askable: false }), false);
  assert.equal(canChat({ ...run, askable: true }), false, "it was recorded");
});
