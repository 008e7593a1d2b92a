// These tests hold the ball's physics to closed forms: on a bowl of curvature k gradient descent is a geometric series,
// and on a slope that is the same everywhere the other optimisers' moves are known numbers.

import assert from "node:assert/strict";
import { test } from "node:test";

import { RULES, MARGIN, advance, begin, phases, roll } from "../../../explainer/player/ball/physics.js";
import { BETAS, EPSILON, MOMENTUM, OPTIMISERS } from "../../../explainer/player/kit/contract.js";
import { smallGround } from "./small.js";

/** @import { Settings } from "../../../explainer/player/ball/physics.js" */

const AXIS = Array.from({ length: 25 }, (_, i) => -3 + i / 4);

/**
 * The losses of a formula, on the plane of the small ground.
 * @param {(x: number, y: number) => number} loss
 */
const grid = (loss) => AXIS.map((y) => AXIS.map((x) => loss(x, y)));

const BOWL = smallGround({ new: grid((x, y) => (x * x + 4 * y * y) / 2) }); // curvatures 1 and 4, lowest at 0, 0
const SLOPE = smallGround({ new: grid((x, y) => 2 * x - y) });

/**
 * The path of a ball on the bowl.
 * @param {Settings} settings
 * @param {number} steps
 */
const path = (settings, steps) => roll(BOWL, settings, begin([2, 1]), steps);

/**
 * @param {number[]} numbers
 * @param {number[]} expected
 */
function near(numbers, expected) {
  assert.equal(numbers.length, expected.length);
  numbers.forEach((number, i) => {
    assert.ok(Math.abs(number - expected[i]) < 1e-9, `${number} is not ${expected[i]}`);
  });
}

test("every optimiser of the contract has its rule", () => {
  assert.deepEqual(Object.keys(RULES), Object.keys(OPTIMISERS));
});

test("gradient descent on a bowl contracts by 1 - lr * curvature along each axis", () => {
  path({ lr: 0.1 }, 20).forEach(({ step, x, y }) => {
    near([x, y], [2 * 0.9 ** step, 0.6 ** step]);
  });
});

test("a path has a point a step, the start first, with the losses there", () => {
  const points = path({ lr: 0.1 }, 7);
  assert.deepEqual(
    points.map(({ step }) => step),
    [0, 1, 2, 3, 4, 5, 6, 7],
  );
  const { x, y, old, new: fresh } = points[3];
  near([old, fresh], [((x + 1.5) ** 2 + y * y) / 2, (x * x + 4 * y * y) / 2]);
});

test("replay mixes the slopes: the ball rests where they are equal and opposite", () => {
  const { x, y } = path({ lr: 0.2, replay: 25 }, 400)[400];
  near([x, y], [0.25 * -1.5, 0]);
});

test("a tether stops the ball where its pull equals the slope", () => {
  const { x, y } = path({ lr: 0.2, tether: 2 }, 400)[400];
  near([x, y], [(2 * -1.5) / (1 + 2), 0]);
});

test("momentum keeps its share of the speed and adds the slope", () => {
  const [, first, second, third] = path({ lr: 0.1, optimiser: "momentum" }, 3).map(({ x }) => x);
  const velocities = [2];
  near([first], [2 - 0.1 * velocities[0]]);
  velocities.push(MOMENTUM * velocities[0] + first);
  near([second], [first - 0.1 * velocities[1]]);
  velocities.push(MOMENTUM * velocities[1] + second);
  near([third], [second - 0.1 * velocities[2]]);
});

test("on one slope momentum's speed is a geometric sum", () => {
  const points = roll(SLOPE, { lr: 0.01, optimiser: "momentum" }, begin([0, 0]), 5);
  const last = [1, 2, 3, 4, 5].reduce((sum, k) => sum + (1 - MOMENTUM ** k) / (1 - MOMENTUM), 0);
  near([points[5].x, points[5].y], [-0.01 * 2 * last, 0.01 * last]);
});

test("Adam's first step is the learning rate along each axis, however steep", () => {
  const [, { x, y }] = path({ lr: 0.1, optimiser: "adam" }, 1);
  near([x, y], [2 - (0.1 * 2) / (2 + EPSILON), 1 - (0.1 * 4) / (4 + EPSILON)]);
});

test("Adam's second step weighs both slopes as its paper says", () => {
  const points = path({ lr: 0.1, optimiser: "adam" }, 2);
  const slopes = [2, points[1].x];
  const [a, b] = BETAS;
  const mean = ((1 - a) * (a * slopes[0] + slopes[1])) / (1 - a ** 2);
  const square = ((1 - b) * (b * slopes[0] ** 2 + slopes[1] ** 2)) / (1 - b ** 2);
  near([points[2].x], [points[1].x - (0.1 * mean) / (Math.sqrt(square) + EPSILON)]);
});

test("on one slope every step of Adam's is as long", () => {
  roll(SLOPE, { lr: 0.05, optimiser: "adam" }, begin([1, 0]), 20).forEach(({ step, x }) => {
    assert.ok(Math.abs(x - (1 - 0.05 * step)) < 1e-7);
  });
});

test("a seed is a path, and noise is added to the slope", () => {
  assert.deepEqual(path({ noise: 0.5, seed: 3 }, 20), path({ noise: 0.5, seed: 3 }, 20));
  assert.notDeepEqual(path({ noise: 0.5, seed: 3 }, 20), path({ noise: 0.5, seed: 4 }, 20));
  const { noise, mix, move } = phases(BOWL, { noise: 0.5, seed: 3, lr: 0.1 }, begin([2, 1]));
  assert.notEqual(noise[0], 0);
  near(move, [-0.1 * (mix[0] + noise[0]), -0.1 * (mix[1] + noise[1])]);
});

test("the phases of a step are both gradients, their mix, and what moves the ball", () => {
  const settings = { replay: 20, lr: 0.1, tether: 0.3 };
  const state = begin([0.5, -0.5]);
  const step = phases(BOWL, settings, state);
  near(step.old, [2, -0.5]);
  near(step.new, [0.5, -2]);
  near(step.mix, [0.8 * 0.5 + 0.2 * 2, 0.8 * -2 + 0.2 * -0.5]);
  near(step.tether, [0.3 * 2, 0.3 * -0.5]);
  const after = advance(BOWL, settings, state);
  near([after.x, after.y], [state.x + step.move[0], state.y + step.move[1]]);
});

test("advance is a step of roll", () => {
  const settings = { replay: 5, lr: 0.1, optimiser: "adam", noise: 0.2, seed: 7 };
  let state = begin([2, 1]);
  for (const { x, y } of path(settings, 10)) {
    assert.deepEqual([state.x, state.y], [x, y]);
    state = advance(BOWL, settings, state);
  }
});

test("a learning rate above 2 / curvature flies off, and that ends the path", () => {
  assert.equal(path({ lr: 0.49 }, 200).length, 201);
  const points = path({ lr: 0.51 }, 500);
  const last = points[points.length - 1];
  assert.ok(points.length < 501);
  assert.deepEqual(
    points.map(({ diverged }) => diverged),
    [...points.slice(1).map(() => false), true],
  );
  assert.ok(Math.abs(last.y) > 3 + 6 * MARGIN, "by more than the margin");
  near([last.new], [(last.x ** 2 + 4 * 9) / 2]); // the loss of the nearest place in the plane
});

test("a step that is no number leaves the ball where it was", () => {
  const points = path({ lr: Number.NaN }, 5);
  assert.deepEqual(
    points.map(({ x, y, diverged }) => [x, y, diverged]),
    [
      [2, 1, false],
      [2, 1, true],
    ],
  );
});

test("a ball that has flown off stays there", () => {
  const gone = { ...begin([9, 9]), diverged: true };
  assert.equal(advance(BOWL, { lr: 0.1 }, gone), gone);
});
