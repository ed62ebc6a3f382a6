// The bars of the timeline on a canvas, with an axis of few words.

import { dateFormat } from "./dates.js";
import { ticksOf } from "./timebins.js";
import { FONT, theme } from "./theme.js";

const AXIS = 15; // px below the bars
const TICK_ROOM = 92; // px for each word

export function drawBars(canvas, { bins, total, counted, range, lang }) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const ratio = Math.min(devicePixelRatio || 1, 3);
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  const colours = theme();
  const { edges } = bins;
  const span = edges[edges.length - 1] - edges[0];
  const x = (day) => ((day - edges[0]) / span) * width;
  const most = Math.max(1, ...total);
  const high = height - AXIS;
  for (let i = 0; i < total.length; i++) {
    const [left, wide] = [x(edges[i]), Math.max(1, x(edges[i + 1]) - x(edges[i]) - 1)];
    bar(context, colours.muted, 0.22, left, wide, high, total[i] / most);
    const inside = !range || (edges[i] <= range[1] && edges[i + 1] > range[0]);
    bar(
      context,
      inside ? colours.ink : colours.muted,
      inside ? 0.85 : 0.35,
      left,
      wide,
      high,
      counted[i] / most,
    );
  }
  context.fillStyle = colours.muted;
  context.globalAlpha = 0.5;
  context.fillRect(0, high, width, 1);
  context.globalAlpha = 1;
  drawTicks(context, colours, { bins, x, width, high, lang });
}

function bar(context, colour, alpha, left, wide, high, share) {
  if (!share) return;
  const tall = Math.max(1.5, share * (high - 2));
  context.globalAlpha = alpha;
  context.fillStyle = colour;
  context.fillRect(left, high - tall, wide, tall);
}

function drawTicks(context, colours, { bins, x, width, high, lang }) {
  const { days, options } = ticksOf(
    bins.edges[0],
    bins.edges[bins.edges.length - 1] - 1,
    Math.max(2, Math.floor(width / TICK_ROOM)),
  );
  const format = dateFormat(lang, options);
  Object.assign(context, {
    font: `400 10.5px ${FONT}`,
    fillStyle: colours.muted,
    textBaseline: "top",
    textAlign: "left",
  });
  for (const day of days) {
    const text = format(day);
    const left = x(day);
    if (left + context.measureText(text).width > width) continue;
    context.fillRect(left, high, 1, 4);
    context.fillText(text, left + 3, high + 3.5);
  }
}
