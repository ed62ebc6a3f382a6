// The counts of one layer: levels, and for cells the coarser ones that they are in.

import { readBlob, readJson } from "../../blobs.js";
import { toDay } from "../../dates.js";
import { readColumns } from "../../payload.js";
import { binsOf } from "../../timebins.js";
import { Counts, readCounts } from "./counts.js";
import { parentsOf, readIds, within } from "./ids.js";

export class DensityStore {
  constructor(settings, levels) {
    this.settings = settings;
    this.types = settings.types;
    this.codes = { event_type: settings.types }; // as incidents have them, for the filters
    this.used = settings.types;
    [this.timed, this.totals = null] = levels.map(({ counts }) => counts);
    const [first, last] = settings.days ? settings.days.map(toDay) : [0, 0];
    this.bins = settings.days ? binsOf(settings.unit, first, last) : { unit: "day", edges: [0, 1] };
    this.sets = makeSets(levels, settings);
  }

  static async read(id, settings) {
    const levels = await Promise.all(
      settings.levels.map((level, number) => readLevel(id, level, number, settings.types.length)),
    );
    return new DensityStore(settings, levels);
  }

  get finest() {
    return this.sets[0];
  }

  setOf(resolution) {
    return this.sets.find((set) => set.resolution === resolution);
  }

  /** Sums of a level's places to sums of a set's, which is as coarse or coarser. */
  roll(values, from, to) {
    let sums = values;
    for (let set = this.setOf(from); set.resolution !== to; set = this.setOf(set.resolution - 1)) {
      const next = new Float64Array(this.setOf(set.resolution - 1).ids.length);
      for (let i = 0; i < sums.length; i++) next[set.parent[i]] += sums[i];
      sums = next;
    }
    return sums;
  }

  /** [from, to) of a level's places that lie in a place of a set. */
  placesIn(level, set, at) {
    if (set.ids === undefined || set.resolution === level.resolution) return [at, at + 1];
    return within(this.setOf(level.resolution).ids, set.ids[at], level.resolution - set.resolution);
  }
}

async function readLevel(id, level, number, kinds) {
  const [places, low, more] = await Promise.all(
    ["places", "counts", "more"].map((name) => readBlob(id, `${number}/${name}`)),
  );
  const place = readColumns(places, level.place_layout, level.places);
  return {
    place,
    counts: new Counts(level, kinds, place, readCounts(low, more, level.counts, level.high)),
  };
}

/** Cells of each resolution, finest first: {resolution, ids, parent, offset}; of areas there is one set. */
function makeSets(levels, { by, coarsest }) {
  const { place, counts } = levels[levels.length - 1];
  if (by === "area") return [{ resolution: null, count: counts.places, offset: 0 }];
  const sets = [
    { resolution: counts.resolution, ids: readIds(place, counts.resolution), offset: 0 },
  ];
  for (let resolution = counts.resolution; resolution > coarsest; resolution--) {
    const set = sets[sets.length - 1];
    const { ids, index } = parentsOf(set.ids);
    set.parent = index;
    sets.push({ resolution: resolution - 1, ids, offset: set.offset + set.ids.length });
  }
  for (const set of sets) set.count = set.ids.length;
  return sets;
}

/** Names of cells by resolution: Map place → {name, country}; they may stand at the page's end. */
export async function readNames(id) {
  const found = await readJson(id, "text/names");
  const names = new Map();
  for (const [resolution, { at, name, country }] of Object.entries(found))
    names.set(
      Number(resolution),
      new Map(at.map((place, i) => [place, { name: name[i], country: country[i] }])),
    );
  return names;
}
