# ruff: noqa: RUF001  - curly quotes and dashes are what news is written with
"""Where an event is: what its clause tells, else its sentence, its item, the heading, the lead.

How far one had to look is said. Spots that words put beside a place ("3 km south of Klina",
"between Shagra and Tawila") are computed, with their own uncertainty.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitmap.gazetteer.kinds import KINDS, SETTLEMENTS
from sitmap.gazetteer.text import fold
from sitmap.geodesy import distance_m, geodesic_m, move
from sitmap.reports.events.unlisted import find_alike, put_into
from sitmap.reports.languages import read_table
from sitmap.reports.languages.compiled import compile_pattern, per_language
from sitmap.reports.places.coordinates import COORDINATES
from sitmap.reports.places.mentions import Mention
from sitmap.reports.places.words import load_words
from sitmap.reports.text.numbers import read_number
from sitmap.reports.text.sentences import find_dateline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitmap.reports.passages import Passages
    from sitmap.reports.text.outline import Item
    from sitmap.reports.text.sentences import Sentence

_LOOK: Final = 60
"""Letters before a name in which its preposition stands."""
_ROUGH: Final = 0.15
"""Share of a told distance by which it may be off: "3 km" is told to half a kilometre."""
# metres that a told distance is rounded by, at least
_LEAST_OFFSET_M: Final = 500.0
_MOST_BETWEEN_M: Final = 150_000.0
"""Two ends of a road lie nearer; else their names only stand side by side."""
_LONGEST_ROAD_M: Final = 450_000.0
"""… and further apart, one of the two is a namesake."""
_ORDER: Final = {"facility": 0, "settlement": 1, "nature": 2, "area": 3}
# words before a colon that may be a place
_LABEL_WORDS: Final = 3
_FAR_M: Final = 1_500_000.0
"""Further than this from everything else that is named, a place is a namesake."""
_FAR_ALIAS_M: Final = 500_000.0
"""The same of a place that bears the name as another spelling: "Mambasa" is no Mombasa in Ituri."""
_GREAT: Final = 200_000
"""People of a city that a headline names without its country."""
_MAIN: Final = 3
"""Countries that a name is looked for in that no gazetteer spells so."""
_ONE_TOWN_M: Final = 30_000.0
"""A city and its suburbs."""
_SLACK_DEG: Final = 0.1
"""How far a town may lie outside of the box of its region: outlines are rough."""
_STOP: Final = re.compile(r"[^\W\d_]{3}[.;!?]\s")
_NUMBERED: Final = re.compile(r"[^\W\d]+ \d+")
# places of a report; with fewer it has no middle
_FEW: Final = 3
_DOUBTFUL: Final = 0.4
"""Score of coordinates that the name beside them speaks against."""
_TOGETHER: Final = 0.75
"""Share of a report's places by which it is of one part of the world."""
_MANY: Final = 40
"""Places looked at to tell whether a report is of one part of the world."""
_PLACE_KINDS: Final = ("place", "facility", "region")
_LEAD: Final = 200
"""Sentences of a lead that are looked at: a scan may be one paragraph of ten thousand."""
_BACK: Final = 4
"""Sentences before in the item that are looked at for a place."""


class Found(NamedTuple):
    """A place, and where it was told: clause, sentence, item, heading, lead or nowhere."""

    mention: Mention | None
    where: str


class _Role(NamedTuple):
    """What the words before a name make of it: how well it places an event."""

    points: float
    name: str


_IN: Final = _Role(3.0, "in")
_TARGET: Final = _Role(2.5, "target")
_THING: Final = _Role(2.5, "thing of")
_FROM_PLACE: Final = _Role(2.0, "from place")
_BARE: Final = _Role(1.0, "bare")
_WAY: Final = _Role(0.2, "way")
_NO: Final = _Role(-1.0, "no place of an event")


class _Words(NamedTuple):
    """A language's words of place, compiled."""

    in_place: re.Pattern[str]
    target: re.Pattern[str]
    thing_of: re.Pattern[str]
    away: re.Pattern[str]
    from_or_to: re.Pattern[str]
    from_place: re.Pattern[str]
    aim: re.Pattern[str]
    holder: re.Pattern[str]
    of_country: re.Pattern[str]
    back_there: re.Pattern[str]
    speaks: re.Pattern[str]
    way: re.Pattern[str]
    near: re.Pattern[str]
    unlisted: re.Pattern[str]
    lies_in: re.Pattern[str]
    held_by: re.Pattern[str]
    listed_with: re.Pattern[str]
    offset: re.Pattern[str]
    offset_of_it: re.Pattern[str]
    holds: re.Pattern[str]
    halfway: re.Pattern[str]
    goes_on: re.Pattern[str]
    to_where: re.Pattern[str]
    between: tuple[str, ...]
    units: Mapping[str, float]
    bearings: Mapping[str, float]


@per_language
def _load(language: str) -> _Words:
    table = read_table(language, "places")
    ones = read_table(language, "numbers")["ones"]
    numbers = "|".join(sorted(ones, key=len, reverse=True))
    cased = (
        "holder",
        "of_country",
        "unlisted",
        "lies_in",
        "held_by",
        "listed_with",
        "speaks",
        "goes_on",
        "holds",
    )
    fields: dict[str, Any] = {}
    for name in _Words._fields:
        value = table[name]
        if isinstance(value, str):
            text = value.replace("{number_words}", numbers)
            flags = 0 if name in cased else re.IGNORECASE
            value = compile_pattern(text, language, flags)
        fields[name] = tuple(value) if isinstance(value, list) else value
    return _Words(**fields)


class PlaceFinder:
    """Finds the places of a report's events.

    Parameters
    ----------
    passages
        The text and what was found in it.
    """

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self.text = passages.text
        self.words = _load(passages.language)
        self._roles: dict[int, _Role] = {}
        self._stray: dict[str, bool] = {}

    def find(
        self, number: int, start: int, end: int, trigger: int
    ) -> Found:
        """Look for the place in the clause, the sentence, the item, the headings."""
        sentence = self.passages.sentences[number]
        exact = self._coordinates(number, start, end)
        if exact is not None:
            return Found(
                exact,
                "clause" if start <= exact.start < end else "sentence",
            )
        told = self._told_of_it(number, trigger)
        if told is not None:
            return Found(told, "sentence")
        way: Mention | None = None
        for first, last, where in (
            (start, end, "clause"),
            (sentence.start, sentence.end, "sentence"),
        ):
            found = self._best(first, last, trigger)
            if found is None:
                continue
            if self._role(
                found
            ) is not _WAY and not self._is_unplaced_thing(found):
                return Found(self._within(found, number, trigger), where)
            way = way or found
        beyond = self._beyond(number, trigger)
        if way is None:
            return beyond
        label = self.passages.outline[sentence.paragraph].label
        line = self.passages.dateline
        here = label is not None and not (
            line and line[0] <= label[0] < line[1]
        )
        if (
            beyond.mention is None
            or beyond.mention.place is None
            or beyond.where != "item"
            or not here
        ):
            return Found(way, "sentence")
        return self._on_the_way(way, beyond)

    def _coordinates(
        self, number: int, start: int, end: int
    ) -> Mention | None:
        """Return what is written as degrees or as a grid reference: no name tells it better.

        Those of the clause come first, then the only ones of the sentence, then the only ones of
        the sentence behind it, if that names no place: "The video is geolocated to 48.28, 37.17".
        """
        if not self._has_coordinates:
            return None
        sentence = self.passages.sentences[number]
        inside = self._written(start, end)
        around = self._written(sentence.start, sentence.end)
        if inside or around:
            written = inside or (around if len(around) == 1 else [])
            return (
                self._beside_name(written[0], sentence) if written else None
            )
        behind = self.passages.sentences[number + 1 : number + 2]
        if not behind or behind[0].paragraph != sentence.paragraph:
            return None
        told = self.passages.mentions_in(behind[0].start, behind[0].end)
        written = self._written(behind[0].start, behind[0].end)
        return written[0] if len(written) == 1 == len(told) else None

    def _beside_name(self, exact: Mention, sentence: Sentence) -> Mention:
        """Say that coordinates and the town told beside them are of two places, where they are."""
        told = self.passages.mentions_in(sentence.start, sentence.end)
        towns = [
            each
            for each in told
            if _is_town(each) and self._role(each) is _IN
        ]
        if not towns or any(
            _away_m(exact, each) <= _ONE_TOWN_M for each in towns
        ):
            return exact
        away_km = _away_m(exact, towns[0]) / 1000
        why = f"{COORDINATES}; {towns[0].name}, which is told beside them, is {away_km:.0f} km away"
        return replace(exact, score=_DOUBTFUL, why=why)

    @cached_property
    def _has_coordinates(self) -> bool:
        return any(
            each.why.startswith(COORDINATES)
            for each in self.passages.mentions
        )

    def _written(self, start: int, end: int) -> list[Mention]:
        told = self.passages.mentions_in(start, end)
        return [each for each in told if each.why.startswith(COORDINATES)]

    def _within(self, found: Mention, number: int, trigger: int) -> Mention:
        """Put a place that no gazetteer has where one spelled alike is, or into what holds it.

        "Kayfoun, Aley district" lies in the district; it keeps its own words, and says how.
        """
        sentence = self.passages.sentences[number]
        behind = self._holder_behind(found, sentence.end)
        if found.place is not None or found.lat is not None:
            item = self.passages.outline[sentence.paragraph]
            heads = self._has_place_labels and self._is_all_place(item)
            head = self._headed_by(item, number, trigger) if heads else None
            holder = behind or head
            elsewhere = holder is not None and _is_outside(found, holder)
            return (
                put_into(found, holder)
                if elsewhere and holder is not None
                else found
            )
        alike = self._alike(found)
        if alike is not None:
            return self._moved(alike)
        item = self.passages.outline[sentence.paragraph]
        holder = (
            behind
            or self._region_in(sentence.start, sentence.end)
            or self._headed_by(item, number, trigger)
            or self._heading(item, trigger)
            or self._only_town
            or self._only_region
        )
        return (
            found
            if holder is None or _holds_none(holder)
            else put_into(found, holder)
        )

    def _alike(self, name: Mention) -> Mention | None:
        """Return a name as the place that is spelled like it, but not as a namesake abroad."""
        alike = find_alike(name, self._main_countries)
        return None if alike is None or self._is_stray(alike) else alike

    def _guessed(self, label: Mention, item: Item, trigger: int) -> Mention:
        """Put a heading that no gazetteer has where one spelled alike is, or into its region."""
        alike = self._alike(label)
        if alike is not None:
            return alike
        holder = (
            self._region_in(item.start, item.end)
            or self._heading(item, trigger)
            or self._only_town
            or self._only_region
        )
        return (
            label
            if holder is None or _holds_none(holder)
            else put_into(label, holder)
        )

    def _headed_by(
        self, item: Item, number: int, trigger: int
    ) -> Mention | None:
        """Return the place that heads an item; a place line only tells who reports."""
        if item.label is None:
            return None
        marked = self.text[item.label[1] : item.label[1] + 1] in (":", ".")
        marked = marked or not self.text[slice(*item.label)].isupper()
        return self._label(number, item, trigger) if marked else None

    def _is_all_place(self, item: Item) -> bool:
        """Tell a run-in heading that is a place's name, and no sentence with one."""
        if item.label is None:
            return False
        start, end = item.label
        for each in reversed(self.passages.mentions_in(start, end)):
            end = each.start if each.end >= end - 1 else end
        lists = load_words(self.passages.language)
        known = (
            lists.place_words
            | lists.kind_before
            | lists.unit_words
            | lists.small_words
        )
        return all(
            fold(word) in known for word in self.text[start:end].split()
        )

    def _holder_behind(self, found: Mention, end: int) -> Mention | None:
        """Return what is said right behind a place to hold it: "Maga, Kebbi State"."""
        inside = self.passages.mentions_in(
            found.end, min(end, found.end + _LOOK)
        )
        known = (
            each
            for each in inside
            if each.place is not None and each.kind in _PLACE_KINDS
        )
        holds = self.words.holds
        return next(
            (
                x
                for x in known
                if holds.fullmatch(self.text, found.end, x.start)
            ),
            None,
        )

    def _region_in(self, start: int, end: int) -> Mention | None:
        """Return the region or district that a sentence is set in."""
        inside = (
            each
            for each in self.passages.mentions_in(start, end)
            if self._may_place(each)
        )
        areas = (
            x
            for x in inside
            if x.place and KINDS[x.place.kind][0] == "area"
        )
        return next(
            (
                each
                for each in areas
                if each.place and each.place.kind != "country"
            ),
            None,
        )

    @cached_property
    def _only_town(self) -> Mention | None:
        """The town that the whole report is of, if it names no other that is far from it."""
        towns = [
            each for each in self._settled.values() if self._may_place(each)
        ]
        first = towns[0] if towns else None
        if first is None or any(
            _away_m(first, each) > _ONE_TOWN_M for each in towns
        ):
            return None
        return first

    @cached_property
    def _only_region(self) -> Mention | None:
        """The region that the report is of, if it names one alone."""
        areas = {
            each.place_id: each
            for each in self.passages.mentions
            if each.place is not None
            and each.place.kind == "admin1"
            and self._may_place(each)
        }
        return next(iter(areas.values())) if len(areas) == 1 else None

    @cached_property
    def _main_countries(self) -> tuple[str, ...]:
        """The countries that most of the report's places lie in."""
        told = Counter(country for country, _ in self._countries if country)
        return tuple(country for country, _ in told.most_common(_MAIN))

    def _told_of_it(self, number: int, trigger: int) -> Mention | None:
        """Return a spot told from the item's own place: "7 miles north of us"."""
        sentence = self.passages.sentences[number]
        match = self.words.offset_of_it.search(
            self.text, sentence.start, sentence.end
        )
        if match is None:
            return None
        before = [
            each
            for each in self.passages.mentions_in(
                sentence.start, match.start()
            )
            if each.kind in _PLACE_KINDS
            and each.lat is not None
            and not _is_country(each)
        ]
        base = (
            before[-1] if before else self._beyond(number, trigger).mention
        )
        if base is None or base.lat is None:
            return None
        return self.moved_from(base, sentence.start, sentence.end)

    def _is_unplaced_thing(self, mention: Mention) -> bool:
        """Tell a street or a building that the gazetteer lacks: its town is told elsewhere."""
        return mention.place is None and mention.kind == "facility"

    def _on_the_way(self, way: Mention, beyond: Found) -> Found:
        """Return the item's place, or the middle of the way from there where it says halfway."""
        base = beyond.mention
        assert base is not None  # noqa: S101  (asked before)
        before = self.text[max(0, way.start - _LOOK) : way.start]
        placed = way.lat is not None and base.lat is not None
        halfway = placed and self.words.halfway.search(before) is not None
        if halfway and _away_m(base, way) <= _MOST_BETWEEN_M:
            return Found(_middle(self.text, base, way), "sentence")
        return beyond

    def own_places(self, start: int, end: int) -> list[str]:
        """Return the ids of the settlements and facilities that a clause is set in."""
        inside = [
            each
            for each in self.passages.mentions_in(start, end)
            if each.kind in _PLACE_KINDS
            and self._role(each).points >= _FROM_PLACE.points
        ]
        return [
            each.place_id
            for each in inside
            if each.place and KINDS[each.place.kind][0] != "area"
        ]

    def listed_with(
        self, place: Mention | None, end: int
    ) -> Iterator[Mention]:
        """Yield the other places of a list: "in Batumi and in Kutaisi" are two events."""
        if (
            place is None
            or place.place is None
            or place.place.kind not in SETTLEMENTS
        ):
            return
        last = place
        for other in self.passages.mentions_in(place.end, end):
            town = (
                other.place is not None and other.place.kind in SETTLEMENTS
            )
            listed = self.words.listed_with.fullmatch(
                self.text, last.end, other.start
            )
            if not (town and other.kind == "place" and listed):
                return
            yield other
            last = other

    def party(self, start: int, end: int) -> Mention | None:
        """Return the country that agrees: an agreement is drawn over the country."""
        inside = [
            each
            for each in self.passages.mentions_in(start, end)
            if each.place and each.place.kind == "country"
        ]
        speaking = [each for each in inside if each.kind == "metonym"]
        return next(
            reversed(
                speaking
                or [each for each in inside if each.kind == "place"]
            ),
            None,
        )

    def _best(self, start: int, end: int, trigger: int) -> Mention | None:
        """Return the place that the words between two offsets set an event in."""
        told = self.passages.mentions_in(start, end)
        inside = [each for each in told if each.kind in _PLACE_KINDS]
        beside = self.passages.mentions_in(end, end + _LOOK)
        wide = [
            *inside,
            *(each for each in beside if each.kind in _PLACE_KINDS),
        ]
        road = self._between(
            wide, start, end + _LOOK if len(wide) > len(inside) else end
        )
        if road is not None and road.start < end:
            return road
        mentions = [each for each in inside if self._may_place(each)]
        named = [each for each in mentions if each.place is not None]
        listed = [each for each in named if self._role(each).points > 0]
        missing = self._unlisted(start, end)
        vague = next(
            (each for each in mentions if _is_vague(each, self._vague)),
            None,
        )
        if vague is not None and (
            not listed or _is_nearer(vague, listed, trigger)
        ):
            return _area_of(named)
        every = [*listed, *missing]
        if not every:
            return None
        best = min(every, key=lambda each: self._rank(each, trigger))
        return self._moved(best)

    @property
    def _vague(self) -> tuple[str, ...]:
        return load_words(self.passages.language).vague_areas

    def _rank(self, mention: Mention, trigger: int) -> tuple[object, ...]:
        """Order places: by role, then the finest, then the nearest, behind the trigger first."""
        role = self._role(mention)
        return (
            self._is_place_line(mention),
            role is _WAY,
            self._is_holder(mention),
            _coarseness(mention) > len(_ORDER),
            _coarseness(mention),
            -role.points,
            mention.start < trigger,
            abs(mention.start - trigger),
        )

    def _is_place_line(self, mention: Mention) -> bool:
        """Tell where a report is from: not where its first sentence is set, if it says where."""
        line = self.passages.dateline
        return line is not None and line[0] <= mention.start < line[1]

    def _may_place(self, mention: Mention) -> bool:
        if mention.kind not in _PLACE_KINDS:
            return False
        return self._role(mention) is not _NO

    def _role(self, mention: Mention) -> _Role:
        known = self._roles.get(mention.start)
        if known is None:
            known = self._roles[mention.start] = self._read_role(mention)
        return known

    def _read_role(self, mention: Mention) -> _Role:
        words = self.words
        before = self.text[max(0, mention.start - _LOOK) : mention.start]
        before = (
            before[before.rfind("\n") + 1 :]
            if before.rstrip(" ") != before.rstrip()
            else before
        )
        behind = self.text[mention.end : mention.end + _LOOK]
        if words.offset.search(before) or words.to_where.match(behind):
            return _IN
        speaks = words.speaks.match(behind) and not words.in_place.search(
            before
        )
        owns = _is_country(mention) and words.of_country.match(behind)
        if (
            words.holder.match(behind)
            or speaks
            or owns
            or words.away.search(before)
        ):
            return _NO
        if self._is_cut_off(mention) or self._is_stray(mention):
            return _NO
        rules = (
            (words.from_place, _FROM_PLACE),
            (words.aim, _TARGET),
            (words.way, _WAY),
            (words.from_or_to, _NO),
            (words.in_place, _IN),
            (words.target, _TARGET),
            (words.thing_of, _THING),
        )
        for pattern, role in rules:
            if pattern.search(before):
                return role
        if words.lies_in.match(behind):
            return _IN
        return _BARE

    def _is_stray(self, mention: Mention) -> bool:
        """Tell a namesake: far from all that the report names, in a country it doesn't name."""
        known = self._stray.get(mention.place_id)
        if known is None:
            known = self._stray[mention.place_id] = self._read_stray(
                mention
            )
        return known

    def _read_stray(self, mention: Mention) -> bool:
        place = mention.place
        if place is not None and _NUMBERED.fullmatch(mention.surface):
            # "Sector 3" is a town's only in a report of its country
            return place.country not in self._named_countries
        if place is None or place.kind not in (
            *SETTLEMENTS,
            "admin2",
            "municipality",
        ):
            return False
        others = [
            each
            for key, each in self._settled.items()
            if key != mention.place_id
        ]
        others = _of_one_part(others[:_MANY])
        if len(others) < _FEW:
            return False
        named = any(
            country == place.country and key != mention.place_id
            for country, key in self._countries
        )
        own_name = fold(mention.surface) == fold(mention.name)
        far_m = _FAR_M if own_name else _FAR_ALIAS_M
        if self._is_list and place.population >= _GREAT:
            return False  # each line of a list of headlines is of its own country
        return not named and all(
            _away_m(mention, each) > far_m for each in others
        )

    @cached_property
    def _is_list(self) -> bool:
        """Whether the report is a list of headlines: most lines end without a stop."""
        lines = [
            self.text[each.start : each.end]
            for each in self.passages.outline
        ]
        bare = sum(each[-1:].isalnum() for each in lines)
        return len(lines) > _FEW and bare > len(lines) / 2

    @cached_property
    def _settled(self) -> dict[str, Mention]:
        """The towns that the report names, by id."""
        return {
            each.place_id: each
            for each in self.passages.mentions
            if each.place is not None
            and each.place.kind in SETTLEMENTS
            and each.kind == "place"
        }

    @cached_property
    def _named_countries(self) -> frozenset[str]:
        """The countries of all names but numbered ones: "Sector 2" is no witness of "Sector 3"."""
        places = [each for each in self.passages.mentions if each.place]
        names = (
            each for each in places if not _NUMBERED.fullmatch(each.surface)
        )
        return frozenset(each.place.country for each in names if each.place)

    @cached_property
    def _countries(self) -> list[tuple[str, str]]:
        """The countries of the places that the report names, with the places' ids, as told."""
        told = (
            (each.place.country, each.place_id)
            for each in self.passages.mentions
            if each.place
        )
        return list(dict.fromkeys(told))

    def _is_cut_off(self, mention: Mention) -> bool:
        """Tell a name that goes on with a word that isn't its own: the "Ras" of "Ras Isa"."""
        place = mention.place
        if (
            place is None
            or mention.kind != "place"
            or place.kind not in SETTLEMENTS
        ):
            return False
        match = self.words.goes_on.match(self.text, mention.end)
        if match is None:
            return False
        word = fold(match["word"])
        lists = load_words(self.passages.language)
        known = (
            lists.common_words
            | lists.organisation_words
            | lists.local_bodies
            | lists.titles
        )
        inside = any(
            each.start == match.start("word")
            for each in self.passages.mentions_in(mention.end, match.end())
        )
        return not inside and word not in known

    def _between(
        self, mentions: Sequence[Mention], start: int, end: int
    ) -> Mention | None:
        """Return the middle of the road between two places that are told as its ends."""
        known = [each for each in mentions if each.lat is not None]
        for one in known:
            for two in known:
                if one.start < two.start and self._are_ends(
                    one, two, start, end
                ):
                    return _middle(self.text, one, two)
        return None

    def _are_ends(
        self, one: Mention, two: Mention, start: int, end: int
    ) -> bool:
        if two.start - one.end > _LOOK or one.place_id == two.place_id:
            return False
        if _STOP.search(self.text, one.end - 3, two.start):
            return False  # two sentences, or two clauses
        first = max(start, one.start - _LOOK)
        # the two names stand as one letter each, so that a pattern can say where they are
        told = (
            f"{self.text[first : one.start]}\0{self.text[one.end : two.start]}\0"
            f"{self.text[two.end : min(end, two.end + 20)]}"
        )
        patterns = (
            each.replace("\\b{place}", "{place}").replace("{place}", "\0")
            for each in self.words.between
        )
        if not any(
            re.search(_loose(each), told, re.IGNORECASE)
            for each in patterns
        ):
            return False
        away_m = _away_m(one, two)
        if away_m <= _MOST_BETWEEN_M:
            return True
        if away_m > _LONGEST_ROAD_M:
            return False
        # "the Kaduna-Abuja expressway": a road so long is at neither of its ends
        self._roles[one.start] = self._roles[two.start] = _WAY
        return False

    def _moved(self, mention: Mention) -> Mention:
        """Move a place by the distance that is told before it: "3 km south of Klina"."""
        before = self.text[
            max(0, mention.start - 2 * _LOOK) : mention.start
        ]
        match = self.words.offset.search(before)
        if match is None or mention.lat is None:
            return mention
        return self._shift(
            mention, match, mention.start - len(before) + match.start()
        )

    def moved_from(self, mention: Mention, start: int, end: int) -> Mention:
        """Move an item's place by what its sentence tells: "20 km west of the town"."""
        match = self.words.offset_of_it.search(self.text, start, end)
        if match is None or mention.lat is None:
            return mention
        return self._shift(mention, match, match.start(), match.end())

    def _shift(
        self,
        mention: Mention,
        match: re.Match[str],
        start: int,
        end: int | None = None,
    ) -> Mention:
        words = self.words
        number = match["number"].replace(",", ".")
        count = (
            float(number)
            if number[0].isdigit()
            else float(read_number(number) or 1)
        )
        away_m = count * words.units[match["unit"].lower()]
        bearing = words.bearings[
            re.sub(r"[\s-]", "", match["bearing"].lower())
        ]
        lat, lon = move(
            (mention.lat or 0.0, mention.lon or 0.0), bearing, away_m
        )
        uncertainty_m = (
            max(_LEAST_OFFSET_M, _ROUGH * away_m)
            + (mention.uncertainty_m or 0.0) / 2
        )
        stop = mention.end if end is None else end
        return replace(
            mention,
            start=start,
            end=stop,
            surface=" ".join(self.text[start:stop].split()),
            lat=lat,
            lon=lon,
            precision="near",
            uncertainty_m=uncertainty_m,
            why=f"{match[0].strip()} {mention.name}",
        )

    def _beyond(self, number: int, trigger: int) -> Found:
        """Look outside the sentence: label, sentences before, heading, the report's lead."""
        sentence = self.passages.sentences[number]
        item = self.passages.outline[sentence.paragraph]
        before = self._before(number, trigger)
        label = self._label(number, item, trigger)
        for found in (
            (label, before) if label and not before else (before, label)
        ):
            if found is not None:
                unlisted = found is label and found.lat is None
                if unlisted:
                    return Found(
                        self._guessed(found, item, trigger), "item"
                    )
                return Found(found, "item")
        heading = self._heading(item, trigger)
        if heading is not None:
            return Found(heading, "heading")
        logged = item.has_hour or item.label is not None
        lead = self._lead(number, trigger) or self._standfirst
        if lead is None and not logged:
            lead = self._only_town
        return (
            Found(lead, "lead")
            if lead is not None
            else Found(None, "nowhere")
        )

    def _before(self, number: int, trigger: int) -> Mention | None:
        """Return the place of the sentences before in the item, the nearest first."""
        own = self.passages.sentences[number]
        here = own.paragraph
        there = (
            self.words.back_there.search(self.text, own.start, own.end)
            is not None
        )
        for at in range(number - 1, max(-1, number - 1 - _BACK), -1):
            sentence = self.passages.sentences[at]
            if sentence.paragraph != here:
                return None
            found = self._last_town(sentence) if there else None
            found = found or self._best(
                sentence.start, sentence.end, trigger
            )
            passing = found is not None and self._role(found) is _WAY
            if found is not None and not passing and not _is_country(found):
                return self._within(found, at, trigger)
        return None

    def _last_town(self, sentence: Sentence) -> Mention | None:
        """Return the town that a sentence names last, whatever it is there for."""
        told = self.passages.mentions_in(sentence.start, sentence.end)
        towns = (
            each
            for each in reversed(told)
            if each.place and each.kind == "place"
        )
        return next(
            (each for each in towns if each.place and _is_town(each)), None
        )

    def _label(
        self, number: int, item: Item, trigger: int
    ) -> Mention | None:
        if item.label is None:
            return None
        inside = [
            each
            for each in self.passages.mentions_in(*item.label)
            if each.kind in _PLACE_KINDS
            and each.place is not None
            and not self._is_stray(each)
        ]
        road = self._between(inside, *item.label)
        del number, trigger
        return (
            road
            or min(inside, key=_coarseness, default=None)
            or self._unknown_label(item)
        )

    def _unknown_label(self, item: Item) -> Mention | None:
        """Return a run-in heading that names a place no gazetteer has: better than another's."""
        assert item.label is not None  # noqa: S101  (asked before)
        start, end = item.label
        if self._told_labels[self.text[start:end]] > 1:
            return None  # one who speaks again and again
        name = self.text[start:end]
        common = load_words(self.passages.language)
        words = [fold(word) for word in name.split()]
        plain = common.common_words | common.titles | common.small_words
        named = (
            (name.istitle() or name.isupper())
            and len(words) <= _LABEL_WORDS
            and self._has_place_labels
        )
        if not named or any(word in plain for word in words):
            return None
        return Mention(
            start, end, name, "place", why="not listed in the gazetteer"
        )

    @cached_property
    def _told_labels(self) -> Counter[str]:
        labels = (
            each.label for each in self.passages.outline if each.label
        )
        return Counter(self.text[start:end] for start, end in labels)

    @cached_property
    def _has_place_labels(self) -> bool:
        """Whether several items are headed by a place's name."""
        labels = (
            each.label for each in self.passages.outline if each.label
        )
        return (
            sum(bool(self.passages.mentions_in(*label)) for label in labels)
            > 1
        )

    def _heading(self, item: Item, trigger: int) -> Mention | None:
        at = item.heading
        while at is not None:
            above = self.passages.outline[at]
            inside = [
                each
                for each in self.passages.mentions_in(
                    above.start, above.end
                )
                if each.place and self._may_place(each)
            ]
            if inside:
                return min(inside, key=_coarseness)
            if not self.passages.dates_in(above.start, above.end):
                return None
            at = above.heading
        del trigger
        return None

    def _lead(self, number: int, trigger: int) -> Mention | None:
        """Return the place of the lead: what the first paragraphs set their event in.

        It holds for the paragraphs behind it as long as they name no other place.
        """
        sentences = self.passages.sentences
        here = sentences[number].paragraph
        item = self.passages.outline[here]
        if item.has_hour or item.label is not None:
            # each item of a log or a bulletin is of its own place
            return self.dateline(number)
        for at in range(number - 1, max(-1, number - 1 - _LEAD), -1):
            sentence = sentences[at]
            if here - sentence.paragraph > 1 or sentence.paragraph < (
                item.heading or 0
            ):
                break  # under another heading
            found = self._best(sentence.start, sentence.end, trigger)
            if found is not None and found.place is not None:
                return found if found.place.kind != "country" else None
        return self.dateline(number)

    @cached_property
    def _standfirst(self) -> Mention | None:
        """Return the only town of the line below the title of an interview."""
        outline = self.passages.outline
        asked = sum(
            self.text[each.start : each.end].endswith("?")
            for each in outline
        )
        if asked < _FEW:
            return None
        first = outline[1]
        told = self.passages.mentions_in(first.start, first.end)
        towns = {
            each.place_id: each
            for each in told
            if _is_town(each) and self._may_place(each)
        }
        return next(iter(towns.values())) if len(towns) == 1 else None

    def dateline(self, number: int) -> Mention | None:
        """Return the place of the dateline, for the paragraph that it stands before."""
        found = find_dateline(self.text) or self._later_dateline()
        if found is None:
            return self._title()
        del number
        inside = [
            each
            for each in self.passages.mentions_in(found[0], found[1] + 1)
            if each.place is not None
        ]
        return min(inside, key=_coarseness, default=None)

    def _later_dateline(self) -> tuple[int, int, str | None] | None:
        """Find a dateline behind the title."""
        for item in self.passages.outline[1:4]:
            found = find_dateline(self.text[item.start : item.end])
            if found is not None:
                return (
                    item.start + found[0],
                    item.start + found[1],
                    found[2],
                )
        return None

    def _title(self) -> Mention | None:
        """Return the town that the title names, of a report that has no dateline."""
        first = self.passages.outline[0] if self.passages.outline else None
        if first is None:
            return None
        inside = [
            each
            for each in self.passages.mentions_in(first.start, first.end)
            if each.place
            and each.kind in _PLACE_KINDS
            and not self._is_stray(each)
        ]
        best = min(inside, key=_coarseness, default=None)
        return (
            best
            if best is not None and _coarseness(best) < len(_ORDER)
            else None
        )

    def _is_holder(self, mention: Mention) -> bool:
        """Tell a place that only says what another lies in: "in the municipality of Zvečan"."""
        before = self.text[max(0, mention.start - _LOOK) : mention.start]
        return self.words.held_by.search(before) is not None

    def _unlisted(self, start: int, end: int) -> list[Mention]:
        """Return names that the gazetteer lacks: better no point than another's."""
        taken = [
            each.start
            for each in self.passages.mentions_in(start, end)
            if each.kind != "person" and not self._is_cut_off(each)
        ]
        common = load_words(self.passages.language).common_words
        found = [
            (match.start("name"), match["name"])
            for match in self.words.unlisted.finditer(self.text, start, end)
        ]
        return [
            Mention(
                at,
                at + len(name),
                name,
                "place",
                why="not listed in the gazetteer",
            )
            for at, name in found
            if not any(at <= other < at + len(name) for other in taken)
            and not any(_bare(word) in common for word in name.split())
            and not name.isupper()
        ]


def _holds_none(holder: Mention | None) -> bool:
    """Tell what puts a village nowhere: a whole country, or a sea."""
    place = holder.place if holder is not None else None
    return place is None or place.kind == "country" or not place.country


def _is_outside(found: Mention, holder: Mention) -> bool:
    """Tell a namesake: a town that isn't in the region or country that is said to hold it."""
    place, area = found.place, holder.place
    if place is None or area is None or place.kind not in SETTLEMENTS:
        return False
    if not area.country:
        return False  # a sea holds ships, not towns
    if place.country != area.country:
        return area.kind in ("country", "admin1", *SETTLEMENTS)
    if area.kind != "admin1" or area.bbox is None:
        return False
    west, south, east, north = area.bbox
    inside = west - _SLACK_DEG < place.lon < east + _SLACK_DEG
    return not (
        inside and south - _SLACK_DEG < place.lat < north + _SLACK_DEG
    )


def _is_country(mention: Mention) -> bool:
    return mention.place is not None and mention.place.kind == "country"


def _is_town(mention: Mention) -> bool:
    return mention.place is not None and mention.place.kind in SETTLEMENTS


def _bare(word: str) -> str:
    """Return a word folded, without its possessive ending."""
    return fold(re.sub(r"['’]s?$", "", word))


def _of_one_part(places: Sequence[Mention]) -> list[Mention]:
    """Return the places that are of one part of the world: each has another not far from it.

    One in four may be a namesake elsewhere; of more than that the report is of many parts.
    """
    together = [
        one
        for one in places
        if any(
            one.place_id != two.place_id and _away_m(one, two) < _FAR_M
            for two in places
        )
    ]
    return together if len(together) >= _TOGETHER * len(places) else []


def _loose(pattern: str) -> str:
    """Let an article stand before a place's letter."""
    return pattern.replace(" \0", r" (?:the )?" + "\0")


def _is_vague(mention: Mention, vague: tuple[str, ...]) -> bool:
    """Tell "some roads" and its like, which are an area."""
    return (
        mention.place is None
        and mention.kind == "region"
        and mention.surface.lower() in vague
    )


def _is_nearer(
    vague: Mention, others: Sequence[Mention], trigger: int
) -> bool:
    return abs(vague.start - trigger) < min(
        abs(each.start - trigger) for each in others
    )


def _area_of(mentions: Iterable[Mention]) -> Mention | None:
    """Return the area that "some roads" are in: a region or unit before a country."""
    areas = [
        each
        for each in mentions
        if each.place and KINDS[each.place.kind][0] == "area"
    ]
    return min(areas, key=_coarseness, default=None)


def _coarseness(mention: Mention) -> int:
    if mention.place is None:
        return _ORDER["settlement"]
    if mention.place.kind == "country":
        return len(_ORDER) + 1
    return _ORDER[KINDS.get(mention.place.kind, ("settlement",))[0]]


def _away_m(one: Mention, two: Mention) -> float:
    assert one.lat is not None and one.lon is not None  # noqa: S101, PT018 - for mypy
    assert two.lat is not None and two.lon is not None  # noqa: S101, PT018 - for mypy
    return distance_m(one.lat, one.lon, two.lat, two.lon)


def _middle(text: str, one: Mention, two: Mention) -> Mention:
    """Return the spot between two places, uncertain by half their distance."""
    away_m = _away_m(one, two)
    exact_m = geodesic_m(
        (one.lat or 0.0, one.lon or 0.0), (two.lat or 0.0, two.lon or 0.0)
    )
    lat = ((one.lat or 0.0) + (two.lat or 0.0)) / 2
    lon = ((one.lon or 0.0) + (two.lon or 0.0)) / 2
    surface = " ".join(text[one.start : two.end].split())
    return replace(
        one,
        end=two.end,
        surface=surface,
        name=f"{one.name}–{two.name}",
        lat=lat,
        lon=lon,
        precision="near",
        uncertainty_m=max(exact_m, away_m) / 2,
        score=min(one.score, two.score),
        why=f"between {one.name} and {two.name}",
    )


def word_place(
    text: str, place: Mention | None, language: str
) -> str | None:
    """Return the place as the report words it, with "near" before it."""
    if place is None:
        return None
    near = _load(language).near.search(
        text[max(0, place.start - 30) : place.start]
    )
    return f"{near[0]}{place.surface}" if near else place.surface
