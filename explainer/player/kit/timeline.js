// The controls of playback: play, step, scrub, speed. Knows the clock's state and the steps that have events; nothing
// of losses or answers. Its pause is of the picture; training's own pause is in status.js.

import { h, icon, put, say, show } from "./dom.js";

const PLAY = "M5 3.2v13.6L17 10z";
const PAUSE = "M4.5 3h4v14h-4zM11.5 3h4v14h-4z";
const NEXT = "M4 4v12l9-6zM14 4h2.4v12H14z";
const PREVIOUS = "M16 4v12l-9-6zM3.6 4H6v12H3.6z";
const SPEEDS = [0.5, 1, 2, 4];

/** `act` has toggle(), next(), previous(), scrub(step), speed(number). */
export function createTimeline(act) {
  const button = (name, path, click, kind) =>
    h("button", { type: "button", class: kind, "aria-label": name, title: name, on: { click } }, icon(path));
  const range = h("input", {
    type: "range",
    min: 0,
    max: 1,
    step: 1,
    value: 0,
    "aria-label": "Timeline",
    on: { input: (event) => act.scrub(Number(event.target.value)) },
  });
  const parts = {
    range,
    toggle: button("Play", PLAY, act.toggle, "play"),
    previous: button("Previous step", PREVIOUS, act.previous, "step"),
    next: button("Next step", NEXT, act.next, "step"),
    marks: h("div", { class: "marks", "aria-hidden": "true" }),
    now: h("output", { class: "now" }),
    speed: speedMenu(act),
    marked: "",
  };
  const scrub = h("div", { class: "scrub" }, parts.marks, range);
  const node = h(
    "div",
    { class: "timeline", role: "group", "aria-label": "Playback" },
    h("div", { class: "buttons" }, parts.previous, parts.toggle, parts.next),
    scrub,
    parts.now,
    parts.speed,
  );
  return { node, render: (state) => render(node, parts, state) };
}

function speedMenu(act) {
  const options = SPEEDS.map((speed) => h("option", { value: speed, selected: speed === 1 }, `${speed}×`));
  return h(
    "select",
    { class: "speed", "aria-label": "Speed", on: { change: (event) => act.speed(Number(event.target.value)) } },
    ...options,
  );
}

function render(node, parts, state) {
  show(
    node,
    state.runs.some((run) => run.view.losses.length),
  );
  const { playback, whole, steps } = state;
  const name = playback.playing ? "Pause" : "Play";
  if (parts.toggle.getAttribute("aria-label") !== name) {
    put(parts.toggle, "aria-label", name);
    put(parts.toggle, "title", name);
    put(parts.toggle.querySelector("path"), "d", playback.playing ? PAUSE : PLAY);
  }
  put(parts.range, "max", steps);
  if (parts.range.value !== String(whole)) parts.range.value = String(whole);
  put(parts.range, "aria-valuetext", `step ${whole} of ${steps}`);
  parts.range.style.setProperty("--share", Math.min(1, state.shown / steps).toFixed(4));
  parts.range.style.setProperty("--known", (playback.end / steps).toFixed(4));
  say(parts.now, `step ${whole} of ${steps}`);
  put(parts.previous, "disabled", whole <= 0);
  put(parts.next, "disabled", whole >= playback.end);
  mark(parts, state);
}

/** A tick for every step at which Pebble was asked. */
function mark(parts, { runs, steps }) {
  const asked = [...new Set(runs.flatMap((run) => run.view.answers.map((event) => event.step)))];
  const key = `${asked.join()}/${steps}`;
  if (key === parts.marked) return;
  parts.marked = key;
  parts.marks.replaceChildren(...asked.map((step) => h("i", { style: `--at:${step / steps}` })));
}
