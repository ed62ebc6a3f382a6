// The inert <script> elements of the page: JSON settings, and base64 of gzip.

const NATIVE = typeof Uint8Array.fromBase64 === "function";

export function readBase64(text) {
  if (NATIVE) return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Gunzip; the stream is fed directly, as a Blob would make a round trip through the browser's main process. */
export async function gunzip(bytes) {
  const stream = new DecompressionStream("gzip");
  const writer = stream.writable.getWriter();
  const written = writer.write(bytes).then(() => writer.close());
  const reader = stream.readable.getReader();
  const chunks = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    size += part.value.length;
  }
  await written;
  return join(chunks, size);
}

function join(chunks, size) {
  if (chunks.length === 1) return chunks[0];
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** The bytes of the blob `name` of a layer. */
export async function readBlob(layer, name) {
  const find = () => document.getElementById(`${layer}/${name}`);
  if (!find()?.nextElementSibling) await wholePage(); // the script that boots may stand before the texts
  const element = find();
  if (!element) throw new Error(`the page lacks the data block ${layer}/${name}`);
  return gunzip(readBase64(element.textContent));
}

const wholePage = () =>
  document.readyState === "loading"
    ? new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }))
    : null;

export const readText = async (layer, name) =>
  new TextDecoder().decode(await readBlob(layer, name));
export const readJson = async (layer, name) => JSON.parse(await readText(layer, name));

export function readSettings(selector, within = document) {
  return [...within.querySelectorAll(selector)].map((element) => ({
    element,
    settings: JSON.parse(element.textContent),
  }));
}
