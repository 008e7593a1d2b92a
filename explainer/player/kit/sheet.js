// Puts a style sheet into the page or the shadow root that a node stands in, once, and takes it out with its last user.
// The CSS is text in modules, so that it also travels in a single exported file. Knows no runs.

const sheets = new WeakMap(); // by root node: by text, { sheet, users }

/** Styles the tree that `node` stands in; returns the way back. */
export function addSheet(node, css) {
  const root = node.getRootNode();
  const adopts = "adoptedStyleSheets" in root ? (sheets.get(root)?.get(css) ?? adopt(root, css)) : null;
  if (!adopts) return addElement(node, css);
  adopts.users += 1;
  return () => {
    adopts.users -= 1;
    if (adopts.users > 0) return;
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== adopts.sheet);
    sheets.get(root).delete(css);
  };
}

function adopt(root, css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  if (!sheets.has(root)) sheets.set(root, new Map());
  sheets.get(root).set(css, { sheet, users: 0 });
  return sheets.get(root).get(css);
}

/** For a node that is not in a page yet. */
function addElement(node, css) {
  const style = document.createElement("style");
  style.textContent = css;
  node.append(style);
  return () => style.remove();
}
