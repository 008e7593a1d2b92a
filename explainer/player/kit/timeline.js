// The timeline is the controls of playback: play, step, scrub, speed. Its pause is of the picture; training's own pause is
// in run/status.js. It knows the clock and the steps to mark; nothing of losses or answers.

import { h, icon, put, say, show } from "./dom.js";

const PLAY = "M5 3.2v13.6L17 10z";
const PAUSE = "M4.5 3h4v14h-4zM11.5 3h4v14h-4z";
const NEXT = "M4 4v12l9-6zM14 4h2.4v12H14z";
const PREVIOUS = "M16 4v12l-9-6zM3.6 4H6v12H3.6z";
const SPEEDS = [0.5, 1, 2, 4];

/** @import { Playback } from "./playback.js" */

/**
 * What its buttons do.
 * @typedef {{ toggle(): void, next(): void, previous(): void, scrub(step: number): void, speed(factor: number): void }}
 *   PlaybackActions
 */

/**
 * What it shows: `ready` where there is something to play, `step` as a whole number and `shown` as it is, `steps` of the
 * whole way, and `marks`, the steps that get a tick.
 * @typedef {{ ready: boolean, playback: Playback, step: number, shown: number, steps: number, marks: number[] }}
 *   TimelineState
 */

/** @typedef {ReturnType<typeof partsOf>} Parts */

/** @param {PlaybackActions} act */
export function createTimeline(act) {
  const parts = partsOf(act);
  const node = h(
    "div",
    { class: "timeline", "data-part": "timeline", role: "group", "aria-label": "Playback" },
    h("div", { class: "buttons" }, parts.previous, parts.toggle, parts.next),
    h("div", { class: "scrub" }, parts.marks, parts.range),
    parts.now,
    parts.speed,
  );
  return { node, render: (/** @type {TimelineState} */ state) => render(node, parts, state) };
}

/** @param {PlaybackActions} act */
function partsOf(act) {
  const button = (
    /** @type {string} */ name,
    /** @type {string} */ path,
    /** @type {() => void} */ click,
    /** @type {string} */ kind,
  ) => h("button", { type: "button", class: kind, "aria-label": name, title: name, on: { click } }, icon(path));
  const range = h("input", {
    type: "range",
    min: 0,
    max: 1,
    step: 1,
    value: 0,
    "aria-label": "Timeline",
    on: { input: (event) => act.scrub(Number(event.currentTarget.value)) },
  });
  return {
    range,
    toggle: button("Play", PLAY, act.toggle, "play"),
    previous: button("Previous step", PREVIOUS, act.previous, "step"),
    next: button("Next step", NEXT, act.next, "step"),
    marks: h("div", { class: "marks", "aria-hidden": "true" }),
    now: h("output", { class: "now" }),
    speed: speedMenu(act),
    marked: "",
  };
}

/** @param {PlaybackActions} act */
function speedMenu(act) {
  const options = SPEEDS.map((speed) => h("option", { value: speed, selected: speed === 1 }, `${speed}×`));
  return h(
    "select",
    { class: "speed", "aria-label": "Speed", on: { change: (event) => act.speed(Number(event.currentTarget.value)) } },
    ...options,
  );
}

/**
 * @param {HTMLElement} node
 * @param {Parts} parts
 * @param {TimelineState} state
 */
function render(node, parts, state) {
  show(node, state.ready);
  const { playback, step, steps } = state;
  const name = playback.playing ? "Pause" : "Play";
  if (parts.toggle.getAttribute("aria-label") !== name) {
    put(parts.toggle, "aria-label", name);
    put(parts.toggle, "title", name);
    put(/** @type {SVGPathElement} */ (parts.toggle.querySelector("path")), "d", playback.playing ? PAUSE : PLAY);
  }
  put(parts.range, "max", steps);
  if (parts.range.value !== String(step)) parts.range.value = String(step);
  put(parts.range, "aria-valuetext", `step ${step} of ${steps}`);
  parts.range.style.setProperty("--share", Math.min(1, state.shown / steps).toFixed(4));
  parts.range.style.setProperty("--known", (playback.end / steps).toFixed(4));
  say(parts.now, `step ${step} of ${steps}`);
  put(parts.previous, "disabled", step <= 0);
  put(parts.next, "disabled", step >= playback.end);
  mark(parts, state);
}

/**
 * A tick for every step to mark, such as those at which Pebble was asked.
 * @param {Parts} parts
 * @param {TimelineState} state
 */
function mark(parts, { marks, steps }) {
  const key = `${marks.join()}/${steps}`;
  if (key === parts.marked) return;
  parts.marked = key;
  parts.marks.replaceChildren(...marks.map((step) => h("i", { style: `--at:${step / steps}` })));
}
