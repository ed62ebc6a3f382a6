// Words and signs of the ground: names along roads and rivers, numbers of roads, peaks and facilities.

import { WORLD } from "../../mercator.js";
import { boxAround, spotsAround } from "../../room.js";
import { FONT, theme } from "../../theme.js";
import { findStretches } from "./along.js";
import { coloursOf, NUMBERED, WORDS_FROM } from "./look.js";
import { drawSign, SIGN, SIGNS } from "./signs.js";

const APART = 260; // px between two tellings of one name
const LINE_FONT = `400 10.5px ${FONT}`;
const WATER_FONT = `italic 400 11px ${FONT}`;
const NUMBER_FONT = `600 9px ${FONT}`;
const HALF = 6; // px, half the height of a line of words
const MOST = 90; // words of one view
const NUMBERS_SOONER = 3; // zooms before the name

export function drawNames(context, { ground, grid }, view, room) {
  const k = (256 * 2 ** view.zoom) / WORLD;
  const corner = {
    x: (view.cx >>> 0) * k - view.width / 2,
    y: (view.cy + 2 ** 31) * k - view.height / 2,
  };
  const box = [
    corner.x / k,
    corner.y / k,
    (corner.x + view.width) / k,
    (corner.y + view.height) / k,
  ];
  const pen = {
    context,
    ground,
    k,
    corner,
    room,
    zoom: view.zoom,
    size: view,
    colours: coloursOf(theme()),
    told: new Map(),
    left: MOST,
  };
  const rows = grid.within(box);
  for (const { name, zoom, from, to } of [...ground.kinds].reverse()) {
    if (zoom > view.zoom + 0.25) continue;
    const members = rows.filter((row) => row >= from && row < to);
    if (SIGNS[name]) for (const row of members) tellPoint(pen, name, zoom, row);
    else if (WORDS_FROM[name]) tellLines(pen, name, members);
  }
}

const pointsOf = ({ ground: { points, starts }, k, corner }, row) =>
  Array.from(
    points.subarray(2 * starts[row], 2 * starts[row + 1]),
    (unit, i) => unit * k - (i % 2 ? corner.y : corner.x),
  );

function tellLines(pen, kind, rows) {
  const { ground, zoom } = pen;
  const named = zoom >= WORDS_FROM[kind];
  const numbered = NUMBERED.has(kind) && zoom >= WORDS_FROM[kind] - NUMBERS_SOONER;
  if (!named && !numbered) return;
  for (const row of rows) {
    const text = ground.texts[ground.textOf[row]];
    if (!text || pen.left <= 0) continue;
    const [name, ref] = text;
    const line = pointsOf(pen, row);
    if (numbered && ref) tellNumber(pen, ref, line, kind);
    if (named && name) tellAlong(pen, name, line, kind);
  }
}

function tellAlong(pen, words, line, kind) {
  const { context, colours, room } = pen;
  const isWater = ["river", "canal", "stream"].includes(kind);
  context.font = isWater ? WATER_FONT : LINE_FONT;
  const width = context.measureText(words).width;
  for (const spot of findStretches(clip(line, pen.size), width + 8)) {
    const boxes = boxesAlong(spot, width);
    if (!isNew(pen, words, spot) || !boxes.every((box) => room.isFree(box))) continue;
    take(pen, words, spot, boxes);
    context.save();
    context.translate(spot.x, spot.y);
    context.rotate(spot.angle);
    write(context, words, -width / 2, 0, colours.halo, isWater ? colours.watery : colours.words);
    context.restore();
    return;
  }
}

function tellNumber(pen, ref, line, kind) {
  const { context, colours, room } = pen;
  const words = ref.split(" / ")[0];
  context.font = NUMBER_FONT;
  const half = context.measureText(words).width / 2 + 3;
  for (const spot of findStretches(clip(line, pen.size), Math.max(24, 2 * half))) {
    const box = [spot.x - half, spot.y - 6, spot.x + half, spot.y + 6];
    if (!isNew(pen, `#${words}`, spot) || !room.isFree(box)) continue;
    take(pen, `#${words}`, spot, [box]);
    Object.assign(context, { fillStyle: colours.sheet, strokeStyle: colours.casing, lineWidth: 1 });
    context.beginPath();
    context.roundRect(box[0], box[1], 2 * half, 12, 2.5);
    context.fill();
    context.stroke();
    Object.assign(context, { fillStyle: colours.words, textAlign: "left", textBaseline: "middle" });
    context.fillText(words, spot.x - half + 3, spot.y + 0.5);
    return;
  }
}

function tellPoint(pen, kind, zoom, row) {
  const { context, ground, colours, room } = pen;
  if (pen.left <= 0) return;
  const [x, y] = pointsOf(pen, row);
  const sign = boxAround({ x, y }, SIGN / 2 + 1);
  const isName = kind === "lake_name";
  if (!isName && !room.isFree(sign)) return;
  const words = wordsOf(ground.texts[ground.textOf[row]], kind);
  if (isName && !words) return;
  if (!isName) {
    room.add(sign);
    drawSign(context, kind, x, y, colours);
  }
  if (!words || (pen.zoom < zoom + 1 && kind !== "peak" && !isName)) return;
  context.font = isName ? WATER_FONT : LINE_FONT;
  const width = context.measureText(words).width;
  const spots = isName ? [[x - width / 2, y]] : spotsAround(sign, width);
  const boxOf = ([left, middle]) => [
    left - 3,
    middle - HALF - 1,
    left + width + 3,
    middle + HALF + 1,
  ];
  const isWhole = ([left, middle]) =>
    left > 0 && left + width < pen.size.width && middle > 0 && middle < pen.size.height;
  const spot = spots.find((one) => isWhole(one) && room.isFree(boxOf(one)));
  if (!spot) return;
  room.add(boxOf(spot));
  pen.left--;
  write(context, words, spot[0], spot[1], colours.halo, isName ? colours.watery : colours.words);
}

function wordsOf(text, kind) {
  if (!text) return "";
  const [name, ref] = text;
  return kind === "peak" ? [name, ref && `${ref} m`].filter(Boolean).join(" ") : name;
}

function write(context, words, x, y, halo, colour) {
  Object.assign(context, {
    textAlign: "left",
    textBaseline: "middle",
    lineJoin: "round",
    lineWidth: 2.6,
    strokeStyle: halo,
    fillStyle: colour,
  });
  context.strokeText(words, x, y);
  context.fillText(words, x, y);
}

/** Boxes along slanted words. */
function boxesAlong({ x, y, angle }, width) {
  const count = Math.max(1, Math.ceil(width / 10));
  return Array.from({ length: count }, (_, i) => {
    const far = ((i + 0.5) / count - 0.5) * width;
    return boxAround({ x: x + far * Math.cos(angle), y: y + far * Math.sin(angle) }, HALF);
  });
}

/** The stretch of a line inside the view that is longest: words out of sight tell nobody. */
function clip(line, { width, height }) {
  let best = [];
  let part = [];
  for (let i = 0; i < line.length; i += 2) {
    const inside = line[i] > 0 && line[i] < width && line[i + 1] > 0 && line[i + 1] < height;
    if (inside) part.push(line[i], line[i + 1]);
    if (part.length > best.length) best = part;
    if (!inside) part = [];
  }
  return best.length >= 4 ? best : crossing(line);
}

/** A straight road that has its points out of view may still cross it. */
const crossing = (line) => (line.length === 4 ? line : []);

const isNew = ({ told }, words, { x, y }) =>
  (told.get(words) ?? []).every((other) => Math.hypot(other.x - x, other.y - y) > APART);

function take(pen, words, spot, boxes) {
  for (const box of boxes) pen.room.add(box);
  pen.told.set(words, [...(pen.told.get(words) ?? []), spot]);
  pen.left--;
}
