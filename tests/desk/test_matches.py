"""Which row of a new table is which of an old one."""

import pandas as pd
import pytest

from sitmap.desk.matches import find_doubtful, match_rows
from sitmap.incidents import conform


def _table(*rows):
    """Make a table of (id, title, day, place)."""
    names = ["incident_id", "title", "date_start", "place"]
    frame = pd.DataFrame(rows, columns=names)
    frame["date_start"] = pd.to_datetime(frame["date_start"])
    return conform(frame)


def _told(old, new):
    found = match_rows(_table(*old), _table(*new))
    pairs = sorted(zip(found.old.tolist(), found.new.tolist(), strict=True))
    return pairs, found.gone.tolist(), found.fresh.tolist(), found.moved_ids


A = ("1", "Shots", "2024-03-05", "Zvečan")
B = ("2", "March", "2024-03-06", "Peja")
C = ("3", "Fire", "2024-03-07", "Klina")


def test_ids_match_whatever_the_order():
    """Two stay, one has gone, one is new."""
    assert _told([A, B], [C, A]) == ([(0, 1)], [1], [0], 0)


def test_a_row_that_changed_keeps_its_id():
    """Its title is another, its number the same."""
    changed = ("1", "Shots, two hurt", "2024-03-05", "Zvečan")
    assert _told([A, B], [changed, B])[0] == [(0, 0), (1, 1)]


def test_rows_whose_ids_moved_are_found_by_what_they_say():
    """A row was put in above: every number is one higher."""
    moved = [("1", *C[1:]), ("2", *A[1:]), ("3", *B[1:])]
    assert _told([A, B], moved) == ([(0, 1), (1, 2)], [], [0], 2)


def test_an_id_that_stands_twice_is_told_apart_by_content():
    """The second row of an id is the second of the new table, whose order is another."""
    twin = ("1", "Fire", "2024-03-07", "Klina")
    assert _told([A, twin], [twin, A])[0] == [(0, 1), (1, 0)]


def test_rows_that_say_nothing_are_never_known_again_under_another_id():
    """Two empty rows are alike and no evidence."""
    empty = ("8", None, None, None)
    other = ("9", None, None, None)
    assert _told([empty], [other]) == ([], [0], [0], 0)


def test_empty_tables():
    """Everything is new, or everything has gone."""
    assert _told([], [A]) == ([], [], [0], 0)
    assert _told([A], []) == ([], [0], [], 0)


def test_a_point_that_moved_by_a_metre_is_another_content():
    """But the id holds the row."""
    one, two = (
        conform(
            pd.DataFrame(
                {
                    "incident_id": ["1"],
                    "title": ["x"],
                    "latitude": [lat],
                    "longitude": [20.0],
                }
            )
        )
        for lat in (42.0, 42.001)
    )
    found = match_rows(one, two)
    assert found.old.tolist() == [0]


@pytest.mark.parametrize(
    ("fresh", "why"),
    [
        (("9", "SHOTS ", "2024-03-05", "Peja"), "same title and day"),
        (("9", "Shots", "2024-04-01", "zvečan"), "same title and place"),
        (
            ("9", "Shots", "2024-03-05", "Zvečan"),
            "same day, place and type; same title and day; same title and place",
        ),
        (("9", "Fire", "2024-03-05", "Peja"), None),
    ],
)
def test_gone_and_new_rows_that_may_be_one_are_told_with_the_reason(
    fresh, why
):
    """Two of title, day and place agree; letters' case is no difference."""
    told = find_doubtful(_table(A), _table(fresh), [0], [0])
    assert told["why"].to_list() == ([] if why is None else [why])


def test_four_alike_rows_say_nothing_about_which_is_which():
    """Three may be looked through by a person."""
    alike = [A] * 3
    assert (
        len(find_doubtful(_table(A), _table(*alike), [0], [0, 1, 2])) == 3
    )
    four = [A] * 4
    assert find_doubtful(_table(A), _table(*four), [0], [0, 1, 2, 3]).empty
