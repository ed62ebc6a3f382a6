// The reports that incidents were drafted from: their texts cut where incidents and places begin and end.

const AROUND = 220; // characters shown on both sides of a quote

/** Reports of a map's settings, offsets in UTF-16, with the passages of each incident. */
export class Reports {
  constructor(reports) {
    this.all = (reports || []).map(prepareReport);
    this.passages = new Map(); // incident_id → [{report, start, end}]
    for (const report of this.all) {
      for (const { incident_id: id, start, end } of report.incidents)
        this.passages.set(id, [...(this.passages.get(id) || []), { report, start, end }]);
    }
  }

  of(id) {
    return this.passages.get(id) || [];
  }

  /** Sentences that state a mission's strength: [{report, mission, from, to, ranges}], each sentence once. */
  figures() {
    return this.all.flatMap((report) => report.figures);
  }
}

function prepareReport(report) {
  const at = makeOffsets(report.text);
  const move = (list) =>
    (list || [])
      .map((one) => ({ ...one, start: at(one.start), end: at(one.end) }))
      .sort((a, b) => a.start - b.start || b.end - a.end);
  const incidents = move(report.incidents).filter(({ start, end }) => start < end);
  const prepared = {
    ...report,
    incidents,
    mentions: withoutOverlaps(move(report.mentions)),
    groups: mergeRanges(incidents),
    paragraphs: findParagraphs(report.text),
  };
  prepared.figures = groupFigures(move(report.figures), at, prepared);
  return prepared;
}

/** Figures by the sentence that states them. */
function groupFigures(figures, at, report) {
  const found = new Map();
  for (const { mission, start, end, sentence } of figures) {
    const [from, to] = sentence.map(at);
    if (!found.has(from)) found.set(from, { report, mission, from, to, ranges: [] });
    found.get(from).ranges.push({ start, end });
  }
  return [...found.values()].map((one) => ({ ...one, ranges: withoutOverlaps(one.ranges) }));
}

/** Python counts code points, JavaScript UTF-16 units. */
export function makeOffsets(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (offset) => Math.min(offset, text.length);
  const starts = [];
  let at = 0;
  for (const point of text) {
    starts.push(at);
    at += point.length;
  }
  return (offset) => starts[offset] ?? text.length;
}

function withoutOverlaps(ranges) {
  let last = 0;
  return ranges.filter(({ start, end }) => start >= last && start < end && (last = end));
}

/** Passages that overlap become one with the ids of all: [{start, end, ids}]. */
function mergeRanges(incidents) {
  const groups = [];
  for (const { incident_id: id, start, end } of incidents) {
    const last = groups.at(-1);
    if (last && start < last.end) {
      last.end = Math.max(last.end, end);
      if (!last.ids.includes(id)) last.ids.push(id);
    } else groups.push({ start, end, ids: [id] });
  }
  return groups;
}

/** [start, end] of what stands between empty lines; of each line, where a text has none that are empty. */
function findParagraphs(text) {
  const gaps = [...text.trim().matchAll(/\r?\n[ \t]*\r?\n\s*/g)].length
    ? /\r?\n[ \t]*\r?\n\s*/g
    : /\s*\n\s*/g;
  const found = [];
  let start = 0;
  for (const gap of text.matchAll(gaps)) {
    found.push([start, gap.index]);
    start = gap.index + gap[0].length;
  }
  found.push([start, text.length]);
  return found.filter(([from, to]) => text.slice(from, to).trim());
}

/** Cut `from`–`to` where `ranges` begin and end: [{start, end, range}], range null between them. */
export function cutAt(ranges, from, to) {
  const parts = [];
  let at = from;
  for (const range of ranges) {
    const [start, end] = [Math.max(range.start, from), Math.min(range.end, to)];
    if (start >= end) continue;
    if (start > at) parts.push({ start: at, end: start, range: null });
    parts.push({ start, end, range });
    at = end;
  }
  if (at < to) parts.push({ start: at, end: to, range: null });
  return parts;
}

/** The paragraphs that hold an incident's passages, each once: [{report, from, to, ranges}]. */
export function paragraphsOf(passages) {
  const found = [];
  for (const { report, start, end } of passages) {
    for (const [from, to] of report.paragraphs) {
      if (start >= to || end <= from) continue;
      const known = found.find((one) => one.report === report && one.from === from);
      if (known) known.ranges.push({ start, end });
      else found.push({ report, from, to, ranges: [{ start, end }] });
    }
  }
  return found.map((one) =>
    shorten({ ...one, ranges: withoutOverlaps(one.ranges.sort((a, b) => a.start - b.start)) }),
  );
}

/** Of a long paragraph, what stands around its passages; `cut` tells at which ends words are left off. */
function shorten({ report, from, to, ranges }) {
  const { text } = report;
  const first = ranges[0].start - AROUND;
  const last = ranges.at(-1).end + AROUND;
  const start = first > from + AROUND ? text.indexOf(" ", first) + 1 : from;
  const end = last < to - AROUND ? text.lastIndexOf(" ", last) : to;
  return { report, from: start, to: end, ranges, cut: [start > from, end < to] };
}
