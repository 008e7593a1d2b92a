// These helpers build nodes and change them. Text always goes in as text: nothing here ever parses HTML. They know
// nothing of runs.

/**
 * What an attribute is set to: true sets it without a value; null, undefined and false leave it out.
 * @typedef {string | number | boolean | null | undefined} Attribute
 */

/**
 * Listeners by the type of event; `currentTarget` is the node that they were given to.
 * @template {Element} E
 * @typedef {{ [T in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[T] & { currentTarget: E }) => void }} Listeners
 */

/**
 * @template {Element} E
 * @typedef {{ on?: Listeners<E>, [name: string]: Attribute | Listeners<E> }} Attributes
 */

/** @typedef {Node | string | null | undefined} Child */

const SVG = "http://www.w3.org/2000/svg";

/**
 * A node: h("button", { class: "quiet", on: { click } }, "Play"). Attributes that are null or false are left out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes<HTMLElementTagNameMap[K]>} attributes
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/**
 * The same for SVG.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes<SVGElementTagNameMap[K]>} attributes
 * @param {Child[]} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * @template {Element} E
 * @param {E} node
 * @param {Attributes<E>} attributes
 * @param {Child[]} children
 */
function fill(node, { on = {}, ...attributes }, children) {
  for (const [type, listener] of Object.entries(on))
    node.addEventListener(type, /** @type {EventListener} */ (listener));
  puts(node, /** @type {Record<string, Attribute>} */ (attributes));
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/**
 * Sets or removes an attribute, and leaves the page alone when it is so already.
 * @param {Element} node
 * @param {string} name
 * @param {Attribute} value
 */
export function put(node, name, value) {
  const text = value === true ? "" : value === null || value === undefined || value === false ? null : String(value);
  if (node.getAttribute(name) === text) return;
  if (name === "style")
    /** @type {HTMLElement | SVGElement} */ (node).style.cssText = text ?? ""; // a strict page refuses the attribute, never this
  else if (text === null) node.removeAttribute(name);
  else node.setAttribute(name, text);
}

/**
 * @param {Element} node
 * @param {Record<string, Attribute>} attributes
 */
export function puts(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) put(node, name, value);
}

/**
 * Sets a node's text, and leaves the page alone when it is so already.
 * @param {Node} node
 * @param {string} text
 */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Shows or hides a node.
 * @param {Element} node
 * @param {boolean} visible
 */
export function show(node, visible) {
  put(node, "hidden", !visible);
}

/**
 * Copies a node's text and says so in `status`; where a browser refuses, selects it for the reader to copy.
 * @param {HTMLElement} node
 * @param {HTMLElement} status
 */
export async function copyText(node, status) {
  const area = node instanceof HTMLTextAreaElement ? node : null;
  try {
    await navigator.clipboard.writeText(area?.value ?? node.textContent ?? "");
    say(status, "Copied.");
  } catch {
    if (area) area.select();
    else getSelection()?.selectAllChildren(node);
    say(status, "Selected: press Ctrl-C.");
  }
}

/**
 * A drawing of 20 by 20 units, for a button; the button carries the name.
 * @param {string} path
 */
export function icon(path) {
  return s(
    "svg",
    { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true", class: "icon" },
    s("path", { d: path, fill: "currentColor" }),
  );
}

/**
 * The mark by which a run is known without colour: dashes and a square for the twin, else a line and a circle.
 * @param {boolean} dashed
 */
export function runMark(dashed) {
  return s(
    "svg",
    { viewBox: "0 0 26 12", width: 26, height: 12, "aria-hidden": "true", class: "run-mark" },
    s("path", {
      d: dashed ? "M0 6h4m3 0h4m3 0h4" : "M0 6h18",
      stroke: "currentColor",
      "stroke-width": 2,
      fill: "none",
    }),
    dashed
      ? s("rect", { x: 17, y: 2, width: 8, height: 8, fill: "currentColor" })
      : s("circle", { cx: 21, cy: 6, r: 4.5, fill: "currentColor" }),
  );
}
