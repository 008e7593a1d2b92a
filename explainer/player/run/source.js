// Where a run comes from: a record in hand, a recorded one at an address, or a live one whose events arrive as they
// happen. One shape for all: `run`, which grows, and a call whenever it did. Knows nothing of how a run is drawn.

import { ENDED, RUNNING, RecordError, checkEvent, checkRecord } from "./check.js";
import { sentence } from "../kit/format.js";
import { append, newView } from "./view.js";

const RETRY = [1000, 2000, 4000, 8000, 15000]; // milliseconds between attempts to reach a live run again

/** Opens { label, record } or { label, url }; `dashed` marks the twin. `notify` is called after each change. */
export function openSource(spec, notify) {
  const source = {
    spec,
    notify,
    stream: null,
    timer: 0,
    attempt: 0,
    seen: 0,
    closed: new AbortController(),
    run: {
      label: spec.label,
      name: nameOf(spec.label),
      dashed: Boolean(spec.dashed),
      view: newView(),
      record: null,
      version: 0,
      status: "loading",
      reason: null,
      position: null,
      eta: null,
      lost: false,
      error: null,
    },
    act: (action) => post(source, action, {}),
    chat: (prompt, step) => post(source, "chat", { prompt, step }),
    close: () => close(source),
  };
  if (spec.record) adoptOrExplain(source, spec.record);
  else load(source);
  document.addEventListener("visibilitychange", () => rest(source), { signal: source.closed.signal });
  return source;
}

function nameOf(label) {
  return /%\s*$/.test(label) ? `${label.trim()} replay` : label;
}

/** Whether its weights can be asked: only of a run that trained here. */
export function canChat(run) {
  return Boolean(run.record) && run.record.provenance.kind !== "recorded" && Boolean(run.askable);
}

export const isLive = (run) => RUNNING.includes(run.status);
export const isEnded = (run) => ENDED.includes(run.status);

/** Addresses hang from the page's base, which may be prefixed. */
function address(spec, action = "") {
  return new URL(action ? `${spec.url}/${action}` : spec.url, document.baseURI).href;
}

async function load(source) {
  try {
    const response = await fetch(address(source.spec), { signal: source.closed.signal });
    const body = await response.json().catch(() => null);
    if (response.status >= 500) throw new Error("The server is starting, or gone for a moment.");
    if (!response.ok)
      throw new RecordError(sentence(body?.error ?? `The server has no such run (${response.status}).`));
    if (body === null) throw new RecordError("This is not a whole run record: it is cut short or is not JSON.");
    adoptOrExplain(source, body);
  } catch (error) {
    if (source.closed.signal.aborted) return;
    if (error instanceof RecordError) giveUp(source, error.message);
    else loseAndRetry(source);
  }
}

function adoptOrExplain(source, record) {
  try {
    adopt(source, checkRecord(record));
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    giveUp(source, error.message);
  }
}

/** The whole record as the server or the page has it; a stream then brings what follows. */
function adopt(source, record) {
  const { run } = source;
  const view = newView();
  record.events.forEach((event) => append(view, event));
  source.seen = record.events.length;
  Object.assign(run, {
    record: { ...record, events: [...record.events] },
    view,
    status: RUNNING.includes(record.status) && !source.spec.url ? "interrupted" : record.status,
    reason: record.reason ?? null,
    position: record.queue?.position ?? null,
    eta: record.eta_seconds ?? record.queue?.eta_seconds ?? null,
    lost: false,
    error: null,
    askable: Boolean(source.spec.url) && !source.spec.url.includes("api/recorded/"),
  });
  changed(source);
  if (isLive(run) && source.spec.url) listen(source);
}

function changed(source) {
  source.run.version += 1;
  source.notify();
}

/** Says what is wrong, and goes on. */
function explain(source, text) {
  source.run.error = text;
  changed(source);
}

/** The run cannot be had any more; what has come of it stays. */
function giveUp(source, text) {
  const { run } = source;
  Object.assign(run, run.record ? { status: "interrupted", reason: text } : { status: "unreadable", error: text });
  run.lost = false;
  changed(source);
}

/** A page that nobody sees holds no stream: a browser has six connections to a server, for all its tabs together. */
function rest(source) {
  if (!source.spec.url || !(isLive(source.run) || source.run.status === "loading")) return;
  clearTimeout(source.timer);
  shut(source);
  if (document.hidden) changed(source);
  else load(source);
}

/** Events by EventSource: the browser reconnects by itself and says which event it saw last. */
function listen(source) {
  shut(source);
  if (document.hidden) return;
  const stream = new EventSource(address(source.spec, "events"));
  source.stream = stream;
  stream.onopen = () => reached(source);
  stream.onmessage = (message) => take(source, message);
  stream.addEventListener("status", (message) => takeStatus(source, message));
  stream.addEventListener("end", () => ended(source));
  stream.onerror = () => (stream.readyState === EventSource.CLOSED ? loseAndRetry(source) : lose(source));
}

function reached(source) {
  source.attempt = 0;
  if (!source.run.lost) return;
  source.run.lost = false;
  changed(source);
}

function take(source, message) {
  const number = Number(message.lastEventId);
  if (number && number <= source.seen) return;
  try {
    const event = checkEvent(JSON.parse(message.data));
    source.seen = number || source.seen + 1;
    source.run.record.events.push(event);
    append(source.run.view, event);
    if (source.run.status === "queued") source.run.status = "running";
    changed(source);
  } catch (error) {
    explain(
      source,
      error instanceof RecordError ? error.message : "An event of this run could not be read, so it is left out.",
    );
  }
}

function takeStatus(source, message) {
  try {
    const { status, reason, position, eta_seconds: eta, summary } = JSON.parse(message.data);
    const { run } = source;
    Object.assign(run, {
      status: status ?? run.status,
      reason: reason ?? null,
      position: position ?? null,
      eta: eta ?? null,
    });
    if (summary) run.record.summary = summary;
    changed(source);
  } catch {
    explain(source, "The state of this run could not be read, so the one before is shown.");
  }
}

/** The last word is the stored record: it has the time taken and the summary. */
function ended(source) {
  shut(source);
  source.timer = setTimeout(() => load(source), isEnded(source.run) ? 0 : RETRY[0]);
}

function lose(source) {
  if (source.run.lost) return;
  source.run.lost = true;
  changed(source);
}

function loseAndRetry(source) {
  shut(source);
  lose(source);
  source.timer = setTimeout(() => load(source), RETRY[Math.min(source.attempt, RETRY.length - 1)]);
  source.attempt += 1;
}

function shut(source) {
  source.stream?.close();
  source.stream = null;
}

function close(source) {
  source.closed.abort();
  clearTimeout(source.timer);
  shut(source);
  source.notify = () => {};
}

/** Resolves to the reply; throws an Error whose message is one sentence. */
async function post(source, action, body) {
  let response;
  try {
    response = await fetch(address(source.spec, action), {
      method: "POST",
      signal: source.closed.signal,
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", "X-Explainer": "1" },
    });
  } catch {
    throw new Error("The server cannot be reached just now: try again in a moment.");
  }
  const reply = await response.json().catch(() => null);
  if (!response.ok || reply === null) {
    throw new Error(sentence(reply?.error ?? `The server could not do that: it says ${response.status}.`));
  }
  if (action !== "chat" && reply.status) {
    source.run.status = reply.status;
    changed(source);
  }
  return reply;
}
