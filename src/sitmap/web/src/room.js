// What is taken on the map: boxes [x0, y0, x1, y1] in px in a coarse grid, so that a free spot is found fast.

const CELL = 64; // px

export const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
export const boxAround = ({ x, y }, r) => [x - r, y - r, x + r, y + r];

export class Room {
  constructor(boxes = []) {
    this.cells = new Map();
    for (const box of boxes) this.add(box);
  }

  add(box) {
    for (const key of cellsOf(box)) {
      if (this.cells.has(key)) this.cells.get(key).push(box);
      else this.cells.set(key, [box]);
    }
  }

  isFree(box) {
    return !cellsOf(box).some((key) => this.cells.get(key)?.some((other) => overlaps(box, other)));
  }

  /** The smallest box that overlaps one, or null. */
  under(box) {
    const found = cellsOf(box).flatMap(
      (key) => this.cells.get(key)?.filter((other) => overlaps(box, other)) ?? [],
    );
    return found.sort((a, b) => a[2] - a[0] - (b[2] - b[0]))[0] || null;
  }
}

const keyOf = (column, row) => column * 65536 + row;

function cellsOf([x0, y0, x1, y1]) {
  const keys = [];
  for (let column = Math.floor(x0 / CELL); column <= Math.floor(x1 / CELL); column++) {
    for (let row = Math.floor(y0 / CELL); row <= Math.floor(y1 / CELL); row++)
      keys.push(keyOf(column, row));
  }
  return keys;
}

/** Steps [dx, dy] away from a point, the nearest first; the first is none at all. */
export function stepsAround(distances, directions = 12) {
  const steps = [[0, 0]];
  for (const far of distances) {
    for (let i = 0; i < directions; i++)
      steps.push([
        far * Math.cos((i * 2 * Math.PI) / directions),
        far * Math.sin((i * 2 * Math.PI) / directions),
      ]);
  }
  return steps;
}

const GAP = 3; // px between a mark and its words

/** Where words of a width may stand around a box, best first: [x of their left end, y of their middle], eight in all. */
export function spotsAround([x0, y0, x1, y1], width) {
  const [middle, centre] = [(y0 + y1) / 2, (x0 + x1) / 2 - width / 2];
  const [right, left, above, below] = [x1 + GAP, x0 - GAP - width, y0 - 7, y1 + 7];
  return [
    [right, middle],
    [left, middle],
    [centre, above],
    [centre, below],
    [right - 3, above + 4],
    [right - 3, below - 4],
    [left + 3, above + 4],
    [left + 3, below - 4],
  ];
}
