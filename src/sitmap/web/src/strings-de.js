export const de = {
  map: "Karte", close: "Schließen", previous: "Vorheriger", next: "Nächster", of: "{k} von {total}",
  failed: "Dieser Teil der Karte ist nicht lesbar: {why}",

  incidents: { one: "{n} Vorfall", other: "{n} Vorfälle" }, incidents_title: "Vorfälle",
  visible: "{n} von {total} Vorfällen", visible_all: { one: "{n} Vorfall", other: "{n} Vorfälle" },
  all_here: "Alle",
  sites_here: { one: "{n} Standort an diesem Ort", other: "{n} Standorte an diesem Ort" },
  here: { one: "{n} Vorfall an diesem Ort", other: "{n} Vorfälle an diesem Ort" }, undated: "{n} ohne Datum",
  no_event_type: "Ohne Art", no_sub_event_type: "Ohne Unterart", no_status: "Ohne Status", no_precision: "Nicht angegeben", no_source: "Ohne Quelle", no_actor: "Ohne Akteur",
  untitled: "Vorfall ohne Titel",

  key: "Legende", types: "Art des Ereignisses", cluster: "Mehrere Vorfälle: Anteil jeder Art", precision_title: "Wie genau der Ort bekannt ist",
  "event_type:Battles": "Gefechte", "event_type:Explosions/Remote violence": "Explosionen, Fernangriffe", "event_type:Violence against civilians": "Gewalt gegen Zivilpersonen",
  "event_type:Protests": "Proteste", "event_type:Riots": "Ausschreitungen", "event_type:Strategic developments": "Strategische Entwicklungen",
  "precision:exact": "Genaue Stelle", "precision:place": "Genannter Ort", "precision:near": "Nahe dem genannten Ort", "precision:admin2": "Irgendwo im Bezirk",
  "precision:admin1": "Irgendwo in der Region", "precision:country": "Irgendwo im Land", "precision:unknown": "Genauigkeit nicht angegeben",
  area: "Irgendwo in einem Gebiet", within: "{what}, im Umkreis von {radius}", somewhere: "irgendwo in: {area}",
  status_title: "Status", "status:confirmed": "Bestätigt", "status:reported": "Gemeldet", "status:claimed": "Behauptet", "status:disputed": "Umstritten",
  "status:denied": "Bestritten", "status:planned": "Geplant", "status:threatened": "Angedroht", "status:historical": "Zurückliegend",

  presence: "Präsenz", "site:headquarters": "Hauptquartier", "site:camp": "Lager oder Stützpunkt", "site:post": "Posten", "site:crossing": "Grenzübergang",
  "state:open": "offen", "state:closed": "geschlossen", "state:uncertain": "Stand ungewiss", open_on: "Offen am {date}", closed_on: "Geschlossen am {date}",
  uncertain_on: "Stand am {date} ungewiss", strength_total: "Stärke der Mission", strength_of: "Truppen: {nation}", figures_told: "{mission} laut Bericht", as_of: "Stand {date}", as_of_day: "Lage am {date}",

  date_unknown: "Datum unbekannt", "date_precision:day": "auf den Tag", "date_precision:week": "auf die Woche", "date_precision:month": "auf den Monat",
  "date_precision:year": "auf das Jahr", "date_precision:unknown": "Genauigkeit nicht angegeben",
  place: "Ort", resolved: "Aufgelöst als", coordinates: "Koordinaten", located_by: "Verortet durch", "located_by:source": "Koordinaten der Quelle",
  match: "Übereinstimmung {score}", actors: "Akteure", fatalities: "Tote", injured: "Verletzte", missing: "Vermisst", abducted: "Entführt", arrested: "Festgenommen", counts_told: "Zahlen laut Quelle", status_told: "Status laut Quelle", media: "Dateien", archive_url: "Archivierte Kopie", range: "{low} bis {high}", best_range: "{best} ({low} bis {high})",
  notes: "Beschreibung", quote: "Wortlaut der Quelle", confidence: "Verlässlichkeit", source: "Quelle", published: "veröffentlicht am {date}", 
  incident_id: "Kennung", problem: "Anmerkung", more: "Mehr aus der Tabelle", role: "Aufgabe", lead_nation: "Führungsnation", also: "Auch genannt", since: "Offen seit", until: "Offen bis",

  list: "Liste", search: "Titel, Texte, Orte, Akteure durchsuchen", searching: "Suche läuft", oldest_first: "Älteste zuerst",
  in_view: "Nur im Ausschnitt", download: "Angezeigtes herunterladen", print: "Drucken",
  filters: "Filter", reset: "Wieder alles zeigen", filter_status: "Status", filter_precision: "Genauigkeit des Ortes", filter_actor: "Akteur", filter_source: "Quelle",
  find_actor: "Akteur suchen", find_source: "Quelle suchen", more_values: "{n} weitere: zum Finden tippen",
  time: "Zeit", play: "Abspielen", pause: "Anhalten", all_days: "Alle Daten", first_day: "Erster Tag", last_day: "Letzter Tag",
  "per:day": "pro Tag", "per:week": "pro Woche", "per:month": "pro Monat", "per:year": "pro Jahr",

  report: "Bericht", in_report: "Im Bericht lesen", choose_report: "Bericht wählen",
  about: "Hinweise", sources: "Quellen", attribution: "Kartendaten", off_map: "Nicht auf der Karte ({n})",
  off_map_because: "Nicht auf der Karte: {why}", row_gone: "Was dieser Link öffnet ({id}), ist nicht oder nicht mehr auf dieser Karte.", off_map_none: "Jede Zeile ist auf der Karte.", off_row: "Zeile {row}", more_rows: "{n} weitere", 
  map_keys: "Tasten: {n} und {p} gehen von Zeichen zu Zeichen, {enter} öffnet, {escape} schließt; die Liste enthält dasselbe in Worten.", sites: { one: "{n} Standort", other: "{n} Standorte" }, nothing: "Nichts passt.", areas: "Gebiete", search_for: "Suche",
};
