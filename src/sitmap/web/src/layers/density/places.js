// What a cell or an area is called, how it stands in the list, and how it is found.

import { countryName } from "../incidents/card.js";
import { fold, makeMatcher } from "../../fold.js";
import { picture } from "../../swatches.js";
import { classOf, coloursOf } from "./classes.js";
import { rampOf } from "./ramp.js";

/** The name of an area; of a cell the largest town in it, or its middle. */
export function namePlace(layer, row, t) {
  const { set, at } = layer.placeOf(row);
  if (layer.shapes.nameOf) return layer.shapes.nameOf(at) || t("unnamed_area");
  const town = townOf(layer, set, at);
  if (!town) return t("cell_at", { where: sayPoint(layer.shapes.pointOf(set, at), t) });
  return t("around", {
    place: [layer.host.nameOf(town.name), town.country && countryName(town.country, t.lang)]
      .filter(Boolean)
      .join(", "),
  });
}

/** Cells of a size beyond those that have names of their own are called by the cell around them. */
export const townOf = (layer, set, at) => layer.names?.get(set.resolution)?.get(at) ?? null;

export function sayPoint([lat, lon], t) {
  const say = (value) =>
    t.number(Math.abs(value), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `${say(lat)}° ${lat < 0 ? "S" : "N"}, ${say(lon)}° ${lon < 0 ? "W" : "E"}`;
}

export function listWords(layer, row, t) {
  return [namePlace(layer, row, t), t("incidents", { n: layer.valueOf(row) })];
}

/** The colour that a place has on the map. */
export function placeSwatch(layer, row) {
  const { breaks } = layer.drawn || { breaks: [] };
  const rate = layer.rateOf(row);
  if (layer.settings.people && rate === null) return colourSwatch((_, colours) => colours.hatch);
  const value = rate ?? layer.valueOf(row);
  return colourSwatch((ramp) => coloursOf(ramp, breaks.length + 1)[classOf(breaks, value)]);
}

export function colourSwatch(pick) {
  return picture(20, (context, colours) => {
    context.beginPath();
    context.roundRect(3, 4, 14, 12, 2);
    Object.assign(context, {
      fillStyle: pick(rampOf(colours), colours),
      strokeStyle: colours.muted,
      lineWidth: 0.6,
    });
    context.fill();
    context.stroke();
  });
}

/** Finds places by name: what `Search` is for incidents. */
export class PlaceSearch {
  constructor(layer) {
    this.layer = layer;
  }

  /** Masks of the places that match, by level. */
  async find(query) {
    const { layer } = this;
    const { timed, totals } = layer.store;
    const matches = makeMatcher(query);
    return new Map(
      [timed, totals].filter(Boolean).map((level) => [level, this.mark(level, matches)]),
    );
  }

  mark(level, matches) {
    const { layer } = this;
    if (layer.shapes.areas)
      return Uint8Array.from(layer.shapes.areas, ({ name, names }) =>
        matches(fold([name, ...names].join("\n"))) ? 1 : 0,
      );
    const found = new Uint8Array(level.places);
    for (const set of layer.store.sets) {
      if (set.resolution > level.resolution) continue;
      for (const [at, { name }] of layer.names?.get(set.resolution) ?? []) {
        const [from, to] = layer.store.placesIn(level, set, at);
        // a town that is found in a smaller cell needs no larger one
        if (matches(fold(name)) && !found.subarray(from, to).includes(1)) found.fill(1, from, to);
      }
    }
    return found;
  }

  stop() {}
}
