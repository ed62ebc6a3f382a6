export const sr = {
  map: "Karta", close: "Zatvori", previous: "Prethodni", next: "Sledeći", of: "{k} od {total}",
  failed: "Ovaj deo karte nije čitljiv: {why}",

  incidents: { one: "{n} incident", few: "{n} incidenta", other: "{n} incidenata" }, incidents_title: "Incidenti",
  visible: "{n} od {total} incidenata", visible_all: { one: "{n} incident", few: "{n} incidenta", other: "{n} incidenata" },
  all_here: "Svi",
  sites_here: { one: "{n} objekat na ovom mestu", few: "{n} objekta na ovom mestu", other: "{n} objekata na ovom mestu" },
  here: { one: "{n} incident na ovom mestu", few: "{n} incidenta na ovom mestu", other: "{n} incidenata na ovom mestu" }, undated: "{n} bez datuma",
  no_event_type: "Bez vrste", no_sub_event_type: "Bez podvrste", no_status: "Bez statusa", no_precision: "Nije navedeno", no_source: "Bez izvora", no_actor: "Bez aktera",
  untitled: "Incident bez naslova",

  key: "Legenda", types: "Vrsta događaja", cluster: "Više incidenata: udeo svake vrste", precision_title: "Koliko je tačno poznato mesto",
  "event_type:Battles": "Borbe", "event_type:Explosions/Remote violence": "Eksplozije, daljinski napadi", "event_type:Violence against civilians": "Nasilje nad civilima",
  "event_type:Protests": "Protesti", "event_type:Riots": "Neredi", "event_type:Strategic developments": "Strateški razvoj",
  "precision:exact": "Tačna tačka", "precision:place": "Navedeno mesto", "precision:near": "Blizu navedenog mesta", "precision:admin2": "Negde u okrugu",
  "precision:admin1": "Negde u regionu", "precision:country": "Negde u zemlji", "precision:unknown": "Preciznost nije navedena",
  area: "Negde na području", within: "{what}, u krugu od {radius}", somewhere: "negde na području: {area}",
  status_title: "Status", "status:confirmed": "Potvrđeno", "status:reported": "Prijavljeno", "status:claimed": "Tvrdi se", "status:disputed": "Sporno",
  "status:denied": "Opovrgnuto", "status:planned": "Planirano", "status:threatened": "Zaprećeno", "status:historical": "Istorijski",

  presence: "Prisustvo", "site:headquarters": "Štab", "site:camp": "Kamp ili baza", "site:post": "Punkt", "site:crossing": "Prelaz",
  "state:open": "otvoren", "state:closed": "zatvoren", "state:uncertain": "stanje nepoznato", open_on: "Otvoren na dan {date}", closed_on: "Zatvoren na dan {date}",
  uncertain_on: "Stanje na dan {date} nepoznato", strength_total: "Jačina misije", strength_of: "Trupe: {nation}", figures_told: "{mission} prema izveštaju", as_of: "na dan {date}", as_of_day: "stanje na dan {date}",

  date_unknown: "Datum nepoznat", "date_precision:day": "tačno na dan", "date_precision:week": "tačno na nedelju", "date_precision:month": "tačno na mesec",
  "date_precision:year": "tačno na godinu", "date_precision:unknown": "preciznost nije navedena",
  place: "Mesto", resolved: "Prepoznato kao", coordinates: "Koordinate", located_by: "Locirano pomoću", "located_by:source": "koordinate izvora",
  match: "podudaranje {score}", actors: "Akteri", fatalities: "Poginuli", injured: "Povređeni", missing: "Nestali", abducted: "Oteti", arrested: "Uhapšeni", counts_told: "Brojevi kako su navedeni", status_told: "Status kako je naveden", media: "Datoteke", archive_url: "Arhivirana kopija", range: "{low} do {high}", best_range: "{best} ({low} do {high})",
  notes: "Opis", quote: "Rečima izvora", confidence: "Pouzdanost", source: "Izvor", published: "objavljeno {date}", 
  incident_id: "Oznaka", problem: "Napomena", more: "Još iz tabele", role: "Uloga", lead_nation: "Vodeća država", also: "Naziva se i", since: "Otvoren od", until: "Otvoren do",

  list: "Spisak", search: "Pretraži naslove, tekst, mesta, aktere", searching: "Pretraga u toku", oldest_first: "Prvo najstariji",
  in_view: "Samo u prikazu", download: "Preuzmi prikazano", print: "Štampaj",
  filters: "Filteri", reset: "Ponovo prikaži sve", filter_status: "Status", filter_precision: "Preciznost mesta", filter_actor: "Akter", filter_source: "Izvor",
  find_actor: "Nađi aktera", find_source: "Nađi izvor", more_values: "još {n}: kucajte da ih nađete",
  time: "Vreme", play: "Pusti", pause: "Zaustavi", all_days: "Svi datumi", first_day: "Prvi dan", last_day: "Poslednji dan",
  "per:day": "po danu", "per:week": "po nedelji", "per:month": "po mesecu", "per:year": "po godini",

  report: "Izveštaj", in_report: "Čitaj u izveštaju", choose_report: "Izaberi izveštaj",
  about: "Napomene", sources: "Izvori", attribution: "Podaci karte", off_map: "Van karte ({n})",
  off_map_because: "Van karte: {why}", row_gone: "Ono što ovaj link otvara ({id}) nije ili više nije na ovoj karti.", off_map_none: "Svaki red je na karti.", off_row: "red {row}", more_rows: "još {n}", 
  map_keys: "Tasteri: {n} i {p} idu od oznake do oznake, {enter} otvara, {escape} zatvara; spisak sadrži isto u rečima.", sites: { one: "{n} objekat", few: "{n} objekta", other: "{n} objekata" }, nothing: "Ništa ne odgovara.", areas: "Područja", search_for: "Pretraga",
};
