// The ground from above: relief shaded by the mix, and on it the contours of both surfaces as sharp lines, axes to scale.
// Four canvases: relief (few pixels, smooth), the contours of old and new (drawn when ground, size or theme change; the
// mix only fades them) and what moves.
// Knows the field; what stands on the ground is drawn by scene.js through `place`.

import { h } from "../kit/dom.js";
import { count } from "../kit/format.js";
import { ticks } from "../kit/scale.js";
import { outlineLevels } from "./contours.js";
import { mix } from "./field.js";
import { clearLayer, createLayer, fitLayer } from "./layer.js";
import { SHADES, WASHES, fillWash, presence, tinted } from "./palette.js";

const LEVELS = 16; // contours over the whole range of heights
const FADE = 0.45; // height above its bottom where a surface's contours have faded out
const STEEP = 0.6; // how tall the relief is for its light; a map needs more than a model

export function createMap() {
  const relief = createLayer("relief");
  const lines = [createLayer("lines"), createLayer("lines")];
  const over = createLayer("over");
  const node = h("div", { class: "view map" }, relief.canvas, ...lines.map(({ canvas }) => canvas), over.canvas);
  const map = { node, relief, lines, over, image: null, pixels: null, field: null, box: null, key: "" };
  map.washes = [new Uint8Array(256), new Uint8Array(256)];
  map.place = (x, y, lift, out) => place(map, x, y, out);
  return map;
}

/** Draws relief for replay share r on size x size pixels, and the lines if they are out of date. */
export function drawMap(map, field, r, palette, size) {
  fitMap(map, field);
  const mesh = field.mesh(size);
  mix(mesh, r, STEEP);
  shade(map, mesh, field, r, palette);
  drawLines(map, field, r, palette);
}

/** The plane's rectangle in the view: equal scales on both axes, what is left over stays paper. */
function fitMap(map, field) {
  const [width, height] = map.size;
  for (const layer of [map.over, ...map.lines]) fitLayer(layer, map.size);
  const scale = Math.min(width / field.wide, height / field.deep);
  const [across, along] = [scale * field.wide, scale * field.deep];
  map.field = field;
  map.box = { left: (width - across) / 2, top: (height - along) / 2, width: across, height: along };
  Object.assign(map.relief.canvas.style, {
    left: `${map.box.left}px`,
    top: `${map.box.top}px`,
    width: `${across}px`,
    height: `${along}px`,
  });
}

function shade(map, { size, old, new: fresh, light }, field, r, palette) {
  const { canvas, context } = map.relief;
  if (map.image?.width !== size) {
    Object.assign(canvas, { width: size, height: size });
    map.image = new ImageData(size, size);
    map.pixels = new Uint32Array(map.image.data.buffer);
  }
  const [oldWash, newWash] = map.washes;
  const [oldShare, newShare] = presence(field.ground, r);
  fillWash(oldWash, field.bottoms[0], oldShare);
  fillWash(newWash, field.bottoms[1], newShare);
  const { pixels } = map;
  const { table } = palette;
  for (let j = 0, at = 0; j < size; j += 1)
    for (let k = (size - 1 - j) * size, end = k + size; k < end; k += 1, at += 1) {
      const wash = oldWash[(old.z[k] * 255) & 255] * WASHES + newWash[(fresh.z[k] * 255) & 255];
      pixels[at] = table[wash * SHADES + (light[k] | 0)];
    }
  context.putImageData(map.image, 0, 0);
}

/** Contours of both surfaces, the nearer to the bottom the stronger. They move with neither ball nor replay. */
function drawLines(map, field, r, palette) {
  const { box, lines } = map;
  presence(field.ground, r).forEach((share, which) => (lines[which].canvas.style.opacity = share.toFixed(2)));
  const key = [palette.key, box.width, box.height, lines[0].sharp].join();
  if (map.key === key && map.drawn === field) return;
  Object.assign(map, { key, drawn: field });
  ["old", "new"].forEach((task, which) => {
    const { context } = lines[which];
    clearLayer(lines[which]);
    context.save();
    context.translate(box.left, box.top);
    context.lineCap = "round";
    for (const { path, strength } of levelsOf(field.ground[task], field))
      strokeLevel(context, path, box, palette.rgb[task], strength);
    context.restore();
  });
  if (field.ground.kind === "measured") drawAxes(lines[1].context, box, field.ground, palette);
}

function strokeLevel(context, path, box, colour, strength) {
  const scaled = new Path2D();
  scaled.addPath(path, new DOMMatrix([box.width, 0, 0, -box.height, 0, box.height]));
  context.strokeStyle = tinted(colour, 0.78 * strength);
  context.lineWidth = 1.1;
  context.stroke(scaled);
}

function levelsOf(grid, field) {
  const scale = 1 / (field.high - field.low || 1);
  const bottom = Math.min(...grid.map((row) => (Math.min(...row) - field.low) * scale));
  const levels = Array.from({ length: LEVELS }, (_, i) => (i + 0.5) / LEVELS);
  return levels
    .map((level) => ({ level, strength: Math.max(0, Math.min(1, 1.05 - (level - bottom) / FADE)) }))
    .filter(({ level, strength }) => level > bottom && strength > 0.04)
    .map(({ level, strength }) => ({ strength, path: outlineLevels(grid, field.low + level / scale) }));
}

function place({ box, field }, x, y, out) {
  const { x: across, y: along } = field.ground;
  out[0] = box.left + ((x - across[0]) / (across[1] - across[0])) * box.width;
  out[1] = box.top + (1 - (y - along[0]) / (along[1] - along[0])) * box.height;
  out[2] = 1;
}

/** The point of the plane at a place of the view (CSS pixels); outside the plane, its nearest point. */
export function pointAt({ box, field }, left, top) {
  const { x, y } = field.ground;
  const u = Math.max(0, Math.min(1, (left - box.left) / box.width));
  const v = Math.max(0, Math.min(1, 1 - (top - box.top) / box.height));
  return [x[0] + u * (x[1] - x[0]), y[0] + v * (y[1] - y[0])];
}

/** Axes of a measured ground: ticks in true units along the lower and the left edge, inside the map. */
function drawAxes(context, box, { x, y }, palette) {
  context.save();
  context.font = "11px system-ui, sans-serif";
  context.fillStyle = palette.css.ink;
  context.strokeStyle = palette.css.paper;
  context.lineWidth = 3;
  context.lineJoin = "round";
  const bottom = box.top + box.height;
  for (const value of ticks(...x, 5))
    tick(context, box.left + ((value - x[0]) / (x[1] - x[0])) * box.width, bottom - 9, value, "center");
  for (const value of ticks(...y, 5))
    tick(context, box.left + 7, bottom - ((value - y[0]) / (y[1] - y[0])) * box.height, value, "left");
  context.restore();
}

function tick(context, left, top, value, align) {
  const text = Number.isInteger(value) ? count(value) : String(value).replace("-", "\u2212");
  context.textAlign = align;
  context.textBaseline = "middle";
  context.strokeText(text, left, top);
  context.fillText(text, left, top);
}
