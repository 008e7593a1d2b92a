// These tests hold the drawn ground to the losses: heights from 0 to 1 over both surfaces, mixed in one straight line, and
// a light that the palette has a shade for.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createField, heightAt, mix } from "../../../explainer/player/ball/field.js";
import { bowl, smallGround } from "./small.js";

test("the lowest loss of both surfaces has height 0, the highest 1", () => {
  const field = createField(smallGround({ old: bowl([0, 0]), new: bowl([0, 0], 1) }));
  assert.deepEqual([field.low, field.high, field.span], [0, 18, 18]);
  assert.deepEqual(field.bottoms, [0, 0]);
  const { old, new: fresh } = field.mesh(25);
  assert.ok(Math.abs(Math.max(...old.z) - 0.5) < 1e-6);
  assert.equal(Math.max(...fresh.z), 1);
});

test("the longer side is 1", () => {
  const field = createField(smallGround({ x: [-3, 9] }));
  assert.deepEqual([field.wide, field.deep], [1, 0.5]);
});

test("a mesh is made once a size", () => {
  const field = createField(smallGround());
  assert.equal(field.mesh(9), field.mesh(9));
  assert.notEqual(field.mesh(9), field.mesh(11));
});

test("without replay the mix is the new surface, with nothing else the old one, bent alike", () => {
  const { ground } = createField(smallGround());
  const mesh = createField(ground).mesh(25);
  const bent = (/** @type {number} */ z) => ((1 + mesh.bend) * z) / (z + mesh.bend);
  for (const [r, surface] of /** @type {const} */ ([
    [0, mesh.new],
    [1, mesh.old],
  ])) {
    mix(mesh, r, 0.4);
    mesh.height.forEach((height, k) => {
      assert.ok(Math.abs(height - bent(surface.z[k])) < 1e-6);
    });
  }
});

test("light stays within the palette's shades, and level ground has one light", () => {
  const mesh = createField(smallGround()).mesh(25);
  mix(mesh, 0.3, 0.4);
  assert.ok(mesh.light.every((light) => light >= 0 && light <= 63));
  const level = bowl([0, 0], 0);
  const flat = createField(smallGround({ old: level, new: level })).mesh(9);
  mix(flat, 0.3, 0.4);
  assert.equal(new Set(flat.light).size, 1);
  assert.ok(Math.abs(flat.light[0] - 63 * 0.86 * ((1 + 0.757) / 2) ** 2) < 1e-4, "light from 0.757 high, wrapped");
});

test("the height between the mesh's points is on the lines between them, and at the edge beyond it", () => {
  const mesh = createField(smallGround()).mesh(5);
  mix(mesh, 0, 0.4);
  assert.equal(heightAt(mesh, 0.25, 0.5), mesh.height[2 * 5 + 1]);
  assert.ok(Math.abs(heightAt(mesh, 0.125, 0) - (mesh.height[0] + mesh.height[1]) / 2) < 1e-6);
  assert.equal(heightAt(mesh, 7, -7), mesh.height[4]);
});
