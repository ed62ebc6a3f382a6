// A user's own areas, as they stood on the day that is shown: districts, sectors, who holds what; outlines for
// incidents known only to such an area.

import { CanvasLayer, makePane } from "../../canvas-layer.js";
import { datedShapes } from "../../dated-shapes.js";
import { el } from "../../dom.js";
import { hostOf } from "../../host.js";
import { makeView, pixelX, pixelY, xOf, yOf } from "../../mercator.js";
import { Room } from "../../room.js";
import { areaSwatch, keyRow, lineSwatch } from "../../swatches.js";
import { FONT, isDark, theme } from "../../theme.js";
import { isInside, spotsIn } from "./inside.js";

export const kind = "areas";

export const Layer = CanvasLayer.extend({
  ...datedShapes("areas"),
  untitled: "area_untitled",
  options: { pane: "sitmap-areas" },

  initialize(id, settings) {
    CanvasLayer.prototype.initialize.call(this, {});
    Object.assign(this, { id, settings, rows: [], named: [] });
    this.isDated = Boolean(settings.span);
    this.opening = this.date = settings.date ?? null;
    this.countedAs = "areas_count";
    if (this.isDated) this.fillKey = fillKey;
    else Object.assign(this, { rowsListed: undefined, setDate: undefined }); // districts are ground: the list tells of what changes
  },

  onAdd(map) {
    this.host = hostOf(map);
    this.host.layers.add(this);
    this._find = (area) => this.find(area);
    this.host.outlines.unshift(this._find);
    makePane(map, "sitmap-areas", 200);
    CanvasLayer.prototype.onAdd.call(this, map);
    map.on({ click: this.onShapeClick, "sitmap:marks": this.redraw }, this);
    this.load().then(
      () => this.host.redraw(),
      (error) => this.host.fail(error),
    );
  },

  onRemove(map) {
    this.host.layers.delete(this);
    this.host.outlines = this.host.outlines.filter((find) => find !== this._find);
    map.off({ click: this.onShapeClick, "sitmap:marks": this.redraw }, this);
    CanvasLayer.prototype.onRemove.call(this, map);
  },

  /** Rings of the area of that id, or of that name in the same country. */
  find({ id, name, country }) {
    const folded = fold(name);
    const found = this.shown().find(
      (area) =>
        (id && area.id === id) ||
        (folded &&
          (!country || !area.country || area.country === country) &&
          (area.names || [area.name]).some((own) => fold(own) === folded)),
    );
    return found ? found.parts : null;
  },

  draw(context) {
    const colours = theme();
    const view = makeView(this._map.getCenter(), this._map.getZoom(), this._map.getSize());
    this.named = [];
    if (!this.isDated) {
      context.beginPath();
      for (const { parts } of this.shown())
        for (const ring of parts) traceRing(context, view, ring);
      Object.assign(context, {
        strokeStyle: colours.border,
        globalAlpha: 0.7,
        lineWidth: view.zoom > 7 ? 1 : 0.6,
        lineJoin: "round",
      });
      context.stroke();
      return;
    }
    for (const style of this.settings.styles)
      drawStyle(
        context,
        view,
        this.shown().filter((area) => area.style === style),
        style,
        isDark(colours) ? style.dark : style.colour,
      );
    this._drawNames(context, colours, view);
  },

  _drawNames(context, colours, view) {
    const others = [...this.host.layers].filter((layer) => layer !== this);
    const room = new Room([
      ...this.host.covered(),
      ...others.flatMap((layer) => layer.boxes?.() ?? []),
    ]);
    Object.assign(context, {
      font: `600 12px ${FONT}`,
      textAlign: "center",
      textBaseline: "middle",
      lineJoin: "round",
    });
    const said = new Set();
    for (const { name, parts, style } of this.shown()) {
      const key = `${name} ${this.settings.styles.indexOf(style)}`;
      if (!name || said.has(key)) continue;
      const half = context.measureText(name).width / 2 + 3;
      const boxes = spotsIn(view, parts, 2 * half).map(([x, y]) => [
        x - half,
        y - 8,
        x + half,
        y + 8,
      ]);
      const box = boxes.find((one) => room.isFree(one));
      if (!box) continue;
      room.add(box);
      said.add(key);
      this.named.push(box);
      Object.assign(context, {
        globalAlpha: 1,
        strokeStyle: colours.halo,
        lineWidth: 3.5,
        fillStyle: isDark(colours) ? style.dark : style.colour,
      });
      context.strokeText(name, box[0] + half, box[1] + 8.5);
      context.fillText(name, box[0] + half, box[1] + 8.5);
    }
  },

  /** Names of places keep clear of those of areas. */
  boxes() {
    return this.named;
  },

  at({ x, y }) {
    const { lat, lng } = this._map.containerPointToLatLng([x, y]);
    const lon = ((((lng + 180) % 360) + 360) % 360) - 180;
    const found = this.shown().filter(
      ({ parts }) => isInside(parts, lon, lat) || isInside(parts, lon + 360, lat),
    );
    return found.reduce(
      (least, one) => (least && extent(least) <= extent(one) ? least : one),
      null,
    );
  },

  pointOf(row) {
    const [spot] = spotsIn(null, this.partsOf(row), 0);
    return [spot[1], spot[0]];
  },

  picture(row) {
    return this.isDated
      ? areaSwatch(this.rows[row].style)
      : lineSwatch({ colour: theme().border, dark: theme().border, width: 1, dashes: [] });
  },
});

/** Whose areas stand on the map on its day. */
function fillKey(part, host) {
  const list = el("ul", {});
  part.append(list);
  const { styles, heading } = this.settings;
  const write = () => {
    const whats = styles.map((style) => [
      ...new Set(
        this.shown()
          .filter((area) => area.style === style)
          .map(({ what }) => what),
      ),
    ]);
    const told = (at) =>
      at === styles.length - 1
        ? host.t("other_values", { n: whats[at].length, values: whats[at].join(", ") })
        : whats[at][0] || heading;
    list.replaceChildren(
      ...styles.flatMap((style, at) =>
        whats[at].length ? [keyRow(areaSwatch(style), told(at))] : [],
      ),
    );
  };
  write();
  host.on("presence", write);
}

/** Areas of one style as one shape, each with its edge. */
function drawStyle(context, view, areas, style, colour) {
  Object.assign(context, {
    fillStyle: colour,
    strokeStyle: colour,
    lineWidth: style.width,
    lineJoin: "round",
  });
  for (const { parts } of areas) {
    context.beginPath();
    for (const ring of parts) traceRing(context, view, ring);
    context.globalAlpha = style.fill;
    context.fill("evenodd");
    context.globalAlpha = 1;
    context.setLineDash(style.dashes);
    context.stroke();
  }
  context.setLineDash([]);
}

function traceRing(context, view, ring) {
  for (let i = 0; i < ring.length; i += 2) {
    const x = pixelX(view, xOf(ring[i]));
    const y = pixelY(view, yOf(ring[i + 1]));
    if (i) context.lineTo(x, y);
    else context.moveTo(x, y);
  }
  context.closePath();
}

/** The box of an area in square degrees: of areas within each other the inner one is meant. */
function extent({ parts }) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of parts) {
    for (let i = 0; i < ring.length; i += 2) {
      west = Math.min(west, ring[i]);
      east = Math.max(east, ring[i]);
      south = Math.min(south, ring[i + 1]);
      north = Math.max(north, ring[i + 1]);
    }
  }
  return (east - west) * (north - south);
}

const fold = (text) => (text || "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
