// Marks to canvas: areas first, then radii, clusters, single symbols, the selected one on top.

import { drawAreaFrame, drawLeader, PILL_FONT, placeAreaMarks } from "./area-marks.js";
import { absorb, clusterRadius } from "./bins.js";
import { drawHalos } from "./halos.js";
import { metresPerPixel, pixelX, pixelY, xOf, yOf } from "./mercator.js";
import { drawWords, labelOf, placeLabels } from "./mark-labels.js";
import { drawRadii } from "./radii.js";
import { drawCluster, drawHatched, drawSymbol, SINGLE_RADIUS } from "./symbols.js";
import { boxAround } from "./room.js";
import { theme } from "./theme.js";

const SMALLEST_AREA = 17; // px: an area is never drawn so small that it looks like a pin
const EXACT = 300; // m: an exact spot that may lie farther off than this gets its disc all the same
const REACH = 45; // px from an incident to the middle of its cluster
const LARGE_AREA = 230; // px: beyond, hatches would cover the map
const LARGEST_RADIUS = 4000; // px
const NOT_STATED = 25000; // m: the radius in the table of a place of which none is told (sitmap/precision.py)

export function drawMarks(context, layer) {
  const colours = theme();
  const coarse = layer.marks.filter((mark) => mark.coarse);
  const fine = layer.marks.filter((mark) => !mark.coarse);
  drawHatched(
    context,
    colours,
    coarse.map((mark) => areaPath(layer, mark)),
  );
  drawRadii(
    context,
    colours,
    fine.flatMap((mark) => precisionDisc(layer, mark)),
    layer.view.width * layer.view.height,
  );
  for (const mark of coarse) drawLeader(context, colours, mark);
  for (const mark of fine) if (mark.count > 1) drawOne(context, colours, layer, mark);
  for (const mark of fine) if (mark.count === 1) drawOne(context, colours, layer, mark);
  for (const mark of coarse) drawArea(context, colours, layer, mark);
  if (layer.store.label) drawWords(context, colours, fine);
  if (layer.newRows?.length || layer.changedRows?.length)
    drawHalos(context, colours, layer, radiusOf);
  for (const mark of ringedMarks(layer)) drawRing(context, colours, mark);
}

/** What symbols of areas keep clear of beside incidents: sites, and what lies on the map. */
export function takenByOthers(layer, view) {
  return [
    ...layer.host.covered(),
    ...[...layer.host.layers].flatMap((other) => other.siteBoxes?.(view) ?? []),
  ];
}

/** Give areas their spots; where the map is full they join the nearest cluster, which says so by a dashed ring. */
export function placeAreas(context, layer, view, marks, others) {
  context.font = PILL_FONT;
  const coarse = marks.filter((mark) => mark.coarse);
  const fine = marks.filter((mark) => !mark.coarse);
  const measure = (mark) => (mark.mixed ? 0 : context.measureText(pillText(layer, mark)).width);
  placeAreaMarks(coarse, [...others, ...markBoxes(fine)], view, { measure, radiusOf });
  return [...fine, ...coarse.filter((mark) => !joinNearest(mark, fine))];
}

/** Give single marks the words of their own, clear of all marks. */
export function placeWords(context, layer, marks, others) {
  placeLabels(context, layer, marks, others, { radiusOf, boxes: markBoxes(marks) });
}

function joinNearest(mark, fine) {
  if (!mark.stuck) return false;
  const far = (other) => Math.hypot(other.x - mark.anchor.x, other.y - mark.anchor.y);
  const [nearest] = fine.filter((other) => far(other) < REACH).sort((a, b) => far(a) - far(b));
  if (!nearest) return false;
  const { x, y } = nearest;
  absorb(nearest, mark);
  Object.assign(nearest, { x, y, withAreas: true });
  return true;
}

function drawArea(context, colours, layer, mark) {
  drawAreaFrame(context, colours, mark, mark.pill && pillText(layer, mark), radiusOf(mark));
  drawOne(context, colours, layer, mark);
}

/** The mark that was walked to by keyboard, and the one that holds the open incident. */
function ringedMarks(layer) {
  const walked = layer.walked && layer.marks.find(({ first }) => first === layer.walked.first);
  return new Set([walked, holderOf(layer)].filter(Boolean));
}

function holderOf({ store, view, selected, marks }) {
  if (selected === undefined || selected === null || selected >= store.located) return null;
  const [x, y] = [pixelX(view, store.x[selected]), pixelY(view, store.y[selected])];
  const far = ({ anchor, ...mark }) => Math.hypot((anchor || mark).x - x, (anchor || mark).y - y);
  const near = marks.filter(
    (mark) =>
      (mark.withAreas || mark.coarse === Boolean(store.coarse?.[selected])) && far(mark) < REACH,
  );
  return near.sort((a, b) => far(a) - far(b))[0] || null;
}

function drawRing(context, colours, mark) {
  context.beginPath();
  context.arc(mark.x, mark.y, radiusOf(mark) + 5, 0, 2 * Math.PI);
  context.strokeStyle = colours.ink;
  context.lineWidth = 2;
  context.stroke();
}

const radiusOf = (mark) =>
  mark.count > 1 ? clusterRadius(mark.count) : (mark.single ?? SINGLE_RADIUS);
const radiusPx = (layer, row) =>
  layer.store.uncertainty_m[row] / metresPerPixel(layer.store.lat[row] / 1e5, layer.view.zoom);

function drawOne(context, colours, layer, mark) {
  const { store, symbolOf, host } = layer;
  if (mark.withAreas) drawAreaFrame(context, colours, mark, "", radiusOf(mark) - 1);
  if (mark.count > 1)
    drawCluster(context, colours, { ...mark, symbolOf, text: shortCount(mark.count, host.t) });
  else
    drawSymbol(context, colours, {
      ...mark,
      symbol: symbolOf[store.type[mark.first]],
      status: store.code("status", mark.first),
      stated: isStated(store, mark.first),
    });
}

/** Whether anybody says how exactly a place is known: by a word, or by a radius that isn't the usual one for none. */
function isStated(store, row) {
  const said = store.code("precision", row) || "unknown";
  const radius = store.uncertainty_m[row];
  return said !== "unknown" || !(Number.isNaN(radius) || radius === NOT_STATED);
}

export function shortCount(count, t) {
  return count < 10000
    ? t.number(count)
    : t.number(count, { notation: "compact", maximumFractionDigits: 1 });
}

/** The disc that holds the true place of a mark, where one is to be drawn and has an edge in view. */
function precisionDisc(layer, mark) {
  if (mark.mixed) return [];
  const told = layer.store.code("precision", mark.first) || "unknown";
  const precision =
    told === "exact" && layer.store.uncertainty_m[mark.first] > EXACT ? "place" : told;
  const r = radiusPx(layer, mark.first);
  if (!isStated(layer.store, mark.first)) return [];
  const isDrawn = precision !== "exact" && r > SINGLE_RADIUS + 2 && r <= LARGEST_RADIUS;
  if (!isDrawn || holdsView(layer.view, mark, r)) return [];
  return [
    { precision, symbol: layer.symbolOf[layer.store.type[mark.first]], x: mark.x, y: mark.y, r },
  ];
}

/** Whether a disc is larger than all that is in view: its tint would say nothing. */
function holdsView({ width, height }, { x, y }, r) {
  return Math.hypot(Math.max(x, width - x), Math.max(y, height - y)) < r;
}

/** The outline of a mark's area if any layer has it, else a disc; very large ones are not hatched, only outlined. */
function areaPath(layer, mark) {
  const path = new Path2D();
  const outline = mark.mixed
    ? null
    : layer.host.outlineOf({
        ...areaOf(layer.store, mark.first),
        x: layer.store.x[mark.first],
        y: layer.store.y[mark.first],
      });
  if (outline) {
    tracePolygon(path, layer.view, outline);
    return { path, large: false, cut: outline.cut };
  }
  const r = mark.mixed
    ? clusterRadius(mark.count) + 7
    : Math.max(SMALLEST_AREA, radiusPx(layer, mark.first) || 0);
  path.arc(mark.anchor.x, mark.anchor.y, Math.min(r, LARGEST_RADIUS), 0, 2 * Math.PI);
  return { path, large: r > LARGE_AREA };
}

/** What is known of the area of a coarse row, for those who may have its outline. */
export function areaOf(store, row) {
  const code = store.area ? store.area[row] : 0;
  const at = code - 1;
  return {
    precision: store.code("precision", row),
    name: code ? store.codes.area[at] : null,
    id: code ? store.codes.area_id[at] : null,
    country: code ? store.codes.area_country[at] : null,
  };
}

function tracePolygon(path, view, rings) {
  for (const ring of rings) {
    path.moveTo(pixelX(view, xOf(ring[0])), pixelY(view, yOf(ring[1])));
    for (let i = 2; i < ring.length; i += 2)
      path.lineTo(pixelX(view, xOf(ring[i])), pixelY(view, yOf(ring[i + 1])));
    path.closePath();
  }
}

function pillText(layer, mark) {
  const { name } = areaOf(layer.store, mark.first);
  const label = mark.count === 1 ? labelOf(layer.store, mark.first) : null;
  const where = name
    ? layer.host.t("somewhere", { area: layer.host.nameOf(name) })
    : layer.host.t(`precision:${layer.store.code("precision", mark.first)}`);
  return label ? `${label} · ${where}` : where;
}

/** The mark under a point: the nearest whose symbol or label holds it. */
export function markAt(marks, { x, y }, slack = 5) {
  let best = null;
  let least = Infinity;
  for (const mark of marks) {
    const far = Math.hypot(mark.x - x, mark.y - y) - radiusOf(mark);
    if (far < slack && far < least) [best, least] = [mark, far];
  }
  const worded = marks.find(
    ({ words }) =>
      words && x > words.box[0] && x < words.box[2] && y > words.box[1] && y < words.box[3],
  );
  return (
    best ||
    worded ||
    marks.find(({ pill }) => pill && x > pill[0] && x < pill[2] && y > pill[1] && y < pill[3]) ||
    null
  );
}

export function markBoxes(marks) {
  const boxes = marks.map(
    (mark) => mark.pill || boxAround(mark, radiusOf(mark) + (mark.coarse ? 6 : 2)),
  );
  return [...boxes, ...marks.flatMap(({ words }) => (words ? [words.box] : []))];
}
