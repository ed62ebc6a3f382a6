// milsymbol's drawing instructions as one list of parts: absolute paths in the symbol's own units, and a few letters.

import svgpath from "svgpath";

const NAMED = {
  black: "#000000",
  white: "#ffffff",
  red: "#ff0000",
  blue: "#0000ff",
  yellow: "#ffff00",
  outline: "outline",
};
const DIGITS = 2; // of a unit, of which a symbol has 200

/** Parts [{d | text, fill, stroke, width, dashes}], the lowest first; `width` is the usual stroke. */
export function flatten(instructions, width, move = (path) => path) {
  const own = instructions.filter((told) => told && typeof told === "object"); // milsymbol leaves gaps, and its SVG passes them over
  return own.flatMap((told) =>
    Array.isArray(told) ? flatten(told, width, move) : partsOf(told, width, move),
  );
}

function partsOf(told, width, move) {
  if (told.clipPath || told.type === "svg" || told.type === "clip")
    throw new Error(`no plain path: ${told.type}`);
  if (told.draw) return flatten(inherited(told), width, (path) => move(moved(path, told)));
  if (told.type === "text") return String(told.text ?? "").trim() ? [letters(told, move)] : [];
  const path = told.type === "circle" ? circle(told) : told.d;
  return [{ d: absolute(move(svgpath(path))), ...paints(told, width) }];
}

const moved = (path, { type, x = 0, y = 0, degree, factor }) =>
  ({
    translate: () => path.translate(x, y),
    rotate: () => path.rotate(degree, x, y),
    scale: () => path.scale(factor),
  })[type]();

/** A group's paint goes to those in it that say none of their own, as in SVG. */
const inherited = ({ draw, fill, stroke, strokewidth }) =>
  draw
    .flat(Infinity)
    .filter((told) => told && typeof told === "object")
    .map((told) => ({
      ...(fill !== undefined && { fill }),
      ...(stroke !== undefined && { stroke, strokewidth }),
      ...told,
    }));

const circle = ({ cx, cy, r }) =>
  `M${cx - r},${cy}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`;

/** Only M, L, H, V, C, Q and Z are left: what every reader of paths knows. */
const absolute = (path) => path.abs().unarc().unshort().round(DIGITS).toString();

/** SVG's own: what says no fill is black, what says no stroke has none. */
function paints(
  {
    fill = "black",
    fillopacity = 1,
    stroke = false,
    strokewidth,
    non_scaling_stroke: still = 1,
    strokedasharray: dashes,
  },
  width,
) {
  const told = {};
  if (fill && fill !== "none" && fillopacity > 0) told.fill = hex(fill);
  if (!stroke || stroke === "none") return told;
  const dash =
    dashes &&
    String(dashes)
      .split(/[\s,]+/)
      .map(Number);
  return {
    ...told,
    stroke: hex(stroke),
    width: (strokewidth ?? width) * still,
    ...(dash && { dashes: dash }),
  };
}

function hex(colour) {
  if (NAMED[colour]) return NAMED[colour];
  if (/^#[0-9a-f]{6}$/i.test(colour)) return colour.toLowerCase();
  const parts = /^rgba?\((\d+), ?(\d+), ?(\d+)/.exec(colour);
  if (!parts) throw new Error(`no colour: ${colour}`);
  return `#${parts
    .slice(1, 4)
    .map((one) => Number(one).toString(16).padStart(2, "0"))
    .join("")}`;
}

/** Where letters stand after all moves: a point's place, and how much a unit grew. */
function letters(told, move) {
  const ends = move(svgpath(`M${told.x},${told.y}L${told.x + 1},${told.y}`))
    .abs()
    .segments.map((segment) => segment.slice(1));
  const [[x, y], [toX, toY]] = ends;
  const size = (told.fontsize ?? 12) * Math.hypot(toX - x, toY - y);
  const baseline = told.alignmentBaseline === "middle" ? y + 0.35 * size : y;
  const { fill, stroke, width } = paints(told, 0);
  const own = {
    text: String(told.text),
    x,
    y: baseline,
    size,
    align: told.textanchor ?? "start",
    is_bold: told.fontweight === "bold",
  };
  return { ...own, ...(fill && { fill }), ...(stroke && width && { stroke, width }) };
}
