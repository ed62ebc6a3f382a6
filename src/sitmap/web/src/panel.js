// The side panel (a sheet from below on a phone): one tab at a time, and the card in front of them.

import { el } from "./dom.js";

/** Never on paper, whose sheets are narrow too: headless Chromium answers width queries for an upright one. */
export const PHONE = "screen and (max-width: 760px)";

export class Panel {
  constructor(app) {
    this.app = app;
    this.tabs = new Map();
    this.current = null;
    this.element = el("aside", { class: "sitmap-panel", hidden: true });
    app.main.append(this.element);
    app.host.place(this.element, false);
    app.host.on("card", (open) => this.show(open));
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.open(null));
  }

  /** A tab with its button in the header; `onShow` runs when it opens. */
  add(id, label, content, onShow = () => {}) {
    const body = el(
      "section",
      {
        class: `sitmap-tab sitmap-tab-${id}`,
        id: `sitmap-tab-${id}`,
        "aria-label": label,
        hidden: true,
      },
      content,
    );
    const button = el(
      "button",
      {
        type: "button",
        class: "sitmap-tabbutton",
        "aria-expanded": "false",
        "aria-controls": body.id,
        on: { click: () => this.toggle(id) },
      },
      label,
    );
    this.app.tabs.append(button);
    this.element.append(body);
    this.tabs.set(id, { body, button, onShow });
    return button;
  }

  /** Open a tab, or close it when it is open (unless `stay`). */
  toggle(id, stay = false) {
    const { card } = this.app.host;
    if (card.current) {
      card.close();
      this.open(id);
    } else this.open(this.current === id && !stay ? null : id);
  }

  open(id) {
    this.current = id;
    this.show(false);
    if (id) this.tabs.get(id).onShow();
  }

  /** Fill the open tab again, when its data has come. */
  refresh() {
    if (this.current) this.tabs.get(this.current).onShow();
  }

  show(card) {
    this.element.hidden = !card && !this.current;
    this.element.classList.toggle("has-card", card);
    for (const [id, { body, button }] of this.tabs) {
      body.hidden = id !== this.current || (card && !this.staysBesideCard(id));
      button.setAttribute("aria-expanded", String(!body.hidden));
    }
  }

  /** A report is read beside the card, where there is room for both. */
  staysBesideCard(id) {
    return id === "report" && !matchMedia(PHONE).matches;
  }

  /** What is open when the page opens. */
  start() {
    const first = this.tabs.has("list") && !this.app.settings.compact ? "list" : null;
    this.open(
      first && !matchMedia(PHONE).matches && this.app.root.offsetWidth > 900 ? first : null,
    );
  }
}
