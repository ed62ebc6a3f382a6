"""Counts add up: associative, commutative, with an identity, to the byte."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitmap.scale import counts as counting
from sitmap.scale.counts import (
    NO_DAY,
    Counts,
    count_rows,
    merge_counts,
    split_spots,
    to_spots,
)
from sitmap.scale.runs import Run, merge_runs, pack_counts, unpack_counts

KINDS = ["Battles", "Protests", "Riots"]
FIELDS = ("spot", "kind", "incidents", "fatalities", "told")


def same(one, two):
    """Equal arrays and vocabularies."""
    for name in FIELDS:
        a, b = getattr(one, name), getattr(two, name)
        if (a is None) != (b is None) or (
            a is not None and a.tolist() != b.tolist()
        ):
            return False
    return (one.kinds, one.places) == (two.kinds, two.places)


@st.composite
def counts(draw, named=False):
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from([0, 1, 738_000, 738_001, NO_DAY]),
                st.sampled_from(
                    [0, 1] if named else [0, 1, 5, (1 << 40) - 1]
                ),
                st.integers(0, 3),
                st.one_of(st.none(), st.integers(0, 9)),
            ),
            min_size=1 if named else 0,
            max_size=12,
        )
    )
    day, place, kind = (
        np.array([row[at] for row in rows]) for at in range(3)
    )
    told = np.array([row[3] is not None for row in rows], np.int64)
    dead = np.array([row[3] or 0 for row in rows], np.int64)
    stated = draw(st.booleans())
    return count_rows(
        to_spots(day.astype(np.int64), place.astype(np.int64)),
        kind.astype(np.int64),
        KINDS,
        places=draw(st.sampled_from([("a", "b"), ("b", "c")]))
        if named
        else None,
        fatalities=dead if stated else None,
        told=told if stated else None,
    )


@settings(deadline=None)
@given(counts(), counts(), counts())
def test_merging_is_associative_and_commutative(one, two, three):
    """However they are grouped, the arrays are the same."""
    left = merge_counts([merge_counts([one, two]), three])
    right = merge_counts([one, merge_counts([three, two])])
    assert same(left, right)
    assert same(left, merge_counts([three, one, two]))


@settings(deadline=None)
@given(counts(named=True), counts(named=True), counts(named=True))
def test_so_is_merging_under_names(one, two, three):
    """Vocabularies of names that differ are brought together."""
    assert same(
        merge_counts([merge_counts([one, two]), three]),
        merge_counts([two, merge_counts([three, one])]),
    )


@settings(deadline=None)
@given(counts())
def test_empty_counts_are_the_identity(one):
    """And merging one thing is that thing."""
    assert same(merge_counts([one, Counts()]), merge_counts([one]))
    assert same(merge_counts([Counts(), one]), merge_counts([one]))


@settings(deadline=None)
@given(counts(), counts())
def test_nothing_is_lost(one, two):
    """Incidents and fatalities before are those after."""
    both = merge_counts([one, two])
    assert both.incidents.sum() == one.incidents.sum() + two.incidents.sum()
    dead = [
        0 if each.fatalities is None else each.fatalities.sum()
        for each in (one, two, both)
    ]
    assert dead[0] + dead[1] == dead[2]


def test_days_of_eight_thousand_years_and_fine_cells_still_sort():
    """What doesn't fit one integer with its kind is sorted by two."""
    spot = to_spots(
        np.array([3_000_000, 5, 5]), np.array([7, (1 << 40) - 1, 3])
    )
    found = count_rows(
        spot, np.array([1, 2, 2]), [f"kind {at:03}" for at in range(100)]
    )
    assert [part.tolist() for part in split_spots(found.spot)] == [
        [5, 5, 3_000_000],
        [3, (1 << 40) - 1, 7],
    ]
    assert found.kinds == ("kind 000", "kind 001")


@settings(deadline=None)
@given(counts())
def test_counts_survive_packing(one):
    """As bytes and back."""
    assert same(unpack_counts(pack_counts(one)), one)


@settings(max_examples=30, deadline=None)
@given(st.lists(counts(), max_size=6), st.integers(1, 4), st.integers(2, 3))
def test_merging_in_windows_is_merging(parts, window, most):
    """Small windows, small batches, and groups of runs come to what one merge in memory comes to, in its order."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sitmap.scale.runs._WINDOW", window)
        patch.setattr("sitmap.scale.runs._BATCH", 2)
        patch.setattr("sitmap.scale.runs._MOST_RUNS", most)
        runs = [Run.open(pack_counts(part)) for part in parts if len(part)]
        windows = list(merge_runs(runs))
    firsts = [window.spot[0] for window in windows]
    assert firsts == sorted(firsts)
    together, whole = merge_counts(windows), merge_counts(parts)
    assert together.spot.tolist() == whole.spot.tolist()
    assert together.incidents.tolist() == whole.incidents.tolist()
    words = [[None, *each.kinds] for each in (together, whole)]
    assert [words[0][at] for at in together.kind] == [
        words[1][at] for at in whole.kind
    ]


@settings(deadline=None)
@given(st.lists(counts(), min_size=2, max_size=5), st.integers(0, 63))
def test_any_room_for_keys_comes_to_the_same(parts, room):
    """Rows sorted as one integer each, squeezed or not, and such as fit in none are the same."""
    whole = merge_counts(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "_KEY_BITS", room)
        assert same(merge_counts(parts), whole)


def test_a_merge_decodes_each_batch_once():
    """Windows cut batches anywhere: what one leaves of a batch is there for the next."""
    spot = to_spots(np.arange(100) // 10 + 738_000, np.arange(100) % 10)
    run = Run.open(pack_counts(Counts(spot, spot * 0, spot * 0 + 1)))
    read: list[range] = []

    class Told(Run):
        def read(self, first, last):
            read.append(range(first, last))
            return super().read(first, last)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sitmap.scale.runs._BATCH", 8)
        patch.setattr("sitmap.scale.runs._WINDOW", 11)
        run = Told(**vars(Run.open(pack_counts(run.read(0, 1)))))
        windows = list(merge_runs([run]))
    assert len(windows) > 5
    assert np.concatenate([each.spot for each in windows]).tolist() == (
        spot.tolist()
    )
    assert [at for some in read for at in some] == list(range(13))


def test_runs_take_few_bytes():
    """Ten thousand counts of a day, one spot after the other: a byte or so each."""
    spot = to_spots(np.full(10_000, 738_000), np.arange(10_000))
    counts = Counts(spot, spot * 0, spot * 0 + 1)
    assert len(pack_counts(counts, "zstd")) < 5_000
    assert same(unpack_counts(pack_counts(counts, "lz4")), counts)
