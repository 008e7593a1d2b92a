// This module makes the addresses that a figure has to give: absolute ones, with a query, for the page that shows them. It
// knows no figure.

/** @typedef {Record<string, string | number | null | undefined>} Query */

/**
 * Where a figure stands. `root` is the way from its page to the app's root, "" inside the app; where there is no app,
 * `beside` says what there is instead. `page` is the app's own page of the figure.
 * @typedef {{ root?: string, page?: string, beside?: { embed?: string, file?: string } }} Place
 */

/**
 * Where something else is made of a figure: at `path` from the app's root, or where the static site has it; null where
 * neither is there.
 * @param {Place} place
 * @param {"embed" | "file"} what
 * @param {string} path
 */
export function addressOf({ root, beside }, what, path) {
  const here = beside?.[what];
  if (here) return absolute(here);
  return root === undefined ? null : absolute(root + path);
}

/**
 * The app's page of a figure, or else the page the reader is on; a file opened from disk has nothing to link to.
 * @param {Place} place
 */
export function linkTo({ page }) {
  if (!location.protocol.startsWith("http")) return null;
  return page ? absolute(page) : location.href;
}

/** @param {string} address */
export const absolute = (address) => new URL(address, document.baseURI).href;

/**
 * An address with some of its query changed; what is null or empty goes.
 * @param {string} address
 * @param {Query} query
 */
export function withQuery(address, query) {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") url.searchParams.delete(name);
    else url.searchParams.set(name, String(value));
  }
  return url.href.replaceAll("%2C", ",");
}
