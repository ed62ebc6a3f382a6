"""Two reviews of one draft: what one changed stands, what both changed otherwise is told."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitmap.desk.three_way import merge_reviews
from sitmap.errors import InputError
from sitmap.incidents import conform

DRAFT = {
    "incident_id": ["a", "b"],
    "title": ["Fire", "Shots"],
    "status": ["reported", "reported"],
    "place": ["Mitrovica", "Mitrovica"],
    "longitude": [20.87, 20.87],
    "latitude": [42.88, 42.88],
    "fatalities_best": [1, None],
    "keep": [True, True],
}


def table(**changes):
    return conform(pd.DataFrame({**DRAFT, **changes}, dtype=object))


def told(merged):
    return [
        (one.incident_id, one.column, one.base, one.ours, one.theirs)
        for one in merged.conflicts
    ]


def test_what_one_of_them_changed_stands():
    """A title from one, a dropped row from the other."""
    ours, theirs = (
        table(title=["A fire", "Shots"]),
        table(keep=["True", "no"]),
    )
    merged = merge_reviews(table(), ours, theirs)
    assert merged.conflicts == ()
    assert merged.incidents["title"].tolist() == ["A fire", "Shots"]
    assert merged.incidents["keep"].tolist() == ["True", "False"]
    assert merged.incidents.geometry.x.tolist() == [20.87, 20.87]


def test_what_both_changed_alike_is_no_conflict():
    """However each writes that a row goes."""
    merged = merge_reviews(
        table(), table(keep=["No", True]), table(keep=["x", True])
    )
    assert (merged.conflicts, merged.incidents["keep"].tolist()) == (
        (),
        ["False", "True"],
    )


def test_what_both_changed_otherwise_is_as_the_base_and_told():
    """In the list, and in the row."""
    ours, theirs = (
        table(status=["confirmed", "reported"]),
        table(status=["denied", "reported"]),
    )
    merged = merge_reviews(table(), ours, theirs)
    assert told(merged) == [
        ("a", "status", "reported", "confirmed", "denied")
    ]
    assert merged.incidents["status"].tolist() == ["reported", "reported"]
    assert (
        merged.incidents.loc[0, "merge_conflicts"]
        == "status: confirmed / denied"
    )
    assert pd.isna(merged.incidents.loc[1, "merge_conflicts"])


def test_a_place_is_never_half_of_one_and_half_of_the_other():
    """One moved the mark to the east, the other to the north: a conflict, and no third place."""
    ours, theirs = (
        table(longitude=[21.0, 20.87]),
        table(latitude=[43.0, 42.88]),
    )
    merged = merge_reviews(table(), ours, theirs)
    assert [one.column for one in merged.conflicts] == ["place"]
    point = merged.incidents.geometry.iloc[0]
    assert (point.x, point.y) == (20.87, 42.88)


def test_rows_that_one_added_come_behind():
    """Both add a row of one id: what they say otherwise is a conflict."""
    extra = {
        "incident_id": "added-9",
        "title": "Road closed",
        "status": "reported",
        "keep": True,
    }
    ours = conform(
        pd.concat([table(), pd.DataFrame([extra])], ignore_index=True)
    )
    merged = merge_reviews(table(), ours, table())
    assert merged.incidents["title"].tolist() == [
        "Fire",
        "Shots",
        "Road closed",
    ]
    theirs = ours.assign(status=["reported", "reported", "claimed"])
    assert told(merge_reviews(table(), ours, theirs)) == [
        ("added-9", "status", "nothing", "reported", "claimed")
    ]


def test_a_row_taken_out_goes_unless_the_other_changed_it():
    """Then it stays, and is told."""
    ours = table().iloc[[0]]
    assert merge_reviews(table(), ours, table()).incidents[
        "incident_id"
    ].tolist() == ["a"]
    merged = merge_reviews(
        table(), ours, table(title=["Fire", "Many shots"])
    )
    assert [(one.incident_id, one.column) for one in merged.conflicts] == [
        ("b", "row")
    ]
    assert merged.incidents["title"].tolist() == ["Fire", "Many shots"]


def test_who_and_when_are_no_conflict():
    """Both names, the later hour."""
    ours = table(
        reviewed_by=["AB", None], reviewed_at=["2026-01-02T10:00Z", None]
    )
    theirs = table(
        reviewed_by=["CD", "CD"],
        reviewed_at=["2026-01-02T11:00Z", "2026-01-02T11:05Z"],
    )
    merged = merge_reviews(table(), ours, theirs)
    assert merged.conflicts == ()
    assert merged.incidents["reviewed_by"].tolist() == ["AB; CD", "CD"]
    assert merged.incidents["reviewed_at"].tolist() == [
        "2026-01-02T11:00Z",
        "2026-01-02T11:05Z",
    ]


def test_an_id_that_stands_twice_is_refused():
    """It would be no one row."""
    with pytest.raises(
        InputError, match="row 3: incident_id 'a' stands twice"
    ):
        merge_reviews(table(), table(), table(incident_id=["a", "a"]))


STATUSES = st.lists(
    st.sampled_from(["reported", "confirmed", "denied"]),
    min_size=2,
    max_size=2,
)


@settings(
    max_examples=9, deadline=None
)  # of nine pairs that differ, on a busy machine
@given(ours=STATUSES, theirs=STATUSES)
def test_a_merge_is_the_same_from_either_side(ours, theirs):
    """Same table but for the order of names; as many conflicts; and one side alone is that side."""
    one, other = table(status=ours), table(status=theirs)
    there, back = (
        merge_reviews(table(), one, other),
        merge_reviews(table(), other, one),
    )
    assert (
        there.incidents["status"].tolist()
        == back.incidents["status"].tolist()
    )
    assert len(there.conflicts) == len(back.conflicts)
    alone = merge_reviews(table(), one, table())
    assert (alone.conflicts, alone.incidents["status"].tolist()) == (
        (),
        ours,
    )
