// The controls are what the reader sets on the dose curve: the share of replay, how much is to be kept, and which of two
// views is shown. They know settings; nothing of curves.

import { DOSE_LIMITS } from "../kit/contract.js";
import { h, put, say, show } from "../kit/dom.js";
import { nearestStop, place, STOPS } from "./read.js";
import { percent, share } from "./words.js";

/** @import { Settings, View } from "./settings.js" */

/**
 * What the parts of the figure do: set some of the settings.
 * @typedef {{ set(settings: Partial<Settings>): void }} Actions
 */

/** @typedef {ReturnType<typeof slider>} Slider */

/** @type {[View, string][]} */
const VIEWS = [
  ["kept", "What is kept"],
  ["price", "What it costs"],
];

/**
 * @param {Actions} act
 * @param {string} id
 */
export function createControls(act, id) {
  const replay = slider(`${id}-replay`, "Replay", ": how much of what is read is old", 0, STOPS.length - 1);
  replay.input.addEventListener("input", () => act.set({ replay: STOPS[Number(replay.input.value)] }));
  const keep = slider(`${id}-keep`, "Enough", " is to keep", ...DOSE_LIMITS.keep);
  keep.input.addEventListener("input", () => act.set({ keep: Number(keep.input.value) }));
  const views = VIEWS.map(([view, label]) => choice(act, id, view, label));
  const choose = h(
    "div",
    { class: "views", role: "radiogroup", "aria-label": "Show" },
    ...views.map(({ node }) => node),
  );
  const node = h("div", { class: "controls", "data-part": "controls" }, replay.node, keep.node, choose);
  const render = (/** @type {Settings} */ settings) => {
    set(replay, nearestStop(place(settings.replay)), share(settings.replay)); // a link may set a share between two
    set(keep, settings.keep, percent(settings.keep));
    show(keep.node, settings.view === "kept");
    for (const { view, input } of views) input.checked = view === settings.view;
  };
  return { node, render };
}

/**
 * @param {string} id
 * @param {string} name
 * @param {string} words
 * @param {number} min
 * @param {number} max
 */
function slider(id, name, words, min, max) {
  const input = h("input", { id, type: "range", min, max, step: 1 });
  const output = h("output", { for: id });
  const head = h("div", { class: "head" }, h("label", { for: id }, h("strong", {}, name), words), output);
  return { input, output, node: h("div", { class: "slider" }, head, input) };
}

/**
 * @param {Actions} act
 * @param {string} id
 * @param {View} view
 * @param {string} label
 */
function choice(act, id, view, label) {
  const on = { change: () => act.set({ view }) };
  const input = h("input", {
    type: "radio",
    class: "unseen",
    name: `${id}-view`,
    id: `${id}-${view}`,
    value: view,
    on,
  });
  return { view, input, node: h("div", { class: "choice" }, input, h("label", { for: input.id }, label)) };
}

/**
 * @param {Slider} slider
 * @param {number} value
 * @param {string} text
 */
function set({ input, output }, value, text) {
  if (input.value !== String(value)) input.value = String(value);
  put(input, "aria-valuetext", text);
  say(output, text);
}
