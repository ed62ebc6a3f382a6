// Byte planes to typed arrays; the mirror of `sitmap/layers/payload.py`.

export const NO_VALUE = -(2 ** 31);

const KINDS = {
  u8: [1, Uint8Array],
  u16: [2, Uint16Array],
  u32: [4, Uint32Array],
  i32: [4, Int32Array],
  d32: [4, Int32Array],
  z32: [4, Uint32Array],
  v32: [4, Uint32Array],
  f32: [4, Float32Array],
};

/** Columns by name from `layout`, [[name, kind], …] in the order of the bytes. */
export function readColumns(bytes, layout, rows) {
  const columns = {};
  let start = 0;
  for (const [name, kind] of layout) {
    const [width, Type] = KINDS[kind];
    columns[name] = readColumn(bytes.subarray(start, start + width * rows), Type, width, rows);
    if (kind === "d32") sumUp(columns[name]);
    if (kind === "z32") columns[name] = sumUp(unfold(columns[name]));
    if (kind === "v32") columns[name] = unfold(columns[name]);
    start += width * rows;
  }
  if (start !== bytes.length)
    throw new Error(`the columns hold ${bytes.length} bytes, not ${start}`);
  return columns;
}

function readColumn(planes, Type, width, rows) {
  if (width === 1) return planes;
  const whole = width === 2 ? new Uint16Array(rows) : new Uint32Array(rows);
  const [b, c, d] = [rows, 2 * rows, 3 * rows];
  if (width === 2) for (let i = 0; i < rows; i++) whole[i] = planes[i] | (planes[b + i] << 8);
  else
    for (let i = 0; i < rows; i++)
      whole[i] = planes[i] | (planes[b + i] << 8) | (planes[c + i] << 16) | (planes[d + i] << 24);
  return new Type(whole.buffer);
}

function sumUp(differences) {
  for (let i = 1; i < differences.length; i++)
    differences[i] = (differences[i] + differences[i - 1]) | 0;
  return differences;
}

/** 0, 1, 2, 3 … back to 0, -1, 1, -2 … */
const unfold = (folded) => Int32Array.from(folded, (value) => (value >>> 1) ^ -(value & 1));

/** A function that takes the next `count` points off packed lines: [x0, y0, x1, y1, …] in degrees. */
export function readLines(bytes, scale) {
  const { x, y } = readColumns(
    bytes,
    [
      ["x", "z32"],
      ["y", "z32"],
    ],
    bytes.length / 8,
  );
  let at = 0;
  return (count) => {
    const out = new Float64Array(2 * count);
    for (let i = 0; i < count; i++, at++) {
      out[2 * i] = x[at] / scale;
      out[2 * i + 1] = y[at] / scale;
    }
    return out;
  };
}

/** A flat list of differences [x0, y0, dx, dy, …] to absolute values, divided by `scale`. */
export function undelta(flat, scale) {
  const out = new Float64Array(flat.length);
  let x = 0;
  let y = 0;
  for (let i = 0; i < flat.length; i += 2) {
    out[i] = (x += flat[i]) / scale;
    out[i + 1] = (y += flat[i + 1]) / scale;
  }
  return out;
}

const READ = { s: (text) => text, n: Number, b: (text) => text === "1" };
const ESCAPED = { "\u001d": "\u001d", r: "\u001e", u: "\u001f" };

/** A block of texts: `fields` [[name, kind], …] to columns of values; null where there is none. */
export function readTexts(text, fields) {
  if (!fields.length) return [];
  return text.split("\u001e").map((column, at) => new TextColumn(column, fields[at][1]));
}

/** Values are parted only when one is asked for. */
class TextColumn {
  constructor(text, kind) {
    this.text = text;
    this.read = READ[kind];
  }

  get words() {
    if (this.parted === undefined) {
      const parts = this.text.split("\u001f");
      this.parted = this.text.includes("\u001d") ? parts.map(unescape) : parts;
      this.text = null;
    }
    return this.parted;
  }

  at(row) {
    const word = this.words[row];
    return word === "" ? null : this.read(word);
  }
}

const unescape = (text) => text.replace(/\u001d([\u001dru])/g, (_, mark) => ESCAPED[mark]);
