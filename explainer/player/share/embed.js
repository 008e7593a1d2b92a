// The embed tab: what an embedded figure would look like at three widths, and the line to copy. The preview is the embed
// page itself, which tells how high it is. Knows addresses and options; no kind of figure.

import { h, put } from "../kit/dom.js";
import { copyable, leavingOut, withQuery } from "./parts.js";

const WIDTHS = [
  [360, "360 px"],
  [720, "720 px"],
  ["full", "Full width"],
];
const THEMES = [
  ["", "As the reader's system"],
  ["light", "Light"],
  ["dark", "Dark"],
];
const NUMBERS = [
  ["", "1.09"],
  ["de", "1,09 (German)"],
  ["fr", "1,09 (French)"],
  ["es", "1,09 (Spanish)"],
];
const FIRST_HEIGHT = 900; // px, until the preview has told its own

/** What a page around an embedded figure needs for a frame as high as the figure. The README shows the same lines. */
export const LISTENER = `<script>
addEventListener("message", ({ data, source }) => {
  if (data?.type !== "moat-height" || !Number.isFinite(data.height)) return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow !== source) continue;
    frame.style.height = Math.min(data.height, 10000) + "px";
  }
});
</script>`;

export function createEmbedding(figure, signal) {
  const frame = h("iframe", { title: `Preview: ${figure.title()}`, class: "preview" });
  const line = copyable("The line for your page", 4);
  const listener = copyable("Once a page: lets every frame be as high as its figure", 9);
  const width = innerWidth < 760 ? 360 : 720;
  const embed = {
    figure,
    frame,
    line,
    query: figure.step() === null ? {} : { autoplay: "1" },
    width,
    height: FIRST_HEIGHT,
  };
  const widths = chosen("Width", WIDTHS, (wanted) => {
    embed.width = wanted;
    draw(embed);
  });
  widths.lastChild.value = width;
  listener.update(LISTENER);
  addEventListener("message", (event) => hear(embed, event), { signal });
  const choices = [
    widths,
    chosen("Theme", THEMES, (theme) => ask(embed, { theme })),
    begins(embed),
    chosen("Numbers", NUMBERS, (lang) => ask(embed, { lang })),
    leavingOut(figure, true, (hide) => ask(embed, { hide: hide.join(",") })),
  ];
  return h(
    "div",
    { class: "embedding" },
    h("div", { class: "choices" }, ...choices),
    h("div", { class: "trial", tabindex: 0, role: "group", "aria-label": "Preview" }, frame),
    line.node,
    listener.node,
  );
}

function chosen(label, options, told) {
  const select = h(
    "select",
    { on: { change: (event) => told(event.target.value) } },
    ...options.map(([value, text]) => h("option", { value }, text)),
  );
  return h("label", {}, `${label} `, select);
}

/** Where the figure stands when the page opens; only for figures that have steps. */
function begins(embed) {
  const step = embed.figure.step();
  if (step === null) return null;
  const starts = {
    play: { autoplay: "1", step: null },
    end: { autoplay: null, step: null },
    here: { autoplay: null, step },
  };
  const options = [
    ["play", "By itself, from step 0"],
    ["end", "At its end"],
    ["here", `At step ${step}`],
  ];
  return chosen("Begins", options, (name) => ask(embed, starts[name]));
}

function ask(embed, query) {
  Object.assign(embed.query, query);
  draw(embed);
}

function draw(embed) {
  const address = withQuery(embed.figure.embed(), { ...embed.figure.state(), ...embed.query });
  embed.frame.style.width = embed.width === "full" ? "100%" : `${embed.width}px`;
  if (embed.frame.src !== address) put(embed.frame, "src", address);
  write(embed, address);
}

function write(embed, address) {
  const width = embed.width === "full" ? "100%" : embed.width;
  const attributes = { src: address, title: embed.figure.title(), width, height: embed.height, loading: "lazy" };
  const given = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(String(value))}"`);
  embed.line.update(`<iframe ${given.join(" ")} style="border: 0"></iframe>`);
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

function hear(embed, { data, source }) {
  if (source !== embed.frame.contentWindow || data?.type !== "moat-height" || !Number.isFinite(data.height)) return;
  embed.height = Math.min(Math.round(data.height), 10_000);
  embed.frame.style.height = `${embed.height}px`;
  write(embed, embed.frame.src);
}
