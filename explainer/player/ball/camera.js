// The camera circles the ground: from a turn and a tilt to where a point of the world falls on the screen, and back.
// World: x east, y north, z up, the ground's centre at 0; the longer side is 1. Pure.

/**
 * Where the camera looks from (radians), its axes in the world, and the picture's centre and scale in px.
 * @typedef {{ turn: number, tilt: number, right: number[], up: number[], back: number[], cx: number, cy: number,
 *   focal: number }} Camera
 */

const DISTANCE = 3.1;
const TARGET = 0.14; // height the camera looks at
const ROUND = 0.72; // radius of the circle on which the corners of a square ground run, and a little air
export const FOOT = -0.1; // how far the block goes down below the lowest ground
export const TILTS = [0.18, 1.5];
export const FIRST_VIEW = [-1.02, 0.66];

/** @returns {Camera} */
export function createCamera() {
  return {
    turn: FIRST_VIEW[0],
    tilt: FIRST_VIEW[1],
    right: [0, 0],
    up: [0, 0, 0],
    back: [0, 0, 0],
    cx: 0,
    cy: 0,
    focal: 1,
  };
}

/**
 * Sets the camera up for a picture of width x height with the ground well inside it.
 * @param {Camera} camera
 * @param {number} width
 * @param {number} height
 * @param {number} relief how tall the ground stands, in sides
 */
export function aim(camera, width, height, relief) {
  const ct = Math.cos(camera.turn);
  const st = Math.sin(camera.turn);
  const ce = Math.cos(camera.tilt);
  const se = Math.sin(camera.tilt);
  set(camera.right, -st, ct);
  set(camera.up, -ct * se, -st * se, ce);
  set(camera.back, ct * ce, st * ce, se);
  // Whatever the turn, the corners run on a circle: what it and the cut faces cover is fitted into the picture.
  const far = DISTANCE + ROUND * ce;
  const near = DISTANCE - ROUND * ce;
  const top = (ROUND * se + (relief * 0.98 - TARGET) * ce) / far;
  const bottom = (-ROUND * se + (FOOT * 0.3 - TARGET) * ce) / near;
  camera.focal = Math.min((0.47 * width * DISTANCE) / ROUND, (0.98 * height) / (top - bottom));
  camera.cx = width / 2;
  camera.cy = height / 2 + (camera.focal * (top + bottom)) / 2;
}

/**
 * @param {number[]} vector
 * @param {number[]} values
 */
function set(vector, ...values) {
  for (let i = 0; i < values.length; i += 1) vector[i] = values[i];
}

/**
 * Screen x, y and 1 / depth of a point, into `out`.
 * @param {Camera} camera
 * @param {number} x
 * @param {number} y
 * @param {number} z
 * @param {Float32Array} out
 */
export function project(camera, x, y, z, out) {
  const { right, up, back, focal } = camera;
  const w = z - TARGET;
  const near = 1 / (DISTANCE - back[0] * x - back[1] * y - back[2] * w);
  out[0] = camera.cx + focal * near * (right[0] * x + right[1] * y);
  out[1] = camera.cy - focal * near * (up[0] * x + up[1] * y + up[2] * w);
  out[2] = near;
}

/**
 * The world's x, y, z at a place on the screen, given 1 / depth there, into `out`.
 * @param {Camera} camera
 * @param {number} sx
 * @param {number} sy
 * @param {number} near
 * @param {Float32Array} out
 */
export function unproject(camera, sx, sy, near, out) {
  const { right, up, back, focal } = camera;
  const depth = 1 / near;
  const a = ((sx - camera.cx) * depth) / focal;
  const b = ((camera.cy - sy) * depth) / focal;
  const c = DISTANCE - depth;
  out[0] = right[0] * a + up[0] * b + back[0] * c;
  out[1] = right[1] * a + up[1] * b + back[1] * c;
  out[2] = up[2] * b + back[2] * c + TARGET;
}
