// Elements made without markup: every word goes in as a text node.

/** Make an element; `attributes` may hold `class`, `on` ({event: listener}) and plain attributes; null ones are left off. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") listen(element, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

export function append(element, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

export function replace(element, ...children) {
  element.textContent = "";
  return append(element, children);
}

function listen(element, listeners) {
  for (const [event, listener] of Object.entries(listeners))
    element.addEventListener(event, listener);
}

/** A link for http and https, else plain text. */
export function link(text, url) {
  const safe = safeUrl(url);
  if (!safe) return el("span", {}, text || url || "");
  return el("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, text || url);
}

/** Text as Leaflet's attribution control takes it, which writes HTML. */
export const escapeHtml = (text) =>
  String(text).replace(/[&<>"'`]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** The address if a reader may follow it, else null. */
export function safeUrl(url) {
  if (typeof url !== "string" || !/^https?:\/\//i.test(url.trim())) return null;
  try {
    return new URL(url.trim()).href;
  } catch {
    return null;
  }
}

/** The addresses of a text that holds several with a blank between: those that a reader may follow. */
export const linksOf = (text) =>
  String(text ?? "")
    .split(/\s+/)
    .map(safeUrl)
    .filter(Boolean);

/** Run at most once a frame, with the last arguments. */
export function everyFrame(action) {
  let queued = null;
  return (...values) => {
    if (queued === null) {
      requestAnimationFrame(() => {
        const last = queued;
        queued = null;
        action(...last);
      });
    }
    queued = values;
  };
}

const PAUSE = 20; // ms left to the reader and to what is more urgent

/** Once the next frame is on the screen. */
export const afterFrame = (action) => requestAnimationFrame(() => setTimeout(action, PAUSE));

export const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
