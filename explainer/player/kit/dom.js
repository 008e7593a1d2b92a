// Small helpers that build nodes. Text always goes in as text: nothing here ever parses HTML.
// Knows nothing of runs.

const SVG = "http://www.w3.org/2000/svg";

/** A node: h("button", { class: "quiet", on: { click } }, "Play"). Attributes that are null or false are left out. */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    else put(node, name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Sets or removes an attribute, and leaves the page alone when it is so already. */
export function put(node, name, value) {
  const wanted = value === true ? "" : value === null || value === undefined || value === false ? null : String(value);
  if (node.getAttribute(name) === wanted) return;
  if (name === "style")
    node.style.cssText = wanted ?? ""; // a strict page refuses the attribute, never this
  else if (wanted === null) node.removeAttribute(name);
  else node.setAttribute(name, wanted);
}

export function puts(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) put(node, name, value);
}

/** Sets a node's text, and leaves the page alone when it is so already. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Shows or hides a node. */
export function show(node, visible) {
  put(node, "hidden", !visible);
}

/** Copies a node's text and says so in `told`; where a browser refuses, selects it for the reader to copy. */
export async function copyText(node, told) {
  try {
    await navigator.clipboard.writeText(node.value ?? node.textContent);
    say(told, "Copied.");
  } catch {
    if (node.select) node.select();
    else getSelection().selectAllChildren(node);
    say(told, "Selected: press Ctrl-C.");
  }
}

/** A drawing of 20 by 20 units, for a button; the button carries the name. */
export function icon(path) {
  return s(
    "svg",
    { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true", class: "icon" },
    s("path", { d: path, fill: "currentColor" }),
  );
}

/** The mark by which a run is known without colour: dashes and a square for the twin, else a line and a circle. */
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
