// A field is what the drawings need of a ground: heights and slopes of both surfaces on meshes of any size, from 0 to 1
// over both, and their mix. Only for the eye: where the ball goes is physics.js's.
//
//     const field = createField(ground);  const mesh = field.mesh(97);  mix(mesh, 0.25, relief);

/** @import { Grid, Ground, Pair, Sample } from "./ground.js" */

/**
 * One surface on a mesh: heights z, 0 to 1, and slopes along x and y in heights a side.
 * @typedef {{ z: Float32Array, x: Float32Array, y: Float32Array }} Relief
 */

/**
 * Both surfaces on size x size points, rows with y ascending, and what `mix` made of them last: drawn heights (0 to 1)
 * and light (0 to 63), for the replay share `mixed` and this `relief`.
 * @typedef {{ size: number, old: Relief, new: Relief, bend: number, height: Float32Array, light: Float32Array,
 *   mixed: number, relief: number }} Mesh
 */

/**
 * A ground to draw: the losses that heights 0 and 1 stand for, and what lies between them; its sides, the longer of which
 * is 1; how far heights are bent; the lowest heights of old and new; the mesh of a size, made at the first call.
 * @typedef {{ ground: Ground, low: number, high: number, span: number, wide: number, deep: number, bend: number,
 *   bottoms: Pair, mesh: (size: number) => Mesh }} Field
 */

const STEPS = 63; // shades of light, as the palette has them
const LIGHT = [-0.58, 0.3, 0.757]; // from the upper left, as maps have it: light from below turns hills into pits
const FLOOR = 0.86; // light that low ground keeps: a little darker than the heights

/**
 * @param {Ground} ground
 * @returns {Field}
 */
export function createField(ground) {
  const low = Math.min(lowest(ground.old), lowest(ground.new));
  const high = Math.max(highest(ground.old), highest(ground.new));
  const span = high - low || 1; // a ground that is level everywhere is drawn level
  const across = ground.x[1] - ground.x[0];
  const along = ground.y[1] - ground.y[0];
  const longer = Math.max(across, along);
  /** @type {Map<number, Mesh>} */
  const meshes = new Map();
  /** @type {Field} */
  const field = {
    ground,
    low,
    high,
    span,
    wide: across / longer,
    deep: along / longer,
    bend: bendOf(ground, low, span),
    bottoms: [(lowest(ground.old) - low) / span, (lowest(ground.new) - low) / span],
    mesh(size) {
      const mesh = meshes.get(size) ?? createMesh(field, size);
      meshes.set(size, mesh);
      return mesh;
    },
  };
  return field;
}

/**
 * Drawn height of the mix z is (1 + bend) z / (z + bend): two fifths of all ground stand below half height, so that one
 * steep corner does not flatten the valleys. Contours stay at even losses.
 * @param {Ground} ground
 * @param {number} low
 * @param {number} span
 */
function bendOf(ground, low, span) {
  const values = [ground.old, ground.new].flatMap((grid) => grid.flat()).sort((a, b) => a - b);
  const middle = Math.max(0.05, (values[Math.floor(0.4 * values.length)] - low) / span);
  return middle < 0.49 ? Math.max(0.2, (0.5 * middle) / (0.5 - middle)) : 1e6;
}

/** @param {Grid} grid */
const lowest = (grid) => grid.reduce((least, row) => Math.min(least, ...row), Infinity);
/** @param {Grid} grid */
const highest = (grid) => grid.reduce((most, row) => Math.max(most, ...row), -Infinity);

/**
 * @param {Field} field
 * @param {number} size
 * @returns {Mesh}
 */
function createMesh(field, size) {
  const old = reliefOf(field, "old", size);
  const fresh = reliefOf(field, "new", size);
  const height = new Float32Array(size * size);
  const light = new Float32Array(size * size);
  return { size, old, new: fresh, bend: field.bend, height, light, mixed: -1, relief: 0 };
}

/**
 * @param {Field} field
 * @param {"old" | "new"} name
 * @param {number} size
 * @returns {Relief}
 */
function reliefOf({ ground, low, span, wide, deep }, name, size) {
  const relief = {
    z: new Float32Array(size * size),
    x: new Float32Array(size * size),
    y: new Float32Array(size * size),
  };
  const sample = ground.at[name];
  const perX = (ground.x[1] - ground.x[0]) / wide / span;
  const perY = (ground.y[1] - ground.y[0]) / deep / span;
  /** @type {Sample} */
  const out = [0, 0, 0];
  for (let j = 0, k = 0; j < size; j += 1) {
    const y = ground.y[0] + (j / (size - 1)) * (ground.y[1] - ground.y[0]);
    for (let i = 0; i < size; i += 1, k += 1) {
      sample(ground.x[0] + (i / (size - 1)) * (ground.x[1] - ground.x[0]), y, out);
      relief.z[k] = Math.max(0, Math.min(1, (out[0] - low) / span)); // between points it may overshoot
      relief.x[k] = out[1] * perX;
      relief.y[k] = out[2] * perY;
    }
  }
  return relief;
}

/**
 * Mixes heights and light for the replay share r. Linear, so nothing is sampled anew; the sums are the whole cost of a
 * morph.
 * @param {Mesh} mesh
 * @param {number} r
 * @param {number} relief how tall height 1 is, in sides
 */
export function mix(mesh, r, relief) {
  if (mesh.mixed === r && mesh.relief === relief) return;
  mesh.mixed = r;
  mesh.relief = relief;
  const { old, new: fresh, height, light, bend } = mesh;
  const q = 1 - r;
  const [lx, ly, lz] = LIGHT;
  for (let k = 0; k < height.length; k += 1) {
    const z = q * fresh.z[k] + r * old.z[k];
    const over = 1 / (z + bend);
    const tall = (1 + bend) * z * over;
    const steep = relief * (1 + bend) * bend * over * over;
    const a = (q * fresh.x[k] + r * old.x[k]) * steep;
    const b = (q * fresh.y[k] + r * old.y[k]) * steep;
    const straight = (lz - lx * a - ly * b) / Math.sqrt(1 + a * a + b * b);
    const half = 0.5 + 0.5 * straight; // wrapped around the hills, so that no slope is one flat black
    const lit = half * half * (FLOOR + (1 - FLOOR) * tall);
    height[k] = tall;
    light[k] = lit >= 1 ? STEPS : lit * STEPS;
  }
}

/**
 * The mixed height at shares u, v of the sides; bilinear, as the mesh is drawn.
 * @param {Mesh} mesh
 * @param {number} u
 * @param {number} v
 */
export function heightAt({ size, height }, u, v) {
  const x = Math.max(0, Math.min(1, u)) * (size - 1);
  const y = Math.max(0, Math.min(1, v)) * (size - 1);
  const i = Math.min(size - 2, x | 0);
  const j = Math.min(size - 2, y | 0);
  const k = j * size + i;
  const near = height[k] + (height[k + 1] - height[k]) * (x - i);
  const far = height[k + size] + (height[k + size + 1] - height[k + size]) * (x - i);
  return near + (far - near) * (y - j);
}
