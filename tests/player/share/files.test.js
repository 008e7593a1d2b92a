import assert from "node:assert/strict";
import { test } from "node:test";
import { csvFile, csvText, htmlFile } from "../../../explainer/player/share/files.js";

test("rows become lines, with a head and the ends of lines that RFC 4180 asks for", () => {
  assert.equal(csvText(["step", "loss"], [[0, 1.5]]), "step,loss\r\n0,1.5\r\n");
});

test("what is missing or no number stays empty", () => {
  assert.equal(csvText(["a", "b", "c", "d"], [[null, undefined, Number.NaN, Infinity]]), "a,b,c,d\r\n,,,\r\n");
});

test("commas, quotation marks and lines are kept together", () => {
  assert.equal(csvText(['say "hi"'], [["one, two"], ["up\ndown"]]), '"say ""hi"""\r\n"one, two"\r\n"up\ndown"\r\n');
});

test("a text that a spreadsheet would take for a formula is none; a negative number is one", () => {
  assert.equal(csvText(["a"], [["=1+1"], ["@x"], ["-2"], [-2]]), "a\r\n'=1+1\r\n'@x\r\n'-2\r\n-2\r\n");
});

test("a file of rows says what it is", async () => {
  const file = csvFile(["a"], [[1]]);
  assert.equal(file.type, "text/csv");
  assert.equal(await file.text(), "a\r\n1\r\n");
});

test("one HTML file is offered where there is an address of it", () => {
  assert.deepEqual(htmlFile("dose", null), []);
  assert.equal(htmlFile("dose", "https://moat.example/api/dose/file.html")[0].name, "dose.html");
});
