// Small canvases with one symbol, for the key and the card.

import { drawRadii } from "./radii.js";
import {
  drawCluster,
  drawHatched,
  drawSymbol,
  fitSymbol,
  isDrawn,
  SINGLE_RADIUS,
  symbolOfLook,
} from "./symbols.js";
import { el } from "./dom.js";
import { isDark, onThemeChange, theme } from "./theme.js";
import { drawSite } from "./layers/presence/sites.js";

const live = new Set();
let listening = false;

/** A picture of `size` px that follows light and dark; `draw(context, colours, size)`. */
export function picture(size, draw) {
  const canvas = document.createElement("canvas");
  const ratio = 2;
  canvas.className = "sitmap-swatch";
  canvas.width = canvas.height = size * ratio;
  canvas.style.width = canvas.style.height = `${size}px`;
  canvas.setAttribute("aria-hidden", "true");
  const paint = () => {
    canvas.width = size * ratio; // wipes it, on paper too
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(context, theme(), size);
  };
  paint();
  follow(canvas, paint);
  return canvas;
}

function follow(canvas, paint) {
  live.add({ canvas: new WeakRef(canvas), paint: new WeakRef(paint) });
  canvas.paint = paint; // keeps the closure as long as the canvas
  if (listening) return;
  listening = true;
  onThemeChange(() => {
    for (const entry of live) {
      if (entry.canvas.deref()) entry.paint.deref()?.();
      else live.delete(entry);
    }
  });
}

export const swatch = ({ symbol, status }) => {
  const size = isDrawn(symbol) ? 24 : 20; // what is drawn from paths needs more room
  return picture(size, (context, colours) =>
    drawSymbol(context, colours, {
      symbol,
      status,
      ...fitSymbol(symbol, { x: size / 2, y: size / 2, room: 11.5, usual: SINGLE_RADIUS }),
    }),
  );
};

export const clusterSwatch = (symbols) =>
  picture(28, (context, colours) =>
    drawCluster(context, colours, {
      x: 14,
      y: 14,
      r: 11,
      count: 3,
      shares: symbols.map(() => 3 / symbols.length),
      symbolOf: symbols,
      text: "3",
    }),
  );

export const siteSwatch = (kind, state) =>
  picture(20, (context, colours) => drawSite(context, colours, { kind, state, x: 10, y: 10 }));

export function precisionSwatch(precision, symbol) {
  return picture(28, (context, colours) => {
    if (["admin2", "admin1", "country"].includes(precision)) {
      const path = new Path2D();
      path.arc(14, 14, 11.5, 0, 2 * Math.PI);
      drawHatched(context, colours, [{ path }]);
      return;
    }
    if (precision === "unknown") {
      drawSymbol(context, colours, {
        symbol,
        status: "reported",
        stated: false,
        ...fitSymbol(symbol, { x: 14, y: 14, room: 11.5, usual: SINGLE_RADIUS }),
      });
      return;
    }
    if (precision !== "exact")
      drawRadii(context, colours, [{ precision, symbol, x: 14, y: 14, r: 12.5 }]);
    drawSymbol(context, colours, {
      symbol,
      status: "reported",
      ...fitSymbol(symbol, { x: 14, y: 14, room: 7.5, usual: 5.5 }),
    });
  });
}

/** A stretch of a line {colour, dark, width, dashes}. */
export const lineSwatch = ({ colour, dark, width, dashes }) =>
  picture(20, (context, colours) => {
    context.beginPath();
    context.moveTo(1, 10);
    context.lineTo(19, 10);
    Object.assign(context, { strokeStyle: isDark(colours) ? dark : colour, lineWidth: width });
    context.setLineDash(dashes);
    context.stroke();
    context.setLineDash([]);
  });

/** An area {colour, dark, width, dashes, fill}: its edge and its inside. */
export const areaSwatch = ({ colour, dark, width, dashes, fill }) =>
  picture(20, (context, colours) => {
    const own = isDark(colours) ? dark : colour;
    Object.assign(context, {
      fillStyle: own,
      strokeStyle: own,
      lineWidth: width,
      globalAlpha: fill,
    });
    context.fillRect(2, 4, 16, 12);
    context.globalAlpha = 1;
    context.setLineDash(dashes);
    context.strokeRect(2, 4, 16, 12);
    context.setLineDash([]);
  });

const PICTURES = {
  symbol: ({ look, status }) => swatch({ symbol: symbolOfLook(look), status }),
  cluster: ({ looks }) => clusterSwatch(looks.map(symbolOfLook)),
  precision: ({ precision, look }) => precisionSwatch(precision, symbolOfLook(look)),
  site: ({ site, state }) => siteSwatch(site, state),
  line: ({ look }) => lineSwatch(look),
  area: ({ look }) => areaSwatch(look),
};

/** Let a bundle beside the first draw pictures of its own: (told) => canvas. */
export const addPicture = (kind, make) => Object.assign(PICTURES, { [kind]: make });

/** What stands before an entry of the key, by what Python says of it (layers/content.py); null where it says nothing. */
export const pictureOf = (told) => (told ? (PICTURES[told.kind]?.(told) ?? null) : null);

/** A line of the key: its picture, its words, and how many there are. */
export const keyRow = (canvas, text, count = "") =>
  el(
    "li",
    {},
    canvas,
    el("span", { dir: "auto" }, text),
    count && el("span", { class: "sitmap-key-count" }, count),
  );
