// This module puts a style sheet into the page or the shadow root that a node stands in, once, and takes it out with its
// last user. The CSS is text in modules, so that it also travels in a single exported file. It knows no runs.

/** @typedef {{ sheet: CSSStyleSheet, users: number }} Adopted */

/** @type {WeakMap<DocumentOrShadowRoot, Map<string, Adopted>>} */
const sheets = new WeakMap(); // by root node, then by text

/**
 * Styles the tree that `node` stands in; returns the way back.
 * @param {Node & ParentNode} node
 * @param {string} css
 * @returns {() => void}
 */
export function addSheet(node, css) {
  const root = node.getRootNode();
  if (!adopts(root)) return addElement(node, css); // not in a page yet, or in an old browser
  const adopted = sheets.get(root)?.get(css) ?? adopt(root, css);
  adopted.users += 1;
  return () => {
    adopted.users -= 1;
    if (adopted.users > 0) return;
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== adopted.sheet);
    sheets.get(root)?.delete(css);
  };
}

/**
 * @param {Node} root
 * @returns {root is Document | ShadowRoot}
 */
function adopts(root) {
  return "adoptedStyleSheets" in root;
}

/**
 * @param {Document | ShadowRoot} root
 * @param {string} css
 */
function adopt(root, css) {
  const adopted = { sheet: new CSSStyleSheet(), users: 0 };
  adopted.sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, adopted.sheet];
  const ofRoot = sheets.get(root) ?? new Map();
  sheets.set(root, ofRoot.set(css, adopted));
  return adopted;
}

/**
 * @param {ParentNode} node
 * @param {string} css
 */
function addElement(node, css) {
  const style = document.createElement("style");
  style.textContent = css;
  node.append(style);
  return () => style.remove();
}
