// This module is the tab Embed: what an embedded figure would look like at three widths, and the line to copy. The preview
// is the embed page itself, which tells how high it is. It knows addresses and options; no kind of figure.

import { h, put } from "../kit/dom.js";
import { withQuery } from "./address.js";
import { copyable, leavingOut } from "./parts.js";

/** @import { Query } from "./address.js" */
/** @import { Copyable } from "./parts.js" */
/** @import { Shareable } from "./share.js" */

/**
 * What is built: `query` is asked of the embed page at `address`, `width` is in px or "full", `height` in px.
 * @typedef {{ figure: Shareable, address: string, frame: HTMLIFrameElement, line: Copyable, query: Query, width: string,
 *   height: number }} Embed
 */

/** @typedef {[value: string, label: string][]} Choices */

/** @type {Choices} */
const WIDTHS = [
  ["360", "360 px"],
  ["720", "720 px"],
  ["full", "Full width"],
];
/** @type {Choices} */
const THEMES = [
  ["", "As the reader's system"],
  ["light", "Light"],
  ["dark", "Dark"],
];
/** @type {Choices} */
const NUMBERS = [
  ["", "1.09"],
  ["de", "1,09 (German)"],
  ["fr", "1,09 (French)"],
  ["es", "1,09 (Spanish)"],
];
const FIRST_HEIGHT = 900; // px, until the preview has told its own

/** What a page around an embedded figure needs for a frame as high as the figure. docs/embedding.md shows the same lines. */
export const LISTENER = `<script>
addEventListener("message", ({ data, source }) => {
  if (data?.type !== "moat-height" || !Number.isFinite(data.height)) return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow !== source) continue;
    frame.style.height = Math.min(data.height, 10000) + "px";
  }
});
</script>`;

/**
 * @param {Shareable} figure
 * @param {string} address
 * @param {AbortSignal} signal
 */
export function createEmbedding(figure, address, signal) {
  const frame = h("iframe", { title: `Preview: ${figure.title()}`, class: "preview" });
  const line = copyable("The line for your page", 4);
  const listener = copyable("Once a page: lets every frame be as high as its figure", 9);
  listener.update(LISTENER);
  const query = figure.step() === null ? {} : { autoplay: "1" };
  const width = innerWidth < 760 ? "360" : "720";
  const embed = { figure, address, frame, line, query, width, height: FIRST_HEIGHT };
  addEventListener("message", (event) => hear(embed, event), { signal });
  return h(
    "div",
    { class: "embedding" },
    h("div", { class: "choices" }, ...choicesOf(embed)),
    h("div", { class: "trial", tabindex: 0, role: "group", "aria-label": "Preview" }, frame),
    line.node,
    listener.node,
  );
}

/** @param {Embed} embed */
function choicesOf(embed) {
  const resize = (/** @type {string} */ width) => {
    embed.width = width;
    draw(embed);
  };
  return [
    chosen("Width", WIDTHS, resize, embed.width),
    chosen("Theme", THEMES, (theme) => ask(embed, { theme })),
    begins(embed),
    chosen("Numbers", NUMBERS, (lang) => ask(embed, { lang })),
    leavingOut(embed.figure.parts, true, (hide) => ask(embed, { hide: hide.join(",") })),
  ];
}

/**
 * A menu of a few values; `choose` is called with the one chosen.
 * @param {string} label
 * @param {Choices} choices
 * @param {(value: string) => void} choose
 */
function chosen(label, choices, choose, value = choices[0][0]) {
  const options = choices.map(([value, text]) => h("option", { value }, text));
  const select = h("select", { on: { change: (event) => choose(event.currentTarget.value) } }, ...options);
  select.value = value;
  return h("label", {}, `${label} `, select);
}

/**
 * Where the figure stands when the page opens; only for figures that have steps.
 * @param {Embed} embed
 */
function begins(embed) {
  const step = embed.figure.step();
  if (step === null) return null;
  /** @type {Record<string, Query>} */
  const starts = {
    play: { autoplay: "1", step: null },
    end: { autoplay: null, step: null },
    here: { autoplay: null, step },
  };
  /** @type {Choices} */
  const choices = [
    ["play", "By itself, from step 0"],
    ["end", "At its end"],
    ["here", `At step ${step}`],
  ];
  return chosen("Begins", choices, (name) => ask(embed, starts[name]));
}

/**
 * @param {Embed} embed
 * @param {Query} query
 */
function ask(embed, query) {
  Object.assign(embed.query, query);
  draw(embed);
}

/** @param {Embed} embed */
function draw(embed) {
  const address = withQuery(embed.address, { ...embed.figure.state(), ...embed.query });
  embed.frame.style.width = embed.width === "full" ? "100%" : `${embed.width}px`;
  if (embed.frame.src !== address) put(embed.frame, "src", address);
  write(embed, address);
}

/**
 * @param {Embed} embed
 * @param {string} address
 */
function write(embed, address) {
  const width = embed.width === "full" ? "100%" : embed.width;
  const attributes = { src: address, title: embed.figure.title(), width, height: embed.height, loading: "lazy" };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(String(value))}"`);
  embed.line.update(`<iframe ${written.join(" ")} style="border: 0"></iframe>`);
}

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/**
 * @param {Embed} embed
 * @param {MessageEvent} event
 */
function hear(embed, { data, source }) {
  if (source !== embed.frame.contentWindow || data?.type !== "moat-height" || !Number.isFinite(data.height)) return;
  embed.height = Math.min(Math.round(data.height), 10_000);
  embed.frame.style.height = `${embed.height}px`;
  write(embed, embed.frame.src);
}
