// The range on the timeline: drag to make one, drag it to move it, drag or key its ends.

import { sayDay } from "./dates.js";
import { el } from "./dom.js";

const SLOP = 4; // px that a click may move

export function attachBrush(timeline) {
  const { track, t } = timeline;
  const shade = el("div", { class: "sitmap-brush", hidden: true });
  const ends = ["first_day", "last_day"].map((label, end) => makeEnd(timeline, t(label), end));
  track.append(shade, ...ends);
  track.addEventListener("pointerdown", (event) => startDrag(timeline, event));
  return { place: (range) => place(timeline, shade, ends, range) };
}

function makeEnd(timeline, label, end) {
  return el("div", {
    class: "sitmap-brush-end",
    role: "slider",
    tabindex: "0",
    "aria-label": label,
    "data-end": end,
    on: { keydown: (event) => onKey(timeline, event, end) },
  });
}

function place(timeline, shade, ends, range) {
  const { first, last, t } = timeline;
  const days = range || [first, last];
  const shares = [
    days[0] <= first ? 0 : timeline.shareOf(days[0]),
    days[1] >= last ? 1 : timeline.shareOf(days[1] + 1),
  ];
  shade.hidden = range === null;
  shade.style.left = `${shares[0] * 100}%`;
  shade.style.width = `${(shares[1] - shares[0]) * 100}%`;
  ends.forEach((end, i) => {
    end.style.left = `${Math.min(1, Math.max(0, shares[i])) * 100}%`;
    const values = {
      "aria-valuemin": first,
      "aria-valuemax": last,
      "aria-valuenow": days[i],
      "aria-valuetext": sayDay(days[i], t.lang),
    };
    for (const [name, value] of Object.entries(values)) end.setAttribute(name, value);
  });
}

function startDrag(timeline, event) {
  if (event.button) return;
  event.preventDefault();
  timeline.setPlaying(false);
  const { track, query } = timeline;
  const rect = track.getBoundingClientRect();
  const dayOf = ({ clientX }) =>
    timeline.dayAt(Math.min(1, Math.max(0, (clientX - rect.left) / rect.width)));
  const start = {
    day: dayOf(event),
    x: event.clientX,
    range: query.range,
    end: event.target.dataset.end,
  };
  const moved = (move) => Math.abs(move.clientX - start.x) > SLOP;
  const drag = (move) => moved(move) && timeline.set(dragged(timeline, start, dayOf(move)));
  const stop = (up) => {
    track.removeEventListener("pointermove", drag);
    if (!moved(up) && start.end === undefined) timeline.set(null);
  };
  track.setPointerCapture(event.pointerId);
  track.addEventListener("pointermove", drag);
  track.addEventListener("pointerup", stop, { once: true });
  track.addEventListener("pointercancel", () => track.removeEventListener("pointermove", drag), {
    once: true,
  });
  if (start.end !== undefined) event.target.focus();
}

function dragged(timeline, start, day) {
  const { first, last } = timeline;
  const [from, to] = start.range || [first, last];
  if (start.end === "0") return timeline.snap(Math.min(day, to), to);
  if (start.end === "1") return timeline.snap(from, Math.max(day, from));
  if (start.range && start.day >= from && start.day <= to)
    return shifted(timeline, start.range, day - start.day);
  return timeline.snap(Math.min(start.day, day), Math.max(start.day, day));
}

function shifted({ first, last }, [from, to], by) {
  const step = Math.max(first - from, Math.min(last - to, by));
  return [from + step, to + step];
}

/** Arrows move an end by a bin, page keys by ten, Home and End all the way. */
function onKey(timeline, event, end) {
  const steps = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -10,
    PageUp: 10,
    Home: -Infinity,
    End: Infinity,
  };
  if (!(event.key in steps)) return;
  event.preventDefault();
  event.stopPropagation();
  const { first, last, bins, query } = timeline;
  const size = (bins.edges[1] - bins.edges[0]) * steps[event.key];
  const range = [...(query.range || [first, last])];
  range[end] = Math.max(first, Math.min(last, range[end] + size));
  if (range[0] > range[1]) range[1 - end] = range[end];
  timeline.set(range[0] === first && range[1] === last ? null : timeline.snap(...range));
}
