// The words of lines, by language.

export const STRINGS = {
  en: {
    lines: "Lines",
    lines_count: { one: "{n} line", other: "{n} lines" },
    line_from: "From",
    line_to: "Until",
    line_untitled: "Line without a name",
  },
  ar: {
    lines: "خطوط",
    lines_count: { one: "خط واحد", two: "خطان", few: "{n} خطوط", many: "{n} خطًا", other: "{n} خط" },
    line_from: "من",
    line_to: "حتى",
    line_untitled: "خط بلا اسم",
  },
  de: {
    lines: "Linien",
    lines_count: { one: "{n} Linie", other: "{n} Linien" },
    line_from: "Ab",
    line_to: "Bis",
    line_untitled: "Linie ohne Namen",
  },
  es: {
    lines: "Líneas",
    lines_count: { one: "{n} línea", other: "{n} líneas" },
    line_from: "Desde",
    line_to: "Hasta",
    line_untitled: "Línea sin nombre",
  },
  fr: {
    lines: "Lignes",
    lines_count: { one: "{n} ligne", other: "{n} lignes" },
    line_from: "À partir du",
    line_to: "Jusqu’au",
    line_untitled: "Ligne sans nom",
  },
  ru: {
    lines: "Линии",
    lines_count: { one: "{n} линия", few: "{n} линии", many: "{n} линий", other: "{n} линии" },
    line_from: "С",
    line_to: "До",
    line_untitled: "Линия без названия",
  },
  sq: {
    lines: "Vija",
    lines_count: { one: "{n} vijë", other: "{n} vija" },
    line_from: "Nga",
    line_to: "Deri më",
    line_untitled: "Vijë pa emër",
  },
  sr: {
    lines: "Linije",
    lines_count: { one: "{n} linija", few: "{n} linije", other: "{n} linija" },
    line_from: "Od",
    line_to: "Do",
    line_untitled: "Linija bez naziva",
  },
  tr: {
    lines: "Çizgiler",
    lines_count: { one: "{n} çizgi", other: "{n} çizgi" },
    line_from: "Başlangıç",
    line_to: "Bitiş",
    line_untitled: "Adsız çizgi",
  },
  uk: {
    lines: "Лінії",
    lines_count: { one: "{n} лінія", few: "{n} лінії", many: "{n} ліній", other: "{n} лінії" },
    line_from: "Від",
    line_to: "До",
    line_untitled: "Лінія без назви",
  },
};
