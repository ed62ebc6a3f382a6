// Small signs of facilities: plain sheets with a letter or a figure, unlike any incident's symbol.

import { FONT } from "../../theme.js";

export const SIGN = 12; // px
const LETTERS = { hospital: "H", police: "P", fire_station: "F", station: "S", airport: "A" };
const FIGURES = {
  peak: [[-4, 3, 0, -4, 4, 3, -4, 3]],
  power_plant: [[1.2, -4.5, -2.4, 0.6, 2.2, -0.4, -1.2, 4.5]],
  bridge: [
    [-4, -3.5, -2, -1.5, 2, -1.5, 4, -3.5],
    [-4, 3.5, -2, 1.5, 2, 1.5, 4, 3.5],
  ],
  crossing: [
    [-4.5, 0, 4.5, 0],
    [-3, -3, -3, 4],
    [3, -3, 3, 4],
  ],
};

/** Kinds that have a sign, or a name of their own. */
export const SIGNS = { ...LETTERS, ...FIGURES, lake_name: true };

export function drawSign(context, kind, x, y, colours) {
  const letter = LETTERS[kind];
  if (letter || kind === "crossing" || kind === "power_plant") sheet(context, x, y, colours);
  if (letter) {
    Object.assign(context, {
      font: `700 9px ${FONT}`,
      fillStyle: colours.sign,
      textAlign: "center",
      textBaseline: "middle",
    });
    context.fillText(letter, x, y + 0.5);
    return;
  }
  Object.assign(context, {
    strokeStyle: colours.sign,
    fillStyle: colours.sign,
    lineWidth: 1.2,
    lineJoin: "round",
    lineCap: "round",
  });
  for (const line of FIGURES[kind]) {
    context.beginPath();
    for (let i = 0; i < line.length; i += 2)
      context[i ? "lineTo" : "moveTo"](x + line[i], y + line[i + 1]);
    if (kind === "peak") context.fill();
    else context.stroke();
  }
}

function sheet(context, x, y, colours) {
  Object.assign(context, { fillStyle: colours.sheet, strokeStyle: colours.sign, lineWidth: 1 });
  context.beginPath();
  context.roundRect(x - SIGN / 2, y - SIGN / 2, SIGN, SIGN, 2);
  context.fill();
  context.stroke();
}
