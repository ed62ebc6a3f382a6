// What a page says when it can't be drawn: nothing that is missing goes without a word.

import { el } from "./dom.js";
import { en } from "./strings-en.js";

/** Do a piece of work, now or later; if it fails, `tell` says why, above the page by default. */
export function tellFailure(work, tell = tellAbove) {
  try {
    const made = work();
    if (made?.catch) made.catch(tell);
    return made;
  } catch (error) {
    tell(error);
    return undefined;
  }
}

function tellAbove(error) {
  const why = String(error?.message || error);
  const words = en.failed.replace("{why}", () => why);
  document.body.prepend(el("p", { class: "sitmap-failed", role: "alert" }, words));
}
