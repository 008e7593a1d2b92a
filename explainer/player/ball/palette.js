// The palette is the colours of the ground: pale stone lit from the north-west, the old valley washed cool, the new one
// warm. One look-up table from (old wash, new wash, light) to a pixel, so that a pixel costs three reads.
// Knows the theme's colours; knows nothing of grounds.

/**
 * Red, green and blue, 0 to 255 each.
 * @typedef {number[]} Rgb
 */

/**
 * The colours of a theme by name, as CSS has them and in numbers; `stone` is the ground's own; `key` tells palettes
 * apart.
 * @typedef {{ dark: boolean, css: Record<string, string>, rgb: Record<string, Rgb>, stone: Rgb, table: Uint32Array,
 *   key: string }} Palette
 */

export const WASHES = 32;
export const SHADES = 64;

const NAMES = ["ink", "paper", "old", "new", "replay", "guess", "wrong"];
/** `shade` is what is left of each part of a colour where no light falls. */
const STONE = {
  light: { stone: [236, 232, 224], bright: [255, 254, 250], shade: [0.4, 0.42, 0.52] },
  dark: { stone: [78, 87, 98], bright: [150, 160, 172], shade: [0.08, 0.1, 0.16] },
};
const FLAT = 0.68; // the light that falls on level ground
const STRONGEST = 0.9; // of a wash: some of the shading stays to be seen

/**
 * The palette of a themed node.
 * @param {HTMLElement} node
 * @returns {Palette}
 */
export function readPalette(node) {
  const rgb = readColours(node);
  const dark = node.dataset.theme === "dark";
  const css = Object.fromEntries(NAMES.map((name) => [name, `rgb(${rgb[name].join(" ")})`]));
  const { stone } = STONE[dark ? "dark" : "light"];
  return { dark, css, rgb, stone, table: createTable(rgb, dark), key: JSON.stringify(css) };
}

/** @param {HTMLElement} node */
function readColours(node) {
  const probe = document.createElement("span");
  node.append(probe);
  /** @type {Record<string, Rgb>} */
  const rgb = {};
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    rgb[name] = toRgb(getComputedStyle(probe).color);
  }
  probe.remove();
  return rgb;
}

/**
 * Browsers give rgb(…), or color(srgb …) with shares for what color-mix() made.
 * @param {string} text
 * @returns {Rgb}
 */
function toRgb(text) {
  const numbers = text.match(/[\d.]+(?:e-?\d+)?/g) ?? [];
  const scale = text.startsWith("color(") ? 255 : 1;
  return numbers.slice(0, 3).map((number) => Math.round(scale * Number(number)));
}

/**
 * @param {Record<string, Rgb>} rgb
 * @param {boolean} dark
 */
function createTable(rgb, dark) {
  const { stone, bright, shade } = STONE[dark ? "dark" : "light"];
  const table = new Uint32Array(WASHES * WASHES * SHADES);
  const cool = soften(rgb.old, dark);
  const warm = soften(rgb.new, dark);
  for (let a = 0; a < WASHES; a += 1)
    for (let b = 0; b < WASHES; b += 1) {
      const old = (STRONGEST * a) / (WASHES - 1);
      const fresh = (STRONGEST * b) / (WASHES - 1);
      const wash = 1 - (1 - old) * (1 - fresh);
      const share = old + fresh > 0 ? old / (old + fresh) : 0;
      const base = stone.map((value, i) => value + wash * (share * cool[i] + (1 - share) * warm[i] - value));
      for (let s = 0; s < SHADES; s += 1)
        table[(a * WASHES + b) * SHADES + s] = pixel(base, s / (SHADES - 1), bright, shade, wash);
    }
  return table;
}

/**
 * The theme's colours are made for text; a ground wants them brighter in the light, deeper in the dark.
 * @param {Rgb} colour
 * @param {boolean} dark
 */
function soften(colour, dark) {
  return colour.map((value) => (dark ? 0.76 * value : Math.min(255, 1.2 * value + 14)));
}

/**
 * Lit from `light` 0..1: below level ground's it is multiplied towards the shade, less where it is washed, so that its
 * hue stays, above it goes towards brightness.
 * @param {Rgb} base
 * @param {number} light
 * @param {Rgb} bright
 * @param {number[]} shade
 * @param {number} wash
 */
function pixel(base, light, bright, shade, wash) {
  const down = Math.max(0, (FLAT - light) / FLAT);
  const up = Math.max(0, (light - FLAT) / (1 - FLAT));
  const lit = base.map((value, i) => {
    const shaded = value * (1 - down * (1 - shade[i]) * (1 - 0.3 * wash));
    return Math.min(255, shaded + up * 0.8 * (bright[i] - shaded) * (1 - 0.6 * wash));
  });
  return (0xff000000 | (lit[2] << 16) | (lit[1] << 8) | lit[0]) >>> 0;
}

/**
 * From a height 0..255 of one surface to its wash, 0..31, into `out`: strongest at its bottom, none from the `reach` up.
 * @param {Uint8Array} out
 * @param {number} bottom
 * @param {number} strength how much of this surface is in the ground, 0 to 1
 * @param {number} reach
 */
export function fillWash(out, bottom, strength, reach = 0.55) {
  for (let level = 0; level < 256; level += 1) {
    const depth = Math.max(0, 1 - (level / 255 - bottom) / reach);
    out[level] = Math.round((WASHES - 1) * strength * Math.min(1, depth) ** 1.25);
  }
}

/**
 * How present [old, new] are at replay share r: never gone, since both valleys are to be seen; but one surface is one.
 * @param {{ single: boolean }} ground
 * @param {number} r
 * @returns {[old: number, new: number]}
 */
export function presence({ single }, r) {
  return single ? [0, 1] : [presenceOf(r), presenceOf(1 - r)];
}

/** @param {number} share */
const presenceOf = (share) => 0.4 + 0.6 * Math.sqrt(share);

/**
 * A CSS colour from [red, green, blue] and an alpha.
 * @param {Rgb} rgb
 * @param {number} alpha
 */
export const tinted = (rgb, alpha) => `rgb(${rgb.map(Math.round).join(" ")} / ${alpha})`;
