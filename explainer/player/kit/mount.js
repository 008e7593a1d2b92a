// This module mounts figures: once on a root, updated by any further call, and gone with its handle. It knows no figure.

/** @typedef {HTMLElement | ShadowRoot} Root */

/**
 * What a host holds of a figure that it has mounted.
 * @template Options
 * @typedef {{ update(options: Options): void, destroy(): void }} Mounted
 */

/**
 * `mount(root, options)` from a figure's own three functions.
 * @template Figure, Options
 * @param {(root: Root) => Figure} build
 * @param {(figure: Figure, options: Options) => void} update
 * @param {(figure: Figure) => void} destroy
 */
export function mounting(build, update, destroy) {
  /** @type {WeakMap<Root, Mounted<Options>>} */
  const mounted = new WeakMap();
  return (/** @type {Root} */ root, /** @type {Options} */ options) => {
    const handle =
      mounted.get(root) ??
      handleOf(build(root), update, (figure) => {
        mounted.delete(root);
        destroy(figure);
      });
    mounted.set(root, handle);
    handle.update(options);
    return handle;
  };
}

/**
 * @template Figure, Options
 * @param {Figure} figure
 * @param {(figure: Figure, options: Options) => void} update
 * @param {(figure: Figure) => void} destroy
 * @returns {Mounted<Options>}
 */
function handleOf(figure, update, destroy) {
  return { update: (options) => update(figure, options), destroy: () => destroy(figure) };
}
