// What the drawings need of a ground: heights and slopes of both surfaces on meshes of any size, from 0 to 1 over both,
// and their mix. Only for the eye: where the ball goes is physics.js's.
//
//     const field = createField(ground);  const mesh = field.mesh(97);  mix(mesh, 0.25, relief);

const STEPS = 63; // shades of light, as the palette has them
const LIGHT = [-0.58, 0.3, 0.757]; // from the upper left, as maps have it: light from below turns hills into pits
const FLOOR = 0.86; // light that low ground keeps: a little darker than the heights

/** The field of a ground: { low, high: losses that heights 0 and 1 stand for; wide, deep: sides, the longer is 1;
 *  bottoms: the lowest heights of old and new; mesh(size): made at the first call }. */
export function createField(ground) {
  const low = Math.min(lowest(ground.old), lowest(ground.new));
  const high = Math.max(highest(ground.old), highest(ground.new));
  const span = high - low || 1; // a ground that is level everywhere is drawn level
  const [across, along] = [ground.x[1] - ground.x[0], ground.y[1] - ground.y[0]];
  const longer = Math.max(across, along);
  const field = { ground, low, high, span, wide: across / longer, deep: along / longer };
  field.bend = bendOf(field);
  field.bottoms = [ground.old, ground.new].map((grid) => (lowest(grid) - low) / span);
  const meshes = new Map();
  field.mesh = (size) => {
    if (!meshes.has(size)) meshes.set(size, createMesh(field, size));
    return meshes.get(size);
  };
  return field;
}

/** Drawn height of the mix z is (1 + bend) z / (z + bend): two fifths of all ground stand below half height, so that one steep
 *  corner does not flatten the valleys. Contours stay at even losses. */
function bendOf({ ground, low, span }) {
  const values = [ground.old, ground.new].flatMap((grid) => grid.flat()).sort((a, b) => a - b);
  const middle = Math.max(0.05, (values[Math.floor(0.4 * values.length)] - low) / span);
  return middle < 0.49 ? Math.max(0.2, (0.5 * middle) / (0.5 - middle)) : 1e6;
}

const lowest = (grid) => grid.reduce((found, row) => Math.min(found, ...row), Infinity);
const highest = (grid) => grid.reduce((found, row) => Math.max(found, ...row), -Infinity);

function createMesh(field, size) {
  const empty = () => new Float32Array(size * size);
  const mesh = { size, old: surfaceOf(field, "old", size), new: surfaceOf(field, "new", size) };
  return { ...mesh, bend: field.bend, height: empty(), light: empty(), mixed: -1, relief: 0 };
}

/** Heights z and slopes x, y (heights a side) on size x size points, rows with y ascending. */
function surfaceOf({ ground, low, span, wide, deep }, name, size) {
  const surface = {
    z: new Float32Array(size * size),
    x: new Float32Array(size * size),
    y: new Float32Array(size * size),
  };
  const sample = ground.at[name];
  const [perX, perY] = [(ground.x[1] - ground.x[0]) / wide / span, (ground.y[1] - ground.y[0]) / deep / span];
  const out = [0, 0, 0];
  for (let j = 0, k = 0; j < size; j += 1) {
    const y = ground.y[0] + (j / (size - 1)) * (ground.y[1] - ground.y[0]);
    for (let i = 0; i < size; i += 1, k += 1) {
      sample(ground.x[0] + (i / (size - 1)) * (ground.x[1] - ground.x[0]), y, out);
      surface.z[k] = Math.max(0, Math.min(1, (out[0] - low) / span)); // between points it may overshoot
      surface.x[k] = out[1] * perX;
      surface.y[k] = out[2] * perY;
    }
  }
  return surface;
}

/** Mixes heights and light for the replay share r. `relief`: how tall height 1 is, in sides. Linear, so nothing is
 *  sampled anew; the sums are the whole cost of a morph. */
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

/** The mixed height at shares u, v of the sides; bilinear, as the mesh is drawn. */
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
