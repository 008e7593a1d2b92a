// Where a ground comes from: in hand, or at an address. Whatever goes wrong becomes one sentence.

import { sentence } from "../kit/format.js";
import { readGround } from "./ground.js";

const kept = new Map(); // by address: the toy grounds never change while a page is open

/** Resolves to a ground; throws an Error whose message is one sentence. */
export async function loadGround({ ground, url }, signal) {
  if (ground) return readGround(ground);
  if (!url) throw new Error("There is no landscape to show.");
  const address = new URL(url, document.baseURI).href;
  if (!kept.has(address)) kept.set(address, readGround(await fetchJson(address, signal)));
  return kept.get(address);
}

async function fetchJson(address, signal) {
  let response;
  try {
    response = await fetch(address, { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Error("The landscape could not be loaded: the server cannot be reached just now.");
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Error(sentence(body?.error ?? `The server has no such landscape (${response.status})`));
  if (body === null) throw new Error("This is not a landscape: it is cut short or is not JSON.");
  return body;
}
