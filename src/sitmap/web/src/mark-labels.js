// The words at single marks (label_by): beside each, where they hide no mark and no other words.

import { PILL_FONT } from "./area-marks.js";
import { Room, boxAround, spotsAround } from "./room.js";

const HALF = 8; // px: half the height of a line
const HALO = 3.5; // px

export const labelOf = (store, row) => (store.label ? store.code("label", row) : null);

/** Give single marks the box of their words; nearest free spot first, none where there is no room. */
export function placeLabels(context, layer, marks, others, { radiusOf, boxes }) {
  const { store, view } = layer;
  const isInside = ([x0, y0, x1, y1]) => x0 > 0 && y0 > 0 && x1 < view.width && y1 < view.height;
  context.font = PILL_FONT;
  const room = new Room([...others, ...boxes]);
  for (const mark of marks) {
    mark.words = null;
    const text = !mark.coarse && mark.count === 1 ? labelOf(store, mark.first) : null;
    if (!text) continue;
    const width = context.measureText(text).width;
    const around = boxAround(mark, radiusOf(mark));
    const spots = spotsAround(around, width).map(([x, y]) => [x, y - HALF, x + width, y + HALF]);
    const box = spots.find((one) => isInside(one) && room.isFree(one));
    if (!box) continue;
    room.add(box);
    mark.words = { text, box };
  }
}

export function drawWords(context, colours, marks) {
  Object.assign(context, {
    font: PILL_FONT,
    textAlign: "left",
    textBaseline: "middle",
    lineJoin: "round",
  });
  for (const { words } of marks) {
    if (!words) continue;
    const [x0, y0, , y1] = words.box;
    Object.assign(context, { strokeStyle: colours.halo, lineWidth: HALO, fillStyle: colours.ink });
    context.strokeText(words.text, x0, (y0 + y1) / 2);
    context.fillText(words.text, x0, (y0 + y1) / 2);
  }
}
