// The bundle of the review page: it stands alone, so that pages of maps carry nothing of it.

import "./review.css";
import { readSettings } from "../blobs.js";
import { tellFailure } from "../failure.js";
import { en } from "../strings-en.js";
import { ReviewPage } from "./page.js";
import { en as own } from "./strings.js";

let resolve;

/** Resolves when the page answers and its map is drawn. */
export const ready = new Promise((done) => {
  resolve = done;
});

export let page = null;

export function boot() {
  Object.assign(en, own);
  tellFailure(() => {
    const [{ settings }] = readSettings("script.sitmap-review");
    page = new ReviewPage(settings);
    return page
      .start(document.getElementById("review"))
      .then(() => requestAnimationFrame(() => resolve(page)));
  });
}
