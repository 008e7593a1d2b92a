// This module makes what the tabs of sharing have in common: texts to copy, and boxes to tick. It knows no figure.

import { copyText, h, put, say } from "../kit/dom.js";

/** @import { Part } from "../kit/contract.js" */

/** What a place for a text to copy is: its node, and a function that changes the text.
 * @typedef {{ node: HTMLElement, update(text: string): void }} Copyable
 */

/**
 * A text to copy: its name, the text, a button.
 * @param {string} label
 * @returns {Copyable}
 */
export function copyable(label, rows = 1) {
  const status = h("span", { class: "copied", role: "status" });
  const area = h("textarea", { readonly: true, rows, "aria-label": label, spellcheck: "false" });
  const button = h("button", { type: "button", class: "quiet", on: { click: () => copyText(area, status) } }, "Copy");
  put(button, "aria-label", `Copy: ${label}`);
  const node = h("div", { class: "copyable" }, h("p", {}, label), area, h("div", { class: "tools" }, button, status));
  const update = (/** @type {string} */ text) => {
    if (area.value === text) return;
    area.value = text;
    say(status, "");
  };
  return { node, update };
}

/**
 * One box to tick for each part that can be left out. `choose` is called with the names of those left out, and once for
 * a start, with those that are spared where `spared` wants that.
 * @param {readonly Part[]} parts
 * @param {boolean} spared
 * @param {(names: string[]) => void} choose
 */
export function leavingOut(parts, spared, choose) {
  const boxes = parts.map((part) => {
    const box = h("input", { type: "checkbox", value: part.name, on: { change: () => choose(ticked()) } });
    box.checked = spared && part.spared;
    return box;
  });
  const ticked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  choose(ticked());
  const labels = parts.map(({ label }, index) => h("label", {}, boxes[index], ` ${label}`));
  return h("fieldset", {}, h("legend", {}, "Leave out"), ...labels);
}
