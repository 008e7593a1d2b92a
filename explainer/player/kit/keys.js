// This is the keyboard within the player: space plays, arrows step, Home and End go to the ends. Keys stay inside, so that
// the page around (Streamlit has shortcuts on single letters) does not act on what is typed here. It knows no runs.

/**
 * @typedef {{ toggle(): void, next(): void, previous(): void, scrub(step: number): void, toEnd(): void }} KeyActions
 */

const TYPING = "input[type=text], textarea, select";
const OWN_KEYS = ".share *"; // has tabs, boxes and lists of its own
const PRESSING = "button, summary, a, [role=slider]";

/**
 * @param {HTMLElement} node
 * @param {KeyActions} act
 */
export function watchKeys(node, act) {
  node.addEventListener("keydown", (event) => press(event, act));
  node.addEventListener("keyup", keepInside);
  node.addEventListener("keypress", keepInside);
}

/** @param {KeyboardEvent} event */
function keepInside(event) {
  if (!event.ctrlKey && !event.metaKey && !event.altKey && event.key !== "Escape") event.stopPropagation();
}

/**
 * @param {KeyboardEvent} event
 * @param {KeyActions} act
 */
function press(event, act) {
  keepInside(event);
  const target = /** @type {Element} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || target.matches(`${TYPING}, ${OWN_KEYS}`)) return;
  const action = actionOf(event.key, target, act);
  if (!action) return;
  event.preventDefault();
  action();
}

/**
 * What a key does where the focus is; null where the element there has its own use for it.
 * @param {string} key
 * @param {Element} target
 * @param {KeyActions} act
 * @returns {(() => void) | null}
 */
function actionOf(key, target, act) {
  if (target.matches("[role=slider]")) return null;
  if (key === " ") return target.matches(PRESSING) ? null : act.toggle;
  if (key === "ArrowRight") return act.next;
  if (key === "ArrowLeft") return act.previous;
  if (target.matches("input[type=range]")) return null;
  if (key === "Home") return () => act.scrub(0);
  return key === "End" ? act.toEnd : null;
}
