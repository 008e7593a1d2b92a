// This module asks for the host's colours: inside Streamlit its theme; elsewhere what the page asks for (data-theme="dark"
// or "light" on its root element), else what the reader's system prefers. It sets data-theme and data-host on the player;
// style/base.js does the rest. It knows nothing of runs.

const dark = () => matchMedia("(prefers-color-scheme: dark)");

/**
 * Looks again at what the host wants. Called on mount and on every update, since themes change.
 * @param {HTMLElement} node
 */
export function applyTheme(node) {
  const paper = hostColour(node, "--st-background-color");
  const streamlit = paper !== null && hostColour(node, "--st-text-color") !== null;
  const isDark = streamlit ? luminance(paper) < 0.3 : wantsDark();
  node.dataset.host = streamlit ? "streamlit" : "page";
  node.dataset.theme = isDark ? "dark" : "light";
}

function wantsDark() {
  const asked = document.documentElement.dataset.theme;
  return asked === "dark" || (asked !== "light" && dark().matches);
}

/**
 * @param {HTMLElement} node
 * @param {AbortSignal} signal
 */
export function watchTheme(node, signal) {
  applyTheme(node);
  dark().addEventListener("change", () => applyTheme(node), { signal });
}

/**
 * [red, green, blue] of a host's custom property, or null where it has none.
 * @param {HTMLElement} node
 * @param {string} name
 */
function hostColour(node, name) {
  const value = getComputedStyle(node).getPropertyValue(name).trim();
  if (!value || value === "unset" || !CSS.supports("color", value)) return null;
  const probe = document.createElement("span");
  probe.style.color = value;
  node.append(probe);
  const numbers = getComputedStyle(probe).color.match(/[\d.]+/g);
  probe.remove();
  return numbers?.slice(0, 3).map(Number) ?? null;
}

/**
 * Relative luminance as WCAG defines it, 0 to 1.
 * @param {number[]} rgb
 */
function luminance(rgb) {
  const [red, green, blue] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
