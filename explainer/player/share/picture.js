// A picture of charts as they stand in the page: one SVG with a title, what each chart shows, and where it comes from.
// Styles become attributes, so that it looks the same wherever it is opened. Knows SVG; nothing of runs.

import { s } from "../kit/dom.js";

const KEPT = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-size",
  "font-weight",
  "font-family",
  "text-anchor",
  "paint-order",
];
const GAP = 28; // px
const LINE = 18; // px
const HEAD = 40; // px above a chart, for what it shows and its unit

/** `rows` are lists of charts that stand side by side, each an <svg> or a node with canvases on top of each other;
 *  `title` and `notes` are text. */
export function picture(rows, { title, notes }) {
  const look = getComputedStyle(rows[0][0].closest(".player"));
  const write = (text, x, y, size, weight = 400) =>
    s(
      "text",
      { x, y, fill: look.color, "font-size": size, "font-weight": weight, "font-family": look.fontFamily },
      text,
    );
  const placed = place(rows);
  const width = Math.max(...placed.map(({ x, wide }) => x + wide)) + GAP;
  const under = Math.max(...placed.map(({ y, high }) => y + high)) + GAP;
  const height = under + notes.length * LINE;
  const drawn = placed.flatMap(({ chart, x, y }) => {
    const [heading, unit] = captionOf(chart);
    const copy = chart.tagName === "svg" ? copyOf(chart) : [imageOf(chart)];
    return [
      write(heading, x, y - 22, 15, 600),
      write(unit, x, y - 6, 12),
      s("g", { transform: `translate(${x} ${y})` }, ...copy),
    ];
  });
  const described = [...placed.map(({ chart }) => chart.getAttribute("aria-label") ?? ""), ...notes];
  return s(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, role: "img" },
    s("title", {}, title),
    s("desc", {}, described.join(" ").trim()),
    s("rect", { width, height, fill: look.backgroundColor }),
    write(title, GAP, 28, 18, 650),
    ...drawn,
    ...notes.map((note, index) => write(note, GAP, under + index * LINE, 12)),
  );
}

/** Where each chart goes: { chart, x, y, wide, high }. */
function place(rows) {
  let y = HEAD;
  return rows.flatMap((charts) => {
    let x = GAP;
    y += HEAD;
    const row = charts.map((chart) => {
      const [wide, high] = [Math.round(chart.clientWidth), Math.round(chart.clientHeight)];
      x += wide + GAP;
      return { chart, x: x - wide - GAP, y, wide, high };
    });
    y += Math.max(...row.map(({ high }) => high));
    return row;
  });
}

/** Canvases on top of each other as one image. */
function imageOf(node) {
  const [wide, high] = [node.clientWidth, node.clientHeight];
  const flat = Object.assign(document.createElement("canvas"), { width: 2 * wide, height: 2 * high });
  const context = flat.getContext("2d");
  for (const canvas of node.querySelectorAll("canvas"))
    if (getComputedStyle(canvas).display !== "none" && canvas.width)
      context.drawImage(canvas, 0, 0, flat.width, flat.height);
  return s("image", { href: flat.toDataURL(), width: wide, height: high });
}

/** The heading and the unit, as the figure's caption has them. */
function captionOf(chart) {
  const caption = chart.closest("figure")?.querySelector("figcaption")?.cloneNode(true);
  const unit = caption?.querySelector(".unit");
  unit?.remove();
  return [caption?.textContent ?? "", unit?.textContent ?? ""];
}

/** The chart's drawing without what is hidden. */
function copyOf(chart) {
  return [...chart.children].map(copyNode).filter(Boolean);
}

function copyNode(node) {
  const look = getComputedStyle(node);
  if (look.display === "none" || look.visibility === "hidden") return null;
  const copy = node.cloneNode(false);
  for (const name of ["class", "style", "tabindex", "role", "aria-label"]) copy.removeAttribute(name);
  for (const name of KEPT) {
    const given = node.getAttribute(name);
    if (!given?.startsWith("url(")) copy.setAttribute(name, look.getPropertyValue(name));
  }
  for (const child of node.childNodes) {
    const inner = child.nodeType === Node.TEXT_NODE ? child.cloneNode() : copyNode(child);
    if (inner) copy.append(inner);
  }
  return copy;
}
