// Outlines of symbols on a canvas, all of about the same weight within radius r.

const polygon =
  (sides, turn = 0, stretch = 1) =>
  (path, x, y, r) => {
    for (let i = 0; i < sides; i++) {
      const angle = turn + (i * 2 * Math.PI) / sides;
      path.lineTo(x + r * stretch * Math.sin(angle), y - r * stretch * Math.cos(angle));
    }
  };

const star = (points, inner) => (path, x, y, r) => {
  for (let i = 0; i < points * 2; i++) {
    const angle = (i * Math.PI) / points;
    const reach = i % 2 ? r * inner : r * 1.18;
    path.lineTo(x + reach * Math.sin(angle), y - reach * Math.cos(angle));
  }
};

/** No cross among them: a red one is the emblem of the Red Cross. */
function bar(path, x, y, r) {
  for (const [dx, dy] of [
    [-1.15, -0.6],
    [1.15, -0.6],
    [1.15, 0.6],
    [-1.15, 0.6],
  ])
    path.lineTo(x + dx * r, y + dy * r);
}

function dash(path, x, y, r) {
  for (const [dx, dy] of [
    [-0.9, -0.26],
    [0.9, -0.26],
    [0.9, 0.26],
    [-0.9, 0.26],
  ])
    path.lineTo(x + dx * r, y + dy * r);
}

function circle(path, x, y, r) {
  path.arc(x, y, r * 0.94, 0, 2 * Math.PI);
}

export const SHAPES = {
  diamond: polygon(4, 0, 1.18),
  burst: star(8, 0.62),
  triangle: polygon(3, 0, 1.22),
  circle,
  square: polygon(4, Math.PI / 4, 1.22),
  hexagon: polygon(6, Math.PI / 2, 1.06),
  "triangle-down": polygon(3, Math.PI, 1.22),
  pentagon: polygon(5, 0, 1.12),
  bar,
  star: star(5, 0.5),
  octagon: polygon(8, Math.PI / 8, 1.04),
  dash, // no value
  dot: (path, x, y, r) => path.arc(x, y, r * 0.7, 0, 2 * Math.PI),
};

export function trace(context, shape, x, y, r) {
  context.beginPath();
  SHAPES[shape](context, x, y, r);
  context.closePath();
}
