# ruff: noqa: RUF001, RUF002  - curly quotes and dashes are what news is written with
"""Sentences and blocks of real news: glued headings, curly quotes, broken lines, datelines.

Nothing is changed or joined: a sentence is a pair of offsets into the text as read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.reports.languages import DEFAULT, read_table, split_words
from sitmap.reports.languages.compiled import compile_pattern, per_language
from sitmap.reports.text.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_STOP: Final = re.compile(
    r"[.!?…]+(?:[\"”’»)\]]+(?!\w))?(?:\s\*{1,4}(?=\s|$))?(?=\s|$|[“‘])"  # stars: a grade or a note
)
_LETTER: Final = re.compile(r"[^\W_]")
_LONGEST: Final = 1_500
"""Characters of the longest sentence; in two thousand news stories none has a thousand."""
_CUTS: Final = ("\n", ";", ",", " ")
"""Where a longer run of words is cut, the best first."""
_LAST_WORD: Final = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")
_OPENING: Final = re.compile(r"[\"“”‘’«(\[\s]*[^\W_a-zß-öø-ÿ]")
_LOUD: Final = re.compile(
    r"[“\"‘]?(?:[^\W\d_a-zß-öø-ÿ][^\na-zß-öø-ÿ]*)[”\"’](?=\s)"
)
_DAY_WRITTEN: Final = (
    r"(?:[^\W\d_]{2,12}, )?"
    r"(?:\d{1,2}(?:\.|st|nd|rd|th)? (?:de )?[^\W\d_]{3,10}\.?(?:,? (?:de )?\d{4})?"
    r"|[^\W\d_]{3,9}\.? \d{1,2}(?:,? \d{4})?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
_DATELINE: Final = re.compile(
    r"^\s*(?P<place>[A-ZÀ-ÞŠŽČĆĐĞİŞЀ-Я][\w.'’-]*(?:[ /-][A-ZÀ-ÞŠŽČĆĐĞİŞЀ-Я][\w.'’-]*){0,3}"
    r"(?:, ?[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}(?!\w))?)"
    r"(?: ?\([^)\d]{2,40}\))?"
    rf"(?:(?:[,.]? (?:[–-] )?\(?|[,.]|\()(?P<date>{_DAY_WRITTEN})\)?)?"
    r",?(?: ?\([^)]{2,40}\))?"
    r"(?: ?(?:[–—]|--|\.?-(?= )) ?|(?<=\d)\.(?= )|(?<=\d)\)?(?=\s*\n)|(?<=\d\))(?= ))"
)
_COLON_DATELINE: Final = re.compile(
    r"^\s*(?P<place>[A-ZÀ-ÞŠŽČĆĐ]{3,}(?:[ -][A-ZÀ-ÞŠŽČĆĐ]+){0,2}(?:, ?[A-Z]\w+)?)"
    rf",? (?P<date>{_DAY_WRITTEN})(?: ?\([^)]{{2,40}}\))?: (?=[A-Z“\"])"
)
"""As papers of South Asia write it: "IMPHAL, Nov 22: Two men …"."""
# letters of a line that goes on in the next
_PARAGRAPH_LINE: Final = 40
_TITLE: Final = 80
"""Letters of a title that the text follows at once …"""
_LONGEST_TITLE: Final = 160
"""… and of one with an empty line behind it."""
_ITEM: Final = re.compile(
    r"(?:[-–—•*▪‣·]\s|\(?\d{1,3}(?:\.\d{1,3})*[.)]\s|\(?[A-Za-z][.)]\s+\S"
    r"|\[?\d{1,2}[:.]\d{2}\b|\d{6}[A-Z]\b|\d{1,3}/(?:\d{1,3})?\s|(?:→|➡|▶|►|–>|->)\s)"
)
"""A line that begins so is an item of its own: a bullet, a number, a letter, an hour."""
_LABELLED: Final = re.compile(
    r"(?:[A-ZÀ-ÞŠŽČĆĐĞİŞ][\w.'’-]*)(?:[ -][A-ZÀ-ÞŠŽČĆĐĞİŞ][\w.'’-]*){0,3}:\s+\S"
)
"""A line that begins with a name and a colon; two of them in a row are two items."""
_ROW: Final = re.compile(r"\||[^|]*\|[^|]*\||[^\t]*\t[^\t]*\t")
"""A row of a table: cells between strokes, or three and more between tabs."""
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n|$)")
_HEADLINES: Final = 3
"""Least lines of a list of headlines."""
_HEADLINE_WORDS: Final = 3
"""Least words of each: a menu has lines of one or two."""
_NARROW: Final = 60
"""Letters of a line, below which no margin breaks prose."""
_HEADLINE_SPREAD: Final = 0.75
"""The shortest is no longer than this share of the longest: a margin makes lines more alike."""
_CAPITALS: Final = re.compile(r"[A-ZÀ-ÖØ-ÞĀČĆĐĎĖĘĞİŁŃŇŘŚŞŠŤŪŮŽЀ-Я]")
# one capital in so many letters is a sentence's
_FAR: Final = 5
# capitals from which on a word is shouted
_LOUD_LETTERS: Final = 8
# of a line's words that have a capital, in a title
_TITLE_SHARE: Final = 0.85
# words with a capital, in a title
_TITLE_WORDS: Final = 3


class _Rules(NamedTuple):
    """What a language says of its sentences."""

    abbreviations: frozenset[str]
    beginners: re.Pattern[str]
    little_words: frozenset[str]
    months: re.Pattern[str]
    """Names of months: the full stop of "14. Februar" ends no sentence."""


@per_language
def _rules(language: str) -> _Rules:
    table = read_table(language, "sentences")
    beginners = "|".join(map(re.escape, table["beginners"].split()))
    return _Rules(
        split_words(table["abbreviations"]),
        compile_pattern(rf"(?:{beginners})\b", language),
        frozenset(table["little_words"].split()),
        compile_pattern(
            rf"\s*{any_of(_months(language))}\b", language, re.IGNORECASE
        ),
    )


def _months(language: str) -> Iterator[str]:
    """Yield the names of months where a day is written with a full stop behind its number."""
    dates = read_table(language, "dates")
    if "." in dates["day_endings"]:
        yield from (name for names in dates["months"] for name in names)


class Sentence(NamedTuple):
    """A sentence or a heading.

    Attributes
    ----------
    start, end
        Offsets into the text, in code points.
    paragraph
        Number of its paragraph, from 0.
    kind
        ``body`` or ``heading``.
    loud
        Capitals mean nothing here: ALL CAPS or Title Case.
    """

    start: int
    end: int
    paragraph: int
    kind: str
    loud: bool


def split_sentences(text: str, language: str = DEFAULT) -> list[Sentence]:
    """Split a text into sentences and headings.

    Examples
    --------
    >>> text = (
    ...     "ROADS BLOCKED AGAIN\\nMr. Kola said\\nthat roads\\nare shut. "
    ...     "“Nobody passes. We wait,” he said."
    ... )
    >>> found = [text[s.start:s.end] for s in split_sentences(text)]
    >>> found[:2], found[2:]
    (['ROADS BLOCKED AGAIN', 'Mr. Kola said\\nthat roads\\nare shut.'], \
['“Nobody passes.', 'We wait,” he said.'])
    """
    rules = _rules(language)
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(text, rules)):
        for first, last in _sentences_of(text, start, end, rules):
            line = text[first:last]
            upper, lower = _count_cases(line)
            alone = first == 0 and (first, last) == (start, end)
            longest = (
                (_LONGEST_TITLE if _stands_apart(text, last) else _TITLE)
                if alone
                else 0
            )
            kind = (
                "heading"
                if _is_heading(line, upper, lower, longest)
                else "body"
            )
            # a third of the words with capitals is the least that a title has
            loud = upper > 2 * lower or (
                upper > _TITLE_WORDS
                and 3 * upper > line.count(" ")
                and _is_title(line, rules)
            )
            sentences.append(Sentence(first, last, number, kind, loud))
    return sentences


def _paragraphs(text: str, rules: _Rules) -> Iterator[tuple[int, int]]:
    """Yield runs of lines that belong together, without white space around them."""
    start = None
    previous = ""
    end = 0
    alone = find_headlines(text)
    for match in re.finditer(r"[^\r\n]+", text):
        line = match[0].strip()
        if not line:
            continue
        gap = text[end : match.start()].count("\n")
        begin = match.start() + len(match[0]) - len(match[0].lstrip())
        if start is not None and (
            gap > 1
            or begin in alone
            or not _continues(previous, line, rules)
        ):
            yield start, end
            start = None
        start = begin if start is None else start
        end, previous = begin + len(line), line
    if start is not None:
        yield start, end


@lru_cache(maxsize=1)
def find_headlines(text: str) -> frozenset[int]:
    """Return where the lines of lists of headlines begin: each line tells something of its own.

    Such a block has several lines; each begins with a capital or a figure and has several words,
    few end with a full stop, and they are of unlike length, as lines that a margin breaks aren't.

    Examples
    --------
    >>> sorted(find_headlines("Jets pound south\\nGunmen seize a bus at Zhob\\nBridge at Dir down"))
    [0, 17, 44]
    """
    starts: set[int] = set()
    block: list[re.Match[str]] = []
    for match in _LINE.finditer(text):
        if match[0].strip():
            block.append(match)
        else:
            starts.update(_headlines_of(block))
            block = []
    return frozenset(starts.union(_headlines_of(block)))


def _headlines_of(block: list[re.Match[str]]) -> Iterator[int]:
    lines = [match[0].strip() for match in block]
    if len(lines) < _HEADLINES or not all(map(_is_headline, lines)):
        return
    sizes = sorted(map(len, lines))
    stopped = sum(line[-1] in ".!?…" for line in lines)
    # the last line of a paragraph is short whatever the margin
    first = min(map(len, lines[:-1]))
    unlike = first < _HEADLINE_SPREAD * sizes[-1] or sizes[-1] < _NARROW
    if (
        stopped * _HEADLINES <= len(lines)
        and sizes[-1] <= _LONGEST_TITLE
        and unlike
    ):
        yield from (
            match.start() + match[0].index(match[0].strip())
            for match in block
        )


def _is_headline(line: str) -> bool:
    first = line.lstrip('"“‘’«([')[:1]
    return (first.isupper() or first.isdigit()) and len(
        line.split()
    ) >= _HEADLINE_WORDS


def _continues(previous: str, line: str, rules: _Rules) -> bool:
    """Tell whether a line goes on with the sentence of the line before."""
    if _ITEM.match(line) or (
        _LABELLED.match(line) and _LABELLED.match(previous)
    ):
        return False
    if _ROW.match(line) or _ROW.match(previous):
        return False
    if line[0].islower() or line[0] in ",;:.)":
        return True
    # a scan's short line: no title or paragraph ends with "the", "on" or half a word
    last = previous.rsplit(None, 1)[-1]
    if last in rules.little_words or (
        last.endswith("-") and last[:-1].isalpha()
    ):
        return True
    if (
        previous[-1] in '.!?…:”"»'
        or previous.startswith(("#", "- ", "* "))
        or previous.isupper()
        or line.isupper()
    ):
        return False
    return len(previous) > _PARAGRAPH_LINE and not _is_title(
        previous, rules
    )


def _sentences_of(
    text: str, start: int, end: int, rules: _Rules
) -> Iterator[tuple[int, int]]:
    for first, last in _after_loud(text, start, end):
        for begin, stop in _by_stops(text, first, last, rules):
            yield from _in_pieces(text, begin, stop)


def _in_pieces(
    text: str, start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Cut what is too long for a sentence: a scan or a table that has lost its full stops."""
    while end - start > _LONGEST:
        stop = start + _LONGEST
        marks = (
            text.rfind(mark, start + _LONGEST // 2, stop) for mark in _CUTS
        )
        cut = next((at + 1 for at in marks if at >= 0), stop)
        yield start, cut
        start = _skip_space(text, cut, end)
    if start < end:
        yield start, end


def _after_loud(
    text: str, start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Cut a quoted heading in capitals from the sentence that it is glued to."""
    match = _LOUD.match(text, start, end)
    if (
        match
        and sum(char.isupper() for char in match[0]) >= _LOUD_LETTERS
        and match.end() < end
    ):
        yield start, match.end()
        start = _skip_space(text, match.end(), end)
    if start < end:
        yield start, end


def _by_stops(
    text: str, start: int, end: int, rules: _Rules
) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _STOP.finditer(text, start, end):
        stop = match.end()
        rest = _skip_space(text, stop, end)
        if rest >= end:
            break
        ends = _is_stop(text, begin, match.start(), rest, rules)
        if ends and not _only_stops(text, rest, end):
            yield begin, stop
            begin = rest
    if begin < end:
        yield begin, end


def _only_stops(text: str, start: int, end: int) -> bool:
    return _LETTER.search(text, start, end) is None


def _is_stop(
    text: str, begin: int, dot: int, rest: int, rules: _Rules
) -> bool:
    opening = _OPENING.match(text, rest)
    if not opening or opening[0][-1].islower():
        return False
    if text[dot] != ".":
        return True
    if text[begin:dot].isdigit():
        return False  # the number of an item
    if text[dot - 1 : dot].isdigit() and rules.months.match(text, rest):
        return False
    word = _word_before(text[max(begin, dot - 20) : dot])
    return not word or not (
        word.lower() in rules.abbreviations
        or len(word) == 1
        or (
            "." in word
            and text[rest].isupper()
            and not rules.beginners.match(text, rest)
        )
    )


def _word_before(text: str) -> str:
    """Return the word that a text ends with, full stops inside it too ("U.S"); else nothing."""
    if not text or text[-1].isspace():
        return ""
    word = text.rsplit(None, 1)[-1]
    if word.isalpha():
        return word
    found = _LAST_WORD.search(word)
    return found[0] if found else ""


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _stands_apart(text: str, end: int) -> bool:
    """Tell whether an empty line and more text follow a line."""
    behind = text[end : _skip_space(text, end, len(text))]
    return behind.count("\n") > 1 and end + len(behind) < len(text)


def _is_heading(line: str, upper: int, lower: int, longest: int) -> bool:
    """Tell a heading: marked as one, in capitals, or a first line that ends without a stop.

    A first line is no longer than `longest`, which is 0 of any other line.
    """
    if line.startswith("#") or (
        upper >= _LOUD_LETTERS and upper > 9 * lower
    ):
        return True
    return len(line) < longest and line[-1] not in '.!…”",'


def _count_cases(line: str) -> tuple[int, int]:
    upper = len(_CAPITALS.findall(line))
    # most lines are far from loud: the second count, over every letter, is for the few that may be
    return (
        (upper, len(line))
        if _FAR * upper < len(line)
        else (upper, sum(map(str.islower, line)))
    )


def _is_title(line: str, rules: _Rules) -> bool:
    words = [
        word
        for word in re.findall(r"[^\W\d_]{3,}", line)
        if word not in rules.little_words
    ]
    return len(words) >= _TITLE_WORDS and sum(
        word[0].isupper() for word in words
    ) >= _TITLE_SHARE * len(words)


def find_dateline(text: str) -> tuple[int, int, str | None] | None:
    """Find the place line that a news text may begin with.

    Offsets of the place, and the day as written.

    Examples
    --------
    >>> find_dateline("PRISTINA, 31 July (Reuters) – Police said")
    (0, 8, '31 July')
    >>> find_dateline("Police said on Sunday that roads - all of them - were shut") is None
    True
    """
    match = _DATELINE.match(text)
    if match is None or not (
        match["place"].split(",")[0].isupper() or match["date"]
    ):
        return None
    return match.start("place"), match.end("place"), match["date"]


def find_colon_dateline(text: str) -> tuple[int, int, str] | None:
    """Find a place line with a colon, which the items of a log begin with, too.

    Examples
    --------
    >>> find_colon_dateline("IMPHAL, Nov 22: Two men were killed")
    (0, 6, 'Nov 22')
    """
    match = _COLON_DATELINE.match(text)
    if match is None:
        return None
    return match.start("place"), match.end("place"), match["date"]
