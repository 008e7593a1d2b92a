// The stage holds the two views of one ground, side by side, and the hands on them: dragging the ball in either, turning
// the block, moving the ball by keys. Draws the ground only when it has changed, coarse while it moves and fine once it
// rests.

/** @import { Act } from "./actions.js" */
/** @import { Field } from "./field.js" */
/** @import { FrameState, SceneState } from "./figure.js" */
/** @import { Pair } from "./ground.js" */
/** @import { GroundMap } from "./map.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Quality } from "./quality.js" */
/** @import { Surface } from "./surface.js" */

import { h, put, show } from "../kit/dom.js";
import { between } from "./balls.js";
import { watchSize } from "./layer.js";
import { createMap, drawMap, pointAt } from "./map.js";
import { createQuality, measure, sizeAtRest, sizeInMotion } from "./quality.js";
import { drawScene } from "./scene.js";
import { createSurface, drawSurface, planeAt, turnBy } from "./surface.js";

/**
 * What the grounds were drawn for last; `coarse` where they are to be drawn again once they rest.
 * @typedef {{ field: Field | null, r: number, size: string, palette: Palette | null, coarse: boolean }} Drawn
 */

/**
 * The views and what takes hold of the ball in the map and in the block; the state shown, none without a landscape.
 * `turned` and `rested` say what has come up since the last drawing, which began at `last`; `mapIsDue` alternates.
 * @typedef {{ act: Act, node: HTMLElement, surface: Surface, map: GroundMap, handles: [HTMLElement, HTMLElement],
 *   quality: Quality, drawn: Drawn, timer: number, last: number, mapIsDue: boolean, turned: boolean, rested: boolean,
 *   state: SceneState | null }} Stage
 */

const REST = 160; // milliseconds without a change after which the ground is drawn finely
const NUDGE = 60; // keys move the ball by this part of the plane; with shift by four of them
const GRAB = 30; // CSS pixels around the ball that take hold of it in the block
const TAP = 10; // CSS pixels that a finger may move and still tap

/** @param {Act} act */
export function createStage(act) {
  const surface = createSurface(() => {
    stage.turned = true;
    act.turned();
  });
  const map = createMap();
  /** @type {Stage} */
  const stage = {
    act,
    node: h("div", { class: "stage" }, surface.node, map.node),
    surface,
    map,
    handles: [createHandle(true), createHandle(false)],
    quality: createQuality(),
    drawn: { field: null, r: 0, size: "", palette: null, coarse: false },
    timer: 0,
    last: 0,
    mapIsDue: false,
    turned: false,
    rested: false,
    state: null,
  };
  map.node.append(stage.handles[0]);
  surface.node.append(stage.handles[1]);
  const ends = [surface, map].map((view) => watchSize(view.node, view, act.redraw));
  watchMap(stage);
  watchSurface(stage);
  watchKeys(stage);
  return {
    node: stage.node,
    stage,
    /** @param {FrameState} state */
    render: (state) => render(stage, state),
    destroy() {
      for (const end of ends) end();
      clearTimeout(stage.timer);
    },
  };
}

/**
 * What takes hold of the ball: larger than it for fingers, and no scrolling begins on it. In the map it is also what the
 * keyboard moves.
 * @param {boolean} keyed
 */
function createHandle(keyed) {
  const words = {
    role: "slider",
    tabindex: 0,
    "aria-label": "Ball",
    "aria-description": "Arrow keys move it, Enter drops it.",
  };
  return h("div", { class: "handle", ...(keyed ? words : { "aria-hidden": "true" }) });
}

/**
 * @param {Stage} stage
 * @param {FrameState} state
 */
function render(stage, state) {
  const { surface, map } = stage;
  stage.state = state.ground ? state : null;
  show(stage.node, Boolean(state.ground));
  if (!state.ground || !surface.size[0] || !map.size[0]) return;
  drawGrounds(stage, state);
  surface.lean = Math.cos(surface.camera.tilt);
  drawScene(surface, state, state.palette);
  drawScene(map, state, state.palette);
  placeHandles(stage, state);
}

/**
 * Draws both grounds if something changed since: a new ground or mix, a turn, a size, a theme, or a rest.
 * @param {Stage} stage
 * @param {SceneState} state
 */
function drawGrounds(stage, { field, palette, settings }) {
  const { drawn, surface, map, quality } = stage;
  const r = settings.replay / 100;
  const size = `${surface.size}/${map.size}/${devicePixelRatio}`;
  const resized = drawn.size !== size;
  const changed = drawn.field !== field || drawn.r !== r || resized || drawn.palette !== palette;
  const rest = drawn.field !== field || (stage.rested && !changed && !stage.turned);
  if (!changed && !stage.turned && !(stage.rested && drawn.coarse)) return;
  const began = performance.now();
  const inside = rest ? sizeAtRest(surface.size[0]) : sizeInMotion(quality);
  drawSurface(surface, field, r, palette, inside);
  if (rest || resized || (changed && everyOther(stage))) drawMap(map, field, r, palette, inside.map);
  const now = performance.now();
  if (!rest) measure(quality, began - stage.last, now - began);
  Object.assign(drawn, { field, r, size, palette, coarse: !rest });
  Object.assign(stage, { last: began, turned: false, rested: false });
  if (!rest) waitForRest(stage);
}

/**
 * Whether the map's turn has come: while a mix moves it is drawn in every other frame.
 * @param {Stage} stage
 */
function everyOther(stage) {
  stage.mapIsDue = !stage.mapIsDue;
  return stage.mapIsDue;
}

/** @param {Stage} stage */
function waitForRest(stage) {
  clearTimeout(stage.timer);
  stage.timer = window.setTimeout(() => {
    stage.rested = true;
    stage.act.redraw();
  }, REST);
}

const spot = new Float32Array(3);

/**
 * @param {Stage} stage
 * @param {SceneState} state
 */
function placeHandles({ handles, map, surface }, { balls, shown, settings, ground, dragging, inWords }) {
  const ball = balls[0];
  const x = between(ball.x, ball.count, shown);
  const y = between(ball.y, ball.count, shown);
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

/**
 * Where a pointer is in a node, in CSS pixels.
 * @param {PointerEvent} event
 * @param {Element} node
 * @returns {Pair}
 */
function placeOf(event, node) {
  const box = node.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

/**
 * Lays the ball to a point of the plane, if there is one.
 * @param {Stage} stage
 * @param {Pair | null} point
 */
function hold({ act }, point) {
  if (point) act.hold(point[0], point[1]);
}

/**
 * In the map a mouse takes the ball to wherever it presses; a finger drags the ball itself, or taps where it is to lie,
 * so that the page can still be scrolled.
 * @param {Stage} stage
 */
function watchMap(stage) {
  const { map, act } = stage;
  /** @type {{ id: number, tap: Pair | null } | null} */
  let held = null;
  /** @param {PointerEvent} event */
  const holdAt = (event) => hold(stage, pointAt(map, ...placeOf(event, map.node)));
  map.node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !map.plane) return;
    const onBall = event.target === stage.handles[0];
    if (event.pointerType !== "mouse" && !onBall) {
      held = { id: event.pointerId, tap: [event.clientX, event.clientY] };
      return;
    }
    event.preventDefault();
    stage.handles[0].focus({ preventScroll: true });
    map.node.setPointerCapture(event.pointerId);
    held = { id: event.pointerId, tap: null };
    holdAt(event);
  });
  map.node.addEventListener("pointermove", (event) => {
    if (held?.id === event.pointerId && !held.tap) holdAt(event);
  });
  map.node.addEventListener("pointerup", (event) => {
    if (held?.id !== event.pointerId) return;
    const { tap } = held;
    held = null;
    const still = tap && Math.hypot(event.clientX - tap[0], event.clientY - tap[1]) < TAP;
    if (still) holdAt(event);
    if (!tap || still) act.drop(true);
  });
  map.node.addEventListener("pointercancel", (event) => {
    if (held?.id === event.pointerId && !held.tap) act.drop(true);
    held = null;
  });
}

/**
 * In the block, near the ball one drags the ball along the ground; elsewhere one turns the block.
 * @param {Stage} stage
 */
function watchSurface(stage) {
  const { surface, act } = stage;
  /** @type {{ id: number, onBall: boolean, x: number, y: number } | null} */
  let held = null;
  /** @param {PointerEvent} event */
  const holdAt = (event) => hold(stage, planeAt(surface, ...placeOf(event, surface.node)));
  surface.node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !stage.state) return;
    surface.node.setPointerCapture(event.pointerId);
    const onBall = event.target === stage.handles[1] && isNear(stage.handles[1], event);
    held = { id: event.pointerId, onBall, x: event.clientX, y: event.clientY };
    put(surface.node, "data-turning", !onBall);
    if (onBall) holdAt(event);
  });
  surface.node.addEventListener("pointermove", (event) => {
    if (held?.id !== event.pointerId) return;
    if (held.onBall) return holdAt(event);
    turnBy(surface, event.clientX - held.x, event.clientY - held.y);
    Object.assign(held, { x: event.clientX, y: event.clientY });
  });
  /** @param {PointerEvent} event */
  const letGo = (event) => {
    if (held?.id !== event.pointerId) return;
    if (held.onBall) act.drop(true);
    held = null;
    put(surface.node, "data-turning", null);
  };
  surface.node.addEventListener("pointerup", letGo);
  surface.node.addEventListener("pointercancel", letGo);
}

/**
 * @param {HTMLElement} handle
 * @param {PointerEvent} event
 */
function isNear(handle, event) {
  const box = handle.getBoundingClientRect();
  return Math.hypot(event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2) < GRAB;
}

/**
 * Arrow keys move the ball, Enter or space drops it, and so does leaving it.
 * @param {Stage} stage
 */
function watchKeys(stage) {
  stage.handles[0].addEventListener("keydown", (event) => press(stage, event));
  stage.handles[0].addEventListener("blur", () => stage.act.drop(false));
}

/**
 * @param {Stage} stage
 * @param {KeyboardEvent} event
 */
function press({ state, act }, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !state) return;
  const { ground, settings } = state;
  const far = (event.shiftKey ? 4 : 1) / NUDGE;
  const across = far * (ground.x[1] - ground.x[0]);
  const along = far * (ground.y[1] - ground.y[0]);
  /** @type {Record<string, Pair>} */
  const moves = { ArrowLeft: [-across, 0], ArrowRight: [across, 0], ArrowUp: [0, along], ArrowDown: [0, -along] };
  const move = moves[event.key];
  const drops = event.key === "Enter" || event.key === " ";
  if (!move && !drops) return;
  event.preventDefault();
  event.stopPropagation();
  if (drops) act.drop(true);
  else act.hold(clamp(settings.x + move[0], ground.x), clamp(settings.y + move[1], ground.y));
}

/**
 * @param {number} value
 * @param {Pair} axis
 */
const clamp = (value, [low, high]) => Math.max(low, Math.min(high, value));
