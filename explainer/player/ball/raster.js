// Fills triangles of a height field into a picture with a depth buffer, in typed arrays; nothing is allocated while it
// draws. Colour is the palette's table, contours of both surfaces are drawn in the pixel, where they stay one pixel wide
// at any turn. Knows nothing of cameras: it gets points on the screen.

import { SHADES, WASHES } from "./palette.js";

const LEVELS = 14; // contours over the whole range of heights
const HALF = 0.62; // half the width of a contour, pixels
const FADE = 0.5; // height above its bottom where a surface's contours have faded out

/** A picture of width x height with what its triangles need. `points`: x, y, near (1 / depth) of every vertex. */
export function createRaster() {
  return {
    width: 0,
    height: 0,
    image: null,
    pixels: new Uint32Array(0),
    near: new Float32Array(0),
    oldWash: new Uint8Array(256),
    newWash: new Uint8Array(256),
    oldLine: new Uint8Array(LEVELS + 2),
    newLine: new Uint8Array(LEVELS + 2),
    colours: new Int32Array(6),
    table: null,
    thick: 1,
  };
}

export function resizeRaster(raster, width, height) {
  if (raster.width === width && raster.height === height) return;
  Object.assign(raster, { width, height, image: new ImageData(width, height), near: new Float32Array(width * height) });
  raster.pixels = new Uint32Array(raster.image.data.buffer);
}

/** How strongly each contour of a surface shows, 0..256: most at its bottom. */
export function fillLines(out, bottom, strength) {
  for (let level = 0; level < out.length; level += 1) {
    const above = (level / LEVELS - bottom) / FADE;
    out[level] = Math.round(256 * strength * 0.85 * Math.max(0, Math.min(1, 1.08 - above)) ** 1.1);
  }
}

/** Draws all triangles of a mesh; `old` and `fresh` are heights, `light` is 0..63. */
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
const [X1, Y1, X2, Y2, OLD, NEW, LIGHT, NEAR, OLD_LINE, NEW_LINE, LEFT, RIGHT] = [
  0, 1, 2, 3, 4, 7, 10, 13, 16, 17, 18, 19,
];

/** One triangle. All that is drawn is affine on the screen, so a row is additions. */
function triangle(raster, old, fresh, light, { x, y, near }, a, b, c) {
  const [x0, y0] = [x[a], y[a]];
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

function slopes(at, values, a, b, c, inverse) {
  const value = values[a];
  const [v1, v2] = [values[b] - value, values[c] - value];
  part[at] = value;
  part[at + 1] = (v1 * part[Y2] - v2 * part[Y1]) * inverse;
  part[at + 2] = (v2 * part[X1] - v1 * part[X2]) * inverse;
}

/** Where the row so far below corner a crosses the triangle's sides. */
function span(down) {
  part[LEFT] = 1e9;
  part[RIGHT] = -1e9;
  if (0 <= down !== part[Y1] <= down) cross((part[X1] * down) / part[Y1]);
  if (0 <= down !== part[Y2] <= down) cross((part[X2] * down) / part[Y2]);
  if (part[Y1] <= down !== part[Y2] <= down)
    cross(part[X1] + ((part[X2] - part[X1]) * (down - part[Y1])) / (part[Y2] - part[Y1]));
}

function cross(at) {
  if (at < part[LEFT]) part[LEFT] = at;
  if (at > part[RIGHT]) part[RIGHT] = at;
}

const atPlace = (at, across, down) => part[at] + part[at + 1] * across + part[at + 2] * down;

function fillRow(raster, row, from, to, across, down) {
  const { pixels, near, table, oldWash, newWash, oldLine, newLine, colours } = raster;
  const [dOld, dNew, dLight, dNear] = [part[OLD + 1], part[NEW + 1], part[LIGHT + 1], part[NEAR + 1]];
  const [oldScale, newScale] = [part[OLD_LINE], part[NEW_LINE]];
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
      pixel = blend(pixel, colours[0], colours[1], colours[2], oldLine[oldNext] * (oldLeft > 1 ? 1 : oldLeft));
    if (newLeft > 0 && newLine[newNext] > 0)
      pixel = blend(pixel, colours[3], colours[4], colours[5], newLine[newNext] * (newLeft > 1 ? 1 : newLeft));
    pixels[at] = pixel;
  }
}

/** A pixel with `share` (0..256) of a colour over it. */
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
