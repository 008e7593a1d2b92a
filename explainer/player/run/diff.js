// This module says which words of an answer are not those of another, by a longest common subsequence over words. Pure; it
// knows no page.

/** @typedef {{ text: string, changed: boolean }} Piece */

const LIMIT = 400; // words; answers have about ten, and the table below grows with the square

/**
 * Splits `now` into pieces; joined, their texts are `now` again, spaces included.
 * @param {string} before
 * @param {string} now
 */
export function diffWords(before, now) {
  const words = now.match(/\s*\S+/g) ?? [];
  const common = commonWords(
    (before.match(/\S+/g) ?? []).slice(0, LIMIT),
    words.slice(0, LIMIT).map((word) => word.trim()),
  );
  /** @type {Piece[]} */
  const pieces = [];
  words.forEach((text, index) => {
    const changed = !common.has(index);
    const last = pieces.at(-1);
    if (last && last.changed === changed) last.text += text;
    else pieces.push({ text, changed });
  });
  return pieces;
}

/**
 * Indices of the words of `now` that are in a longest common subsequence with `before`.
 * @param {string[]} before
 * @param {string[]} now
 * @returns {Set<number>}
 */
function commonWords(before, now) {
  const best = lengths(before, now);
  const common = new Set();
  for (let i = 0, j = 0; i < before.length && j < now.length; ) {
    if (before[i] === now[j]) {
      common.add(j);
      i += 1;
      j += 1;
    } else if (best[i + 1][j] >= best[i][j + 1]) i += 1;
    else j += 1;
  }
  return common;
}

/**
 * best[i][j]: length of the longest common subsequence of before[i:] and now[j:].
 * @param {string[]} before
 * @param {string[]} now
 */
function lengths(before, now) {
  const best = Array.from({ length: before.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      best[i][j] = before[i] === now[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
    }
  }
  return best;
}
