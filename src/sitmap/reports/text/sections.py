"""Which passages of a text are in which language: a bilingual press release is read by passage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitmap.reports.languages import (
    is_plainly,
    list_languages,
    rank_languages,
    script_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BLANK_LINE: Final = re.compile(r"\n[ \t\r]*\n")
_LINE: Final = re.compile(r"\n")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAST_WORDS: Final = 10
"""Words of a paragraph that is long enough to tell its language by itself."""
_FEW_WORDS: Final = 4
"""… and of one in another alphabet than the text, which alone tells much."""
_SURE: Final = 0.15
"""Share of a language's commonest words from which a paragraph is surely in it."""
_SURE_UNREAD: Final = 0.3
"""… and in one that reports aren't read in: nothing is drafted from it."""
_AHEAD: Final = 2.0
"""How much larger that share must be than the share of the text's own language."""
_LOOKED_AT: Final = 20_000
"""Letters that show the alphabet of a text."""
_VISIBLE: Final = re.compile(r"[^\n\r]")


@dataclass(frozen=True, slots=True)
class Section:
    """A run of paragraphs in one language.

    Attributes
    ----------
    start, end
        Offsets into the text.
    language
        Code of the language.
    """

    start: int
    end: int
    language: str


def split_by_language(text: str, language: str) -> list[Section]:
    r"""Split a text where its language changes.

    Parameters
    ----------
    text
        The text.
    language
        What most of it is in.

    Returns
    -------
    list of Section
        In the order of the text, which they cover; one where the language doesn't change. A
        passage in a language that reports aren't read in makes a section if it surely is.

    Examples
    --------
    >>> text = ("Policija je saopštila da je u petak na severu Kosova došlo do pucnjave.\n\n"
    ...         "The police said that there was shooting in the north of Kosovo on Friday.\n")
    >>> [(each.start, each.language) for each in split_by_language(text, "sr")]
    [(0, 'sr'), (73, 'en')]
    """
    paragraphs = list(_paragraphs(text))
    if len(paragraphs) == 1:
        return [Section(0, len(text), language)]
    script = script_of(_WORD.findall(text[:_LOOKED_AT].lower()))
    told = [
        _language_of(text[start:end], language, script)
        for start, end in paragraphs
    ]
    if all(each in (None, language) for each in told):
        return [Section(0, len(text), language)]
    return list(_join(paragraphs, _fill_gaps(told, language), len(text)))


def blank_others(
    text: str, sections: Iterable[Section], language: str
) -> str:
    """Return a text in which only the sections of one language are left; no offset moves."""
    return "".join(
        (
            text[each.start : each.end]
            if each.language == language
            else _VISIBLE.sub(" ", text[each.start : each.end])
        )
        for each in sections
    )


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the paragraphs: what blank lines part, or else each line."""
    parting = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _LINE
    start = 0
    for match in parting.finditer(text):
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _language_of(paragraph: str, language: str, script: str) -> str | None:
    """Return the language of a paragraph; None where it is too short or too mixed to tell."""
    words = _WORD.findall(paragraph.lower())
    if len(words) < _FEW_WORDS or (
        len(words) < _LEAST_WORDS and script_of(words) == script
    ):
        return None
    if is_plainly(words, language):
        return language
    shares = rank_languages(words)
    best = max(
        shares,
        key=lambda code: (shares[code], code == language),
        default=None,
    )
    if best is None or best == language:
        return best
    least = _SURE if best in list_languages() else _SURE_UNREAD
    sure = shares[best] >= max(least, _AHEAD * shares.get(language, 0.0))
    return best if sure else None


def _fill_gaps(told: Sequence[str | None], language: str) -> list[str]:
    """Give what is too short to tell the language of what follows it: most such are headings."""
    filled: list[str] = []
    following = None
    for each in reversed(told):
        following = each or following
        filled.append(following or "")
    filled.reverse()
    last = next((each for each in reversed(filled) if each), language)
    return [each or last for each in filled]


def _join(
    paragraphs: Sequence[tuple[int, int]],
    languages: Sequence[str],
    end: int,
) -> Iterator[Section]:
    start, current = 0, languages[0]
    for (first, _), language in zip(paragraphs, languages, strict=True):
        if language != current:
            yield Section(start, first, current)
            start, current = first, language
    yield Section(start, end, current)
