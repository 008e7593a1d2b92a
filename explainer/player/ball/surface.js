// The ground in three dimensions: a block cut out of the landscape, turned by dragging, by keys and by wheel-free touch.
// Two canvases: the ground (drawn only when it changes) and, above it, ball and trail at the screen's own resolution.
// Knows the field and the camera; what stands on the ground is drawn by scene.js through `place`.

import { h } from "../kit/dom.js";
import { FIRST_VIEW, FOOT, TILTS, aim, createCamera, project, unproject } from "./camera.js";
import { heightAt, mix } from "./field.js";
import { fillWash, presence, tinted } from "./palette.js";
import { createRaster, drawMesh, fillLines, resizeRaster } from "./raster.js";
import { createLayer, fitLayer } from "./layer.js";

export const RELIEF = 0.4; // how tall the whole range of losses stands, in sides of the ground
const TURN = 0.009; // radians a pixel
const PRESS = 0.12; // radians a key
const HIDDEN = 0.012; // nearer by this share of the distance, the ground hides a point

/** `act` has turn(): the view changed. */
export function createSurface(act) {
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
  const surface = {
    node,
    ground,
    over,
    act,
    camera: createCamera(),
    raster: createRaster(),
    points: { x: new Float32Array(0), y: new Float32Array(0), near: new Float32Array(0) },
    field: null,
    mesh: null,
    pixel: 1, // CSS pixels that one of the picture inside covers
    spot: new Float32Array(3),
  };
  surface.place = (x, y, lift, out) => place(surface, x, y, lift, out);
  watchKeys(surface);
  return surface;
}

/** Draws the ground: `quality` is { width, mesh } of the picture inside. */
export function drawSurface(surface, field, r, palette, quality) {
  const { raster, camera, node } = surface;
  const [wide, tall] = surface.size;
  fitLayer(surface.over, surface.size);
  const width = Math.round(quality.width);
  const height = Math.round((width * tall) / wide);
  resizeRaster(raster, width, height);
  surface.pixel = wide / width;
  surface.field = field;
  surface.mesh = field.mesh(quality.mesh);
  mix(surface.mesh, r, RELIEF);
  aim(camera, width, height, RELIEF);
  dress(raster, field, r, palette, width / wide);
  projectMesh(surface);
  drawMesh(raster, surface.mesh, surface.points);
  fitGround(surface.ground, width, height);
  surface.ground.context.putImageData(raster.image, 0, 0);
  drawWalls(surface, palette, width / wide);
  node.dataset.inside = String(width);
}

function fitGround({ canvas }, width, height) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
}

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

function projectMesh({ mesh, points, camera, field, spot }) {
  const { size, height } = mesh;
  if (points.x.length !== height.length)
    for (const name of ["x", "y", "near"]) points[name] = new Float32Array(height.length);
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

/** The cut faces towards the reader, fading out downwards, and the edge of the ground above them. */
function drawWalls(surface, palette, density) {
  const { camera, ground, mesh } = surface;
  const last = mesh.size - 1;
  const [bx, by] = [camera.back[0], camera.back[1]];
  const corner = { w: [0, 0], e: [last, 0], n: [last, last], s: [0, last] };
  const walls = [
    [by < 0, corner.w, corner.e, 0.16],
    [bx > 0, corner.e, corner.n, 0.3],
    [by > 0, corner.n, corner.s, 0.42],
    [bx < 0, corner.s, corner.w, 0.24],
  ];
  const { context } = ground;
  context.lineWidth = Math.max(0.8, 1.1 * density);
  context.strokeStyle = tinted(palette.rgb.ink, 0.55);
  for (const [facing, from, to, dim] of walls) if (facing) drawWall(surface, context, from, to, dim, palette);
}

function drawWall(surface, context, from, to, dim, palette) {
  const { points, mesh } = surface;
  const edge = outlineOf(mesh.size, from, to).map((k) => [points.x[k], points.y[k]]);
  const feet = [to, from].map((at) => footOf(surface, at));
  const top = edge.reduce((found, [, y]) => Math.min(found, y), Infinity);
  const foot = Math.max(feet[0][1], feet[1][1]);
  const fade = context.createLinearGradient(0, top, 0, foot);
  const colour = palette.stone.map(
    (value, i) => value * (1 - dim) + dim * palette.rgb.ink[i] * (palette.dark ? 0.12 : 1),
  );
  fade.addColorStop(0, tinted(colour, 1));
  fade.addColorStop(0.35, tinted(colour, 0.9));
  fade.addColorStop(1, tinted(colour, 0));
  context.fillStyle = fade;
  context.beginPath();
  edge.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
  feet.forEach(([x, y]) => context.lineTo(x, y));
  context.fill();
  context.beginPath();
  edge.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.stroke();
}

function outlineOf(size, [i0, j0], [i1, j1]) {
  const last = size - 1;
  return Array.from(
    { length: size },
    (_, t) => Math.round(j0 + ((j1 - j0) * t) / last) * size + Math.round(i0 + ((i1 - i0) * t) / last),
  );
}

function footOf({ camera, field, mesh, spot }, [i, j]) {
  const last = mesh.size - 1;
  project(camera, (i / last - 0.5) * field.wide, (j / last - 0.5) * field.deep, FOOT, spot);
  return [spot[0], spot[1]];
}

/** Where a point of the plane falls: CSS pixels x, y, and a size for what stands there, negative where the ground hides
 *  it. `lift` is how high above the ground, in sides. */
function place(surface, x, y, lift, out) {
  const { field, mesh, camera, raster, pixel } = surface;
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

/** The point of the plane under a place of the view (CSS pixels), or null where there is no ground. */
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

/** Turns by pixels of a drag. */
export function turnBy(surface, dx, dy) {
  const { camera } = surface;
  camera.turn = wrap(camera.turn - dx * TURN);
  camera.tilt = Math.max(TILTS[0], Math.min(TILTS[1], camera.tilt + dy * TURN * 0.7));
  surface.act.turn();
}

const wrap = (angle) => Math.atan2(Math.sin(angle), Math.cos(angle));

/** The view as it stands in a link, "-58,38" in degrees; "" for the first one. */
export function viewOf({ camera }) {
  const degrees = [camera.turn, camera.tilt].map((angle) => Math.round((angle * 180) / Math.PI));
  const first = FIRST_VIEW.map((angle) => Math.round((angle * 180) / Math.PI));
  return String(degrees) === String(first) ? "" : degrees.join(",");
}

export function setView({ camera }, text) {
  const [turn, tilt] = (text || "").split(",").map((part) => (Number(part) * Math.PI) / 180);
  const known = text && Number.isFinite(turn) && Number.isFinite(tilt);
  camera.turn = known ? wrap(turn) : FIRST_VIEW[0];
  camera.tilt = known ? Math.max(TILTS[0], Math.min(TILTS[1], tilt)) : FIRST_VIEW[1];
}

function watchKeys(surface) {
  const step = PRESS / TURN;
  const moves = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
  surface.node.addEventListener("keydown", (event) => {
    const move = event.target === surface.node && moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    turnBy(surface, ...move);
  });
}
