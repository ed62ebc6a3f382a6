// The ground below the incidents: roads, waters, buildings. Drawn once by tiles, which are kept while the map pans.

import { readBlob } from "../../blobs.js";
import { CanvasLayer, makePane } from "../../canvas-layer.js";
import { hostOf } from "../../host.js";
import { WORLD } from "../../mercator.js";
import { theme } from "../../theme.js";
import { readBlock } from "./block.js";
import { Grid } from "./grid.js";
import { drawNames } from "./names.js";
import { paintTile } from "./paint.js";

const TILE = 512; // px a side
const EDGE = 16; // px beyond a tile whose lines reach into it
const FRAME_MS = 14; // of drawing at a time: the map stays free to move
const MOST_PX = 3e7; // of tiles kept, 120 MB

export const GroundLayer = CanvasLayer.extend({
  options: { pane: "sitmap-ground", padding: 0.15 },

  /** `id` is that of the basemap, whose blob `ground` it draws. */
  initialize(id, settings) {
    CanvasLayer.prototype.initialize.call(this, {});
    this.id = id;
    this.settings = settings;
    this.isGround = true;
    this.tiles = new Map();
  },

  load() {
    this.loading ||= readBlob(this.id, "ground").then((bytes) => {
      this.ground = readBlock(bytes);
      this.grid = new Grid(this.ground);
      return this;
    });
    return this.loading;
  },

  onAdd(map) {
    makePane(map, "sitmap-ground", 160);
    this.host = hostOf(map);
    this.host.layers.add(this);
    CanvasLayer.prototype.onAdd.call(this, map);
    this.load().then(
      () => this._container && this._paint(),
      (error) => this.host.fail(error),
    );
  },

  onRemove(map) {
    this.host.layers.delete(this);
    this.tiles.clear();
    CanvasLayer.prototype.onRemove.call(this, map);
  },

  draw(context) {
    if (!this.ground) return;
    const map = this._map;
    const zoom = map.getZoom();
    const size = map.getSize();
    const centre = map.project(map.getCenter());
    const corner = { x: Math.round(centre.x - size.x / 2), y: Math.round(centre.y - size.y / 2) };
    const span = (from, length, pad) => [
      Math.floor((from - pad) / TILE),
      Math.floor((from + length + pad) / TILE),
    ];
    const [left, right] = span(corner.x, size.x, this._pad.x);
    const [top, bottom] = span(corner.y, size.y, this._pad.y);
    const until = isPaper() ? Infinity : performance.now() + FRAME_MS;
    for (const { x, y } of fromMiddle(left, right, top, bottom)) {
      const tile = this._tile(zoom, x, y, until);
      if (tile?.canvas)
        context.drawImage(tile.canvas, x * TILE - corner.x, y * TILE - corner.y, TILE, TILE);
      if (!tile) this.redraw(); // the rest in the next frame
    }
    this._forget();
  },

  /** A tile from those kept, or made now, or null when the frame's time is up; empty ones have no canvas. */
  _tile(zoom, x, y, until) {
    const palette = theme();
    const key = [zoom, x, y, palette.paper, this._ratio].join();
    const kept = this.tiles.get(key);
    if (kept) {
      this.tiles.delete(key); // the last used stand last
      this.tiles.set(key, kept);
      return kept;
    }
    if (performance.now() > until) return null;
    const tile = this._make(zoom, x, y, palette);
    this.tiles.set(key, tile);
    return tile;
  },

  _make(zoom, x, y, palette) {
    const k = (256 * 2 ** zoom) / WORLD;
    const units = (px) => px / k;
    const rows = this.grid.within([
      units(x * TILE - EDGE),
      units(y * TILE - EDGE),
      units((x + 1) * TILE + EDGE),
      units((y + 1) * TILE + EDGE),
    ]);
    if (!rows.length) return { canvas: null, px: 0 };
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.ceil(TILE * this._ratio);
    const context = canvas.getContext("2d");
    context.scale(canvas.width / TILE, canvas.height / TILE);
    paintTile(context, this.ground, rows, { at: { x: x * TILE, y: y * TILE }, zoom, k, palette });
    return { canvas, px: canvas.width * canvas.height };
  },

  _forget() {
    let px = 0;
    for (const key of [...this.tiles.keys()].reverse()) {
      px += this.tiles.get(key).px;
      if (px > MOST_PX) this.tiles.delete(key);
    }
  },

  /** Names and signs, where the places' names and the incidents have left room. */
  drawNames(context, view, room) {
    if (this.ground) drawNames(context, this, view, room);
  },
});

const isPaper = () => document.querySelector(".sitmap-app.is-printing") !== null;

function fromMiddle(left, right, top, bottom) {
  const tiles = [];
  for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) tiles.push({ x, y });
  const away = ({ x, y }) => Math.hypot(x - (left + right) / 2, y - (top + bottom) / 2);
  return tiles.sort((a, b) => away(a) - away(b));
}
