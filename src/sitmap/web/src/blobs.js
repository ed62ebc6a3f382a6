// The inert <script> elements of the page: JSON settings, and base64 of gzip.

const NATIVE = typeof Uint8Array.fromBase64 === "function";

export function readBase64(text) {
  if (NATIVE) return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export async function gunzip(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The bytes of the blob `name` of a layer. */
export async function readBlob(layer, name) {
  const element = document.getElementById(`${layer}/${name}`);
  if (!element) throw new Error(`the page lacks the data block ${layer}/${name}`);
  return gunzip(readBase64(element.textContent));
}

export async function readJson(layer, name) {
  return JSON.parse(new TextDecoder().decode(await readBlob(layer, name)));
}

export function readSettings(selector, within = document) {
  return [...within.querySelectorAll(selector)].map((element) => ({
    element,
    settings: JSON.parse(element.textContent),
  }));
}
