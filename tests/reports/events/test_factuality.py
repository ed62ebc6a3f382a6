"""Status by the sentence, its neighbours and its day; and how fully an event is told."""

from datetime import date

import pytest
from tests.reports.events import parsed

from sitmap.reports import parse_report
from sitmap.reports.events.factuality import is_wide

NEWS = "2024-06-03"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Rebels attacked a post near Gao on Sunday.", "reported"),
        ("Unions will march in Skopje on 12 June 2024.", "planned"),
        (
            "Rebels attacked a post near Gao on Sunday. No such attack took place, the army said.",
            "denied",
        ),
        (
            "Rebels attacked a post near Gao on Sunday. The army denied that Kidal was attacked.",
            "reported",
        ),
        (
            "An explosion was heard in Tyre on Sunday (sonic boom).",
            "denied",
        ),
        (
            "Pakistan accused India of shelling villages near Poonch on Sunday.",
            "claimed",
        ),
        (
            "A video purports to show an Israeli air strike on Tyre on Sunday.",
            "claimed",
        ),
        (
            (
                "A video purports to show an air strike on Tyre on Sunday. In fact the clip was"
                " filmed in Homs."
            ),
            "denied",
        ),
        (
            "Rebels attacked a post near Gao on 4 May 2012, killing six soldiers.",
            "historical",
        ),
    ],
)
def test_status_by_what_stands_around(text, status):
    """The next sentence may deny it, not if it names another place; a day to come plans it."""
    rows = parse_report(text, published=NEWS).incidents
    assert rows["status"].tolist()[:1] == [status]


@pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")
def test_a_quoted_wish_without_a_place_is_not_drafted():
    """What somebody says of attacks in general tells no event."""
    text = 'In Geneva a delegate said: "The army attacked us for years and nobody came."'
    assert parse_report(text, published=NEWS).incidents.empty


def test_a_country_and_no_place_are_wide():
    """What is told of them may be of any day."""
    in_mali = parsed.passages(
        "Fighting went on in Mali. Fighting went on in Gao."
    )
    country, town = in_mali.mentions
    assert is_wide(None)
    assert is_wide(country)
    assert not is_wide(town)


def test_a_day_long_past_is_history():
    """Published years later, and told as news of then."""
    rows = parse_report(
        "On 4 May 2012 rebels attacked a post near Gao, killing six.",
        published=date(2024, 6, 3),
    ).incidents
    assert rows["status"].tolist() == ["historical"]


def test_no_information_about_the_dead_denies_nothing():
    """What isn't known of an event is no denial of it."""
    rows = parse_report(
        "A drone hit a warehouse in Odesa on Sunday. There was no information about casualties.",
        published=NEWS,
    ).incidents
    assert rows["status"].tolist() == ["reported"]
