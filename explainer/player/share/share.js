// This module is the button Share: it opens three tabs, Embed, Link and Download. It knows no kind of figure: each says in
// one object what it has to give. What a figure cannot give, such as an embed page for a file that was opened from disk,
// has no tab.

import { h, put, say, show } from "../kit/dom.js";
import { withQuery } from "./address.js";
import { createEmbedding } from "./embed.js";
import { saveFile } from "./files.js";
import { copyable, leavingOut } from "./parts.js";

/** @import { Part } from "../kit/contract.js" */
/** @import { Query } from "./address.js" */
/** @import { FigureFile } from "./files.js" */

/**
 * What a figure has to give. `parts` can be left out of it; `step()` is null where it has no steps; `state()` is what
 * else a link says; `embed()` and `link()` are addresses, or null.
 * @typedef {{ ready(): boolean, title(): string, readonly parts: readonly Part[], step(): number | null,
 *   state(): Query, embed(): string | null, link(): string | null, files(): FigureFile[] }} Shareable
 */

/** @typedef {{ name: string, make(): HTMLElement }} Tab */

/**
 * @typedef {{ figure: Shareable, id: string, toggle: HTMLButtonElement, box: HTMLElement, ended: AbortController }} Share
 */

/** @param {Shareable} figure */
export function createShare(figure) {
  const id = `share-${Math.random().toString(36).slice(2)}`; // modules may be there twice, in two figures' packs
  const toggle = h(
    "button",
    { type: "button", class: "quiet", "aria-expanded": "false", "aria-controls": id },
    "Share",
  );
  const box = h("div", { class: "share-box", id, hidden: true });
  const share = { figure, id, toggle, box, ended: new AbortController() };
  toggle.addEventListener("click", () => open(share, Boolean(box.hidden)));
  const node = h("section", { class: "share", "data-part": "share", "aria-label": "Share" }, toggle, box);
  node.addEventListener("keydown", (event) => closeByKey(share, event));
  return { node, render: () => show(node, figure.ready()) };
}

/**
 * @param {Share} share
 * @param {KeyboardEvent} event
 */
function closeByKey(share, event) {
  if (event.key !== "Escape" || share.box.hidden) return;
  event.stopPropagation();
  open(share, false);
  share.toggle.focus();
}

/**
 * Opens or closes the box. It is built anew at each opening, so that it shows the figure as it is then.
 * @param {Share} share
 * @param {boolean} wanted
 */
function open(share, wanted) {
  share.ended.abort();
  share.ended = new AbortController();
  put(share.toggle, "aria-expanded", String(wanted));
  show(share.box, wanted);
  share.box.replaceChildren();
  if (wanted) fill(share, tabsOf(share.figure, share.ended.signal));
}

/**
 * @param {Shareable} figure
 * @param {AbortSignal} signal
 */
function tabsOf(figure, signal) {
  const [embed, link] = [figure.embed(), figure.link()];
  /** @type {Tab[]} */
  const tabs = [{ name: "Download", make: () => downloads(figure) }];
  if (link) tabs.unshift({ name: "Link", make: () => linking(figure, link) });
  if (embed) tabs.unshift({ name: "Embed", make: () => createEmbedding(figure, embed, signal) });
  return tabs;
}

/**
 * @param {Share} share
 * @param {Tab[]} tabs
 */
function fill({ box, id }, tabs) {
  const panel = h("div", { role: "tabpanel", id: `${id}-panel`, tabindex: 0 });
  const buttons = tabs.map(({ name }, index) => {
    const on = { click: () => choose(index), keydown: (/** @type {KeyboardEvent} */ event) => move(event, index) };
    return h("button", { type: "button", role: "tab", id: `${id}-${name}`, "aria-controls": panel.id, on }, name);
  });
  const choose = (/** @type {number} */ index) => {
    for (const button of buttons) choosing(button, button === buttons[index]);
    put(panel, "aria-labelledby", buttons[index].id);
    panel.replaceChildren(tabs[index].make());
  };
  const move = (/** @type {KeyboardEvent} */ event, /** @type {number} */ index) => {
    const next = neighbour(event.key, index, buttons.length);
    if (next === null) return;
    event.preventDefault();
    choose(next);
    buttons[next].focus();
  };
  box.replaceChildren(h("div", { role: "tablist", "aria-label": "Take it away" }, ...buttons), panel);
  choose(0);
  buttons[0].focus();
}

/**
 * @param {HTMLElement} button
 * @param {boolean} chosen
 */
function choosing(button, chosen) {
  put(button, "aria-selected", String(chosen));
  put(button, "tabindex", chosen ? 0 : -1);
}

/**
 * The tab that a key goes to; null for any other key.
 * @param {string} key
 * @param {number} index
 * @param {number} count
 */
function neighbour(key, index, count) {
  if (key === "ArrowRight") return (index + 1) % count;
  if (key === "ArrowLeft") return (index - 1 + count) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

/**
 * @param {Shareable} figure
 * @param {string} link
 */
function linking(figure, link) {
  const here = copyable("A link to this view", 2);
  here.update(withQuery(link, { ...figure.state(), step: figure.step() }));
  const panel = h("div", {}, here.node);
  const embed = figure.embed();
  if (!embed) return panel;
  const bare = copyable("A link to the figure alone, for a class", 2);
  const write = (/** @type {string[]} */ hide) =>
    bare.update(withQuery(embed, { ...figure.state(), step: figure.step(), hide: hide.join(",") }));
  panel.append(bare.node, leavingOut(figure.parts, false, write));
  return panel;
}

/** @param {Shareable} figure */
function downloads(figure) {
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const save = async (/** @type {FigureFile} */ file) => {
    try {
      await saveFile(file);
      show(trouble, false);
    } catch (error) {
      say(trouble, `This could not be made: ${/** @type {Error} */ (error).message}`);
      show(trouble, true);
    }
  };
  const entries = figure.files().map((file) => {
    const button = h("button", { type: "button", class: "quiet", on: { click: () => save(file) } }, file.label);
    return h("li", {}, button, h("span", {}, file.about));
  });
  return h("div", {}, h("ul", { class: "files" }, ...entries), trouble);
}
