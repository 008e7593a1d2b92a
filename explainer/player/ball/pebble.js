// The ball is a pebble with a shadow and its weight on the ground. It is drawn once into a small picture a look and size,
// then copied; a frame costs two copies a ball. Knows nothing of grounds.

/** @import { Look } from "./balls.js" */
/** @import { Palette, Rgb } from "./palette.js" */
/** @import { View } from "./scene.js" */

import { SHAPES } from "./balls.js";
import { contextOf } from "./layer.js";
import { tinted } from "./palette.js";

const RADIUS = 10.5; // CSS pixels at the middle of the picture
const WHITE = [255, 255, 255];
const NIGHT = [14, 16, 26];
/** @type {Map<string, HTMLCanvasElement>} */
const sprites = new Map(); // by look, theme and sharpness; few, since sizes are scaled

/**
 * Draws a ball whose foot is at `spot` in a view of this `scale`; where the ground hides it, as a ghost.
 * @param {View} view
 * @param {Float32Array} spot
 * @param {number} scale
 * @param {boolean} hidden
 * @param {Look} look
 * @param {Palette} palette
 */
export function drawBall({ over, lean }, spot, scale, hidden, look, palette) {
  const { context, sharp } = over;
  const radius = RADIUS * scale * (lean > 0 ? 1.1 : 1);
  const x = spot[0];
  const y = spot[1] - lean * radius * 0.86;
  context.globalAlpha = hidden ? 0.3 : 1;
  if (!hidden) drawShadow(context, x, spot[1], radius, lean, palette);
  const side = radius * 2.5;
  context.drawImage(spriteOf(look, palette, sharp), x - side / 2, y - side / 2, side, side);
  context.globalAlpha = 1;
}

/**
 * Light comes from the upper left: a wide soft shadow to the lower right, a tight dark one where the weight rests.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {number} lean
 * @param {Palette} palette
 */
function drawShadow(context, x, y, radius, lean, palette) {
  const flat = 1 - 0.5 * lean;
  const dark = palette.dark ? 0.5 : 0.3;
  const away = radius * 0.55;
  for (const [dx, dy, size, alpha] of [
    [away, away * flat, 1.5, dark * 0.25],
    [away * 0.8, away * 0.8 * flat, 1.15, dark * 0.4],
    [away * 0.4, away * 0.4 * flat, 0.9, dark],
  ]) {
    context.fillStyle = `rgb(8 10 20 / ${alpha})`;
    context.beginPath();
    context.ellipse(x + dx, y + dy, radius * size, radius * size * flat, 0, 0, 7);
    context.fill();
  }
}

/**
 * @param {Look} look
 * @param {Palette} palette
 * @param {number} sharp
 */
function spriteOf(look, palette, sharp) {
  const key = `${look.shape}/${palette.key}/${sharp}`;
  const painted = sprites.get(key);
  if (painted) return painted;
  if (sprites.size > 32) sprites.clear();
  const sprite = paint(look, palette, sharp);
  sprites.set(key, sprite);
  return sprite;
}

/**
 * @param {Look} look
 * @param {Palette} palette
 * @param {number} sharp
 */
function paint(look, palette, sharp) {
  const side = Math.round(RADIUS * 2.5 * sharp * 1.6);
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const context = contextOf(canvas);
  const centre = side / 2;
  const radius = side / 2.5;
  context.fillStyle = bodyOf(context, centre, radius, stoneOf(look, palette));
  context.beginPath();
  context.arc(centre, centre, radius, 0, 7);
  context.fill();
  context.lineWidth = side / 24;
  context.strokeStyle = palette.dark ? "rgb(255 255 255 / 0.85)" : "rgb(20 24 34 / 0.8)";
  context.stroke();
  paintShape(context, look.shape, centre, radius / 10);
  return canvas;
}

/**
 * @param {Look} look
 * @param {Palette} palette
 * @returns {Rgb}
 */
function stoneOf({ shape, colour }, { rgb, dark }) {
  if (shape === "circle") return [142, 148, 158];
  return rgb[colour].map((value) => (dark ? value * 0.8 : value));
}

/**
 * A round body of this colour: bright at the upper left, dark at the rim.
 * @param {CanvasRenderingContext2D} context
 * @param {number} centre
 * @param {number} radius
 * @param {Rgb} stone
 */
function bodyOf(context, centre, radius, stone) {
  /** @type {(towards: Rgb, share: number) => Rgb} */
  const mixed = (towards, share) => stone.map((value, i) => value + share * (towards[i] - value));
  const body = context.createRadialGradient(
    centre - radius * 0.36,
    centre - radius * 0.42,
    radius * 0.08,
    centre - radius * 0.1,
    centre - radius * 0.12,
    radius * 1.16,
  );
  body.addColorStop(0, tinted(mixed(WHITE, 0.96), 1));
  body.addColorStop(0.28, tinted(mixed(WHITE, 0.5), 1));
  body.addColorStop(0.66, tinted(mixed(WHITE, 0), 1));
  body.addColorStop(1, tinted(mixed(NIGHT, 0.72), 1));
  return body;
}

/**
 * The mark by which a ball of a race is known without colour.
 * @param {CanvasRenderingContext2D} context
 * @param {keyof typeof SHAPES} shape
 * @param {number} centre
 * @param {number} size
 */
function paintShape(context, shape, centre, size) {
  if (shape === "circle") return;
  context.translate(centre, centre);
  context.scale(size, size);
  context.fillStyle = "rgb(255 255 255 / 0.95)";
  context.fill(new Path2D(SHAPES[shape]));
}
