// What the reader can set: replay in front, then learning rate, optimiser, noise, tether, seed, race and slow motion.
// Each is an input with a name; what it means for the ball is said in its hint. Knows settings, not how balls roll.

import { h, put, say, show } from "../kit/dom.js";
import { decimal } from "../kit/format.js";
import { tickStep } from "../kit/scale.js";
import { OPTIMISER_NAMES } from "./balls.js";

const RACE_NAMES = { "": "No, one ball", replay: "For replay 0, 1, 5 and 25%", optimiser: "For the optimisers" };
const FINE = 200; // stops of a slider that is not in whole numbers

/** Where the slider can stand, per cent: finely near 0, where a little old data does most. */
const STOPS = [
  ...Array.from({ length: 20 }, (_, i) => i / 10),
  ...Array.from({ length: 16 }, (_, i) => 2 + i / 2),
  ...Array.from({ length: 20 }, (_, i) => 10 + i),
  ...Array.from({ length: 36 }, (_, i) => 30 + 2 * i),
];
const MARKS = [0, 1, 5, 25, 50, 100];
const stopOf = (replay) => STOPS.findLastIndex((stop) => stop <= replay);

/** The slider that mixes the ground. `act` has set(name, value). */
export function createReplay(act, id) {
  const input = h("input", { id: `${id}-replay`, type: "range", min: 0, max: STOPS.length - 1, step: 1 });
  input.addEventListener("input", () => act.set("replay", STOPS[Number(input.value)]));
  const output = h("output", { for: input.id });
  const label = h(
    "label",
    { for: input.id },
    h("span", {}, h("strong", {}, "Replay"), ": the share of old data in the ground"),
  );
  const marks = MARKS.map((mark) =>
    h(
      "button",
      {
        type: "button",
        tabindex: -1,
        style: `--at: ${stopOf(mark) / (STOPS.length - 1)}`,
        on: { click: () => act.set("replay", mark) },
      },
      `${mark}%`,
    ),
  );
  const ends = [h("span", {}, "new task alone"), h("span", {}, "old task alone")];
  const head = h("div", { class: "head" }, label, output);
  const node = h(
    "div",
    { class: "replay" },
    head,
    input,
    h("div", { class: "marks", "aria-hidden": "true" }, ...marks),
    h("div", { class: "ends", "aria-hidden": "true" }, ...ends),
  );
  node.addEventListener("keydown", (event) => event.stopPropagation()); // arrow keys are the slider's, not the timeline's
  return {
    node,
    render({ ground, settings, hide }) {
      show(node, ground && !ground.single && !hide.has("replay"));
      if (!ground) return;
      const text = `${decimal(settings.replay, settings.replay % 1 ? 1 : 0)}%`;
      const value = String(stopOf(settings.replay));
      if (input.value !== value) input.value = value;
      put(input, "aria-valuetext", `${text} old`);
      say(output, text);
    },
  };
}

/** The other dials. `act` has set(name, value), home() and again(). */
export function createControls(act, id) {
  const dials = {
    lr: createDial(act, id, "lr", "Learning rate", "how far a step goes for a slope of 1"),
    noise: createDial(act, id, "noise", "Noise", "as from small batches"),
    tether: createDial(act, id, "tether", "Tether to the start", "what L2 or EWC adds"),
  };
  const optimiser = createMenu(act, id, "optimiser", "Optimiser", OPTIMISER_NAMES);
  const race = createMenu(act, id, "race", "Race", RACE_NAMES);
  const seed = createSeed(act, id);
  const slow = createSwitch(act, id);
  const home = h("button", { type: "button", class: "quiet", on: { click: act.home } }, "Ball back to its start");
  const parts = { ...dials, optimiser, race, seed, slow };
  const node = h(
    "div",
    { class: "dials", role: "group", "aria-label": "Settings of the ball" },
    ...["lr", "optimiser", "noise", "tether", "seed", "race"].map((name) => parts[name].node),
    h("div", { class: "dial row" }, slow.node, home),
  );
  // Arrow keys belong to the control they are pressed on, not to the timeline.
  node.addEventListener("keydown", (event) => event.stopPropagation());
  return { node, render: (state) => render(node, parts, home, state) };
}

function render(node, parts, home, state) {
  const { ground, settings, hide } = state;
  show(node, Boolean(ground));
  if (!ground) return;
  for (const [name, part] of Object.entries(parts)) {
    show(part.node, !hide.has(name));
    part.render(settings[name], state);
  }
  show(home, settings.x !== ground.start[0] || settings.y !== ground.start[1]);
}

/** A slider for a positive number: the learning rate runs over three decades, evenly by ratio; the others from 0. */
function createDial(act, id, name, title, hint) {
  const input = h("input", { id: `${id}-${name}`, type: "range", min: 0, max: FINE, step: 1 });
  const output = h("output", { for: input.id });
  const dial = { ground: null, scale: null };
  input.addEventListener("input", () => act.set(name, dial.scale.value(Number(input.value) / FINE)));
  const track = h("div", { class: "scrub" }, input);
  const label = h("label", { for: input.id }, title, output);
  const node = h("div", { class: "dial" }, label, track, h("span", { class: "hint" }, hint));
  return {
    node,
    render(value, { ground, field }) {
      if (dial.ground !== ground) Object.assign(dial, { ground, scale: scaleOf(name, ground, field) });
      const at = String(Math.round(FINE * Math.max(0, Math.min(1, dial.scale.share(value)))));
      if (input.value !== at) input.value = at;
      input.style.setProperty("--share", at / FINE);
      const text = value ? String(Number(value.toPrecision(2))) : "0";
      put(input, "aria-valuetext", text);
      say(output, text);
    },
  };
}

function scaleOf(name, ground, { span }) {
  if (name === "lr") {
    const [low, high] = [ground.defaults.lr / 30, ground.defaults.lr * 30];
    const ratio = Math.log(high / low);
    return {
      value: (t) => Number((low * Math.exp(t * ratio)).toPrecision(3)),
      share: (v) => Math.log(v / low) / ratio,
    };
  }
  const side = Math.min(ground.x[1] - ground.x[0], ground.y[1] - ground.y[0]);
  const most = 4 * tickStep(name === "noise" ? (4 * span) / side : (4 * span) / side ** 2, 1);
  const value = (t) => Number((most * t * t).toPrecision(2)); // finer near 0
  return { value, share: (v) => Math.sqrt(v / most) };
}

function createMenu(act, id, name, title, names) {
  const options = Object.entries(names).map(([value, text]) => h("option", { value }, text));
  const on = { change: (event) => act.set(name, event.target.value) };
  const select = h("select", { id: `${id}-${name}`, on }, ...options);
  const node = h("div", { class: "dial" }, h("label", { for: select.id }, title), select);
  return {
    node,
    render(value, { ground }) {
      if (name === "race") options[1].disabled = ground.single;
      if (select.value !== value) select.value = value;
    },
  };
}

function createSeed(act, id) {
  const input = h("input", { id: `${id}-seed`, type: "number", min: 0, max: 999999, step: 1, inputmode: "numeric" });
  input.addEventListener("change", () => {
    const value = Number(input.value);
    if (input.value !== "" && Number.isInteger(value) && value >= 0 && value <= 999_999) act.set("seed", value);
    else act.redraw();
  });
  const another = h("button", { type: "button", class: "quiet", on: { click: act.again } }, "Another");
  const row = h("span", { class: "row" }, input, another);
  const node = h("div", { class: "dial" }, h("label", { for: input.id }, "Seed of the noise"), row);
  return {
    node,
    render(value) {
      if (!input.matches(":focus") && input.value !== String(value)) input.value = String(value);
    },
  };
}

function createSwitch(act, id) {
  const input = h("input", {
    id: `${id}-slow`,
    type: "checkbox",
    on: { change: () => act.set("slow", input.checked) },
  });
  const node = h("span", { class: "switch" }, input, h("label", { for: input.id }, "Slow motion: one step in parts"));
  return {
    node,
    render(value) {
      input.checked = value;
    },
  };
}
