// What stands before an entry of the ground's key: a stretch of a line, an area or a sign, as it is drawn on the map.

import { picture } from "../../swatches.js";
import { coloursOf, dashOf, hasCasing, isArea, widthOf } from "./look.js";
import { drawSign, SIGNS } from "./signs.js";

const SIZE = 20; // px
const ZOOM = 14; // at which lines are as wide as here

export const groundSwatch = ({ name }) =>
  picture(SIZE, (context, palette) => draw(context, coloursOf(palette), name));

function draw(context, colours, name) {
  if (SIGNS[name]) drawSign(context, name, SIZE / 2, SIZE / 2, colours);
  else if (isArea(name)) fill(context, colours, name);
  else line(context, colours, name);
}

function fill(context, colours, name) {
  Object.assign(context, { fillStyle: colours[name], strokeStyle: colours.casing, lineWidth: 0.8 });
  context.fillRect(2, 4, SIZE - 4, SIZE - 8);
  context.strokeRect(2, 4, SIZE - 4, SIZE - 8);
}

function line(context, colours, name) {
  const width = widthOf(name, ZOOM);
  context.beginPath();
  context.moveTo(1, SIZE / 2);
  context.lineTo(SIZE - 1, SIZE / 2);
  if (hasCasing(name, ZOOM)) stroke(context, colours.casing, width + 1.4, []);
  stroke(context, colours[name], width, dashOf(name));
}

function stroke(context, colour, width, dashes) {
  Object.assign(context, { strokeStyle: colour, lineWidth: width });
  context.setLineDash(dashes);
  context.stroke();
  context.setLineDash([]);
}
