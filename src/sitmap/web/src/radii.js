// The discs that hold the true places of incidents: those that overlap are one shape, so that tints don't add up.

const FEW = 8; // discs up to which they are tinted as in the key; beyond, the ground must stay readable below them
const SMALL = 0.15; // of the map: so must it where they cover more
const SOFT = { fill: 0.16, fillMany: 0.07, edge: 0.35, width: 0.8, dash: [] }; // a named place
const OPEN = { fill: 0.06, fillMany: 0.03, edge: 0.85, edgeMany: 0.45, width: 1.4, dash: [5, 4] }; // near one, or not stated
const styleOf = (precision) => (precision === "place" ? SOFT : OPEN);

/**
 * Draw discs [{precision, symbol, x, y, r}]: the union of each class and colour, with the edges of the union only.
 * @param area of the map in px²
 */
export function drawRadii(context, colours, discs, area = Infinity) {
  const covered = discs.reduce((sum, { r }) => sum + Math.PI * r * r, 0);
  const many = discs.length > FEW || covered > SMALL * area;
  for (const group of groupDiscs(discs)) {
    const style = styleOf(group[0].precision);
    const colour = colours.symbols[group[0].symbol];
    const shape = shapeOf(group);
    context.globalAlpha = many ? style.fillMany : style.fill;
    context.fillStyle = colour;
    context.fill(shape);
    context.globalAlpha = (many && style.edgeMany) || style.edge;
    if (group.length > 1) drawOuterEdges(context, shape, style, colour);
    else strokeShape(context, shape, style, colour);
    context.globalAlpha = 1;
  }
}

/** Discs by class and colour, the open ones below the soft ones. */
export function groupDiscs(discs) {
  const groups = new Map();
  for (const disc of discs) {
    const key = `${disc.precision === "place"}:${disc.symbol}`;
    if (groups.has(key)) groups.get(key).push(disc);
    else groups.set(key, [disc]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function shapeOf(discs) {
  const shape = new Path2D();
  for (const { x, y, r } of discs) {
    shape.moveTo(x + r, y);
    shape.arc(x, y, r, 0, 2 * Math.PI);
  }
  return shape;
}

function strokeShape(context, shape, { width, dash }, colour) {
  Object.assign(context, { strokeStyle: colour, lineWidth: width });
  context.setLineDash(dash);
  context.stroke(shape);
  context.setLineDash([]);
}

let spare = null; // a second canvas, kept from frame to frame

/** Stroke all edges apart, take away what lies inside the union, and lay the rest on the map. */
function drawOuterEdges(context, shape, style, colour) {
  const { canvas } = context;
  spare ||= document.createElement("canvas");
  if (spare.width !== canvas.width || spare.height !== canvas.height)
    Object.assign(spare, { width: canvas.width, height: canvas.height });
  const pen = spare.getContext("2d");
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, spare.width, spare.height);
  pen.setTransform(context.getTransform());
  strokeShape(pen, shape, { ...style, width: 2 * style.width }, colour); // its inner half goes
  pen.globalCompositeOperation = "destination-out";
  pen.fill(shape);
  pen.globalCompositeOperation = "source-over";
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(spare, 0, 0);
  context.restore();
}
