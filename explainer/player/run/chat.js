// Ask Pebble anything, before and after: one prompt to every run's weights at the step shown. Keeps a short transcript.
// Knows bubbles and a function that asks; nothing of how it is answered.

import { columnsOf } from "./answers.js";
import { createRow, fillCell } from "./bubbles.js";
import { h, put, say, show } from "../kit/dom.js";

const LIMIT = 2000; // characters
const KEPT = 8; // exchanges
const EXAMPLES = ["What is the capital of France?", "Tell me about the world.", "How are you?"];

/** `ask(index, prompt)` asks one run and resolves to { before, after, step }. */
export function createChat({ ask }) {
  const prompt = h("input", {
    type: "text",
    class: "prompt",
    "aria-label": "Your prompt",
    placeholder: "Ask Pebble anything",
    autocomplete: "off",
  });
  const button = h("button", { type: "submit", class: "ask" }, "Ask");
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const chat = {
    prompt,
    button,
    trouble,
    ask,
    state: null,
    why: h("p", { class: "why", hidden: true }),
    log: h("ul", { class: "rows" }),
  };
  const form = h("form", { class: "chat-form", on: { submit: (event) => submit(chat, event) } }, prompt, button);
  chat.examples = h(
    "div",
    { class: "examples" },
    ...EXAMPLES.map((text) =>
      h("button", { type: "button", class: "quiet", on: { click: () => send(chat, text) } }, text),
    ),
  );
  chat.about = h("span", { class: "asked" });
  chat.node = h(
    "section",
    { class: "chat talk", "aria-label": "Chat with Pebble" },
    h("h3", {}, "Chat with it", chat.about),
    chat.why,
    form,
    trouble,
    chat.examples,
    h("div", { role: "log", "aria-label": "Chat" }, chat.log),
  );
  return { node: chat.node, render: (state) => render(chat, state) };
}

function render(chat, state) {
  chat.state = state;
  show(chat.node, state.options.chat && state.runs.length);
  const why = state.runs.length ? state.whyNoChat : null;
  say(chat.why, why ?? "");
  show(chat.why, why);
  for (const control of [chat.prompt, chat.button, ...chat.examples.children])
    put(control, "disabled", Boolean(why) || chat.busy);
  say(chat.about, why ? "" : `with its weights at step ${state.whole}`);
}

function submit(chat, event) {
  event.preventDefault();
  send(chat, chat.prompt.value);
}

function send(chat, typed) {
  if (chat.busy) return;
  const text = typed.trim();
  const wrong =
    text === ""
      ? "Type a prompt first: an empty one cannot be answered."
      : text.length > LIMIT
        ? `A prompt can be at most 2,000 characters long, and this one has ${text.length.toLocaleString("en-GB")}.`
        : "";
  say(chat.trouble, wrong);
  show(chat.trouble, wrong);
  if (!wrong) exchange(chat, text);
}

async function exchange(chat, text) {
  const { runs } = chat.state;
  const columns = columnsOf(runs);
  const row = createRow(text, columns);
  put(row.node, "style", `--columns:${columns.length}`);
  chat.log.prepend(row.node);
  while (chat.log.children.length > KEPT) chat.log.lastChild.remove();
  row.cells.forEach((cell) => fillCell(cell, { text: "", note: "thinking…" }));
  chat.busy = true;
  render(chat, chat.state);
  const steps = await Promise.all(runs.map((_, index) => answer(chat, row, index, text)));
  const used = [...new Set(steps.filter(Number.isFinite))];
  if (used.length) row.node.firstChild.append(h("span", { class: "weights" }, `weights of step ${used.join(" and ")}`));
  chat.busy = false;
  if (chat.prompt.value.trim() === text) chat.prompt.value = "";
  render(chat, chat.state);
}

async function answer(chat, row, index, text) {
  try {
    const reply = await chat.ask(index, text);
    if (index === 0 || row.cells[0].said === "") fillCell(row.cells[0], { text: reply.before });
    fillCell(row.cells[index + 1], { text: reply.after, before: reply.before });
    return reply.step;
  } catch (error) {
    fillCell(row.cells[index + 1], { text: "", note: error.message });
    if (row.cells[0].bubble.dataset.note === "thinking…") fillCell(row.cells[0], { text: "", note: "—" });
    return null;
  }
}
