// This module writes numbers as people read them, with a true minus sign, in the language that the page names
// (data-numbers of its root, a BCP 47 tag; the words stay English). It knows nothing of runs.

const MINUS = "\u2212";
/** @type {Map<string, Intl.NumberFormat>} */
const forms = new Map(); // Intl.NumberFormat is slow to make and quick to use

const minus = (/** @type {string} */ text) => text.replace("-", MINUS);

/**
 * @param {number} digits
 * @param {"decimal" | "percent"} style
 */
function form(digits, style = "decimal", useGrouping = false) {
  const language = globalThis.document?.documentElement.dataset.numbers ?? "en-GB";
  const key = `${language} ${digits} ${style} ${useGrouping}`;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits, style, useGrouping };
  const number = forms.get(key) ?? new Intl.NumberFormat(language, options);
  forms.set(key, number);
  return number;
}

/**
 * A loss or a cosine: 1.09.
 * @param {number} value
 */
export function decimal(value, digits = 2) {
  const rounded = Number(value.toFixed(digits));
  return minus(form(digits).format(rounded === 0 ? 0 : rounded));
}

/**
 * A change: +1.09, −0.02, 0.00.
 * @param {number} value
 */
export function change(value, digits = 2) {
  const text = decimal(value, digits);
  return Number(value.toFixed(digits)) > 0 ? `+${text}` : text;
}

/**
 * A count: 2,400.
 * @param {number} value
 */
export function count(value) {
  return minus(form(0, "decimal", true).format(value));
}

/**
 * A share from 0 to 1 as 87%; below 10% with one digit, as 1.0%.
 * @param {number} share
 */
export function percent(share) {
  const digits = Math.abs(share) < 0.1 && share !== 0 ? 1 : 0;
  const rounded = Number((share * 100).toFixed(digits)) / 100;
  return minus(form(digits, "percent").format(rounded === 0 ? 0 : rounded));
}

/**
 * A time span: 9 s, 2 min 5 s, 1 h 20 min.
 * @param {number} seconds
 */
export function span(seconds) {
  const total = Math.max(0, Math.round(seconds));
  if (total < 60) return `${total} s`;
  if (total < 3600) return `${Math.floor(total / 60)} min${total % 60 ? ` ${total % 60} s` : ""}`;
  return `${Math.floor(total / 3600)} h ${Math.floor((total % 3600) / 60)} min`;
}

/**
 * A stranger's text, short enough for a sentence.
 * @param {string} text
 */
export function brief(text, limit = 40) {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

/**
 * A sentence ends with a full stop.
 * @param {string} text
 */
export function sentence(text) {
  const trimmed = text.trim();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/**
 * Words as a sentence lists them: "a, b and c".
 * @param {string[]} words
 */
export function listed(words) {
  return words.join(", ").replace(/, ([^,]*)$/, " and $1");
}
