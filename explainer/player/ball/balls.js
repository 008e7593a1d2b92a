// The balls of the figure: one, or a race of several, each with the whole path it will take. Knows the physics; nothing
// of the page. A path is typed arrays, so that a frame reads numbers and allocates nothing.

import { OPTIMISERS, begin, roll } from "./physics.js";

export const RACE_REPLAY = [0, 1, 5, 25];
export const OPTIMISER_NAMES = { gd: "Gradient descent", momentum: "Momentum", adam: "Adam" };

/** What each ball of a race looks like: colour, shape and dashes all differ, so that none is needed alone. */
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

/** The balls for these settings, all from the same start. */
export function rollBalls(ground, settings) {
  return racers(settings).map(({ label, change }, index) => {
    const own = { ...settings, ...change };
    return { label, settings: own, look: LOOKS[index], ...pathOf(ground, own) };
  });
}

function racers({ race, replay }) {
  if (race === "replay") return RACE_REPLAY.map((share) => ({ label: `${share}% replay`, change: { replay: share } }));
  if (race === "optimiser")
    return Object.keys(OPTIMISERS).map((optimiser) => ({ label: OPTIMISER_NAMES[optimiser], change: { optimiser } }));
  return [{ label: `${replay}% replay`, change: {} }];
}

/** The path from the start: { count, x, y, old, new, diverged }. */
export function pathOf(ground, settings) {
  const first = begin(ground, settings, [settings.x, settings.y]);
  const points = roll(ground, settings, first, settings.steps);
  const count = points.length;
  const path = { count, diverged: points[count - 1].diverged };
  for (const name of ["x", "y", "old", "new"]) path[name] = Float64Array.from(points, (point) => point[name]);
  return path;
}

/** Where a ball is at a step, on the straight line between its points. */
export function between(values, count, step) {
  const at = Math.max(0, Math.min(count - 1, step));
  const i = Math.min(count - 1, at | 0);
  return i + 1 < count ? values[i] + (values[i + 1] - values[i]) * (at - i) : values[i];
}
