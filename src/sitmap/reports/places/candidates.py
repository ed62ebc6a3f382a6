# ruff: noqa: PLR2004, RUF001  - small numbers of words and letters speak for themselves
"""Candidates: the runs of words in a text that could be a place's name."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.geocoding.kind_words import kinds_of_word
from sitmap.reports.places.inflections import elision_of, load_inflections
from sitmap.reports.places.lookup import is_main_name
from sitmap.reports.places.words import load_codes, load_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitmap.gazetteer import Place
    from sitmap.reports.places.lookup import Lookup
    from sitmap.reports.protocols import NameSpan
    from sitmap.reports.text.sentences import Sentence
    from sitmap.reports.text.tokenizer import Token

_START, _KEY = itemgetter(0), itemgetter(3)
_LONGEST: Final = 6
"""Words of the longest name that is looked for; longer ones are titles of something."""
_AS_WRITTEN: Final = 80
"""Prominence that a name gains that is listed as it stands, with no ending taken off."""
# letters; such words are names of well-known places alone
_SHORT_NAME: Final = 3
_OF_A_FORM: Final = 12
"""Places of a form of a name that stay in question beside those of other forms."""
_WELL_KNOWN: Final = 450
"""Prominence from which a name of three letters is believed behind an ending."""
# points for the last word of a longer name in the report
_SHORT_FORM: Final = 4.0
_CALLED: Final = 2.0
"""Points of a name that is called a province or the like, as in `features`."""
_UNIT_WORD: Final = 3
"""Letters of a word that is a kind of unit by itself: "il" is too much else."""
_UNITS: Final = frozenset(
    {"admin1", "admin2", "admin3", "municipality", "region"}
)
"""Points of "N.C.": nothing else is written so."""
_NO_KINDS: Final[frozenset[str]] = frozenset()


class Name(NamedTuple):
    """A run of words that may name a place.

    Attributes
    ----------
    first, last
        Its tokens: the first, and the one behind the last.
    start, end
        Offsets into the text.
    key
        Folded name, under which the report's other mentions of it are one group.
    places
        What it may mean; empty for what the gazetteer doesn't list.
    kind
        ``place``, ``facility``, ``region``, ``demonym``, ``metonym``, ``organisation`` or
        ``person``.
    points
        How strongly the words around it speak for a place.
    reasons
        Those words, named.
    sentence
        Number of its sentence.
    unit
        It carries a kind word: "Walker County".
    holder
        Key of the name that is said to hold it ("Lima, Ohio": ``ohio``).
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    places: tuple[Place, ...]
    kind: str = "place"
    points: float = 0.0
    reasons: tuple[str, ...] = ()
    sentence: int = 0
    unit: str = ""
    holder: str = ""


def find_names(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    lookup: Lookup,
) -> list[Name]:
    """Find the names of a text, longest first at each word, left to right; none overlaps another.

    Parameters
    ----------
    text
        The text as read.
    tokens, sentences
        Its words and sentences.
    lookup
        What names mean.
    """
    finder = _Finder(text, tokens, lookup)
    names: list[Name] = []
    behind = 0
    for number, capitals, last in _capitals(tokens, sentences):
        finder.sentence = number
        for at in capitals:
            if at < behind:
                continue
            name = finder.longest(at, last)
            if name is not None:
                names.append(_without_article(finder.as_unit(name), tokens))
                behind = name.last
    return names


def _without_article(name: Name, tokens: Sequence[Token]) -> Name:
    """Begin a name behind the article that is glued to it: "d'Ituri"."""
    letters = elision_of(tokens[name.first].text)
    return name._replace(start=name.start + letters) if letters else name


def name_spans(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    lookup: Lookup,
    spans: Sequence[NameSpan],
) -> list[Name]:
    """Look up names that someone else has found: the longest of ours there, else the words."""
    finder = _Finder(text, tokens, lookup)
    starts = [token.start for token in tokens]
    bounds = [sentence.end for sentence in sentences]
    names = []
    for span in sorted(spans):
        first, last = (
            bisect_left(starts, span.start),
            bisect_left(starts, span.end),
        )
        if first >= last:
            continue
        name = finder.named(first, last)
        number = min(bisect_left(bounds, span.end), len(bounds) - 1)
        names.append(name._replace(sentence=number))
    return names


def _capitals(
    tokens: Sequence[Token], sentences: Sequence[Sentence]
) -> Iterator[tuple[int, list[int], int]]:
    """Yield each sentence's number, the words that a name may begin with, and its end."""
    capitals = [
        at
        for at, (_, _, _, key, shape) in enumerate(tokens)
        if shape in "CUo" and key
    ]
    first = 0
    for number, sentence in enumerate(sentences):
        behind = bisect_left(tokens, sentence.end, key=_START)
        last = bisect_left(capitals, behind, first)
        yield number, capitals[first:last], behind
        first = last


@lru_cache(maxsize=16)
def short_words(language: str) -> frozenset[str]:
    """Return every word that may begin a short form: most capitals are none."""
    forms = (
        *load_codes("abbreviations.csv", language),
        *load_codes("postal.csv", language),
    )
    words = {
        piece
        for form in forms
        for piece in (
            form.split()[0].rstrip("."),
            form.replace(".", ""),
            form,
        )
    }
    return frozenset(words)


@lru_cache(maxsize=16)
def _openers_and_closers(
    language: str,
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words with which a run may be a name though no listed name begins like it."""
    words = load_words(language)
    openers = words.bodies | words.numbered_roads | words.spellings.keys()
    return openers, words.place_words | words.roads


@lru_cache(maxsize=20_000)
def _unit_kinds(word: str) -> frozenset[str]:
    """Return the units that a kind word may mean; none of "town", "il" or a word of no kind."""
    kinds = kinds_of_word(word) if len(word) >= _UNIT_WORD else _NO_KINDS
    return kinds & _UNITS if kinds.isdisjoint(SETTLEMENTS) else _NO_KINDS


class _Finder:
    """Longest match at a token."""

    def __init__(
        self, text: str, tokens: Sequence[Token], lookup: Lookup
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.lookup = lookup
        self.sentence = 0
        self.words = load_words(lookup.language)
        self._postal = load_codes("postal.csv", lookup.language)
        self._short_words = short_words(lookup.language)
        self._rules = load_inflections(lookup.language)
        plurals = self.words.unit_plurals
        self._has_plurals = not plurals.isdisjoint(map(_KEY, tokens))
        self._openers, self._closers = _openers_and_closers(lookup.language)

    def longest(self, at: int, last: int) -> Name | None:
        token = self.tokens[at]
        if token.shape not in "CUo" or not token.key:
            return None
        short = self._short(at) or self._adjective_unit(at, last)
        if short is not None:
            return short
        reach = self._reach(at, last)
        name = self._several(at, reach) if reach > at + 1 else None
        return name or self._single(at, token.key)

    def _several(self, at: int, reach: int) -> Name | None:
        """Return the longest name of several words."""
        nothing = self.lookup.nothing
        start = self.tokens[at].start
        for end in range(reach, at + 1, -1):
            surface = self.text[start : self.tokens[end - 1].end]
            if surface not in nothing:
                may_match = self._may_match(at, end)
                name = self._match(at, end) if may_match else None
                if name is not None:
                    return name
                nothing.add(surface)
        return None

    def _may_match(self, at: int, end: int) -> bool:
        """Tell by their first and last words most runs that name nothing."""
        first = self.tokens[at].key
        return (
            self.tokens[end - 1].key in self._closers
            or first in self._openers
            or not self._rules.is_empty
            or self.lookup.begins_name(f"{first} {self.tokens[at + 1].key}")
        )

    def named(self, first: int, last: int) -> Name:
        """Return the name of a given span.

        What we read there, else its folded words as they are.
        """
        found = self.longest(first, last)
        if found is not None and (
            found.last == last or found.end >= self.tokens[last - 1].end
        ):
            return found
        words = [
            token.key
            for token in self.tokens[first:last]
            if token.shape != "p"
        ]
        key = " ".join(
            words[1:]
            if words[0] == self.words.article_word and len(words) > 1
            else words
        )
        return self._name(
            first,
            last,
            key,
            self.lookup.places(key) or self.lookup.counties(key),
        )

    def as_unit(self, name: Name) -> Name:
        """Read "Homs province" and "the region of Gao" as the unit, and never as its town."""
        if name.unit or name.key.startswith("=") or len(name.places) == 1:
            return name
        for word in self._unit_words_beside(name):
            kinds = _unit_kinds(word)
            units = tuple(
                place for place in name.places if place.kind in kinds
            )
            if units:
                return name._replace(
                    key=f"={name.key} {word}",
                    places=units,
                    unit=word,
                    points=_CALLED,
                    reasons=(f"called a {word}",),
                )
        return name

    def _unit_words_beside(self, name: Name) -> Iterator[str]:
        """Yield the words that say what a name is of: behind it, before it, before "of"."""
        tokens, first = self.tokens, name.first
        if name.last < len(tokens):
            behind = tokens[name.last].key
            if _unit_kinds(behind) and self._is_beside(name.last):
                yield behind
        if not first:
            return
        before = tokens[first - 1].key
        if _unit_kinds(before) and self._is_beside(first):
            yield before
        if before != self.words.of_word or first == 1:
            return
        kind = tokens[first - 2].key
        linked = self._is_beside(first) and self._is_beside(first - 1)
        if _unit_kinds(kind) and linked:
            yield kind

    def _is_beside(self, at: int) -> bool:
        return self.text[
            self.tokens[at - 1].end : self.tokens[at].start
        ].isspace()

    def _short(self, at: int) -> Name | None:
        """Match "N.C.", "Ind.", "US" and, behind a comma, "OH"."""
        token = self.tokens[at]
        if token.text.rstrip(".") not in self._short_words:
            return None  # most capitals
        dotted = (
            token.text
            if token.text.endswith(".")
            else token.text + self.text[token.end : token.end + 1]
        )
        for form, end in (
            (dotted, token.start + len(dotted)),
            (token.text, token.end),
        ):
            place = self.lookup.short_form(form)
            if place is not None and self._fits(at, form):
                return self._short_name(at, place, end)
        place = (
            self._behind_comma_form(token)
            if self._behind_comma(at)
            else None
        )
        return self._short_name(at, place, token.end) if place else None

    def _behind_comma_form(self, token: Token) -> Place | None:
        code = self._postal.get(token.text)
        return (
            self.lookup.by_code(code)
            if code
            else self.lookup.bare_form(token.text)
        )

    def _short_name(self, at: int, place: Place, end: int) -> Name:
        name = self._name(at, at + 1, f"={place.id}", (place,), stop=end)
        return name._replace(points=_SHORT_FORM, reasons=("a short form",))

    def _fits(self, at: int, form: str) -> bool:
        """Read "Miss." and "Ill." as states behind a place only, "U.S." anywhere."""
        if form in self.words.doubtful_forms:
            return self._behind_comma(at)
        return (
            form.count(".") > 0
            or form not in self.words.bare_doubtful_forms
        )

    def _behind_comma(self, at: int) -> bool:
        return (
            at > 0
            and self.text[
                self.tokens[at - 1].end : self.tokens[at].start
            ].strip()
            == ","
        )

    def _reach(self, at: int, last: int) -> int:
        """Return the furthest end of a run of capitals, connectors between them allowed."""
        best = end = at + 1
        connectors, breaks = self.words.connectors, self.words.breaks
        for token in self.tokens[end : min(last, at + _LONGEST)]:
            is_name = token.shape in "CUno" and token.key
            # most words behind a name end it; what stands between is looked at only for the others
            if (
                not is_name
                and token.key not in connectors
                and not self._is_hyphened(end)
            ):
                break
            if token.key in breaks or not self._joined(end):
                break
            end += 1
            if is_name:
                best = end
        return best

    def _is_hyphened(self, at: int) -> bool:
        """Tell a small word between hyphens: the "au" of Port-au-Prince."""
        return (
            self.text[self.tokens[at].start - 1]
            == "-"
            == self.text[self.tokens[at].end : self.tokens[at].end + 1]
        )

    def _joined(self, at: int) -> bool:
        gap = self.text[self.tokens[at - 1].end : self.tokens[at].start]
        if gap in (" ", "-", "\n", "\u00a0", "–") or gap == "":
            return True
        return (
            gap == ". " and self.tokens[at - 1].key in self.words.spellings
        )

    def _match(self, at: int, end: int) -> Name | None:
        """Match a run of several words."""
        tokens = self.tokens[at:end]
        key = " ".join([token.key for token in tokens])
        if (
            tokens[-1].key in self.words.place_words
            and tokens[0].key not in self.words.small_words
        ):
            unit = self._unit(at, end, key)
            if unit is not None:
                return unit
        if tokens[-1].key in self.words.roads or (
            tokens[0].key in self.words.numbered_roads
            and tokens[-1].shape == "n"
        ):
            return self._road(at, end, key)
        if (
            tokens[0].key in self.words.bodies
            and end == at + 2
            and tokens[1].shape in "CU"
            and tokens[1].key not in self.words.common_words
        ):
            return self._name(
                at, end, key, self.lookup.places(key), unit=tokens[0].key
            )
        if tokens[-1].key in self.words.unit_plurals or (
            all(self._is_common(token.key) for token in tokens)
            and not self._is_known_pair(tokens, key)
        ):
            return None
        first = tokens[0]
        may_begin = (
            first.key == self.words.article_word
            or first.key in self.words.stem_openers
        )
        if (
            first.key in self.words.small_words and not may_begin
        ) or first.shape == "n":
            return None
        found, places = self._listed(tokens, key)
        return self._name(at, end, found, places) if places else None

    def _listed(
        self, tokens: Sequence[Token], key: str
    ) -> tuple[str, tuple[Place, ...]]:
        """Return the key under which words are listed, in one of their cases, and the places."""
        places = self.lookup.places(key)
        if self._rules.is_empty:
            return key, places
        ranked = (
            [(self._standing(places, key) + _AS_WRITTEN, key)]
            if places
            else []
        )
        for form in self._rules.joined_forms(
            [token.text for token in tokens]
        ):
            listed = (
                self.lookup.places(form)
                if self.lookup.library.has(form)
                else ()
            )
            if form.isascii() and not key.isascii():
                listed = tuple(
                    each
                    for each in listed
                    if each.country in self._rules.homes
                )
            rank = self._standing(listed, form) if listed else -1
            # a town whose people nobody counted has rank 0
            if rank > (_WELL_KNOWN if len(form) <= _SHORT_NAME else -1):
                ranked.append((rank, form))
        ranked.sort(key=itemgetter(0), reverse=True)
        every = (
            place
            for _, form in ranked
            for place in self.lookup.places(form)[:_OF_A_FORM]
            if key.isascii()
            or not form.isascii()
            or place.country in self._rules.homes
        )
        found = tuple({place.id: place for place in every}.values())
        return ranked[0][1] if ranked else key, self._without_units(found)

    def _standing(self, places: Sequence[Place], form: str) -> float:
        """Return how prominent a form of a name is: a main name more than one among many."""
        return max(
            each.rank - (0 if is_main_name(each, form) else 100)
            for each in places[:3]
        )

    def _without_units(
        self, places: tuple[Place, ...]
    ) -> tuple[Place, ...]:
        """Leave out the units of towns of this name where units are named by an adjective."""
        if not self._rules.adjectives:
            return places
        towns = {
            (each.country, each.admin1)
            for each in places
            if each.kind in SETTLEMENTS
        }
        kept = (
            each
            for each in places
            if each.kind not in ("admin1", "admin2")
            or (each.country, each.admin1) not in towns
        )
        return tuple(kept)

    def _adjective_unit(self, at: int, last: int) -> Name | None:
        """Match "Харківська область": the unit of the town that an adjective is of."""
        rules, word = self._rules, self.tokens[at].text
        if not rules.adjectives:
            return None
        behind = (
            at + 1 < last
            and self.tokens[at + 1].key in self.words.place_words
        )
        forms = (
            rules.towns_of(word)
            if behind
            else rules.towns_of(word, whole=True)
        )
        towns = (
            town for form in forms for town in self.lookup.places(form)[:3]
        )
        town = max(
            (each for each in towns if each.admin1),
            key=lambda each: each.rank,
            default=None,
        )
        unit = (
            self.lookup.by_code(f"{town.country}.{town.admin1}")
            if town
            else None
        )
        if unit is None:
            return None
        end = at + 2 if behind else at + 1
        key = f"={unit.id}"
        return self._name(
            at, end, key, (unit,), unit=self.tokens[end - 1].text
        )

    def _is_common(self, key: str) -> bool:
        return (
            key in self.words.small_words or key in self.words.common_words
        )

    def _is_known_pair(self, tokens: Sequence[Token], key: str) -> bool:
        """Tell names whose words are both common: "Red Sea", "East Bank"."""
        return self._famous(key) or (
            tokens[0].key in self.words.sides
            and bool(self.lookup.places(key))
        )

    def _famous(self, key: str) -> bool:
        found = self.lookup.places(key)
        return bool(found) and found[0].rank >= 400

    def _single(self, at: int, key: str) -> Name | None:
        token = self.tokens[at]
        if key in self.words.small_words or len(key) < 2:
            return None
        demonym = self.lookup.demonym(key)
        if (
            demonym is not None
            and self._next_key(at) not in self.words.named_for
        ):
            return self._name(at, at + 1, key, (demonym,), kind="demonym")
        if len(key) < 3 or (
            token.shape == "U" and len(key) < 4 and not self._famous(key)
        ):
            return None
        key, places = self._listed((token,), key)
        if key in self.words.common_words and key != token.key:
            return None
        if self._before_counties(at):
            return self._name(
                at,
                at + 1,
                key,
                self.lookup.counties(key) or places,
                unit="county",
            )
        return self._name(at, at + 1, key, places) if places else None

    def _next_key(self, at: int) -> str:
        return (
            self.tokens[at + 1].key
            if at + 1 < len(self.tokens)
            and self.tokens[at + 1].shape in "CU"
            else ""
        )

    def _before_counties(self, at: int) -> bool:
        """Read "Barrow, Clarke and Jackson counties"."""
        if not self._has_plurals:
            return False
        for token in self.tokens[at + 1 : at + 8]:
            if token.key in self.words.unit_plurals:
                return True
            if token.shape not in "CU" and token.key not in ("and", "or"):
                return False
        return False

    def _unit(self, at: int, end: int, key: str) -> Name | None:
        """Match "Walker County", listed or not, and "Red River"."""
        word = self.tokens[end - 1].key
        stem = " ".join(token.key for token in self.tokens[at : end - 1])
        if any(
            token.shape not in "CU" for token in self.tokens[at : end - 1]
        ) or (
            stem in self.words.common_words
            and word not in self.words.unit_words | self.words.waters
        ):
            return None
        if stem in self.words.no_stems:
            return None
        if (
            self.tokens[at].key in self.words.common_words
            and end - at > 2
            and self.tokens[at].key not in self.words.stem_openers
        ):
            return None
        counties = (
            self.lookup.counties(key)
            if word in self.words.county_words
            else ()
        )
        listed = (*counties, *self.lookup.places(key))
        if listed:
            return self._name(at, end, key, listed, unit=word)
        if word in self.words.unit_words:
            areas = tuple(
                place
                for place in self.lookup.places(stem)
                if place.kind in ("admin1", "admin2", "region")
            )
            return self._name(at, end, key, areas, unit=word)
        return (
            self._name(at, end, key, (), unit=word)
            if word in self.words.waters and end - at <= 3
            else None
        )

    def _road(self, at: int, end: int, key: str) -> Name | None:
        """Match "Lee Street", "Highway 61"; "Wall Street" as the gazetteer has it."""
        listed = self.lookup.places(key)
        if listed:
            return self._name(at, end, key, listed)
        inner = self.tokens[at : end - 1]
        if (
            len(inner) == 1
            and inner[0].key
            in self.words.common_words - self.words.street_names
        ):
            return None
        good = all(
            token.shape in "CUn" and token.key not in self.words.small_words
            for token in inner
        )
        if (
            not good
            or end - at > 4
            or all(token.key in self.words.titles for token in inner)
        ):
            return None
        return self._name(at, end, key, (), kind="facility")

    def _name(
        self,
        at: int,
        end: int,
        key: str,
        places: tuple[Place, ...],
        *,
        kind: str = "place",
        unit: str = "",
        stop: int = 0,
    ) -> Name:
        return Name(
            at,
            end,
            self.tokens[at].start,
            stop or self.tokens[end - 1].end,
            key,
            places,
            kind,
            sentence=self.sentence,
            unit=unit,
        )
