// Colours of the canvases; the page's own colours are variables in style.css.
// Symbol colours come with the looks of types and categories (symbols.js).

const LIGHT = {
  sea: "#dbe5ea",
  land: "#f8f6f1",
  coast: "#a9bcc6",
  border: "#a39b8d",
  district: "#c4bdb0",
  disputed: "#8d8477",
  lake: "#dbe5ea",
  river: "#b3cbd8",
  label: "#3a3a37",
  countryLabel: "#857d70",
  waterLabel: "#6b8ea3",
  halo: "rgba(250,248,244,.9)",
  paper: "#ffffff",
  ink: "#1d2730",
  muted: "#5c6670",
  outline: "#ffffff",
  hatch: "rgba(60,66,74,.3)",
  presence: "#243b5a",
  symbols: [],
};

const DARK = {
  sea: "#10161b",
  land: "#212a31",
  coast: "#3d4c57",
  border: "#5d6872",
  district: "#46525c",
  disputed: "#77828c",
  lake: "#10161b",
  river: "#35495a",
  label: "#c9ced2",
  countryLabel: "#8d979f",
  waterLabel: "#6b8ba0",
  halo: "rgba(24,31,37,.9)",
  paper: "#1a2127",
  ink: "#eceff1",
  muted: "#a4adb5",
  outline: "#12181d",
  hatch: "rgba(214,220,226,.26)",
  presence: "#c3d3ea",
  symbols: [],
};

/** Add a colour for symbols; returns its number. */
export function addColour(light, night) {
  DARK.symbols.push(night);
  return LIGHT.symbols.push(light) - 1;
}

const dark = () => matchMedia("(prefers-color-scheme: dark)");
let printing = false;

/** Whether what is drawn goes on paper. */
export const isPrinting = () => printing;

export const theme = () => (dark().matches && !printing ? DARK : LIGHT);

/** Whether these are the colours of the dark page. */
export const isDark = (colours) => colours === DARK;

/** Call back when the reader changes between light, dark and paper. */
export function onThemeChange(listener) {
  dark().addEventListener("change", listener);
  for (const [event, paper] of [
    ["beforeprint", true],
    ["afterprint", false],
  ]) {
    addEventListener(event, () => {
      printing = paper;
      listener();
    });
  }
}

export const FONT =
  '"Helvetica Neue", Arial, "Liberation Sans", "Noto Sans", system-ui, sans-serif';
