# ruff: noqa: RUF001  - patterns and word lists are kept whole; curly quotes and dashes are what news is written with
"""Where an event is: the place that its clause tells, else its sentence, else its paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import KINDS, SETTLEMENTS
from sitmap.gazetteer.text import fold
from sitmap.reports.lexicons import load_words
from sitmap.reports.toponyms import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitmap.reports.passages import Passages

__all__ = ["Placing", "word_place"]

_AWAY: Final = re.compile(
    r"\b(?:ambassador|envoy|visit|travel\w*|flew|return\w*|minister|president|spokes\w+|according) (?:to|of|from|in|for) (?:the )?$",
    re.IGNORECASE,
)
_WHERE: Final = re.compile(
    r"\b(?:in|at|near|outside|on|around|inside|across|throughout|within|off|over|between|of|through|into|towards?|against|from|to|along|west of|east of|north of|south of) (?:the |a )?(?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)
_HOLDER: Final = re.compile(
    r"(?:['’]s)? (?:(?:[Dd]eputy|[Vv]ice|[Ff]ormer|[Aa]cting|[Ff]oreign|[Dd]efen[cs]e|[Ii]nterior) )*(?:[Pp]resident|[Pp]rime [Mm]inister|[Mm]inister|[Gg]overnment|[Aa]mbassador|[Pp]arliament|[Aa]rmy|[Mm]ilitary|[Cc]hief|[Ll]eader|[Oo]fficials?|[Aa]uthorities)\b"
)
_WAY: Final = re.compile(
    r"\b(?:(?:road|roads|highway|route|way|bridge|train|bus|border|leading|bound|headed|heading|en route|fled|flee|taken|brought|troops|soldiers) (?:to|from|for|with|towards?)|from)(?: the)? $"
)
_UNLISTED: Final = re.compile(
    r"\b(?:in|near|at|outside|village of|town of|city of|district of|on the outskirts of) (?P<name>[A-ZÀ-ÞŠŽČĆĐ][\w'-]{2,}(?: [A-ZÀ-ÞŠŽČĆĐ][\w'-]+)?)"
)
_LIES_IN: Final = re.compile(r", (?:in|near) (?:the )?(?:[a-z]+ of )?[A-ZÀ-ÞŠŽČĆĐ]")
_HELD_BY: Final = re.compile(
    r"\w, (?:in|of) the (?:municipality|district|region|province|county|department|governorate|oblast) of $"
)
_LISTED_WITH: Final = re.compile(r"(?:,|,? and)(?: (?:in|near|at|outside))?(?: the)? ")
_ORDER: Final = {"facility": 0, "settlement": 1, "nature": 2, "area": 3}


class Placing:
    """Finds the places of a report's events.

    Parameters
    ----------
    passages
        The text and what was found in it.
    """

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self.text = passages.text

    def find(self, number: int, start: int, end: int, trigger: int) -> tuple[Mention | None, str]:
        """Look for the place in the clause, the sentence, the paragraph.

        Returns
        -------
        mention, where
            ``where`` is ``clause``, ``sentence``, ``paragraph`` or ``nowhere``.
        """
        inside = [*self._places(start, end), *self._unlisted(start, end)]
        vague = next((each for each in inside if _is_vague(each)), None)
        named = [each for each in inside if each.place is not None or each.kind == "place"]
        if named and not (vague and abs(vague.start - trigger) < abs(named[0].start - trigger)):
            return self._best(named, trigger), "clause"
        sentence = self.passages.sentences[number]
        around = [
            each for each in self._places(sentence.start, sentence.end) if each.place is not None
        ]
        if vague is not None:
            return _area_of(around), "sentence"
        if around:
            return self._best(around, trigger), "sentence"
        last = self._last_place(number)
        return (last, "paragraph") if last else (None, "nowhere")

    def own_places(self, start: int, end: int) -> list[str]:
        """Return the ids of settlements and facilities that a clause is set in."""
        inside = [
            each
            for each in self.passages.mentions_in(start, end)
            if self._may_place(each) and self._is_where(each)
        ]
        return [
            each.place_id for each in inside if each.place and KINDS[each.place.kind][0] != "area"
        ]

    def listed_with(self, place: Mention | None, end: int) -> Iterator[Mention]:
        """Yield the other places of a list: "in Batumi and in Kutaisi" are two events where no number is shared."""
        if place is None or place.place is None or place.place.kind not in SETTLEMENTS:
            return
        last = place
        for other in self.passages.mentions_in(place.end, end):
            town = (
                other.place is not None
                and other.place.kind in SETTLEMENTS
                and other.kind == "place"
            )
            if not town or not _LISTED_WITH.fullmatch(self.text, last.end, other.start):
                return
            yield other
            last = other

    def party(self, start: int, end: int) -> Mention | None:
        """Return the country that agrees: an agreement is drawn over the country, not at a spot."""
        inside = [
            each
            for each in self.passages.mentions_in(start, end)
            if each.place and each.place.kind == "country"
        ]
        speaking = [each for each in inside if each.kind == "metonym"]
        return next(reversed(speaking or [each for each in inside if each.kind == "place"]), None)

    def _last_place(self, number: int) -> Mention | None:
        """Return the place of the paragraph so far: the first local one of the sentence before, or of the one before that."""
        here = self.passages.sentences[number].paragraph
        for before in range(number - 1, -1, -1):
            sentence = self.passages.sentences[before]
            if sentence.paragraph != here:
                return None
            inside = (
                each
                for each in self.passages.mentions_in(sentence.start, sentence.end)
                if self._may_place(each)
            )
            local = next(
                (each for each in inside if each.place and each.place.kind != "country"), None
            )
            if local is not None:
                return local
        return None

    def _may_place(self, mention: Mention) -> bool:
        if mention.kind not in ("place", "facility", "region") or _HOLDER.match(
            self.text, mention.end
        ):
            return False
        return not _AWAY.search(self.text[max(0, mention.start - 40) : mention.start])

    def _is_where(self, mention: Mention) -> bool:
        before = self.text[max(0, mention.start - 50) : mention.start]
        return (
            _WHERE.search(before) is not None or _LIES_IN.match(self.text, mention.end) is not None
        )

    def _unlisted(self, start: int, end: int) -> list[Mention]:
        """Return names behind "in" or "the village of" that the gazetteer doesn't list: better no point than another's."""
        taken = {each.start for each in self.passages.mentions_in(start, end)}
        common = load_words().common_words
        matches = _UNLISTED.finditer(self.text, start, end)
        found = [
            (match.start("name"), match["name"])
            for match in matches
            if match.start("name") not in taken
        ]
        return [
            Mention(at, at + len(name), name, "place", why="not listed in the gazetteer")
            for at, name in found
            if not any(fold(word) in common for word in name.split()) and not name.isupper()
        ]

    def _places(self, start: int, end: int) -> list[Mention]:
        inside = [each for each in self.passages.mentions_in(start, end) if self._may_place(each)]
        where = [each for each in inside if self._is_where(each)]
        return where or [each for each in inside if each.place is not None]

    def _best(self, mentions: Sequence[Mention], trigger: int) -> Mention:
        """Return the most precise place; of equals, the one nearest to the trigger, places behind it first."""
        return min(
            mentions,
            key=lambda each: (
                self._is_way(each), self._is_holder(each), _coarseness(each), each.start < trigger, abs(each.start - trigger)
            ),
        )  # fmt: skip

    def _is_holder(self, mention: Mention) -> bool:
        """Tell whether a place only says what another lies in: "Banjska, in the municipality of Zvečan"."""
        return _HELD_BY.search(self.text[max(0, mention.start - 40) : mention.start]) is not None

    def _is_way(self, mention: Mention) -> bool:
        """Tell whether a place only names a road or a direction: "on the road to Leposavić"."""
        return _WAY.search(self.text[max(0, mention.start - 40) : mention.start]) is not None


def _is_vague(mention: Mention) -> bool:
    """Tell "some roads" and its like, which are an area; "the town", unless one was named before, is nothing."""
    return (
        mention.place is None
        and mention.kind == "region"
        and mention.surface.lower() in load_words().vague_areas
    )


def _area_of(mentions: Sequence[Mention]) -> Mention | None:
    """Return the area that "some roads" are in: a region or unit before a country."""
    areas = [
        each
        for each in mentions
        if each.place and each.place.kind in ("region", "admin1", "admin2")
    ]
    countries = [each for each in mentions if each.place and each.place.kind == "country"]
    return next(iter(areas or countries), None)


def _coarseness(mention: Mention) -> int:
    if mention.place is None:
        return _ORDER["settlement"]
    if mention.place.kind == "country":
        return len(_ORDER) + 1
    return _ORDER[KINDS.get(mention.place.kind, ("settlement",))[0]]


def word_place(text: str, place: Mention | None) -> str | None:
    """Return the place as the report words it, with "near" before it."""
    if place is None:
        return None
    near = re.search(
        r"\b(?:near|outside|close to|in the vicinity of|on the outskirts of) (?:the )?$",
        text[max(0, place.start - 30) : place.start],
    )
    return f"{near[0]}{place.surface}" if near else place.surface
