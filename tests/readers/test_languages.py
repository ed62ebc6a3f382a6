"""Tables in the languages of the field.

What their columns are called, and how their dates are written.
"""

import warnings

import pandas as pd
import pytest

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.readers.columns import map_columns
from sitmap.readers.notations.dates import parse_dates

# A made-up layout of a colleague's table in each language: theirs to ours.
LAYOUTS = {
    "Albanian": {
        "Nr. rendor": "incident_id",
        "Data e incidentit": "date_start",
        "Komuna": "admin2",
        "Vendi i ngjarjes": "place",
        "Lloji i incidentit": "event_type",
        "Përshkrimi i ngjarjes": "notes",
        "Gjerësia gjeografike": "latitude",
        "Gjatësia gjeografike": "longitude",
        "Numri i të vrarëve": "fatalities_best",
        "Aktori i parë": "actor1",
        "Numri i të plagosurve": "injured_best",
        "Burimi i informacionit": "source",
        "Linku i burimit": "source_url",
        "Statusi": "status",
        "Rajoni": "admin1",
    },
    "Serbian": {
        "R. br.": "incident_id",
        "Datum događaja": "date_start",
        "Opština": "admin2",
        "Mesto događaja": "place",
        "Vrsta incidenta": "event_type",
        "Opis incidenta": "notes",
        "Geografska širina": "latitude",
        "Geografska dužina": "longitude",
        "Broj mrtvih": "fatalities_best",
        "Broj povređenih": "injured_best",
        "Izvor informacije": "source",
        "Link": "source_url",
        "Status": "status",
        "Okrug": "admin1",
        "Akter 2": "actor2",
    },
    "Serbian, Cyrillic": {
        "Р. бр.": "incident_id",
        "Датум инцидента": "date_start",
        "Општина": "admin2",
        "Место догађаја": "place",
        "Врста инцидента": "event_type",
        "Опис догађаја": "notes",
        "Географска ширина": "latitude",
        "Географска дужина": "longitude",
        "Број погинулих": "fatalities_best",
        "Број рањених": "injured_best",
        "Извор": "source",
        "Линк": "source_url",
        "Статус": "status",
        "Округ": "admin1",
        "Актер 1": "actor1",
    },
    "Ukrainian": {
        "№": "incident_id",
        "Дата інциденту": "date_start",
        "Громада": "admin2",
        "Населений пункт": "place",
        "Тип інциденту": "event_type",
        "Опис події": "notes",
        "Широта": "latitude",
        "Довгота": "longitude",
        "Кількість загиблих": "fatalities_best",
        "Кількість поранених": "injured_best",
        "Область": "admin1",
        "Джерело інформації": "source",
        "Посилання на джерело": "source_url",
        "Статус": "status",
        "Сторона 1": "actor1",
    },
    "French": {
        "N°": "incident_id",
        "Date de l'incident": "date_start",
        "Préfecture": "admin2",
        "Lieu de l'incident": "place",
        "Type d'incident": "event_type",
        "Description": "notes",
        "Latitude": "latitude",
        "Longitude": "longitude",
        "Nombre de morts": "fatalities_best",
        "Nombre de blessés": "injured_best",
        "Source": "source",
        "Lien": "source_url",
        "Statut": "status",
        "Région": "admin1",
        "Acteur 1": "actor1",
        "Date de fin": "date_end",
    },
    "Spanish": {
        "N.º": "incident_id",
        "Fecha del incidente": "date_start",
        "Municipio": "admin2",
        "Lugar del hecho": "place",
        "Tipo de incidente": "event_type",
        "Descripción del hecho": "notes",
        "Latitud": "latitude",
        "Longitud": "longitude",
        "Número de muertos": "fatalities_best",
        "Número de heridos": "injured_best",
        "Fuente": "source",
        "Enlace": "source_url",
        "Departamento": "admin1",
        "Responsable": "actor1",
    },
    "German": {
        "Lfd. Nr.": "incident_id",
        "Datum des Vorfalls": "date_start",
        "Landkreis": "admin2",
        "Ort des Vorfalls": "place",
        "Art des Vorfalls": "event_type",
        "Beschreibung": "notes",
        "Geogr. Breite": "latitude",
        "Geogr. Länge": "longitude",
        "Anzahl Tote": "fatalities_best",
        "Anzahl Verletzte": "injured_best",
        "Quelle": "source",
        "Verweis": "source_url",
        "Status": "status",
        "Bundesland": "admin1",
        "Akteur 2": "actor2",
    },
    "English": {
        "No.": "incident_id",
        "Date of incident": "date_start",
        "District": "admin2",
        "Place of incident": "place",
        "Type of incident": "event_type",
        "Description of incident": "notes",
        "Latitude (WGS84)": "latitude",
        "Longitude (WGS84)": "longitude",
        "Number killed": "fatalities_best",
        "Number injured": "injured_best",
        "Source of information": "source",
        "Link to source": "source_url",
        "Province": "admin1",
        "Actor B": "actor2",
    },
}


@pytest.mark.parametrize("language", LAYOUTS)
def test_every_column_of_a_colleagues_table(language):
    """No column is left over, and none is taken for another."""
    assert map_columns(LAYOUTS[language]) == LAYOUTS[language]


def test_columns_that_are_none_of_ours_stay():
    """Fillers alone name nothing: "Event" is a title, "Event code" and "Hue" are the user's own."""
    assert map_columns(["Event", "Event code", "Hue", "place"]) == {
        "place": "place",
        "Event": "title",
    }
    assert (
        "place_name"
        not in map_columns(
            ["Place of incident", "Name of the place"]
        ).values()
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("më 29 maj 2023", "2023-05-29"),
        ("e hënë, 29 maj 2023", "2023-05-29"),
        ("29 nëntor 2022", "2022-11-29"),
        ("29. maja 2023. godine", "2023-05-29"),
        ("ponedeljak, 29. maj 2023.", "2023-05-29"),
        ("29. maja 2023. u 14:30", "2023-05-29"),
        ("31. jul 2022", "2022-07-31"),
        ("29. маја 2023. године", "2023-05-29"),
        ("понедељак, 29. мај 2023.", "2023-05-29"),
        ("1. августа 2022.", "2022-08-01"),
        ("29 травня 2023 року", "2023-05-29"),
        ("понеділок, 29 травня 2023", "2023-05-29"),
        ("1-го серпня 2022", "2022-08-01"),
        ("29 трав. 2023", "2023-05-29"),
        ("lundi 29 mai 2023", "2023-05-29"),
        ("le 1er août 2022", "2022-08-01"),
        ("29 févr. 2024", "2024-02-29"),
        ("29 mai 2023 à 14h30", "2023-05-29"),
        ("lunes, 29 de mayo de 2023", "2023-05-29"),
        ("1º de agosto de 2022", "2022-08-01"),
        ("29/ene/2023", "2023-01-29"),
        ("Montag, 29. Mai 2023", "2023-05-29"),
        ("Mo, 29.05.2023", "2023-05-29"),
        ("29. Mai 2023, 14:30 Uhr", "2023-05-29"),
        ("1. Jänner 2023", "2023-01-01"),
        ("Monday, May 29, 2023", "2023-05-29"),
        ("29th of May 2023", "2023-05-29"),
        ("29-May-23", "2023-05-29"),
        ("29-May-98", "1998-05-29"),
        ("2023 May 29", "2023-05-29"),
    ],
)
def test_dates_in_words(text, day):
    """A weekday before it, a time behind it, and the words of the language around it."""
    found = parse_dates(pd.Series([text]))
    assert str(found.day[0].date()) == day
    assert found.precision[0] == "day"


@pytest.mark.parametrize(
    "text",
    [
        "maj 2023",
        "maj 2023.",
        "мај 2023.",
        "травень 2023",
        "mai 2023",
        "mayo de 2023",
    ],
)
def test_months_in_words(text):
    """A month is its first day, and says that it is a month."""
    found = parse_dates(pd.Series([text]))
    assert (str(found.day[0].date()), found.precision[0]) == (
        "2023-05-01",
        "month",
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("29 May 2023, 2 June 2023, 9 June 2023", "more than one date"),
        ("29.5.23", "year of two digits"),
        ("29/05/2023 or later", "no date"),
        ("4507", "the year 4507"),
        ("Montag", "no date"),
    ],
)
def test_what_is_no_single_day_is_told(text, told):
    """No part of it is taken for the whole."""
    found = parse_dates(pd.Series([text]))
    assert found.day.isna().all()
    assert told in found.problems[0]


def read(tmp_path, text):
    path = tmp_path / "table.csv"
    path.write_text(text, "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return sitmap.read(path)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Koordinatat", '"42.907, 20.8403"'),
        ("Координати", "42.907 20.8403"),
        ("GPS", '"42,907; 20,8403"'),
        ("Coordonnées", '"42°54\'25.2""N 20°50\'25.08""E"'),
        ("lat/long", "(42.907/20.8403)"),
        ("Lon/Lat", '"20.8403, 42.907"'),
        ("WKT", "POINT (20.8403 42.907)"),
        ("coordinates", "20.8403E 42.907N"),
    ],
)
def test_both_coordinates_in_one_column(tmp_path, header, cell):
    """Latitude first, as people write it, unless the column, a letter or WKT says otherwise."""
    table = read(tmp_path, f"title,{header}\nClash,{cell}\n")
    assert (
        round(table.geometry.x[0], 4),
        round(table.geometry.y[0], 4),
    ) == (20.8403, 42.907)
    assert (
        header in table or f"{header}_in_file" in table
    )  # the file's own words stay


def test_minutes_seconds_and_hemispheres(tmp_path):
    """In columns of their own, too.

    A sign and a letter together contradict each other and are told.
    """
    table = read(
        tmp_path,
        "place,lat,lon\nA,42°54'25.2\"N,20° 50' 25.08''"
        " E\nB,S12.5,W70.25\nC,-12.5S,10\nD,42°61'N,20\n",
    )
    assert table.geometry.y.round(4).to_list()[:2] == [42.907, -12.5]
    assert table.geometry.x.round(4).to_list()[:2] == [20.8403, -70.25]
    assert table["problem"].str.contains("no number of degrees").to_list()[
        2:
    ] == [True, True]


def test_a_district_is_the_place_where_nothing_nearer_is_named(tmp_path):
    """A table by municipality: looked up as a place.

    Beside a column of places it is the container.
    """
    table = read(tmp_path, "Datum,Opština\n2023-05-29,Zvečan\n")
    assert table["place"].to_list() == ["Zvečan"]
    table = read(
        tmp_path, "Datum,Opština,Selo\n2023-05-29,Zvečan,Banov Do\n"
    )
    assert (table.loc[0, "place"], table.loc[0, "admin2"]) == (
        "Banov Do",
        "Zvečan",
    )
    with pytest.raises(InputError, match="no column with a place"):
        read(tmp_path, "Datum,Opis\n2023-05-29,Sukob\n")


@pytest.mark.parametrize(
    ("heading", "ours"),
    [
        ("Vendi / Mesto", "place"),
        ("Lloji/Vrsta", "event_type"),
        ("Përshkrimi / Opis", "notes"),
        ("Data | Datum", "date_start"),
        ("Place – Vendi", "place"),
        ("killed/injured", None),
        ("Šta se desilo / What happened", "title"),
        ("Opis / What happened", "notes"),
        ("Tip incidenta / Incident type", "event_type"),
        ("Broj mrtvih / Killed", "fatalities_best"),
        ("Допис на терену / Remark", "notes"),
        ("Actor / weapon", None),
        ("Place / distance", None),
    ],
)
def test_headings_in_two_languages(heading, ours):
    """Both halves are known, and for the same; of killed and injured neither half is meant.

    A half that isn't known is a translation if it is in another script, else a second thing.
    """
    assert map_columns([heading]).get(heading) == ours


@pytest.mark.parametrize(
    "heading",
    [
        "Primedba",
        "Примедбе",
        "Opaska",
        "Primjedba",
        "Vërejtje",
        "Shënim",
        "Sqarim",
        "Примітка",
        "Зауваження",
        "Remarque",
        "Observación",
        "Comentario",
        "ملاحظة",
        "الملاحظات",
        "Remark",
    ],
)
def test_a_note_is_called_by_its_common_words(heading):
    """Serbian, Bosnian, Albanian, Ukrainian, French, Spanish and Arabic words for a remark."""
    assert map_columns([heading]) == {heading: "notes"}
