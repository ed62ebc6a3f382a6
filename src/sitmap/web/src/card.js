// The detail card: one entry at a time out of those that were picked, previous and next, focus goes in and back out.

import { el, replace } from "./dom.js";

export class Card {
  constructor(host) {
    this.host = host;
    this.entries = [];
    this.at = 0;
    this.body = el("div", { class: "sitmap-card-body" });
    this.bar = el("div", { class: "sitmap-card-bar" });
    this.element = el("section", { class: "sitmap-card", role: "region", tabindex: "-1", hidden: true, on: { keydown: (event) => this.onKey(event) } }, this.bar, this.body);
  }

  /** Show entries [{layer, row}, …], each from a layer that can `describe(row)`. */
  open(entries, at = 0) {
    if (this.element.hidden) this.cameFrom = document.activeElement;
    this.entries = entries;
    this.element.hidden = false;
    this.host.emit("card", true);
    this.show(at);
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

  async show(at) {
    const count = this.entries.length;
    this.at = (at + count) % count;
    const entry = this.entries[this.at];
    this.drawBar();
    entry.layer.select?.(entry.row);
    this.element.setAttribute("aria-busy", "true");
    const content = await describe(entry, this.host).catch((error) => el("p", {}, this.host.t("failed", { why: error.message })));
    if (entry !== this.entries[this.at]) return;
    replace(this.body, content);
    this.body.scrollTop = 0;
    this.element.removeAttribute("aria-busy");
    this.element.setAttribute("aria-label", this.body.querySelector("h2")?.textContent || this.host.t("incidents_title"));
    this.host.emit("shown", entry);
  }

  drawBar() {
    const { t } = this.host;
    const many = this.entries.length > 1;
    const step = (label, sign, by) =>
      el("button", { type: "button", class: "sitmap-button", title: label, "aria-label": label, on: { click: () => this.show(this.at + by) } }, sign);
    replace(
      this.bar,
      many && step(t("previous"), "‹", -1),
      many && el("span", { class: "sitmap-card-count", "aria-live": "polite" }, t("of", { k: this.at + 1, total: this.entries.length })),
      many && step(t("next"), "›", 1),
      el("button", { type: "button", class: "sitmap-button sitmap-close", title: t("close"), "aria-label": t("close"), on: { click: () => this.close() } }, "×"),
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
