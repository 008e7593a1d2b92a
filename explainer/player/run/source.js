// A source is where a run comes from: a record in hand, a recorded one at an address, or a live one whose events arrive as
// they happen. All have one shape: `run`, which grows, and a call whenever it did. Nothing here knows how a run is drawn.

/** @import { RunRecord } from "../kit/contract.js" */
/** @import { Run, RunSpec } from "./run.js" */

import { sentence } from "../kit/format.js";
import { RecordError, checkEvent, checkRecord } from "./check.js";
import { isEnded, isLive, newRun } from "./run.js";
import { append, newView } from "./view.js";

/** @typedef {"pause" | "resume" | "stop"} TrainingAction */

/**
 * What Pebble says to a prompt: before, and with the weights of `step`.
 * @typedef {{ before: string, after: string, step: number }} ChatReply
 */

/**
 * `seen` counts the events that have come, `attempt` the times it could not be reached.
 * @typedef {{ spec: RunSpec, notify: () => void, stream: EventSource | null, timer: Timer, attempt: number, seen: number,
 *   closed: AbortController, run: Run, act(action: TrainingAction): Promise<void>,
 *   chat(prompt: string, step: number): Promise<ChatReply>, close(): void }} Source
 */

/** @typedef {ReturnType<typeof setTimeout> | undefined} Timer */

const RETRY = [1000, 2000, 4000, 8000, 15000]; // milliseconds between attempts to reach a live run again

/**
 * Opens a run; `notify` is called after each change.
 * @param {RunSpec} spec
 * @param {() => void} notify
 * @returns {Source}
 */
export function openSource(spec, notify) {
  /** @type {Source} */
  const source = {
    spec,
    notify,
    stream: null,
    timer: undefined,
    attempt: 0,
    seen: 0,
    closed: new AbortController(),
    run: newRun(spec),
    act: (action) => act(source, action),
    chat: async (prompt, step) => /** @type {ChatReply} */ (await post(source, "chat", { prompt, step })),
    close: () => close(source),
  };
  if (spec.record) adoptOrExplain(source, spec.record);
  else load(source);
  document.addEventListener("visibilitychange", () => rest(source), { signal: source.closed.signal });
  return source;
}

/**
 * @param {RunSpec} spec
 * @param {string} action
 */
function address({ url = "" }, action = "") {
  return new URL(action ? `${url}/${action}` : url, document.baseURI).href;
}

/** @param {Source} source */
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

/**
 * @param {Source} source
 * @param {unknown} record
 */
function adoptOrExplain(source, record) {
  try {
    adopt(source, checkRecord(record));
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    giveUp(source, error.message);
  }
}

/**
 * The whole record as the server or the page has it; a stream then brings what follows.
 * @param {Source} source
 * @param {RunRecord} record
 */
function adopt(source, record) {
  const { run, spec } = source;
  const view = newView();
  for (const event of record.events) append(view, event);
  source.seen = record.events.length;
  change(source, {
    record: { ...record, events: [...record.events] },
    view,
    status: isLive(record) && !spec.url ? "interrupted" : record.status,
    reason: record.reason ?? null,
    position: record.queue?.position ?? null,
    eta: record.eta_seconds ?? record.queue?.eta_seconds ?? null,
    lost: false,
    error: null,
    askable: spec.kind === "live" && Boolean(spec.url),
  });
  if (isLive(run) && spec.url) listen(source);
}

/**
 * @param {Source} source
 * @param {Partial<Run>} news
 */
function change(source, news) {
  Object.assign(source.run, news);
  source.run.version += 1;
  source.notify();
}

/**
 * The run cannot be had any more; what has come of it stays.
 * @param {Source} source
 * @param {string} text
 */
function giveUp(source, text) {
  const news = source.run.record ? { status: "interrupted", reason: text } : { status: "unreadable", error: text };
  change(source, { ...news, lost: false });
}

/**
 * A page that nobody sees holds no stream: a browser has six connections to a server, for all its tabs together.
 * @param {Source} source
 */
function rest(source) {
  if (!source.spec.url || !(isLive(source.run) || source.run.status === "loading")) return;
  clearTimeout(source.timer);
  shut(source);
  if (document.hidden) change(source, {});
  else load(source);
}

/**
 * Events by EventSource: the browser reconnects by itself and says which event it saw last.
 * @param {Source} source
 */
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

/** @param {Source} source */
function reached(source) {
  source.attempt = 0;
  if (source.run.lost) change(source, { lost: false });
}

/**
 * One event more. One that cannot be read is named, and left out.
 * @param {Source} source
 * @param {MessageEvent<string>} message
 */
function take(source, message) {
  const number = Number(message.lastEventId);
  if (number && number <= source.seen) return;
  const { run } = source;
  try {
    const event = checkEvent(JSON.parse(message.data));
    source.seen = number || source.seen + 1;
    run.record?.events.push(event);
    append(run.view, event);
    change(source, run.status === "queued" ? { status: "running" } : {});
  } catch (error) {
    const left = "An event of this run could not be read, so it is left out.";
    change(source, { error: error instanceof RecordError ? error.message : left });
  }
}

/**
 * @param {Source} source
 * @param {MessageEvent<string>} message
 */
function takeStatus(source, message) {
  const { run } = source;
  try {
    const { status, reason, position, eta_seconds: eta, summary } = JSON.parse(message.data);
    if (summary && run.record) run.record.summary = summary;
    change(source, {
      status: status ?? run.status,
      reason: reason ?? null,
      position: position ?? null,
      eta: eta ?? null,
    });
  } catch {
    change(source, { error: "The state of this run could not be read, so the one before is shown." });
  }
}

/**
 * The last word is the stored record: it has the time taken and the summary.
 * @param {Source} source
 */
function ended(source) {
  shut(source);
  source.timer = setTimeout(() => load(source), isEnded(source.run) ? 0 : RETRY[0]);
}

/** @param {Source} source */
function lose(source) {
  if (!source.run.lost) change(source, { lost: true });
}

/** @param {Source} source */
function loseAndRetry(source) {
  shut(source);
  lose(source);
  source.timer = setTimeout(() => load(source), RETRY[Math.min(source.attempt, RETRY.length - 1)]);
  source.attempt += 1;
}

/** @param {Source} source */
function shut(source) {
  source.stream?.close();
  source.stream = null;
}

/** @param {Source} source */
function close(source) {
  source.closed.abort();
  clearTimeout(source.timer);
  shut(source);
  source.notify = () => {};
}

/**
 * Pauses, resumes or stops the training. Throws an Error whose message is one sentence.
 * @param {Source} source
 * @param {TrainingAction} action
 */
async function act(source, action) {
  const reply = /** @type {{ status?: string }} */ (await post(source, action, {}));
  if (reply.status) change(source, { status: reply.status });
}

/**
 * Resolves to the reply; throws an Error whose message is one sentence.
 * @param {Source} source
 * @param {string} action
 * @param {Record<string, unknown>} body
 * @returns {Promise<unknown>}
 */
async function post(source, action, body) {
  const response = await send(address(source.spec, action), body, source.closed.signal);
  const reply = await response.json().catch(() => null);
  if (!response.ok || reply === null)
    throw new Error(sentence(reply?.error ?? `The server could not do that: it says ${response.status}.`));
  return reply;
}

/**
 * @param {string} url
 * @param {Record<string, unknown>} body
 * @param {AbortSignal} signal
 */
async function send(url, body, signal) {
  const headers = { "Content-Type": "application/json", "X-Explainer": "1" };
  try {
    return await fetch(url, { method: "POST", signal, body: JSON.stringify(body), headers });
  } catch {
    throw new Error("The server cannot be reached just now: try again in a moment.");
  }
}
