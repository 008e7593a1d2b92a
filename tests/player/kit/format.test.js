import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, change, count, decimal, percent, sentence, span } from "../../../explainer/player/kit/format.js";
import { setLanguage } from "../document.js";

test("losses have two digits and a true minus, and never a minus zero", () => {
  assert.equal(decimal(1.094), "1.09");
  assert.equal(decimal(-0.5), "−0.50");
  assert.equal(decimal(-0.001), "0.00");
  assert.equal(decimal(2, 0), "2");
});

test("changes carry a sign, but for none", () => {
  assert.equal(change(1.094), "+1.09");
  assert.equal(change(-0.021), "−0.02");
  assert.equal(change(0.001), "0.00");
});

test("counts are grouped, shares below a tenth have a digit", () => {
  assert.equal(count(2400), "2,400");
  assert.equal(percent(0.87), "87%");
  assert.equal(percent(0.0104), "1.0%");
  assert.equal(percent(0), "0%");
});

test("numbers follow the language that the page names; words stay English", (context) => {
  context.after(() => setLanguage());
  setLanguage("de");
  assert.equal(decimal(1.094), "1,09");
  assert.equal(count(2400), "2.400");
  assert.equal(span(90), "1 min 30 s");
});

test("spans are in the units that people say", () => {
  assert.equal(span(9.4), "9 s");
  assert.equal(span(125), "2 min 5 s");
  assert.equal(span(120), "2 min");
  assert.equal(span(4800), "1 h 20 min");
  assert.equal(span(-3), "0 s");
});

test("a stranger's text is cut, a sentence ends with a full stop", () => {
  assert.equal(brief("a".repeat(60)).length, 40);
  assert.equal(brief("short"), "short");
  assert.equal(sentence(" It failed "), "It failed.");
  assert.equal(sentence("Why?"), "Why?");
});
