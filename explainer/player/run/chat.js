// In the chat the reader asks Pebble anything, before and after: one prompt to every run's weights at the step shown. It
// holds a short transcript. It knows bubbles and a function that asks; nothing of how that is answered.

/** @import { Actions } from "./actions.js" */
/** @import { Row } from "./bubbles.js" */
/** @import { Run } from "./run.js" */
/** @import { RunState } from "./state.js" */

import { LIMITS } from "../kit/contract.js";
import { h, put, say, show } from "../kit/dom.js";
import { columnsOf } from "./answers.js";
import { createRow, fillCell } from "./bubbles.js";
import { canChat } from "./run.js";

/** @typedef {ReturnType<typeof nodesOf>} Nodes */

/**
 * `busy` is whether an answer is on its way.
 * @typedef {{ nodes: Nodes, ask: Actions["ask"], state: RunState | null, busy: boolean }} Chat
 */

const EXCHANGES = 8; // that the transcript holds
const EXAMPLES = ["What is the capital of France?", "Tell me about the world.", "How are you?"];
const THINKING = "thinking…";

/**
 * `act.ask(index, prompt)` asks one run.
 * @param {Pick<Actions, "ask">} act
 */
export function createChat({ ask }) {
  const nodes = nodesOf();
  /** @type {Chat} */
  const chat = { nodes, ask, state: null, busy: false };
  nodes.form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(chat, nodes.prompt.value);
  });
  for (const example of nodes.examples) example.addEventListener("click", () => send(chat, example.textContent ?? ""));
  const node = h(
    "section",
    { class: "chat talk", "aria-label": "Chat with Pebble" },
    h("h3", {}, "Chat with it", nodes.about),
    nodes.why,
    nodes.form,
    nodes.trouble,
    h("div", { class: "examples" }, ...nodes.examples),
    h("div", { role: "log", "aria-label": "Chat" }, nodes.log),
  );
  return { node, render: (/** @type {RunState} */ state) => render(node, chat, state) };
}

function nodesOf() {
  const prompt = h("input", {
    type: "text",
    class: "prompt",
    "aria-label": "Your prompt",
    placeholder: "Ask Pebble anything",
    autocomplete: "off",
  });
  const button = h("button", { type: "submit", class: "ask" }, "Ask");
  return {
    prompt,
    button,
    form: h("form", { class: "chat-form" }, prompt, button),
    examples: EXAMPLES.map((text) => h("button", { type: "button", class: "quiet" }, text)),
    about: h("span", { class: "asked" }),
    why: h("p", { class: "why", hidden: true }),
    trouble: h("p", { class: "trouble", role: "alert", hidden: true }),
    log: h("ul", { class: "rows" }),
  };
}

/**
 * @param {HTMLElement} node
 * @param {Chat} chat
 * @param {RunState} state
 */
function render(node, chat, state) {
  const { nodes } = chat;
  const why = state.runs.length ? whyNot(state.runs) : "";
  chat.state = state;
  show(node, Boolean(state.options.chat) && state.runs.length > 0);
  say(nodes.why, why);
  show(nodes.why, why !== "");
  say(nodes.about, why ? "" : `with its weights at step ${state.step}`);
  disable(chat, why !== "" || chat.busy);
}

/**
 * @param {Chat} chat
 * @param {boolean} disabled
 */
function disable({ nodes }, disabled) {
  for (const control of [nodes.prompt, nodes.button, ...nodes.examples]) put(control, "disabled", disabled);
}

/**
 * Why these runs cannot be asked; empty where they can.
 * @param {Run[]} runs
 */
function whyNot(runs) {
  if (runs.every(canChat)) return "";
  if (runs.some((run) => run.status === "loading")) return "Loading.";
  if (runs.some((run) => run.status === "unreadable")) return "There is nothing to chat with: the run cannot be shown.";
  const [which, whose] = runs.length === 1 ? ["This run was", "its"] : ["These runs were", "their"];
  return `${which} recorded, and ${whose} weights are not here: train one of your own, and you can ask it anything.`;
}

/**
 * @param {Chat} chat
 * @param {string} typed
 */
function send(chat, typed) {
  if (chat.busy || !chat.state) return;
  const text = typed.trim();
  const wrong = whatIsWrong(text);
  say(chat.nodes.trouble, wrong);
  show(chat.nodes.trouble, wrong !== "");
  if (!wrong) exchange(chat, chat.state.runs, text);
}

/** @param {string} text */
function whatIsWrong(text) {
  const [limit, length] = [LIMITS.prompt, text.length].map((number) => number.toLocaleString("en-GB"));
  if (text === "") return "Type a prompt first: an empty one cannot be answered.";
  return text.length > LIMITS.prompt
    ? `A prompt can be at most ${limit} characters long, and this one has ${length}.`
    : "";
}

/**
 * @param {Chat} chat
 * @param {Run[]} runs
 * @param {string} text
 */
async function exchange(chat, runs, text) {
  const row = addRow(chat.nodes.log, runs, text);
  setBusy(chat, true);
  const steps = await Promise.all(runs.map((_, index) => answer(chat, row, index, text)));
  const used = [...new Set(steps.filter((step) => step !== null))];
  if (used.length) row.question.append(h("span", { class: "weights" }, `weights of step ${used.join(" and ")}`));
  if (chat.nodes.prompt.value.trim() === text) chat.nodes.prompt.value = "";
  setBusy(chat, false);
}

/**
 * @param {HTMLElement} log
 * @param {Run[]} runs
 * @param {string} text
 */
function addRow(log, runs, text) {
  const columns = columnsOf(runs);
  const row = createRow(text, columns);
  put(row.node, "style", `--columns:${columns.length}`);
  log.prepend(row.node);
  while (log.children.length > EXCHANGES) log.lastElementChild?.remove();
  for (const cell of row.cells) fillCell(cell, { text: "", note: THINKING });
  return row;
}

/**
 * @param {Chat} chat
 * @param {boolean} busy
 */
function setBusy(chat, busy) {
  chat.busy = busy;
  disable(chat, busy || !chat.state?.runs.every(canChat));
}

/**
 * Asks one run and shows what it says; resolves to the step of its weights, null where that failed.
 * @param {Chat} chat
 * @param {Row} row
 * @param {number} index
 * @param {string} text
 */
async function answer(chat, row, index, text) {
  const [before, ...afters] = row.cells;
  try {
    const reply = await chat.ask(index, text);
    if (index === 0 || before.text === "") fillCell(before, { text: reply.before });
    fillCell(afters[index], { text: reply.after, before: reply.before });
    return reply.step;
  } catch (error) {
    fillCell(afters[index], { text: "", note: error instanceof Error ? error.message : String(error) });
    if (before.bubble.dataset.note === THINKING) fillCell(before, { text: "", note: "—" });
    return null;
  }
}
