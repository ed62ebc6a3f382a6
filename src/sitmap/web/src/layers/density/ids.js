// H3 cells of one resolution as numbers: base cell and digits, 7 + 3 bits a resolution, so that they sort by where they lie.
// https://h3geo.org/docs/core-library/h3Indexing

const WORD = 2 ** 32;
const SPLIT = 8; // resolution up to which all digits are in one column
const spare = (resolution) => 8 ** (15 - resolution);

/** Numbers of the columns `id` (differences) and, for fine cells, `tail`. */
export function readIds({ id, tail }, resolution) {
  const ids = Float64Array.from(id);
  if (tail)
    for (let i = 0; i < ids.length; i++) ids[i] = ids[i] * 8 ** (resolution - SPLIT) + tail[i];
  return ids;
}

/** The distinct cells of the next coarser resolution, and which of them each cell is in. */
export function parentsOf(ids) {
  const parents = new Float64Array(ids.length);
  const index = new Uint32Array(ids.length);
  let count = 0;
  for (let i = 0; i < ids.length; i++) {
    const parent = Math.floor(ids[i] / 8);
    if (!count || parents[count - 1] !== parent) parents[count++] = parent;
    index[i] = count - 1;
  }
  return { ids: parents.slice(0, count), index };
}

/** [lower, upper] halves of the index, as h3-js takes them. */
export function splitOf(id, resolution) {
  const digits = (id + 1) * spare(resolution) - 1;
  const upper = Math.floor(digits / WORD);
  return [digits - upper * WORD, 0x08000000 + resolution * 2 ** 20 + upper];
}

export function hexOf(id, resolution) {
  const [lower, upper] = splitOf(id, resolution);
  return upper.toString(16) + lower.toString(16).padStart(8, "0");
}

export function fromHex(hex, resolution) {
  const upper = parseInt(hex.slice(0, -8), 16) % 2 ** 20;
  return Math.floor((upper * WORD + parseInt(hex.slice(-8), 16)) / spare(resolution));
}

/** The first place in a sorted list that is not less than a value. */
export function firstFrom(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** [from, to) of the cells, `finer` resolutions down, that lie in one. */
export function within(ids, id, finer) {
  const many = 8 ** finer;
  return [firstFrom(ids, id * many), firstFrom(ids, (id + 1) * many)];
}
