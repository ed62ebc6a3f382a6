"""What a look-up returns: matches with their reasons, and the outcome for one name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from sitmap.gazetteer import Place
    from sitmap.precision import Precision

MatchType = Literal[
    "exact",
    "alternate",
    "transliterated",
    "sound",
    "fuzzy",
    "code",
    "area",
    "computed",
]
"""Main name; another name; transliteration; typing errors; code; the place or unit that holds it;
geometry."""

Status = Literal["found", "ambiguous", "not_found", "error"]


class Match(NamedTuple):
    """A place with how well it answers.

    Attributes
    ----------
    place
        The gazetteer's entry.
    score
        0 to 1: the share of such answers that are right.
    match
        How the name was matched.
    precision, uncertainty_m
        How precisely the point stands for what was asked.
    lat, lon
        The answer's point: the place's own, or one computed from it.
    label
        What the point is called: the place's name, or "15 km NE of Tuzla".
    why
        The reasons, in one line.
    rank
        What the matches are ordered by.
    resembles
        Whether no name of the place is the one asked for, but one is like it in letters or sound.
    """

    place: Place
    score: float
    match: MatchType
    precision: Precision
    uncertainty_m: float
    lat: float
    lon: float
    label: str
    why: str
    rank: float = 0.0
    resembles: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a name came to.

    Attributes
    ----------
    status
        ``found``, ``ambiguous`` (the first match is a guess), ``not_found`` or ``error``.
    matches
        Best first.
    reason
        Why nothing was found, or why it is ambiguous.
    is_suggestion
        Whether the matches are no answer, only what may have been meant: names that resemble the
        one asked for anywhere in the world, or lie far from all other places of the table.
    is_outlier
        Whether it is the latter.
    is_area
        Whether the first match is an area that surely holds the place.
    instead
        Such an area, where the first match is in doubt.
    """

    status: Status
    matches: tuple[Match, ...] = ()
    reason: str = ""
    is_suggestion: bool = False
    is_outlier: bool = False
    is_area: bool = False
    instead: Match | None = None

    @property
    def is_firm(self) -> bool:
        """Whether the first match may be drawn: it is found, or surely holds what isn't."""
        return not self.is_suggestion and (
            self.status == "found" or self.is_area
        )

    @property
    def drawn(self) -> Match | None:
        """What may be drawn: the first match if firm, else the area that surely holds it."""
        if self.is_suggestion:
            return None
        return self.best if self.is_firm else self.instead

    @property
    def best(self) -> Match | None:
        """The first match, if any."""
        return self.matches[0] if self.matches else None

    def with_reason(self, reason: str) -> Outcome:
        """Return the same outcome with another reason."""
        return replace(self, reason=reason)
