import assert from "node:assert/strict";
import { test } from "node:test";
import { readQuery } from "../../explainer/player/query.js";

/** @param {string} text */
const read = (text, names = ["hide", "autoplay", "slow", "step", "lr", "view", "theme", "lang"]) =>
  readQuery(new URLSearchParams(text), names);

test("numbers become numbers, other words stay", () => {
  assert.deepEqual(read("step=75&lr=0.5&view=-58,38&theme=dark"), { step: 75, lr: 0.5, view: "-58,38", theme: "dark" });
  assert.deepEqual(read("step=&lr=fast"), { step: "", lr: "fast" });
});

test("what the figure does not know is left out", () => {
  assert.deepEqual(read("step=3&utm_source=x", ["step"]), { step: 3 });
});

test("a list of parts has commas between them", () => {
  assert.deepEqual(read("hide=answers,numbers"), { hide: ["answers", "numbers"] });
  assert.deepEqual(read("hide=answers, numbers"), { hide: ["answers", "numbers"] });
});

test("switches take 1, 0, true and false; what is none of them stays for the figure to refuse", () => {
  assert.deepEqual(read("slow=1"), { slow: true });
  assert.deepEqual(read("slow=FALSE"), { slow: false });
  assert.deepEqual(read("slow=perhaps"), { slow: "perhaps" });
  assert.deepEqual(read("autoplay=0"), { autoplay: false });
  assert.deepEqual(read("autoplay=1"), { autoplay: true });
});
