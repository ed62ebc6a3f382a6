"""What a chunk of rows comes to: its counts, and what became of the rows that are not in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sitmap.scale.counts import Counts, merge_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Told(NamedTuple):
    """How many rows share a reason, and the first of their values, so that merging commutes."""

    rows: int
    example: str | None = None


Tally = dict[str, Told]
"""Reason to rows."""


@dataclass(frozen=True)
class Partial:
    """The result of a chunk. ``Partial()`` is the merge's identity.

    Attributes
    ----------
    placed
        Counts by day, cell or area, and event type.
    named
        Counts of rows that name a place and have no coordinates; they move to `placed` when the
        distinct names are looked up at the end, each once.
    rows
        Rows read: those in `placed` and `named`, and those in `left_off`.
    left_off
        Why rows are in neither.
    undated
        Why rows are counted under no day (also those in `named` whose place isn't found later).
    """

    placed: Counts = field(default_factory=Counts)
    named: Counts = field(default_factory=Counts)
    rows: int = 0
    left_off: Mapping[str, Told] = field(default_factory=dict)
    undated: Mapping[str, Told] = field(default_factory=dict)


def merge(partials: Sequence[Partial]) -> Partial:
    """Add up partial results, in any order and any grouping: the result is the same to the byte.

    Examples
    --------
    >>> one = Partial(rows=3, left_off={"no date": Told(1, None)})
    >>> both = merge([one, Partial(), one])
    >>> both.rows, both.left_off["no date"].rows
    (6, 2)
    """
    return Partial(
        merge_counts([partial.placed for partial in partials]),
        merge_counts([partial.named for partial in partials]),
        sum(partial.rows for partial in partials),
        merge_tallies(partial.left_off for partial in partials),
        merge_tallies(partial.undated for partial in partials),
    )


def merge_tallies(tallies: Iterable[Mapping[str, Told]]) -> Tally:
    """Add up reasons; sorted, so that what is written is the same in any order."""
    merged: Tally = {}
    for tally in tallies:
        for reason, told in tally.items():
            before = merged.get(reason, Told(0))
            examples = [
                each
                for each in (before.example, told.example)
                if each is not None
            ]
            merged[reason] = Told(
                before.rows + told.rows, min(examples, default=None)
            )
    return dict(sorted(merged.items()))
