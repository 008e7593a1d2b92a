// This view shows the ground in three dimensions: a block cut out of the landscape, turned by dragging and by keys. Two
// canvases: the ground (drawn only when it changes) and, above it, ball and trail at the screen's own resolution.
// Knows the field and the camera; what stands on the ground is drawn by scene.js through `place`.

/** @import { Camera } from "./camera.js" */
/** @import { Field, Mesh } from "./field.js" */
/** @import { Pair } from "./ground.js" */
/** @import { Layer } from "./layer.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Size } from "./quality.js" */
/** @import { Points, Raster } from "./raster.js" */
/** @import { View } from "./scene.js" */

import { h } from "../kit/dom.js";
import { FIRST_VIEW, FOOT, TILTS, aim, createCamera, project, unproject } from "./camera.js";
import { heightAt, mix } from "./field.js";
import { fillWash, presence, tinted } from "./palette.js";
import { createLayer, fitLayer } from "./layer.js";
import { createRaster, drawMesh, fillLines, resizeRaster } from "./raster.js";
import { createWords } from "./words.js";

/**
 * The block: field and mesh as they were drawn last, `pixel` the CSS pixels that one of the picture inside covers, `spot`
 * a place to work points out in; `turned` is called when the view has changed.
 * @typedef {View & { node: HTMLElement, size: Pair, ground: Layer, turned: () => void, camera: Camera, raster: Raster,
 *   points: Points, field: Field | null, mesh: Mesh | null, pixel: number, spot: Float32Array }} Surface
 */

const RELIEF = 0.4; // how tall the whole range of losses stands, in sides of the ground
const TURN = 0.009; // radians a pixel
const PRESS = 0.12; // radians a key
const HIDDEN = 0.012; // nearer by this share of the distance, the ground hides a point

/**
 * @param {() => void} turned called when the view has changed
 * @returns {Surface}
 */
export function createSurface(turned) {
  const ground = createLayer("ground");
  const over = createLayer("over");
  const node = h(
    "div",
    {
      class: "view surface",
      tabindex: 0,
      role: "group",
      "aria-label": "The landscape in three dimensions. Arrow keys turn it.",
    },
    ground.canvas,
    over.canvas,
  );
  /** @type {Surface} */
  const surface = {
    node,
    size: [0, 0],
    ground,
    over,
    turned,
    camera: createCamera(),
    raster: createRaster(),
    points: createPoints(0),
    field: null,
    mesh: null,
    pixel: 1,
    spot: new Float32Array(3),
    place: (x, y, lift, out) => place(surface, x, y, lift, out),
    lean: 0,
    words: createWords(""),
  };
  watchKeys(surface);
  return surface;
}

/**
 * @param {number} length
 * @returns {Points}
 */
function createPoints(length) {
  return { x: new Float32Array(length), y: new Float32Array(length), near: new Float32Array(length) };
}

/**
 * Draws the ground for replay share r; `inside` is the size of the picture inside.
 * @param {Surface} surface
 * @param {Field} field
 * @param {number} r
 * @param {Palette} palette
 * @param {Size} inside
 */
export function drawSurface(surface, field, r, palette, inside) {
  const { raster, camera, node } = surface;
  const [wide, tall] = surface.size;
  fitLayer(surface.over, surface.size);
  const width = Math.round(inside.width);
  const height = Math.round((width * tall) / wide);
  const mesh = field.mesh(inside.mesh);
  resizeRaster(raster, width, height);
  Object.assign(surface, { pixel: wide / width, field, mesh });
  mix(mesh, r, RELIEF);
  aim(camera, width, height, RELIEF);
  dress(raster, field, r, palette, width / wide);
  projectMesh(surface, field, mesh);
  drawMesh(raster, mesh, surface.points);
  fitGround(surface.ground, width, height);
  surface.ground.context.putImageData(raster.image, 0, 0);
  drawWalls(surface, field, mesh, palette, width / wide);
  node.dataset.inside = String(width);
}

/**
 * @param {Layer} layer
 * @param {number} width
 * @param {number} height
 */
function fitGround({ canvas }, width, height) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
}

/**
 * The colours of the picture, of `density` pixels a CSS pixel.
 * @param {Raster} raster
 * @param {Field} field
 * @param {number} r
 * @param {Palette} palette
 * @param {number} density
 */
function dress(raster, field, r, palette, density) {
  const [old, fresh] = field.bottoms;
  raster.table = palette.table;
  raster.thick = Math.max(1, density * 0.9);
  const [oldShare, newShare] = presence(field.ground, r);
  fillWash(raster.oldWash, old, oldShare);
  fillWash(raster.newWash, fresh, newShare);
  fillLines(raster.oldLine, old, oldShare);
  fillLines(raster.newLine, fresh, newShare);
  raster.colours.set([...palette.rgb.old, ...palette.rgb.new]);
}

/**
 * @param {Surface} surface
 * @param {Field} field
 * @param {Mesh} mesh
 */
function projectMesh(surface, field, mesh) {
  const { camera, spot } = surface;
  const { size, height } = mesh;
  if (surface.points.x.length !== height.length) surface.points = createPoints(height.length);
  const { points } = surface;
  for (let j = 0, k = 0; j < size; j += 1) {
    const y = (j / (size - 1) - 0.5) * field.deep;
    for (let i = 0; i < size; i += 1, k += 1) {
      project(camera, (i / (size - 1) - 0.5) * field.wide, y, height[k] * RELIEF, spot);
      points.x[k] = spot[0];
      points.y[k] = spot[1];
      points.near[k] = spot[2];
    }
  }
}

/**
 * The cut faces towards the reader, fading out downwards, and the edge of the ground above them.
 * @param {Surface} surface
 * @param {Field} field
 * @param {Mesh} mesh
 * @param {Palette} palette
 * @param {number} density
 */
function drawWalls(surface, field, mesh, palette, density) {
  const [bx, by] = surface.camera.back;
  const last = mesh.size - 1;
  /** @type {Record<string, Pair>} */
  const corner = { w: [0, 0], e: [last, 0], n: [last, last], s: [0, last] };
  /** @type {[faces: boolean, from: Pair, to: Pair, dim: number][]} */
  const walls = [
    [by < 0, corner.w, corner.e, 0.16],
    [bx > 0, corner.e, corner.n, 0.3],
    [by > 0, corner.n, corner.s, 0.42],
    [bx < 0, corner.s, corner.w, 0.24],
  ];
  const { context } = surface.ground;
  context.lineWidth = Math.max(0.8, 1.1 * density);
  context.strokeStyle = tinted(palette.rgb.ink, 0.55);
  for (const [faces, from, to, dim] of walls) {
    if (!faces) continue;
    const edge = edgeOf(surface, mesh, from, to);
    const feet = [footOf(surface, field, mesh, to), footOf(surface, field, mesh, from)];
    drawWall(context, edge, feet, dim, palette);
  }
}

/**
 * A wall between its upper edge and its feet, all of them points [x, y] of the picture.
 * @param {CanvasRenderingContext2D} context
 * @param {Pair[]} edge
 * @param {Pair[]} feet
 * @param {number} dim how dark the wall is, 0 to 1
 * @param {Palette} palette
 */
function drawWall(context, edge, feet, dim, palette) {
  const top = edge.reduce((highest, [, y]) => Math.min(highest, y), Infinity);
  const foot = Math.max(feet[0][1], feet[1][1]);
  context.fillStyle = fadeOf(context, top, foot, dim, palette);
  draw(context, edge);
  for (const [x, y] of feet) context.lineTo(x, y);
  context.fill();
  draw(context, edge);
  context.stroke();
}

/**
 * Leaves the line through these points in the context.
 * @param {CanvasRenderingContext2D} context
 * @param {Pair[]} points
 */
function draw(context, points) {
  context.beginPath();
  context.moveTo(points[0][0], points[0][1]);
  for (let i = 1; i < points.length; i += 1) context.lineTo(points[i][0], points[i][1]);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} top
 * @param {number} foot
 * @param {number} dim
 * @param {Palette} palette
 */
function fadeOf(context, top, foot, dim, { stone, rgb, dark }) {
  const colour = stone.map((value, i) => value * (1 - dim) + dim * rgb.ink[i] * (dark ? 0.12 : 1));
  const fade = context.createLinearGradient(0, top, 0, foot);
  fade.addColorStop(0, tinted(colour, 1));
  fade.addColorStop(0.35, tinted(colour, 0.9));
  fade.addColorStop(1, tinted(colour, 0));
  return fade;
}

/**
 * The mesh's edge from one corner to another, on the picture.
 * @param {Surface} surface
 * @param {Mesh} mesh
 * @param {Pair} from
 * @param {Pair} to
 * @returns {Pair[]}
 */
function edgeOf({ points }, { size }, [i0, j0], [i1, j1]) {
  const last = size - 1;
  return Array.from({ length: size }, (_, t) => {
    const k = Math.round(j0 + ((j1 - j0) * t) / last) * size + Math.round(i0 + ((i1 - i0) * t) / last);
    return [points.x[k], points.y[k]];
  });
}

/**
 * The foot of the block under a vertex of the mesh, on the picture.
 * @param {Surface} surface
 * @param {Field} field
 * @param {Mesh} mesh
 * @param {Pair} vertex
 * @returns {Pair}
 */
function footOf({ camera, spot }, field, mesh, [i, j]) {
  const last = mesh.size - 1;
  project(camera, (i / last - 0.5) * field.wide, (j / last - 0.5) * field.deep, FOOT, spot);
  return [spot[0], spot[1]];
}

/**
 * Where a point of the plane falls, into `out`: CSS pixels x, y, and a size for what stands there, negative where the
 * ground hides it. `lift` is how high above the ground, in sides.
 * @param {Surface} surface
 * @param {number} x
 * @param {number} y
 * @param {number} lift
 * @param {Float32Array} out
 */
function place(surface, x, y, lift, out) {
  const { field, mesh, camera, raster, pixel } = surface;
  if (!field || !mesh) return; // nothing is drawn yet
  const { x: across, y: along } = field.ground;
  const u = (x - across[0]) / (across[1] - across[0]);
  const v = (y - along[0]) / (along[1] - along[0]);
  project(camera, (u - 0.5) * field.wide, (v - 0.5) * field.deep, heightAt(mesh, u, v) * RELIEF + lift, out);
  const px = out[0] | 0;
  const py = out[1] | 0;
  const inside = px >= 0 && py >= 0 && px < raster.width && py < raster.height;
  const hidden = inside && raster.near[py * raster.width + px] * (1 - HIDDEN) > out[2];
  out[0] *= pixel;
  out[1] *= pixel;
  out[2] = hidden ? -out[2] * 3 : out[2] * 3;
}

/**
 * The point of the plane under a place of the view (CSS pixels), or null where there is no ground.
 * @param {Surface} surface
 * @param {number} left
 * @param {number} top
 * @returns {Pair | null}
 */
export function planeAt(surface, left, top) {
  const { raster, pixel, camera, field, spot } = surface;
  const px = Math.round(left / pixel);
  const py = Math.round(top / pixel);
  if (!field || px < 0 || py < 0 || px >= raster.width || py >= raster.height) return null;
  const near = raster.near[py * raster.width + px];
  if (!near) return null;
  unproject(camera, px, py, near, spot);
  const { x, y } = field.ground;
  return [x[0] + (spot[0] / field.wide + 0.5) * (x[1] - x[0]), y[0] + (spot[1] / field.deep + 0.5) * (y[1] - y[0])];
}

/**
 * Turns by pixels of a drag.
 * @param {Surface} surface
 * @param {number} dx
 * @param {number} dy
 */
export function turnBy(surface, dx, dy) {
  const { camera } = surface;
  camera.turn = wrap(camera.turn - dx * TURN);
  camera.tilt = Math.max(TILTS[0], Math.min(TILTS[1], camera.tilt + dy * TURN * 0.7));
  surface.turned();
}

/** @param {number} angle */
const wrap = (angle) => Math.atan2(Math.sin(angle), Math.cos(angle));

/**
 * The view as it stands in a link, "-58,38" in degrees; "" for the first one.
 * @param {{ camera: Camera }} surface
 */
export function viewOf({ camera }) {
  const degrees = inDegrees([camera.turn, camera.tilt]);
  return degrees === inDegrees(FIRST_VIEW) ? "" : degrees;
}

/** @param {number[]} angles */
const inDegrees = (angles) => angles.map((angle) => Math.round((angle * 180) / Math.PI)).join(",");

/**
 * Turns the camera to the view of a link, or to the first one where the text says none.
 * @param {{ camera: Camera }} surface
 * @param {string} text
 */
export function setView({ camera }, text) {
  const [turn, tilt] = text.split(",").map((part) => (Number(part) * Math.PI) / 180);
  const known = Number.isFinite(turn) && Number.isFinite(tilt);
  camera.turn = known ? wrap(turn) : FIRST_VIEW[0];
  camera.tilt = known ? Math.max(TILTS[0], Math.min(TILTS[1], tilt)) : FIRST_VIEW[1];
}

/** @param {Surface} surface */
function watchKeys(surface) {
  const step = PRESS / TURN;
  /** @type {Record<string, Pair>} */
  const moves = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
  surface.node.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    if (event.target !== surface.node || !move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    turnBy(surface, move[0], move[1]);
  });
}
