// A layer is a canvas that fills its parent, with the screen's own pixels; drawing is in CSS pixels. Knows nothing of
// grounds.

/** @import { Pair } from "./ground.js" */

import { h } from "../kit/dom.js";

/**
 * A canvas, its size in CSS pixels, and the pixels that one of them has on a side.
 * @typedef {{ canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, width: number, height: number,
 *   sharp: number }} Layer
 */

const SHARPEST = 2; // pixels a CSS pixel: more cost time and are not seen

/**
 * @param {string} kind the layer's class
 * @returns {Layer}
 */
export function createLayer(kind) {
  const canvas = h("canvas", { class: `layer ${kind}`, "aria-hidden": "true" });
  return { canvas, context: contextOf(canvas), width: 0, height: 0, sharp: 1 };
}

/**
 * What one draws on a canvas with.
 * @param {HTMLCanvasElement} canvas
 */
export function contextOf(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser cannot draw the landscape.");
  return context;
}

/**
 * Fits the layer to [width, height] in CSS pixels and to the screen's sharpness, if either has changed.
 * @param {Layer} layer
 * @param {Pair} size
 */
export function fitLayer(layer, [width, height]) {
  const sharp = Math.min(SHARPEST, Math.max(1, devicePixelRatio || 1));
  if (layer.width === width && layer.height === height && layer.sharp === sharp) return;
  Object.assign(layer, { width, height, sharp });
  Object.assign(layer.canvas, { width: Math.round(width * sharp), height: Math.round(height * sharp) });
  layer.context.setTransform(sharp, 0, 0, sharp, 0, 0);
}

/**
 * Keeps `place.size`, a node's [width, height], up to date without asking the page for it in a frame, which would make
 * it lay everything out there and then. Returns what ends that.
 * @param {Element} node
 * @param {{ size: Pair }} place
 * @param {() => void} changed
 */
export function watchSize(node, place, changed) {
  place.size = [0, 0];
  const observer = new ResizeObserver(([{ contentRect }]) => {
    place.size = [Math.round(contentRect.width), Math.round(contentRect.height)];
    changed();
  });
  observer.observe(node);
  return () => observer.disconnect();
}

/** @param {Layer} layer */
export function clearLayer({ context, width, height }) {
  context.clearRect(0, 0, width, height);
}
