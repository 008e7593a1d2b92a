// What stands on the ground, in both views alike: the valleys' marks, trails, balls and the pulls of slow motion. A view
// gives { over: a layer, place(x, y, lift, out), lean, words: a place to keep them }; everything here is drawn through these.

import { between } from "./balls.js";
import { drawBall } from "./pebble.js";
import { clearLayer } from "./layer.js";
import { tinted } from "./palette.js";
import { createWords } from "./words.js";

const SPAN = 0.022; // shares of the plane after which a trail looks again at how high the ground is
const LIFT = 0.006; // trails lie this much above the ground, in sides
const spot = new Float32Array(3); // the one place where places are worked out
const other = new Float32Array(3);

/** `scene`: { ground, balls, shown, still, arrows, dropped }. */
export function drawScene(view, scene, palette) {
  const { context, width, height } = view.over;
  clearLayer(view.over);
  context.lineCap = "round";
  context.lineJoin = "round";
  const words = (view.words = createWords(`${scene.ground.name} ${width} ${height}`, view.words));
  const paths = (scene.ground.paths ?? []).filter(({ points }) => points.length > 1);
  for (const path of paths) drawMeasured(view, scene.ground, path, palette);
  drawValleys(view, scene.ground, palette);
  for (const path of paths) nameMeasured(view, path, palette);
  for (const ball of scene.balls) drawAhead(view, scene, ball, palette);
  for (const ball of scene.balls) drawTrail(view, scene, ball, palette);
  if (scene.arrows) for (const arrow of scene.arrows) drawArrow(view, scene, arrow, palette);
  for (const ball of scene.balls) keepEndClear(view, ball);
  words.draw(context, width, height, tinted(palette.rgb.paper, 0.9));
  for (const ball of [...scene.balls].reverse()) placeBall(view, scene, ball, palette);
}

/** Draws nothing yet: leaves the line along a path, on the ground, in the context. Hidden stretches are left out. */
function trace(view, ground, xs, ys, from, to) {
  const { context } = view.over;
  const wide = ground.x[1] - ground.x[0];
  const deep = ground.y[1] - ground.y[0];
  let down = false;
  context.beginPath();
  for (let i = Math.floor(from); i < to; i += 1) {
    const [start, end] = [Math.max(from, i) - i, Math.min(to, i + 1) - i];
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

function stroke(context, colour, width, dash = []) {
  context.setLineDash(dash);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
  if (dash.length) context.setLineDash([]);
}

/** Where the ball will go: thin, with a paper casing, so that it reads on any ground. */
function drawAhead(view, { ground, shown }, ball, palette) {
  const last = ball.count - 1;
  if (shown >= last) return;
  const { context } = view.over;
  trace(view, ground, ball.x, ball.y, Math.max(0, shown), last);
  stroke(context, tinted(palette.rgb.paper, 0.6), 4.4);
  stroke(context, tinted(palette.rgb[ball.look.colour], 0.85), 2.2, [0.1, 5]);
}

/** Where it has been: a strong line cased in paper, with a dot a step where the steps are long. */
function drawTrail(view, { ground, shown, balls }, ball, palette) {
  const end = Math.min(shown, ball.count - 1);
  if (end <= 0) return;
  const { context } = view.over;
  trace(view, ground, ball.x, ball.y, 0, end);
  stroke(context, tinted(palette.rgb.paper, 0.8), 5.6);
  stroke(context, palette.css[ball.look.colour], 2.6, balls.length > 1 ? ball.look.dash : []);
  drawSteps(view, ball, end, palette);
}

function drawSteps(view, ball, end, palette) {
  const { context } = view.over;
  context.fillStyle = palette.css.paper;
  context.strokeStyle = palette.css[ball.look.colour];
  context.lineWidth = 1.5;
  let [x, y] = [-99, -99];
  for (let i = 0; i <= end; i += 1) {
    view.place(ball.x[i], ball.y[i], LIFT, spot);
    if (spot[2] < 0 || Math.hypot(spot[0] - x, spot[1] - y) < 9) continue;
    [x, y] = spot;
    context.beginPath();
    context.arc(x, y, 2.3, 0, 7);
    context.fill();
    context.stroke();
  }
}

/** No name stands where a ball comes to rest. */
function keepEndClear(view, { x, y, count }) {
  view.place(x[count - 1], y[count - 1], 0, spot);
  view.words.spot(spot[0], spot[1]);
}

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

/** A ball that has left the picture: an arrow at the edge where it went. */
function drawGone({ over }, { look }, palette) {
  const { context, width, height } = over;
  const x = Math.max(14, Math.min(width - 14, spot[0]));
  const y = Math.max(14, Math.min(height - 14, spot[1]));
  drawHead(context, x, y, Math.atan2(spot[1] - y, spot[0] - x), palette, look.colour);
}

/** Old: a cool ring; new: a warm diamond. In the block they stand on pins, so that no hill hides them. */
function drawValleys(view, ground, palette) {
  if (!ground.single) drawValley(view, ground, "old", palette);
  drawValley(view, ground, "new", palette);
}

function drawValley(view, ground, task, palette) {
  const valley = ground[`${task}_valley`];
  const { context } = view.over;
  view.place(valley[0], valley[1], 0, spot);
  const [x, foot] = spot;
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
  const text = ground.single ? "lowest place" : task === "old" ? "old task" : "new task";
  view.words.spot(x, y);
  view.words.say(text, x, y, palette.css[task]);
}

export function drawMark(context, x, y, task, palette) {
  context.beginPath();
  if (task === "old") context.arc(x, y, 6.5, 0, 7);
  else
    for (const [dx, dy] of [
      [0, -8],
      [8, 0],
      [0, 8],
      [-8, 0],
      [0, -8],
    ])
      context.lineTo(x + dx, y + dy);
  stroke(context, palette.css.paper, 6);
  stroke(context, palette.css[task], 2.8);
}

/** A pull or a move from a point of the plane: { x, y, dx, dy, colour, label, share (0..1 of its length) }. */
function drawArrow(view, { ground }, { x, y, dx, dy, colour, label: text, share = 1 }, palette) {
  const { context } = view.over;
  const [tipX, tipY] = [x + dx * share, y + dy * share];
  view.place(tipX, tipY, 0.02, other);
  trace(view, ground, [x, tipX], [y, tipY], 0, 1);
  stroke(context, palette.css.paper, 8);
  stroke(context, palette.css[colour], 4);
  view.place(tipX - dx * 0.05, tipY - dy * 0.05, 0.02, spot);
  const angle = Math.atan2(other[1] - spot[1], other[0] - spot[0]);
  view.place(x, y, 0.02, spot);
  if (Math.hypot(other[0] - spot[0], other[1] - spot[1]) < 10) return; // too short to have a direction
  if (share > 0.15) drawHead(context, other[0], other[1], angle, palette, colour);
  if (share > 0.6) view.words.say(text, other[0], other[1] + (Math.sin(angle) >= 0 ? 12 : -12), palette.css[colour]);
}

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

/** The path that a real training took, projected: without replay dashed, with replay solid. */
function drawMeasured(view, ground, { replay, points }, palette) {
  const { context } = view.over;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  trace(view, ground, xs, ys, 0, points.length - 1);
  stroke(context, tinted(palette.rgb.paper, 0.7), 5);
  stroke(context, colourOf(replay, palette), 2.2, replay > 0 ? [] : [6, 4]);
}

/** Its name, at its end. */
function nameMeasured(view, { label: text, replay, points }, palette) {
  const [x, y] = points[points.length - 1];
  view.place(x, y, 0, spot);
  view.words.say(`real path, ${text}`, spot[0], spot[1] + 16, colourOf(replay, palette));
}

const colourOf = (replay, { css }) => css[replay > 0 ? "replay" : "new"];
