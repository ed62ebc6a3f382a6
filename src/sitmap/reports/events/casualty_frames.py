# ruff: noqa: RUF001  - curly quotes are what news is written with
"""The frames by which a language counts its dead and wounded, compiled from its words.

A frame is a pattern with braces (``casualties.toml`` says what each stands for).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitmap.reports.languages import read_table
from sitmap.reports.languages.compiled import (
    LazyPattern,
    compile_pattern,
    per_language,
)
from sitmap.reports.languages.hints import Guarded
from sitmap.reports.places.words import load_demonyms
from sitmap.reports.text.numbers import (
    brief_number_pattern,
    number_pattern,
)
from sitmap.reports.text.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

KINDS: Final = ("killed", "injured", "missing", "abducted", "arrested")
_VERBS: Final = ("done", "dies", "active", "takes", "no_goods")
"""Words of a kind that its frames name in braces."""
_NEVER: Final = "(?!)"
"""What a language has no words for (`frames.fill_table`)."""
_ONE_WORD: Final = r"[\w’'-]+"
_COUNTS: Final = ("{n}", "{one}", "{someone}", "{list}")
"""What of a frame counts, and so begins where `Words.beginnings` fits."""
_CAPITAL: Final = r"[^\W\d_a-zß-öø-ÿ][\w’'-]+"
_NAME: Final = rf"(?-i:(?<![\w’'-]){_CAPITAL}(?:\s{_CAPITAL}){{0,3}})"
"""A person's name: up to four words with capitals."""


class Frame(NamedTuple):
    """A frame, and letters of which every match of it holds some."""

    lazy: LazyPattern
    hints: tuple[str, ...]
    begins_with_count: bool
    """It is tried only where a number or an article stands, which is in few places."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The frame as it is matched."""
        return self.lazy.pattern


class Kind(NamedTuple):
    """The frames of a kind: those that count, those of a single person, and tolls."""

    frames: Guarded[Frame]
    singles: Guarded[Frame]
    tolls: Guarded[Frame]
    """What counts all, whoever is counted beside it: "raising the toll from 12 to 15"."""
    loose: Guarded[Frame]
    """Frames to look for where none of these counts anybody."""
    loose_singles: Guarded[Frame]


class Words(NamedTuple):
    """A language's casualties, compiled."""

    stems: Mapping[str, tuple[str, ...]]
    number: re.Pattern[str]
    beginnings: re.Pattern[str]
    """Where a count may begin: a number with what a frame takes along before it, an article."""
    nouns: frozenset[str]
    has_noun_near: bool
    """Whether a word for people may stand anywhere between a number and its verb."""
    by_ending: re.Pattern[str] | None
    """What words for people end with, but for `things`."""
    things: frozenset[str]
    plural: re.Pattern[str] | None
    twos: frozenset[str]
    no_names: frozenset[str]
    totals: re.Pattern[str]
    measures: re.Pattern[str]
    age_behind: re.Pattern[str] | None
    again: re.Pattern[str]
    """A number in words and, in brackets, in figures: "two (2) workers"."""
    beasts: re.Pattern[str] | None
    none: Mapping[str, re.Pattern[str]]
    wounded: re.Pattern[str]
    died: re.Pattern[str] | None
    parts: re.Pattern[str]
    lead: re.Pattern[str]
    apposed: re.Pattern[str] | None
    """Who a person of a list is: "Ali Hassan, a teacher, and his son" are two."""
    kin: re.Pattern[str] | None
    """What ties those behind it to a person of one name: "Hassan and his son"."""
    before_places: frozenset[str]
    """Words behind which a name is a place's."""
    also: re.Pattern[str] | None
    """What tells that a second count is of others."""
    of_them: re.Pattern[str] | None
    other_side: re.Pattern[str] | None
    """What tells that a count is of the other side: "the enemy", "on our side"."""
    befalls: re.Pattern[str] | None
    """What befalls people and beasts alone, so that whom it counts may be any word."""
    prisoners: re.Pattern[str] | None
    """What befalls armed men, and is no abduction: "captured four militants"."""
    tellers: re.Pattern[str] | None
    """Between two counts, what tells that each has a teller of its own."""
    told_before: re.Pattern[str] | None
    """What tells of one person who was told of before: "the man"."""
    the_other: re.Pattern[str] | None
    """What tells the rest of those counted before."""
    sides: Mapping[str, re.Pattern[str]]
    """Words for those who fight for a state, who fight otherwise, and for anybody."""
    apart: re.Pattern[str] | None
    """What keeps two counts apart: those who tell them, or words for people of any kind."""
    shares: Mapping[str, tuple[int, int]]
    parts_of: re.Pattern[str] | None
    rest_of: re.Pattern[str] | None
    told: tuple[re.Pattern[str], ...]
    first: tuple[re.Pattern[str], ...]
    grown: re.Pattern[str] | None
    no_tellers: frozenset[str]
    """Words that no teller has in its name."""
    no_voice: frozenset[str]
    before_voice: frozenset[str]
    behind_voice: frozenset[str]
    dozens: Mapping[str, tuple[int, int]]
    low: tuple[str, ...]
    high: tuple[str, ...]
    under: tuple[str, ...]
    joints: re.Pattern[str]
    language: str


@per_language
def load_words(language: str) -> Words:
    """Compile what a language says of casualties, but for the frames of the kinds."""
    table = read_table(language, "casualties")
    pieces = _pieces(table, language)
    voices = table["voices"]
    plural = table["people"].get("plural")
    return Words(
        stems={
            kind: tuple(stems) for kind, stems in table["stems"].items()
        },
        number=compile_pattern(
            rf"\d|\b(?:{number_pattern(language)}|{any_of(table['dozens'])})\b",
            language,
            re.IGNORECASE,
        ),
        beginnings=compile_pattern(
            rf"{_begins_word(table)}(?={pieces['begins']})",
            language,
            re.IGNORECASE,
        ),
        nouns=frozenset(
            [
                *table["people"]["nouns"].split(),
                *re.split(r"[|\s]+", table["people"].get("bare", "")),
                *load_demonyms(language),
            ]
        ),
        has_noun_near=table["people"].get("noun_near") is True,
        by_ending=_optional(table["people"].get("by_ending"), language),
        things=frozenset(table["people"].get("things", "").split()),
        plural=compile_pattern(plural, language) if plural else None,
        twos=frozenset(table["people"].get("twos", "").split()),
        no_names=frozenset(table["people"].get("no_names", "").split()),
        totals=compile_pattern(
            table["people"]["totals"], language, re.IGNORECASE
        ),
        age_behind=_optional(table["people"].get("age_behind"), language),
        again=compile_pattern(
            rf"\b(?P<n>{number_pattern(language)})(?P<again>\s?\(\d+\))",
            language,
            re.IGNORECASE,
        ),
        beasts=_optional(table["people"].get("beasts"), language),
        measures=compile_pattern(
            table["people"]["measures"].replace(
                "{month}", _month_pattern(language)
            ),
            language,
            re.IGNORECASE,
        ),
        none={
            name: compile_pattern(text, language, re.IGNORECASE)
            for name, text in table["none"].items()
        },
        lead=_compile(
            rf"(?:\b(?P<hedge>{pieces['hedges']})\s+)?\b"
            rf"{_not_behind(table['people'])}(?P<n>{pieces['number']})\b"
            rf"{_no_age(table['people'])}",
            pieces,
            language,
        ),
        apposed=_optional(table["people"].get("apposed"), language),
        kin=_optional(table["people"].get("kin"), language),
        before_places=frozenset(
            table["people"].get("before_places", "").split()
        ),
        also=_optional(table["people"].get("also"), language),
        of_them=_optional(table["people"].get("of_them"), language),
        sides={
            name: re.compile("|".join(text.split()))
            for name, text in table.get("sides", {}).items()
        },
        other_side=_optional(table["people"].get("other_side"), language),
        befalls=_optional(table["people"].get("befalls"), language),
        prisoners=_optional(table["people"].get("prisoners"), language),
        tellers=_optional(table["people"].get("tellers"), language),
        told_before=_optional(table["people"].get("told_before"), language),
        the_other=_optional(table["people"].get("the_other"), language),
        apart=_optional(table["people"].get("apart"), language),
        shares={
            name: (pair[0], pair[1])
            for name, pair in table.get("shares", {}).items()
        },
        parts_of=_parts_of(table, language),
        rest_of=_rest_of(table, language),
        parts=compile_pattern(
            rf",?\s+(?:{_and_also(table)})\s+|,\s+", language
        ),
        died=_optional(table["injured"].get("died"), language),
        wounded=compile_pattern(
            table["injured"]["active"], language, re.IGNORECASE
        ),
        told=tuple(
            _compile(each, pieces, language) for each in voices["told"]
        ),
        first=tuple(
            _compile(each, pieces, language) for each in voices["first"]
        ),
        grown=_optional(voices.get("grown"), language),
        no_tellers=frozenset(voices.get("no_tellers", "").split()),
        no_voice=frozenset(voices["no_voice"].split()),
        before_voice=frozenset(voices["before_voice"].split()),
        behind_voice=frozenset(voices.get("behind_voice", "").split()),
        dozens={
            word: (pair[0], pair[1])
            for word, pair in table["dozens"].items()
        },
        low=tuple(table["hedges_low"]),
        high=tuple(table["hedges_high"]),
        under=tuple(table.get("hedges_under", ())),
        joints=compile_pattern(
            rf"\s*(?:–|\b(?:{table['or']}|{table['and']})\b|(?<=\d)-(?=\d))\s*",
            language,
        ),
        language=language,
    )


def _begins_word(table: Mapping[str, Any]) -> str:
    """Return what a number stands behind: in Arabic an "and" may be glued to it."""
    letters = str(table["people"].get("glued", ""))
    return rf"(?:\b|(?<=[{letters}]))" if letters else r"\b"


def _and_also(table: Mapping[str, Any]) -> str:
    """Return what joins the last of a list to it."""
    also = str(table.get("and_also", _NEVER))
    return str(table["and"]) if also == _NEVER else also


def _parts_of(
    table: Mapping[str, Any], language: str
) -> re.Pattern[str] | None:
    """Compile what tells a part of a number: "half of the 12", "all but two of the nine"."""
    if not table.get("shares"):
        return None
    shares = any_of(
        each
        for name in table["shares"]
        for each in (name, name.replace(" ", "-"))
    )
    number, people = number_pattern(language), table["people"]
    return compile_pattern(
        rf"\b(?:(?P<share>{shares})|{people['all_but']}\s+(?P<less>{number}))"
        rf"(?P<of>\s+(?:{people['of']}\s+)?(?:{people['whose']})\s+)(?P<n>{number})\b",
        language,
        re.IGNORECASE,
    )


def _rest_of(
    table: Mapping[str, Any], language: str
) -> re.Pattern[str] | None:
    """Compile what tells the rest of a number: "killed six of the nine and wounded the rest"."""
    people = table["people"]
    if people.get("rest", _NEVER) == _NEVER:
        return None
    number = number_pattern(language)
    return compile_pattern(
        rf"(?P<told>\b(?P<part>{number})\s+{people['of']}\s+(?:{people['whose']})\s+"
        rf"(?P<n>{number})\b[^.;:\d]{{1,80}}?)\b{people['rest']}\b",
        language,
        re.IGNORECASE,
    )


def _optional(pattern: str | None, language: str) -> re.Pattern[str] | None:
    """Compile what a language may leave out."""
    if pattern in (None, "", _NEVER):
        return None
    return compile_pattern(pattern, language, re.IGNORECASE)


def _pieces(table: Mapping[str, Any], language: str) -> dict[str, str]:
    """Return what the braces of a frame stand for."""
    names = ("low", "high", "under", "rough")
    begins = _begins_word(table)
    hedges = any_of(
        [each for name in names for each in table.get(f"hedges_{name}", ())]
    )
    number = number_pattern(language)
    brief = brief_number_pattern(language)
    range_to = (
        rf"(?:\s*(?:-|–|{table['or']})\s*(?:{brief})(?!\s*(?:km|m)\b))?"
    )
    between = rf"(?:{brief})\s+{table['and']}\s+(?:{brief})"
    people = table["people"]
    word = _word(people)
    few = rf"{word}(?:\s+{word}){{0,3}}?"
    of = rf"(?:\s+{people['of']})?" if "of" in people else ""
    dozens = any_of(table["dozens"])
    nouns = any_of(people["nouns"].lower().split())
    item = (
        rf"(?:{hedges}\s+)?\b(?:{brief}|{dozens}|{people['single']}){of}"
        rf"\s+{word}(?:\s+{word}){{0,3}}{people.get('of_age', '')}"
        + (
            rf"(?:\s+{people['of']}\s+(?:{_NAME}|\d\d"
            rf"|(?:{people['single']})\s+{word}(?:\s+{word})?))?"
            if "of" in people
            else ""
        )
    )
    item = (
        rf"(?:{item}|\b(?:{people['self']})\b)"
        if "self" in people
        else item
    )
    last = (
        rf"(?:{item}|(?:{people['bare']})\b)" if "bare" in people else item
    )
    joined = rf",?\s+(?:{_and_also(table)})\s+"
    plural = (
        rf"(?!\s+(?:{people['singular']})\b)"
        if "singular" in people
        else ""
    )
    apposed = people.get("apposed", r"(?!)")
    name = (
        rf"(?:\b(?:{people['titles']})\.\s+{_NAME}(?:\s+{_NAME})?|{_NAME})"
        if "titles" in people
        else _NAME
    )
    return {
        "begins": rf"(?:{hedges}|{table['between']}|{number}|{dozens}|{people['single']})",
        "n": (
            rf"(?:{begins}(?P<hedge>{hedges})\s+)?{begins}(?<!{table['no']} )"
            rf"{_not_behind(people)}"
            rf"(?:{table['between']}\s+)?"
            rf"(?P<n>(?<={table['between']} ){between}|{dozens}|(?:{number}){range_to})"
            rf"{_more(people)}(?:\s+of)?(?![\w.,]*\d|{_letters(people)})"
            rf"(?P<plus>\+{_or_more(people)}{_low_behind(people)})?{_no_age(people)}"
        ),
        "people": rf"(?:(?:\s+|-)(?P<people>{few}))?",
        "number": rf"(?:{number}|{dozens})",
        "name": _NAME,
        "named": rf"(?P<named>{_NAME})",
        "behind": people["behind"],
        "folk": rf"(?:\s+|-)(?P<people>{few})",
        "m": rf"\b(?P<m>{number}|{any_of(read_table(language, 'numbers')['articles'])})",
        "people2": rf"(?:(?:\s+|-)(?P<people2>{few}))?",
        "few": few,
        "those": rf"(?:\s+|-)(?P<some>{word}(?:\s+{word}){{0,3}})",
        "list": rf"(?P<list>{item}(?:,\s+{item})*{joined}{last})(?![\w’'-]){plural}",
        "party": (
            rf"(?P<list>{name}(?:{apposed})?"
            rf"(?:,\s+(?:{item}|{name}))*{joined}(?:{item}|{name}))(?![\w’'-]){plural}"
        ),
        "hedges": hedges,
        "no_verb": rf"(?![\w’'-])(?!(?:\s+{word}){{0,3}}\s+(?:{people.get('finite', _NEVER)})\b)",
        "someone": rf"\b(?:{people['single']})\s+(?P<some>{word}(?:\s+{word}){{0,3}})",
        "one": rf"{_not_behind(people)}\b(?:{people['single']})\s+(?P<one>{few})",
        "also": rf"(?:{people['single']})\s+(?P<also>{word}(?:\s+{word})?)",
        "job": rf"(?P<one>{_ONE_WORD})",
        "noun": rf"(?P<one>{nouns})",
        "pair": rf"(?P<list>{people.get('pair', _NEVER)})".replace(
            "{noun}", nouns
        ).replace("{brief}", brief),
        "listing": rf"(?P<list>{people.get('listing', _NEVER)})".replace(
            "{noun}", rf"(?:{nouns}|{people['by_ending']})"
        ),
        "age": r"\d{1,2}",
        "link": table["people"]["link"],
        "no_object": people["no_object"],
        "no_people": people["no_people"].replace("{noun}", nouns),
    }


def _month_pattern(language: str) -> str:
    months = read_table(language, "dates")["months"]
    return any_of([name for names in months for name in names])


def _word(people: Mapping[str, Any]) -> str:
    """Return what a word for people is: any, but for those that begin something else."""
    no_noun = people.get("not_people")
    return rf"(?!{no_noun}){_ONE_WORD}" if no_noun else _ONE_WORD


def _not_behind(people: Mapping[str, Any]) -> str:
    """Return what keeps "none of the 40 passengers" from counting."""
    return "".join(f"(?<!{each} )" for each in people.get("none_of", ()))


def _more(people: Mapping[str, Any]) -> str:
    """Return what may stand behind a number: two more are two."""
    return rf"(?:\s+(?:{people['more']}))?" if "more" in people else ""


def _or_more(people: Mapping[str, Any]) -> str:
    """Return what says right behind a number that it is the least: "two or more"."""
    glued = rf"|{people['more_glued']}" if "more_glued" in people else ""
    if "or_more" not in people:
        return glued
    return rf"|\s(?:{people['or_more']})\b{glued}"


def _letters(people: Mapping[str, Any]) -> str:
    """Return the letters that no number ends before, but for "yüzden fazla": over a hundred."""
    glued = people.get("more_glued", "(?:(?!))")
    return rf"(?!{glued})[^\W\d_]"


def _low_behind(people: Mapping[str, Any]) -> str:
    """Return what says behind the counted that they are no fewer: "12 people at least"."""
    if "low_behind" not in people:
        return ""
    return rf"|(?=(?:\s\S+){{0,2}}\s(?:{people['low_behind']})(?!\w))"


def _no_age(people: Mapping[str, Any]) -> str:
    """Return what keeps the 6 of "a 6-year-old girl" from counting six."""
    ages = people.get("ages", ())
    return rf"(?!-{any_of(ages)}s?\b)" if ages else ""


@lru_cache(maxsize=64)
def load_kind(language: str, kind: str) -> Kind:
    """Compile the frames of a kind when one is first asked for: few reports need all."""
    every = read_table(language, "casualties")
    return _read_kind(
        every[kind],
        every.get("loose", {}),
        _pieces(every, language),
        language,
    )


@per_language
def load_kinds(language: str) -> tuple[Kind, ...]:
    """Compile the frames of every kind."""
    return tuple(load_kind(language, kind) for kind in KINDS)


def _read_kind(
    table: Mapping[str, Any],
    loose: Mapping[str, Any],
    pieces: Mapping[str, str],
    language: str,
) -> Kind:
    own = {
        **pieces,
        **{name: text for name, text in table.items() if name in _VERBS},
    }
    frames, singles, tolls = (
        _read_frames(table.get(name, ()), own, language)
        for name in ("frames", "singles", "tolls")
    )
    own |= {name: loose[name] for name in ("gap", "aux") if name in loose}
    more, one = (
        _read_frames(loose.get(name, ()), own, language)
        for name in ("frames", "singles")
    )
    return Kind(frames, singles, tolls, more, one)


def _read_frames(
    frames: Iterable[str], pieces: Mapping[str, str], language: str
) -> Guarded[Frame]:
    return Guarded(_read_frame(each, pieces, language) for each in frames)


def _read_frame(
    frame: str, pieces: Mapping[str, str], language: str
) -> Frame:
    lazy = LazyPattern(_fill(frame, pieces), language, re.IGNORECASE)
    return Frame(lazy, lazy.hints, frame.startswith(_COUNTS))


def _compile(
    frame: str, pieces: Mapping[str, str], language: str
) -> re.Pattern[str]:
    return compile_pattern(_fill(frame, pieces), language, re.IGNORECASE)


def _fill(frame: str, pieces: Mapping[str, str]) -> str:
    """Write out what the braces of a frame stand for."""
    return re.sub(r"\{([a-z]\w*)\}", lambda match: pieces[match[1]], frame)
