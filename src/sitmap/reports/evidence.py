# ruff: noqa: PLR2004, RUF001, SIM905  - a list of small rules reads better in one place; patterns and word lists are kept whole; small numbers of words and letters speak for themselves; curly quotes and dashes are what news is written with; word lists read better as words
"""What the words around a name say about it: a place, a person, an organisation, a government."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitmap.reports.lexicons import load_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.reports.blocks import Sentence
    from sitmap.reports.naming import Name
    from sitmap.reports.tokens import Token

__all__ = ["weigh_names"]

_DIRECTIONS: Final = frozenset(
    "northern southern eastern western central north south east west northeast northwest southeast southwest northeastern northwestern southeastern "
    "southwestern downtown nearby greater upper lower mainland rural occupied neighboring neighbouring".split()
)
_PRESS: Final = frozenset(
    "times post herald tribune gazette journal press chronicle observer star telegraph guardian sun register review magazine university college institute "
    "united fc city's rovers wanderers inc corp co ltd llc airlines airways bank records pictures entertainment bowl cup league theatre theater medical".split()
)
_LOCAL_BODIES: Final = frozenset(
    "police department council court office hospital school schools board commission city county fire sheriff's district authority health high "
    "resident residents native mayor governor attorney state senate house supreme airport".split()
)
_LIES_IN: Final = re.compile(r", in (?:the )?(?:[a-z]+ of )[A-ZÀ-ÞŠŽČĆĐ]")
_PARTIES: Final = ("D", "R")
_ARTICLES: Final = ("al", "Al", "el", "El")
_ACRONYM: Final = 5
_STRONG: Final = 2.0
_FAMOUS: Final = 560
_KNOWN: Final = 450
_REFUSED: Final = -9.0


def weigh_names(
    text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], names: Sequence[Name]
) -> None:
    """Give every name its points, its reasons and, where its neighbours tell, its kind.

    Parameters
    ----------
    text, tokens, sentences
        The text, its words and sentences.
    names
        As `sitmap.reports.naming.find_names` returns them; changed in place.
    """
    scale = _Scale(text, tokens, sentences, names)
    for at, name in enumerate(names):
        if name.kind in ("place", "facility"):
            scale.weigh(at, name)
    scale.spread_persons()


class _Scale:
    """Weighs the names of one text."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        sentences: Sequence[Sentence],
        names: Sequence[Name],
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.sentences = sentences
        self.names = names
        self.words = load_words()
        self.inside = {at: name for name in names for at in range(name.first, name.last)}
        self.lowered = {token.key for token in tokens if token.shape == "l"}
        self.persons: set[str] = set()

    def weigh(self, at: int, name: Name) -> None:
        self._by_itself(name)
        self._by_left(name)
        self._by_right(name)
        self._by_holder(name)
        self._by_neighbours(at, name)

    def _add(self, name: Name, points: float, reason: str) -> None:
        name.points += points
        name.reasons.append(reason)

    def _gap(self, left: int) -> str:
        """Return what stands between a token and the next one."""
        if left < 0 or left + 1 >= len(self.tokens):
            return ""
        return self.text[self.tokens[left].end : self.tokens[left + 1].start]

    def _left(self, name: Name, gap: str = " ") -> Token | None:
        return (
            self.tokens[name.first - 1]
            if name.first and self._gap(name.first - 1).replace("\n", " ") == gap
            else None
        )

    def _right(self, name: Name, gap: str = " ") -> Token | None:
        if name.last >= len(self.tokens):
            return None
        between = self.text[name.end : self.tokens[name.last].start]
        return self.tokens[name.last] if between.replace("\n", " ") == gap else None

    def _in_dateline(self, name: Name) -> bool:
        """Tell whether it stands in capitals at the head of a line, before a dash."""
        if self.tokens[name.first].shape != "U" or not self._is_first(name):
            return False
        return (
            re.match(
                r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?(?:,? ?\([^)]*\))? ?(?:--|[—–-])",
                self.text[name.end : name.end + 60],
            )
            is not None
        )

    def _is_first(self, name: Name) -> bool:
        return (
            name.first == 0
            or self.tokens[name.first - 1].start < self.sentences[name.sentence].start
        )

    def _by_itself(self, name: Name) -> None:
        if name.key.startswith("="):
            return
        loud = self.sentences[name.sentence].loud
        if self._in_dateline(name):
            self._add(name, 2.5, "in the place line")
        if name.last == name.first + 1:
            self._by_single(name, loud=loud)
        else:
            self._add(name, 0.8, "several words")
        if name.unit:
            self._add(name, 2.0, f"called a {name.unit}")
        if loud:
            self._add(name, -0.3, "capitals all around")

    def _by_single(self, name: Name, *, loud: bool) -> None:
        """Doubt a single word: an acronym, a word of the language, a first name, the first of its sentence."""
        token = self.tokens[name.first]
        short = token.shape == "U" and len(token.text) <= _ACRONYM
        if short and not loud and not self._in_dateline(name) and not self._is_area(name):
            self._add(name, -3.0, "an acronym")
        if name.key in self.words.common_words:
            first = self._is_first(name) or loud
            self._add(
                name, _REFUSED if first or name.key in self.lowered else -2.5, "a common word"
            )
        elif name.key in self.lowered:
            self._add(name, -2.0, "written in lower case elsewhere")
        if name.key in self.words.first_names:
            self._add(name, -1.0 if self._is_area(name) else -2.0, "a first name")
        if self._is_first(name):
            self._add(name, -0.4, "begins the sentence")

    def _by_left(self, name: Name) -> None:
        left = self._left(name)
        if left is None:
            self._by_mark_left(name)
        elif left.key in self.words.locatives:
            self._add(name, 2.0, f"behind '{left.text}'")
        elif (
            left.key == "of"
            and name.first > 1
            and self.tokens[name.first - 2].key in self.words.kind_before
        ):
            self._add(name, 2.5, f"behind '{self.tokens[name.first - 2].text} of'")
        elif left.key in self.words.prepositions or left.key == "of":
            self._add(name, 0.8, f"behind '{left.text}'")
        elif left.key in _DIRECTIONS:
            self._add(name, 1.5, f"behind '{left.text}'")
        elif left.shape in "CU":
            self._by_capital_left(name, left)

    def _by_mark_left(self, name: Name) -> None:
        """Read what stands before a name with more than a space between: "J. Paris", "D-Ohio", "al-Raqqa", a list."""
        if name.first == 0:
            return
        before = self.tokens[name.first - 1]
        if self._left(name, ". ") is not None and len(before.key) == 1 and not name.unit:
            self._call_person(name, "behind an initial")
        elif self._left(name, "-") is not None and before.text in _PARTIES:
            self._add(name, 1.5, "a member's seat")
        elif (
            self._left(name, "-") is not None
            and name.first - 1 not in self.inside
            and before.text not in _ARTICLES
        ):
            self._add(name, -3.0, f"part of '{before.text}-'")
        elif (self._left(name, ", ") or self._left(name, "; ")) and name.first - 1 in self.inside:
            self._add(name, 0.6, "in a list of names")

    def _by_capital_left(self, name: Name, left: Token) -> None:
        loud = self.sentences[name.sentence].loud
        if len(left.text) == 1 and left.key == "a":
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
        elif len(left.key) == 1 and not name.unit and self.text[left.end : left.end + 1] == ".":
            self._call_person(name, "behind an initial")
        elif name.first - 1 in self.inside:
            self._add(name, -0.5, "behind another name")
        elif (
            left.key not in self.words.common_words
            and left.key not in self.words.organisation_words
            and not loud
        ):
            self._add(name, -2.5, f"goes on from '{left.text}'")

    def _holds(self, name: Name) -> bool:
        """Tell whether ", Ohio" follows: then "Paul" before it is no first name."""
        if self._right(name, ", ") is None:
            return False
        after = self.inside.get(name.last)
        return after is not None and any(
            place.kind in ("country", "admin1") for place in after.places[:2]
        )

    def _by_right(self, name: Name) -> None:
        right = self._right(name)
        if right is None:
            hyphened = self._right(name, "-")
            if hyphened is not None and hyphened.key in (
                "based",
                "area",
                "held",
                "controlled",
                "born",
            ):
                self._add(name, 2.0, f"before '-{hyphened.text}'")
            return
        if right.shape == "l":
            self._by_lower_right(name, right)
        elif right.shape in "CU":
            self._by_capital_right(name, right)

    def _by_lower_right(self, name: Name, right: Token) -> None:
        if right.key in self.words.process_words:
            name.kind = "organisation"
            name.reasons.append(f"before '{right.text}'")
        elif right.key in self.words.place_words or right.key in ("area", "border", "airport"):
            self._add(name, 1.2, f"before '{right.text}'")
        elif self._governs(name) and right.key in self.words.verbs_of_states:
            name.kind = "metonym"
            name.reasons.append(f"before '{right.text}'")
        elif right.key in self.words.verbs_of_people:
            self._add(name, -1.5, f"before '{right.text}'")

    def _by_capital_right(self, name: Name, right: Token) -> None:
        loud = self.sentences[name.sentence].loud
        first_name = name.key in self.words.first_names
        if right.key in self.words.process_words:
            name.kind = "organisation"
            name.reasons.append(f"before '{right.text}'")
        elif right.key in _PRESS and not loud:
            self._add(name, -2.5, f"before '{right.text}'")
        elif right.key in _LOCAL_BODIES:
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

    def _by_unknown_right(self, name: Name, right: Token) -> None:
        """Doubt a name that goes on with a capital that nobody knows: "Georgia Telford", "Grant Ridge"."""
        if name.key in self.words.first_names and right.key[-2:] not in ("al", "ic", "nt"):
            self._call_first_name(name, right)
        elif not (self._governs(name) and right.key in self.words.first_names):
            known = bool(name.places) and name.places[0].rank > _KNOWN
            doubt = -0.4 if self._is_area(name) or name.unit else -1.4 if known else -2.0
            self._add(name, doubt, f"goes on with '{right.text}'")

    def _call_first_name(self, name: Name, right: Token) -> None:
        self._call_person(name, f"a first name before '{right.text}'")
        self.persons.update((right.key, name.key))

    def _by_holder(self, name: Name) -> None:
        """Read "Banjska, in the municipality of Zvečan"."""
        if _LIES_IN.match(self.text, name.end):
            self._add(name, 1.5, "said to lie in another")

    def _by_neighbours(self, at: int, name: Name) -> None:
        """Read lists and pairs: "Lima, Ohio", "Belgrade-Pristina dialogue"."""
        after = self.names[at + 1] if at + 1 < len(self.names) else None
        if after is None or after.first != name.last:
            return
        gap = self.text[name.end : after.start]
        if gap.strip() == "," and any(
            place.kind in ("country", "admin1", "region") for place in after.places[:2]
        ):
            name.holder = after.key
            after.points += 1.5
            after.reasons.append("behind a name and a comma")
        elif gap in ("-", "–") and self._is_process(after.last):
            name.kind = after.kind = "organisation"
            name.reasons.append("names a process")
        elif gap.strip() in (",", "/", "") and gap:
            self._add(name, 0.3, "before another name")

    def _is_process(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].key in self.words.process_words

    def _governs(self, name: Name) -> bool:
        """Tell whether a government goes by this name: a country or a great city."""
        return bool(name.places) and (
            name.places[0].kind == "country" or name.places[0].rank >= _FAMOUS
        )

    def _call_person(self, name: Name, reason: str) -> None:
        name.kind = "person"
        name.reasons.append(reason)
        self.persons.add(self.tokens[name.last - 1].key)

    def spread_persons(self) -> None:
        """Who is introduced with a title or a first name stays a person, unless a mention is plainly a place."""
        for at, token in enumerate(self.tokens[:-1]):
            if token.shape == "C" and token.key in self.words.first_names and at not in self.inside:
                following = self.tokens[at + 1]
                if following.shape in "CU" and self._gap(at) == " " and at + 1 not in self.inside:
                    self.persons.add(following.key)
        for name in self.names:
            plain = (
                name.kind in ("place", "metonym")
                and name.last == name.first + 1
                and not name.holder
                and not name.key.startswith("=")
            )
            strong = name.points >= _STRONG or (
                self._is_area(name) and name.key not in self.words.first_names
            )
            if plain and name.key in self.persons and not strong:
                name.kind = "person"
                name.reasons.append("a person elsewhere in the report")

    def _is_area(self, name: Name) -> bool:
        return bool(name.places) and name.places[0].kind in ("country", "admin1", "region")
