"""What tables call their columns, in seven languages.

Order is preference: where a file has several of the names, the first one wins and the others are kept as they are.
Names are folded as `sitmap.readers.columns.fold_name` folds them: lower case, no accents, words parted by one space.
"""

# ruff: noqa: RUF001 - Cyrillic names are meant

from __future__ import annotations

from typing import Final

__all__ = ["NAMES"]

_ENGLISH: Final[dict[str, tuple[str, ...]]] = {
    "longitude": ("longitude", "lon", "long", "lng", "x", "coord x", "point x", "gps lon", "longitud decimal"),
    "latitude": ("latitude", "lat", "y", "coord y", "point y", "gps lat"),
    "incident_id": ("incident id", "event id cnty", "event id", "id", "incident number", "ref"),
    "event_type": ("event type", "type", "category", "incident type", "kind"),
    "sub_event_type": ("sub event type", "subtype", "sub type", "subcategory"),
    "title": ("title", "headline", "source headline", "event", "incident", "summary", "name"),
    "notes": ("notes", "description", "details", "note", "text", "comment", "comments", "remarks"),
    "date_start": ("date start", "event date", "date", "start date", "incident date", "day", "when", "time"),
    "date_end": ("date end", "end date"),
    "date_precision": ("date precision", "date prec"),
    "place": (
        "place", "location", "where coordinates", "place name as written", "town", "city", "village", "locality",
        "settlement", "where", "site", "where description",
    ),
    "country": ("country", "country code", "iso2", "iso", "iso3", "nation"),
    "admin1": ("admin1", "adm 1", "region", "oblast", "province", "governorate", "state"),
    "precision": ("precision", "location precision"),
    "uncertainty_m": ("uncertainty m", "uncertainty", "radius m", "accuracy m"),
    "actors": ("actors", "parties"),
    "actor1": ("actor1", "actor 1", "side a", "perpetrator"),
    "actor2": ("actor2", "actor 2", "side b", "target", "victim"),
    "fatalities_best": ("fatalities best", "fatalities", "deaths", "killed", "dead", "best"),
    "fatalities_low": ("fatalities low", "low"),
    "fatalities_high": ("fatalities high", "high"),
    "injured_best": ("injured best", "injured", "wounded", "injuries"),
    "status": ("status", "claim status"),
    "source": ("source", "sources", "source office", "publisher"),
    "source_url": ("source url", "url", "link", "source link", "href"),
    "source_date": ("source date", "published", "publication date"),
}  # fmt: skip

_ALBANIAN: Final[dict[str, tuple[str, ...]]] = {
    "longitude": ("gjatesia gjeografike", "gjatesia"),
    "latitude": ("gjeresia gjeografike", "gjeresia"),
    "incident_id": ("nr", "numri"),
    "event_type": ("lloji i ngjarjes", "lloji", "kategoria"),
    "title": ("titulli", "ngjarja", "incidenti"),
    "notes": ("pershkrimi", "shenime", "detaje"),
    "date_start": ("data e ngjarjes", "data", "dita"),
    "place": ("vendi", "vendndodhja", "qyteti", "fshati", "lokacioni"),
    "country": ("shteti",),
    "admin1": ("rajoni", "rrethi"),
    "actor1": ("aktori", "aktori 1"),
    "fatalities_best": ("te vrare", "viktima", "te vdekur"),
    "injured_best": ("te plagosur", "te lenduar"),
    "source": ("burimi",),
    "source_url": ("lidhja", "linku"),
}
_SERBIAN: Final[dict[str, tuple[str, ...]]] = {
    "longitude": ("geografska duzina", "duzina", "географска дужина", "дужина"),
    "latitude": ("geografska sirina", "sirina", "географска ширина", "ширина"),
    "incident_id": ("broj", "redni broj", "број"),
    "event_type": ("vrsta dogadaja", "vrsta", "tip", "врста догађаја", "врста", "тип"),
    "title": ("naslov", "dogadaj", "naziv", "наслов", "догађај", "назив"),
    "notes": ("opis", "napomena", "opis dogadaja", "опис", "напомена"),
    "date_start": ("datum", "datum dogadaja", "dan", "датум", "дан"),
    "place": ("mesto", "lokacija", "grad", "selo", "naselje", "место", "локација", "град", "село", "насеље"),
    "country": ("drzava", "zemlja", "држава", "земља"),
    "admin1": ("okrug", "region", "округ", "регион"),
    "actor1": ("akter", "akter 1", "актер"),
    "fatalities_best": ("poginuli", "ubijeni", "broj poginulih", "погинули", "убијени"),
    "injured_best": ("povredeni", "ranjeni", "повређени", "рањени"),
    "source": ("izvor", "извор"),
    "source_url": ("veza", "веза", "линк"),
}
_UKRAINIAN: Final[dict[str, tuple[str, ...]]] = {
    "longitude": ("довгота",),
    "latitude": ("широта",),
    "incident_id": ("номер", "ідентифікатор"),
    "event_type": ("тип події", "вид", "категорія"),
    "title": ("назва", "подія", "заголовок"),
    "notes": ("опис", "примітки", "деталі"),
    "date_start": ("дата", "дата події", "день"),
    "place": ("місце", "населений пункт", "місто", "село", "локація"),
    "country": ("країна",),
    "admin1": ("область", "район"),
    "fatalities_best": ("загиблі", "загинуло", "вбиті"),
    "injured_best": ("поранені", "поранено"),
    "source": ("джерело",),
    "source_url": ("посилання",),
}
_FRENCH: Final[dict[str, tuple[str, ...]]] = {
    "event_type": ("type d evenement", "type d incident", "categorie"),
    "title": ("titre", "evenement", "intitule"),
    "notes": ("description", "remarques", "commentaire"),
    "date_start": ("date de l evenement", "date evenement", "jour"),
    "date_end": ("date de fin",),
    "place": ("lieu", "localite", "ville", "village", "emplacement", "commune"),
    "country": ("pays",),
    "admin1": ("region", "departement"),
    "actor1": ("acteur", "acteur 1"),
    "actor2": ("acteur 2",),
    "fatalities_best": ("morts", "tues", "deces", "victimes"),
    "injured_best": ("blesses",),
    "status": ("statut",),
    "source_url": ("lien",),
}
_SPANISH: Final[dict[str, tuple[str, ...]]] = {
    "longitude": ("longitud",),
    "latitude": ("latitud",),
    "event_type": ("tipo de evento", "tipo de incidente", "tipo", "categoria"),
    "title": ("titulo", "evento", "incidente", "suceso"),
    "notes": ("descripcion", "detalles", "notas", "observaciones"),
    "date_start": ("fecha", "fecha del evento", "dia"),
    "date_end": ("fecha de fin", "fecha final"),
    "place": ("lugar", "localidad", "ciudad", "municipio", "pueblo", "ubicacion"),
    "country": ("pais",),
    "admin1": ("departamento", "provincia", "estado"),
    "actor1": ("actor",),
    "fatalities_best": ("muertos", "fallecidos", "muertes", "victimas mortales"),
    "injured_best": ("heridos", "lesionados"),
    "source": ("fuente",),
    "source_url": ("enlace",),
}
_GERMAN: Final[dict[str, tuple[str, ...]]] = {
    "longitude": ("laenge", "lange", "langengrad", "laengengrad"),
    "latitude": ("breite", "breitengrad"),
    "incident_id": ("nummer", "kennung"),
    "event_type": ("art", "ereignisart", "typ", "kategorie"),
    "title": ("titel", "ereignis", "vorfall", "uberschrift"),
    "notes": ("beschreibung", "bemerkung", "bemerkungen", "anmerkung"),
    "date_start": ("datum", "tag", "ereignisdatum"),
    "date_end": ("enddatum",),
    "place": ("ort", "ortschaft", "stadt", "dorf", "gemeinde"),
    "country": ("land", "staat"),
    "admin1": ("bundesland", "provinz", "bezirk"),
    "actor1": ("akteur", "akteur 1"),
    "fatalities_best": ("tote", "todesopfer", "getotete"),
    "injured_best": ("verletzte", "verwundete"),
    "source": ("quelle",),
    "source_url": ("verweis",),
}

_LANGUAGES: Final = (_ENGLISH, _ALBANIAN, _SERBIAN, _UKRAINIAN, _FRENCH, _SPANISH, _GERMAN)

NAMES: Final[dict[str, tuple[str, ...]]] = {
    ours: tuple(dict.fromkeys(name for language in _LANGUAGES for name in language.get(ours, ()))) for ours in _ENGLISH
}
"""Ours to the names that tables have for it, English first."""
