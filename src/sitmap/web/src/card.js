// The detail card: one entry at a time out of those that were picked, previous and next, focus goes in and back out.

import { el, replace } from "./dom.js";
import { fillEntry, ROW_HEIGHT } from "./list-row.js";
import { VirtualList } from "./virtual-list.js";

const LIST_FROM = 5; // entries: so many are listed first

export class Card {
  constructor(host) {
    this.host = host;
    this.entries = [];
    this.at = 0;
    this.body = el("div", { class: "sitmap-card-body" });
    this.bar = el("div", { class: "sitmap-card-bar" });
    this.element = el(
      "section",
      {
        class: "sitmap-card",
        role: "region",
        tabindex: "-1",
        hidden: true,
        on: { keydown: (event) => this.onKey(event) },
      },
      this.bar,
      this.body,
    );
  }

  /** Show entries [{layer, row}, …], each from a layer that can `describe(row)`. */
  open(entries, at = 0) {
    if (this.element.hidden) this.cameFrom = document.activeElement;
    this.entries = entries;
    this.element.hidden = false;
    this.host.emit("card", true);
    if (entries.length >= LIST_FROM && at === 0) this.showList();
    else this.show(at);
    this.element.focus({ preventScroll: true });
  }

  close() {
    if (this.element.hidden) return;
    const { layer } = this.entries[this.at];
    this.element.hidden = true;
    this.entries = [];
    layer.select?.(null);
    this.host.emit("card", false);
    if (this.cameFrom?.isConnected) this.cameFrom.focus({ preventScroll: true });
  }

  get current() {
    return this.element.hidden ? null : this.entries[this.at];
  }

  /** All entries by day, to choose from. */
  showList() {
    const { t } = this.host;
    const { entries } = this;
    const label = t(entries[0].layer.manyHere ?? "here", { n: entries.length });
    const list = new VirtualList({
      rowHeight: ROW_HEIGHT,
      label,
      fill: (row, index) => fillEntry(t, row, entries[index], () => this.show(index)),
    });
    this.listed = true;
    this.drawBar();
    replace(this.body, el("h2", {}, label), list.element);
    this.body.classList.add("has-list");
    this.element.removeAttribute("aria-busy");
    this.element.setAttribute("aria-label", label);
    list.setCount(entries.length);
    this.host.emit("shown", entries[0]);
  }

  async show(at) {
    const count = this.entries.length;
    this.listed = false;
    this.at = (at + count) % count;
    const entry = this.entries[this.at];
    this.drawBar();
    entry.layer.select?.(entry.row);
    this.element.setAttribute("aria-busy", "true");
    const content = await describe(entry, this.host).catch((error) =>
      el("p", {}, this.host.t("failed", { why: error.message })),
    );
    if (entry !== this.entries[this.at]) return;
    this.body.classList.remove("has-list");
    replace(this.body, content);
    this.body.scrollTop = 0;
    this.element.removeAttribute("aria-busy");
    this.element.setAttribute(
      "aria-label",
      this.body.querySelector("h2")?.textContent || this.host.t("incidents_title"),
    );
    this.host.emit("shown", entry);
  }

  drawBar() {
    const { t } = this.host;
    const many = this.entries.length > 1;
    const step = (label, sign, by) =>
      el(
        "button",
        {
          type: "button",
          class: "sitmap-button",
          title: label,
          "aria-label": label,
          on: { click: () => this.show(this.at + by) },
        },
        sign,
      );
    const all = el(
      "button",
      {
        type: "button",
        class: "sitmap-button",
        "aria-pressed": String(this.listed),
        on: { click: () => (this.listed ? this.show(this.at) : this.showList()) },
      },
      t("all_here"),
    );
    replace(
      this.bar,
      many && all,
      many && step(t("previous"), "‹", -1),
      many &&
        el(
          "span",
          { class: "sitmap-card-count", "aria-live": "polite" },
          t("of", { k: this.at + 1, total: this.entries.length }),
        ),
      many && step(t("next"), "›", 1),
      el(
        "button",
        {
          type: "button",
          class: "sitmap-button sitmap-close",
          title: t("close"),
          "aria-label": t("close"),
          on: { click: () => this.close() },
        },
        "×",
      ),
    );
  }

  onKey(event) {
    if (event.key === "Escape") this.close();
    else if (event.target.closest("input, select, textarea")) return;
    else if (event.key === "ArrowLeft" && this.entries.length > 1) this.show(this.at - 1);
    else if (event.key === "ArrowRight" && this.entries.length > 1) this.show(this.at + 1);
    else return;
    event.stopPropagation();
  }
}

const describe = async ({ layer, row }, host) => layer.describe(row, host);
