// What the tabs of sharing have in common: texts to copy, boxes to tick, addresses with a query. Knows no figure.

import { copyText, h, put, say } from "../kit/dom.js";

/** A text to copy: its name, the text, a button. `update(text)` changes it. */
export function copyable(label, rows = 1) {
  const told = h("span", { class: "copied", role: "status" });
  const text = h("textarea", { readonly: true, rows, "aria-label": label, spellcheck: "false" });
  const button = h("button", { type: "button", class: "quiet", on: { click: () => copyText(text, told) } }, "Copy");
  put(button, "aria-label", `Copy: ${label}`);
  const node = h("div", { class: "copyable" }, h("p", {}, label), text, h("div", { class: "tools" }, button, told));
  return { node, update: (wanted) => text.value !== wanted && ((text.value = wanted), say(told, "")) };
}

/** One box to tick for each part that can be left out; `told` is called with the names of those left out, and once for
 *  a start, with those that are `spared` at first if that is wanted. */
export function leavingOut(figure, spared, told) {
  const boxes = figure.hidable.map(([name, label, spare]) => {
    const box = h("input", { type: "checkbox", value: name, on: { change: () => told(left()) } });
    box.checked = spared && spare;
    return { box, node: h("label", {}, box, ` ${label}`) };
  });
  const left = () => boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
  told(left());
  return h("fieldset", {}, h("legend", {}, "Leave out"), ...boxes.map(({ node }) => node));
}

/** An address with some of its query changed; what is null or empty goes. */
export function withQuery(address, query) {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.href.replaceAll("%2C", ",");
}

export const absolute = (address) => new URL(address, document.baseURI).href;

/** The app's page of a figure, or else the page the reader is on; a file opened from disk has nothing to link to. */
export function linkTo(page) {
  if (!location.protocol.startsWith("http")) return null;
  return page ? absolute(page) : location.href;
}
