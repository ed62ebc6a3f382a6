"""An event, as a report tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitmap.reports.events.casualties import Casualties
from sitmap.vocabulary import OFF_MAP_STATUSES

if TYPE_CHECKING:
    from datetime import date

    from sitmap.reports.places.mentions import Mention
    from sitmap.vocabulary import Status

_UNKNOWN: Final = Casualties()
OWN: Final = ("clause", "sentence")
"""Where a place or a day is told that is an event's own."""
OFF: Final = OFF_MAP_STATUSES - {"historical"}
"""Statuses of what hasn't happened."""
ATTACK: Final = "Attack"
CLASH: Final = "Armed clash"
RIOT: Final = "Violent demonstration"
PEACEFUL: Final = "Peaceful protest"
ARRESTS: Final = "Arrests"
OVERTAKES: Final = "Non-state actor overtakes territory"
REGAINS: Final = "Government regains territory"
DAMAGE: Final = "Looting/property destruction"


@dataclass(frozen=True, slots=True)
class Event:
    """An event as one clause tells it.

    An extractor of your own fills the first three fields and what else it knows.

    Attributes
    ----------
    start, end
        Offsets of its sentence: the quote.
    sub_event_type
        Of the lexicon.
    trigger
        Offset of the word that told it; where it isn't told, the start.
    place
        The mention that places it, or None.
    words
        How the report words the place; by default as the mention does.
    first, last, date_precision
        Inclusive days, or None.
    actor1, actor2, casualties, status
        As the clause tells them.
    confidence
        0 to 1.
    reasons
        What the confidence is made of.
    own_place, own_date
        Whether its own sentence tells them.
    dated_by_item
        Whether what stands before it in its item tells its day.
    by_item
        Whether what stands around it in its item, or the heading above, tells its place.
    quotes
        Offsets of every sentence that tells it; by default the one.
    is_aftermath
        It tells only what an event left behind (dead, damage), not what happened.
    points_back
        Its sentence goes on about what was told before: "It went off at noon".
    dates_back
        Its sentence names what was told before, and tells its day: "The attack was on Monday".
    names_back
        Its sentence begins with what was told before or who did it: "The raid", "The gunmen".
    is_another
        Its clause says that it is another event than the one before: "a second blast".
    is_head
        It is told in a few words at the head of its paragraph, as in a headline: "Convoy ambushed."
    item
        Number of the item of a log or a bulletin that tells it; None in running text.
    row
        Offset of the row of a table that tells it: no other row tells the same event.
    object_words
        Folded words of its sentence: by them the same event is known again.
    """

    start: int
    end: int
    sub_event_type: str
    trigger: int = -1
    place: Mention | None = None
    words: str | None = None
    first: date | None = None
    last: date | None = None
    date_precision: str = "unknown"
    actor1: str | None = None
    actor2: str | None = None
    casualties: Casualties = _UNKNOWN
    status: Status = "reported"
    confidence: float = 0.5
    reasons: tuple[str, ...] = ()
    own_place: bool = True
    own_date: bool = True
    by_item: bool = False
    dated_by_item: bool = False
    quotes: tuple[tuple[int, int], ...] = ()
    is_aftermath: bool = False
    points_back: bool = False
    dates_back: bool = False
    names_back: bool = False
    is_another: bool = False
    is_head: bool = False
    item: int | None = None
    row: int | None = None
    object_words: frozenset[str] = frozenset()

    @property
    def is_dated(self) -> bool:
        """Whether its day is told in its sentence, or before it in its item."""
        return self.own_date or self.dated_by_item

    def __post_init__(self) -> None:
        """Fill what follows from the rest."""
        words = self.words
        if words is None and self.place is not None:
            words = self.place.surface
        defaults = {
            "trigger": self.start if self.trigger < 0 else self.trigger,
            "words": words,
            "quotes": self.quotes or ((self.start, self.end),),
        }
        for name, value in defaults.items():
            object.__setattr__(self, name, value)
