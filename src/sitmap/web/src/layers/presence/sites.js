// Symbols of presence: dark and square, so that nobody takes a camp for an incident. Open is filled, closed is
// hollow and crossed out, uncertain is dashed.

const SIZE = 7;

const OUTLINES = {
  /** A house with a flag: headquarters. */
  headquarters(path, x, y, s) {
    lines(path, x, y, s, [
      [-1, 1],
      [-1, -0.35],
      [0, -1.15],
      [1, -0.35],
      [1, 1],
    ]);
  },
  /** A tent: camp or base. */
  camp(path, x, y, s) {
    lines(path, x, y, s, [
      [-1.15, 0.9],
      [0, -1.05],
      [1.15, 0.9],
    ]);
  },
  post(path, x, y, s) {
    lines(path, x, y, s, [
      [-0.75, -0.75],
      [0.75, -0.75],
      [0.75, 0.75],
      [-0.75, 0.75],
    ]);
  },
  /** A gate: crossing. */
  crossing(path, x, y, s) {
    lines(path, x, y, s, [
      [-1.15, -0.62],
      [1.15, -0.62],
      [1.15, -0.05],
      [0.72, -0.05],
      [0.72, 0.95],
      [0.28, 0.95],
      [0.28, -0.05],
      [-0.28, -0.05],
      [-0.28, 0.95],
      [-0.72, 0.95],
      [-0.72, -0.05],
      [-1.15, -0.05],
    ]);
  },
};

export const KINDS = Object.keys(OUTLINES);

function lines(path, x, y, s, corners) {
  corners.forEach(([dx, dy], i) =>
    i ? path.lineTo(x + dx * s, y + dy * s) : path.moveTo(x + dx * s, y + dy * s),
  );
  path.closePath();
}

export function drawSite(context, colours, { kind, state, x, y, size = SIZE }) {
  context.lineJoin = "round";
  context.beginPath();
  OUTLINES[kind](context, x, y, size);
  context.strokeStyle = colours.outline;
  context.lineWidth = 5;
  context.stroke();
  context.fillStyle = state === "open" ? colours.presence : colours.paper;
  context.fill();
  context.strokeStyle = colours.presence;
  context.lineWidth = 1.5;
  context.setLineDash(state === "uncertain" ? [2, 2] : []);
  context.stroke();
  context.setLineDash([]);
  if (state === "closed") strike(context, colours, x, y, size);
}

function strike(context, colours, x, y, size) {
  context.beginPath();
  context.moveTo(x - size * 1.1, y + size * 1.1);
  context.lineTo(x + size * 1.1, y - size * 1.1);
  context.strokeStyle = colours.presence;
  context.lineWidth = 1.6;
  context.stroke();
}

/** "open", "closed", "uncertain" on a day (ISO), or null when it wasn't there yet; `states` [[day from which, state], …] (layers/sites.py). */
export function stateOn({ states }, date) {
  return states.filter(([from]) => from <= date).at(-1)?.[1] ?? null;
}

/** First and last day that a date in words of the source may mean: "2007", "2018-12", "about 2012". */
export function isoEnds(text) {
  const found = /(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(String(text ?? ""));
  if (!found) return null;
  const [, year, month, day] = found;
  return [`${year}-${month || "01"}-${day || "01"}`, `${year}-${month || "12"}-${day || "31"}`];
}

/** The latest figure of a nation (null: the whole mission) that isn't later than the day. */
export function strengthOn(strength, nation, date) {
  const isTotal = (name) => !name || /^total$/i.test(name);
  const counted = ({ troops }) => troops !== null && troops !== undefined && troops !== "";
  const wanted = (entry) =>
    counted(entry) && (nation === null ? isTotal(entry.nation) : entry.nation === nation);
  const known = strength.filter((entry) => wanted(entry) && isoEnds(entry.as_of)?.[0] <= date);
  known.sort((a, b) => isoEnds(b.as_of)[0].localeCompare(isoEnds(a.as_of)[0]));
  return known[0] || null;
}
