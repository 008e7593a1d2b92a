import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, linkTo, withQuery } from "../../../explainer/player/share/address.js";

Object.assign(globalThis, { document: { baseURI: "https://moat.example/app/embed/dose" } });

/** @param {string} href */
const goTo = (href) => Object.assign(globalThis, { location: new URL(href) });

test("inside the app and on embed pages an address is found from the app's root", () => {
  assert.equal(addressOf({ root: "../" }, "embed", "embed/dose"), "https://moat.example/app/embed/dose");
  assert.equal(addressOf({ root: "" }, "embed", "api/x"), "https://moat.example/app/embed/api/x");
});

test("a static site says what it has instead, and a file from disk has nothing", () => {
  const beside = { embed: "embed/dose.html" };
  assert.equal(addressOf({ beside }, "embed", "embed/dose"), "https://moat.example/app/embed/embed/dose.html");
  assert.equal(addressOf({ beside }, "file", "api/dose/file.html"), null);
  assert.equal(addressOf({}, "embed", "embed/dose"), null);
});

test("a link is to the app's page, else to this one, and never to a file on disk", () => {
  goTo("https://moat.example/app/embed/dose?x=1");
  assert.equal(linkTo({ page: "../replay" }), "https://moat.example/app/replay");
  assert.equal(linkTo({}), "https://moat.example/app/embed/dose?x=1");
  goTo("file:///home/dose.html");
  assert.equal(linkTo({ page: "replay" }), null);
});

test("a query is changed by name: empty values go, commas stay readable", () => {
  const address = "https://moat.example/embed/run/jan-5?step=3&theme=dark";
  assert.equal(
    withQuery(address, { step: null, theme: "", hide: "answers,numbers", autoplay: 1 }),
    "https://moat.example/embed/run/jan-5?hide=answers,numbers&autoplay=1",
  );
  assert.equal(withQuery(address, { step: 0 }), "https://moat.example/embed/run/jan-5?step=0&theme=dark");
});
