// Title block with the tally, and the footer with sources and attribution.

import { countOff } from "./about.js";
import { el, link, replace } from "./dom.js";
import { sayIso } from "./dates.js";
import { makeViews } from "./hash.js";

export function makeHeader(app) {
  const { settings, host } = app;
  const { t } = host;
  app.tabs = el("div", { class: "sitmap-tabs", role: "group", "aria-label": t("map") });
  const tally = el("p", { class: "sitmap-tally", role: "status" });
  host.on("counts", () => replace(tally, el("span", {}, sayTally(app)), offButton(app)));
  app.say = el("p", { class: "sitmap-spoken", "aria-live": "polite" });
  host.on("say", (text) => replace(app.say, text));
  const kicker = el("p", { class: "sitmap-subtitle" });
  const write = () => {
    const date =
      settings.date && (app.layers.find((layer) => layer.setDate)?.date || settings.date);
    replace(
      kicker,
      [settings.subtitle, date && t("as_of_day", { date: sayIso(date, t.lang) })]
        .filter(Boolean)
        .join(" · "),
    );
    kicker.hidden = !kicker.textContent;
  };
  write();
  host.on("presence", write); // which follows the timeline
  return el(
    "header",
    { class: "sitmap-header" },
    el("div", { class: "sitmap-titles" }, settings.title && el("h1", {}, settings.title), kicker),
    el("div", { class: "sitmap-side" }, tally, makeViews(app), app.tabs),
    app.say,
  );
}

/** "18 incidents shown", or "4 of 18": the count is always there. */
function sayTally({ layers, host: { t } }) {
  const shown = layers.filter((layer) => layer.hasIncidents);
  const sum = (count) => shown.reduce((all, layer) => all + count(layer), 0);
  const own =
    shown.length &&
    sayVisible(
      t,
      sum((layer) => (layer._map ? layer.countVisible() : 0)),
      sum(({ settings }) => settings.located),
    );
  return [own, ...layers.map((layer) => layer.tally?.(sayVisible, own))]
    .filter(Boolean)
    .join(" · ");
}

const sayVisible = (t, n, total) =>
  n === total ? t("visible_all", { n }) : t("visible", { n, total });

/** "5 not on the map" leads to the rows and their reasons. */
function offButton(app) {
  const n = countOff(app);
  if (!n || !app.panel.tabs.has("about")) return null;
  return [
    " · ",
    el(
      "button",
      {
        type: "button",
        class: "sitmap-textbutton",
        on: { click: () => app.panel.toggle("about", true) },
      },
      app.host.t("off_map", { n }),
    ),
  ];
}

/** The status note is always in sight; on a phone a line that leads to the sources stands for them. */
export function makeFooter(app) {
  const { settings, host } = app;
  const { t } = host;
  const list = (items) =>
    items.map((item, i) => [
      i ? ", " : "",
      typeof item === "string" ? item : link(item.text, item.url),
    ]);
  const { sources, attribution } = settings;
  return el(
    "footer",
    { class: "sitmap-footer" },
    (settings.notes || []).map((note) => el("p", { class: "sitmap-statusnote" }, note)),
    sources?.length
      ? el("p", { class: "sitmap-sources" }, el("b", {}, `${t("sources")}: `), list(sources))
      : null,
    sources?.length ? sourcesButton(app, sources) : null,
    attribution?.length
      ? el(
          "p",
          { class: "sitmap-credits" },
          el("b", {}, `${t("attribution")}: `),
          list(attribution),
        )
      : null,
  );
}

function sourcesButton({ settings, panel, host }, sources) {
  const wanted = !settings.controls || settings.controls.includes("about");
  const words = [
    el("b", {}, `${host.t("sources")}: `),
    sources.map((item) => item.text ?? item).join(", "),
  ];
  return wanted
    ? el(
        "button",
        {
          type: "button",
          class: "sitmap-sourcesbutton",
          on: { click: () => panel.toggle("about", true) },
        },
        words,
      )
    : null;
}
