# ruff: noqa: RUF001  - letters of other alphabets are what this module is about
"""Names written over into another alphabet or language by published rules: "Вугледар", Wuhledar.

GeoNames has the names that somebody entered; what a German, French or Turkish report writes is
often not among them. The rules are data (``data/transliterations.csv``); what they make is marked
as made, and never takes the place of a name that is listed.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from rapidfuzz.fuzz import ratio

from sitmap.gazetteer.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sitmap.gazetteer.sources import Entry

_DATA: Final = files("sitmap.gazetteer") / "data" / "transliterations.csv"
_NAMES_OF: Final[Mapping[str, str]] = {
    "UA": "uk",
    "RU": "ru",
    "BY": "ru",
    "RS": "sr",
    "BA": "sr",
    "ME": "sr",
    "EG": "ar",
    "LY": "ar",
    "SA": "ar",
    "SD": "ar",
    "YE": "ar",
    "AE": "ar",
    "OM": "ar",
    "IQ": "ar",
    "JO": "ar",
    "SY": "ar",
    "LB": "ar",
    "PS": "ar",
    "KW": "ar",
    "QA": "ar",
}
"""Languages that a country's places are named in, as the rules write them over."""
_OWN_LETTERS: Final[Mapping[str, re.Pattern[str]]] = {
    "uk": re.compile("[а-щьюяєіїґ'’ʼ -]+"),
    "ru": re.compile("[а-яё -]+"),
    "sr": re.compile("[a-pr-vzčćžšđ -]+"),
    "ar": re.compile("[a-zāīūḩţşḑ‘’á -]*[āīūḩţşḑ‘][a-zāīūḩţşḑ‘’á -]*"),
}
"""What a name in each language is written in; of Arabic, in Latin letters with all their marks."""
_READ_BY: Final[Mapping[str, str]] = {
    "uk": "kmu-2010",
    "ru": "bgn-pcgn-1947",
}
"""By which of a language's systems the main name of a place is written."""
_TELLING: Final[Mapping[str, str]] = {"uk": "ьіїєґ", "ru": "ыэъё"}
"""Letters that tell a language's name from its neighbour's that reads the same: Краматорськ."""
_SAME: Final = 80.0
"""How like the main name (of 100) a name must read to be the same name in its own letters."""
_SHORTEST: Final = 5
"""Letters of a made name: shorter ones are too often another word."""
_OWN_SCRIPT: Final[Mapping[str, str]] = {"sr": "sr_cyrl", "ar": "ar"}
"""Systems that write a name in its own script: for places that have no name in it."""
_OWN_TOLD: Final = ("uk", "ru", "ar")
"""Languages whose names are kept as the place's own, for maps in that language."""
_UNITS: Final = frozenset({"country", "admin1", "admin2", "region"})
"""What has names of its own from elsewhere."""
_SCRIPTS: Final[Mapping[str, re.Pattern[str]]] = {
    "sr": re.compile("[\u0400-\u04ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
}


@dataclass(frozen=True)
class System:
    """A system that names are written over by.

    Attributes
    ----------
    name
        ``kmu-2010`` and the like.
    of, into
        Languages of the name and of the reader.
    published
        Where.
    letters
        What stands for what; ``^`` before letters that begin a word, ``$`` behind those that end
        it, ``~`` before those that stand between vowels.
    """

    name: str
    of: str
    into: str
    published: str
    letters: Mapping[str, str]

    def write(self, name: str) -> str:
        """Write a name over, word by word, with a capital where the name has one.

        Examples
        --------
        >>> systems = {each.name: each for each in list_systems() if each.of == "uk"}
        >>> systems["duden"].write("Часів Яр"), systems["usual-fr"].write("Жовті Води")
        ('Tschassiw Jar', 'Jovti Vody')
        """
        written = self._pattern.sub(self._letters_for, name.lower())
        return " ".join(
            word[:1].upper() + word[1:] if told[:1].isupper() else word
            for word, told in zip(
                written.split(" "), name.split(" "), strict=False
            )
        )

    def _letters_for(self, match: re.Match[str]) -> str:
        letters = match[0]
        before = match.string[match.start() - 1 : match.start()]
        begins = not before.isalpha() and before not in _APOSTROPHES
        ends = (
            match.end() == len(match.string)
            or not match.string[match.end()].isalpha()
        )
        text = match.string
        between = (
            not begins
            and not ends
            and _VOWELS.issuperset(
                (text[match.start() - 1], text[match.end()])
            )
        )
        options = (
            f"^{letters}" if begins else "",
            f"{letters}$" if ends else "",
            f"~{letters}" if between else "",
            letters,
        )
        told = next(
            (
                self.letters[each]
                for each in options
                if each in self.letters
            ),
            letters,
        )
        return "" if told == "-" else told

    @property
    def _pattern(self) -> re.Pattern[str]:
        return _pattern_of(self)

    __hash__ = object.__hash__


@lru_cache(maxsize=64)
def _pattern_of(system: System) -> re.Pattern[str]:
    begun = {key[1:] for key in system.letters if key.startswith("^")}
    ended = {key[:-1] for key in system.letters if key.endswith("$")}
    plain = {
        key
        for key in system.letters
        if key[0] not in "^~" and key[-1] != "$"
    }
    parts = (
        *(
            (key, rf"(?<![^\W\d_]){re.escape(key)}")
            for key in begun - plain
        ),
        *((key, rf"{re.escape(key)}(?![^\W\d_])") for key in ended - plain),
        *((key, re.escape(key)) for key in plain),
    )
    ordered = sorted(parts, key=lambda part: -len(part[0]))
    return re.compile("|".join(pattern for _, pattern in ordered))


@lru_cache(maxsize=1)
def list_systems() -> tuple[System, ...]:
    """Return the systems that names are written over by."""
    lines = _DATA.read_text("utf-8").splitlines()
    rows = csv.DictReader(
        line for line in lines if not line.startswith("#")
    )
    return tuple(
        System(
            row["system"],
            row["of"],
            row["into"],
            row["published"],
            dict(_rule(rule) for rule in _RULE.findall(row["letters"])),
        )
        for row in rows
    )


_APOSTROPHES: Final = tuple("'’ʼ")
_VOWELS: Final = frozenset("аеєиіїоуыэюяё")
_RULE: Final = re.compile(r"[^\s=]+ ?=\S+")
"""A rule; letters may end in a blank, as an Arabic article in Latin letters does."""


def _rule(text: str) -> tuple[str, str]:
    letters, _, others = text.partition("=")
    return letters, others


def make_names(
    main: str, names: Collection[str], country: str
) -> dict[str, System]:
    """Write a place's name over in every system of its country's language.

    Parameters
    ----------
    main
        Its usual name in Latin letters.
    names
        Its other names: the one in its own letters is found among them.
    country
        ISO 3166-1 code.

    Returns
    -------
    dict
        The names made, each with the system that made it; none where its own name isn't known.

    Examples
    --------
    >>> made = make_names("Vuhledar", ["Вугледар", "Угледар"], "UA")
    >>> sorted(name for name, system in made.items() if system.into in ("de", "fr"))
    ['Vouhledar', 'Wuhledar']
    """
    language = _NAMES_OF.get(country, "")
    script = _SCRIPTS.get(language)
    written = script is not None and any(map(script.search, names))
    systems = [
        each
        for each in list_systems()
        if each.of == language
        and not (written and each.into == _OWN_SCRIPT[language])
    ]
    own = _own_name(main, names, language) if systems else ""
    made: dict[str, System] = {}
    for system in systems if own else ():
        made.setdefault(system.write(own), system)
    return made


def _own_name(main: str, names: Iterable[str], language: str) -> str:
    """Return a place's name in its own letters: the one that reads as the main name does."""
    own = _OWN_LETTERS[language]
    if language not in _READ_BY:
        return main if own.fullmatch(main.lower()) else ""
    reader = next(
        each
        for each in list_systems()
        if each.name == _READ_BY[language] and each.of == language
    )
    key = fold(main)
    read = {
        name: ratio(fold(reader.write(name)), key)
        for name in names
        if own.fullmatch(name.lower())
    }
    letters = _TELLING[language]
    best = max(
        sorted(read),
        key=lambda name: (
            read[name],
            sum(each in letters for each in name.lower()),
        ),
        default="",
    )
    return best if best and read[best] >= _SAME else ""


def _with_own_name(entry: Entry) -> Entry:
    """Say which of a place's names is the one in its country's language, where that is known."""
    place = entry.place
    language = _NAMES_OF.get(place.country, "")
    if language not in _OWN_TOLD or any(
        key == language for key, _ in place.names_by_language
    ):
        return entry
    own = _own_script_name(place.name, sorted(entry.names), language)
    if not own or place.kind in _UNITS:
        return entry
    names = (*place.names_by_language, (language, own))
    return entry._replace(place=place._replace(names_by_language=names))


def _own_script_name(
    main: str, names: Collection[str], language: str
) -> str:
    if language in _READ_BY:
        return _own_name(main, names, language)
    script = _SCRIPTS[language]
    listed = [name for name in names if script.search(name)]
    made = {
        name
        for name, system in make_names(main, (), "SY").items()
        if system.into == "ar"
    }
    same = [name for name in listed if name in made]
    return next(iter(same), listed[0] if len(listed) == 1 else "")


def with_made_names(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Add to each place what its name is in other writings, where no place is called that yet."""
    listed = list(entries)
    known = {fold(name) for entry in listed for name in entry.names}
    for entry in map(_with_own_name, listed):
        made = make_names(
            entry.place.name, sorted(entry.names), entry.place.country
        )
        fresh = frozenset(
            name
            for name in made
            if len(name) >= _SHORTEST and fold(name) not in known
        )
        yield entry._replace(made=fresh) if fresh else entry
