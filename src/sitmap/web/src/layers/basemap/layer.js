// The embedded basemap: coarse land everywhere, detail inside a box, borders, lakes, rivers; names on a canvas above.

import { readBlob, readJson } from "../../blobs.js";
import { attributionOf, creditOf, GEONAMES, NATURAL_EARTH } from "../../credits.js";
import { CanvasLayer, makePane } from "../../canvas-layer.js";
import { hostOf } from "../../host.js";
import { LabelLayer } from "./labels.js";
import { drawRelief, makeRelief } from "./relief.js";
import { WORLD, yOf } from "../../mercator.js";
import { readLines } from "../../payload.js";
import { KINDS } from "../../registry.js";
import { holds } from "./spans.js";
import { isDark, theme } from "../../theme.js";

const NEAREST = 0.6; // px: a vertex closer than this to the last one is left off
const RIVERS_FROM_ZOOM = 5;
const DISTRICTS_FROM_ZOOM = 6;
const DISTRICTS_STYLE = [1.5, 3];
const GROUND_FROM_ZOOM = 10; // rivers of the ground stand in for the coarse ones
const FADE = 48; // px over which the detail gives way to the coarse world
const FADE_STEPS = 12;
const DISPUTED_STYLE = { solid: [], dashed: [5, 4] };

export const kind = "basemap";

export const Layer = CanvasLayer.extend({
  options: { pane: "sitmap-basemap", padding: 0.15 },

  initialize(id, settings) {
    CanvasLayer.prototype.initialize.call(this, {});
    this.id = id;
    this.settings = settings;
    this.isGround = true;
    this.ground = settings.ground ? new KINDS.ground(id, settings.ground) : null;
  },

  load() {
    const parts = () =>
      Promise.all([
        readJson(this.id, "core"),
        readBlob(this.id, "world"),
        readBlob(this.id, "detail"),
      ]);
    this.loading ||= parts().then(async ([content, world, detail]) => {
      await this.ground?.load().catch(() => {}); // the layer itself says what is wrong
      this.shapes = projectContent(content, world, detail);
      if (content.relief)
        this.relief = makeRelief(await readBlob(this.id, "relief"), content.relief);
      this.labels = new LabelLayer(content.labels || [], this.shapes.countries);
      this.labels.below = this.ground;
      this.names = new Map((content.labels || []).map(({ t, s }) => [t, s ?? t]));
      return this;
    });
    return this.loading;
  },

  onAdd(map) {
    makePane(map, "sitmap-basemap", 150);
    makePane(map, "sitmap-labels", 390);
    this.host = hostOf(map);
    this.host.layers.add(this);
    this._find = (area) =>
      area.precision === "country" ? this.outlineOf(area.country, area) : null;
    this.host.outlines.push(this._find);
    CanvasLayer.prototype.onAdd.call(this, map);
    if (this.ground) map.addLayer(this.ground);
    this.load().then(
      () => this._container && this._shown(),
      (error) => this.host.fail(error),
    );
  },

  _shown() {
    this._paint();
    this._map.addLayer(this.labels);
    for (const layer of this.host.layers) if (layer.store?.coarse) layer.redraw(); // whose outlines we may have
  },

  makeRoom() {
    this.labels?.redraw();
  },

  onRemove(map) {
    this.host.layers.delete(this);
    this.host.outlines = this.host.outlines.filter((find) => find !== this._find);
    for (const part of [this.labels, this.ground]) if (part) map.removeLayer(part);
    CanvasLayer.prototype.onRemove.call(this, map);
  },

  getAttribution() {
    const ground = this.settings.ground?.credits.map(creditOf) ?? [];
    return attributionOf([GEONAMES, NATURAL_EARTH, ...ground], this.settings.notes);
  },

  /** Rings of a country by its code, in degrees; `cut` when the detail holds but a part of it, with the point x, y. */
  outlineOf(code, { x, y } = {}) {
    const parts = (this.shapes?.countries || []).filter(({ id }) => id === code);
    const rings = parts.flatMap(({ degrees }) => degrees);
    if (parts.every(({ whole }) => whole)) return parts.length ? rings : null;
    const outlines = parts.flatMap((part) => part.rings);
    const seen = [0, WORLD].some((turn) => holds(outlines, (x >>> 0) + turn, y + 2 ** 31));
    return seen ? Object.assign(rings, { cut: true }) : null;
  },

  draw(context) {
    const colours = theme();
    const size = this._map.getSize();
    const frame = {
      x: -this._pad.x,
      y: -this._pad.y,
      width: size.x + 2 * this._pad.x,
      height: size.y + 2 * this._pad.y,
    };
    context.fillStyle = colours.sea;
    context.fillRect(frame.x, frame.y, frame.width, frame.height);
    if (!this.shapes) return;
    const { land, box } = this.shapes;
    // the detail that runs on across the antimeridian lies on the next turn's world
    const pens = turnsInView(this._map, frame, box?.[2] > WORLD ? 1 : 0).map((turn) =>
      makePen(context, this._map, frame, turn),
    );
    for (const pen of pens) pen.fill(land, colours.land);
    for (const pen of pens) this._drawBox(context, colours, frame, pen);
  },

  _drawBox(context, colours, frame, pen) {
    const { shapes } = this;
    const box = shapes.box && wholePixels(pen.rectangle(shapes.box));
    if (!box) return;
    context.save();
    context.beginPath();
    context.rect(...box);
    context.clip();
    context.fillStyle = colours.sea;
    context.fillRect(...box);
    pen.fill(
      shapes.countries.flatMap(({ rings }) => rings),
      colours.land,
    );
    this._drawDetail(context, colours, pen);
    context.restore();
    if (shapes.land.length) fadeEdges(context, pen, shapes.land, colours, box, frame);
  },

  _drawDetail(context, colours, pen) {
    const { shapes, settings } = this;
    const zoom = this._map.getZoom();
    if (this.relief)
      drawRelief(context, this.relief, pen.rectangle(shapes.box), { zoom, dark: isDark(colours) });
    if (zoom >= RIVERS_FROM_ZOOM && !(this.ground && zoom >= GROUND_FROM_ZOOM))
      pen.stroke(shapes.rivers, colours.river, zoom > 8 ? 1.6 : 1);
    pen.fill(shapes.lakes, colours.lake); // above the rivers, whose course is drawn through them
    if (zoom >= DISTRICTS_FROM_ZOOM)
      pen.stroke(shapes.districts, colours.district, zoom > 8 ? 1.1 : 0.8, DISTRICTS_STYLE);
    const width = zoom > 6 ? 1.3 : 0.9;
    pen.stroke(shapes.borders, colours.border, width);
    pen.stroke(shapes.claimed, colours.disputed, width, DISPUTED_STYLE.dashed);
    const style = settings.kosovo_outline ?? "dashed";
    if (style !== "absent")
      pen.stroke(shapes.disputed, colours.disputed, width, DISPUTED_STYLE[style]);
  },
});

/** Inside a rectangle, so that no seam shows along its edges. */
function wholePixels([x, y, width, height]) {
  const [left, top] = [Math.ceil(x), Math.ceil(y)];
  return [
    left,
    top,
    Math.max(0, Math.floor(x + width) - left),
    Math.max(0, Math.floor(y + height) - top),
  ];
}

/** Where the detail ends in view, the coarse world comes through by steps. */
function fadeEdges(context, pen, land, colours, box, frame) {
  for (let step = 0; step < FADE_STEPS; step++) {
    const bands = bandsOf(box, (step * FADE) / FADE_STEPS, FADE / FADE_STEPS).filter((band) =>
      meets(band, frame),
    );
    if (!bands.length) return;
    context.save();
    context.beginPath();
    for (const band of bands) context.rect(...band);
    context.clip();
    context.globalAlpha = 1 - (step + 0.5) / FADE_STEPS;
    pen.fill(land, colours.land);
    pen.fillAround(land, colours.sea);
    context.restore();
  }
}

/** A frame of four rectangles, `from` px inside a box. */
function bandsOf([x, y, width, height], from, thick) {
  const [left, top, wide, tall] = [x + from, y + from, width - 2 * from, height - 2 * from];
  if (wide < 2 * thick || tall < 2 * thick) return [];
  return [
    [left, top, wide, thick],
    [left, top + tall - thick, wide, thick],
    [left, top + thick, thick, tall - 2 * thick],
    [left + wide - thick, top + thick, thick, tall - 2 * thick],
  ];
}

const meets = ([x, y, width, height], frame) =>
  x < frame.x + frame.width &&
  x + width > frame.x &&
  y < frame.y + frame.height &&
  y + height > frame.y;

/** The turns of the world (0, -1, 1) that a frame shows, and so many before them. */
function turnsInView(map, frame, before) {
  const world = 256 * 2 ** map.getZoom();
  const left = map.project(map.getCenter()).x - map.getSize().x / 2 + frame.x;
  const turns = [];
  for (let turn = Math.floor(left / world) - before; turn * world < left + frame.width; turn++)
    turns.push(turn);
  return turns;
}

/** Fills and strokes lines of world units. */
function makePen(context, map, frame, turn) {
  const world = 256 * 2 ** map.getZoom();
  const centre = map.project(map.getCenter());
  const size = map.getSize();
  const k = world / WORLD;
  const dx = turn * world - centre.x + size.x / 2;
  const dy = size.y / 2 - centre.y;
  const seen = [
    (frame.x - dx) / k,
    (frame.y - dy) / k,
    (frame.x + frame.width - dx) / k,
    (frame.y + frame.height - dy) / k,
  ];
  const trace = (shapes, close) => {
    context.beginPath();
    for (const { points, box } of shapes) {
      if (box[0] <= seen[2] && box[2] >= seen[0] && box[1] <= seen[3] && box[3] >= seen[1])
        traceLine(context, points, k, dx, dy, close);
    }
  };
  return {
    fill(shapes, colour) {
      trace(shapes, true);
      context.fillStyle = colour;
      context.fill("evenodd");
    },
    fillAround(shapes, colour) {
      trace(shapes, true);
      context.rect(frame.x, frame.y, frame.width, frame.height);
      context.fillStyle = colour;
      context.fill("evenodd");
    },
    stroke(shapes, colour, width, dash = []) {
      trace(shapes, false);
      Object.assign(context, {
        strokeStyle: colour,
        lineWidth: width,
        lineJoin: "round",
        lineCap: "round",
      });
      context.setLineDash(dash);
      context.stroke();
      context.setLineDash([]);
    },
    rectangle(box) {
      return (
        box && [box[0] * k + dx, box[1] * k + dy, (box[2] - box[0]) * k, (box[3] - box[1]) * k]
      );
    },
  };
}

function traceLine(context, points, k, dx, dy, close) {
  let lastX = points[0] * k + dx;
  let lastY = points[1] * k + dy;
  context.moveTo(lastX, lastY);
  const end = points.length - 2;
  for (let i = 2; i <= end; i += 2) {
    const x = points[i] * k + dx;
    const y = points[i + 1] * k + dy;
    if (i < end && Math.abs(x - lastX) < NEAREST && Math.abs(y - lastY) < NEAREST) continue;
    context.lineTo(x, y);
    lastX = x;
    lastY = y;
  }
  if (close) context.closePath();
}

/** What there is, with the points of its lines; they stand in the order in which they are taken here. */
function projectContent({ world, detail }, worldLines, detailLines) {
  const coarse = readLines(worldLines, world.scale);
  const take = readLines(detailLines, detail.scale);
  const all = (counts) => counts.map((count) => toShape(take(count)));
  return {
    land: world.land.map((count) => toShape(coarse(count))),
    box: boxOf(toShape(detail.box).points),
    countries: detail.countries.map((country) => projectCountry(country, take, detail)),
    borders: all(detail.borders),
    disputed: all(detail.dispute_borders),
    claimed: all(detail.claimed_borders),
    lakes: all(detail.lakes),
    rivers: all(detail.rivers),
    districts: all(detail.districts ?? []),
  };
}

function projectCountry({ id, rings }, take, { box, scale }) {
  const degrees = rings.map(take);
  const inside = (ring) =>
    ring.every(
      (value, i) => value > box[i % 2] + 1 / scale && value < box[2 + (i % 2)] - 1 / scale,
    );
  return { id, degrees, rings: degrees.map(toShape), whole: degrees.every(inside) };
}

/** Degrees to world units (x from the antimeridian, y from the top), with the box around them. */
function toShape(degrees) {
  const points = new Float64Array(degrees.length);
  for (let i = 0; i < degrees.length; i += 2) {
    points[i] = ((degrees[i] + 180) / 360) * WORLD;
    points[i + 1] = yOf(degrees[i + 1]) + 2 ** 31;
  }
  return { points, box: boxOf(points) };
}

function boxOf(points) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    box[0] = Math.min(box[0], points[i]);
    box[1] = Math.min(box[1], points[i + 1]);
    box[2] = Math.max(box[2], points[i]);
    box[3] = Math.max(box[3], points[i + 1]);
  }
  return box;
}
