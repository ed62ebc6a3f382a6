// One tile of ground on a canvas.

import { coloursOf, dashOf, hasCasing, isArea, widthOf } from "./look.js";

const NEAREST = 0.5; // px: a vertex closer than this to the last one is left off
const EDGED_FROM = 15; // zoom

/**
 * Draw what meets a tile.
 * @param ground as `readBlock` gives it  @param rows of it that meet the tile, in order
 * @param at {x, y} px of the tile's corner in the world  @param zoom of the map
 */
export function paintTile(context, ground, rows, { at, zoom, k, palette }) {
  const colours = coloursOf(palette);
  const kinds = split(ground, rows, zoom);
  const trace = (members, close) => traceRows(context, ground, members, { k, at, close });
  for (const [name, members] of kinds) {
    if (!isArea(name)) continue;
    trace(members, true);
    context.fillStyle = colours[name];
    context.fill("nonzero"); // rings of holes run the other way round
    if (name === "building" && zoom >= EDGED_FROM) stroke(context, colours.edge, 0.7);
    if (name === "water") stroke(context, colours.river, 0.6);
  }
  const lines = kinds.filter(([name]) => !isArea(name));
  for (const [name, members] of lines) {
    if (!hasCasing(name, zoom)) continue;
    trace(members, false);
    stroke(context, colours.casing, widthOf(name, zoom) + 1.4);
  }
  for (const [name, members] of lines) {
    trace(members, false);
    const bare = !hasCasing(name, zoom) && colours[name] === colours.street;
    stroke(context, bare ? colours.bare : colours[name], widthOf(name, zoom), dashOf(name));
  }
}

/** [[kind, rows], …] of the kinds that a zoom shows, in the order of drawing; points are words and signs. */
function split({ kinds, starts }, rows, zoom) {
  const parts = [];
  let at = 0;
  for (const { name, zoom: first, to } of kinds) {
    const members = [];
    for (; at < rows.length && rows[at] < to; at++) members.push(rows[at]);
    const isPoint = members.length && starts[members[0] + 1] - starts[members[0]] === 1;
    if (members.length && first <= zoom + 0.25 && !isPoint) parts.push([name, members]);
  }
  return parts;
}

function stroke(context, colour, width, dash = []) {
  Object.assign(context, {
    strokeStyle: colour,
    lineWidth: width,
    lineJoin: "round",
    lineCap: dash.length ? "butt" : "round",
  });
  context.setLineDash(dash);
  context.stroke();
  context.setLineDash([]);
}

function traceRows(context, { points, starts }, rows, { k, at, close }) {
  context.beginPath();
  for (const row of rows) {
    const end = 2 * starts[row + 1] - 2;
    let i = 2 * starts[row];
    let lastX = points[i] * k - at.x;
    let lastY = points[i + 1] * k - at.y;
    context.moveTo(lastX, lastY);
    for (i += 2; i <= end; i += 2) {
      const x = points[i] * k - at.x;
      const y = points[i + 1] * k - at.y;
      if (i < end && Math.abs(x - lastX) < NEAREST && Math.abs(y - lastY) < NEAREST) continue;
      context.lineTo(x, y);
      lastX = x;
      lastY = y;
    }
    if (close) context.closePath();
  }
}
