// A list of any length that holds only the rows in sight.

import { el, everyFrame } from "./dom.js";

const TALLEST = 8e6; // px: browsers stop at about 3e7; beyond, scrolling is scaled
const SPARE = 4; // rows kept above and below

export class VirtualList {
  /** `fill(element, index)` writes a row; `label` names the list. */
  constructor({ rowHeight, fill, label }) {
    Object.assign(this, { rowHeight, fill, count: 0, rows: new Map() });
    this.spacer = el("div", { class: "sitmap-list-spacer", role: "presentation" });
    this.element = el(
      "div",
      {
        class: "sitmap-list",
        role: "list",
        "aria-label": label,
        on: { scroll: everyFrame(() => this.draw()), keydown: (event) => this.onKey(event) },
      },
      this.spacer,
    );
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  setCount(count) {
    this.count = count;
    this.height = Math.min(count * this.rowHeight, TALLEST);
    this.spacer.style.height = `${this.height}px`;
    for (const row of this.rows.values()) row.remove();
    this.rows.clear();
    this.draw();
  }

  /** How far down the whole list is scrolled, in px of unscaled rows. */
  get offset() {
    const view = this.element.clientHeight;
    const whole = this.count * this.rowHeight;
    return whole <= TALLEST
      ? this.element.scrollTop
      : (this.element.scrollTop / (this.height - view)) * (whole - view);
  }

  draw() {
    const view = this.element.clientHeight;
    if (!view) return;
    const { offset } = this;
    const first = Math.max(0, Math.floor(offset / this.rowHeight) - SPARE);
    const last = Math.min(this.count, Math.ceil((offset + view) / this.rowHeight) + SPARE);
    for (const [index, row] of this.rows) if (index < first || index >= last) this.drop(index, row);
    for (let index = first; index < last; index++) {
      const row = this.rows.get(index) || this.make(index);
      row.style.transform = `translateY(${this.element.scrollTop + index * this.rowHeight - offset}px)`;
    }
  }

  make(index) {
    const row = el("div", {
      class: "sitmap-list-row",
      role: "listitem",
      "aria-posinset": index + 1,
      "aria-setsize": this.count,
    });
    row.style.height = `${this.rowHeight}px`;
    this.fill(row, index);
    this.rows.set(index, row);
    this.spacer.append(row);
    return row;
  }

  drop(index, row) {
    if (row.contains(document.activeElement)) return;
    row.remove();
    this.rows.delete(index);
  }

  scrollTo(index) {
    const whole = this.count * this.rowHeight;
    const view = this.element.clientHeight;
    const top = index * this.rowHeight;
    const { offset } = this;
    if (top >= offset && top + this.rowHeight <= offset + view) return;
    const wanted = Math.max(0, top - view / 2 + this.rowHeight / 2);
    this.element.scrollTop =
      whole <= TALLEST ? wanted : (wanted / (whole - view)) * (this.height - view);
    this.draw();
  }

  onKey(event) {
    const at = [...this.rows].find(([, row]) => row.contains(document.activeElement))?.[0];
    if (at === undefined) return;
    const page = Math.max(1, Math.floor(this.element.clientHeight / this.rowHeight) - 1);
    const steps = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -this.count,
      End: this.count,
    };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(this.count - 1, at + steps[event.key]));
    this.scrollTo(to);
    this.rows.get(to)?.querySelector("button")?.focus({ preventScroll: true });
  }
}
