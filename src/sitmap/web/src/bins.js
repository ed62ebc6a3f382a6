// One linear pass puts the points of a view into a grid that is fixed to the world; neighbours that would overlap merge.

/** Radius in px of a cluster's ring. */
export const clusterRadius = (count) => Math.min(30, 12.5 + 4.2 * Math.log10(count));

/** Lay a grid over a view: it is anchored to the world, so that clusters stay put while the map is dragged. */
export function makeGrid(view, cell) {
  const units = cell / view.k;
  const shiftX = mod(view.cx * view.k - view.width / 2 - view.pad, cell);
  const shiftY = mod(view.cy * view.k - view.height / 2 - view.pad, cell);
  const columns = Math.ceil((view.width + 2 * view.pad + shiftX) / cell) + 1;
  const rows = Math.ceil((view.height + 2 * view.pad + shiftY) / cell) + 1;
  return { cell, units, columns, rows, cells: columns * rows, left: view.pad + shiftX, top: view.pad + shiftY };
}

const mod = (value, by) => ((value % by) + by) % by;

/** The cell of a point, or -1 beyond the edges. The second half of the indices holds coarse places. */
function makeLocator(view, grid, points) {
  const { x, y, coarse } = points;
  const { cx, cy, k } = view;
  const dx = view.width / 2 + grid.left;
  const dy = view.height / 2 + grid.top;
  const wide = (view.width + view.pad) + grid.left;
  const high = (view.height + view.pad) + grid.top;
  const lowX = grid.left - view.pad;
  const lowY = grid.top - view.pad;
  const per = 1 / grid.cell;
  return (i) => {
    const px = ((x[i] - cx) | 0) * k + dx;
    if (px < lowX || px > wide) return -1;
    const py = (y[i] - cy) * k + dy;
    if (py < lowY || py > high) return -1;
    const at = ((py * per) | 0) * grid.columns + ((px * per) | 0);
    return coarse !== null && coarse[i] ? at + grid.cells : at;
  };
}

/**
 * Count the points of rows `from` to `to` by cell.
 * @param points {x, y, type, coarse: Uint8Array|null}  @param keep (row) => truthy, or a Uint8Array, or null for all
 */
export function binPoints(view, points, keep, from, to, { cell, types }) {
  const grid = makeGrid(view, cell);
  const size = grid.cells * 2;
  const bins = {
    grid,
    types,
    count: new Uint32Array(size),
    sumX: new Float64Array(size),
    sumY: new Float64Array(size),
    first: new Int32Array(size),
    mixed: new Uint8Array(size),
    shares: new Uint32Array(size * types),
  };
  const { count, sumX, sumY, first, mixed, shares } = bins;
  const { x, y, type } = points;
  const { cx, cy } = view;
  const locate = makeLocator(view, grid, points);
  for (let i = from; i < to; i++) {
    if (keep !== null && keep[i] === 0) continue;
    const at = locate(i);
    if (at < 0) continue;
    if (count[at]++ === 0) first[at] = i;
    else if (x[i] !== x[first[at]] || y[i] !== y[first[at]]) mixed[at] = 1;
    sumX[at] += (x[i] - cx) | 0;
    sumY[at] += y[i] - cy;
    shares[at * types + type[i]]++;
  }
  return bins;
}

/** Marks [{x, y, count, shares, first, mixed, coarse, cells}] in px of the view, overlapping ones merged. */
export function collectMarks(view, bins, { single = 8, merge = true } = {}) {
  const marks = [];
  for (let at = 0; at < bins.count.length; at++) if (bins.count[at]) marks.push(makeMark(view, bins, at));
  marks.sort((a, b) => b.count - a.count || a.first - b.first);
  return merge ? mergeMarks(marks, single) : marks;
}

function makeMark(view, bins, at) {
  const count = bins.count[at];
  return {
    x: (bins.sumX[at] / count) * view.k + view.width / 2,
    y: (bins.sumY[at] / count) * view.k + view.height / 2,
    count,
    shares: bins.shares.slice(at * bins.types, (at + 1) * bins.types),
    first: bins.first[at],
    mixed: bins.mixed[at] === 1,
    coarse: at >= bins.grid.cells,
    cells: [at],
  };
}

/** Larger marks take in smaller ones that they would cover by more than a third; coarse places stay apart. */
function mergeMarks(marks, single) {
  const kept = [];
  for (const mark of marks) {
    const radius = mark.count > 1 ? clusterRadius(mark.count) : single;
    const host = kept.find((other) => {
      if (other.coarse !== mark.coarse) return false;
      const reach = (clusterRadius(other.count) * (other.count > 1 ? 1 : single / 12.5) + radius) * 0.8;
      return (other.x - mark.x) ** 2 + (other.y - mark.y) ** 2 < reach * reach;
    });
    if (host) absorb(host, mark);
    else kept.push(mark);
  }
  return kept;
}

function absorb(host, mark) {
  const total = host.count + mark.count;
  host.x = (host.x * host.count + mark.x * mark.count) / total;
  host.y = (host.y * host.count + mark.y * mark.count) / total;
  host.count = total;
  for (let t = 0; t < mark.shares.length; t++) host.shares[t] += mark.shares[t];
  host.first = Math.min(host.first, mark.first);
  host.mixed = true;
  host.cells.push(...mark.cells);
}

/** The rows behind a mark, in order of the table (by day). */
export function rowsOf(view, points, keep, from, to, bins, mark) {
  const rows = [];
  const cells = new Set(mark.cells);
  const locate = makeLocator(view, bins.grid, points);
  for (let i = from; i < to; i++) {
    if ((keep === null || keep[i] !== 0) && cells.has(locate(i))) rows.push(i);
  }
  return rows;
}
