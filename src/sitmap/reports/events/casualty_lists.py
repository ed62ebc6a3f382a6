"""Lists of people: "a mayor, his wife and two guards" are four, "60 cattle" none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitmap.reports.events.casualty_counts import (
    Count,
    count_exactly,
    count_told,
)
from sitmap.reports.places.words import load_demonyms
from sitmap.reports.text.numbers import read_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitmap.reports.events.casualty_frames import Words

ARMED: Final = "armed"
"""The side of those who fight for no state."""
CIVILIAN: Final = "civilian"
"""The side of whom no list names."""
_ANYBODY: Final = "anybody"
"""A side of none: who is counted may be of any."""
_UNIT: Final = re.compile(r"[A-Z]{2,6}[a-z]?")
"""A unit's short name: "7 VDP", "3 FARDC"."""
_SHORT: Final = 3
"""Letters of words like "its" and "was", which count nobody."""
_NEAR: Final = 3
"""Words behind a number in which stands whom it counts."""


def counts_people(match: re.Match[str], words: Words) -> bool:
    """Tell whether what a frame counts are people: "killed the mayor", not "the deal"."""
    groups = match.groupdict()
    told = groups.get("people") or groups.get("one") or ""
    noun = told.rsplit(None, 1)[-1:]
    if noun and (
        not _is_counted_noun(noun[0], match, words)
        or _is_many(groups, words)
    ):
        return words.has_noun_near and _has_noun_between(match, words)
    if words.has_noun_near and _is_article(match, words):
        return False
    if (name := groups.get("named")) and not _is_person(name, words):
        return False
    told = groups.get("people2") or ""
    if told and not _is_for_people(told.lower().rsplit(None, 1)[-1], words):
        return False
    loose = [
        each for name in ("some", "also") if (each := groups.get(name))
    ]
    if any(not _has_noun(each, words) for each in loose):
        return False
    return not groups.get("list") or _is_list_of_people(match, words)


def _is_counted_noun(noun: str, match: re.Match[str], words: Words) -> bool:
    """Tell a word for people, or a unit's short name where a number counts it: "7 VDP"."""
    if _is_for_people(noun.lower(), words):
        return True
    if not match.groupdict().get("n"):
        return False
    if not match.string.isupper() and _is_unit(noun, words):
        return True
    return _is_befallen(noun, match, words)


def _is_befallen(noun: str, match: re.Match[str], words: Words) -> bool:
    """Tell a word that isn't listed of people whom something befell: "two hoodlums died"."""
    if words.befalls is None or words.befalls.search(match[0]) is None:
        return False
    lower = noun.lower()
    many = len(lower) > _SHORT and lower.isalpha() and lower.endswith("s")
    return (
        many and lower not in words.things and not _is_beast(lower, words)
    )


def _is_unit(word: str, words: Words) -> bool:
    short = _UNIT.fullmatch(word) is not None
    return short and word.lower() not in words.things


def _is_list_of_people(match: re.Match[str], words: Words) -> bool:
    if _is_headed_by_place(match, words):
        return False
    first, *more = _items(match["list"], words)
    kin = words.kin is not None and words.kin.match(more[0]) is not None
    return ((kin and first.istitle()) or _is_counted(first, words)) and all(
        _is_counted(item, words)
        or (
            words.lead.match(item)
            and _is_befallen(item.split()[-1], match, words)
        )
        for item in more
    )


def _is_article(match: re.Match[str], words: Words) -> bool:
    """Tell an article from a one: "tué dans un camp" counts nobody."""
    number = match.groupdict().get("n")
    if not number or number.isdigit() or match.end() > match.end("n"):
        return False
    if read_number(number, words.language) != 1:
        return False
    behind = re.split(r"[.,;:!?(]", match.string[match.end("n") :])[0]
    told = " ".join(behind.split()[:_NEAR])
    return bool(told) and not _has_noun(told, words)


def _has_noun_between(match: re.Match[str], words: Words) -> bool:
    """Tell whether a word for people stands between a number and the end of what is read."""
    if not match.groupdict().get("n"):
        return False
    return _has_noun(match.string[match.start("n") : match.end()], words)


def sum_list(listed: str, words: Words) -> Count | None:
    """Return the sum of a list of people; None where one of its numbers can't be read."""
    counts = [
        _count_item(item, words)
        for item in _items(listed, words)
        if not _is_beast(item, words)
    ]
    total = Count(0, 0, 0)
    for count in counts:
        if count is None:
            return None
        total += count
    return total if counts else None


def reckon_parts(told: str, words: Words) -> str:
    """Return a text in which a part of a number is a number: "a third of the 30" is 10 of them.

    "All but one of the seven" are six, and "the rest" behind "six of the nine" three.
    """
    if words.parts_of is None or words.rest_of is None:
        return told
    told = words.parts_of.sub(lambda match: _part_of(match, words), told)
    return words.rest_of.sub(lambda match: _rest_of(match, words), told)


def _part_of(match: re.Match[str], words: Words) -> str:
    whole = read_number(match["n"], words.language)
    if whole is None:
        return match[0]
    if match["less"]:
        less = read_number(match["less"], words.language) or 0
        return f"{max(whole - less, 0)}{match['of']}{match['n']}"
    share, of = words.shares[match["share"].lower().replace("-", " ")]
    return f"{round(whole * share / of)}{match['of']}{match['n']}"


def _rest_of(match: re.Match[str], words: Words) -> str:
    part, whole = (
        read_number(match[name], words.language) for name in ("part", "n")
    )
    if part is None or whole is None or part >= whole:
        return match[0]
    return f"{match['told']}{whole - part}"


def _items(listed: str, words: Words) -> list[str]:
    if words.apposed is not None:
        listed = words.apposed.sub("", listed)
    return words.parts.split(listed)


def _count_item(item: str, words: Words) -> Count | None:
    """Return how many an item is: its number, two for a couple, else one; None for "women"."""
    told = item.lower().split()
    if not words.twos.isdisjoint(told):
        return count_exactly(2)
    number = words.lead.search(item)
    if number is None:
        # a last word tells one from many only where words for people stand alone
        plural = words.plural if words.has_noun_near else None
        if plural is not None and plural.search(told[-1]):
            return None
        return count_exactly(1)
    hedge = (number["hedge"] or "").lower()
    return count_told(number["n"], hedge, words)


def _is_headed_by_place(match: re.Match[str], words: Words) -> bool:
    """Tell whether a list's first name is a place's: "in Bila Tserkva and a man"."""
    if not match["list"][:1].isupper():
        return False
    if match["list"].split()[0].lower() in words.before_places - {"the"}:
        return True
    before = match.string[: match.start("list")].split()[-1:]
    return bool(before) and (
        before[0].lower() in words.before_places
        or (before[0][:1].isupper() and before[0][-1:].isalpha())
    )


def _is_counted(item: str, words: Words) -> bool:
    return (
        _has_counted_noun(item, words)
        or _is_unit_counted(item, words)
        or _is_beast(item, words)
        or (
            not words.has_noun_near
            and item[:1].isupper()
            and _is_person(item, words)
        )
    )


def _has_counted_noun(item: str, words: Words) -> bool:
    """Tell a word for people that isn't a mere adjective: "the Lebanese ministry" is nobody."""
    *before, last = item.lower().split()
    adjectives = load_demonyms(words.language)
    return _is_for_people(last, words) or any(
        _is_for_people(each, words)
        for each in before
        if each not in adjectives
    )


def _is_unit_counted(item: str, words: Words) -> bool:
    number = words.lead.match(item)
    return bool(number) and _is_unit(item.rsplit(maxsplit=1)[-1], words)


def _has_noun(told: str, words: Words) -> bool:
    return any(_is_for_people(each, words) for each in told.lower().split())


def _is_for_people(word: str, words: Words) -> bool:
    """Tell a word for people: listed, or with the ending of one ("carpet-layer")."""
    if word in words.nouns:
        return True
    if words.by_ending is None or word in words.things:
        return False
    return words.by_ending.fullmatch(word) is not None


def list_nouns(told: str, words: Words) -> frozenset[str]:
    """Return the words for people in a text, without what tells one from many."""
    return frozenset(
        each.rstrip("s").replace("men", "man")
        for each in re.findall(r"[^\W\d]+", told.lower())
        if _is_for_people(each, words)
    )


def list_sides(told: str, words: Words) -> frozenset[str]:
    """Return the sides of those whom a text names; none where a word may mean anybody.

    A word for people that is neither of a state's forces nor of other armed ones is a civilian's.
    """
    if not words.sides:
        return frozenset()
    nouns = [
        each
        for each in re.findall(r"[^\W\d]+(?:-[^\W\d]+)*", told.lower())
        if each in words.nouns
    ]
    sides = frozenset(_side(each, words) for each in nouns)
    return frozenset() if _ANYBODY in sides else sides


def _side(noun: str, words: Words) -> str:
    if noun in load_demonyms(words.language):
        return _ANYBODY
    fits = (
        name
        for name, words_of in words.sides.items()
        if words_of.fullmatch(noun)
    )
    return next(fits, CIVILIAN)


def _is_beast(item: str, words: Words) -> bool:
    return words.beasts is not None and bool(words.beasts.search(item))


def _is_person(name: str, words: Words) -> bool:
    """Tell a person's name: two words or more, the last none for many people."""
    told = name.lower().split()
    if len(told) == 1 or not words.no_names.isdisjoint(told):
        return False
    return told[-1] not in words.nouns


def _is_many(groups: Mapping[str, str | None], words: Words) -> bool:
    """Tell "drivers died" from "a driver died": how many they were isn't told."""
    one, many = groups.get("one"), words.plural
    return bool(one and many and many.search(one.lower()))
