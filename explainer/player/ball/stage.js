// The two views of one ground, side by side, and the hands on them: dragging the ball in either, turning the block,
// moving the ball by keys. Draws the ground only when it has changed, coarse while it moves and fine once it rests.

import { h, put, show } from "../kit/dom.js";
import { between } from "./balls.js";
import { watchSize } from "./layer.js";
import { createMap, drawMap, pointAt } from "./map.js";
import { createQuality, measure, sizeAtRest, sizeInMotion } from "./quality.js";
import { drawScene } from "./scene.js";
import { createSurface, drawSurface, planeAt, turnBy } from "./surface.js";

const REST = 160; // milliseconds without a change after which the ground is drawn finely
const NUDGE = 60; // keys move the ball by this part of the plane; with shift by four of them
const GRAB = 30; // CSS pixels around the ball that take hold of it in the block

/** `act`: hold(x, y), drop(), turned(), redraw(). */
export function createStage(act) {
  const stage = {
    act,
    quality: createQuality(),
    drawn: {},
    timer: 0,
    last: 0,
    turning: false,
    mapFrame: 0,
    state: null,
  };
  stage.surface = createSurface({ turn: () => (moved(stage), act.turned()) });
  stage.map = createMap();
  stage.handles = [createHandle(true), createHandle(false)];
  stage.map.node.append(stage.handles[0]);
  stage.surface.node.append(stage.handles[1]);
  stage.node = h("div", { class: "stage" }, stage.surface.node, stage.map.node);
  const unwatch = [stage.surface, stage.map].map((view) => watchSize(view.node, view, act.redraw));
  watchMap(stage);
  watchSurface(stage);
  stage.handles[0].addEventListener("keydown", (event) => pressed(stage, event));
  stage.handles[0].addEventListener("blur", () => act.drop(false));
  const destroy = () => {
    for (const end of unwatch) end();
    clearTimeout(stage.timer);
  };
  return { node: stage.node, stage, render: (state) => render(stage, state), destroy };
}

/** What takes hold of the ball: larger than it for fingers, and no scrolling begins on it. In the map it is also what
 *  the keyboard moves. */
function createHandle(keyed) {
  const words = {
    role: "slider",
    tabindex: 0,
    "aria-label": "Ball",
    "aria-description": "Arrow keys move it, Enter drops it.",
  };
  return h("div", { class: "handle", ...(keyed ? words : { "aria-hidden": "true" }) });
}

function render(stage, state) {
  stage.state = state;
  show(stage.node, Boolean(state.ground));
  if (!state.ground || !stage.surface.size[0] || !stage.map.size[0]) return;
  drawGrounds(stage, state);
  const scene = { ground: state.ground, balls: state.balls, shown: state.shown, arrows: state.arrows };
  stage.surface.lean = Math.cos(stage.surface.camera.tilt);
  stage.map.lean = 0;
  drawScene(stage.surface, scene, state.palette);
  drawScene(stage.map, scene, state.palette);
  placeHandles(stage, state);
}

/** Draws both grounds if something changed since: a new ground or mix, a turn, a size, a theme, or a rest. */
function drawGrounds(stage, state) {
  const { drawn, surface, map, quality } = stage;
  const { field, palette } = state;
  const r = state.settings.replay / 100;
  const size = `${surface.size}/${map.size}/${devicePixelRatio}`;
  const changed = drawn.field !== field || drawn.r !== r || drawn.size !== size || drawn.palette !== palette;
  const rest = drawn.field !== field || (stage.rested && !changed && !stage.turned);
  if (!changed && !stage.turned && !(stage.rested && drawn.coarse)) return;
  const began = performance.now();
  const inside = rest ? sizeAtRest(surface.size[0]) : sizeInMotion(quality);
  drawSurface(surface, field, r, palette, inside);
  if (rest || drawn.size !== size || (changed && (stage.mapFrame ^= 1))) drawMap(map, field, r, palette, inside.map);
  const now = performance.now();
  if (!rest) measure(quality, began - stage.last, now - began);
  stage.last = began;
  Object.assign(drawn, { field, r, size, palette, coarse: !rest });
  stage.turned = false;
  stage.rested = false;
  if (!rest) waitForRest(stage);
}

function waitForRest(stage) {
  clearTimeout(stage.timer);
  stage.timer = setTimeout(() => {
    stage.rested = true;
    stage.act.redraw();
  }, REST);
}

function moved(stage) {
  stage.turned = true;
}

const spot = new Float32Array(3);

function placeHandles({ handles, map, surface }, { balls, shown, settings, ground, dragging, inWords }) {
  const ball = balls[0];
  const [x, y] = [between(ball.x, ball.count, shown), between(ball.y, ball.count, shown)];
  [map, surface].forEach((view, index) => {
    view.place(x, y, 0, spot);
    const gone = spot[0] < 0 || spot[1] < 0 || spot[0] > view.over.width || spot[1] > view.over.height;
    const at = gone ? [view.over.width / 2, view.over.height / 2] : spot;
    const up = gone ? 0 : view.lean * 9;
    handles[index].style.transform = `translate(${at[0].toFixed(1)}px, ${(at[1] - up).toFixed(1)}px)`;
  });
  put(handles[0], "aria-valuemin", ground.x[0]);
  put(handles[0], "aria-valuemax", ground.x[1]);
  put(handles[0], "aria-valuenow", settings.x.toFixed(2));
  if (handles[0].matches(":focus")) put(handles[0], "aria-valuetext", inWords);
  put(map.node, "data-dragging", dragging);
}

function placeOf(event, node) {
  const box = node.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

/** In the map a mouse takes the ball to wherever it presses; a finger drags the ball itself, or taps where it is to lie,
 *  so that the page can still be scrolled. */
function watchMap(stage) {
  const { map, act } = stage;
  let held = null;
  const hold = (event) => act.hold(...pointAt(map, ...placeOf(event, map.node)));
  map.node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !map.box) return;
    const onBall = event.target === stage.handles[0];
    if (event.pointerType !== "mouse" && !onBall) {
      held = { id: event.pointerId, tap: [event.clientX, event.clientY] };
      return;
    }
    event.preventDefault();
    stage.handles[0].focus({ preventScroll: true });
    map.node.setPointerCapture(event.pointerId);
    held = { id: event.pointerId, tap: null };
    hold(event);
  });
  map.node.addEventListener("pointermove", (event) => {
    if (held?.id === event.pointerId && !held.tap) hold(event);
  });
  map.node.addEventListener("pointerup", (event) => {
    if (held?.id !== event.pointerId) return;
    const still = held.tap && Math.hypot(event.clientX - held.tap[0], event.clientY - held.tap[1]) < 10;
    if (still) hold(event);
    if (!held.tap || still) act.drop(true);
    held = null;
  });
  map.node.addEventListener("pointercancel", (event) => {
    if (held?.id === event.pointerId && !held.tap) act.drop(true);
    held = null;
  });
}

/** In the block, near the ball one drags the ball along the ground; elsewhere one turns the block. */
function watchSurface(stage) {
  const { surface, act } = stage;
  let held = null;
  const hold = (event) => {
    const point = planeAt(surface, ...placeOf(event, surface.node));
    if (point) act.hold(...point);
  };
  surface.node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !stage.state?.ground) return;
    surface.node.setPointerCapture(event.pointerId);
    const onBall = event.target === stage.handles[1] && near(stage, event);
    held = { id: event.pointerId, onBall, x: event.clientX, y: event.clientY };
    put(surface.node, "data-turning", !onBall);
    if (onBall) hold(event);
  });
  surface.node.addEventListener("pointermove", (event) => {
    if (held?.id !== event.pointerId) return;
    if (held.onBall) return hold(event);
    turnBy(surface, event.clientX - held.x, event.clientY - held.y);
    Object.assign(held, { x: event.clientX, y: event.clientY });
  });
  for (const type of ["pointerup", "pointercancel"])
    surface.node.addEventListener(type, (event) => {
      if (held?.id !== event.pointerId) return;
      if (held.onBall) act.drop(true);
      held = null;
      put(surface.node, "data-turning", null);
    });
}

function near({ handles }, event) {
  const box = handles[1].getBoundingClientRect();
  return Math.hypot(event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2) < GRAB;
}

/** Arrow keys move the ball, Enter or space drops it. */
function pressed({ state, act }, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !state?.ground) return;
  const { ground, settings } = state;
  const far = (event.shiftKey ? 4 : 1) / NUDGE;
  const [across, along] = [far * (ground.x[1] - ground.x[0]), far * (ground.y[1] - ground.y[0])];
  const move = { ArrowLeft: [-across, 0], ArrowRight: [across, 0], ArrowUp: [0, along], ArrowDown: [0, -along] }[
    event.key
  ];
  const drops = event.key === "Enter" || event.key === " ";
  if (!move && !drops) return;
  event.preventDefault();
  event.stopPropagation();
  if (drops) act.drop(true);
  else act.hold(clamp(settings.x + move[0], ground.x), clamp(settings.y + move[1], ground.y));
}

const clamp = (value, [low, high]) => Math.max(low, Math.min(high, value));
