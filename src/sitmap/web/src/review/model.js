// A review: rows of texts that change one step at a time, each step undone as it was done. No DOM in here.

const KEPT = 200; // steps that can be undone
export const WHO = ["reviewed_by", "reviewed_at"];
const NO = new Set(["false", "no", "n", "0", "0.0", "x", "drop", "-"]); // as readers/located.py takes them
const SPOT = [
  "longitude",
  "latitude",
  "place",
  "place_name",
  "place_id",
  "country",
  "precision",
  "uncertainty_m",
  "located_by",
  "match_score",
];
const DAYS = ["date_start", "date_end", "date_precision", "time", "time_offset"];
const OWN = ["incident_id", "keep", "quote", "quote_start", "quote_end", "quotes", ...WHO];
const RANGES = ["fatalities", "injured"];

export class Review {
  /** `draft`: {head, rows: [[text]], passages: [[[report, start, end]]]}; `clock` gives the time of a step. */
  constructor(draft, clock = () => new Date()) {
    const head = [...draft.head, ...WHO.filter((name) => !draft.head.includes(name))];
    Object.assign(this, { draft, clock, head, who: "", past: [], future: [], at: 0, made: 0 });
    this.columns = new Map(head.map((name, i) => [name, i]));
    this.rows = draft.rows.map((cells, base) => this.original(base, cells));
  }

  original(base, cells = this.draft.rows[base]) {
    const whole = [...cells, ...this.head.slice(cells.length).map(() => "")];
    const row = {
      key: `r${base}`,
      base,
      cells: whole,
      passages: this.draft.passages?.[base] || [],
      decided: null,
    };
    const seen = this.get(row, "reviewed_at") || this.isNo(row);
    return seen ? { ...row, decided: this.isNo(row) ? "drop" : "keep" } : row;
  }

  get row() {
    return this.rows[this.at];
  }

  get(row, name) {
    return row?.cells[this.columns.get(name)] ?? "";
  }

  isNo(row) {
    return NO.has(this.get(row, "keep").trim().toLowerCase());
  }

  /** A row with values; columns that the draft lacks are added behind its own. */
  with(row, values) {
    const cells = [...row.cells];
    for (const [name, value] of Object.entries(values))
      cells[this.column(name)] = String(value ?? "");
    return { ...row, cells };
  }

  column(name) {
    if (!this.columns.has(name)) {
      this.columns.set(name, this.head.length);
      this.head.push(name);
    }
    return this.columns.get(name);
  }

  stamp(row) {
    const at = `${this.clock().toISOString().slice(0, 16)}Z`;
    return this.who ? this.with(row, { reviewed_by: this.who, reviewed_at: at }) : row;
  }

  /** Do a step: changes [{index, before, after}], null before for a new row. Steps of one `run` undo together. */
  act(label, changes, { at = this.at, run = null } = {}) {
    const step = { label, changes, from: this.at, at, run };
    const last = this.past.at(-1);
    this.play(changes);
    this.future = [];
    this.at = at;
    if (run && last?.run === run && changes.length === 1)
      last.changes = [{ ...last.changes[0], after: changes[0].after }];
    else this.past = [...this.past, step].slice(-KEPT);
  }

  play(changes) {
    for (const { index, before, after } of changes)
      this.rows.splice(index, before ? 1 : 0, ...(after ? [after] : []));
  }

  undo() {
    const step = this.past.pop();
    if (!step) return null;
    this.play(
      [...step.changes]
        .reverse()
        .map(({ index, before, after }) => ({ index, before: after, after: before })),
    );
    this.at = step.from;
    this.future.push(step);
    return step.label;
  }

  redo() {
    const step = this.future.pop();
    if (!step) return null;
    this.play(step.changes);
    this.at = step.at;
    this.past.push({ ...step, run: null });
    return step.label;
  }

  /** Change values of the row; where they are as they were, nothing happens. */
  set(label, values, run = null) {
    const { row, at } = this;
    if (
      !row ||
      Object.entries(values).every(([name, value]) => this.get(row, name) === String(value ?? ""))
    )
      return false;
    this.act(label, [{ index: at, before: row, after: this.stamp(this.with(row, values)) }], {
      run: run && `${run} ${row.key}`,
    });
    return true;
  }

  /** Keep or drop the row, and go to the next that nobody has decided on. */
  decide(decided) {
    const { row, at } = this;
    if (!row) return;
    const after = {
      ...this.stamp(this.with(row, { keep: decided === "keep" ? "True" : "False" })),
      decided,
    };
    this.act(decided, [{ index: at, before: row, after }], { at: this.nextOpen(at) });
  }

  nextOpen(from) {
    const order = [...this.rows.keys()].map((i) => (from + 1 + i) % this.rows.length);
    return (
      order.find((i) => i !== from && !this.rows[i].decided) ??
      Math.min(from + 1, this.rows.length - 1)
    );
  }

  /** Two rows of one: the second is the reviewer's to change. */
  split() {
    const { row, at } = this;
    if (!row) return;
    const after = {
      ...this.stamp(this.with(row, { incident_id: this.freeId(this.get(row, "incident_id")) })),
      key: this.freeKey(),
      base: null,
      decided: null,
    };
    this.act("split", [{ index: at + 1, before: null, after }], { at: at + 1 });
  }

  freeId(id) {
    const ids = new Set(this.rows.map((row) => this.get(row, "incident_id")));
    for (let n = 2; ; n++) if (!ids.has(`${id}-${n}`)) return `${id}-${n}`;
  }

  /** By where it stands, so that two reviewers who add one sentence add one row. */
  newId(passage) {
    const id = passage
      ? `added-${passage[0] ? `${passage[0]}-` : ""}${passage[1]}`
      : `added-${this.clock().getTime()}`;
    return this.rows.some((row) => this.get(row, "incident_id") === id) ? this.freeId(id) : id;
  }

  freeKey() {
    this.made += 1;
    return `n${this.made}`;
  }

  /** One row of two: what this one lacks comes from the other, which is dropped and stays in the file. */
  merge(other) {
    const { at, row } = this;
    const from = this.rows[other];
    if (!row || !from || other === at) return;
    const kept = {
      ...this.stamp(this.with(row, this.joined(row, from))),
      passages: [...row.passages, ...from.passages],
    };
    const gone = { ...this.stamp(this.with(from, { keep: "False" })), decided: "drop" };
    this.act("merge", [
      { index: at, before: row, after: kept },
      { index: other, before: from, after: gone },
    ]);
  }

  joined(row, from) {
    const takes = (names, sign) => (sign.every((name) => !this.get(row, name)) ? names : []);
    const apart = new Set([...OWN, ...SPOT, ...DAYS]);
    const single = this.head.filter((name) => !apart.has(name) && !this.get(row, name));
    const names = [
      ...single,
      ...takes(SPOT, ["longitude", "latitude"]),
      ...takes(DAYS, ["date_start"]),
    ];
    const values = Object.fromEntries(
      names.filter((name) => this.get(from, name)).map((name) => [name, this.get(from, name)]),
    );
    return { ...values, ...this.widest(row, from), ...this.passagesOf(row, from) };
  }

  /** Counts of two voices: the range holds both. */
  widest(row, from) {
    const values = {};
    for (const what of RANGES) {
      const told = [row, from]
        .flatMap((one) => ["low", "best", "high"].map((end) => this.get(one, `${what}_${end}`)))
        .filter(Boolean)
        .map(Number);
      if (told.length && told.every(Number.isFinite))
        Object.assign(values, {
          [`${what}_low`]: Math.min(...told),
          [`${what}_high`]: Math.max(...told),
        });
    }
    return values;
  }

  passagesOf(row, from) {
    if (!this.columns.has("quotes")) return {};
    const told = (one) => (this.get(one, "quotes") || this.quoteOf(one)).split(" ").filter(Boolean);
    return { quotes: [...new Set([...told(row), ...told(from)])].join(" ") };
  }

  quoteOf(row) {
    const [start, end] = ["quote_start", "quote_end"].map((name) => this.get(row, name));
    return start && end ? `${start}-${end}` : "";
  }

  /** A row of a passage that no draft tells; `values` as the report gives them. */
  add(values, passage) {
    const key = this.freeKey();
    const blank = {
      key,
      base: null,
      cells: this.head.map(() => ""),
      passages: passage ? [passage] : [],
      decided: null,
    };
    const told = { keep: "True", incident_id: this.newId(passage), ...values };
    const index = this.rows.length ? this.at + 1 : 0;
    this.act("add", [{ index, before: null, after: this.stamp(this.with(blank, told)) }], {
      at: index,
    });
  }

  get counts() {
    const decided = this.rows.filter((row) => row.decided).length;
    return {
      decided,
      total: this.rows.length,
      dropped: this.rows.filter((row) => this.isNo(row)).length,
    };
  }

  /** [names, rows]: the table as a file has it; who and when only where somebody said so. */
  table() {
    const shown = this.head.filter(
      (name, i) => i < this.draft.head.length || this.rows.some((row) => row.cells[i]),
    );
    return [shown, this.rows.map((row) => shown.map((name) => this.get(row, name)))];
  }

  // What the browser keeps

  save() {
    const pack = (row) => this.packRow(row);
    const step = ({ changes, ...rest }) => ({
      ...rest,
      changes: changes.map(({ index, before, after }) => [
        index,
        before && pack(before),
        after && pack(after),
      ]),
    });
    return {
      v: 1,
      head: this.head,
      who: this.who,
      at: this.at,
      made: this.made,
      rows: this.rows.map(pack),
      past: this.past.map(step),
      future: this.future.map(step),
    };
  }

  /** Of a row that the draft has, what differs. */
  packRow({ key, base, cells, passages, decided }) {
    const before = base === null ? [] : this.draft.rows[base];
    const changed = cells.flatMap((value, i) => (value === (before[i] ?? "") ? [] : [[i, value]]));
    const own = base === null || passages !== this.draft.passages?.[base] ? passages : null;
    return [key, base, decided, changed, own];
  }

  unpackRow([key, base, decided, changed, own]) {
    const before = base === null ? [] : this.draft.rows[base];
    const cells = this.head.map((_, i) => before[i] ?? "");
    for (const [i, value] of changed) cells[i] = String(value);
    return { key, base, decided, cells, passages: own || this.draft.passages?.[base] || [] };
  }

  load(saved) {
    if (saved?.v !== 1 || !Array.isArray(saved.rows)) return false;
    this.head = saved.head;
    this.columns = new Map(this.head.map((name, i) => [name, i]));
    const unpack = (row) => row && this.unpackRow(row);
    const step = ({ changes, ...rest }) => ({
      ...rest,
      changes: changes.map(([index, before, after]) => ({
        index,
        before: unpack(before),
        after: unpack(after),
      })),
    });
    Object.assign(this, {
      who: saved.who,
      at: saved.at,
      made: saved.made,
      rows: saved.rows.map(unpack),
      past: saved.past.map(step),
      future: saved.future.map(step),
    });
    return true;
  }
}
