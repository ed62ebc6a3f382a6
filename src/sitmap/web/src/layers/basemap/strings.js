// The words of the key of what a map stands on, by language.

const KEYS = [
  "ground",
  "ground_motorway",
  "ground_primary",
  "ground_secondary",
  "ground_street",
  "ground_track",
  "ground_rail",
  "ground_border",
  "ground_district",
  "ground_builtup",
  "ground_forest",
  "ground_industrial",
  "ground_military",
  "ground_airport",
  "ground_crossing",
  "ground_power_plant",
  "ground_hospital",
  "ground_police",
  "ground_fire_station",
  "ground_station",
  "ground_bridge",
  "ground_peak",
];

/** In the order of KEYS. */
const WORDS = {
  en: "Ground|Motorway, trunk road|Main road|Secondary road|Street, minor road|Track, path|Railway|National border|Border of a district|Built-up area|Woods|Industry|Military area|Airport|Border crossing|Power plant|Hospital|Police|Fire station|Railway station|Bridge|Peak",
  ar: "الأرض|طريق سريع|طريق رئيسي|طريق ثانوي|شارع، طريق فرعي|درب، ممر|سكة حديد|حدود دولية|حدود منطقة|منطقة مبنية|غابة|صناعة|منطقة عسكرية|مطار|معبر حدودي|محطة كهرباء|مستشفى|شرطة|محطة إطفاء|محطة قطار|جسر|قمة",
  de: "Gelände|Autobahn, Schnellstraße|Hauptstraße|Nebenstraße|Straße, kleine Straße|Feldweg, Pfad|Eisenbahn|Staatsgrenze|Grenze eines Bezirks|Bebautes Gebiet|Wald|Industrie|Militärgelände|Flughafen|Grenzübergang|Kraftwerk|Krankenhaus|Polizei|Feuerwache|Bahnhof|Brücke|Gipfel",
  es: "Terreno|Autopista, autovía|Carretera principal|Carretera secundaria|Calle, carretera local|Camino, sendero|Ferrocarril|Frontera nacional|Límite de distrito|Zona edificada|Bosque|Industria|Zona militar|Aeropuerto|Paso fronterizo|Central eléctrica|Hospital|Policía|Parque de bomberos|Estación de tren|Puente|Cima",
  fr: "Terrain|Autoroute, voie rapide|Route principale|Route secondaire|Rue, petite route|Chemin, sentier|Voie ferrée|Frontière nationale|Limite de district|Zone bâtie|Bois|Industrie|Zone militaire|Aéroport|Poste-frontière|Centrale électrique|Hôpital|Police|Caserne de pompiers|Gare|Pont|Sommet",
  ru: "Местность|Автомагистраль, шоссе|Главная дорога|Второстепенная дорога|Улица, местная дорога|Просёлок, тропа|Железная дорога|Государственная граница|Граница района|Застройка|Лес|Промышленность|Военная территория|Аэропорт|Пограничный переход|Электростанция|Больница|Полиция|Пожарная часть|Вокзал|Мост|Вершина",
  sq: "Terreni|Autostradë, rrugë e shpejtë|Rrugë kryesore|Rrugë dytësore|Rrugë lokale|Rrugë fushe, shteg|Hekurudhë|Kufi shtetëror|Kufi rrethi|Zonë e ndërtuar|Pyll|Industri|Zonë ushtarake|Aeroport|Pikë kufitare|Termocentral, hidrocentral|Spital|Polici|Zjarrfikës|Stacion treni|Urë|Majë",
  sr: "Teren|Autoput, brzi put|Glavni put|Sporedni put|Ulica, lokalni put|Poljski put, staza|Železnica|Državna granica|Granica okruga|Izgrađeno područje|Šuma|Industrija|Vojno područje|Aerodrom|Granični prelaz|Elektrana|Bolnica|Policija|Vatrogasna stanica|Železnička stanica|Most|Vrh",
  tr: "Arazi|Otoyol, ekspres yol|Ana yol|Tali yol|Cadde, yerel yol|Tarla yolu, patika|Demiryolu|Devlet sınırı|İlçe sınırı|Yerleşim alanı|Orman|Sanayi|Askeri alan|Havalimanı|Sınır kapısı|Enerji santrali|Hastane|Polis|İtfaiye|Tren istasyonu|Köprü|Zirve",
  uk: "Місцевість|Автомагістраль, шосе|Головна дорога|Другорядна дорога|Вулиця, місцева дорога|Ґрунтова дорога, стежка|Залізниця|Державний кордон|Межа району|Забудова|Ліс|Промисловість|Військова територія|Аеропорт|Пункт пропуску|Електростанція|Лікарня|Поліція|Пожежна частина|Вокзал|Міст|Вершина",
};

export const STRINGS = Object.fromEntries(
  Object.entries(WORDS).map(([lang, told]) => {
    const all = told.split("|");
    return [lang, Object.fromEntries(KEYS.map((key, at) => [key, all[at]]))];
  }),
);
