// Place names: important ones and those of incidents first, none over another, none over an incident.

import { CanvasLayer } from "../../canvas-layer.js";
import { hostOf } from "../../host.js";
import { makeView, pixelX, pixelY, WORLD, xOf, yOf } from "../../mercator.js";
import { boxAround, Room, spotsAround } from "../../room.js";
import { drawArrow, findPointers, settleArrow } from "./edge.js";
import { findSpans, holds, staysAtHome } from "./spans.js";
import { FONT, theme } from "../../theme.js";

const ROOM = 9000; // px² of map for each name: fewer names, more map
const GAP = 4; // px kept free around a name
const WITH_INCIDENT = 100; // ranks that a place gains by an incident on it
const WIDEST_MARK = 76; // px
const DOT = 3; // px
const FARTHER = 9; // px

export const LabelLayer = CanvasLayer.extend({
  options: { pane: "sitmap-labels", padding: 0.1 },

  /** `countries`: [{rings: [{points, box}]}] in world units, for the names of those that are in view in part. */
  initialize(labels, countries = []) {
    CanvasLayer.prototype.initialize.call(this, {});
    const all = labels.map((label) => ({ ...label, px: xOf(label.x), py: yOf(label.y) }));
    for (const label of all)
      if (label.k === "country") Object.assign(label, landOf(label, countries));
    this.labels = all.filter(({ k, rings }) => k !== "country" || rings);
  },

  onAdd(map) {
    this.host = hostOf(map);
    CanvasLayer.prototype.onAdd.call(this, map);
    map.on("sitmap:drawn", this.redraw, this);
  },

  /** The first time in the next frame, when other layers may have drawn too: a name that waits is better than one that moves. */
  _paint() {
    if (this._begun) CanvasLayer.prototype._paint.call(this);
    else this.redraw();
    this._begun = true;
  },

  onRemove(map) {
    this._begun = false;
    map.off("sitmap:drawn", this.redraw, this);
    CanvasLayer.prototype.onRemove.call(this, map);
  },

  draw(context) {
    const view = makeView(this._map.getCenter(), this._map.getZoom(), this._map.getSize());
    const room = new Room([
      ...this.host.covered(),
      ...[...this.host.layers].flatMap((layer) => layer.boxes?.() || []),
    ]);
    this.placed = this._place(context, view, room);
    const colours = theme();
    for (const label of this.placed) if (label.k === "country") write(context, colours, label);
    for (const label of this.placed) if (label.k !== "country") write(context, colours, label);
    if (!this.below) this._point(context, view, room, colours); // streets tell where one is
    this.below?.drawNames(context, view, room); // the ground's, in the room that is left
  },

  /** Places beyond the edge, where few are in view. */
  _point(context, view, room, colours) {
    const isWithin = ({ k, x, y }) =>
      k === "settlement" && x > 0 && y > 0 && x < view.width && y < view.height;
    const labels = this.labels.map((label) => ({
      ...label,
      x: pixelX(view, label.px),
      y: pixelY(view, label.py),
    }));
    this.pointed = [];
    for (const one of findPointers(labels, view, this.placed.filter(isWithin).length)) {
      const styled = measure(context, {
        ...one.label,
        ...styleOf(one.label, Infinity),
        dot: 0,
        text: `${one.label.s ?? one.label.t} ${this.host.t.number(Math.round(one.km))} km`,
      });
      const spot = settleArrow(one, view, styled.width, (box) => room.isFree(box));
      if (!spot) continue;
      styled.at = spot.at;
      this.pointed.push(styled.text);
      room.add(boxOf(spot.at, styled.width));
      drawArrow(context, colours.label, { ...spot, angle: one.angle });
      write(context, colours, styled);
    }
  },

  /** Labels with the spot they got: {…, text, x, y, at: [x, y] of the words, covered}. */
  _place(context, view, room) {
    const most = ((view.width * view.height) / ROOM) * 1.4;
    const placed = [];
    const waiting = [];
    let settlements = 0;
    for (const label of this._inView(view, room)) {
      if (label.k === "settlement" && settlements >= most) continue;
      const styled = measure(context, {
        ...label,
        ...styleOf(label, label.z ? most : settlements),
        text: label.s ?? label.t,
      });
      if (
        label.inView &&
        (settle(styled, room, view) || (label.rings && settleInside(styled, view, room)))
      ) {
        placed.push(styled);
        if (label.k === "settlement") settlements++;
      } else if (label.rings && !label.inView) waiting.push(styled);
    }
    return [...placed, ...waiting.filter((label) => settleInside(label, view, room))];
  },

  _inView(view, room) {
    const [padX, padY] = [this._pad.x, this._pad.y];
    const labels = this.labels.map((label) => {
      const [x, y] = [pixelX(view, label.px), pixelY(view, label.py)];
      const mark = label.k === "settlement" ? room.under(boxAround({ x, y }, DOT)) : null;
      const covered = mark && isMark(mark) ? mark : null;
      const inView = x > -padX && y > -padY && x < view.width + padX && y < view.height + padY;
      return { ...label, x, y, covered, inView, order: label.r - (covered ? WITH_INCIDENT : 0) };
    });
    const isDue = ({ z = 0 }) => z <= view.zoom; // parts of a town are named where one looks closely
    return labels
      .filter((label) => isDue(label) && (label.inView || label.rings))
      .sort((a, b) => a.order - b.order);
  },
});

/** The country that a label is of, and all others: {rings, abroad}; nothing where none is at its spot. */
function landOf({ px, py }, countries) {
  const [x, y] = [(px + WORLD) % WORLD, py + 2 ** 31];
  const own = countries.find(({ rings }) => holds(rings, x, y) || holds(rings, x + WORLD, y));
  const isOwn = (one) => one === own || (own.id && one.id === own.id);
  const ringsOf = (some) => some.flatMap(({ rings }) => rings);
  return (
    own && {
      rings: ringsOf(countries.filter(isOwn)),
      abroad: ringsOf(countries.filter((one) => !isOwn(one))),
    }
  );
}

function styleOf({ k }, drawn) {
  if (k === "country")
    return { font: `600 12px ${FONT}`, colour: "countryLabel", spacing: "2.5px", upper: true };
  if (k === "water") return { font: `italic 400 11px ${FONT}`, colour: "waterLabel" };
  if (k === "admin1")
    return { font: `400 10px ${FONT}`, colour: "countryLabel", spacing: "1.5px", upper: true };
  const size = drawn < 5 ? 12.5 : drawn < 18 ? 11.5 : 10.5;
  return {
    font: `${drawn < 5 ? 600 : 400} ${size}px ${FONT}`,
    colour: "label",
    dot: drawn < 5 ? 2.4 : 1.8,
  };
}

function measure(context, label) {
  setFont(context, label);
  const text = label.upper ? label.text.toUpperCase() : label.text;
  return { ...label, text, width: context.measureText(text).width };
}

/** Take the first spot that is free: around the dot, or around the mark that covers it. */
function settle(label, room, view) {
  const { x, y, width, dot, covered } = label;
  if (covered?.named) return false; // the name of a lesser place would be read as the mark's
  const spots = dot ? spotsOf(label, width) : [[x - width / 2, y]];
  const point = dot && !covered ? [boxAround(label, DOT)] : [];
  if (!point.every((box) => room.isFree(box))) return false;
  const isHome = ([left, middle]) => !label.rings || staysAtHome(view, label, left, middle, width);
  const free = spots.filter((spot) => room.isFree(boxOf(spot, width)) && isHome(spot));
  label.at =
    free.find(([left]) => left > 0 && left + width < view.width) ?? (label.rings ? null : free[0]); // a country's has other spots
  if (!label.at) return false;
  for (const box of [...point, boxOf(label.at, width)]) room.add(box);
  if (covered) covered.named = true;
  return true;
}

/** Around the dot; around a mark also a little farther off. */
function spotsOf(label, width) {
  const { covered } = label;
  if (!covered) return spotsAround(boxAround(label, DOT), width);
  const farther = [
    covered[0] - FARTHER,
    covered[1] - FARTHER,
    covered[2] + FARTHER,
    covered[3] + FARTHER,
  ];
  return [...spotsAround(covered, width), ...spotsAround(farther, width)];
}

/** Where a country's own spot is out of view or taken: the widest free stretch inside it. */
function settleInside(label, view, room) {
  for (const { x0, x1, y } of findSpans(view, label.rings)) {
    const slack = x1 - x0 - label.width - 2 * GAP;
    if (slack < 0) return false;
    const lefts = [0.5, 0.25, 0.75, 0, 1].map((share) => x0 + GAP + slack * share);
    const left = lefts.find(
      (one) =>
        room.isFree(boxOf([one, y], label.width)) && staysAtHome(view, label, one, y, label.width),
    );
    if (left === undefined) continue;
    label.at = [left, y];
    room.add(boxOf(label.at, label.width));
    return true;
  }
  return false;
}

/** Whether a box is a mark's: words are wider. */
const isMark = ([x0, y0, x1, y1]) => x1 - x0 < Math.min(WIDEST_MARK, 2 * (y1 - y0));

const boxOf = ([x, y], width) => [x - GAP, y - 7 - GAP / 2, x + width + GAP, y + 7 + GAP / 2];

const JOINED = /\p{Script=Arabic}/u; // letters that spaces between them would part

function setFont(context, { font, spacing, text }) {
  context.font = font;
  context.letterSpacing = spacing && !JOINED.test(text) ? spacing : "0px";
}

function write(context, colours, label) {
  const [x, y] = label.at;
  setFont(context, label);
  Object.assign(context, {
    textAlign: "left",
    textBaseline: "middle",
    lineJoin: "round",
    lineWidth: 3,
    strokeStyle: colours.halo,
    fillStyle: colours[label.colour],
  });
  context.strokeText(label.text, x, y + 0.5);
  context.fillText(label.text, x, y + 0.5);
  context.letterSpacing = "0px";
  if (!label.dot || label.covered) return;
  context.beginPath();
  context.arc(label.x, label.y, label.dot, 0, 2 * Math.PI);
  Object.assign(context, { fillStyle: colours.land, lineWidth: 1.2, strokeStyle: colours.label });
  context.fill();
  context.stroke();
}
