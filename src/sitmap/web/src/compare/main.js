// The bundle of a comparison's page: it stands alone, so that pages of maps carry nothing of it.

import "./compare.css";
import { readSettings } from "../blobs.js";
import { tellFailure } from "../failure.js";
import { ComparePage } from "./page.js";

let resolve;

/** Resolves when all maps are drawn. */
export const ready = new Promise((done) => {
  resolve = done;
});

export let page = null;

export function boot() {
  tellFailure(() => {
    const [{ settings }] = readSettings("script.sitmap-compare");
    page = new ComparePage(settings);
    return page
      .start(document.getElementById("compare"))
      .then(() => requestAnimationFrame(() => resolve(page)));
  });
}
