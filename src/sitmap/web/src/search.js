// Full-text search through titles, notes, places, quotes and actors, a block at a time so that the page stays alive.

import { fold, makeMatcher } from "./fold.js";

const FIELDS = [
  "title",
  "notes",
  "place",
  "place_name",
  "quote",
  "incident_id",
  "actor1",
  "actor2",
  "source",
];
const CODED = ["actor1", "actor2"];

/** One search at a time over one store: a new one stops the last. */
export class Search {
  constructor(store) {
    this.store = store;
    this.run = 0;
  }

  /** A mask of the rows that match, or null when another search began. `progress(share, mask)` is called between blocks. */
  async find(query, progress = () => {}) {
    const run = ++this.run;
    const { store } = this;
    await store.readFacets();
    const matches = makeMatcher(query);
    const found = new Uint8Array(store.rows);
    const { rows: size } = store.settings.text;
    const blocks = Math.ceil(store.rows / size);
    for (let block = 0; block < blocks; block++) {
      const texts = await this.blockTexts(block);
      if (run !== this.run) return null;
      texts.forEach((text, i) => (found[block * size + i] = matches(text) ? 1 : 0));
      if (block % 8 === 7) {
        progress((block + 1) / blocks, found);
        await new Promise((done) => setTimeout(done));
        if (run !== this.run) return null;
      }
    }
    return found;
  }

  stop() {
    this.run++;
  }

  /** Everything that is searched in each row of a block, folded. */
  async blockTexts(block) {
    const { store } = this;
    const { rows: size, fields } = store.settings.text;
    const columns = await store.decodeBlock(block);
    const searched = columns
      .filter((_, at) => FIELDS.includes(fields[at][0]))
      .map(({ words }) => words);
    const first = block * size;
    const coded = CODED.filter((name) => store[name]);
    return Array.from({ length: Math.min(size, store.rows - first) }, (_, i) => {
      const words = searched.map((column) => column[i]);
      for (const name of coded) words.push(store.code(name, first + i));
      return fold(words.filter(Boolean).join("\n"));
    });
  }
}
