// In which country of the basemap a point lies.

import { WORLD, yOf } from "../mercator.js";
import { holds } from "../layers/basemap/spans.js";

export function countryAt(countries, { lat, lng }) {
  const x = ((lng + 180) / 360) * WORLD;
  const y = yOf(lat) + 2 ** 31;
  return (countries || []).find(({ rings }) => holds(rings, x, y))?.id ?? "";
}
