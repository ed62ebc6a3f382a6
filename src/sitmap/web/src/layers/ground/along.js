// Where words fit along a line: a stretch that is nearly straight and long enough.

const STRAIGHT = 0.93; // the way as the crow flies to the way along the line, at least
const STEPS = [0.5, 0.3, 0.7, 0.15, 0.85];

/**
 * {x, y, angle} of the middle of words of a width, or null; angles keep the words upright.
 * @param line [x0, y0, x1, y1, …] in px
 */
export function findStretches(line, width) {
  const lengths = lengthsOf(line);
  const whole = lengths.at(-1);
  if (whole < width) return [];
  return STEPS.map((share) => stretchAt(line, lengths, share * (whole - width), width)).filter(
    Boolean,
  );
}

function lengthsOf(line) {
  const lengths = [0];
  for (let i = 2; i < line.length; i += 2)
    lengths.push(lengths.at(-1) + Math.hypot(line[i] - line[i - 2], line[i + 1] - line[i - 1]));
  return lengths;
}

function stretchAt(line, lengths, from, width) {
  const [ax, ay] = pointAt(line, lengths, from);
  const [bx, by] = pointAt(line, lengths, from + width);
  if (Math.hypot(bx - ax, by - ay) < STRAIGHT * width) return null;
  const angle = Math.atan2(by - ay, bx - ax);
  const upright = Math.abs(angle) > Math.PI / 2 ? angle - Math.sign(angle) * Math.PI : angle;
  return { x: (ax + bx) / 2, y: (ay + by) / 2, angle: upright };
}

function pointAt(line, lengths, far) {
  let i = 1;
  while (i < lengths.length - 1 && lengths[i] < far) i++;
  const share = (far - lengths[i - 1]) / (lengths[i] - lengths[i - 1] || 1);
  return [0, 1].map(
    (axis) => line[2 * i - 2 + axis] + share * (line[2 * i + axis] - line[2 * i - 2 + axis]),
  );
}
