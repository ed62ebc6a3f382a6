// Byte planes to typed arrays; the mirror of `sitmap/layers/payload.py`.

export const NO_VALUE = -(2 ** 31);

const KINDS = {
  u8: [1, Uint8Array],
  u16: [2, Uint16Array],
  u32: [4, Uint32Array],
  i32: [4, Int32Array],
  d32: [4, Int32Array],
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
    start += width * rows;
  }
  if (start !== bytes.length) throw new Error(`the columns hold ${bytes.length} bytes, not ${start}`);
  return columns;
}

function readColumn(planes, Type, width, rows) {
  if (width === 1) return planes;
  const whole = width === 2 ? new Uint16Array(rows) : new Uint32Array(rows);
  const [b, c, d] = [rows, 2 * rows, 3 * rows];
  if (width === 2) for (let i = 0; i < rows; i++) whole[i] = planes[i] | (planes[b + i] << 8);
  else for (let i = 0; i < rows; i++) whole[i] = planes[i] | (planes[b + i] << 8) | (planes[c + i] << 16) | (planes[d + i] << 24);
  return new Type(whole.buffer);
}

function sumUp(differences) {
  for (let i = 1; i < differences.length; i++) differences[i] = (differences[i] + differences[i - 1]) | 0;
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
