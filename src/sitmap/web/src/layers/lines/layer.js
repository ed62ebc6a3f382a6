// Fronts, routes, fences: lines as they stood on the day that is shown, each with its card.

import { CanvasLayer, makePane } from "../../canvas-layer.js";
import { datedShapes } from "../../dated-shapes.js";
import { el } from "../../dom.js";
import { hostOf } from "../../host.js";
import { makeView, pixelX, pixelY, xOf, yOf } from "../../mercator.js";
import { Room } from "../../room.js";
import { keyRow, lineSwatch } from "../../swatches.js";
import { FONT, isDark, theme } from "../../theme.js";

export const kind = "lines";

const REACH = 8; // px around a line that answers a click
const HALO = 3; // px that its light edge is wider than the line
const GAP = 9; // px from a line to the middle of its name
const SPOTS = [0.5, 0.3, 0.7, 0.15, 0.85]; // of the part in view: where its name is tried

export const Layer = CanvasLayer.extend({
  ...datedShapes("lines"),
  untitled: "line_untitled",
  options: { pane: "sitmap-lines" },

  initialize(id, settings) {
    CanvasLayer.prototype.initialize.call(this, {});
    Object.assign(this, { id, settings, rows: [], drawn: [], named: [] });
    this.opening = this.date = settings.date;
    this.countedAs = "lines_count";
  },

  onAdd(map) {
    this.host = hostOf(map);
    this.host.layers.add(this);
    makePane(map, "sitmap-lines", 350);
    CanvasLayer.prototype.onAdd.call(this, map);
    map.on(
      { click: this.onShapeClick, mousemove: this._onHover, "sitmap:marks": this.redraw },
      this,
    );
    this.load().then(
      () => this.redraw(),
      (error) => this.host.fail(error),
    );
  },

  onRemove(map) {
    this.host.layers.delete(this);
    map.off(
      { click: this.onShapeClick, mousemove: this._onHover, "sitmap:marks": this.redraw },
      this,
    );
    CanvasLayer.prototype.onRemove.call(this, map);
  },

  draw(context) {
    const colours = theme();
    const view = makeView(this._map.getCenter(), this._map.getZoom(), this._map.getSize());
    this.drawn = this.shown().map((line) => ({
      line,
      paths: line.parts.map((part) => toPixels(view, part)),
    }));
    Object.assign(context, { lineJoin: "round", lineCap: "round" });
    for (const { line, paths } of this.drawn)
      strokePaths(context, paths, colours.outline, line.style.width + HALO, []);
    for (const { line, paths } of this.drawn)
      strokePaths(context, paths, colourOf(line, colours), line.style.width, line.style.dashes);
    this._drawNames(context, colours, view);
  },

  _drawNames(context, colours, view) {
    const others = [...this.host.layers].filter((layer) => layer !== this);
    const room = new Room([
      ...this.host.covered(),
      ...others.flatMap((layer) => layer.boxes?.() ?? []),
    ]);
    this.named = [];
    Object.assign(context, {
      font: `600 11px ${FONT}`,
      textAlign: "center",
      textBaseline: "middle",
      lineJoin: "round",
    });
    for (const { line, paths } of this.drawn) {
      if (!line.name) continue;
      const half = context.measureText(line.name).width / 2 + 2;
      const boxes = spotsOn(paths, view).map(([x, y]) => [x - half, y - 7, x + half, y + 7]);
      const box = boxes.find((one) => one[0] > 0 && one[2] < view.width && room.isFree(one));
      if (!box) continue;
      room.add(box);
      this.named.push(box);
      Object.assign(context, {
        strokeStyle: colours.halo,
        lineWidth: 3.5,
        fillStyle: colourOf(line, colours),
      });
      context.strokeText(line.name, box[0] + half, box[1] + 7.5);
      context.fillText(line.name, box[0] + half, box[1] + 7.5);
    }
  },

  /** Names of places keep clear of those of lines. */
  boxes() {
    return this.named;
  },

  at({ x, y }) {
    let best = null;
    for (const { line, paths } of this.drawn) {
      const far = Math.min(...paths.map((path) => distanceTo(path, x, y)));
      if (far < REACH && (!best || far < best.far)) best = { far, line };
    }
    return best?.line ?? null;
  },

  _onHover(event) {
    const found = this.at(event.containerPoint);
    if (found === this.hovered) return;
    const { x, y } = event.containerPoint;
    if (found || this.hovered) this.host.tip(found ? this.titleOf(found) : null, { x, y });
    this.hovered = found;
  },

  pointOf(row) {
    const longest = this.partsOf(row).reduce((a, b) => (b.length > a.length ? b : a));
    const at = 2 * Math.floor(longest.length / 4);
    return [longest[at + 1], longest[at]];
  },

  picture(row) {
    return lineSwatch(this.rows[row].style);
  },

  /** The kinds of lines that stand on the map on its day. */
  fillKey(part, host) {
    const list = el("ul", {});
    part.append(list);
    const write = () => {
      const shown = new Map();
      for (const line of this.shown()) {
        const kinds = shown.get(line.style) ?? new Map();
        shown.set(line.style, kinds.set(line.what, [...(kinds.get(line.what) ?? []), line]));
      }
      list.replaceChildren(
        ...this.settings.styles.flatMap((style) =>
          shown.has(style) ? [entryOf(style, shown.get(style), this.settings, host.t)] : [],
        ),
      );
    };
    write();
    host.on("presence", write);
  },
});

/** As Python says it (layers/lines.py): a kind, its only line by name, or what the rest holds. */
function entryOf(style, kinds, { heading, styles }, t) {
  const lines = [...kinds.values()].flat();
  const n = lines.length;
  const names = [...kinds].sort((a, b) => b[1].length - a[1].length).map(([what]) => what);
  const own = n === 1 ? lines[0].name : null;
  const text =
    style === styles.at(-1)
      ? t("other_values", { n: names.length, values: names.join(", ") })
      : [names[0], own].filter(Boolean).join(": ") || heading;
  return keyRow(lineSwatch(style), text, t.number(n));
}

const colourOf = ({ style }, colours) => (isDark(colours) ? style.dark : style.colour);
const toPixels = (view, part) =>
  Float64Array.from(part, (value, at) =>
    at % 2 ? pixelY(view, yOf(value)) : pixelX(view, xOf(value)),
  );

function strokePaths(context, paths, colour, width, dashes) {
  context.beginPath();
  for (const path of paths)
    for (let i = 0; i < path.length; i += 2) context[i ? "lineTo" : "moveTo"](path[i], path[i + 1]);
  Object.assign(context, { strokeStyle: colour, lineWidth: width });
  context.setLineDash(dashes);
  context.stroke();
  context.setLineDash([]);
}

/** Points above and below a line, at parts of those of its vertices that are in view. */
function spotsOn(paths, { width, height }) {
  const seen = [];
  for (const path of paths) {
    for (let i = 0; i + 3 < path.length; i += 2) {
      const middle = [(path[i] + path[i + 2]) / 2, (path[i + 1] + path[i + 3]) / 2];
      for (const [x, y] of [[path[i], path[i + 1]], middle])
        if (x > 0 && y > 0 && x < width && y < height) seen.push([x, y]);
    }
  }
  return SPOTS.flatMap((share) => {
    const spot = seen[Math.floor(share * (seen.length - 1))];
    return spot
      ? [
          [spot[0], spot[1] - GAP],
          [spot[0], spot[1] + GAP],
        ]
      : [];
  });
}

function distanceTo(path, x, y) {
  let least = Infinity;
  for (let i = 0; i + 3 < path.length; i += 2) {
    const [x0, y0, dx, dy] = [
      path[i],
      path[i + 1],
      path[i + 2] - path[i],
      path[i + 3] - path[i + 1],
    ];
    const share = Math.max(
      0,
      Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)),
    );
    least = Math.min(least, Math.hypot(x - x0 - share * dx, y - y0 - share * dy));
  }
  return least;
}
