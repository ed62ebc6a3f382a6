"""What has yet to happen is a plan, and the number before a subject isn't that of the dead."""

from __future__ import annotations

import datetime as dt
import warnings
from typing import TYPE_CHECKING, Any

import pytest

from sitmap.reports import read_report
from sitmap.reports.events.casualties import find_casualties

if TYPE_CHECKING:
    from pathlib import Path

PUBLISHED = dt.date(2023, 6, 14)  # a Wednesday


def draft(text: str, tmp_path: Path) -> Any:
    path = tmp_path / "report.txt"
    path.write_text(text, "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return read_report(
            path, published=PUBLISHED, near="Kosovo"
        ).incidents


@pytest.mark.parametrize(
    "text",
    [
        "A rally is scheduled in Pristina for 20 June.",
        "A protest will be held in Leposavic on Thursday.",
        "Demonstrators will gather in North Mitrovica tomorrow.",
        "Protesters plan to block the road at Rudare on 20 June.",
        "Protesters blocked the road at Rudare on 20 June.",  # a slip, but no fact
        "Two people were killed in Leposavic on 15 June 2023.",
    ],
)
def test_a_day_after_publication_is_never_reported_as_done(
    text: str, tmp_path: Path
) -> None:
    found = draft(text, tmp_path)
    assert set(found["status"]) <= {"planned", "threatened", "denied"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Protesters blocked the road at Rudare on Monday.", "reported"),
        (
            "Protesters blocked the road at Rudare on 14 June 2023.",
            "reported",
        ),
        (
            "A rally was held in Pristina on 12 June, police said they will be present.",
            "reported",
        ),
    ],
)
def test_what_has_happened_stays_reported(
    text: str, status: str, tmp_path: Path
) -> None:
    assert draft(text, tmp_path)["status"].to_list() == [status]


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [
        ("A car bomb killed at least 17 people in Mopti.", 17, None),
        ("An airstrike killed 12 people in Kutum.", 12, 12),
        ("Two drone strikes killed nine civilians in Kutum.", 9, 9),
        ("A suicide bomber killed seven people in Mogadishu.", 7, 7),
        ("A gunman killed two police officers in Peja.", 2, 2),
        ("60 rockets killed two people in the town.", 2, 2),
        (
            "Suicide bombings at two crowded markets killed at least 18.",
            18,
            None,
        ),
        ("Three gunmen killed five soldiers and wounded nine.", 5, 5),
        ("Four men killed a woman near the bridge.", 1, 1),
        ("12 people killed in a clash near Gao.", 12, 12),
        ("Two soldiers killed, five wounded in an ambush.", 2, 2),
        ("Two soldiers killed Monday by a mine.", 2, 2),
        ("Two Kosovo Serb protesters were killed in Zvecan.", 2, 2),
        ("At least 30 villagers had been killed by shelling.", 30, None),
        ("Seven wounded and three dead after the shelling.", 3, 3),
    ],
)
def test_the_number_of_the_dead_is_the_one_that_the_sentence_gives(
    told: str, low: int, high: int | None
) -> None:
    found = find_casualties(told).fatalities
    assert (found.low, found.high) == (low, high)


def test_the_wounded_are_counted_by_the_same_rule() -> None:
    found = find_casualties(
        "Two shells wounded eight children in Sloviansk."
    )
    assert (found.fatalities.best, found.injured.best) == (None, 8)
    assert (
        find_casualties(
            "Three gunmen killed five soldiers and wounded nine."
        ).injured.best
        == 9
    )
