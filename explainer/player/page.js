// This script starts the figures of a plain page: an embed page, a page of the static site, a single file. A figure is an
// element with the module that draws it (data-module), what the address may ask of it (data-asks), and its options as
// JSON. It also tells the page around how high this one is. It knows no kind of figure.

import { addSheet } from "./kit/sheet.js";
import { readQuery } from "./query.js";
import { hiding } from "./style/parts.js";

/** @typedef {{ hide?: string[], state?: Record<string, unknown> }} Options */

const NAME = /^[a-z]+$/;
const query = new URLSearchParams(location.search);
const top = document.documentElement;

/** @param {HTMLElement} root */
async function start(root) {
  try {
    const { module = "", asks = "" } = root.dataset;
    const options = optionsOf(root);
    const asked = readQuery(query, asks.split(" "));
    const left = Array.isArray(asked.hide) ? asked.hide : [];
    dress(asked, left);
    /** @type {{ mount(root: HTMLElement, options: Options): void }} */
    const { mount } = await import(module);
    root.replaceChildren();
    const hide = [...(options.hide ?? []), ...left];
    mount(root, { ...options, ...asked, hide, state: { ...options.state, ...asked } });
  } catch (error) {
    console.error(error);
    apologise(root);
  }
}

/**
 * @param {HTMLElement} root
 * @returns {Options}
 */
function optionsOf(root) {
  return JSON.parse(root.querySelector("script[type='application/json']")?.textContent ?? "{}");
}

/**
 * What is asked of the page as a whole: its colours, its numbers, and what of it is left out.
 * @param {{ theme?: unknown, lang?: unknown }} asked
 * @param {string[]} hide
 */
function dress({ theme, lang }, hide) {
  if (theme === "light" || theme === "dark") top.dataset.theme = theme;
  if (lang && Intl.NumberFormat.supportedLocalesOf([String(lang)]).length) top.dataset.numbers = String(lang);
  const names = hide.filter((name) => NAME.test(name));
  if (!names.length) return;
  top.dataset.hide = names.join(" ");
  addSheet(top, hiding(names));
}

/** @param {HTMLElement} root */
function apologise(root) {
  const alert = Object.assign(document.createElement("p"), { role: "alert" });
  alert.textContent = "The figure could not be loaded. Reload the page to try again.";
  root.append(alert);
}

/** The height of what is in the page, not of the frame around it. */
function tellHeight() {
  const height = Math.ceil(top.getBoundingClientRect().height);
  parent.postMessage({ type: "moat-height", height }, "*"); // to whoever embeds us: a height is no secret
}

for (const root of document.querySelectorAll("[data-module]")) start(/** @type {HTMLElement} */ (root));
if (parent !== window) new ResizeObserver(tellHeight).observe(top);
