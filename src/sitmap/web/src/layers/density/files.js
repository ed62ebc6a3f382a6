// What is shown of the counts, as a file: a row for each cell or area, its incidents by type and its days.

import { toIso } from "../../dates.js";
import { csvLine } from "../../export-format.js";
import { townOf } from "./places.js";

export async function asCsv({ layer, rows }) {
  const head = headOf(layer);
  const lines = Array.from(rows, (row) => csvLine(cellsOf(layer, row)));
  return { parts: ["\ufeff", csvLine(head), ...lines], type: "text/csv", ending: "csv" };
}

export async function asGeoJson({ layer, rows }) {
  const head = headOf(layer);
  const features = Array.from(rows, (row) => {
    const { set, at } = layer.placeOf(row);
    const properties = Object.assign(
      Object.create(null),
      Object.fromEntries(cellsOf(layer, row).map((value, i) => [head[i], value])),
    );
    return JSON.stringify({
      type: "Feature",
      geometry: layer.shapes.outlineOf(set, at),
      properties,
    });
  });
  return {
    parts: [`{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`],
    type: "application/geo+json",
    ending: "geojson",
  };
}

const typeName = (type) => type ?? "no type";

function headOf({ settings, store, filters }) {
  const place = settings.by === "area" ? ["area"] : ["cell", "town"];
  const days = filters.range ? ["first_day", "last_day"] : [];
  return [
    ...place,
    "lat",
    "lon",
    "incidents",
    ...days,
    ...store.types.map((type) => `incidents: ${typeName(type)}`),
  ];
}

function cellsOf(layer, row) {
  const { shapes, filters, settings } = layer;
  const { set, at } = layer.placeOf(row);
  const [lat, lon] = shapes.pointOf(set, at);
  const place =
    settings.by === "area"
      ? [shapes.nameOf(at)]
      : [shapes.idOf(set, at), townOf(layer, set, at)?.name ?? null];
  const days = filters.range ? filters.range.map(toIso) : [];
  return [...place, round(lat), round(lon), layer.valueOf(row), ...days, ...byType(layer, set, at)];
}

const round = (degrees) => Number(degrees.toFixed(5));

function byType({ store, filters, slice: { level } }, set, at) {
  const histogram = level.histogramOf(...store.placesIn(level, set, at));
  const pass = filters.passOf(level);
  const sums = store.types.map(() => 0);
  histogram.forEach((n, slot) => {
    if (pass === null || pass[slot]) sums[Math.floor(slot / level.width)] += n;
  });
  return sums;
}
