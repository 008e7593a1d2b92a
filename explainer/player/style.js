// Puts the player's style sheet into the page or the shadow root it stands in, once, and takes it out with the last
// player. The CSS is text in modules, so that it also travels in a single exported file. Knows no runs.

import { BASE } from "./style-base.js";
import { CHART } from "./style-chart.js";
import { NUMBERS } from "./style-numbers.js";
import { TALK } from "./style-talk.js";
import { TIME } from "./style-time.js";

const CSS = BASE + CHART + TIME + TALK + NUMBERS;

const sheets = new WeakMap(); // by root node: { sheet, users }

/** Styles the tree that `node` stands in; returns the way back. */
export function addStyle(node) {
  const root = node.getRootNode();
  const adopts = "adoptedStyleSheets" in root ? (sheets.get(root) ?? adopt(root)) : null;
  if (!adopts) return addElement(node);
  adopts.users += 1;
  return () => {
    adopts.users -= 1;
    if (adopts.users > 0) return;
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== adopts.sheet);
    sheets.delete(root);
  };
}

function adopt(root) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  sheets.set(root, { sheet, users: 0 });
  return sheets.get(root);
}

/** For a node that is not in a page yet. */
function addElement(node) {
  const style = document.createElement("style");
  style.textContent = CSS;
  node.append(style);
  return () => style.remove();
}
