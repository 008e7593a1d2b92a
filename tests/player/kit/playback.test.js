import assert from "node:assert/strict";
import { test } from "node:test";
import { follow, goTo, moving, newPlayback, pause, play, shown, tick } from "../../../explainer/player/kit/playback.js";

const clock = (changes = {}) => Object.assign(newPlayback({ still: false }), { end: 150, steps: 150 }, changes);

test("a run plays in twelve seconds at 1x, and says once that it is over", () => {
  const playback = clock();
  play(playback);
  assert.equal(tick(playback, 6), false);
  assert.equal(playback.step, 75);
  assert.equal(tick(playback, 7), true);
  assert.equal(playback.step, 150);
  assert.equal(moving(playback), false);
  assert.equal(tick(playback, 1), false);
});

test("speed is a factor, and playing again begins anew", () => {
  const playback = clock({ speed: 2, step: 150 });
  play(playback);
  assert.equal(playback.step, 0);
  tick(playback, 3);
  assert.equal(playback.step, 75);
});

test("what has no steps does not play", () => {
  const playback = clock({ end: 0 });
  play(playback);
  assert.equal(playback.playing, false);
});

test("the reader's hover beats playing, which goes on from where it was", () => {
  const playback = clock();
  play(playback);
  playback.hover = 40;
  tick(playback, 6);
  assert.equal(shown(playback), 40);
  assert.equal(moving(playback), false);
  playback.hover = null;
  assert.equal(shown(playback), 0);
  assert.ok(moving(playback));
});

test("seen is the furthest that was ever shown", () => {
  const playback = clock();
  playback.hover = 90;
  tick(playback, 0);
  playback.hover = 10;
  tick(playback, 0);
  assert.equal(playback.seen, 90);
});

test("following glides to the newest step and stays there", () => {
  const playback = clock({ newest: 30 });
  follow(playback);
  tick(playback, 0.1);
  assert.ok(playback.step > 0 && playback.step < 30);
  for (let frame = 0; frame < 30; frame += 1) tick(playback, 0.1);
  assert.equal(playback.step, 30);
  assert.equal(moving(playback), false);
  playback.newest = 20;
  tick(playback, 0.1);
  assert.equal(playback.step, 20, "back it jumps");
});

test("where the reader wants no motion, following jumps", () => {
  const playback = Object.assign(newPlayback({ still: true }), { newest: 30, end: 30 });
  follow(playback);
  tick(playback, 0.01);
  assert.equal(playback.step, 30);
});

test("a step that is asked for stays inside what there is, and stops what moves", () => {
  const playback = clock();
  play(playback);
  goTo(playback, 999);
  assert.equal(playback.step, 150);
  assert.equal(playback.playing, false);
  goTo(playback, -1);
  assert.equal(playback.step, 0);
  follow(playback);
  pause(playback);
  assert.equal(playback.following, false);
});
