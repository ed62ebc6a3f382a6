"""Sentences and place lines: where they begin and end."""

import json
import warnings

import pytest

from sitmap.reports import parse_report
from sitmap.reports.text.sentences import find_dateline, split_sentences


def test_sentences_of_the_article_are_those_of_its_gold(shared):
    """Glued headings, curly quotes, line breaks inside sentences.

    All 53 are cut where a reader cuts them.
    """
    text = (
        (shared / "reports" / "2022-08-17-brussels.txt")
        .read_bytes()
        .decode()
    )
    gold = json.loads(
        (shared / "reports" / "2022-08-17-brussels.gold.json").read_text(
            "utf-8"
        )
    )
    assert [(each.start, each.end) for each in split_sentences(text)] == [
        (each["start"], each["end"]) for each in gold["sentences"]
    ]


def test_titles_and_initials_end_no_sentence():
    """ "Gen. J. Smith of the U.S. Army" is one breath."""
    text = (
        "Gen. J. Smith of the U.S. Army spoke. He left at 3 p.m. on Monday."
    )
    assert len(split_sentences(text)) == 2


def test_a_place_line_is_found_with_its_day():
    """A place line in capitals gives the place and the day; prose gives nothing."""
    assert find_dateline(
        "PRISTINA, 31 July (Reuters) – Police said so."
    ) == (0, 8, "31 July")
    assert find_dateline("The town, in July, was quiet - mostly.") is None


@pytest.mark.parametrize(
    ("told", "place", "day"),
    [
        ("CAIRO, July 16 - A boat", "CAIRO", "July 16"),
        ("CAIRO, Egypt, Jul 16 – A boat", "CAIRO, Egypt", "Jul 16"),
        ("CAIRO, Ill. — Police", "CAIRO, Ill.", None),
        ("Cairo, July 16, 2025 — A boat", "Cairo", "July 16, 2025"),
    ],
)
def test_a_place_line_ends_before_its_month(
    told: str, place: str, day: str | None
) -> None:
    """The month is no state that the town lies in."""
    found = find_dateline(told)
    assert found is not None
    assert (told[: found[1]], found[2]) == (place, day)


@pytest.mark.parametrize(
    "name", ["Port-au-Prince", "Aix-en-Provence", "CAIRO"]
)
def test_names_with_small_words_between_hyphens_and_in_place_lines_are_found(
    name: str,
) -> None:
    """No list has every small word that a name is joined with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        report = parse_report(
            f"{name.upper()}, July 16 - A man was shot in {name} on Monday."
        )
    assert name in set(report.mentions["surface"])


@pytest.mark.parametrize(
    "rows",
    [
        (
            "| Date | Place | Event |\n|---|---|---|\n| 2024-05-12 | Mogadishu | Car bomb at a "
            "checkpoint |\n| 2024-05-13 | Afgooye | Gunmen attacked a police post |\n"
        ),
        (
            "Date\tPlace\tEvent\n2024-05-12\tMogadishu\tCar bomb at a checkpoint\n"
            "2024-05-13\tAfgooye\tGunmen attacked a police post\n"
        ),
    ],
)
def test_each_row_of_a_table_tells_of_itself(rows):
    """The bomb of one row is never in the place of the next."""
    found = parse_report(rows, published="2024-05-14").incidents
    told = found[["place_name", "date_start"]].astype(str).values.tolist()
    assert told == [["Mogadishu", "2024-05-12"], ["Afgooye", "2024-05-13"]]
