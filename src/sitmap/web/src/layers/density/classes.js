// Classes of a colour scale: steps of about the same ratio, at numbers that are easily read.

const MOST = 7;
const ROUND = [1, 1.5, 2, 3, 4, 5, 7, 10];
const LOW = 0.05; // share of the places below the second class
const HIGH = 0.995;
const NARROW = 10; // highest to lowest: below it, steps are of the same width
const FEW = 7; // counts up to which each number is a class

/** Where the second and every further class begins, for places with these counts; those without any don't matter. */
export function breaksOf(values) {
  const counted = values.filter((value) => value > 0).sort();
  if (!counted.length) return [];
  const most = counted[counted.length - 1];
  if (most <= FEW) return Array.from({ length: most - 1 }, (_, i) => i + 2);
  const last = counted.length - 1;
  const low = Math.max(1, counted[Math.floor(LOW * last)]);
  const high = Math.max(counted[Math.ceil(HIGH * last)], low + 1);
  const breaks =
    high / low < NARROW
      ? evenly(low, high)
      : Array.from({ length: MOST - 1 }, (_, i) =>
          roundNicely(low * (high / low) ** ((i + 1) / (MOST - 0.5))),
        );
  return [...new Set(breaks)].filter((value) => value > 1 && value <= most).sort((a, b) => a - b);
}

/** Multiples of one round step, where the counts are much alike. */
function evenly(low, high) {
  const step = roundNicely((high - low) / (MOST - 1));
  const first = Math.ceil((low + 1) / step);
  return Array.from({ length: MOST - 1 }, (_, i) => (first + i) * step).filter(
    (value) => value <= high,
  );
}

function roundNicely(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const nearest = ROUND.reduce(
    (best, step) => (Math.abs(step * power - value) < Math.abs(best * power - value) ? step : best),
    1,
  );
  return Math.ceil(nearest * power);
}

/** The class of a count, 0 first. */
export function classOf(breaks, value) {
  let at = 0;
  while (at < breaks.length && value >= breaks[at]) at++;
  return at;
}

/** [from, to] of each class; the last has no end. */
export const rangesOf = (breaks) =>
  [1, ...breaks].map((from, at) => [from, at < breaks.length ? breaks[at] - 1 : null]);

/** `count` colours of a ramp, its ends among them; one class alone is in the middle. */
export function coloursOf(ramp, count) {
  if (count === 1) return [ramp[ramp.length >> 1]];
  return Array.from(
    { length: count },
    (_, i) => ramp[Math.round((i * (ramp.length - 1)) / (count - 1))],
  );
}

const CELL_KM = 2215; // across a cell of resolution 0, on the average
const NARROWEST = 11; // px across

export const cellMetres = (resolution) => (CELL_KM * 1000) / 7 ** (resolution / 2);

/** The finest resolution whose cells can be told apart at so many metres to the pixel. */
export function resolutionAt(metresPerPixel, finest, coarsest) {
  for (let resolution = finest; resolution > coarsest; resolution--)
    if (cellMetres(resolution) / metresPerPixel >= NARROWEST) return resolution;
  return coarsest;
}
