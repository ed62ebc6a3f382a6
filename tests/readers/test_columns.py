"""Headings as exports and colleagues write them, each with the column of ours that it is."""

import pytest
from tests.readers.made import read_quietly

import sitmap
from sitmap.readers.aliases import fold_name, load_headings
from sitmap.readers.columns import find_axes, map_columns, match_names

HEADINGS = {
    # exports: IOM, FIRMS, Socrata, ACLED and HDX workbooks, Kobo, GTD, SCAD, USGS, GADM, COD
    "Reported Date": "source_date",
    "Location Coordinates": "coordinates",
    "Location Description": "place",
    "Region of Incident": "admin1",
    "Number Dead": "fatalities_best",
    "Web ID": "incident_id",
    "acq_date": "date_start",
    "EVENTDATE": "date_start",
    "eventType": "event_type",
    "INCIDENT_NO.": "incident_id",
    "event_id_cnty": "incident_id",
    "the_geom": "coordinates",
    "nkill": "fatalities_best",
    "nwound": "injured_best",
    "gname": "actor1",
    "ADM2_EN": "admin2",
    "adm1_name": "admin1",
    "NAME_2": "admin2",
    "group_incident/date_of_incident": "date_start",
    "section_b/Type_of_incident": "event_type",
    "location.name": "place",
    "3. Date of incident": "date_start",
    "Q4_Place of incident": "place",
    "Date (dd/mm/yyyy)": "date_start",
    "DTG": "date_start",
    "MGRS": "coordinates",
    "Grid Ref": "coordinates",
    "KIA": "fatalities_best",
    "WIA": "injured_best",
    "MIA": "missing_best",
    "# Killed": "fatalities_best",
    "Total persons injured": "injured_best",
    "Kidnapped": "abducted_best",
    "No. of arrests": "arrested_best",
    "Time (local)": "time",
    "How many people were killed?": "fatalities_best",
    "Where did it happen?": "place",
    "Location (lat, lon)": "coordinates",
    "MGRS 8-digit": "coordinates",
    "10 figure grid": "coordinates",
    "Incident #": "incident_id",
    "Attack Date": "date_start",
    "OCCURRED_ON": "date_start",
    "Perpetrator(s)": "actor1",
    "Brief description": "notes",
    "Source URL 1": "source_url",
    "Dead (total)": "fatalities_best",
    # Albanian
    "Numri i të vrarëve": "fatalities_best",
    "Të zhdukur": "missing_best",
    "Vendndodhja": "place",
    "Ora": "time",
    "Data/Ora": "date_start",
    # Serbian, Bosnian and Croatian
    "Датум и време": "date_start",
    "Broj uhapšenih": "arrested_best",
    "Vrijeme": "time",
    "Općina": "admin2",
    "Uhićeni": "arrested_best",
    "Poveznica": "source_url",
    "Отети": "abducted_best",
    # Macedonian
    "Датум на настанот": "date_start",
    "Населено место": "place",
    "Kratak opis": "notes",
    "Исчезнати": "missing_best",
    # Ukrainian and Russian
    "дата": "date_start",
    "область": "admin1",
    "опис": "notes",
    "Кількість зниклих безвісти": "missing_best",
    "Населённый пункт": "place",
    "Кол-во раненых": "injured_best",
    "Дата происшествия": "date_start",
    "Задержано": "arrested_best",
    "Краткое описание": "notes",
    "Нас. пункт": "place",
    # French, Spanish, German
    "Date de l'incident": "date_start",
    "Nombre de personnes enlevées": "abducted_best",
    "Disparus": "missing_best",
    "Cantidad de fallecidos": "fatalities_best",
    "Fecha y hora": "date_start",
    "Desaparecidos": "missing_best",
    "Vermisste": "missing_best",
    "Uhrzeit": "time",
    "Anzahl Verletzte": "injured_best",
    # Arabic, with and without the article
    "تاريخ الحادث": "date_start",
    "عدد القتلى": "fatalities_best",
    "الجرحى": "injured_best",
    "خط العرض": "latitude",
    "الإحداثيات": "coordinates",
    "المحافظة": "admin1",
    "اسم القرية": "place",
    "تاريخ الواقعة": "date_start",
    # Turkish
    "Olay tarihi": "date_start",
    "Ölü sayısı": "fatalities_best",
    "Yaralı": "injured_best",
    "İlçe": "admin2",
    "Enlem": "latitude",
    # Polish
    "Data zdarzenia": "date_start",
    "Liczba zabitych": "fatalities_best",
    "Miejscowość": "place",
    "Współrzędne": "coordinates",
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_is_known(heading):
    """By its words: in any case, order and writing, with what stands around them."""
    assert match_names([heading]) == {heading: HEADINGS[heading]}


@pytest.mark.parametrize(
    "heading",
    [
        "Civilians killed",  # a part, not the whole
        "Killed (civ)",
        "KIA (own)",
        "Enemy KIA",
        "Target type",
        "Casualties",
        "killed/injured",  # two things
        "Date of birth",
        "updated_date",
        "latitude_precision",
        "Altitude",
        "Area (km²)",
        "Country of origin",
        "side",
        "Event code",
    ],
)
def test_a_heading_of_another_thing_is_not(heading):
    """A word of ours in it doesn't make it one."""
    assert map_columns([heading, "Town"]) == {"Town": "place"}


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("_Where_latitude", "_Where_longitude"),
        ("_GPS_latitude", "_GPS_longitude"),
        (
            "_Where did it happen?_latitude",
            "_Where did it happen?_longitude",
        ),
        ("CENTROID_LATITUDE", "CENTROID_LONGITUDE"),
        ("ActionGeo_Lat", "ActionGeo_Long"),
        ("geo.lat", "geo.lng"),
        ("Широта (WGS84)", "Довгота (WGS84)"),
        ("Широта, N", "Довгота, E"),
        ("GPS Lat", "GPS Long"),
        ("Y (lat)", "X (lon)"),
    ],
)
def test_a_pair_is_known_by_what_differs(latitude, longitude):
    """The words around it are the same in both."""
    mapping = map_columns(["title", longitude, latitude])
    assert (mapping[latitude], mapping[longitude]) == (
        "latitude",
        "longitude",
    )


def test_of_two_pairs_the_one_of_the_event_is_taken_or_none():
    """From where somebody came isn't where it happened; of two unknown ones neither is."""
    home = ["home_lat", "home_lon"]
    mapping = map_columns([*home, "incident_lat", "incident_lon"])
    assert mapping == {
        "incident_lon": "longitude",
        "incident_lat": "latitude",
    }
    assert map_columns([*home, "work_lat", "work_lon"]) == {}
    assert set(find_axes([*home, "work_lat", "work_lon"])) == {
        "home",
        "work",
    }


def test_the_accuracy_beside_a_point_is_its_uncertainty():
    """And the altitude is nothing of ours."""
    names = [
        "_GPS_latitude",
        "_GPS_longitude",
        "_GPS_altitude",
        "_GPS_precision",
    ]
    assert map_columns(names)["_GPS_precision"] == "uncertainty_m"
    assert "_GPS_altitude" not in map_columns(names)


def test_form_times_are_no_event():
    """Beside a date of its own, "start" and "end" say when the form was filled in."""
    assert map_columns(["start", "end", "Date of incident"]) == {
        "Date of incident": "date_start"
    }
    assert map_columns(["start", "end"]) == {
        "start": "date_start",
        "end": "date_end",
    }


def test_parts_of_a_date():
    """Year, month and day in columns of their own, in any language; a lone day is a date."""
    assert set(match_names(["Year", "Month", "Day"]).values()) == {
        "year",
        "month",
        "day",
    }
    assert set(match_names(["Год", "Месяц", "День"]).values()) == {
        "year",
        "month",
        "day",
    }
    assert map_columns(["Day", "Town"])["Day"] == "date_start"
    assert map_columns(["Tag", "Ort"])["Tag"] == "date_start"


def test_every_list_is_of_columns_that_exist():
    """No list names a column that no table has; and no heading folds to nothing."""
    from sitmap.readers.columns import TARGETS

    assert set(load_headings().names) <= TARGETS
    assert all(
        name for names in load_headings().names.values() for name in names
    )


def test_folding_keeps_letters_apart():
    """Й stays Й also where a Mac wrote it in two; the Arabic article doesn't count."""
    assert fold_name("раи\u0306он") == "район"
    assert fold_name("المَكان") == fold_name("مكان")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Data;Vendi;Gjerësia;Gjatësia;Përshkrimi",
            "29.05.2023;Zveçan;42.907;20.8403;Përleshje",
        ),
        (
            "Datum;Mesto;Širina;Dužina;Opis",
            "29.05.2023;Zvečan;42.907;20.8403;Sukob",
        ),
        (
            "Датум;Место;Ширина;Дужина;Опис",
            "29.05.2023;Звечан;42.907;20.8403;Сукоб",
        ),
        (
            "Дата;Місце;Широта;Довгота;Опис",
            "29 травня 2023;Звечан;42.907;20.8403;Сутичка",
        ),
        (
            "Date;Lieu;Latitude;Longitude;Description",
            "29 mai 2023;Zvečan;42,907;20,8403;Affrontement",
        ),
        (
            "Fecha;Lugar;Latitud;Longitud;Descripción",
            "29 de mayo de 2023;Zvečan;42.907;20.8403;Choques",
        ),
        (
            "Datum;Ort;Breite;Länge;Beschreibung",
            "29. Mai 2023;Zvečan;42,907;20,8403;Zusammenstoß",
        ),
    ],
)
def test_column_names_in_seven_languages(tmp_path, header, row):
    """Place, date, point and description are found by their names in each language."""
    table = read_quietly(tmp_path, f"{header}\n{row}\n")
    place, notes = row.split(";")[1], row.split(";")[4]
    assert (table.loc[0, "place"], table.loc[0, "notes"]) == (place, notes)
    assert str(table.loc[0, "date_start"].date()) == "2023-05-29"
    assert (table.geometry.x[0], table.geometry.y[0]) == (20.8403, 42.907)


@pytest.mark.parametrize(
    ("event", "other"),
    [
        ("When did it happen?", "Timestamp"),
        ("Wann ist es passiert?", "Zeitstempel"),
        ("Quand cela s'est-il passé ?", "Horodateur"),
        ("Когда это произошло?", "Отметка времени"),
        ("Коли це сталося?", "Позначка часу"),
        ("¿Cuándo ocurrió?", "Marca temporal"),
        ("Ne zaman oldu?", "Zaman damgası"),
        ("Kur ndodhi?", "Vula kohore"),
        ("Date", "Timestamp"),
        ("Date (event)", "Date (report)"),
        ("Date (incident)", "Date"),
        ("Event date", "Date"),
        ("Date", "Publication date"),
        ("Date of attack", "Date received"),
        ("Datum des Vorfalls", "Datum der Meldung"),
        ("Date and time of the incident", "start"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_the_day_of_the_event_goes_before_that_of_a_form_or_a_report(
    event, other, is_first
):
    """In whichever order they stand."""
    names = [event, other] if is_first else [other, event]
    found = map_columns([*names, "Place"])
    assert found[event] == "date_start"
    assert found.get(other, "source_date") == "source_date"


@pytest.mark.parametrize(
    ("heading", "ours"),
    [
        ("Wie viele Tote?", "fatalities_best"),
        ("Сколько погибших?", "fatalities_best"),
        ("Скільки загиблих?", "fatalities_best"),
        ("¿Cuántos muertos?", "fatalities_best"),
        ("Koliko mrtvih?", "fatalities_best"),
        ("Где это произошло?", "place"),
        ("¿Dónde ocurrió?", "place"),
        ("Gdje se dogodilo?", "place"),
    ],
)
def test_questions_of_a_form_are_headings(heading, ours):
    """The verb and "how many" say nothing more."""
    assert map_columns([heading]) == {heading: ours}


@pytest.mark.parametrize(
    ("heading", "values", "statuses"),
    [
        ("Confirmed", ["yes", "no"], ["confirmed", "reported"]),
        ("E konfirmuar?", ["po", "jo"], ["confirmed", "reported"]),
        ("Confirmé", ["oui", "non"], ["confirmed", "reported"]),
        ("Confirmed", ["12", "3"], None),
    ],
)
def test_a_column_that_says_what_is_confirmed(
    tmp_path, heading, values, statuses
):
    """Yes and no of it are a status; numbers of confirmed cases are none."""
    path = tmp_path / "a.csv"
    lines = [
        f"2024-03-0{at},Gao,{value}" for at, value in enumerate(values, 1)
    ]
    path.write_text(
        "\n".join([f"Date,Town,{heading}", *lines]), encoding="utf-8"
    )
    table = sitmap.read(path)
    assert table["status"].dropna().to_list() == (statuses or [])
    assert (heading in table) is (statuses is None)


def test_long_questions_of_a_survey(tmp_path):
    """As a form's export has them, whole."""
    path = tmp_path / "a.csv"
    path.write_text(
        '"What was the date on which the incident took place? (dd/mm/yyyy)",'
        "In which village / town did the incident happen?,How many people were killed?,"
        "Please describe the incident in detail\n05/03/2024,Gao,2,Shots\n",
        encoding="utf-8",
    )
    table = sitmap.read(path)
    assert table["date_start"].dt.month.to_list() == [3]
    assert table[["place", "notes"]].to_numpy().tolist() == [
        ["Gao", "Shots"]
    ]
    assert table["fatalities_best"].to_list() == [2]
