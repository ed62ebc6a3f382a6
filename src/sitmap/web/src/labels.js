// Place names: important ones first, none over another, none over an incident.

import { CanvasLayer } from "./canvas-layer.js";
import { hostOf } from "./host.js";
import { makeView, pixelX, pixelY, xOf, yOf } from "./mercator.js";
import { namesOf } from "./names.js";
import { FONT, theme } from "./theme.js";

const ROOM = 9000; // px² of map for each name: fewer names, more map
const GAP = 4; // px kept free around a name
const COUNTRIES_TO_ZOOM = 9;
const SCALE_BAR = [135, 34]; // px in the lower left corner

export const LabelLayer = CanvasLayer.extend({
  options: { pane: "sitmap-labels", padding: 0.1 },

  initialize(labels) {
    CanvasLayer.prototype.initialize.call(this, {});
    this.labels = labels.map((label) => ({ ...label, px: xOf(label.x), py: yOf(label.y) })).sort((a, b) => a.r - b.r);
  },

  onAdd(map) {
    this.host = hostOf(map);
    CanvasLayer.prototype.onAdd.call(this, map);
    map.on("sitmap:drawn", this.redraw, this);
  },

  onRemove(map) {
    map.off("sitmap:drawn", this.redraw, this);
    CanvasLayer.prototype.onRemove.call(this, map);
  },

  draw(context) {
    const colours = theme();
    const view = makeView(this._map.getCenter(), this._map.getZoom(), this._map.getSize());
    const taken = [...this.host.layers].flatMap((layer) => layer.boxes?.() || []);
    taken.push([0, view.height - SCALE_BAR[1], SCALE_BAR[0], view.height]);
    const most = (view.width * view.height) / ROOM;
    let settlements = 0;
    for (const label of this.labels) {
      const x = pixelX(view, label.px);
      const y = pixelY(view, label.py);
      if (x < -this._pad.x || y < -this._pad.y || x > view.width + this._pad.x || y > view.height + this._pad.y) continue;
      if (label.k === "country" ? view.zoom > COUNTRIES_TO_ZOOM : settlements >= most * 1.4) continue;
      const text = namesOf(label.t, label.n, this.host.names);
      const style = styleOf(label, settlements);
      if (place(context, colours, { ...style, text, x, y }, taken) && label.k === "settlement") settlements++;
    }
  },
});

function styleOf({ k }, drawn) {
  if (k === "country") return { font: `600 12px ${FONT}`, colour: "countryLabel", spacing: "2.5px", upper: true, spots: ["over"] };
  if (k === "water") return { font: `italic 400 11px ${FONT}`, colour: "waterLabel", spots: ["over"] };
  if (k === "admin1") return { font: `500 11px ${FONT}`, colour: "countryLabel", spacing: "1px", spots: ["over"] };
  const size = drawn < 5 ? 12.5 : drawn < 18 ? 11.5 : 10.5;
  return { font: `${drawn < 5 ? 600 : 400} ${size}px ${FONT}`, colour: "label", dot: drawn < 5 ? 2.4 : 1.8, spots: ["right", "left", "top", "bottom"] };
}

/** Draw at the first spot that is free; tells whether there was one. */
function place(context, colours, label, taken) {
  context.font = label.font;
  context.letterSpacing = label.spacing || "0px";
  const text = label.upper ? label.text.toUpperCase() : label.text;
  const width = context.measureText(text).width;
  for (const spot of label.spots) {
    const [x, y] = offset(spot, width);
    const box = [label.x + x - GAP, label.y + y - 7 - GAP / 2, label.x + x + width + GAP, label.y + y + 7 + GAP / 2];
    const boxes = label.dot ? [box, [label.x - 3, label.y - 3, label.x + 3, label.y + 3]] : [box];
    if (boxes.some((one) => taken.some((other) => overlaps(one, other)))) continue;
    taken.push(...boxes);
    write(context, colours, label, text, label.x + x, label.y + y);
    return true;
  }
  return false;
}

function offset(spot, width) {
  if (spot === "right") return [6, 0];
  if (spot === "left") return [-6 - width, 0];
  return [-width / 2, { top: -11, bottom: 11, over: 0 }[spot]];
}

const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

function write(context, colours, label, text, x, y) {
  Object.assign(context, { textAlign: "left", textBaseline: "middle", lineJoin: "round", lineWidth: 3, strokeStyle: colours.halo, fillStyle: colours[label.colour] });
  context.strokeText(text, x, y + 0.5);
  context.fillText(text, x, y + 0.5);
  context.letterSpacing = "0px";
  if (!label.dot) return;
  context.beginPath();
  context.arc(label.x, label.y, label.dot, 0, 2 * Math.PI);
  context.fillStyle = colours.land;
  context.fill();
  context.lineWidth = 1.2;
  context.strokeStyle = colours.label;
  context.stroke();
}
