// Numbers as people read them, with a true minus sign. Knows nothing of runs or of the page.

const MINUS = "\u2212";
const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

const minus = (text) => text.replace("-", MINUS);

/** A loss or a cosine: 1.09. */
export function decimal(value, digits = 2) {
  const text = value.toFixed(digits);
  return minus(Number(text) === 0 ? (0).toFixed(digits) : text);
}

/** A change: +1.09, −0.02, 0.00. */
export function change(value, digits = 2) {
  const text = decimal(value, digits);
  return Number(value.toFixed(digits)) > 0 ? `+${text}` : text;
}

/** 2,400 */
export function count(value) {
  return minus(whole.format(value));
}

/** A share from 0 to 1 as 87%; below 10% with one digit, as 1.0%. */
export function percent(share) {
  const value = share * 100;
  return `${decimal(value, Math.abs(value) < 10 && value !== 0 ? 1 : 0)}%`;
}

/** A time span: 9 s, 2 min 5 s, 1 h 20 min. */
export function span(seconds) {
  const total = Math.max(0, Math.round(seconds));
  if (total < 60) return `${total} s`;
  if (total < 3600) return `${Math.floor(total / 60)} min${total % 60 ? ` ${total % 60} s` : ""}`;
  return `${Math.floor(total / 3600)} h ${Math.floor((total % 3600) / 60)} min`;
}

/** A stranger's text, short enough for a sentence. */
export function brief(text, limit = 40) {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

/** A sentence ends with a full stop. */
export function sentence(text) {
  const trimmed = String(text).trim();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
