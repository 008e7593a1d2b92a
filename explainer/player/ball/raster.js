// The raster fills triangles of a height field into a picture with a depth buffer, in typed arrays; nothing is allocated
// while it draws. Colour is the palette's table, contours of both surfaces are drawn in the pixel, where they stay one
// pixel wide at any turn. Knows nothing of cameras: it gets points on the screen.

/** @import { Mesh } from "./field.js" */

import { SHADES, WASHES } from "./palette.js";

const LEVELS = 14; // contours over the whole range of heights
const HALF = 0.62; // half the width of a contour, pixels
const FADE = 0.5; // height above its bottom where a surface's contours have faded out

/**
 * A picture of width x height, its pixels and their nearness (1 / depth), and what colours it: washes by height (0 to
 * 255), strengths of contours by level, the contours' colours (red, green, blue of old, then of new), the palette's
 * table, and how thick a contour is in px.
 * @typedef {{ width: number, height: number, image: ImageData, pixels: Uint32Array, near: Float32Array,
 *   oldWash: Uint8Array, newWash: Uint8Array, oldLine: Uint8Array, newLine: Uint8Array, colours: Int32Array,
 *   table: Uint32Array, thick: number }} Raster
 */

/**
 * Where the vertices of a mesh fall on the screen: x, y, and 1 / depth.
 * @typedef {{ x: Float32Array, y: Float32Array, near: Float32Array }} Points
 */

/**
 * A raster without pixels, to be resized.
 * @returns {Raster}
 */
export function createRaster() {
  return {
    width: 0,
    height: 0,
    image: new ImageData(1, 1),
    pixels: new Uint32Array(0),
    near: new Float32Array(0),
    oldWash: new Uint8Array(256),
    newWash: new Uint8Array(256),
    oldLine: new Uint8Array(LEVELS + 2),
    newLine: new Uint8Array(LEVELS + 2),
    colours: new Int32Array(6),
    table: new Uint32Array(0),
    thick: 1,
  };
}

/**
 * @param {Raster} raster
 * @param {number} width
 * @param {number} height
 */
export function resizeRaster(raster, width, height) {
  if (raster.width === width && raster.height === height) return;
  Object.assign(raster, { width, height, image: new ImageData(width, height), near: new Float32Array(width * height) });
  raster.pixels = new Uint32Array(raster.image.data.buffer);
}

/**
 * How strongly each contour of a surface shows, 0..256, into `out`: most at its bottom.
 * @param {Uint8Array} out
 * @param {number} bottom
 * @param {number} strength
 */
export function fillLines(out, bottom, strength) {
  for (let level = 0; level < out.length; level += 1) {
    const above = (level / LEVELS - bottom) / FADE;
    out[level] = Math.round(256 * strength * 0.85 * Math.max(0, Math.min(1, 1.08 - above)) ** 1.1);
  }
}

/**
 * Draws all triangles of a mesh.
 * @param {Raster} raster
 * @param {Mesh} mesh
 * @param {Points} points
 */
export function drawMesh(raster, { size, old, new: fresh, light }, points) {
  raster.pixels.fill(0);
  raster.near.fill(0);
  for (let j = 0; j < size - 1; j += 1)
    for (let i = 0; i < size - 1; i += 1) {
      const k = j * size + i;
      triangle(raster, old.z, fresh.z, light, points, k, k + 1, k + size);
      triangle(raster, old.z, fresh.z, light, points, k + 1, k + size + 1, k + size);
    }
}

// What the triangle in hand is made of: corners b and c from a, then for each of old height, new height, light and
// nearness its value at a and its slopes along x and y. One array for all, so that no triangle allocates.
const part = new Float64Array(20);
const X1 = 0;
const Y1 = 1;
const X2 = 2;
const Y2 = 3;
const OLD = 4;
const NEW = 7;
const LIGHT = 10;
const NEAR = 13;
const OLD_LINE = 16;
const NEW_LINE = 17;
const LEFT = 18;
const RIGHT = 19;

/**
 * One triangle, between the vertices a, b and c. All that is drawn is affine on the screen, so a row is additions.
 * @param {Raster} raster
 * @param {Float32Array} old
 * @param {Float32Array} fresh
 * @param {Float32Array} light
 * @param {Points} points
 * @param {number} a
 * @param {number} b
 * @param {number} c
 */
function triangle(raster, old, fresh, light, { x, y, near }, a, b, c) {
  const x0 = x[a];
  const y0 = y[a];
  part[X1] = x[b] - x0;
  part[Y1] = y[b] - y0;
  part[X2] = x[c] - x0;
  part[Y2] = y[c] - y0;
  const twice = part[X1] * part[Y2] - part[X2] * part[Y1];
  if (twice > -1e-6) return; // seen from below, or edge on
  const top = Math.max(0, Math.ceil(y0 + Math.min(0, part[Y1], part[Y2]) - 0.5));
  const bottom = Math.min(raster.height - 1, Math.floor(y0 + Math.max(0, part[Y1], part[Y2]) - 0.5));
  if (top > bottom) return;
  slopes(OLD, old, a, b, c, 1 / twice);
  slopes(NEW, fresh, a, b, c, 1 / twice);
  slopes(LIGHT, light, a, b, c, 1 / twice);
  slopes(NEAR, near, a, b, c, 1 / twice);
  part[OLD_LINE] = 1 / (LEVELS * Math.hypot(part[OLD + 1], part[OLD + 2]) + 1e-5); // pixels from contour to contour
  part[NEW_LINE] = 1 / (LEVELS * Math.hypot(part[NEW + 1], part[NEW + 2]) + 1e-5);
  for (let row = top; row <= bottom; row += 1) {
    const down = row + 0.5 - y0;
    span(down);
    const from = Math.max(0, Math.ceil(x0 + part[LEFT] - 0.5));
    const to = Math.min(raster.width - 1, Math.ceil(x0 + part[RIGHT] - 0.5) - 1);
    if (from <= to) fillRow(raster, row * raster.width, from, to, from + 0.5 - x0, down);
  }
}

/**
 * @param {number} at
 * @param {Float32Array} values
 * @param {number} a
 * @param {number} b
 * @param {number} c
 * @param {number} inverse
 */
function slopes(at, values, a, b, c, inverse) {
  const value = values[a];
  const v1 = values[b] - value;
  const v2 = values[c] - value;
  part[at] = value;
  part[at + 1] = (v1 * part[Y2] - v2 * part[Y1]) * inverse;
  part[at + 2] = (v2 * part[X1] - v1 * part[X2]) * inverse;
}

/**
 * Where the row so far below corner a crosses the triangle's sides.
 * @param {number} down
 */
function span(down) {
  part[LEFT] = 1e9;
  part[RIGHT] = -1e9;
  if (0 <= down !== part[Y1] <= down) cross((part[X1] * down) / part[Y1]);
  if (0 <= down !== part[Y2] <= down) cross((part[X2] * down) / part[Y2]);
  if (part[Y1] <= down !== part[Y2] <= down)
    cross(part[X1] + ((part[X2] - part[X1]) * (down - part[Y1])) / (part[Y2] - part[Y1]));
}

/** @param {number} at */
function cross(at) {
  if (at < part[LEFT]) part[LEFT] = at;
  if (at > part[RIGHT]) part[RIGHT] = at;
}

/** @type {(at: number, across: number, down: number) => number} */
const atPlace = (at, across, down) => part[at] + part[at + 1] * across + part[at + 2] * down;

/**
 * Pixels `from` to `to` of a row that begins at `row`; the first lies `across` and `down` from corner a.
 * @param {Raster} raster
 * @param {number} row
 * @param {number} from
 * @param {number} to
 * @param {number} across
 * @param {number} down
 */
function fillRow(raster, row, from, to, across, down) {
  const { pixels, near, table, oldWash, newWash, oldLine, newLine, colours } = raster;
  const dOld = part[OLD + 1];
  const dNew = part[NEW + 1];
  const dLight = part[LIGHT + 1];
  const dNear = part[NEAR + 1];
  const oldScale = part[OLD_LINE];
  const newScale = part[NEW_LINE];
  const reach = HALF * raster.thick + 0.5;
  let o = atPlace(OLD, across, down);
  let n = atPlace(NEW, across, down);
  let l = atPlace(LIGHT, across, down);
  let z = atPlace(NEAR, across, down);
  for (let at = row + from; at <= row + to; at += 1, o += dOld, n += dNew, l += dLight, z += dNear) {
    if (z <= near[at]) continue;
    near[at] = z;
    const shade = l < 0 ? 0 : l > 63 ? 63 : l | 0;
    const wash = oldWash[(o * 255) & 255] * WASHES + newWash[(n * 255) & 255];
    let pixel = table[wash * SHADES + shade];
    const oldNext = (o * LEVELS + 0.5) | 0;
    const newNext = (n * LEVELS + 0.5) | 0;
    const oldLeft = reach - Math.abs(o * LEVELS - oldNext) * oldScale;
    const newLeft = reach - Math.abs(n * LEVELS - newNext) * newScale;
    if (oldLeft > 0 && oldLine[oldNext] > 0)
      pixel = blend(pixel, colours[0], colours[1], colours[2], oldLine[oldNext] * Math.min(1, oldLeft));
    if (newLeft > 0 && newLine[newNext] > 0)
      pixel = blend(pixel, colours[3], colours[4], colours[5], newLine[newNext] * Math.min(1, newLeft));
    pixels[at] = pixel;
  }
}

/**
 * A pixel with `share` (0..256) of a colour over it.
 * @param {number} pixel
 * @param {number} red
 * @param {number} green
 * @param {number} blue
 * @param {number} share
 */
function blend(pixel, red, green, blue, share) {
  const r = pixel & 255;
  const g = (pixel >> 8) & 255;
  const b = (pixel >> 16) & 255;
  return (
    0xff000000 |
    ((b + (((blue - b) * share) >> 8)) << 16) |
    ((g + (((green - g) * share) >> 8)) << 8) |
    (r + (((red - r) * share) >> 8))
  );
}
