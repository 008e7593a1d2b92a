// A canvas that fills its parent, with the screen's own pixels; drawing is in CSS pixels. Knows nothing of grounds.

import { h } from "../kit/dom.js";

const SHARPEST = 2; // pixels a CSS pixel: more cost time and are not seen

export function createLayer(kind) {
  const canvas = h("canvas", { class: `layer ${kind}`, "aria-hidden": "true" });
  return { canvas, context: canvas.getContext("2d"), width: 0, height: 0, sharp: 1 };
}

/** Fits the layer to [width, height] in CSS pixels and to the screen's sharpness, if either has changed. */
export function fitLayer(layer, [width, height]) {
  const sharp = Math.min(SHARPEST, Math.max(1, devicePixelRatio || 1));
  if (layer.width === width && layer.height === height && layer.sharp === sharp) return;
  Object.assign(layer, { width, height, sharp });
  Object.assign(layer.canvas, { width: Math.round(width * sharp), height: Math.round(height * sharp) });
  layer.context.setTransform(sharp, 0, 0, sharp, 0, 0);
}

/** Keeps `place.size`, a node's [width, height], up to date without asking the page for it in a frame, which would make
 *  it lay everything out there and then. Returns what ends that. */
export function watchSize(node, place, changed) {
  place.size = [0, 0];
  const observer = new ResizeObserver(([{ contentRect }]) => {
    place.size = [Math.round(contentRect.width), Math.round(contentRect.height)];
    changed();
  });
  observer.observe(node);
  return () => observer.disconnect();
}

export function clearLayer({ context, width, height }) {
  context.clearRect(0, 0, width, height);
}
