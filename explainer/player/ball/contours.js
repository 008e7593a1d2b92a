// Contours are the lines along which a grid has one level, by marching squares, as one path in shares of the sides (0 to
// 1, y upwards). Pure but for Path2D.

/** @import { Grid } from "./ground.js" */

/**
 * The lines where the grid has this level. Grids of losses are smooth, so segments are left unjoined: round caps meet.
 * @param {Grid} grid
 * @param {number} level
 */
export function outlineLevels(grid, level) {
  const path = new Path2D();
  const rows = grid.length;
  const columns = grid[0].length;
  for (let j = 0; j < rows - 1; j += 1)
    for (let i = 0; i < columns - 1; i += 1) {
      const ends = crossings(grid, i, j, level);
      for (let k = 0; k + 1 < ends.length; k += 2) {
        path.moveTo(ends[k][0] / (columns - 1), ends[k][1] / (rows - 1));
        path.lineTo(ends[k + 1][0] / (columns - 1), ends[k + 1][1] / (rows - 1));
      }
    }
  return path;
}

/**
 * Where the level crosses a cell's sides, in pairs that belong together: places [column, row].
 * @param {Grid} grid
 * @param {number} i
 * @param {number} j
 * @param {number} level
 */
function crossings(grid, i, j, level) {
  const corners = [
    [i, j],
    [i + 1, j],
    [i + 1, j + 1],
    [i, j + 1],
  ];
  const values = corners.map(([x, y]) => grid[y][x] - level);
  /** @type {number[][]} */
  const ends = [];
  for (let k = 0; k < 4; k += 1) {
    const next = (k + 1) % 4;
    if (values[k] < 0 === values[next] < 0) continue;
    const t = values[k] / (values[k] - values[next]);
    ends.push(corners[k].map((at, axis) => at + t * (corners[next][axis] - at)));
  }
  // In a saddle all four sides are crossed: the centre's height says which two belong together.
  const centre = values.reduce((sum, value) => sum + value, 0);
  return ends.length === 4 && centre < 0 === values[0] < 0 ? [...ends.slice(1), ends[0]] : ends;
}
