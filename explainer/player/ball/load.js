// A ground comes from a page that has it in hand, or from an address. Whatever goes wrong becomes one sentence.

/** @import { Ground } from "./ground.js" */

import { sentence } from "../kit/format.js";
import { readGround } from "./ground.js";

/**
 * By address: the toy grounds never change while a page is open.
 * @type {Map<string, Ground>}
 */
const grounds = new Map();

/**
 * Resolves to a ground; throws an Error whose message is one sentence.
 * @param {{ ground?: unknown, url?: string }} source
 * @param {AbortSignal} signal
 * @returns {Promise<Ground>}
 */
export async function loadGround({ ground, url }, signal) {
  if (ground) return readGround(ground);
  if (!url) throw new Error("There is no landscape to show.");
  const address = new URL(url, document.baseURI).href;
  const loaded = grounds.get(address) ?? readGround(await fetchJson(address, signal));
  grounds.set(address, loaded);
  return loaded;
}

/**
 * @param {string} address
 * @param {AbortSignal} signal
 * @returns {Promise<unknown>}
 */
async function fetchJson(address, signal) {
  const response = await fetch(address, { signal }).catch((error) => {
    if (signal.aborted) throw error;
    throw new Error("The landscape could not be loaded: the server cannot be reached just now.");
  });
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Error(sentence(body?.error ?? `The server has no such landscape (${response.status})`));
  if (body === null) throw new Error("This is not a landscape: it is cut short or is not JSON.");
  return body;
}
