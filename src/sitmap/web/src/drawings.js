// Symbols from paths (layers/drawings.py): data that is checked once more, and drawn as nothing but paths and letters.

const PATH = /^[MLHVCQZ0-9 .,e-]*$/;
const COLOUR = /^(#[0-9a-f]{6}|fill|glyph|line|outline)$/;
const LIGHT = "#ffffff";
const FAINT = 0.5; // a symbol with colours of its own that is hollow
const LETTERS = 'Arial, "Liberation Sans", Helvetica, sans-serif'; // what milsymbol measures its letters for

const drawings = new Map();

/** Take in a layer's drawings {name: {box, anchor, reach, parts}}; what is no drawing is refused whole. */
export function addDrawings(told = {}) {
  for (const [name, { box, anchor, reach, parts }] of Object.entries(told))
    drawings.set(name, {
      box: box.map(Number),
      anchor: anchor.map(Number),
      reach: Number(reach),
      parts: parts.map(readPart),
    });
}

function readPart({
  d = "",
  fill = "",
  stroke = "",
  width = 0,
  dashes = [],
  text = "",
  x = 0,
  y = 0,
  size = 0,
  align = "start",
  is_bold: bold = false,
}) {
  if (!PATH.test(d) || [fill, stroke].some((colour) => colour && !COLOUR.test(colour)))
    throw new Error("a drawing has a part that is none");
  const numbers = {
    width: Number(width),
    dashes: dashes.map(Number),
    x: Number(x),
    y: Number(y),
    size: Number(size),
  };
  return {
    ...numbers,
    fill,
    stroke,
    text: String(text),
    align,
    bold: Boolean(bold),
    path: d ? new Path2D(d) : null,
  };
}

export const drawingOf = (shape) => drawings.get(shape);

/** In radii: half of a drawing's longer side, and how far its middle is from its anchor. */
export function boxOf({ box: [left, top, right, bottom], anchor: [x, y], reach }) {
  const half = Math.max(right - left, bottom - top) / 2 / reach;
  return { half, dx: ((left + right) / 2 - x) / reach, dy: ((top + bottom) / 2 - y) / reach };
}

/** Draw one at a place; {hollow, half, edge: {colour, dash}} is what its status asks for. */
export function drawDrawing(context, drawing, { x, y, r, colour, colours, hollow, half, edge }) {
  const k = r / drawing.reach;
  const [left, top, right, bottom] = drawing.box;
  context.save();
  context.translate(x, y);
  context.scale(k, k);
  context.translate(-drawing.anchor[0], -drawing.anchor[1]);
  paintParts(context, drawing, { colour, colours, hollow });
  if (edge) strokeBox(context, drawing.box, k, edge);
  if (half) {
    context.beginPath();
    context.rect(left, top, (right - left) / 2, bottom - top);
    context.clip();
    paintParts(context, drawing, { colour, colours, hollow: false });
  }
  context.restore();
}

/** The box of a drawing, in a line that is as wide at any size. */
function strokeBox(context, [left, top, right, bottom], k, { colour, dash }) {
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.setLineDash(dash.map((length) => length / k));
  Object.assign(context, { strokeStyle: colour, lineWidth: 1.2 / k });
  context.stroke();
  context.setLineDash([]);
}

function paintParts(context, { parts }, { colour, colours, hollow }) {
  const isBlackOnLight = parts.some(({ stroke }) => stroke.startsWith("#")); // on dark ground its lines need a light edge
  const paints = {
    fill: hollow ? colours.paper : colour,
    glyph: hollow ? colour : colours.paper,
    line: colour,
    outline: isBlackOnLight ? LIGHT : colours.outline,
  };
  for (const part of parts) {
    const isOwn = [part.fill, part.stroke].some((told) => told.startsWith("#"));
    context.globalAlpha = hollow && isOwn ? FAINT : 1;
    context.setLineDash(part.dashes);
    Object.assign(context, {
      fillStyle: paints[part.fill] ?? part.fill,
      strokeStyle: paints[part.stroke] ?? part.stroke,
      lineWidth: part.width,
      lineJoin: "round",
    });
    if (part.path) paintPath(context, part);
    else paintText(context, part);
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function paintPath(context, { path, fill, stroke, width }) {
  if (fill) context.fill(path);
  if (stroke && width) context.stroke(path);
}

function paintText(context, { text, x, y, size, align, bold, fill, stroke, width }) {
  Object.assign(context, {
    font: `${bold ? "bold " : ""}${size}px ${LETTERS}`,
    textAlign: { start: "left", middle: "center", end: "right" }[align] ?? "left",
    textBaseline: "alphabetic",
  });
  if (stroke && width) context.strokeText(text, x, y);
  if (fill) context.fillText(text, x, y);
}
