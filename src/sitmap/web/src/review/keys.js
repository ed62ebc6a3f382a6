// One key, one action; by the letter, or by the key's place where the keyboard has another script.

const IN_TEXT = "input:not([type=radio], [type=checkbox]), textarea, select";

/** The action's key that an event stands for: a letter, a digit, "?", an arrow. */
export function keyOf({ key, code = "" }) {
  if (/^[a-z0-9?]$/i.test(key)) return key.toLowerCase();
  if (["ArrowUp", "ArrowDown", "Escape"].includes(key)) return key;
  const [, letter] = /^Key([A-Z])$/.exec(code) || [];
  return letter && key.length === 1 ? letter.toLowerCase() : "";
}

/** Call `actions[key]` unless the reader writes; Ctrl+Z, Ctrl+Shift+Z and Ctrl+S work beside fields, too. */
export function bindKeys(actions, isOn) {
  document.addEventListener("keydown", (event) => {
    const writes = event.target.matches?.(IN_TEXT);
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]"))
      return;
    const key = event.ctrlKey || event.metaKey ? chord(event, writes) : plain(event, writes, isOn);
    if (!key || !actions[key]) return;
    event.preventDefault();
    actions[key](event);
  });
}

function chord(event, writes) {
  const key = keyOf(event);
  if (key === "s") return "save";
  return key === "z" && !writes ? (event.shiftKey ? "r" : "u") : null;
}

function plain(event, writes, isOn) {
  const key = keyOf(event);
  if (event.altKey) return null;
  if (writes) return key === "Escape" ? key : null;
  if (event.target.type === "radio" && key.startsWith("Arrow")) return null;
  return key.length > 1 || isOn() ? key : null;
}
