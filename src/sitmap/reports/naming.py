# ruff: noqa: PLR2004, RUF001, SIM905  - patterns and word lists are kept whole; a list of small rules reads better in one place; small numbers of words and letters speak for themselves; curly quotes and dashes are what news is written with; word lists read better as words
"""Finding names: which runs of words in a text could be a place's, and what the words around them say."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from sitmap.reports.lexicons import load_codes, load_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitmap.gazetteer import Place
    from sitmap.reports.blocks import Sentence
    from sitmap.reports.lookup import Lookup
    from sitmap.reports.protocols import NameSpan
    from sitmap.reports.tokens import Token

__all__ = ["Name", "find_names", "name_spans"]

_START: Final = itemgetter(0)
_LONGEST: Final = 6
_CONNECTORS: Final = frozenset(
    "of the de la del al el and i e du des le les upon on am an der sur do da dos das ad ed es und ash az ar as under".split()
)
_SMALL: Final = frozenset(
    "a an and as at be but by for from he her his i if in into is it its my no nor not of off on or our out over she so than that the their them then they this "
    "to under up us was we were what when where which while who will with you your has had have are can all more new s after before about between discuss".split()
)
_ROADS: Final = frozenset(
    "street st avenue ave road rd lane drive dr boulevard blvd highway hwy parkway pkwy court crescent close terrace square place".split()
)
_NAMED_FOR: Final = frozenset(
    "union league bank parliament commission cup airways airlines express".split()
)
_STREET_NAMES: Final = frozenset(
    "main north south east west high first second third market park church".split()
)
_NUMBERED: Final = frozenset("interstate highway route us i hwy".split())
_UNITS: Final = frozenset(
    "county parish borough township twp province governorate oblast raion district region state prefecture municipality".split()
)
_BREAKS: Final = frozenset("in to for from at by with said".split())
_DOUBTFUL: Final = frozenset(
    "Ala. Ark. Del. Ill. Ind. La. Man. Mass. Miss. Mo. Ore. Pa. Penn. Wash. Kan. Tex. Md. Va.".split()
)
_BODIES: Final = frozenset("lake mount mt fort ft camp".split())
_NO_STEMS: Final = frozenset(
    "islamic show me the this that each every any another our their local state federal school a health first second third other police new old".split()
)
_SIDES: Final = frozenset("north south east west new old".split())
_WATERS: Final = frozenset("river lake creek bay mountain mountains valley".split())


@dataclass(slots=True)
class Name:
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
    reasons: list[str] = field(default_factory=list)
    sentence: int = 0
    unit: str = ""
    holder: str = ""


def find_names(
    text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], lookup: Lookup
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
    for number, capitals, last in _capitals(tokens, sentences):
        for at in capitals:
            if names and at < names[-1].last:
                continue
            name = finder.longest(at, last)
            if name is not None:
                name.sentence = number
                names.append(name)
    return names


def name_spans(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    lookup: Lookup,
    spans: Sequence[NameSpan],
) -> list[Name]:
    """Look up names that someone else has found; the longest name of ours that begins there, else the span's own words."""
    finder = _Finder(text, tokens, lookup)
    starts = [token.start for token in tokens]
    bounds = [sentence.end for sentence in sentences]
    names = []
    for span in sorted(spans):
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        if first >= last:
            continue
        name = finder.named(first, last)
        name.sentence = min(bisect_left(bounds, span.end), len(bounds) - 1)
        names.append(name)
    return names


def _capitals(
    tokens: Sequence[Token], sentences: Sequence[Sentence]
) -> Iterator[tuple[int, list[int], int]]:
    """Yield the number of each sentence, its words that a name may begin with, and the word behind its last."""
    capitals = [at for at, token in enumerate(tokens) if token.shape in "CU" and token.key]
    first = 0
    for number, sentence in enumerate(sentences):
        behind = bisect_left(tokens, sentence.end, key=_START)
        last = bisect_left(capitals, behind, first)
        yield number, capitals[first:last], behind
        first = last


@lru_cache(maxsize=1)
def short_words() -> frozenset[str]:
    """Return every word that may begin a short form: most capitals are none, and need no closer look."""
    forms = (*load_codes("abbreviations.csv"), *load_codes("postal.csv"))
    words = {
        piece
        for form in forms
        for piece in (form.split()[0].rstrip("."), form.replace(".", ""), form)
    }
    return frozenset(words)


class _Finder:
    """Longest match at a token."""

    def __init__(self, text: str, tokens: Sequence[Token], lookup: Lookup) -> None:
        self.text = text
        self.tokens = tokens
        self.lookup = lookup
        self.words = load_words()
        self._postal = load_codes("postal.csv")
        self._short_words = short_words()

    def longest(self, at: int, last: int) -> Name | None:
        token = self.tokens[at]
        if token.shape not in "CU" or not token.key:
            return None
        short = self._short(at)
        if short is not None:
            return short
        nothing = self.lookup.nothing
        for end in range(self._reach(at, last), at + 1, -1):
            surface = self.text[token.start : self.tokens[end - 1].end]
            if surface not in nothing:
                name = self._match(at, end)
                if name is not None:
                    return name
                nothing.add(surface)
        return self._single(at, token.key)

    def named(self, first: int, last: int) -> Name:
        """Return the name of a given span: what we read there, else its folded words as they are."""
        found = self.longest(first, last)
        if found is not None and (found.last == last or found.end >= self.tokens[last - 1].end):
            return found
        words = [token.key for token in self.tokens[first:last] if token.shape != "p"]
        key = " ".join(words[1:] if words[0] == "the" and len(words) > 1 else words)
        return self._name(first, last, key, self.lookup.places(key) or self.lookup.counties(key))

    def _short(self, at: int) -> Name | None:
        """Match "N.C.", "Ind.", "US" and, behind a comma, "OH"."""
        token = self.tokens[at]
        if token.text.rstrip(".") not in self._short_words:
            return None
        dotted = (
            token.text
            if token.text.endswith(".")
            else token.text + self.text[token.end : token.end + 1]
        )
        for form, end in ((dotted, token.start + len(dotted)), (token.text, token.end)):
            place = self.lookup.short_form(form)
            if place is not None and self._fits(at, form):
                return self._short_name(at, place, end)
        place = self._behind_comma_form(token) if self._behind_comma(at) else None
        return self._short_name(at, place, token.end) if place else None

    def _behind_comma_form(self, token: Token) -> Place | None:
        code = self._postal.get(token.text)
        return self.lookup.by_code(code) if code else self.lookup.bare_form(token.text)

    def _short_name(self, at: int, place: Place, end: int) -> Name:
        name = self._name(at, at + 1, f"={place.id}", (place,), stop=end)
        name.points, name.reasons = 4.0, ["a short form"]
        return name

    def _fits(self, at: int, form: str) -> bool:
        """Read "Miss." and "Ill." as states behind a place only, "U.S." anywhere."""
        if form in _DOUBTFUL:
            return self._behind_comma(at)
        return form.count(".") > 0 or form not in ("LA", "PA", "MA")

    def _behind_comma(self, at: int) -> bool:
        return at > 0 and self.text[self.tokens[at - 1].end : self.tokens[at].start].strip() == ","

    def _reach(self, at: int, last: int) -> int:
        """Return the furthest end of a run of capitals, connectors between them allowed."""
        end = at + 1
        best = end
        while end < min(last, at + _LONGEST) and self._joined(end):
            token = self.tokens[end]
            if token.key in _BREAKS:
                break
            if token.shape in "CUn" and token.key:
                best = end + 1
            elif token.key not in _CONNECTORS:
                break
            end += 1
        return best

    def _joined(self, at: int) -> bool:
        gap = self.text[self.tokens[at - 1].end : self.tokens[at].start]
        if gap in (" ", "-", "\n", "\u00a0", "–") or gap == "":
            return True
        return gap == ". " and self.tokens[at - 1].key in ("st", "mt", "ft", "n", "s", "e", "w")

    def _match(self, at: int, end: int) -> Name | None:
        """Match a run of several words."""
        tokens = self.tokens[at:end]
        key = " ".join([token.key for token in tokens])
        if tokens[-1].key in self.words.place_words and tokens[0].key not in _SMALL:
            unit = self._unit(at, end, key)
            if unit is not None:
                return unit
        if tokens[-1].key in _ROADS or (tokens[0].key in _NUMBERED and tokens[-1].shape == "n"):
            return self._road(at, end, key)
        if (
            tokens[0].key in _BODIES
            and end == at + 2
            and tokens[1].shape in "CU"
            and tokens[1].key not in self.words.common_words
        ):
            return self._name(at, end, key, self.lookup.places(key), unit=tokens[0].key)
        if tokens[-1].key == "counties" or (
            all(self._is_common(token.key) for token in tokens)
            and not self._is_known_pair(tokens, key)
        ):
            return None
        if (tokens[0].key in _SMALL and tokens[0].key not in ("the", "new")) or tokens[
            0
        ].shape == "n":
            return None
        places = self.lookup.places(key)
        return self._name(at, end, key, places) if places else None

    def _is_common(self, key: str) -> bool:
        return key in _SMALL or key in self.words.common_words

    def _is_known_pair(self, tokens: Sequence[Token], key: str) -> bool:
        """Tell names whose words are both common: "Red Sea", "East Bank"."""
        return self._famous(key) or (
            tokens[0].key in _SIDES - {"old"} and bool(self.lookup.places(key))
        )

    def _famous(self, key: str) -> bool:
        found = self.lookup.places(key)
        return bool(found) and found[0].rank >= 400

    def _single(self, at: int, key: str) -> Name | None:
        token = self.tokens[at]
        if key in _SMALL or len(key) < 2:
            return None
        demonym = self.lookup.demonym(key)
        if demonym is not None and self._next_key(at) not in _NAMED_FOR:
            return self._name(at, at + 1, key, (demonym,), kind="demonym")
        if len(key) < 3 or (token.shape == "U" and len(key) < 4 and not self._famous(key)):
            return None
        places = self.lookup.places(key)
        if self._before_counties(at):
            return self._name(at, at + 1, key, self.lookup.counties(key) or places, unit="county")
        return self._name(at, at + 1, key, places) if places else None

    def _next_key(self, at: int) -> str:
        return (
            self.tokens[at + 1].key
            if at + 1 < len(self.tokens) and self.tokens[at + 1].shape in "CU"
            else ""
        )

    def _before_counties(self, at: int) -> bool:
        """Read "Barrow, Clarke and Jackson counties"."""
        for token in self.tokens[at + 1 : at + 8]:
            if token.key in ("counties", "parishes"):
                return True
            if token.shape not in "CU" and token.key not in ("and", "or"):
                return False
        return False

    def _unit(self, at: int, end: int, key: str) -> Name | None:
        """Match "Walker County", listed or not, and "Red River"."""
        word = self.tokens[end - 1].key
        stem = " ".join(token.key for token in self.tokens[at : end - 1])
        if any(token.shape not in "CU" for token in self.tokens[at : end - 1]) or (
            stem in self.words.common_words and word not in _UNITS | _WATERS
        ):
            return None
        if stem in _NO_STEMS:
            return None
        if (
            self.tokens[at].key in self.words.common_words
            and end - at > 2
            and self.tokens[at].key
            not in ("new", "north", "south", "east", "west", "st", "fort", "mount", "prince")
        ):
            return None
        counties = (
            self.lookup.counties(key)
            if word in ("county", "parish", "borough", "municipality")
            else ()
        )
        listed = (*counties, *self.lookup.places(key))
        if listed:
            return self._name(at, end, key, listed, unit=word)
        if word in _UNITS:
            areas = tuple(
                place
                for place in self.lookup.places(stem)
                if place.kind in ("admin1", "admin2", "region")
            )
            return self._name(at, end, key, areas, unit=word)
        return (
            self._name(at, end, key, (), unit=word) if word in _WATERS and end - at <= 3 else None
        )

    def _road(self, at: int, end: int, key: str) -> Name | None:
        """Match "Lee Street", "Highway 61"; "Wall Street" as the gazetteer has it."""
        listed = self.lookup.places(key)
        if listed:
            return self._name(at, end, key, listed)
        inner = self.tokens[at : end - 1]
        if len(inner) == 1 and inner[0].key in self.words.common_words - _STREET_NAMES:
            return None
        good = all(token.shape in "CUn" and token.key not in _SMALL for token in inner)
        if not good or end - at > 4 or all(token.key in self.words.titles for token in inner):
            return None
        return self._name(at, end, key, (), kind="facility")

    def _name(self, at: int, end: int, key: str, places: tuple[Place, ...], *, kind: str = "place", unit: str = "",
              stop: int = 0) -> Name:  # fmt: skip
        return Name(
            at,
            end,
            self.tokens[at].start,
            stop or self.tokens[end - 1].end,
            key,
            places,
            kind,
            unit=unit,
        )
