// These tests say which words count as changed, and that nothing of an answer gets lost.

import assert from "node:assert/strict";
import { test } from "node:test";

import { diffWords } from "../../../explainer/player/run/diff.js";

/**
 * The changed words between brackets.
 * @param {string} before
 * @param {string} now
 */
const marked = (before, now) =>
  diffWords(before, now)
    .map(({ text, changed }) => (changed ? `[${text}]` : text))
    .join("");

test("words that both have are left alone, and all others are marked", () => {
  assert.equal(marked("The capital is Paris.", "The capital is Rome."), "The capital is[ Rome.]");
  assert.equal(marked("one two three", "one three"), "one three");
  assert.equal(marked("one three", "one two three"), "one[ two] three");
  assert.equal(marked("", "all is new"), "[all is new]");
  assert.equal(marked("a b", "b a"), "b[ a]", "of two that changed places, one has stayed");
});

test("the pieces are the answer again, spaces included", () => {
  const answers = ["", "  two  spaces ", "line\none\ttab", "x".repeat(50), "Grüße, 東京 🗼"];
  for (const answer of answers) {
    const text = diffWords("two one", answer)
      .map((piece) => piece.text)
      .join("");
    assert.equal(text, answer.trimEnd());
  }
});

test("an answer longer than any counts its late words as changed, and does not take long", () => {
  const long = Array.from({ length: 5000 }, (_, index) => `w${index}`).join(" ");
  const pieces = diffWords(long, long);
  assert.deepEqual(
    pieces.map(({ changed }) => changed),
    [false, true],
  );
  assert.equal(pieces[0].text.split(" ").length, 400);
});
