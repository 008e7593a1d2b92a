// Take the figure away: a button that opens three tabs, Embed, Link and Download. Knows no kind of figure: each says in
// one object what it has to give (see share-run.js). What a figure cannot give, such as an embed page for a file that was
// opened from disk, has no tab.

import { h, put, say, show } from "../kit/dom.js";
import { createEmbedding } from "./embed.js";
import { saveFile } from "./files.js";
import { copyable, leavingOut, withQuery } from "./parts.js";

/** `figure` has: ready(); title(); hidable, a list of [name, label, spare]; step() or null; state(), what
 *  else a link says; embed() and link(), addresses or null; and
 *  files(), a list of { label, name, make } or { label, name, href }. */
export function createShare(figure) {
  const id = `share-${Math.random().toString(36).slice(2)}`; // modules may be there twice, in two figures' packs
  const toggle = h(
    "button",
    { type: "button", class: "quiet", "aria-expanded": "false", "aria-controls": id },
    "Share",
  );
  const share = { figure, id, toggle, tabs: [], panels: [], box: h("div", { class: "share-box", id, hidden: true }) };
  toggle.addEventListener("click", () => open(share, share.box.hidden));
  const node = h("section", { class: "share", "aria-label": "Share" }, toggle, share.box);
  node.addEventListener("keydown", (event) => closeByKey(share, event));
  return { node, render: () => show(node, figure.ready()) };
}

function closeByKey(share, event) {
  if (event.key !== "Escape" || share.box.hidden) return;
  event.stopPropagation();
  open(share, false);
  share.toggle.focus();
}

/** Built anew at each opening, so that it shows the figure as it is then. */
function open(share, wanted) {
  share.ended?.abort();
  put(share.toggle, "aria-expanded", String(wanted));
  show(share.box, wanted);
  share.box.replaceChildren();
  if (!wanted) return;
  share.ended = new AbortController();
  const { figure } = share;
  const kinds = [
    ["Embed", figure.embed() && (() => createEmbedding(figure, share.ended.signal))],
    ["Link", figure.link() && (() => linking(figure))],
    ["Download", () => downloads(figure)],
  ].filter(([, make]) => make);
  const panel = h("div", { role: "tabpanel", id: `${share.id}-panel`, tabindex: 0 });
  const tabs = kinds.map(([name], index) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `${share.id}-${name}`,
        "aria-controls": panel.id,
        on: { click: () => choose(index), keydown: (event) => step(event, index) },
      },
      name,
    ),
  );
  const choose = async (index) => {
    tabs.forEach((tab, at) => {
      put(tab, "aria-selected", String(at === index));
      put(tab, "tabindex", at === index ? 0 : -1);
    });
    put(panel, "aria-labelledby", tabs[index].id);
    const made = await kinds[index][1]();
    if (tabs[index].getAttribute("aria-selected") === "true") panel.replaceChildren(made); // unless another was chosen meanwhile
  };
  const step = (event, index) => {
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + tabs.length) % tabs.length;
    choose(next);
    tabs[next].focus();
  };
  share.box.replaceChildren(h("div", { role: "tablist", "aria-label": "Take it away" }, ...tabs), panel);
  choose(0);
  tabs[0].focus();
}

function linking(figure) {
  const here = copyable("A link to this view", 2);
  here.update(withQuery(figure.link(), { ...figure.state(), step: figure.step() }));
  const panel = h("div", {}, here.node);
  if (!figure.embed()) return panel;
  const bare = copyable("A link to the figure alone, for a class", 2);
  const write = (hide) =>
    bare.update(withQuery(figure.embed(), { ...figure.state(), step: figure.step(), hide: hide.join(",") }));
  panel.append(bare.node, leavingOut(figure, false, write));
  return panel;
}

function downloads(figure) {
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const save = async (file) => {
    try {
      await saveFile(file);
      show(trouble, false);
    } catch (error) {
      say(trouble, `This could not be made: ${error.message}`);
      show(trouble, true);
    }
  };
  const entry = (file) =>
    h(
      "li",
      {},
      h("button", { type: "button", class: "quiet", on: { click: () => save(file) } }, file.label),
      h("span", {}, file.about),
    );
  return h("div", {}, h("ul", { class: "files" }, ...figure.files().map(entry)), trouble);
}
