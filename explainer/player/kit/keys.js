// The keyboard within the player: space plays, arrows step, Home and End go to the ends. Keys stay inside, so that the
// page around (Streamlit has shortcuts on single letters) does not act on what is typed here. Knows no runs.

const TYPING = "input[type=text], textarea, select";
const OWN_KEYS = ".share *"; // has tabs, boxes and lists of its own
const PRESSING = "button, summary, a, [role=slider]";

export function watchKeys(node, act) {
  node.addEventListener("keydown", (event) => press(event, act));
  for (const type of ["keyup", "keypress"]) node.addEventListener(type, keepInside);
}

function keepInside(event) {
  if (!event.ctrlKey && !event.metaKey && !event.altKey && event.key !== "Escape") event.stopPropagation();
}

function press(event, act) {
  keepInside(event);
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches(`${TYPING}, ${OWN_KEYS}`)) return;
  const ranged = event.target.matches("input[type=range]");
  const action = {
    " ": event.target.matches(PRESSING) ? null : act.toggle,
    ArrowRight: act.next,
    ArrowLeft: act.previous,
    Home: () => act.set(0),
    End: act.toEnd,
  }[event.key];
  if (
    !action ||
    event.target.matches("[role=slider]") ||
    (ranged && event.key !== " " && !event.key.startsWith("Arrow"))
  )
    return;
  event.preventDefault();
  action();
}
