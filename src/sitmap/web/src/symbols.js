// Which symbol a type has, and how a symbol, a cluster and a precision are drawn.

import { clusterRadius } from "./bins.js";
import { boxOf, drawDrawing, drawingOf } from "./drawings.js";
import { trace } from "./shapes.js";
import { addColour, FONT } from "./theme.js";

const SHAPE_NAMES = [];
const RANKS = [];
const known = new Map(); // number by look: what looks alike is one symbol

/** The number of a look {rank, shape, colour, dark}, which Python gives to types and categories (layers/looks.py). */
export function symbolOfLook({ rank, shape, colour, dark }) {
  const name = [rank, shape, colour, dark].join();
  if (!known.has(name)) {
    const number = addColour(colour, dark);
    SHAPE_NAMES[number] = shape;
    RANKS[number] = rank;
    known.set(name, number);
  }
  return known.get(name);
}

const NO_LOOK = symbolOfLook({ rank: 11, shape: "dot", colour: "#6b7280", dark: "#9ca3af" });

/** Symbol numbers of a layer's event types by their looks [{type, …}]; index 0 is "no type", which is a grey dot. */
export function symbolsOf(looks = [], types) {
  const byType = new Map(looks.map(({ type, ...look }) => [type, look]));
  return [
    NO_LOOK,
    ...types.map((type) => (byType.has(type) ? symbolOfLook(byType.get(type)) : NO_LOOK)),
  ];
}

/** Symbol numbers of a layer's own categories; index 0 is never used, as what has no value is a category, too. */
export function addSymbols(entries) {
  return [
    NO_LOOK,
    ...entries.map(({ light, ...look }, rank) => symbolOfLook({ rank, ...look, colour: light })),
  ];
}

export const SINGLE_RADIUS = 7;
export const DRAWN_REACH = 14; // of a symbol from paths, which has more to show: from its middle to its corners
const DRAWN_RADIUS = 11;
const HOLLOW = new Set(["claimed", "disputed", "denied", "planned", "threatened", "historical"]);

/** Where a symbol stands, and how large, to fill a square of `room` px around a point; shapes have a usual size. */
export function fitSymbol(symbol, { x, y, room, usual }) {
  const drawing = drawingOf(SHAPE_NAMES[symbol]);
  if (!drawing) return { x, y, r: usual };
  const { half, dx, dy } = boxOf(drawing);
  const r = room / half;
  return { x: x - dx * r, y: y - dy * r, r };
}

export const isDrawn = (symbol) => Boolean(drawingOf(SHAPE_NAMES[symbol]));

/**
 * A single incident: confirmed and reported are filled, claimed is hollow, disputed is half filled; hollow with a dot
 * in the middle is one of which nobody states how exactly its place is known. One from paths has that mark at its corner.
 */
export function drawSymbol(context, colours, { symbol, status, stated = true, x, y, r }) {
  const drawing = drawingOf(SHAPE_NAMES[symbol]);
  if (drawing)
    drawFromPaths(context, colours, drawing, {
      symbol,
      status,
      stated,
      x,
      y,
      r: r ?? DRAWN_RADIUS,
    });
  else drawShape(context, colours, { symbol, status, stated, x, y, r: r ?? SINGLE_RADIUS });
}

function drawFromPaths(context, colours, drawing, { symbol, status, stated, x, y, r }) {
  const colour = colours.symbols[symbol];
  const hollow = HOLLOW.has(status);
  const edge =
    status === "confirmed"
      ? { colour: colours.ink, dash: [] }
      : DASHES[status]
        ? { colour, dash: DASHES[status] }
        : null;
  drawDrawing(context, drawing, {
    x,
    y,
    r,
    colour,
    colours,
    hollow,
    half: status === "disputed",
    edge,
  });
  if (!stated)
    drawUnstated(context, colours, { x: x + CORNER * r, y: y + CORNER * r, r: SMALL * r, colour });
}

const CORNER = 0.9; // of a symbol's radius: where its mark of an unstated precision is, as drawings.py
const SMALL = 0.4;

function drawUnstated(context, colours, { x, y, r, colour }) {
  disc(context, x, y, r, colours.paper);
  strokeInk(context, colour, 1);
  disc(context, x, y, r * 0.4, colour);
}

function drawShape(context, colours, { symbol, status, stated, x, y, r }) {
  const shape = SHAPE_NAMES[symbol];
  const colour = colours.symbols[symbol];
  const hollow = HOLLOW.has(status) || !stated;
  trace(context, shape, x, y, r + 1.6);
  context.fillStyle = colours.outline;
  context.fill();
  trace(context, shape, x, y, hollow ? r - 0.4 : r);
  context.fillStyle = hollow ? colours.paper : colour;
  context.fill();
  if (status === "disputed") fillHalf(context, shape, x, y, r, colour);
  if (hollow) strokeInk(context, colour, 1.9, DASHES[status]);
  if (status === "confirmed") strokeInk(context, colours.ink, 1.1);
  if (!stated) disc(context, x, y, r * DOT, colour);
}

const DOT = 0.27; // of a symbol's radius: as marks.py

const DASHES = { planned: [2, 2], threatened: [2, 2], denied: [1, 2], historical: [3, 2] };

function strokeInk(context, colour, width, dash = []) {
  context.setLineDash(dash);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
  context.setLineDash([]);
}

function fillHalf(context, shape, x, y, r, colour) {
  context.save();
  context.beginPath();
  context.rect(x - 2 * r, y - 2 * r, 2 * r, 4 * r);
  context.clip();
  trace(context, shape, x, y, r - 0.4);
  context.fillStyle = colour;
  context.fill();
  context.restore();
  trace(context, shape, x, y, r - 0.4);
}

/** A cluster: a ring of shares by type around the count. */
export function drawCluster(
  context,
  colours,
  { x, y, count, shares, symbolOf, text, r = clusterRadius(count) },
) {
  disc(context, x, y, r + 1.5, colours.outline);
  let angle = -Math.PI / 2;
  for (const [symbol, share] of sumByColour(shares, symbolOf, colours)) {
    const end = angle + (share / count) * 2 * Math.PI;
    context.beginPath();
    context.moveTo(x, y);
    context.arc(x, y, r, angle, end);
    context.closePath();
    context.fillStyle = colours.symbols[symbol];
    context.fill();
    angle = end;
  }
  disc(context, x, y, r - 4, colours.paper);
  centreText(context, text, x, y, colours.ink, r > 22 ? 12 : 11);
}

/** Shares by colour, as [symbol, share]: symbols that differ in shape alone are one. */
function sumByColour(shares, symbolOf, colours) {
  const sums = new Map();
  const ranked = [...shares.keys()]
    .filter((type) => shares[type])
    .sort((a, b) => RANKS[symbolOf[a]] - RANKS[symbolOf[b]]);
  for (const type of ranked) {
    const colour = colours.symbols[symbolOf[type]];
    const [symbol, share] = sums.get(colour) ?? [symbolOf[type], 0];
    sums.set(colour, [symbol, share + shares[type]]);
  }
  return [...sums.values()];
}

function centreText(context, text, x, y, colour, size) {
  context.font = `600 ${size}px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = colour;
  context.fillText(text, x, y + 0.5);
}

function disc(context, x, y, r, colour) {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

/** Hatched discs or outlines of places known only as areas; hatches don't add up where areas overlap. */
export function drawHatched(context, colours, paths) {
  const all = new Path2D();
  for (const { path, large } of paths) if (!large) all.addPath(path);
  context.fillStyle = hatchOf(context, colours.hatch);
  context.fill(all);
  Object.assign(context, { strokeStyle: colours.muted, lineWidth: 1 });
  context.setLineDash([6, 4]);
  for (const { path, large, cut } of paths) {
    if (cut) continue; // its border is the basemap's; where the detail ends there is none
    context.globalAlpha = large ? 0.45 : 0.8;
    context.stroke(path);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

const hatches = new Map();

function hatchOf(context, colour) {
  if (!hatches.has(colour)) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 16;
    const pen = tile.getContext("2d");
    pen.strokeStyle = colour;
    pen.lineWidth = 1.6;
    pen.beginPath();
    for (const shift of [-16, 0, 16]) {
      pen.moveTo(shift - 2, 18);
      pen.lineTo(shift + 18, -2);
    }
    pen.stroke();
    const pattern = context.createPattern(tile, "repeat");
    pattern.setTransform(new DOMMatrix().scale(0.5));
    hatches.set(colour, pattern);
  }
  return hatches.get(colour);
}
