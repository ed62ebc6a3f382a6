// Which features lie where: a grid of cells over the world, so that a tile asks for its own only.

import { WORLD } from "../../mercator.js";

const CELLS = 2 ** 13; // along a side of the world: 3 km in Europe
const MOST = 64; // cells of a feature; one that lies in more is looked at for every tile

export class Grid {
  constructor({ boxes }) {
    this.boxes = boxes;
    this.cells = new Map();
    this.wide = [];
    for (let row = 0; 4 * row < boxes.length; row++) this._add(row);
  }

  _add(row) {
    const [x0, y0, x1, y1] = cellsOf(this.boxes.subarray(4 * row, 4 * row + 4));
    if ((x1 - x0 + 1) * (y1 - y0 + 1) > MOST) {
      this.wide.push(row);
      return;
    }
    for (let x = x0; x <= x1; x++) {
      for (let y = y0; y <= y1; y++) {
        const key = x * CELLS + y;
        if (this.cells.has(key)) this.cells.get(key).push(row);
        else this.cells.set(key, [row]);
      }
    }
  }

  /** Rows whose box meets a box of world units, in their order. */
  within(box) {
    const found = new Set(this.wide);
    const [x0, y0, x1, y1] = cellsOf(box);
    if ((x1 - x0 + 1) * (y1 - y0 + 1) > this.cells.size) {
      for (const rows of this.cells.values()) for (const row of rows) found.add(row);
    } else {
      for (let x = x0; x <= x1; x++)
        for (let y = y0; y <= y1; y++)
          for (const row of this.cells.get(x * CELLS + y) ?? []) found.add(row);
    }
    return [...found].filter((row) => this._meets(row, box)).sort((a, b) => a - b);
  }

  _meets(row, [x0, y0, x1, y1]) {
    const { boxes } = this;
    return (
      boxes[4 * row] <= x1 &&
      boxes[4 * row + 2] >= x0 &&
      boxes[4 * row + 1] <= y1 &&
      boxes[4 * row + 3] >= y0
    );
  }
}

const cellOf = (unit) => Math.max(0, Math.min(CELLS - 1, Math.floor((unit / WORLD) * CELLS)));
const cellsOf = (box) => Array.from(box, cellOf);
