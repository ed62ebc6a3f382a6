// The words of counted maps; they join the page's own.

const en = {
  density: "Density",
  count_in_cell: "Incidents in each cell",
  count_in_area: "Incidents in each area",
  class_range: "{from}–{to}",
  and_more: "{n} and more",
  cells_of: "Cells about {size} across ({h3})",
  cells_of_more: "Cells about {size} across ({h3}); zoom in for smaller ones",
  coarser_in_time: "With dates chosen, cells are {size} across: the page would be too large otherwise.",
  counted_per: "Counted {unit}; the table counts {step}",
  killed_in_all: "Those killed are known over all of the time only.",
  others_together: "The {n} rarest types are counted together.",
  "event_type:…": "Other types",
  cells_listed: { one: "{n} cell", other: "{n} cells" },
  areas_listed: { one: "{n} area", other: "{n} areas" },
  find_place: "Find a place",
  around: "Around {place}",
  cell_at: "Cell at {where}",
  unnamed_area: "Area without a name",
  of_total: "of {n} in all",
  somewhere_in_cell: "Somewhere in this cell, about {size} across. Where in it, the counts don't say.",
  somewhere_in_area: "Somewhere in this area. Where in it, the counts don't say.",
  over_time: "Over time",
  peak: "Most: {n}, {when}",
  killed_told: "Killed, as far as stated",
  first_last: "First and last",
  week_of: "week of {date}",
  smaller_cells: "Zoom in to smaller cells",
};

const de = {
  density: "Dichte", count_in_cell: "Vorfälle je Zelle", count_in_area: "Vorfälle je Gebiet", class_range: "{from}–{to}", and_more: "{n} und mehr",
  cells_of: "Zellen etwa {size} weit ({h3})", cells_of_more: "Zellen etwa {size} weit ({h3}); beim Vergrößern kleinere",
  coarser_in_time: "Bei gewählten Daten sind Zellen {size} weit: sonst wäre die Seite zu groß.", counted_per: "Gezählt {unit}; die Tabelle zählt {step}",
  killed_in_all: "Tote sind nur über die ganze Zeit bekannt.", others_together: "Die {n} seltensten Arten sind zusammen gezählt.", "event_type:…": "Andere Arten",
  cells_listed: { one: "{n} Zelle", other: "{n} Zellen" }, areas_listed: { one: "{n} Gebiet", other: "{n} Gebiete" }, find_place: "Ort suchen",
  around: "Um {place}", cell_at: "Zelle bei {where}", unnamed_area: "Gebiet ohne Namen", of_total: "von {n} insgesamt",
  somewhere_in_cell: "Irgendwo in dieser Zelle von etwa {size}. Wo darin, sagen die Zahlen nicht.", somewhere_in_area: "Irgendwo in diesem Gebiet. Wo darin, sagen die Zahlen nicht.",
  over_time: "Im Lauf der Zeit", peak: "Am meisten: {n}, {when}", killed_told: "Tote, soweit angegeben", first_last: "Erster und letzter", smaller_cells: "Zu kleineren Zellen", week_of: "Woche ab {date}",
};

const sq = {
  density: "Dendësia", count_in_cell: "Incidente në çdo qelizë", count_in_area: "Incidente në çdo zonë", class_range: "{from}–{to}", and_more: "{n} e më shumë",
  cells_of: "Qeliza rreth {size} të gjera ({h3})", cells_of_more: "Qeliza rreth {size} të gjera ({h3}); zmadho për më të vogla",
  coarser_in_time: "Me data të zgjedhura qelizat janë {size}: përndryshe faqja do të ishte tepër e madhe.", counted_per: "Numëruar {unit}; tabela numëron {step}",
  killed_in_all: "Të vrarët dihen vetëm për tërë kohën.", others_together: "{n} llojet më të rralla numërohen bashkë.", "event_type:…": "Lloje të tjera",
  cells_listed: { one: "{n} qelizë", other: "{n} qeliza" }, areas_listed: { one: "{n} zonë", other: "{n} zona" }, find_place: "Gjej një vend",
  around: "Rreth {place}", cell_at: "Qeliza te {where}", unnamed_area: "Zonë pa emër", of_total: "nga {n} gjithsej",
  somewhere_in_cell: "Diku në këtë qelizë, rreth {size}. Ku saktësisht, numrat nuk e thonë.", somewhere_in_area: "Diku në këtë zonë. Ku saktësisht, numrat nuk e thonë.",
  over_time: "Në kohë", peak: "Më së shumti: {n}, {when}", killed_told: "Të vrarë, aq sa thuhet", first_last: "I pari dhe i fundit", smaller_cells: "Te qelizat më të vogla", week_of: "java nga {date}",
};

const sr = {
  density: "Gustina", count_in_cell: "Incidenti po ćeliji", count_in_area: "Incidenti po području", class_range: "{from}–{to}", and_more: "{n} i više",
  cells_of: "Ćelije široke oko {size} ({h3})", cells_of_more: "Ćelije široke oko {size} ({h3}); uvećajte za manje",
  coarser_in_time: "Kad su izabrani datumi, ćelije su {size}: stranica bi inače bila prevelika.", counted_per: "Brojano {unit}; tabela broji {step}",
  killed_in_all: "Broj ubijenih poznat je samo za celo vreme.", others_together: "Najređe vrste ({n}) brojane su zajedno.", "event_type:…": "Druge vrste",
  cells_listed: { one: "{n} ćelija", few: "{n} ćelije", other: "{n} ćelija" }, areas_listed: { one: "{n} područje", few: "{n} područja", other: "{n} područja" }, find_place: "Nađi mesto",
  around: "Oko mesta {place}", cell_at: "Ćelija kod {where}", unnamed_area: "Područje bez imena", of_total: "od ukupno {n}",
  somewhere_in_cell: "Negde u ovoj ćeliji, širokoj oko {size}. Gde u njoj, brojevi ne kažu.", somewhere_in_area: "Negde na ovom području. Gde na njemu, brojevi ne kažu.",
  over_time: "Kroz vreme", peak: "Najviše: {n}, {when}", killed_told: "Ubijeni, koliko je navedeno", first_last: "Prvi i poslednji", smaller_cells: "Ka manjim ćelijama", week_of: "nedelja od {date}",
};

export const DENSITY_STRINGS = { en, de, sq, sr };
