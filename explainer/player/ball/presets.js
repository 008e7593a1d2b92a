// The menu of landscapes, and the sentence on what to notice in the one that is open. Knows titles, not grounds' insides.

import { h, say, show } from "../kit/dom.js";

/** `act` has open(name). */
export function createPresets(act, id) {
  const list = h("div", { class: "presets", role: "radiogroup", "aria-label": "Landscape" });
  const note = h("p", { class: "note" });
  const node = h("div", { class: "opening" }, list, note);
  let built = "";
  let checked = "";
  list.addEventListener("keydown", (event) => event.stopPropagation());
  return {
    node,
    render({ ground, options, name, hide }) {
      const grounds = options.grounds ?? [];
      const key = JSON.stringify(grounds.map(({ name: one, title }) => [one, title]));
      if (key !== built) {
        built = key;
        checked = null;
        list.replaceChildren(...grounds.map((one) => createChip(act, id, one)));
      }
      show(list, grounds.length > 1 && !hide.has("preset"));
      if (checked !== name) for (const input of list.querySelectorAll("input")) input.checked = input.value === name;
      checked = name;
      show(note, Boolean(ground?.note) && !options.small);
      say(note, ground?.note ?? "");
    },
  };
}

function createChip(act, id, { name, title }) {
  const on = { change: () => act.open(name) };
  const input = h("input", {
    type: "radio",
    class: "unseen",
    name: `${id}-preset`,
    id: `${id}-${name}`,
    value: name,
    on,
  });
  return h("span", { class: "chip" }, input, h("label", { for: `${id}-${name}` }, title));
}
