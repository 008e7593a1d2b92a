// The controls are what the reader can set: replay in front, then learning rate, optimiser, noise, tether, seed, race and
// slow motion. Each is an input with a name; what it means for the ball is said in its hint. Knows settings, not how balls
// roll.

/** @import { Act } from "./actions.js" */
/** @import { Field } from "./field.js" */
/** @import { FrameState, SceneState } from "./figure.js" */
/** @import { Ground } from "./ground.js" */

import { BALL_LIMITS, OPTIMISERS, RACES } from "../kit/contract.js";
import { h, put, say, show } from "../kit/dom.js";
import { decimal, listed } from "../kit/format.js";
import { tickStep } from "../kit/scale.js";
import { RACE_REPLAY } from "./balls.js";

/**
 * One control; the state that it is told has a ground.
 * @typedef {{ node: HTMLElement, render: (state: SceneState) => void }} Control
 */

/**
 * Where a slider stands for a value, as a share of its way, and back.
 * @typedef {{ value: (share: number) => number, share: (value: number) => number }} SliderScale
 */

/** @type {[value: string, text: string][]} */
const METHODS = Object.entries(OPTIMISERS).map(([name, { title }]) => [name, title]);
/** @type {Record<string, string>} */
const RACE_NAMES = { replay: `For replay ${listed(RACE_REPLAY.map(String))}%`, optimiser: "For the optimisers" };
const FINE = 200; // stops of a slider that is not in whole numbers

/** Where the slider can stand, per cent: finely near 0, where a little old data does most. */
const STOPS = [
  ...Array.from({ length: 20 }, (_, i) => i / 10),
  ...Array.from({ length: 16 }, (_, i) => 2 + i / 2),
  ...Array.from({ length: 20 }, (_, i) => 10 + i),
  ...Array.from({ length: 36 }, (_, i) => 30 + 2 * i),
];
const MARKS = [0, 1, 5, 25, 50, 100];
/** @param {number} replay */
const stopOf = (replay) => STOPS.findLastIndex((stop) => stop <= replay);

/**
 * The slider that mixes the ground.
 * @param {Act} act
 * @param {string} id
 */
export function createReplay(act, id) {
  const input = h("input", { id: `${id}-replay`, type: "range", min: 0, max: STOPS.length - 1, step: 1 });
  input.addEventListener("input", () => act.set("replay", STOPS[Number(input.value)]));
  const output = h("output", { for: input.id });
  const title = h("span", {}, h("strong", {}, "Replay"), ": the share of old data in the ground");
  const head = h("div", { class: "head" }, h("label", { for: input.id }, title), output);
  const marks = h("div", { class: "marks", "aria-hidden": "true" }, ...MARKS.map((mark) => createMark(act, mark)));
  const ends = [h("span", {}, "new task alone"), h("span", {}, "old task alone")];
  const under = h("div", { class: "ends", "aria-hidden": "true" }, ...ends);
  const node = h("div", { class: "replay", "data-part": "replay" }, head, input, marks, under);
  node.addEventListener("keydown", (event) => event.stopPropagation()); // arrow keys are the slider's, not the timeline's
  return {
    node,
    /** @param {FrameState} state */
    render(state) {
      show(node, Boolean(state.ground && !state.ground.single));
      if (!state.ground) return;
      const { replay } = state.settings;
      const text = `${decimal(replay, replay % 1 ? 1 : 0)}%`;
      const value = String(stopOf(replay));
      if (input.value !== value) input.value = value;
      put(input, "aria-valuetext", `${text} old`);
      say(output, text);
    },
  };
}

/**
 * @param {Act} act
 * @param {number} mark
 */
function createMark(act, mark) {
  const style = `--at: ${stopOf(mark) / (STOPS.length - 1)}`;
  const on = { click: () => act.set("replay", mark) };
  return h("button", { type: "button", tabindex: -1, style, on }, `${mark}%`);
}

/**
 * The other controls.
 * @param {Act} act
 * @param {string} id
 */
export function createControls(act, id) {
  const dials = [
    createDial(act, id, "lr", "Learning rate", "how far a step goes for a slope of 1"),
    createMenu(act, id, "optimiser", "Optimiser", METHODS),
    createDial(act, id, "noise", "Noise", "as from small batches"),
    createDial(act, id, "tether", "Tether to the start", "what L2-SP adds"),
    createSeed(act, id),
    createRace(act, id),
  ];
  const last = [createSwitch(act, id), createHome(act)];
  const row = h("div", { class: "dial row" }, ...last.map((control) => control.node));
  const group = { class: "dials", role: "group", "aria-label": "Settings of the ball" };
  const node = h("div", group, ...dials.map((control) => control.node), row);
  // Arrow keys belong to the control they are pressed on, not to the timeline.
  node.addEventListener("keydown", (event) => event.stopPropagation());
  return {
    node,
    /** @param {FrameState} state */
    render(state) {
      show(node, Boolean(state.ground));
      if (!state.ground) return;
      for (const control of dials) control.render(state);
      for (const control of last) control.render(state);
    },
  };
}

/**
 * A slider for a positive number: the learning rate runs over three decades, evenly by ratio; the others from 0.
 * @param {Act} act
 * @param {string} id
 * @param {"lr" | "noise" | "tether"} name
 * @param {string} title
 * @param {string} hint
 * @returns {Control}
 */
function createDial(act, id, name, title, hint) {
  const input = h("input", { id: `${id}-${name}`, type: "range", min: 0, max: FINE, step: 1 });
  const output = h("output", { for: input.id });
  /** @type {Ground | null} */
  let scaled = null;
  /** @type {SliderScale} */
  let scale = { value: Number, share: Number };
  input.addEventListener("input", () => act.set(name, scale.value(Number(input.value) / FINE)));
  const track = h("div", { class: "scrub" }, input);
  const label = h("label", { for: input.id }, title, output);
  const node = h("div", { class: "dial", "data-part": name }, label, track, h("span", { class: "hint" }, hint));
  return {
    node,
    render({ settings, ground, field }) {
      if (scaled !== ground) scale = scaleOf(name, ground, field);
      scaled = ground;
      const value = settings[name];
      const at = Math.round(FINE * Math.max(0, Math.min(1, scale.share(value))));
      if (input.value !== String(at)) input.value = String(at);
      input.style.setProperty("--share", String(at / FINE));
      const text = value ? String(Number(value.toPrecision(2))) : "0";
      put(input, "aria-valuetext", text);
      say(output, text);
    },
  };
}

/**
 * @param {"lr" | "noise" | "tether"} name
 * @param {Ground} ground
 * @param {Field} field
 * @returns {SliderScale}
 */
function scaleOf(name, ground, { span }) {
  if (name === "lr") {
    const [low, high] = [ground.defaults.lr / 30, ground.defaults.lr * 30];
    const ratio = Math.log(high / low);
    return {
      value: (share) => Number((low * Math.exp(share * ratio)).toPrecision(3)),
      share: (value) => Math.log(value / low) / ratio,
    };
  }
  const side = Math.min(ground.x[1] - ground.x[0], ground.y[1] - ground.y[0]);
  const most = 4 * tickStep(name === "noise" ? (4 * span) / side : (4 * span) / side ** 2, 1);
  return {
    value: (share) => Number((most * share * share).toPrecision(2)), // finer near 0
    share: (value) => Math.sqrt(value / most),
  };
}

/**
 * @param {Act} act
 * @param {string} id
 * @param {"optimiser" | "race"} name
 * @param {string} title
 * @param {[value: string, text: string][]} choices
 */
function createMenu(act, id, name, title, choices) {
  const options = choices.map(([value, text]) => h("option", { value }, text));
  const select = h("select", { id: `${id}-${name}` }, ...options);
  select.addEventListener("change", () => act.set(name, select.value));
  const node = h("div", { class: "dial", "data-part": name }, h("label", { for: select.id }, title), select);
  return {
    node,
    options,
    /** @param {SceneState} state */
    render({ settings }) {
      if (select.value !== settings[name]) select.value = settings[name];
    },
  };
}

/**
 * The menu of races: where there is but one surface, shares of replay are no race.
 * @param {Act} act
 * @param {string} id
 * @returns {Control}
 */
function createRace(act, id) {
  const menu = createMenu(act, id, "race", "Race", [
    ["", "No, one ball"],
    ...RACES.map((name) => /** @type {[string, string]} */ ([name, RACE_NAMES[name]])),
  ]);
  return {
    node: menu.node,
    render(state) {
      for (const option of menu.options) option.disabled = option.value === "replay" && state.ground.single;
      menu.render(state);
    },
  };
}

/**
 * @param {Act} act
 * @param {string} id
 * @returns {Control}
 */
function createSeed(act, id) {
  const [min, max] = BALL_LIMITS.seed;
  const input = h("input", { id: `${id}-seed`, type: "number", min, max, step: 1, inputmode: "numeric" });
  input.addEventListener("change", () => {
    const value = Number(input.value);
    if (input.value !== "" && Number.isInteger(value) && value >= min && value <= max) act.set("seed", value);
    else act.redraw();
  });
  const another = h("button", { type: "button", class: "quiet", on: { click: act.again } }, "Another");
  const row = h("span", { class: "row" }, input, another);
  const node = h(
    "div",
    { class: "dial", "data-part": "seed" },
    h("label", { for: input.id }, "Seed of the noise"),
    row,
  );
  return {
    node,
    render({ settings }) {
      const value = String(settings.seed);
      if (!input.matches(":focus") && input.value !== value) input.value = value;
    },
  };
}

/**
 * @param {Act} act
 * @param {string} id
 * @returns {Control}
 */
function createSwitch(act, id) {
  const input = h("input", { id: `${id}-slow`, type: "checkbox" });
  input.addEventListener("change", () => act.set("slow", input.checked));
  const label = h("label", { for: input.id }, "Slow motion: one step in parts");
  return {
    node: h("span", { class: "switch", "data-part": "slow" }, input, label),
    render({ settings }) {
      input.checked = settings.slow;
    },
  };
}

/**
 * @param {Act} act
 * @returns {Control}
 */
function createHome(act) {
  const node = h("button", { type: "button", class: "quiet", on: { click: act.home } }, "Ball back to its start");
  return {
    node,
    render({ ground, settings }) {
      show(node, settings.x !== ground.start[0] || settings.y !== ground.start[1]);
    },
  };
}
