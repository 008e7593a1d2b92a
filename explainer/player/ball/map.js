// This view shows the ground from above: relief shaded by the mix, and on it the contours of both surfaces as sharp lines,
// axes to scale. Four canvases: relief (few pixels, smooth), the contours of old and new (drawn when ground, size or theme
// change; the mix only fades them) and what moves.
// Knows the field; what stands on the ground is drawn by scene.js through `place`.

/** @import { Field, Mesh } from "./field.js" */
/** @import { Grid, Ground, Pair } from "./ground.js" */
/** @import { Layer } from "./layer.js" */
/** @import { Palette, Rgb } from "./palette.js" */
/** @import { View } from "./scene.js" */

import { h } from "../kit/dom.js";
import { count } from "../kit/format.js";
import { ticks } from "../kit/scale.js";
import { outlineLevels } from "./contours.js";
import { mix } from "./field.js";
import { clearLayer, createLayer, fitLayer } from "./layer.js";
import { SHADES, WASHES, fillWash, presence, tinted } from "./palette.js";
import { createWords } from "./words.js";

/**
 * A rectangle of the view, in CSS pixels.
 * @typedef {{ left: number, top: number, width: number, height: number }} Box
 */

/**
 * The map: its layers, those of the lines for old and new; where the plane of the field lies in it, once it is drawn;
 * the pixels of the relief, and by height (0 to 255) the washes of old and new. `key` and `lined` tell whether the lines
 * are out of date.
 * @typedef {View & { node: HTMLElement, size: Pair, relief: Layer, lines: [Layer, Layer], image: ImageData,
 *   pixels: Uint32Array, washes: [Uint8Array, Uint8Array], plane: { field: Field, box: Box } | null, key: string,
 *   lined: Field | null }} GroundMap
 */

const LEVELS = 16; // contours over the whole range of heights
const FADE = 0.45; // height above its bottom where a surface's contours have faded out
const STEEP = 0.6; // how tall the relief is for its light; a map needs more than a model

/** @returns {GroundMap} */
export function createMap() {
  const relief = createLayer("relief");
  const old = createLayer("lines");
  const fresh = createLayer("lines");
  const over = createLayer("over");
  const node = h("div", { class: "view map" }, relief.canvas, old.canvas, fresh.canvas, over.canvas);
  /** @type {GroundMap} */
  const map = {
    node,
    size: [0, 0],
    relief,
    lines: [old, fresh],
    over,
    image: new ImageData(1, 1),
    pixels: new Uint32Array(1),
    washes: [new Uint8Array(256), new Uint8Array(256)],
    plane: null,
    key: "",
    lined: null,
    place: (x, y, _lift, out) => place(map, x, y, out),
    lean: 0,
    words: createWords(""),
  };
  return map;
}

/**
 * Draws relief for replay share r on size x size pixels, and the lines if they are out of date.
 * @param {GroundMap} map
 * @param {Field} field
 * @param {number} r
 * @param {Palette} palette
 * @param {number} size
 */
export function drawMap(map, field, r, palette, size) {
  const box = fitMap(map, field);
  const mesh = field.mesh(size);
  mix(mesh, r, STEEP);
  shade(map, mesh, field, r, palette);
  drawLines(map, field, box, r, palette);
}

/**
 * The plane's rectangle in the view: equal scales on both axes, what is left over stays paper.
 * @param {GroundMap} map
 * @param {Field} field
 * @returns {Box}
 */
function fitMap(map, field) {
  const [width, height] = map.size;
  for (const layer of [map.over, ...map.lines]) fitLayer(layer, map.size);
  const scale = Math.min(width / field.wide, height / field.deep);
  const across = scale * field.wide;
  const along = scale * field.deep;
  const box = { left: (width - across) / 2, top: (height - along) / 2, width: across, height: along };
  map.plane = { field, box };
  Object.assign(map.relief.canvas.style, {
    left: `${box.left}px`,
    top: `${box.top}px`,
    width: `${across}px`,
    height: `${along}px`,
  });
  return box;
}

/**
 * @param {GroundMap} map
 * @param {Mesh} mesh
 * @param {Field} field
 * @param {number} r
 * @param {Palette} palette
 */
function shade(map, { size, old, new: fresh, light }, field, r, palette) {
  fitRelief(map, size);
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
  map.relief.context.putImageData(map.image, 0, 0);
}

/**
 * @param {GroundMap} map
 * @param {number} size
 */
function fitRelief(map, size) {
  if (map.image.width === size) return;
  Object.assign(map.relief.canvas, { width: size, height: size });
  map.image = new ImageData(size, size);
  map.pixels = new Uint32Array(map.image.data.buffer);
}

/**
 * Contours of both surfaces, the nearer to the bottom the stronger. They move with neither ball nor replay.
 * @param {GroundMap} map
 * @param {Field} field
 * @param {Box} box
 * @param {number} r
 * @param {Palette} palette
 */
function drawLines(map, field, box, r, palette) {
  const { ground } = field;
  const [old, fresh] = map.lines;
  const [oldShare, newShare] = presence(ground, r);
  old.canvas.style.opacity = oldShare.toFixed(2);
  fresh.canvas.style.opacity = newShare.toFixed(2);
  const key = [palette.key, box.width, box.height, old.sharp].join();
  if (map.key === key && map.lined === field) return;
  Object.assign(map, { key, lined: field });
  drawContours(old, ground.old, field, box, palette.rgb.old);
  drawContours(fresh, ground.new, field, box, palette.rgb.new);
  if (ground.kind === "measured") drawAxes(fresh.context, box, ground, palette);
}

/**
 * @param {Layer} layer
 * @param {Grid} grid
 * @param {Field} field
 * @param {Box} box
 * @param {Rgb} colour
 */
function drawContours(layer, grid, field, box, colour) {
  const { context } = layer;
  clearLayer(layer);
  context.save();
  context.translate(box.left, box.top);
  context.lineCap = "round";
  for (const { path, strength } of levelsOf(grid, field)) strokeLevel(context, path, box, colour, strength);
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Path2D} path
 * @param {Box} box
 * @param {Rgb} colour
 * @param {number} strength
 */
function strokeLevel(context, path, box, colour, strength) {
  const scaled = new Path2D();
  scaled.addPath(path, new DOMMatrix([box.width, 0, 0, -box.height, 0, box.height]));
  context.strokeStyle = tinted(colour, 0.78 * strength);
  context.lineWidth = 1.1;
  context.stroke(scaled);
}

/**
 * @param {Grid} grid
 * @param {Field} field
 */
function levelsOf(grid, field) {
  const scale = 1 / (field.high - field.low || 1);
  const bottom = Math.min(...grid.map((row) => (Math.min(...row) - field.low) * scale));
  const levels = Array.from({ length: LEVELS }, (_, i) => (i + 0.5) / LEVELS);
  return levels
    .map((level) => ({ level, strength: Math.max(0, Math.min(1, 1.05 - (level - bottom) / FADE)) }))
    .filter(({ level, strength }) => level > bottom && strength > 0.04)
    .map(({ level, strength }) => ({ strength, path: outlineLevels(grid, field.low + level / scale) }));
}

/**
 * @param {GroundMap} map
 * @param {number} x
 * @param {number} y
 * @param {Float32Array} out
 */
function place({ plane }, x, y, out) {
  if (!plane) return; // nothing is drawn yet
  const { box, field } = plane;
  const { x: across, y: along } = field.ground;
  out[0] = box.left + ((x - across[0]) / (across[1] - across[0])) * box.width;
  out[1] = box.top + (1 - (y - along[0]) / (along[1] - along[0])) * box.height;
  out[2] = 1;
}

/**
 * The point of the plane at a place of the view (CSS pixels), or outside the plane its nearest point; null before anything
 * is drawn.
 * @param {GroundMap} map
 * @param {number} left
 * @param {number} top
 * @returns {Pair | null}
 */
export function pointAt({ plane }, left, top) {
  if (!plane) return null;
  const { box, field } = plane;
  const { x, y } = field.ground;
  const u = Math.max(0, Math.min(1, (left - box.left) / box.width));
  const v = Math.max(0, Math.min(1, 1 - (top - box.top) / box.height));
  return [x[0] + u * (x[1] - x[0]), y[0] + v * (y[1] - y[0])];
}

/**
 * Axes of a measured ground: ticks in true units along the lower and the left edge, inside the map.
 * @param {CanvasRenderingContext2D} context
 * @param {Box} box
 * @param {Ground} ground
 * @param {Palette} palette
 */
function drawAxes(context, box, { x, y }, palette) {
  context.save();
  context.font = "11px system-ui, sans-serif";
  context.fillStyle = palette.css.ink;
  context.strokeStyle = palette.css.paper;
  context.lineWidth = 3;
  context.lineJoin = "round";
  const bottom = box.top + box.height;
  for (const value of ticks(x[0], x[1], 5))
    drawTick(context, box.left + ((value - x[0]) / (x[1] - x[0])) * box.width, bottom - 9, value, "center");
  for (const value of ticks(y[0], y[1], 5))
    drawTick(context, box.left + 7, bottom - ((value - y[0]) / (y[1] - y[0])) * box.height, value, "left");
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} left
 * @param {number} top
 * @param {number} value
 * @param {CanvasTextAlign} align
 */
function drawTick(context, left, top, value, align) {
  const text = Number.isInteger(value) ? count(value) : String(value).replace("-", "\u2212");
  context.textAlign = align;
  context.textBaseline = "middle";
  context.strokeText(text, left, top);
  context.fillText(text, left, top);
}
