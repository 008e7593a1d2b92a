// The balls of the figure are one, or a race of several, each with the whole path that it will take. Knows the physics;
// nothing of the page. A path is typed arrays, so that a frame reads numbers and allocates nothing.

/** @import { Ground } from "./ground.js" */
/** @import { Settings } from "./settings.js" */

import { OPTIMISERS } from "../kit/contract.js";
import { begin, roll } from "./physics.js";

/**
 * A path by step, the start first: places in the plane and both losses, `count` of each. `diverged`: it flew off at its end.
 * @typedef {{ count: number, x: Float64Array, y: Float64Array, old: Float64Array, new: Float64Array,
 *   diverged: boolean }} Path
 */

/** @typedef {{ colour: string, shape: keyof typeof SHAPES, dash: number[] }} Look */

/** @typedef {Path & { label: string, settings: Settings, look: Look }} Ball */

export const RACE_REPLAY = [0, 1, 5, 25]; // per cent

/**
 * What each ball of a race looks like: colour, shape and dashes all differ, so that none is needed alone.
 * @type {Look[]}
 */
export const LOOKS = [
  { colour: "ink", shape: "circle", dash: [] },
  { colour: "guess", shape: "square", dash: [7, 4] },
  { colour: "replay", shape: "triangle", dash: [2, 4] },
  { colour: "wrong", shape: "diamond", dash: [9, 3, 2, 3] },
];

/** The shapes' outlines around 0, 0, about 9 wide. */
export const SHAPES = {
  circle: "M0 -4.6A4.6 4.6 0 1 0 .01 -4.6Z",
  square: "M-4 -4H4V4H-4Z",
  triangle: "M0 -5L5 4H-5Z",
  diamond: "M0 -5.6L5 0L0 5.6L-5 0Z",
};

/**
 * The balls for these settings, all from the same start.
 * @param {Ground} ground
 * @param {Settings} settings
 * @returns {Ball[]}
 */
export function rollBalls(ground, settings) {
  return racers(settings).map(({ label, change }, index) => {
    const own = { ...settings, ...change };
    return { label, settings: own, look: LOOKS[index], ...pathOf(ground, own) };
  });
}

/**
 * @param {Settings} settings
 * @returns {{ label: string, change: Partial<Settings> }[]}
 */
function racers({ race, replay }) {
  if (race === "replay") return RACE_REPLAY.map((share) => ({ label: `${share}% replay`, change: { replay: share } }));
  if (race === "optimiser")
    return Object.entries(OPTIMISERS).map(([optimiser, { title }]) => ({ label: title, change: { optimiser } }));
  return [{ label: `${replay}% replay`, change: {} }];
}

/**
 * The path from the start.
 * @param {Ground} ground
 * @param {Settings} settings
 * @returns {Path}
 */
export function pathOf(ground, settings) {
  const points = roll(ground, settings, begin([settings.x, settings.y]), settings.steps);
  /** @param {"x" | "y" | "old" | "new"} name */
  const column = (name) => Float64Array.from(points, (point) => point[name]);
  const count = points.length;
  const { diverged } = points[count - 1];
  return { count, x: column("x"), y: column("y"), old: column("old"), new: column("new"), diverged };
}

/**
 * A value at a step, on the straight line between those of the steps around it.
 * @param {Float64Array} values
 * @param {number} count
 * @param {number} step
 */
export function between(values, count, step) {
  const at = Math.max(0, Math.min(count - 1, step));
  const i = Math.min(count - 1, at | 0);
  return i + 1 < count ? values[i] + (values[i + 1] - values[i]) * (at - i) : values[i];
}
