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
  return {
    cell,
    units,
    columns,
    rows,
    cells: columns * rows,
    left: view.pad + shiftX,
    top: view.pad + shiftY,
  };
}

const mod = (value, by) => ((value % by) + by) % by;

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
  fill(bins, view, points, keep, from, to);
  return bins;
}

/** The hot loop: everything it needs is local, and most of its work is comparing integers. */
function fill(
  { grid, types, count, sumX, sumY, first, mixed, shares },
  view,
  { x, y, type, coarse },
  keep,
  from,
  to,
) {
  const { cx, cy } = view;
  const { minX, maxX, minY, maxY, perX, addX, perY, addY } = scaleOf(view, grid);
  const { columns, cells } = grid;
  for (let i = from; i < to; i++) {
    if (keep !== null && keep[i] === 0) continue;
    const dx = (x[i] - cx) | 0;
    if (dx < minX || dx > maxX) continue;
    const dy = y[i] - cy;
    if (dy < minY || dy > maxY) continue;
    let at = ((dy * perY + addY) | 0) * columns + ((dx * perX + addX) | 0);
    if (coarse !== null && coarse[i] !== 0) at += cells;
    if (count[at]++ === 0) first[at] = i;
    else if (mixed[at] === 0 && (x[i] !== x[first[at]] || y[i] !== y[first[at]])) mixed[at] = 1;
    sumX[at] += dx;
    sumY[at] += dy;
    shares[at * types + type[i]]++;
  }
}

/** What turns units from the centre into rows and columns of the grid, and the limits in units. */
function scaleOf({ k, width, height, pad }, grid) {
  const [halfX, halfY] = [width / 2 + pad, height / 2 + pad];
  const per = k / grid.cell;
  return {
    minX: Math.max(-(2 ** 31), -halfX / k),
    maxX: Math.min(2 ** 31 - 1, halfX / k),
    minY: -halfY / k,
    maxY: halfY / k,
    perX: per,
    addX: (width / 2 + grid.left) / grid.cell,
    perY: per,
    addY: (height / 2 + grid.top) / grid.cell,
  };
}

/** Marks [{x, y, count, shares, first, mixed, coarse, cells}] in px of the view, overlapping ones merged. */
export function collectMarks(view, bins, { single = 8, merge = true } = {}) {
  const marks = [];
  for (let at = 0; at < bins.count.length; at++)
    if (bins.count[at]) marks.push(makeMark(view, bins, at));
  for (const mark of marks) mark.single = single;
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
      const reach =
        (clusterRadius(other.count) * (other.count > 1 ? 1 : single / 12.5) + radius) * 0.8;
      return (other.x - mark.x) ** 2 + (other.y - mark.y) ** 2 < reach * reach;
    });
    if (host) absorb(host, mark);
    else kept.push(mark);
  }
  return kept;
}

/** Take a mark into another: its rows count and open with the other's. */
export function absorb(host, mark) {
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
export function rowsOf(view, { x, y, coarse }, keep, from, to, { grid }, mark) {
  const rows = [];
  const cells = new Set(mark.cells);
  const { minX, maxX, minY, maxY, perX, addX, perY, addY } = scaleOf(view, grid);
  for (let i = from; i < to; i++) {
    const dx = (x[i] - view.cx) | 0;
    const dy = y[i] - view.cy;
    if (dx < minX || dx > maxX || dy < minY || dy > maxY || (keep !== null && keep[i] === 0))
      continue;
    const at = ((dy * perY + addY) | 0) * grid.columns + ((dx * perX + addX) | 0);
    if (cells.has(coarse !== null && coarse[i] ? at + grid.cells : at)) rows.push(i);
  }
  return rows;
}

/** The cell that a row is counted in, or -1 where it is out of view. */
export function cellOf(view, { x, y, coarse }, { grid }, row) {
  const { minX, maxX, minY, maxY, perX, addX, perY, addY } = scaleOf(view, grid);
  const dx = (x[row] - view.cx) | 0;
  const dy = y[row] - view.cy;
  if (dx < minX || dx > maxX || dy < minY || dy > maxY) return -1;
  const at = ((dy * perY + addY) | 0) * grid.columns + ((dx * perX + addX) | 0);
  return coarse !== null && coarse[row] ? at + grid.cells : at;
}
