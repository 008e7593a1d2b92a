// What the reader sets on the dose curve: the share of replay, how much is to be kept, and which of two views is shown.
// Knows settings; nothing of curves.

import { h, put, say, show } from "../kit/dom.js";
import { STOPS, place } from "./read.js";
import { kept, share } from "./words.js";

const VIEWS = [
  ["kept", "What is kept"],
  ["price", "What it costs"],
];

/** `act` has set(name, value). */
export function createControls(act, id) {
  const replay = slider(`${id}-replay`, "Replay", ": how much of what is read is old", 0, STOPS.length - 1);
  replay.input.addEventListener("input", () => act.set("replay", STOPS[Number(replay.input.value)]));
  const keep = slider(`${id}-keep`, "Enough", " is to keep", 50, 99);
  keep.input.addEventListener("input", () => act.set("keep", Number(keep.input.value)));
  const views = VIEWS.map(([value, label]) => {
    const input = h("input", { type: "radio", class: "unseen", name: `${id}-view`, id: `${id}-${value}`, value });
    input.addEventListener("change", () => act.set("view", value));
    return { value, input, node: h("div", { class: "choice" }, input, h("label", { for: input.id }, label)) };
  });
  const choose = h(
    "div",
    { class: "views", role: "radiogroup", "aria-label": "Show" },
    ...views.map(({ node }) => node),
  );
  const node = h("div", { class: "controls" }, replay.node, keep.node, choose);
  return { node, render: (settings) => render({ replay, keep, views }, settings) };
}

function slider(id, name, words, min, max) {
  const input = h("input", { id, type: "range", min, max, step: 1 });
  const output = h("output", { for: id });
  const head = h("div", { class: "head" }, h("label", { for: id }, h("strong", {}, name), words), output);
  return { input, output, node: h("div", { class: "slider" }, head, input) };
}

function render({ replay, keep, views }, settings) {
  set(replay, stopOf(settings.replay), share(settings.replay));
  set(keep, settings.keep, kept(settings.keep));
  show(keep.node, settings.view === "kept");
  for (const { value, input } of views) input.checked = value === settings.view;
}

/** The stop that is nearest on the axis: a link may set a share between two. */
const stopOf = (replay) =>
  STOPS.reduce((best, stop, i) => (gap(stop, replay) < gap(STOPS[best], replay) ? i : best), 0);
const gap = (a, b) => Math.abs(place(a) - place(b));

function set({ input, output }, value, text) {
  if (input.value !== String(value)) input.value = value;
  put(input, "aria-valuetext", text);
  say(output, text);
}
