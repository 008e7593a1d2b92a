// These tests hold the camera to its own inverse, and the ground to its picture, at every turn and tilt.

import assert from "node:assert/strict";
import { test } from "node:test";

import { FIRST_VIEW, TILTS, aim, createCamera, project, unproject } from "../../../explainer/player/ball/camera.js";

const TURNS = [-3, -1.02, 0, 0.7, 2.4];
const ANGLES = [TILTS[0], FIRST_VIEW[1], TILTS[1]];
const CORNERS = [
  [-0.5, -0.5],
  [0.5, -0.5],
  [0.5, 0.5],
  [-0.5, 0.5],
];
const RELIEF = 0.4;

/** A camera for every view, aimed at a picture of 720 x 480. */
function cameras() {
  return TURNS.flatMap((turn) =>
    ANGLES.map((tilt) => {
      const camera = Object.assign(createCamera(), { turn, tilt });
      aim(camera, 720, 480, RELIEF);
      return camera;
    }),
  );
}

test("unproject undoes project", () => {
  const out = new Float32Array(3);
  const back = new Float32Array(3);
  for (const camera of cameras())
    for (const point of [...CORNERS.map(([x, y]) => [x, y, 0]), [0, 0, 0.2], [0.1, -0.3, 0.4]]) {
      project(camera, point[0], point[1], point[2], out);
      unproject(camera, out[0], out[1], out[2], back);
      point.forEach((value, i) => {
        assert.ok(Math.abs(back[i] - value) < 1e-5, `${[...back]} is not ${point}`);
      });
    }
});

test("a ground of half the height lies in the picture at every turn and tilt", () => {
  const out = new Float32Array(3);
  for (const camera of cameras())
    for (const [x, y] of CORNERS)
      for (const z of [0, RELIEF / 2]) {
        project(camera, x, y, z, out);
        assert.ok(out[0] > 0 && out[0] < 720, `${out[0]} px across at ${camera.turn}, ${camera.tilt}`);
        assert.ok(out[1] > 0 && out[1] < 480, `${out[1]} px down at ${camera.turn}, ${camera.tilt}`);
      }
});

test("what is higher stands higher, and what is nearer is so in the third number", () => {
  const camera = createCamera();
  aim(camera, 720, 480, RELIEF);
  const low = new Float32Array(3);
  const high = new Float32Array(3);
  project(camera, 0, 0, 0, low);
  project(camera, 0, 0, 0.3, high);
  assert.ok(high[1] < low[1]);
  project(camera, 0.4 * camera.back[0], 0.4 * camera.back[1], 0, high);
  assert.ok(high[2] > low[2], "towards the reader");
});
