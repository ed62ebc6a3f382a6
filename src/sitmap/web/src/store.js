// The incidents of one layer: columns in memory, texts a block at a time.

import { readBlob, readJson, readText } from "./blobs.js";
import { NO_VALUE, readColumns, readTexts } from "./payload.js";
import { projectAll } from "./mercator.js";

/** What stands before the name of a table's own column among the filters. */
export const OWN = "own:";

const CACHED_BLOCKS = 8;
export const COARSE = ["admin2", "admin1", "country"];

export class Store {
  constructor(id, settings, core, codes) {
    this.id = id;
    this.settings = settings;
    this.rows = settings.rows;
    this.located = settings.located;
    this.codes = codes;
    Object.assign(this, readColumns(core, settings.core, settings.rows));
    Object.assign(this, projectAll(this.lat, this.lon));
    this.type = this.category ?? this.event_type;
    this.coarse = markCoarse(this.precision, codes.precision);
    this.dated = countDated(this.day, this.located);
    this.longest = maxOf(this.length);
    this.blocks = new Map();
    this.facets = null;
  }

  static async read(id, settings) {
    const [core, codes] = await Promise.all([readBlob(id, "core"), readJson(id, "codes")]);
    return new Store(id, settings, core, codes);
  }

  /** The columns that only filters and cards need. */
  async readFacets() {
    if (!this.facets) {
      this.facets = readBlob(this.id, "facets").then((bytes) => {
        const columns = readColumns(bytes, this.settings.facets, this.rows);
        Object.assign(this, columns);
        return columns;
      });
    }
    return this.facets;
  }

  /** The value of a coded column, or null. */
  code(name, row) {
    const column = this[name];
    const number = column ? column[row] : 0;
    return number ? this.codes[name][number - 1] : null;
  }

  /** Columns of texts of one block of rows; the last few blocks stay decoded. */
  async readBlock(number) {
    const block = this.blocks.get(number) || this.decodeBlock(number);
    this.blocks.delete(number);
    this.blocks.set(number, block);
    if (this.blocks.size > CACHED_BLOCKS) this.blocks.delete(this.blocks.keys().next().value);
    return block;
  }

  async decodeBlock(number) {
    return readTexts(await readText(this.id, `text/${number}`), this.settings.text.fields);
  }

  /**
   * Everything known of a row, by column name; null values are left off. Columns that the table has beyond the schema
   * stand apart in `extra`, a Map: they may be called `day`, `lat` or `__proto__`.
   */
  async readRow(row) {
    await this.readFacets();
    const { rows: size, fields, own } = this.settings.text;
    const block = await this.readBlock(Math.floor(row / size));
    const record = this.numbersOf(row);
    fields.forEach(([field], column) => {
      const value = block[column].at(row % size);
      if (value === null) return;
      if (column < own) record[field] = value;
      else record.extra.set(field, value);
    });
    return record;
  }

  /** The row with an id, or null: a block of texts at a time, as only a link asks for it. */
  async findRow(id) {
    const { rows: size, fields } = this.settings.text;
    const column = fields.findIndex(([field]) => field === "incident_id");
    if (column < 0) return null;
    for (let first = 0; first < this.rows; first += size) {
      const ids = (await this.readBlock(first / size))[column];
      const last = Math.min(size, this.rows - first);
      for (let at = 0; at < last; at++) if (ids.at(at) === id) return first + at;
    }
    return null;
  }

  numbersOf(row) {
    const record = { row, extra: new Map() };
    if (this.lat[row] !== NO_VALUE)
      Object.assign(record, { lat: this.lat[row] / 1e5, lon: this.lon[row] / 1e5 });
    if (this.day[row] !== NO_VALUE)
      Object.assign(record, { day: this.day[row], end: this.day[row] + this.length[row] });
    if (!Number.isNaN(this.uncertainty_m[row])) record.uncertainty_m = this.uncertainty_m[row];
    for (const [name] of [...this.settings.core, ...this.settings.facets]) {
      if (
        Array.isArray(this.codes[name]) &&
        name !== "area" &&
        name !== "category" &&
        !name.startsWith(OWN) &&
        this[name][row]
      )
        record[name] = this.code(name, row);
    }
    return record;
  }

  /** Why a row isn't on the map, or null. */
  reasonOf(row) {
    if (row < this.located) return null;
    const { reasons, why } = this.codes.left_off;
    return reasons[why[row - this.located]];
  }
}

/** A column that marks rows known only as an area; null when there are none. */
function markCoarse(precision, names) {
  const coarse = names.map((name, i) => (COARSE.includes(name) ? i + 1 : 0)).filter(Boolean);
  if (!coarse.length) return null;
  const out = new Uint8Array(precision.length);
  for (let i = 0; i < out.length; i++) out[i] = coarse.includes(precision[i]) ? 1 : 0;
  return out;
}

/** Dated rows come first. */
function countDated(day, located) {
  let low = 0;
  let high = located;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (day[middle] === NO_VALUE) high = middle;
    else low = middle + 1;
  }
  return low;
}

function maxOf(values) {
  let max = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > max) max = values[i];
  return max;
}
