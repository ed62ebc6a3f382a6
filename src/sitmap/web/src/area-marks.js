// Marks of places known only as an area: they step aside from what they would cover, and say in words what they stand for.

import { boxAround, Room, stepsAround } from "./room.js";
import { FONT } from "./theme.js";

const STEPS = stepsAround([24, 36, 48, 62, 78, 96, 116]); // px
const EDGE = 3; // px kept free along the edge of the map
const ANCHOR = 2.2; // px
const LEAST_LEADER = 4; // px

/**
 * Give each mark its spot (x, y), the box of its words (`pill`, null where there is no room) and the point that it
 * stands for (`anchor`); nearest free spot first, with words rather than without. Where there is none, it is `stuck`.
 * @param taken boxes in px  @param measure (mark) => width of its words, 0 for none  @param radiusOf (mark) => px
 */
export function placeAreaMarks(marks, taken, { width, height }, { measure, radiusOf }) {
  const room = new Room(taken);
  for (const mark of marks) {
    mark.anchor ||= { x: mark.x, y: mark.y };
    const { x, y } = mark.anchor;
    const inView = x > 0 && y > 0 && x < width && y < height;
    const free = (box) =>
      box[0] > EDGE &&
      box[1] > EDGE &&
      box[2] < width - EDGE &&
      box[3] < height - EDGE &&
      room.isFree(box);
    const spot = inView && findSpot(mark, measure(mark), radiusOf(mark), free);
    Object.assign(mark, spot || { x, y, pill: null }, { stuck: inView && !spot });
    if (!mark.stuck) room.add(mark.pill || boxAround(mark, radiusOf(mark) + 6));
  }
}

function findSpot({ anchor }, words, r, free) {
  let bare = null;
  for (const [dx, dy] of STEPS) {
    const at = { x: anchor.x + dx, y: anchor.y + dy };
    const pill = words ? pillBoxes(at, r, words).find(free) : null;
    if (pill) return { ...at, pill };
    if (!bare && free(boxAround(at, r + 6))) bare = { ...at, pill: null };
    if (bare && !words) return bare;
  }
  return bare;
}

/** Words to the right of the symbol, or to its left. */
function pillBoxes({ x, y }, r, words) {
  const width = r * 2 + 16 + words;
  return [x - r - 4, x + r + 4 - width].map((left) => [left, y - r - 3, left + width, y + r + 3]);
}

/** A line from where the place is to where its symbol stands. */
export function drawLeader(context, colours, { x, y, anchor }) {
  if (Math.hypot(x - anchor.x, y - anchor.y) < LEAST_LEADER) return;
  for (const [strokeStyle, lineWidth] of [
    [colours.outline, 3.5],
    [colours.muted, 1.3],
  ]) {
    Object.assign(context, { strokeStyle, lineWidth, lineCap: "round" });
    context.beginPath();
    context.moveTo(anchor.x, anchor.y);
    context.lineTo(x, y);
    context.stroke();
  }
  context.beginPath();
  context.arc(anchor.x, anchor.y, ANCHOR, 0, 2 * Math.PI);
  context.fillStyle = colours.muted;
  context.fill();
}

export const PILL_FONT = `500 11.5px ${FONT}`;

/** The mark's words in a pill, or a dashed ring that stands for them. */
export function drawAreaFrame(context, colours, mark, text, r) {
  context.beginPath();
  if (mark.pill)
    context.roundRect(
      mark.pill[0],
      mark.pill[1],
      mark.pill[2] - mark.pill[0],
      mark.pill[3] - mark.pill[1],
      (mark.pill[3] - mark.pill[1]) / 2,
    );
  else context.arc(mark.x, mark.y, r + 4.5, 0, 2 * Math.PI);
  Object.assign(context, {
    fillStyle: colours.paper,
    strokeStyle: colours.muted,
    lineWidth: mark.pill ? 1 : 1.2,
    globalAlpha: 0.92,
  });
  context.fill();
  context.globalAlpha = 1;
  context.setLineDash(mark.pill ? [] : [3, 2]);
  context.stroke();
  context.setLineDash([]);
  if (!mark.pill) return;
  const toTheRight = mark.x - mark.pill[0] < mark.pill[2] - mark.x;
  Object.assign(context, {
    font: PILL_FONT,
    fillStyle: colours.ink,
    textAlign: "left",
    textBaseline: "middle",
  });
  context.fillText(text, toTheRight ? mark.x + r + 4 : mark.pill[0] + 8, mark.y + 0.5);
}
