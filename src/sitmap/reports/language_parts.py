"""A report language by language: each part with its words, sentences and the places it names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from sitmap.errors import InputError
from sitmap.gazetteer import default_folders, open_gazetteer
from sitmap.gazetteer.text import fold
from sitmap.reports.languages import DEFAULT, list_languages
from sitmap.reports.passages import Passages
from sitmap.reports.places.coordinates import find_coordinates
from sitmap.reports.places.descriptions import find_descriptions
from sitmap.reports.places.lazy_mentions import LazyMentions
from sitmap.reports.places.lookup import Lookup
from sitmap.reports.places.mentions import find_toponyms, names_surely
from sitmap.reports.text.sections import blank_others, split_by_language
from sitmap.reports.text.sentences import find_dateline, split_sentences
from sitmap.reports.text.tokenizer import split_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sitmap.gazetteer import Place
    from sitmap.reports.options import ReadOptions
    from sitmap.reports.places.mentions import Mention
    from sitmap.reports.protocols import NameSpan
    from sitmap.reports.text.sentences import Sentence
    from sitmap.reports.text.source import Source
    from sitmap.reports.text.tokenizer import Token

_Item = TypeVar("_Item", "Token", "Sentence", "Mention")
_SAID: Final = 4  # what the user says of a report's home counts as much as so many place lines
_shared_lookup: dict[tuple[int, str], Lookup] = {}


@dataclass(frozen=True, slots=True)
class LanguagePart:
    """What of a report is in one language; the other passages of its text are blank."""

    code: str
    passages: Passages


def read_parts(
    read: Source,
    tokens: list[Token],
    day: date | None,
    language: str,
    options: ReadOptions,
) -> list[LanguagePart]:
    """Read a report language by language; a report in one, which most are, is one part."""
    one = options.language is not None or read.refused
    sections = () if one else split_by_language(read.text, language)
    codes = list(
        dict.fromkeys([language, *(each.language for each in sections)])
    )
    if len(codes) == 1:
        return [
            LanguagePart(
                language, _find_names(read, tokens, day, language, options)
            )
        ]
    parts = []
    for code in codes:
        text = blank_others(read.text, sections, code)
        told = replace(read, text=text)
        parts.append(
            LanguagePart(
                code,
                _find_names(told, split_tokens(text), day, code, options),
            )
        )
    return parts


def unite_parts(parts: Sequence[LanguagePart], text: str) -> Passages:
    """Return one text with the words, sentences and mentions of all its parts."""
    first = parts[0].passages
    if len(parts) == 1:
        return first
    passages = [part.passages for part in parts]
    return replace(
        first,
        text=text,
        tokens=_in_order(each.tokens for each in passages),
        sentences=_in_order(each.sentences for each in passages),
        mentions=_in_order(each.mentions for each in passages),
        others=tuple(passages[1:]),
    )


def _in_order(lists: Iterable[Sequence[_Item]]) -> list[_Item]:
    return sorted(
        (each for found in lists for each in found),
        key=lambda each: each.start,
    )


class _Marked(NamedTuple):
    """A text with its words and sentences."""

    text: str
    tokens: list[Token]
    sentences: list[Sentence]


def _find_names(
    read: Source,
    tokens: list[Token],
    day: date | None,
    language: str,
    options: ReadOptions,
) -> Passages:
    """Return the text with its words, sentences and mentions."""
    text = read.text
    # a language that isn't read has names all the same: its words are taken for the default's
    known = language if language in list_languages() else DEFAULT
    lookup = _lookup(known)
    sentences = split_sentences(text, known)
    spans = (
        None
        if options.recognizer is None
        else list(options.recognizer.recognize(text))
    )
    home = _home(text, options.near, read.source, lookup)
    marked = _Marked(text, tokens, sentences)
    mentions = LazyMentions(
        partial(_find_mentions, marked, lookup, home, spans),
        lambda: spans is None and names_surely(*marked, lookup),
    )
    return Passages(text, tokens, sentences, mentions, day, known)


def _find_mentions(
    marked: _Marked,
    lookup: Lookup,
    home: Sequence[Place],
    spans: Sequence[NameSpan] | None,
) -> list[Mention]:
    """Return the names, coordinates and descriptions of places, in the order of the text."""
    names = find_toponyms(*marked, lookup, home, spans)
    written = find_coordinates(marked.text)
    found = [*names, *find_descriptions(*marked, names, lookup)]
    if written:
        found = [
            *written,
            *(each for each in found if not _lies_on(each, written)),
        ]
    mentions = sorted(found, key=lambda each: each.start)
    return _without_overlaps(mentions)


def _lies_on(mention: Mention, others: Sequence[Mention]) -> bool:
    return any(
        mention.start < each.end and mention.end > each.start
        for each in others
    )


def _lookup(language: str) -> Lookup:
    """Return the look-up of the gazetteer and the user's country files, kept between reports."""
    library = open_gazetteer(*default_folders())
    known = _shared_lookup.get((id(library), language))
    if known is None:
        for key in [key for key in _shared_lookup if key[0] != id(library)]:
            del _shared_lookup[key]
        known = _shared_lookup[id(library), language] = Lookup(
            library, language
        )
    return known


def _home(
    text: str, near: str | None, source: str | None, lookup: Lookup
) -> list[Place]:
    """Return where the report is from, by the user, its place line or its source's name."""
    if near:
        found = lookup.phrase(near)
        if found is None:
            raise InputError(
                f"near={near!r}: no place of this name is known; "
                "write a country, a region or a town"
            )
        return [found] * _SAID
    dateline = find_dateline(text)
    words = (
        text[dateline[0] : dateline[1]].split(",", maxsplit=1)[0]
        if dateline
        else ""
    )
    homes = (
        lookup.places(fold(words))[:1]
        if words and len(lookup.places(fold(words))) == 1
        else ()
    )
    return [*homes] or lookup.home_of(source or "")


def _without_overlaps(mentions: Sequence[Mention]) -> list[Mention]:
    """Drop a name that only repeats a description's span; a name inside one stays."""
    seen: set[tuple[int, int]] = set()
    kept = []
    for mention in mentions:
        if (mention.start, mention.end) not in seen:
            seen.add((mention.start, mention.end))
            kept.append(mention)
    return kept
