// Starts the figures of a plain page: an embed page, a page of the static site, a single file. A figure is an element
// with the module that draws it (data-module), what the address may ask of it (data-asks), and its options as JSON.
// Tells the page around how high this one is. Knows no kind of figure.

const SWITCH = new Map(Object.entries({ 1: true, true: true, 0: false, false: false }));
const query = new URLSearchParams(location.search);
const top = document.documentElement;

/** What the address asks of a figure, as far as the figure knows it; whoever serves the page has checked it. */
function askedOf(root) {
  const given = [...query].filter(([name]) => root.dataset.asks.split(" ").includes(name));
  return Object.fromEntries(given.map(([name, value]) => [name, read(name, value)]));
}

function read(name, value) {
  if (name === "hide") return value.split(",");
  if (name === "autoplay") return value !== "0";
  if (name === "slow") return SWITCH.get(value.toLowerCase()) ?? value; // the figure says what it cannot use
  return value !== "" && Number.isFinite(Number(value)) ? Number(value) : value;
}

function pageWide({ theme, lang }) {
  if (["light", "dark"].includes(theme)) top.dataset.theme = theme;
  if (lang && Intl.NumberFormat.supportedLocalesOf([lang.toString()]).length) top.dataset.numbers = lang;
}

async function start(root) {
  const options = JSON.parse(root.querySelector("script[type='application/json']").textContent);
  try {
    const asked = askedOf(root);
    pageWide(asked);
    const { mount } = await import(root.dataset.module);
    root.replaceChildren();
    const hide = [...(options.hide ?? []), ...(asked.hide ?? [])];
    mount(root, { ...options, ...asked, hide, state: { ...options.state, ...asked } });
  } catch (error) {
    console.error(error);
    const told = Object.assign(document.createElement("p"), { role: "alert" });
    told.textContent = "The figure could not be loaded. Reload the page to try again.";
    root.append(told);
  }
}

/** The height of what is in the page, not of the frame around it. */
function tellHeight() {
  const height = Math.ceil(top.getBoundingClientRect().height);
  parent.postMessage({ type: "moat-height", height }, "*"); // to whoever embeds us: a height is no secret
}

document.querySelectorAll("[data-module]").forEach(start);
if (parent !== window) new ResizeObserver(tellHeight).observe(top);
