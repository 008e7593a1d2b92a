// This stands in for a page, as far as modules without nodes ask for one: the language of its numbers.

/** @type {{ dataset: { numbers?: string } }} */
const documentElement = { dataset: {} };
Object.assign(globalThis, { document: { documentElement } });

/** @param {string} [language] */
export function setLanguage(language) {
  documentElement.dataset.numbers = language;
}
