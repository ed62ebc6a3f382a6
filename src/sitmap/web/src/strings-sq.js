export const sq = {
  map: "Harta", close: "Mbyll", previous: "I mëparshmi", next: "Tjetri", of: "{k} nga {total}",
  failed: "Kjo pjesë e hartës nuk mund të lexohet: {why}",

  incidents: { one: "{n} incident", other: "{n} incidente" }, incidents_title: "Incidentet",
  visible: "{n} nga {total} incidente", visible_all: { one: "{n} incident", other: "{n} incidente" },
  all_here: "Të gjitha",
  sites_here: { one: "{n} objekt këtu", other: "{n} objekte këtu" },
  here: { one: "{n} incident këtu", other: "{n} incidente këtu" }, undated: "{n} pa datë",
  no_event_type: "Pa lloj", no_sub_event_type: "Pa nënlloj", no_status: "Pa status", no_precision: "E papërcaktuar", no_source: "Pa burim", no_actor: "Pa aktor",
  untitled: "Incident pa titull",

  key: "Legjenda", types: "Lloji i ngjarjes", cluster: "Disa incidente: pjesa e secilit lloj", precision_title: "Sa saktë njihet vendi",
  "event_type:Battles": "Luftime", "event_type:Explosions/Remote violence": "Shpërthime, sulme nga largësia", "event_type:Violence against civilians": "Dhunë ndaj civilëve",
  "event_type:Protests": "Protesta", "event_type:Riots": "Trazira", "event_type:Strategic developments": "Zhvillime strategjike",
  "precision:exact": "Pika e saktë", "precision:place": "Vendi i përmendur", "precision:near": "Pranë vendit të përmendur", "precision:admin2": "Diku në rreth",
  "precision:admin1": "Diku në rajon", "precision:country": "Diku në vend", "precision:unknown": "Saktësia e papërcaktuar",
  area: "Diku në një zonë", within: "{what}, brenda {radius}", somewhere: "diku në: {area}",
  status_title: "Statusi", "status:confirmed": "I konfirmuar", "status:reported": "I raportuar", "status:claimed": "I pretenduar", "status:disputed": "I kontestuar",
  "status:denied": "I mohuar", "status:planned": "I planifikuar", "status:threatened": "I kërcënuar", "status:historical": "Historik",

  presence: "Prania", "site:headquarters": "Selia", "site:camp": "Kamp ose bazë", "site:post": "Postë", "site:crossing": "Pikëkalim",
  "state:open": "i hapur", "state:closed": "i mbyllur", "state:uncertain": "gjendja e pasigurt", open_on: "I hapur më {date}", closed_on: "I mbyllur më {date}",
  uncertain_on: "Gjendja më {date} e pasigurt", strength_total: "Fuqia e misionit", strength_of: "Trupa: {nation}", figures_told: "{mission} sipas raportit", as_of: "më {date}", as_of_day: "gjendja më {date}",

  date_unknown: "Data nuk dihet", "date_precision:day": "me saktësi dite", "date_precision:week": "me saktësi jave", "date_precision:month": "me saktësi muaji",
  "date_precision:year": "me saktësi viti", "date_precision:unknown": "saktësia e papërcaktuar",
  place: "Vendi", resolved: "Njohur si", coordinates: "Koordinatat", located_by: "Vendosur nga", "located_by:source": "koordinatat e burimit",
  match: "përputhja {score}", actors: "Aktorët", fatalities: "Të vrarë", injured: "Të lënduar", missing: "Të zhdukur", abducted: "Të rrëmbyer", arrested: "Të arrestuar", counts_told: "Shifrat siç janë thënë", status_told: "Statusi siç është thënë", media: "Skedarë", archive_url: "Kopje e arkivuar", range: "{low} deri {high}", best_range: "{best} ({low} deri {high})",
  notes: "Përshkrimi", quote: "Me fjalët e burimit", confidence: "Besueshmëria", source: "Burimi", published: "botuar më {date}", 
  incident_id: "Id", problem: "Vërejtje", more: "Më shumë nga tabela", role: "Roli", lead_nation: "Kombi udhëheqës", also: "Quhet edhe", since: "Hapur nga", until: "Hapur deri",

  list: "Lista", search: "Kërko në tituj, tekste, vende, aktorë", searching: "Po kërkohet", oldest_first: "Më të vjetrat së pari",
  in_view: "Vetëm në pamje", download: "Shkarko atë që shfaqet", print: "Shtyp",
  filters: "Filtrat", reset: "Shfaq sërish të gjitha", filter_status: "Statusi", filter_precision: "Saktësia e vendit", filter_actor: "Aktori", filter_source: "Burimi",
  find_actor: "Gjej një aktor", find_source: "Gjej një burim", more_values: "{n} të tjera: shkruaj për t'i gjetur",
  time: "Koha", play: "Luaj", pause: "Ndalo", all_days: "Të gjitha datat", first_day: "Dita e parë", last_day: "Dita e fundit",
  "per:day": "në ditë", "per:week": "në javë", "per:month": "në muaj", "per:year": "në vit",

  report: "Raporti", in_report: "Lexo në raport", choose_report: "Zgjidh një raport",
  about: "Shënime", sources: "Burimet", attribution: "Të dhënat e hartës", off_map: "Jashtë hartës ({n})",
  off_map_because: "Jashtë hartës: {why}", row_gone: "Ajo që hap kjo lidhje ({id}) nuk është ose nuk është më në këtë hartë.", off_map_none: "Çdo rresht është në hartë.", off_row: "rreshti {row}", more_rows: "edhe {n}", 
  map_keys: "Tastet: {n} dhe {p} shkojnë nga shenja në shenjë, {enter} hap, {escape} mbyll; lista përmban të njëjtat me fjalë.", sites: { one: "{n} objekt", other: "{n} objekte" }, nothing: "Asgjë nuk përputhet.", areas: "Zonat", search_for: "Kërkimi",
};
