// The quality is how finely the ground is drawn: coarse while it moves, as fine as the screen when it rests. While it
// moves the size follows the measured times, so that frames keep coming on slow machines. Pure.

/**
 * A size: the width of the picture inside in px, the points of its mesh a side, and the map's points a side.
 * @typedef {{ width: number, mesh: number, map: number }} Size
 */

/**
 * `level` is the place in SIZES, `ceiling` that of the largest size which was not too slow; `gap` and `cost` are running
 * means in milliseconds: from frame to frame, and of drawing one; `frames` counts since the last change.
 * @typedef {{ level: number, ceiling: number, gap: number, cost: number, frames: number }} Quality
 */

/** @type {Size[]} */
export const SIZES = [
  { width: 720, mesh: 121, map: 192 },
  { width: 480, mesh: 97, map: 160 },
  { width: 360, mesh: 73, map: 128 },
  { width: 300, mesh: 61, map: 112 },
];
const FIRST = 1;
const LATE = 17.9; // milliseconds between frames, on average, from which they come late
const CHEAP = 6; // milliseconds of drawing a frame under which the next larger size is tried
const PATIENCE = 40; // frames before a larger size is tried
const HASTE = 6; // late frames before a smaller one is taken

/** @returns {Quality} */
export function createQuality() {
  return { level: FIRST, ceiling: 0, gap: 16.7, cost: 8, frames: 0 };
}

/**
 * Takes in one frame of a moving ground: milliseconds since the frame before, milliseconds spent drawing.
 * @param {Quality} quality
 * @param {number} gap
 * @param {number} cost
 */
export function measure(quality, gap, cost) {
  if (gap > 200) return; // it had been resting
  quality.gap += 0.15 * (Math.min(gap, 60) - quality.gap);
  quality.cost += 0.15 * (cost - quality.cost);
  quality.frames += 1;
  const { level, frames } = quality;
  const late = quality.gap > LATE && quality.cost > 4; // late for another's sake, smaller pictures would not help
  if (late && frames > HASTE && level < SIZES.length - 1) change(quality, level + 1, level + 1);
  else if (frames > PATIENCE && quality.cost < CHEAP && quality.gap < LATE && level > quality.ceiling)
    change(quality, level - 1, quality.ceiling);
}

/**
 * A size that was too slow is not tried again.
 * @param {Quality} quality
 * @param {number} level
 * @param {number} ceiling
 */
function change(quality, level, ceiling) {
  Object.assign(quality, { level, ceiling: Math.max(ceiling, quality.ceiling), frames: 0, gap: 16.7 });
}

/** @param {Quality} quality */
export const sizeInMotion = (quality) => SIZES[quality.level];

/**
 * The size at rest for a view so many CSS pixels wide: two points a pixel, so that edges come out smooth.
 * @param {number} width
 * @returns {Size}
 */
export function sizeAtRest(width) {
  return { width: Math.max(300, Math.min(1280, 2 * width)), mesh: 145, map: 320 };
}
