# ruff: noqa: PLR2004, RUF001  - a list of small rules reads better in one place
"""What the words around a name say about it: a place, a person, an organisation, a government."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import AREAS, SETTLEMENTS
from sitmap.geocoding.kind_words import kinds_of_word
from sitmap.reports.languages import DEFAULT
from sitmap.reports.places.inflections import Inflections, load_inflections
from sitmap.reports.places.name import Name
from sitmap.reports.places.words import Words, load_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.gazetteer import Place
    from sitmap.reports.text.sentences import Sentence
    from sitmap.reports.text.tokenizer import Token

_DATELINE_REST: Final = re.compile(
    r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?(?! ?\d))?"
    r"(?:[,.]? \(?(?:[^\W\d_]{3,9}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,9}\.?)(?:,? \d{4})?\)?)?"
    r"(?:,? ?\([^)]*\))? ?(?:--|[—–-])"
)
"""What follows the town of a place line: "CAIRO, July 16 (Reuters) -"."""
# letters
_ACRONYM: Final = 5
# points from which on a name is one without further signs
_STRONG: Final = 2.0
# prominence of 400,000 people
_FAMOUS: Final = 560
# prominence of 30,000 people
_KNOWN: Final = 450
# points that no sign makes up for
_REFUSED: Final = -9.0
_PAIR: Final = 50
"""Letters before a name in which the first of two ends of a road stands."""
_HOLDERS: Final = ("country", "admin1", "region")
_KEY: Final = itemgetter(3)


@dataclass(slots=True)
class _Draft:
    """A name while it is weighed; the fields are those of `Name`."""

    first: int
    last: int
    start: int
    end: int
    key: str
    places: tuple[Place, ...]
    kind: str
    points: float
    reasons: list[str]
    sentence: int
    unit: str
    holder: str

    @classmethod
    def of(cls, name: Name) -> _Draft:
        return cls(
            name.first,
            name.last,
            name.start,
            name.end,
            name.key,
            name.places,
            name.kind,
            name.points,
            list(name.reasons),
            name.sentence,
            name.unit,
            name.holder,
        )

    def freeze(self) -> Name:
        return Name(
            self.first,
            self.last,
            self.start,
            self.end,
            self.key,
            self.places,
            self.kind,
            self.points,
            tuple(self.reasons),
            self.sentence,
            self.unit,
            self.holder,
        )


def weigh_names(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    names: Sequence[Name],
    heads: Sequence[tuple[int, int]] = (),
    language: str = DEFAULT,
) -> list[Name]:
    """Give every name its points, its reasons and, where its neighbours tell, its kind.

    Parameters
    ----------
    text, tokens, sentences
        The text, its words and sentences.
    names
        As `sitmap.reports.places.candidates.find_names` returns them.

    heads
        Run-in headings and headings: a name that stands alone there is a place.

    Returns
    -------
    list of Name
        The same names with what was found out about them.
    """
    drafts = [_Draft.of(name) for name in names]
    rules = load_words(language), load_inflections(language)
    scale = _Scale(text, tokens, sentences, drafts, heads, *rules)
    for at, name in enumerate(drafts):
        if name.kind in ("place", "facility"):
            scale.weigh(at, name)
    scale.spread_persons()
    return [name.freeze() for name in drafts]


class _Scale:
    """Weighs the names of one text, on drafts of them."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        sentences: Sequence[Sentence],
        names: Sequence[_Draft],
        heads: Sequence[tuple[int, int]],
        words: Words,
        inflections: Inflections,
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.sentences = sentences
        self.names = names
        self.heads = dict(heads)
        self.words = words
        self.inflections = inflections
        self.inside = {
            at: name
            for name in names
            for at in range(name.first, name.last)
        }
        self.persons: set[str] = set()

    @cached_property
    def lowered(self) -> set[str]:
        """The words that stand in lower case somewhere: a name among them may be none."""
        return {key for _, _, _, key, shape in self.tokens if shape == "l"}

    def weigh(self, at: int, name: _Draft) -> None:
        self._by_itself(name)
        self._by_left(name)
        self._by_right(name)
        self._by_holder(name)
        self._by_neighbours(at, name)

    def _add(self, name: _Draft, points: float, reason: str) -> None:
        name.points += points
        name.reasons.append(reason)

    def _gap(self, left: int) -> str:
        """Return what stands between a token and the next one."""
        if left < 0 or left + 1 >= len(self.tokens):
            return ""
        return self.text[
            self.tokens[left].end : self.tokens[left + 1].start
        ]

    def _left(self, name: _Draft) -> str:
        """Return what stands between a name and the word before it, a line's end as a blank."""
        return self._gap(name.first - 1).replace("\n", " ")

    def _right(self, name: _Draft) -> str:
        """Return what stands between a name and the word behind it, a line's end as a blank."""
        if name.last >= len(self.tokens):
            return ""
        between = self.text[name.end : self.tokens[name.last].start]
        return between.replace("\n", " ")

    def _in_dateline(self, name: _Draft) -> bool:
        """Tell whether it stands in capitals at the head of a line, before a dash."""
        if self.tokens[name.first].shape != "U" or not self._is_first(name):
            return False
        return (
            _DATELINE_REST.match(self.text, name.end, name.end + 60)
            is not None
        )

    def _is_head(self, name: _Draft) -> bool:
        """Tell whether it is a run-in heading, or the first of one: "Sake", "BORNO, NIGERIA"."""
        end = self.heads.get(name.start)
        return end is not None and (
            end == name.end or self.text[name.end] in ",/("
        )

    def _is_first(self, name: _Draft) -> bool:
        return (
            name.first == 0
            or self.tokens[name.first - 1].start
            < self.sentences[name.sentence].start
        )

    def _by_itself(self, name: _Draft) -> None:
        if name.key.startswith("="):
            return
        loud = self.sentences[name.sentence].loud
        if self._in_dateline(name):
            self._add(name, 2.5, "in the place line")
        elif self._is_head(name):
            self._add(name, 2.0, "heads an item")
        if name.last == name.first + 1:
            self._by_single(name, loud=loud)
        else:
            self._add(name, 0.8, "several words")
        if name.unit:
            self._add(name, 2.0, f"called a {name.unit}")
        if self.inflections.tells_where(self.tokens[name.last - 1].text):
            self._add(name, 2.0, "in the case of a place where")
        if loud:
            self._add(name, -0.3, "capitals all around")

    def _by_single(self, name: _Draft, *, loud: bool) -> None:
        """Doubt a single word: an acronym, a common word, a first name, the first of a sentence."""
        token = self.tokens[name.first]
        short = token.shape == "U" and len(token.text) <= _ACRONYM
        if (
            short
            and not loud
            and not self._in_dateline(name)
            and not self._is_area(name)
        ):
            self._add(name, -3.0, "an acronym")
        if name.key in self.words.titles and not self._is_area(name):
            self._add(name, _REFUSED, "a title")
        if name.key in self.words.common_words:
            first = self._is_first(name) or loud
            self._add(
                name,
                _REFUSED if first or name.key in self.lowered else -2.5,
                "a common word",
            )
        elif name.key in self.lowered:
            self._add(name, -2.0, "written in lower case elsewhere")
        if name.key in self.words.first_names:
            self._add(
                name, -1.0 if self._is_area(name) else -2.0, "a first name"
            )
        if self._is_first(name):
            self._add(name, -0.4, "begins the sentence")

    def _by_left(self, name: _Draft) -> None:
        if not name.first:
            return
        gap, left = self._left(name), self.tokens[name.first - 1]
        if gap != " ":
            self._by_mark_left(name, left, gap)
            return
        if self._is_area(name):
            name.places = _fitting(name.places, left.text)
        if left.key in self.words.locatives:
            self._add(name, 2.0, f"behind '{left.text}'")
        elif left.key in self.words.weak_locatives and self._thing_before(
            name.first - 1
        ):
            self._add(name, 1.0, f"behind '{left.text}' and what is there")
        elif (
            left.key == self.words.of_word
            and name.first > 1
            and self.tokens[name.first - 2].key in self.words.kind_before
        ):
            self._add(
                name, 2.5, f"behind '{self.tokens[name.first - 2].text} of'"
            )
        elif (
            left.key in self.words.prepositions
            or left.key == self.words.of_word
        ):
            self._add(name, 0.8, f"behind '{left.text}'")
        elif left.key in self.words.directions:
            self._add(name, 1.5, f"behind '{left.text}'")
        elif left.shape in "CU":
            self._by_capital_left(name, left)

    def _thing_before(self, at: int) -> bool:
        """Tell "the army post at …": a building or a spot before a preposition."""
        return (
            at > 0 and self.tokens[at - 1].key in self.words.facility_words
        )

    def _by_mark_left(self, name: _Draft, before: Token, gap: str) -> None:
        """Read what stands before a name with a mark between: "J. Paris", "D-Ohio", a list."""
        if (
            gap == ". "
            and before.text.isalpha()
            and len(before.key) == 1
            and not name.unit
        ):
            self._call_person(name, "behind an initial")
        elif gap == "-" and before.text in self.words.party_letters:
            self._add(name, 1.5, "a member's seat")
        elif (
            gap == "-"
            and name.first - 1 not in self.inside
            and before.text not in self.words.articles
        ):
            doubt = -0.5 if self.sentences[name.sentence].loud else -3.0
            self._add(name, doubt, f"part of '{before.text}-'")
        elif (gap in (", ", "; ")) and name.first - 1 in self.inside:
            self._add(name, 0.6, "in a list of names")

    def _by_capital_left(self, name: _Draft, left: Token) -> None:
        loud = self.sentences[name.sentence].loud
        if len(left.text) == 1 and left.key == self.words.article_letter:
            return
        if (
            left.key in self.words.titles
            and not self._is_area(name)
            and not (name.unit or (len(left.key) < 3 and left.shape == "U"))
        ):
            self._call_person(name, f"behind the title '{left.text}'")
        elif (
            left.key in self.words.first_names
            and not name.unit
            and not self._holds(name)
            and not loud
        ):
            self._call_person(name, f"behind the first name '{left.text}'")
        elif (
            len(left.key) == 1
            and not name.unit
            and self.text[left.end : left.end + 1] == "."
        ):
            self._call_person(name, "behind an initial")
        elif name.first - 1 in self.inside:
            self._add(name, -0.5, "behind another name")
        elif left.key in self.words.kind_before:
            self._add(name, 2.0, f"behind '{left.text}'")
        elif (
            left.key not in self.words.common_words
            and left.key not in self.words.organisation_words
            and not loud
        ):
            doubt = -0.5 if self.inflections.capital_nouns else -2.5
            self._add(name, doubt, f"goes on from '{left.text}'")

    def _holds(self, name: _Draft) -> bool:
        """Tell whether ", Ohio" follows: then "Paul" before it is no first name."""
        if self._right(name) != ", ":
            return False
        after = self.inside.get(name.last)
        return after is not None and any(
            place.kind in ("country", "admin1")
            for place in after.places[:2]
        )

    def _by_right(self, name: _Draft) -> None:
        gap = self._right(name)
        if gap not in (" ", "-"):
            return
        right = self.tokens[name.last]
        if gap == "-":
            if right.key in self.words.behind_hyphen:
                self._add(name, 2.0, f"before '-{right.text}'")
        elif right.shape in "lo":
            self._by_lower_right(name, right)
        elif right.shape in "CU":
            self._by_capital_right(name, right)

    def _by_lower_right(self, name: _Draft, right: Token) -> None:
        if right.key in self.words.process_words:
            name.kind = "organisation"
            name.reasons.append(f"before '{right.text}'")
        elif (
            right.key in self.words.place_words
            or right.key in self.words.behind_place
        ):
            self._add(name, 1.2, f"before '{right.text}'")
        elif (
            self._governs(name) and right.key in self.words.verbs_of_states
        ):
            name.kind = "metonym"
            name.reasons.append(f"before '{right.text}'")
        elif right.key in self.words.verbs_of_people:
            self._add(name, -1.5, f"before '{right.text}'")

    def _by_capital_right(self, name: _Draft, right: Token) -> None:
        loud = self.sentences[name.sentence].loud
        first_name = name.key in self.words.first_names
        if right.key in self.words.process_words:
            name.kind = "organisation"
            name.reasons.append(f"before '{right.text}'")
        elif right.key in self.words.press_words and not loud:
            self._add(name, -2.5, f"before '{right.text}'")
        elif right.key in self.words.local_bodies:
            self._add(name, 0.5, f"before '{right.text}'")
        elif (
            name.last in self.inside
            and first_name
            and not loud
            and not self._is_area(self.inside[name.last])
        ):
            self._call_first_name(name, right)
        elif name.last in self.inside or loud:
            self._add(name, -0.5, "before another name")
        elif len(right.key) == 1 and right.text.isalpha() and first_name:
            self._call_person(name, "before an initial")
        elif not self._is_plain_word(right):
            self._by_unknown_right(name, right)

    def _is_plain_word(self, token: Token) -> bool:
        words = self.words
        return (
            token.key in words.titles
            or token.key in words.common_words
            or token.key in words.organisation_words
        )

    def _by_unknown_right(self, name: _Draft, right: Token) -> None:
        """Doubt a name that goes on with an unknown capital: "Georgia Telford", "Grant Ridge"."""
        if name.key in self.words.first_names and not right.key.endswith(
            self.words.adjective_endings
        ):
            self._call_first_name(name, right)
        elif not (
            self._governs(name) and right.key in self.words.first_names
        ):
            known = bool(name.places) and name.places[0].rank > _KNOWN
            doubt = (
                -0.4
                if self._is_area(name) or name.unit
                else -1.4
                if known
                else -2.0
            )
            doubt = (
                max(doubt, -0.4)
                if self.inflections.capital_nouns
                else doubt
            )
            self._add(name, doubt, f"goes on with '{right.text}'")

    def _call_first_name(self, name: _Draft, right: Token) -> None:
        self._call_person(name, f"a first name before '{right.text}'")
        self.persons.update((right.key, name.key))

    def _by_holder(self, name: _Draft) -> None:
        """Read "Banjska, in the municipality of Zvečan" and "Djibo fell to the rebels"."""
        if self.words.lies_in.match(self.text, name.end):
            self._add(name, 1.5, "said to lie in another")
        before = self.text[max(0, name.start - _PAIR) : name.start]
        if self.words.second_of_two.search(before):
            self._add(name, 1.6, "the other end of a road")
        is_short = self.tokens[name.first].shape == "U" and (
            name.end - name.start <= _ACRONYM
        )
        # "JAS burned forty shelters": a group goes by its letters, and Jos by its name
        if not is_short and self.words.befalls.match(self.text, name.end):
            self._add(name, 1.6, "told of what befalls towns")

    def _by_neighbours(self, at: int, name: _Draft) -> None:
        """Read lists and pairs: "Lima, Ohio", "Belgrade-Pristina dialogue"."""
        after = self.names[at + 1] if at + 1 < len(self.names) else None
        if after is None:
            return
        if self.words.inside.fullmatch(self.text, name.end, after.start):
            self._put_into(name, after)
        if after.first != name.last:
            return
        gap = self.text[name.end : after.start]
        if gap == " " and self.inflections.tells_holder(
            self.tokens[name.last - 1].text
        ):
            after.holder = name.key
            self._add(after, 1.5, "said to lie in the name before")
        elif gap.strip() == "," and any(
            place.kind in _HOLDERS for place in after.places[:2]
        ):
            if self.words.acts_for.match(self.text, after.end):
                return
            name.holder = after.key
            after.points += 1.5
            after.reasons.append("behind a name and a comma")
        elif gap in ("-", "–") and self._is_process(after.last):
            name.kind = after.kind = "organisation"
            name.reasons.append("names a process")
        elif gap.strip() in (",", "/", "") and gap:
            self._add(name, 0.3, "before another name")

    def _put_into(self, name: _Draft, holder: _Draft) -> None:
        """Bind "Granada" to "Spain" where it is said to be in it."""
        if any(place.kind in _HOLDERS for place in holder.places[:2]):
            name.holder = holder.key

    def _is_process(self, at: int) -> bool:
        return (
            at < len(self.tokens)
            and self.tokens[at].key in self.words.process_words
        )

    def _governs(self, name: _Draft) -> bool:
        """Tell whether a government goes by this name: a country or a great city."""
        return bool(name.places) and (
            name.places[0].kind == "country"
            or name.places[0].rank >= _FAMOUS
        )

    def _call_person(self, name: _Draft, reason: str) -> None:
        name.kind = "person"
        name.reasons.append(reason)
        self.persons.add(self.tokens[name.last - 1].key)

    def spread_persons(self) -> None:
        """Who has a title or a first name stays a person, unless a mention is plainly a place."""
        is_first = self.words.first_names.__contains__
        keys = map(_KEY, self.tokens[:-1])
        for at in compress(range(len(self.tokens)), map(is_first, keys)):
            if self.tokens[at].shape == "C" and at not in self.inside:
                following = self.tokens[at + 1]
                if (
                    following.shape in "CU"
                    and self._gap(at) == " "
                    and at + 1 not in self.inside
                ):
                    self.persons.add(following.key)
        for name in self.names:
            plain = (
                name.kind in ("place", "metonym")
                and name.last == name.first + 1
                and not name.holder
                and not name.key.startswith("=")
            )
            strong = name.points >= _STRONG or (
                self._is_area(name)
                and name.key not in self.words.first_names
            )
            if plain and name.key in self.persons and not strong:
                name.kind = "person"
                name.reasons.append("a person elsewhere in the report")

    def _is_area(self, name: _Draft) -> bool:
        return bool(name.places) and name.places[0].kind in (
            "country",
            "admin1",
            "region",
        )


def _fitting(places: tuple[Place, ...], word: str) -> tuple[Place, ...]:
    """Leave out what is no town where the word before a name says that it is one."""
    kinds = kinds_of_word(word)
    if not kinds or not kinds <= SETTLEMENTS:
        return places
    return tuple(each for each in places if each.kind not in AREAS)
