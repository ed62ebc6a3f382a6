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

const fr = {
  density: "Densité", count_in_cell: "Incidents par cellule", count_in_area: "Incidents par zone", class_range: "{from}–{to}", and_more: "{n} et plus",
  cells_of: "Cellules d’environ {size} ({h3})", cells_of_more: "Cellules d’environ {size} ({h3}) ; zoomer pour de plus petites",
  coarser_in_time: "Avec des dates choisies, les cellules font {size} : sinon la page serait trop lourde.", counted_per: "Compté {unit} ; le tableau compte {step}",
  killed_in_all: "Les tués ne sont connus que sur toute la durée.", others_together: "Les {n} types les plus rares sont comptés ensemble.", "event_type:…": "Autres types",
  cells_listed: { one: "{n} cellule", other: "{n} cellules" }, areas_listed: { one: "{n} zone", other: "{n} zones" }, find_place: "Chercher un lieu",
  around: "Autour de {place}", cell_at: "Cellule à {where}", unnamed_area: "Zone sans nom", of_total: "sur {n} en tout",
  somewhere_in_cell: "Quelque part dans cette cellule d’environ {size}. Où exactement, les chiffres ne le disent pas.", somewhere_in_area: "Quelque part dans cette zone. Où exactement, les chiffres ne le disent pas.",
  over_time: "Au fil du temps", peak: "Maximum : {n}, {when}", killed_told: "Tués, pour autant qu’indiqué", first_last: "Premier et dernier", smaller_cells: "Zoomer vers des cellules plus petites", week_of: "semaine du {date}",
};

const es = {
  density: "Densidad", count_in_cell: "Incidentes por celda", count_in_area: "Incidentes por zona", class_range: "{from}–{to}", and_more: "{n} y más",
  cells_of: "Celdas de unos {size} ({h3})", cells_of_more: "Celdas de unos {size} ({h3}); amplíe para verlas más pequeñas",
  coarser_in_time: "Con fechas elegidas, las celdas miden {size}: si no, la página sería demasiado grande.", counted_per: "Contado {unit}; la tabla cuenta {step}",
  killed_in_all: "Los muertos solo se conocen para todo el período.", others_together: "Los {n} tipos más raros se cuentan juntos.", "event_type:…": "Otros tipos",
  cells_listed: { one: "{n} celda", other: "{n} celdas" }, areas_listed: { one: "{n} zona", other: "{n} zonas" }, find_place: "Buscar un lugar",
  around: "Alrededor de {place}", cell_at: "Celda en {where}", unnamed_area: "Zona sin nombre", of_total: "de {n} en total",
  somewhere_in_cell: "En algún punto de esta celda de unos {size}. Dónde, las cifras no lo dicen.", somewhere_in_area: "En algún punto de esta zona. Dónde, las cifras no lo dicen.",
  over_time: "A lo largo del tiempo", peak: "Máximo: {n}, {when}", killed_told: "Muertos, según lo indicado", first_last: "Primero y último", smaller_cells: "Ampliar a celdas más pequeñas", week_of: "semana del {date}",
};

const uk = {
  density: "Щільність", count_in_cell: "Інциденти в кожній комірці", count_in_area: "Інциденти на кожній території", class_range: "{from}–{to}", and_more: "{n} і більше",
  cells_of: "Комірки завширшки близько {size} ({h3})", cells_of_more: "Комірки завширшки близько {size} ({h3}); збільште, щоб побачити менші",
  coarser_in_time: "Коли вибрано дати, комірки мають {size}: інакше сторінка була б завелика.", counted_per: "Пораховано {unit}; таблиця рахує {step}",
  killed_in_all: "Загиблі відомі лише за весь час.", others_together: "Найрідкісніші типи ({n}) пораховано разом.", "event_type:…": "Інші типи",
  cells_listed: { one: "{n} комірка", few: "{n} комірки", many: "{n} комірок", other: "{n} комірки" }, areas_listed: { one: "{n} територія", few: "{n} території", many: "{n} територій", other: "{n} території" }, find_place: "Знайти місце",
  around: "Навколо: {place}", cell_at: "Комірка: {where}", unnamed_area: "Територія без назви", of_total: "усього {n}",
  somewhere_in_cell: "Десь у цій комірці, близько {size}. Де саме, числа не кажуть.", somewhere_in_area: "Десь на цій території. Де саме, числа не кажуть.",
  over_time: "У часі", peak: "Найбільше: {n}, {when}", killed_told: "Загиблі, наскільки вказано", first_last: "Перший і останній", smaller_cells: "До менших комірок", week_of: "тиждень від {date}",
};

const ru = {
  density: "Плотность", count_in_cell: "Инциденты в каждой ячейке", count_in_area: "Инциденты на каждой территории", class_range: "{from}–{to}", and_more: "{n} и больше",
  cells_of: "Ячейки шириной около {size} ({h3})", cells_of_more: "Ячейки шириной около {size} ({h3}); увеличьте, чтобы увидеть меньшие",
  coarser_in_time: "Когда выбраны даты, размер ячеек {size}: иначе страница была бы слишком большой.", counted_per: "Подсчитано {unit}; таблица считает {step}",
  killed_in_all: "Погибшие известны только за всё время.", others_together: "Самые редкие типы ({n}) подсчитаны вместе.", "event_type:…": "Другие типы",
  cells_listed: { one: "{n} ячейка", few: "{n} ячейки", many: "{n} ячеек", other: "{n} ячейки" }, areas_listed: { one: "{n} территория", few: "{n} территории", many: "{n} территорий", other: "{n} территории" }, find_place: "Найти место",
  around: "Вокруг: {place}", cell_at: "Ячейка: {where}", unnamed_area: "Территория без названия", of_total: "всего {n}",
  somewhere_in_cell: "Где-то в этой ячейке, около {size}. Где именно, числа не говорят.", somewhere_in_area: "Где-то на этой территории. Где именно, числа не говорят.",
  over_time: "Во времени", peak: "Больше всего: {n}, {when}", killed_told: "Погибшие, насколько указано", first_last: "Первый и последний", smaller_cells: "К меньшим ячейкам", week_of: "неделя с {date}",
};

const tr = {
  density: "Yoğunluk", count_in_cell: "Hücre başına olay", count_in_area: "Alan başına olay", class_range: "{from}–{to}", and_more: "{n} ve üzeri",
  cells_of: "Yaklaşık {size} genişliğinde hücreler ({h3})", cells_of_more: "Yaklaşık {size} genişliğinde hücreler ({h3}); daha küçükleri için yakınlaştırın",
  coarser_in_time: "Tarih seçildiğinde hücreler {size} genişliğindedir: yoksa sayfa çok büyük olurdu.", counted_per: "Sayım {unit}; tablodaki sayım {step}",
  killed_in_all: "Ölenler yalnızca tüm dönem için biliniyor.", others_together: "En seyrek {n} tür birlikte sayıldı.", "event_type:…": "Diğer türler",
  cells_listed: "{n} hücre", areas_listed: "{n} alan", find_place: "Yer bul",
  around: "Çevresi: {place}", cell_at: "Hücre: {where}", unnamed_area: "Adsız alan", of_total: "toplam {n}",
  somewhere_in_cell: "Yaklaşık {size} genişliğindeki bu hücrede bir yer. Tam olarak nerede olduğunu sayılar söylemiyor.", somewhere_in_area: "Bu alanda bir yer. Tam olarak nerede olduğunu sayılar söylemiyor.",
  over_time: "Zaman içinde", peak: "En çok: {n}, {when}", killed_told: "Belirtildiği kadarıyla ölenler", first_last: "İlk ve son", smaller_cells: "Daha küçük hücrelere yakınlaş", week_of: "{date} haftası",
};

const ar = {
  density: "الكثافة", count_in_cell: "الحوادث في كل خلية", count_in_area: "الحوادث في كل منطقة", class_range: "{from}–{to}", and_more: "{n} وأكثر",
  cells_of: "خلايا بعرض نحو {size} ({h3})", cells_of_more: "خلايا بعرض نحو {size} ({h3})؛ كبّر لرؤية أصغر منها",
  coarser_in_time: "عند اختيار تواريخ يكون عرض الخلايا {size}، وإلا لكانت الصفحة كبيرة جدًا.", counted_per: "العدّ {unit}؛ والجدول يعدّ {step}",
  killed_in_all: "القتلى معروفون للفترة كلها فقط.", others_together: "الأنواع الأندر معدودة معًا ({n}).", "event_type:…": "أنواع أخرى",
  cells_listed: "عدد الخلايا: {n}", areas_listed: "عدد المناطق: {n}", find_place: "البحث عن مكان",
  around: "حول {place}", cell_at: "خلية عند {where}", unnamed_area: "منطقة بلا اسم", of_total: "من {n} إجمالًا",
  somewhere_in_cell: "في مكان ما من هذه الخلية بعرض نحو {size}. أما أين فيها فلا تقوله الأعداد.", somewhere_in_area: "في مكان ما من هذه المنطقة. أما أين فيها فلا تقوله الأعداد.",
  over_time: "عبر الزمن", peak: "الأكثر: {n}، {when}", killed_told: "القتلى بحسب ما ذُكر", first_last: "الأول والأخير", smaller_cells: "التكبير إلى خلايا أصغر", week_of: "أسبوع {date}",
};

export const DENSITY_STRINGS = { en, ar, de, es, fr, ru, sq, sr, tr, uk };
