// A dose curve read at any share of replay, as explainer/sweep/dose.py reads it, and whether its data can be shown.
// Pure; knows nothing of the page.

export const MEASURES = ["removed", "rise", "new"];
/** Where the slider can stand, per cent: what was measured, and a few places between. */
export const STOPS = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 25, 35, 50];

/** Where a share (per cent) stands on the axis: ln(1 + 4 x share), which has a true 0 and then all but doubles. */
export const place = (replay) => Math.log1p(4 * replay);

/** The share at a place of the axis. */
export const shareAt = (where) => Math.expm1(where) / 4;

/** { mean, low, high, measured } of a measure at a share; between two measured shares on the straight line that is
 *  drawn, null beyond them. */
export function readAt(points, replay, measure) {
  const above = points.findIndex((point) => point.replay >= replay);
  if (above < 0 || replay < points[0].replay) return null;
  const far = points[above];
  if (far.replay === replay) return reading(far[measure], true);
  const near = points[above - 1];
  const part = (place(replay) - place(near.replay)) / (place(far.replay) - place(near.replay));
  return reading(
    near[measure].map((value, i) => value + part * (far[measure][i] - value)),
    false,
  );
}

const reading = ([mean, low, high], measured) => ({ mean, low, high, measured });

/** The least measured share whose mean removes at least `keep` per cent; null where none does. */
export const enough = (points, keep) => points.find((point) => point.removed[0] >= keep)?.replay ?? null;

/** The data, if it can be drawn; else throws an Error whose message is one sentence. */
export function readDose(dose) {
  const wrong = new Error("This is not a dose curve: its numbers are missing or cannot be read.");
  if (!Array.isArray(dose?.shifts) || !dose.shifts.length) throw wrong;
  for (const shift of dose.shifts)
    for (const points of [shift.pebble, shift.paper])
      if (!Array.isArray(points) || points.length < 2 || !points.every(isPoint)) throw wrong;
  return dose;
}

const isPoint = (point) =>
  Number.isFinite(point?.replay) &&
  MEASURES.every(
    (name) => Array.isArray(point[name]) && point[name].length === 3 && point[name].every(Number.isFinite),
  );
