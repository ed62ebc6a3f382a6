// What the browser keeps of a review, by the draft's hash; says when it can't.

export function openStorage(hash, storage = findStorage()) {
  const key = `sitmap-review ${hash}`;
  return {
    works: Boolean(storage),
    key,
    read() {
      try {
        return JSON.parse(storage?.getItem(key) ?? "null");
      } catch {
        return null;
      }
    },
    /** Whether it is kept now. */
    write(saved) {
      try {
        storage.setItem(key, JSON.stringify(saved));
        return true;
      } catch {
        return false; // none there, or full
      }
    },
    forget() {
      try {
        storage.removeItem(key);
      } catch {
        // nothing was kept
      }
    },
  };
}

/** The browser's storage, tried out: some have it and refuse to write. */
function findStorage() {
  try {
    const probe = "sitmap-review";
    localStorage.setItem(probe, probe);
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return null;
  }
}
