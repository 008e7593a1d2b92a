// These tests hold the balls of a race to the physics: one path a ball, all from one start, and each told from the others.

import assert from "node:assert/strict";
import { test } from "node:test";

import { LOOKS, RACE_REPLAY, SHAPES, between, pathOf, rollBalls } from "../../../explainer/player/ball/balls.js";
import { defaultsOf } from "../../../explainer/player/ball/settings.js";
import { OPTIMISERS, RACES } from "../../../explainer/player/kit/contract.js";
import { smallGround } from "./small.js";

const ground = smallGround();
const settings = defaultsOf(ground);

test("one ball takes the path that its settings give", () => {
  const balls = rollBalls(ground, { ...settings, replay: 5 });
  assert.deepEqual(
    balls.map(({ label }) => label),
    ["5% replay"],
  );
  assert.deepEqual(balls[0].x, pathOf(ground, { ...settings, replay: 5 }).x);
});

test("a path begins where the ball is let go and has a point a step, with both losses", () => {
  const path = pathOf(ground, { ...settings, x: 0, y: 1, steps: 40 });
  assert.deepEqual([path.count, path.x.length, path.x[0], path.y[0], path.diverged], [41, 41, 0, 1, false]);
  const [old, fresh] = [ground.at.old(0, 1)[0], ground.at.new(0, 1)[0]];
  assert.deepEqual([path.old[0], path.new[0]], [old, fresh]);
});

test("without replay the ball comes to the new valley, with replay to between the two", () => {
  const end = (/** @type {number} */ replay) => pathOf(ground, { ...settings, replay }).x[60];
  assert.ok(Math.abs(end(0) - 1.5) < 0.01);
  assert.ok(Math.abs(end(50)) < 0.01, "both bowls are alike, so half of each is lowest in the middle");
});

test("a ball that flies off ends there", () => {
  const path = pathOf(ground, { ...settings, lr: 3 });
  assert.ok(path.diverged && path.count < 10);
  assert.ok(Math.abs(path.x[path.count - 1]) > 3.3, "more than a margin outside the plane");
});

test("a race of optimisers has a ball for each, by its name, from one start", () => {
  const balls = rollBalls(ground, { ...settings, race: "optimiser", y: 1 });
  assert.deepEqual(
    balls.map(({ label, settings: own }) => [own.optimiser, label]),
    Object.entries(OPTIMISERS).map(([name, { title }]) => [name, title]),
  );
  for (const ball of balls) {
    const alone = pathOf(ground, { ...settings, optimiser: ball.settings.optimiser, y: 1 });
    assert.deepEqual([ball.x[0], ball.y[0], ball.x, ball.count], [-1.5, 1, alone.x, alone.count]);
  }
});

test("a race for replay has a ball for each share, each on its own ground", () => {
  const balls = rollBalls(ground, { ...settings, race: "replay" });
  assert.deepEqual(
    balls.map(({ settings: own }) => own.replay),
    RACE_REPLAY,
  );
  const ends = balls.map(({ x, count }) => x[count - 1]);
  assert.deepEqual(
    [...ends].sort((a, b) => b - a),
    ends,
    "the more old data, the nearer to the old valley",
  );
});

test("no two balls of a race look alike, in colour, in shape or in dashes", () => {
  for (const race of RACES) {
    const looks = rollBalls(ground, { ...settings, race }).map(({ look }) => look);
    for (const look of looks) assert.ok(LOOKS.includes(look) && SHAPES[look.shape]);
    const parts = /** @type {const} */ (["colour", "shape", "dash"]);
    for (const part of parts) assert.equal(new Set(looks.map((look) => look[part].toString())).size, looks.length);
  }
});

test("between two steps a value lies on the straight line, and beyond the ends at the ends", () => {
  const values = Float64Array.of(1, 3, 7);
  assert.deepEqual(
    [-1, 0, 0.5, 1, 1.25, 2, 9].map((step) => between(values, 3, step)),
    [1, 1, 2, 3, 4, 7, 7],
  );
});
