// The menu of landscapes, and under it what to notice in the one that is open, and what it gets wrong, make the head of the
// figure. Knows titles, not grounds' insides.

/** @import { Act } from "./actions.js" */
/** @import { FrameState, Listed } from "./figure.js" */

import { h, say, show } from "../kit/dom.js";

/**
 * @param {Act} act
 * @param {string} id
 */
export function createPresets(act, id) {
  const label = { role: "radiogroup", "aria-label": "Landscape" };
  const list = h("div", { class: "presets", "data-part": "preset", ...label });
  const note = h("p", { class: "note" });
  const limits = h("span");
  const wrong = h("p", { class: "wrong" }, h("strong", {}, "What this toy gets wrong. "), limits);
  const node = h("div", { class: "opening" }, list, note, wrong);
  let built = "";
  /** @type {string | null} */
  let checked = null;
  list.addEventListener("keydown", (event) => event.stopPropagation());
  return {
    node,
    /** @param {FrameState} state */
    render({ ground, options, name }) {
      const grounds = options.grounds ?? [];
      const key = JSON.stringify(grounds.map((listed) => [listed.name, listed.title]));
      if (key !== built) {
        built = key;
        checked = null;
        list.replaceChildren(...grounds.map((listed) => createChip(act, id, listed)));
      }
      show(list, grounds.length > 1);
      if (checked !== name) for (const input of list.querySelectorAll("input")) input.checked = input.value === name;
      checked = name;
      show(note, Boolean(ground?.note) && !options.small);
      say(note, ground?.note ?? "");
      show(wrong, Boolean(ground?.limits) && !options.small);
      say(limits, ground?.limits ?? "");
    },
  };
}

/**
 * @param {Act} act
 * @param {string} id
 * @param {Listed} listed
 */
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
  return h("span", { class: "chip" }, input, h("label", { for: input.id }, title));
}
