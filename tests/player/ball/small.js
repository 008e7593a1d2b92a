// This module makes small grounds for tests: two round bowls on a plane from -3 to 3, drawn by a formula.

import { readGround } from "../../../explainer/player/ball/ground.js";

const POINTS = 25;
const AXIS = Array.from({ length: POINTS }, (_, i) => -3 + (6 * i) / (POINTS - 1));

/**
 * A grid of losses around a lowest place.
 * @param {[number, number]} bottom
 * @param {number} steep
 */
export const bowl = ([x, y], steep = 0.5) => AXIS.map((v) => AXIS.map((u) => steep * ((u - x) ** 2 + (v - y) ** 2)));

/**
 * A ground with the old valley on the left, where the ball lies at first, and the new one on the right.
 * @param {Record<string, unknown>} change
 */
export function smallGround(change = {}) {
  return readGround({
    name: "two-bowls",
    title: "Two bowls",
    note: "Two bowls side by side.",
    kind: "simulated",
    unit: "loss",
    x: [-3, 3],
    y: [-3, 3],
    old: bowl([-1.5, 0]),
    new: bowl([1.5, 0]),
    start: [-1.5, 0],
    old_valley: [-1.5, 0],
    new_valley: [1.5, 0],
    defaults: { lr: 0.1, steps: 60, replay: 0, optimiser: "gd" },
    ...change,
  });
}

/** A ground of one task. */
export const oneBowl = () => smallGround({ old: bowl([1.5, 0]), old_valley: [1.5, 0] });
