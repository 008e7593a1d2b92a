// The scene is what stands on the ground, in both views alike: the valleys' marks, trails, balls and the pulls of slow
// motion. It is drawn through a view, which says where a point of the plane falls on the screen.

/** @import { Ball } from "./balls.js" */
/** @import { Ground, MeasuredPath, Pair } from "./ground.js" */
/** @import { Layer } from "./layer.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Arrow } from "./slow.js" */
/** @import { Words } from "./words.js" */

import { between } from "./balls.js";
import { clearLayer } from "./layer.js";
import { tinted } from "./palette.js";
import { drawBall } from "./pebble.js";
import { createWords } from "./words.js";

/**
 * From a point x, y of the plane, `lift` sides above the ground, to the screen, into `out`: CSS pixels x, y, and a size
 * for what stands there, negative where the ground hides it.
 * @typedef {(x: number, y: number, lift: number, out: Float32Array) => void} Place
 */

/**
 * What a scene is drawn through: the layer above the ground, how far the view leans (0 from above, 1 from the side),
 * and the words drawn last.
 * @typedef {{ over: Layer, place: Place, lean: number, words: Words }} View
 */

/**
 * What stands there, at the step `shown`, which is a fraction while a ball moves.
 * @typedef {{ ground: Ground, balls: Ball[], shown: number, arrows: Arrow[] | null }} Scene
 */

/** @typedef {"old" | "new"} Task */

/** @typedef {CanvasRenderingContext2D} Context */

const SPAN = 0.022; // shares of the plane after which a trail looks again at how high the ground is
const LIFT = 0.006; // trails lie this much above the ground, in sides
const DIAMOND = [
  [0, -8],
  [8, 0],
  [0, 8],
  [-8, 0],
  [0, -8],
];
const spot = new Float32Array(3); // the one place where places are worked out
const other = new Float32Array(3);

/**
 * @param {View} view
 * @param {Scene} scene
 * @param {Palette} palette
 */
export function drawScene(view, scene, palette) {
  const { ground, balls, arrows } = scene;
  const { context, width, height } = view.over;
  clearLayer(view.over);
  context.lineCap = "round";
  context.lineJoin = "round";
  view.words = createWords(`${ground.name} ${width} ${height}`, view.words);
  const paths = ground.paths.filter(({ points }) => points.length > 1);
  for (const path of paths) drawMeasured(view, ground, path, palette);
  drawValleys(view, ground, palette);
  for (const path of paths) nameMeasured(view, path, palette);
  for (const ball of balls) drawAhead(view, scene, ball, palette);
  for (const ball of balls) drawTrail(view, scene, ball, palette);
  for (const arrow of arrows ?? []) drawArrow(view, ground, arrow, palette);
  for (const ball of balls) keepEndClear(view, ball);
  view.words.draw(context, width, height, tinted(palette.rgb.paper, 0.9));
  for (const ball of [...balls].reverse()) placeBall(view, scene, ball, palette);
}

/**
 * Draws nothing yet: leaves the line along a path, on the ground, in the context, from one step to another. Hidden
 * stretches are left out.
 * @param {View} view
 * @param {Ground} ground
 * @param {ArrayLike<number>} xs
 * @param {ArrayLike<number>} ys
 * @param {number} from
 * @param {number} to
 */
function trace(view, ground, xs, ys, from, to) {
  const { context } = view.over;
  const wide = ground.x[1] - ground.x[0];
  const deep = ground.y[1] - ground.y[0];
  let down = false;
  context.beginPath();
  for (let i = Math.floor(from); i < to; i += 1) {
    const start = Math.max(from, i) - i;
    const end = Math.min(to, i + 1) - i;
    const dx = xs[i + 1] - xs[i];
    const dy = ys[i + 1] - ys[i];
    const parts = Math.min(60, Math.max(1, Math.ceil(((end - start) * Math.hypot(dx / wide, dy / deep)) / SPAN)));
    for (let part = down ? 1 : 0; part <= parts; part += 1) {
      const t = start + ((end - start) * part) / parts;
      view.place(xs[i] + t * dx, ys[i] + t * dy, LIFT, spot);
      if (spot[2] < 0) down = false;
      else if (down) context.lineTo(spot[0], spot[1]);
      else context.moveTo(spot[0], spot[1]);
      down = spot[2] > 0;
      if (down) view.words.line(spot[0], spot[1]);
    }
  }
}

/**
 * @param {Context} context
 * @param {string} colour
 * @param {number} width
 * @param {number[]} dash
 */
function stroke(context, colour, width, dash = []) {
  context.setLineDash(dash);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
  if (dash.length) context.setLineDash([]);
}

/**
 * Where the ball will go: thin, with a paper casing, so that it reads on any ground.
 * @param {View} view
 * @param {Scene} scene
 * @param {Ball} ball
 * @param {Palette} palette
 */
function drawAhead(view, { ground, shown }, ball, palette) {
  const last = ball.count - 1;
  if (shown >= last) return;
  const { context } = view.over;
  trace(view, ground, ball.x, ball.y, Math.max(0, shown), last);
  stroke(context, tinted(palette.rgb.paper, 0.6), 4.4);
  stroke(context, tinted(palette.rgb[ball.look.colour], 0.85), 2.2, [0.1, 5]);
}

/**
 * Where it has been: a strong line cased in paper, with a dot a step where the steps are long.
 * @param {View} view
 * @param {Scene} scene
 * @param {Ball} ball
 * @param {Palette} palette
 */
function drawTrail(view, { ground, shown, balls }, ball, palette) {
  const end = Math.min(shown, ball.count - 1);
  if (end <= 0) return;
  const { context } = view.over;
  trace(view, ground, ball.x, ball.y, 0, end);
  stroke(context, tinted(palette.rgb.paper, 0.8), 5.6);
  stroke(context, palette.css[ball.look.colour], 2.6, balls.length > 1 ? ball.look.dash : []);
  drawSteps(view, ball, end, palette);
}

/**
 * @param {View} view
 * @param {Ball} ball
 * @param {number} end
 * @param {Palette} palette
 */
function drawSteps(view, ball, end, palette) {
  const { context } = view.over;
  context.fillStyle = palette.css.paper;
  context.strokeStyle = palette.css[ball.look.colour];
  context.lineWidth = 1.5;
  let x = -99;
  let y = -99;
  for (let i = 0; i <= end; i += 1) {
    view.place(ball.x[i], ball.y[i], LIFT, spot);
    if (spot[2] < 0 || Math.hypot(spot[0] - x, spot[1] - y) < 9) continue;
    x = spot[0];
    y = spot[1];
    context.beginPath();
    context.arc(x, y, 2.3, 0, 7);
    context.fill();
    context.stroke();
  }
}

/**
 * No name stands where a ball comes to rest.
 * @param {View} view
 * @param {Ball} ball
 */
function keepEndClear(view, { x, y, count }) {
  view.place(x[count - 1], y[count - 1], 0, spot);
  view.words.spot(spot[0], spot[1]);
}

/**
 * @param {View} view
 * @param {Scene} scene
 * @param {Ball} ball
 * @param {Palette} palette
 */
function placeBall(view, { shown }, ball, palette) {
  const x = between(ball.x, ball.count, shown);
  const y = between(ball.y, ball.count, shown);
  view.place(x, y, 0.035, other);
  const hidden = other[2] < 0;
  view.place(x, y, 0, spot);
  const { width, height } = view.over;
  if (spot[0] < -20 || spot[1] < -20 || spot[0] > width + 20 || spot[1] > height + 20) drawGone(view, ball, palette);
  else drawBall(view, spot, Math.abs(spot[2]), hidden, ball.look, palette);
}

/**
 * A ball that has left the picture, whose place is in `spot`: an arrow at the edge where it went.
 * @param {View} view
 * @param {Ball} ball
 * @param {Palette} palette
 */
function drawGone({ over }, { look }, palette) {
  const { context, width, height } = over;
  const x = Math.max(14, Math.min(width - 14, spot[0]));
  const y = Math.max(14, Math.min(height - 14, spot[1]));
  drawHead(context, x, y, Math.atan2(spot[1] - y, spot[0] - x), palette, look.colour);
}

/**
 * Old: a cool ring; new: a warm diamond. In the block they stand on pins, so that no hill hides them.
 * @param {View} view
 * @param {Ground} ground
 * @param {Palette} palette
 */
function drawValleys(view, ground, palette) {
  if (ground.single) return drawValley(view, ground.new_valley, "new", "lowest place", palette);
  drawValley(view, ground.old_valley, "old", "old task", palette);
  drawValley(view, ground.new_valley, "new", "new task", palette);
}

/**
 * @param {View} view
 * @param {Pair} valley
 * @param {Task} task
 * @param {string} name
 * @param {Palette} palette
 */
function drawValley(view, valley, task, name, palette) {
  const { context } = view.over;
  view.place(valley[0], valley[1], 0, spot);
  const x = spot[0];
  const foot = spot[1];
  const y = foot - view.lean * 44;
  if (view.lean > 0.05) {
    context.beginPath();
    context.ellipse(x, foot, 3.4, 2, 0, 0, 7);
    context.moveTo(x, foot);
    context.lineTo(x, y + 6);
    stroke(context, tinted(palette.rgb.paper, 0.85), 4.5);
    stroke(context, palette.css[task], 2);
  }
  drawMark(context, x, y, task, palette);
  view.words.spot(x, y);
  view.words.say(name, x, y, palette.css[task]);
}

/**
 * @param {Context} context
 * @param {number} x
 * @param {number} y
 * @param {Task} task
 * @param {Palette} palette
 */
function drawMark(context, x, y, task, palette) {
  context.beginPath();
  if (task === "old") context.arc(x, y, 6.5, 0, 7);
  else for (const [dx, dy] of DIAMOND) context.lineTo(x + dx, y + dy);
  stroke(context, palette.css.paper, 6);
  stroke(context, palette.css[task], 2.8);
}

/**
 * A pull or a move from a point of the plane.
 * @param {View} view
 * @param {Ground} ground
 * @param {Arrow} arrow
 * @param {Palette} palette
 */
function drawArrow(view, ground, { x, y, dx, dy, colour, label, share }, palette) {
  const { context } = view.over;
  const tipX = x + dx * share;
  const tipY = y + dy * share;
  view.place(tipX, tipY, 0.02, other);
  trace(view, ground, [x, tipX], [y, tipY], 0, 1);
  stroke(context, palette.css.paper, 8);
  stroke(context, palette.css[colour], 4);
  view.place(tipX - dx * 0.05, tipY - dy * 0.05, 0.02, spot);
  const angle = Math.atan2(other[1] - spot[1], other[0] - spot[0]);
  view.place(x, y, 0.02, spot);
  if (Math.hypot(other[0] - spot[0], other[1] - spot[1]) < 10) return; // too short to have a direction
  if (share > 0.15) drawHead(context, other[0], other[1], angle, palette, colour);
  if (share > 0.6) view.words.say(label, other[0], other[1] + (Math.sin(angle) >= 0 ? 12 : -12), palette.css[colour]);
}

/**
 * @param {Context} context
 * @param {number} x
 * @param {number} y
 * @param {number} angle
 * @param {Palette} palette
 * @param {string} colour
 */
function drawHead(context, x, y, angle, palette, colour) {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.beginPath();
  context.moveTo(7, 0);
  context.lineTo(-7, 7);
  context.lineTo(-7, -7);
  context.closePath();
  stroke(context, palette.css.paper, 4);
  context.fillStyle = palette.css[colour];
  context.fill();
  context.restore();
}

/**
 * The path that a real training took, projected: without replay dashed, with replay solid.
 * @param {View} view
 * @param {Ground} ground
 * @param {MeasuredPath} path
 * @param {Palette} palette
 */
function drawMeasured(view, ground, { replay, points }, palette) {
  const { context } = view.over;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  trace(view, ground, xs, ys, 0, points.length - 1);
  stroke(context, tinted(palette.rgb.paper, 0.7), 5);
  stroke(context, colourOf(replay, palette), 2.2, replay > 0 ? [] : [6, 4]);
}

/**
 * Its name, at its end.
 * @param {View} view
 * @param {MeasuredPath} path
 * @param {Palette} palette
 */
function nameMeasured(view, { label, replay, points }, palette) {
  const [x, y] = points[points.length - 1];
  view.place(x, y, 0, spot);
  view.words.say(`real path, ${label}`, spot[0], spot[1] + 16, colourOf(replay, palette));
}

/**
 * @param {number} replay
 * @param {Palette} palette
 */
const colourOf = (replay, { css }) => css[replay > 0 ? "replay" : "new"];
