// This module makes a picture of charts as they stand in the page: one SVG with a title, what each chart shows, and where
// it comes from. Styles become attributes, so that it looks the same wherever it is opened. It knows SVG; nothing of runs.

import { s } from "../kit/dom.js";

/**
 * A chart in the page: an <svg>, or a node with canvases on top of each other.
 * @typedef {SVGSVGElement | HTMLElement} Chart
 */

/**
 * A chart and where it goes in the picture, px.
 * @typedef {{ chart: Chart, x: number, y: number, width: number, height: number }} Placed
 */

const STYLES = [
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

/**
 * `rows` are lists of charts that stand side by side; `title` and `notes` are text.
 * @param {Chart[][]} rows
 * @param {{ title: string, notes: string[] }} words
 * @returns {SVGSVGElement}
 */
export function picture(rows, { title, notes }) {
  const look = getComputedStyle(/** @type {Element} */ (rows[0][0].closest(".player")));
  const placed = place(rows);
  const width = Math.max(...placed.map((one) => one.x + one.width)) + GAP;
  const under = Math.max(...placed.map((one) => one.y + one.height)) + GAP;
  const height = under + notes.length * LINE;
  const labels = placed.map(({ chart }) => chart.getAttribute("aria-label") ?? "");
  return s(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, role: "img" },
    s("title", {}, title),
    s("desc", {}, [...labels, ...notes].join(" ").trim()),
    s("rect", { width, height, fill: look.backgroundColor }),
    write(look, title, GAP, 28, 18, 650),
    ...placed.flatMap((one) => drawn(look, one)),
    ...notes.map((note, index) => write(look, note, GAP, under + index * LINE, 12)),
  );
}

/**
 * @param {CSSStyleDeclaration} look
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
function write(look, text, x, y, size, weight = 400) {
  const font = { "font-size": size, "font-weight": weight, "font-family": look.fontFamily };
  return s("text", { x, y, fill: look.color, ...font }, text);
}

/**
 * A chart under its heading and its unit.
 * @param {CSSStyleDeclaration} look
 * @param {Placed} placed
 */
function drawn(look, { chart, x, y }) {
  const { heading, unit } = captionOf(chart);
  const copy = chart instanceof SVGSVGElement ? copyOf(chart) : [imageOf(chart)];
  return [
    write(look, heading, x, y - 22, 15, 600),
    write(look, unit, x, y - 6, 12),
    s("g", { transform: `translate(${x} ${y})` }, ...copy),
  ];
}

/**
 * Where each chart goes: row under row, in each from left to right.
 * @param {Chart[][]} rows
 * @returns {Placed[]}
 */
function place(rows) {
  let y = HEAD;
  return rows.flatMap((charts) => {
    let x = GAP;
    y += HEAD;
    const row = charts.map((chart) => {
      const placed = { chart, x, y, width: Math.round(chart.clientWidth), height: Math.round(chart.clientHeight) };
      x += placed.width + GAP;
      return placed;
    });
    y += Math.max(...row.map(({ height }) => height));
    return row;
  });
}

/**
 * Canvases on top of each other as one image.
 * @param {HTMLElement} node
 */
function imageOf(node) {
  const { clientWidth: width, clientHeight: height } = node;
  const flat = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
  const context = flat.getContext("2d");
  for (const canvas of node.querySelectorAll("canvas"))
    if (getComputedStyle(canvas).display !== "none" && canvas.width)
      context?.drawImage(canvas, 0, 0, flat.width, flat.height);
  return s("image", { href: flat.toDataURL(), width, height });
}

/**
 * The heading and the unit, as the figure's caption has them.
 * @param {Chart} chart
 */
function captionOf(chart) {
  const caption = /** @type {Element | undefined} */ (
    chart.closest("figure")?.querySelector("figcaption")?.cloneNode(true)
  );
  const unit = caption?.querySelector(".unit");
  unit?.remove();
  return { heading: caption?.textContent ?? "", unit: unit?.textContent ?? "" };
}

/**
 * The chart's drawing without what is hidden.
 * @param {Element} chart
 */
function copyOf(chart) {
  return [...chart.children].map(copyNode).filter((copy) => copy !== null);
}

/**
 * @param {Element} node
 * @returns {Element | null}
 */
function copyNode(node) {
  const look = getComputedStyle(node);
  if (look.display === "none" || look.visibility === "hidden") return null;
  const copy = /** @type {Element} */ (node.cloneNode(false));
  for (const name of ["class", "style", "tabindex", "role", "aria-label"]) copy.removeAttribute(name);
  for (const name of STYLES)
    if (!node.getAttribute(name)?.startsWith("url(")) copy.setAttribute(name, look.getPropertyValue(name));
  for (const child of node.childNodes) {
    const inner = child instanceof Element ? copyNode(child) : child.cloneNode();
    if (inner) copy.append(inner);
  }
  return copy;
}
