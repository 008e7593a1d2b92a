// This module is the rule by which parts of a figure are left out: what data-hide of the figure or the page names, of what
// carries the same name as data-part.

import { PARTS } from "../kit/contract.js";

const TRAINING = "training"; // whoever embeds a run only shows it; a reader cannot ask for it
const names = new Set([...Object.values(PARTS).flatMap((parts) => parts.map(({ name }) => name)), TRAINING]);
const selectors = [...names].map((name) => `[data-hide~="${name}"] [data-part="${name}"]`);

export const HIDING = `${selectors.join(",\n")} {
  display: none !important;
}
`;
