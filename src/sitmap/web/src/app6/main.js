// Symbols of APP-6 and MIL-STD-2525 as plain paths, drawn by milsymbol. No page holds this: Python runs it (layers/app6.py).

import ms from "milsymbol";

import { flatten } from "./flatten.js";
import { nameOf } from "./names.js";

const OUTLINE = "outline";
const UNITS = 100; // px to 100 units: what milsymbol measures in px is in units
const OUTLINE_WIDTH = 5; // units, of which a symbol has 200

/** What a code draws, as JSON: {box, anchor, parts, affiliation, name, echelon}; {} where it draws nothing. */
export function draw(code) {
  try {
    return JSON.stringify(symbolOf(code));
  } catch {
    return "{}"; // milsymbol fails on a few control measures, which are none of its symbols
  }
}

function symbolOf(code) {
  const symbol = new ms.Symbol(code, {
    size: UNITS,
    outlineWidth: OUTLINE_WIDTH,
    outlineColor: OUTLINE,
  });
  if (!symbol.isValid()) return {};
  const { x1, y1, x2, y2 } = symbol.bbox;
  const edge = OUTLINE_WIDTH + symbol.style.strokeWidth;
  const { affiliation = "", echelon = "" } = symbol.getMetadata();
  return {
    box: [x1 - edge, y1 - edge, x2 + edge, y2 + edge],
    anchor: [symbol.symbolAnchor.x + x1 - edge, symbol.symbolAnchor.y + y1 - edge],
    parts: flatten(symbol.drawInstructions, symbol.style.strokeWidth),
    affiliation,
    echelon,
    name: nameOf(code),
  };
}
