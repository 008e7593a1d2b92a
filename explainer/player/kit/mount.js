// How every figure is mounted: once on a root, updated by any further call, and gone with its handle. Knows no figure.

/** `mount(root, options)` from a figure's own build(root), update(figure, options) and destroy(figure). */
export function mounting(build, update, destroy) {
  const mounted = new WeakMap();
  return (root, options) => {
    const there = mounted.get(root);
    if (there) {
      there.update(options);
      return there;
    }
    const figure = build(root);
    const handle = {
      update: (next) => update(figure, next),
      destroy() {
        mounted.delete(root);
        destroy(figure);
      },
    };
    mounted.set(root, handle);
    update(figure, options);
    return handle;
  };
}
