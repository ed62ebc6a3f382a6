"""What tables call their columns, in seven languages.

Order is preference: where a file has several of the names, the first one wins and the others are
kept as they are. Names are folded as `sitmap.readers.columns.fold_name` folds them: lower case, no
accents, words parted by one space.
"""

# ruff: noqa: RUF001 - Cyrillic names are meant

from __future__ import annotations

from typing import Final

__all__ = ["FILLERS", "NAMES"]

_ENGLISH: Final[dict[str, tuple[str, ...]]] = {
    "longitude": (
        "longitude", "lon", "long", "lng", "x", "coord x", "point x", "x coord", "gps lon", "decimal longitude",
    ),
    "latitude": ("latitude", "lat", "y", "coord y", "point y", "y coord", "gps lat", "decimal latitude"),
    "coordinates": (
        "coordinates", "coords", "gps", "lat long", "lat lon", "latlon", "lat lng", "gps coordinates", "lon lat",
        "long lat", "lng lat", "wkt", "wkt geom",
    ),
    "incident_id": (
        "incident id", "event id cnty", "event id", "id", "incident number", "event number", "ref", "reference",
        "no", "nr", "serial", "serial number",
    ),
    "event_type": ("event type", "type", "category", "incident type", "kind", "event category", "incident category"),
    "sub_event_type": ("sub event type", "subtype", "sub type", "subcategory", "sub category"),
    "title": ("title", "headline", "source headline", "event", "incident", "summary", "name", "what"),
    "notes": (
        "notes", "description", "details", "note", "text", "comment", "comments", "remarks", "narrative", "detail",
    ),
    "date_start": (
        "date start", "event date", "date", "start date", "incident date", "day", "when", "start", "date from",
        "from date", "time",
    ),
    "date_end": ("date end", "end date", "end", "date to", "to date", "until"),
    "date_precision": ("date precision", "date prec"),
    "place": (
        "place", "location", "where coordinates", "place name as written", "town", "city", "village", "locality",
        "settlement", "where", "site", "place name", "location name", "populated place", "where description",
    ),
    "country": ("country", "country code", "iso2", "iso", "iso3", "nation", "country name"),
    "admin1": ("admin1", "adm 1", "region", "oblast", "province", "governorate", "state", "admin 1", "admin1 name"),
    "admin2": ("admin2", "adm 2", "district", "county", "municipality", "raion", "rayon", "admin 2", "admin2 name"),
    "precision": ("precision", "location precision"),
    "uncertainty_m": ("uncertainty m", "uncertainty", "radius m", "accuracy m"),
    "actors": ("actors", "parties"),
    "actor1": ("actor1", "actor 1", "actor a", "side a", "side 1", "perpetrator"),
    "actor2": ("actor2", "actor 2", "actor b", "side b", "side 2", "target", "victim"),
    "fatalities_best": (
        "fatalities best", "fatalities", "deaths", "killed", "dead", "best", "kia", "casualties killed",
    ),
    "fatalities_low": ("fatalities low", "low", "fatalities min", "deaths low"),
    "fatalities_high": ("fatalities high", "high", "fatalities max", "deaths high"),
    "injured_best": ("injured best", "injured", "wounded", "injuries", "wia", "casualties injured"),
    "status": ("status", "claim status"),
    "source": ("source", "sources", "source office", "publisher", "source name", "reported by"),
    "source_url": ("source url", "url", "link", "source link", "link to source", "href", "web link"),
    "source_date": (
        "source date", "published", "publication date", "date published", "report date", "date of report",
        "reported", "date reported",
    ),
}  # fmt: skip

_ALBANIAN: Final[dict[str, tuple[str, ...]]] = {
    "longitude": ("gjatesia gjeografike", "gjatesia", "gjatesi"),
    "latitude": ("gjeresia gjeografike", "gjeresia", "gjeresi"),
    "coordinates": ("koordinatat", "koordinata"),
    "incident_id": ("nr rendor", "numri rendor", "numri"),
    "event_type": ("lloji", "kategoria", "tipi"),
    "title": ("titulli", "ngjarja", "incidenti"),
    "notes": ("pershkrimi", "shenime", "detaje", "shenimet", "hollesi", "verejtje"),
    "date_start": ("data e fillimit", "data", "dita", "kur"),
    "date_end": ("data e mbarimit", "data e perfundimit"),
    "place": ("vendi", "vendndodhja", "qyteti", "fshati", "lokacioni", "vendbanimi", "lokaliteti", "ku"),
    "country": ("shteti", "vendi shteti"),
    "admin1": ("rajoni", "qarku"),
    "admin2": ("komuna", "rrethi", "bashkia"),
    "actor1": ("aktori", "aktori 1", "aktori i pare"),
    "actor2": ("aktori 2", "aktori i dyte", "viktima aktori"),
    "fatalities_best": ("te vrare", "te vrareve", "viktima", "viktimave", "te vdekur", "te vdekurve", "vdekje"),
    "injured_best": ("te plagosur", "te plagosurve", "te lenduar", "te lenduarve"),
    "status": ("statusi",),
    "source": ("burimi",),
    "source_url": ("lidhja", "linku", "linku i burimit", "lidhja e burimit"),
    "source_date": ("data e publikimit",),
}  # fmt: skip
_SERBIAN: Final[dict[str, tuple[str, ...]]] = {
    "longitude": ("geografska duzina", "duzina", "географска дужина", "дужина"),
    "latitude": ("geografska sirina", "sirina", "географска ширина", "ширина"),
    "coordinates": ("koordinate", "координате"),
    "incident_id": ("broj", "redni broj", "r br", "rb", "број", "редни број", "р бр", "рб"),
    "event_type": ("vrsta", "tip", "kategorija", "врста", "тип", "категорија"),
    "title": ("naslov", "dogadaj", "naziv", "incident", "наслов", "догађај", "назив", "инцидент"),
    "notes": (
        "opis", "napomena", "detalji", "komentar", "beleska", "опис", "напомена", "детаљи", "коментар", "белешка",
    ),
    "date_start": (
        "datum pocetka", "pocetak", "datum", "dan", "kada", "датум почетка", "почетак", "датум", "дан", "када",
    ),
    "date_end": (
        "datum zavrsetka", "zavrsetak", "datum kraja", "kraj", "датум завршетка", "завршетак", "датум краја",
        "крај",
    ),
    "place": (
        "mesto", "lokacija", "naseljeno mesto", "naselje", "grad", "selo", "gde", "mjesto", "место", "локација",
        "насељено место", "насеље", "град", "село", "где",
    ),
    "country": ("drzava", "zemlja", "држава", "земља"),
    "admin1": ("okrug", "region", "pokrajina", "oblast", "округ", "регион", "покрајина", "област"),
    "admin2": ("opstina", "grad opstina", "srez", "општина", "срез"),
    "actor1": ("akter", "akter 1", "pocinilac", "strana 1", "актер", "актер 1", "починилац", "страна 1"),
    "actor2": ("akter 2", "zrtva", "meta", "strana 2", "актер 2", "жртва", "мета", "страна 2"),
    "fatalities_best": (
        "poginuli", "ubijeni", "poginulih", "ubijenih", "mrtvi", "mrtvih", "zrtve", "zrtava", "погинули", "убијени",
        "погинулих", "убијених", "мртви", "мртвих", "жртве", "жртава",
    ),
    "injured_best": (
        "povredeni", "ranjeni", "povredenih", "ranjenih", "повређени", "рањени", "повређених", "рањених",
    ),
    "status": ("статус",),
    "source": ("izvor", "izvori", "извор", "извори"),
    "source_url": ("veza", "link izvora", "линк", "веза", "линк извора"),
    "source_date": ("datum objave", "датум објаве"),
}  # fmt: skip
_UKRAINIAN: Final[dict[str, tuple[str, ...]]] = {
    "longitude": ("довгота",),
    "latitude": ("широта",),
    "coordinates": ("координати",),
    "incident_id": ("номер", "ідентифікатор", "no з п", "з п"),
    "event_type": ("тип", "вид", "категорія"),
    "title": ("назва", "подія", "заголовок", "інцидент"),
    "notes": ("опис", "примітки", "деталі", "примітка", "коментар"),
    "date_start": ("дата початку", "дата", "день", "початок", "коли"),
    "date_end": ("дата завершення", "дата закінчення", "кінець"),
    "place": ("місце", "населений пункт", "місто", "село", "локація", "місцевість", "де"),
    "country": ("країна", "держава"),
    "admin1": ("область", "регіон"),
    "admin2": ("район", "громада"),
    "actor1": ("сторона 1", "сторона а", "актор 1", "виконавець"),
    "actor2": ("сторона 2", "сторона б", "актор 2", "ціль", "жертва"),
    "fatalities_best": ("загиблі", "загинуло", "вбиті", "загиблих", "вбитих", "убитих", "вбито", "смерті"),
    "injured_best": ("поранені", "поранено", "поранених", "постраждалі", "постраждалих"),
    "source": ("джерело", "джерела"),
    "source_url": ("посилання", "посилання на джерело", "лінк"),
    "source_date": ("дата публікації",),
}  # fmt: skip
_FRENCH: Final[dict[str, tuple[str, ...]]] = {
    "coordinates": ("coordonnees", "coordonnees gps"),
    "incident_id": ("n", "numero", "identifiant"),
    "event_type": ("type", "categorie", "nature"),
    "title": ("titre", "evenement", "intitule", "fait", "faits"),
    "notes": ("description", "remarques", "commentaire", "commentaires", "observations", "details", "resume"),
    "date_start": ("date de debut", "debut", "jour", "quand"),
    "date_end": ("date de fin", "fin"),
    "place": ("lieu", "localite", "ville", "village", "emplacement", "endroit", "lieu dit", "ou"),
    "country": ("pays",),
    "admin1": ("region", "departement", "wilaya"),
    "admin2": ("prefecture", "commune", "arrondissement", "cercle", "sous prefecture", "territoire", "canton"),
    "actor1": ("acteur", "acteur 1", "auteur", "auteurs"),
    "actor2": ("acteur 2", "cible", "victime"),
    "fatalities_best": ("morts", "tues", "deces", "victimes", "mort", "tue", "personnes tuees"),
    "injured_best": ("blesses", "blesse", "personnes blessees"),
    "status": ("statut",),
    "source_url": ("lien", "lien source", "lien vers la source"),
    "source_date": ("date de publication", "date de la source"),
}  # fmt: skip
_SPANISH: Final[dict[str, tuple[str, ...]]] = {
    "longitude": ("longitud",),
    "latitude": ("latitud",),
    "coordinates": ("coordenadas",),
    "incident_id": ("numero", "identificador", "n o", "nro", "num"),
    "event_type": ("tipo", "categoria", "clase"),
    "title": ("titulo", "evento", "incidente", "suceso", "hecho", "titular"),
    "notes": ("descripcion", "detalles", "notas", "observaciones", "comentarios", "resumen"),
    "date_start": ("fecha de inicio", "fecha inicio", "fecha inicial", "fecha", "dia", "cuando", "inicio"),
    "date_end": ("fecha de fin", "fecha final", "fecha fin", "fecha de termino"),
    "place": ("lugar", "localidad", "ciudad", "pueblo", "ubicacion", "vereda", "poblacion", "sitio", "donde"),
    "country": ("pais",),
    "admin1": ("departamento", "provincia", "estado", "region"),
    "admin2": ("municipio", "distrito", "canton"),
    "actor1": ("actor", "responsable", "presunto responsable", "autor"),
    "actor2": ("victima", "objetivo", "blanco"),
    "fatalities_best": ("muertos", "fallecidos", "muertes", "victimas mortales", "asesinados", "victimas"),
    "injured_best": ("heridos", "lesionados", "personas heridas"),
    "status": ("estatus",),
    "source": ("fuente", "fuentes"),
    "source_url": ("enlace", "vinculo", "enlace a la fuente"),
    "source_date": ("fecha de publicacion",),
}  # fmt: skip
_GERMAN: Final[dict[str, tuple[str, ...]]] = {
    "longitude": ("laenge", "lange", "langengrad", "laengengrad", "geogr lange", "geographische lange"),
    "latitude": ("breite", "breitengrad", "geogr breite", "geographische breite"),
    "coordinates": ("koordinaten",),
    "incident_id": ("nummer", "kennung", "lfd nr", "laufende nummer"),
    "event_type": ("art", "ereignisart", "typ", "kategorie", "ereignistyp", "vorfallsart"),
    "title": ("titel", "ereignis", "vorfall", "uberschrift", "ueberschrift", "schlagzeile"),
    "notes": ("beschreibung", "bemerkung", "bemerkungen", "anmerkung", "anmerkungen", "kommentar", "einzelheiten"),
    "date_start": ("beginn", "datum von", "anfang", "startdatum", "datum", "tag", "ereignisdatum", "wann", "von"),
    "date_end": ("enddatum", "ende", "datum bis", "bis"),
    "place": ("ort", "ortschaft", "stadt", "dorf", "gemeinde", "ortsname", "wo", "tatort"),
    "country": ("land", "staat"),
    "admin1": ("bundesland", "provinz", "region"),
    "admin2": ("bezirk", "kreis", "landkreis", "distrikt"),
    "actor1": ("akteur", "akteur 1", "tater", "taeter", "verursacher"),
    "actor2": ("akteur 2", "opfer", "ziel"),
    "fatalities_best": ("tote", "todesopfer", "getotete", "getoetete", "toten"),
    "injured_best": ("verletzte", "verwundete", "verletzten"),
    "source": ("quelle", "quellen"),
    "source_url": ("verweis", "quellenlink"),
    "source_date": ("veroffentlicht", "datum der quelle"),
}  # fmt: skip

FILLERS: Final = frozenset(
    {
        # English, French, Spanish, German
        "of", "the", "incident", "incidents", "event", "events", "number", "information", "wgs84", "decimal",
        "degrees", "name", "de", "du", "des", "la", "le", "l", "d", "del", "evenement", "nombre", "incidente",
        "incidentes", "evento", "suceso", "hecho", "numero", "el", "los", "der", "vorfalls", "vorfall",
        "ereignisses", "anzahl", "zahl",
        # Albanian, Serbian, Ukrainian
        "i", "e", "te", "se", "ngjarjes", "incidentit", "numri", "informacionit", "incidenteve", "dogadaja",
        "incidenta", "broj", "informacije", "informacija", "догађаја", "инцидента", "број", "информације", "події",
        "інциденту", "кількість", "число", "інформації", "на",
    }
)  # fmt: skip
"""Words that only say what a table is of: "Date of the incident" is a date, "Anzahl Tote" are dead."""

_LANGUAGES: Final = (_ENGLISH, _ALBANIAN, _SERBIAN, _UKRAINIAN, _FRENCH, _SPANISH, _GERMAN)

NAMES: Final[dict[str, tuple[str, ...]]] = {
    ours: tuple(dict.fromkeys(name for language in _LANGUAGES for name in language.get(ours, ())))
    for ours in _ENGLISH
}
"""Ours to the names that tables have for it, English first."""
