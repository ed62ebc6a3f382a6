"""Place names of a report: found, weighed, resolved together, and only then taken or refused."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import KINDS, precision_of
from sitmap.geodesy import distance_m
from sitmap.reports.languages import has_words, read_words
from sitmap.reports.languages.compiled import compile_pattern, per_language
from sitmap.reports.places.candidates import find_names, name_spans
from sitmap.reports.places.capital_names import prefer_capitals
from sitmap.reports.places.context import refine_senses
from sitmap.reports.places.disambiguation import Sense, resolve_names
from sitmap.reports.places.features import weigh_names
from sitmap.reports.places.inflections import load_inflections
from sitmap.reports.places.words import load_words
from sitmap.reports.text.outline import find_items

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitmap.gazetteer import Place
    from sitmap.precision import Precision
    from sitmap.reports.places.inflections import Inflections
    from sitmap.reports.places.lookup import Lookup
    from sitmap.reports.places.name import Name
    from sitmap.reports.protocols import NameSpan
    from sitmap.reports.text.sentences import Sentence
    from sitmap.reports.text.tokenizer import Token

UNLISTED: Final = "not listed in the gazetteer"
"""Why a name has no place of its own."""
# points from which on a name is taken for one elsewhere in the report
_TAKEN: Final = 1.5
_LEAST_FAME: Final = -0.5
"""Points of a place that nobody knows."""
_FIRST_SENTENCES: Final = (4, 12)
"""So many sentences tell, in turn, of most texts that they name a place."""
_DISTRICTS: Final = ("admin2", "municipality")
"""Units whose bare names are many and little known: "Walsh" is rarely the county."""
_OF_A_TOWN_M: Final = 60_000.0
"""Further than this from a town, a district isn't its own."""
_BULLETIN: Final = 4
"""Headings from which a report is one of many items, each with places of its own."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a place, or of what only looks like one.

    Attributes
    ----------
    start, end
        Offsets into the report's text, in code points.
    surface
        As written.
    kind
        ``place``, ``facility``, ``region``, ``demonym``, ``metonym``, ``organisation`` or
        ``person``. Only the first three can place an event.
    name, place_id, country
        The gazetteer's; empty where it isn't resolved.
    lat, lon
        WGS 84 degrees, or None.
    precision, uncertainty_m
        As in the incident table; None where it isn't resolved.
    score
        0 to 1: how far the reading is ahead of the next.
    why
        The evidence, in words.
    first_form
        The name as written, but in its first form: "Краматорськ" of "Краматорську"; empty where
        that isn't known.
    """

    start: int
    end: int
    surface: str
    kind: str
    name: str = ""
    place_id: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    uncertainty_m: float | None = None
    score: float = 0.0
    why: str = ""
    place: Place | None = None
    first_form: str = ""


def find_toponyms(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    lookup: Lookup,
    home: Sequence[Place] = (),
    spans: Sequence[NameSpan] | None = None,
) -> list[Mention]:
    """Find and resolve the place names of a text.

    Parameters
    ----------
    text, tokens, sentences
        The text, its words and sentences.
    lookup
        What names mean.
    home
        Where the report is from, if known.
    spans
        Names that someone else has found (`sitmap.reports.protocols.Recognizer`): they are
        resolved, none is refused.
    """
    names = (
        find_names(text, tokens, sentences, lookup)
        if spans is None
        else name_spans(text, tokens, sentences, lookup, spans)
    )
    heads = _heads(text, sentences)
    names = weigh_names(
        text, tokens, sentences, names, heads, lookup.language
    )
    if spans is not None:
        names = _trust(names, spans)
    senses = resolve_names(names, home)
    common = load_words(lookup.language).common_words
    taken = (
        _accept(names, senses, common)
        if spans is None
        else set(map(id, names))
    )
    items = [sentences[each.sentence].paragraph for each in names]
    rules = load_inflections(lookup.language)
    anchors = (
        {start for start, _ in heads} if len(heads) >= _BULLETIN else set()
    )
    local = {
        **refine_senses(names, senses, items, anchors),
        **prefer_capitals(text, names, senses, lookup.language),
    }
    mentions = [
        _mention(
            text, name, local.get(name.start) or senses.get(name.key), rules
        )
        for name in names
        if id(name) in taken
    ]
    told = [_with_article(text, mention) for mention in mentions]
    return _without_far_districts(text, told, lookup.language)


def names_surely(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    lookup: Lookup,
) -> bool:
    """Tell by its first sentences whether a text names a place or a people, whatever is meant.

    Where they don't tell, it may name one all the same: `find_toponyms` knows.

    Parameters
    ----------
    text, tokens, sentences, lookup
        As for `find_toponyms`.
    """
    heads = _heads(text, sentences)
    common = load_words(lookup.language).common_words
    for number in _FIRST_SENTENCES:
        first = sentences[:number]
        names = weigh_names(
            text,
            tokens,
            first,
            find_names(text, tokens, first, lookup),
            heads,
            lookup.language,
        )
        # what follows the last of these sentences may speak against a name in it
        inner = len(first) - (len(first) < len(sentences))
        if any(
            _is_sure(name, common)
            for name in names
            if name.sentence < inner
        ):
            return True
        if inner == len(first):
            return False
    return False


def _is_sure(name: Name, common: frozenset[str]) -> bool:
    """Tell a name that is taken whatever the rest of the report says."""
    if name.kind in ("demonym", "organisation"):
        return True
    return (
        name.kind in ("place", "metonym")
        and bool(name.places)
        and name.key not in common
        and name.points >= _TAKEN - _LEAST_FAME
    )


def _heads(
    text: str, sentences: Sequence[Sentence]
) -> list[tuple[int, int]]:
    """Return the run-in headings of a text's items, and its headings of a few words."""
    items = find_items(text, sentences)
    return [
        each.label or (each.body, each.end)
        for each in items
        if each.label or each.is_heading
    ]


def _trust(names: Sequence[Name], spans: Sequence[NameSpan]) -> list[Name]:
    """Let the recognizer's kind stand against our own evidence."""
    kinds = {span.start: span.kind for span in spans}
    return [
        name
        if name.kind == "demonym"
        else name._replace(kind=kinds.get(name.start, "place"))
        for name in names
    ]


def _accept(
    names: Sequence[Name],
    senses: Mapping[str, Sense],
    common: frozenset[str],
) -> set[int]:
    """Return the ids of names that are taken, by their own evidence or by a namesake's."""
    totals = {
        id(name): _total(name, senses.get(name.key)) for name in names
    }
    best: dict[str, float] = {}
    for name in names:
        if name.kind in ("place", "metonym"):
            best[name.key] = max(
                best.get(name.key, -math.inf), totals[id(name)]
            )
    return {
        id(name)
        for name in names
        if name.kind in ("demonym", "organisation")
        or (name.kind == "person" and name.key not in common)
        or totals[id(name)]
        + (0.5 * max(0.0, best.get(name.key, 0.0) - _TAKEN))
        >= _TAKEN
    }


def _total(name: Name, sense: Sense | None) -> float:
    if name.kind == "facility" and not name.places:
        return _TAKEN + name.points
    if sense is None or sense.place is None:
        return name.points if name.unit else -math.inf
    return (
        name.points
        + max(map(_fame, filter(None, (sense.place, sense.around))))
        + 0.6 * min(sense.support, 3.0)
        + (1.5 if name.holder else 0)
    )


def _fame(place: Place) -> float:
    if place.kind == "country":
        return 3.5
    if place.kind not in _DISTRICTS and KINDS.get(place.kind, ("",))[0] in (
        "area",
        "facility",
    ):
        return 2.0
    return max(_LEAST_FAME, min((place.rank - 330) / 100, 2.5))


def _mention(
    text: str, name: Name, sense: Sense | None, rules: Inflections
) -> Mention:
    place = sense.place if sense else None
    kind = name.kind
    surface = text[name.start : name.end]
    if place is None or kind == "person":
        return Mention(
            name.start, name.end, surface, kind, why="; ".join(name.reasons)
        )
    if kind == "place":
        kind = _kind_of(place)
    return Mention(
        name.start,
        name.end,
        surface,
        kind,
        place.name,
        place.id,
        place.country,
        place.lat,
        place.lon,
        precision_of(place.kind),
        place.uncertainty_m,
        sense.score if sense else 0.0,
        "; ".join(name.reasons),
        place,
        "" if rules.is_empty else rules.first_form(surface, name.key),
    )


def _with_article(text: str, mention: Mention) -> Mention:
    """Take "the" into the name of a region that has it: "the Balkans"."""
    before = text[max(0, mention.start - 4) : mention.start]
    if (
        mention.kind != "region"
        or before.lower() != "the "
        or not mention.surface.endswith("s")
    ):
        return mention
    return replace(
        mention, start=mention.start - 4, surface=before + mention.surface
    )


def _kind_of(place: Place) -> str:
    group = KINDS.get(place.kind, ("settlement",))[0]
    return (
        "facility"
        if group == "facility"
        else "region"
        if place.kind == "region"
        else "place"
    )


def _without_far_districts(
    text: str, mentions: Sequence[Mention], language: str
) -> list[Mention]:
    """Leave out "the Dnipro district" of Kyiv where one of Kherson is told."""
    between = _districts(language)
    if between is None:
        return list(mentions)
    return [
        each
        for each, behind in zip_longest(mentions, mentions[1:])
        if behind is None
        or not between.fullmatch(text, each.end, behind.start)
        or not _is_far(each, behind)
    ]


@per_language
def _districts(language: str) -> re.Pattern[str] | None:
    """Return what stands between a district's adjective and the town it is of."""
    words = read_words(language) if has_words(language) else {}
    listed = words.get("district_words", "").split()
    if not listed:
        return None
    either = "|".join(map(re.escape, listed))
    return compile_pattern(rf"\s(?:{either})\s(?:{either}\s)?", language)


def _is_far(district: Mention, town: Mention) -> bool:
    if district.lat is None or district.lon is None:
        return False
    if town.lat is None or town.lon is None:
        return False
    away_m = distance_m(district.lat, district.lon, town.lat, town.lon)
    return away_m > _OF_A_TOWN_M
