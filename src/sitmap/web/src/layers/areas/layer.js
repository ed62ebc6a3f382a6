// Outlines of a user's own areas (municipalities, districts), and outlines for incidents known only to such an area.

import { readJson } from "../../blobs.js";
import { CanvasLayer, makePane } from "../../canvas-layer.js";
import { hostOf } from "../../host.js";
import { makeView, pixelX, pixelY, xOf, yOf } from "../../mercator.js";
import { undelta } from "../../payload.js";
import { theme } from "../../theme.js";

export const kind = "areas";

export const Layer = CanvasLayer.extend({
  options: { pane: "sitmap-areas" },

  initialize(id, settings) {
    CanvasLayer.prototype.initialize.call(this, {});
    this.id = id;
    this.settings = settings;
    this.areas = [];
  },

  load() {
    this.loading ||= readJson(this.id, "core").then(({ scale, areas }) => {
      this.areas = areas.map((area) => ({ ...area, rings: area.rings.map((ring) => undelta(ring, scale)) }));
      return this;
    });
    return this.loading;
  },

  onAdd(map) {
    this.host = hostOf(map);
    this.host.layers.add(this);
    this._find = (area) => this.find(area);
    this.host.outlines.unshift(this._find);
    makePane(map, "sitmap-areas", 200);
    CanvasLayer.prototype.onAdd.call(this, map);
    this.load().then(() => this.host.redraw(), (error) => this.host.fail(error));
  },

  onRemove(map) {
    this.host.layers.delete(this);
    this.host.outlines = this.host.outlines.filter((find) => find !== this._find);
    CanvasLayer.prototype.onRemove.call(this, map);
  },

  /** Rings of the area of that id, or of that name in the same country. */
  find({ id, name, country }) {
    const folded = fold(name);
    const found = this.areas.find(
      (area) => (id && area.id === id) || (folded && (!country || !area.country || area.country === country) && (area.names || [area.name]).some((own) => fold(own) === folded)),
    );
    return found ? found.rings : null;
  },

  draw(context) {
    const colours = theme();
    const view = makeView(this._map.getCenter(), this._map.getZoom(), this._map.getSize());
    context.beginPath();
    for (const { rings } of this.areas) for (const ring of rings) traceRing(context, view, ring);
    Object.assign(context, { strokeStyle: colours.border, globalAlpha: 0.7, lineWidth: view.zoom > 7 ? 1 : 0.6, lineJoin: "round" });
    context.stroke();
  },
});

function traceRing(context, view, ring) {
  for (let i = 0; i < ring.length; i += 2) {
    const x = pixelX(view, xOf(ring[i]));
    const y = pixelY(view, yOf(ring[i + 1]));
    if (i) context.lineTo(x, y);
    else context.moveTo(x, y);
  }
  context.closePath();
}

const fold = (text) => (text || "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
