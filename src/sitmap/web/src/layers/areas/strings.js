// The words of areas, by language.

export const STRINGS = {
  en: {
    areas_count: { one: "{n} area", other: "{n} areas" },
    area_untitled: "Area without a name",
  },
  ar: {
    areas_count: {
      one: "منطقة واحدة",
      two: "منطقتان",
      few: "{n} مناطق",
      many: "{n} منطقة",
      other: "{n} منطقة",
    },
    area_untitled: "منطقة بلا اسم",
  },
  de: {
    areas_count: { one: "{n} Gebiet", other: "{n} Gebiete" },
    area_untitled: "Gebiet ohne Namen",
  },
  es: { areas_count: { one: "{n} zona", other: "{n} zonas" }, area_untitled: "Zona sin nombre" },
  fr: { areas_count: { one: "{n} zone", other: "{n} zones" }, area_untitled: "Zone sans nom" },
  ru: {
    areas_count: { one: "{n} район", few: "{n} района", many: "{n} районов", other: "{n} района" },
    area_untitled: "Район без названия",
  },
  sq: { areas_count: { one: "{n} zonë", other: "{n} zona" }, area_untitled: "Zonë pa emër" },
  sr: {
    areas_count: { one: "{n} područje", few: "{n} područja", other: "{n} područja" },
    area_untitled: "Područje bez naziva",
  },
  tr: { areas_count: { one: "{n} bölge", other: "{n} bölge" }, area_untitled: "Adsız bölge" },
  uk: {
    areas_count: { one: "{n} район", few: "{n} райони", many: "{n} районів", other: "{n} району" },
    area_untitled: "Район без назви",
  },
};
