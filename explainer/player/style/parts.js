// This module is the rule by which parts of a page or a figure are left out: what data-hide names, of what stands below it
// and carries the same name as data-part.

/** @param {Iterable<string>} names */
export function hiding(names) {
  const selectors = [...names].map((name) => `[data-hide~="${name}"] [data-part="${name}"]`);
  return selectors.length ? `${selectors.join(",\n")} {\n  display: none !important;\n}\n` : "";
}
