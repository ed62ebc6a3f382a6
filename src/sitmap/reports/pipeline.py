"""From a text to a report: names, places, dates, events, one after the other."""

from __future__ import annotations

import gc
import re
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from sitmap.errors import DataWarning, InputError
from sitmap.gazetteer import default_folders, open_gazetteer
from sitmap.gazetteer.text import fold
from sitmap.reports.events.coreference import merge_events
from sitmap.reports.events.finder import find_events
from sitmap.reports.languages import (
    DEFAULT,
    check_language,
    identify_language,
    list_languages,
    name_language,
    tells_incidents,
)
from sitmap.reports.passages import Passages
from sitmap.reports.places.coordinates import find_coordinates
from sitmap.reports.places.descriptions import find_descriptions
from sitmap.reports.places.lazy_mentions import LazyMentions
from sitmap.reports.places.lookup import Lookup
from sitmap.reports.places.mentions import find_toponyms, names_surely
from sitmap.reports.protocols import INCLUDES, TITLES
from sitmap.reports.report import Report
from sitmap.reports.text.broken_words import join_broken_words
from sitmap.reports.text.dates import heading_day, parse_day
from sitmap.reports.text.plain import make_plain
from sitmap.reports.text.sections import blank_others, split_by_language
from sitmap.reports.text.sentences import find_dateline, split_sentences
from sitmap.reports.text.source import Source, read_source
from sitmap.reports.text.tokenizer import split_tokens

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Iterable,
        Iterator,
        Sequence,
    )
    from pathlib import Path

    from sitmap.gazetteer import Place
    from sitmap.reports.events.event import Event
    from sitmap.reports.places.mentions import Mention
    from sitmap.reports.protocols import (
        EventExtractor,
        NameSpan,
        Recognizer,
    )
    from sitmap.reports.text.sentences import Sentence
    from sitmap.reports.text.tokenizer import Token

_Item = TypeVar("_Item", "Token", "Sentence", "Mention")
# letters of a report's title
_TITLE: Final = 160
_SAID: Final = 4  # what the user says of a report's home counts as much as so many place lines
_NO_DAY: Final = "no day of publication: relative dates stay unresolved; give published= (--published)"
_NO_WORDS: Final = (
    "the report holds no words: nothing to draft; of a scan, or a page that a script fills in, "
    "save the text as .txt first"
)
_HEAD_LINES: Final = 6
"""Lines at the head in which a report may tell its day: a title, an author, the place line …"""
_HEAD_LETTERS: Final = 200
"""… and what is looked at of each."""
_LATE: Final = timedelta(days=14)
"""A report that came out so much later than its own head says is dated twice."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# letters of a text that its language is told by
_LOOKED_AT: Final = 200_000
# words that tell a language
_LOOKED_AT_FOR_LANGUAGE: Final = 600
_shared_lookup: dict[tuple[int, str], Lookup] = {}


@dataclass(frozen=True, slots=True)
class _Wishes:
    """How a report is to be read; the fields are parameters of `read_report`."""

    published: str | date | None
    near: str | None
    include: Collection[str]
    recognizer: Recognizer | None
    extractor: EventExtractor | None
    language: str | None
    titles: str = "en"
    progress: Callable[[int, int], None] | None = None

    def __post_init__(self) -> None:
        if self.titles not in TITLES:
            raise InputError(
                f"titles={self.titles!r}: known are {', '.join(TITLES)}"
            )
        unknown = set(self.include) - set(INCLUDES)
        if unknown:
            raise InputError(
                f"include={sorted(unknown)}: known are {', '.join(INCLUDES)}"
            )


def read_report(
    path: str | Path,
    *,
    published: str | date | None = None,
    near: str | None = None,
    include: Collection[str] = (),
    title: str | None = None,
    source: str | None = None,
    url: str | None = None,
    recognizer: Recognizer | None = None,
    extractor: EventExtractor | None = None,
    language: str | None = None,
    titles: str = "en",
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Read a report and draft its incidents.

    Parameters
    ----------
    path
        A .txt, .md, .html or .eml file, or ``-`` for standard input.
    published
        The day it was published, ``YYYY-MM-DD``. An HTML page's own is taken where it states one.
    near
        Where the report is from or about, if its text doesn't say: a country, a region or a town.
    include
        Kinds beside incidents to draft, too: ``diplomacy``, ``statements``, ``crime``,
        ``disasters``.
    title, source, url
        Written into each row.
    recognizer, extractor
        Your own model for names or events (`sitmap.reports.protocols`).
    language
        Code of the language that it is in (`sitmap.reports.languages.list_languages`), if its text
        doesn't tell it.
    titles
        ``en`` titles the incidents in English, ``report`` in the language that tells them.
    progress
        Called as (characters read, characters) now and then: a megabyte takes some seconds.

    Raises
    ------
    InputError
        The file can't be read, ``published`` is no day, ``near`` isn't known.

    Warns
    -----
    DataWarning
        What a reader should know (`Report.notes`): another language, no day of publication, nothing
        found, no text.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "report.txt")
    ...     _ = path.write_text("Three people were killed in shelling near Bakhmut on Tuesday, police said.")
    ...     report = read_report(path, published="2022-12-01")
    >>> report.incidents[["sub_event_type", "place_name", "date_start", "fatalities_best"]].astype(str).values.tolist()
    [['Shelling/artillery/missile attack', 'Bakhmut', '2022-11-29', '3']]
    """
    wishes = _Wishes(
        published,
        near,
        include,
        recognizer,
        extractor,
        language,
        titles,
        progress,
    )
    read = read_source(path)
    told = replace(
        read,
        title=title or read.title,
        source=source or read.source,
        url=url or read.url,
    )
    return _make_report(told, wishes)


def parse_report(
    text: str,
    *,
    published: str | date | None = None,
    near: str | None = None,
    include: Collection[str] = (),
    title: str | None = None,
    source: str | None = None,
    url: str | None = None,
    recognizer: Recognizer | None = None,
    extractor: EventExtractor | None = None,
    language: str | None = None,
    titles: str = "en",
) -> Report:
    """Read a text that is in memory already; the parameters are those of `read_report`."""
    return _make_report(
        Source(text, title, None, url, source),
        _Wishes(
            published,
            near,
            include,
            recognizer,
            extractor,
            language,
            titles,
        ),
    )


def _make_report(given: Source, wishes: _Wishes) -> Report:
    # quotes are cut from the text as it was given: what is found is moved back to it at the end
    plain = make_plain(join_broken_words(given.text))
    read = replace(given, text=plain.text)
    tokens = split_tokens(read.text)
    language = _language_of(tokens, wishes)
    given_day = _published_day(wishes.published) or _published_day(
        read.published
    )
    own_day = _own_day(read.text, language)
    day = given_day or own_day
    with _without_collector():
        parts = _read_parts(read, tokens, day, language, wishes)
        passages = plain.restore_passages(_unite(parts, read.text))
        events = plain.restore_events(
            merge_events(_find_events(parts, wishes))
        )
    languages = [part.code for part in parts]
    notes = (
        read.notes
        if read.refused
        else (
            *read.notes,
            *_notes(passages, events, languages, wishes),
            *_say_day(passages, given_day, own_day),
        )
    )
    for note in notes:
        warnings.warn(note, DataWarning, stacklevel=3)
    title = read.title or _title(read.text, passages.sentences)
    source = read.source or (None if title else read.name)
    told = (
        title,
        day,
        source,
        read.url,
        passages,
        events,
        notes,
        read.refused,
    )
    return Report(given.text, *told, titles=wishes.titles)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the cycle collector away while words are made: none of them is in a cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _language_of(tokens: Sequence[Token], wishes: _Wishes) -> str:
    """Return the language that a text is in: as the user says, else as its words tell."""
    if wishes.language is not None:
        return check_language(wishes.language)
    written = " ".join(
        [token.text for token in tokens[:_LOOKED_AT_FOR_LANGUAGE]]
    )
    return identify_language(written.lower().split(" ") if written else [])


@dataclass(frozen=True, slots=True)
class _Part:
    """What of a report is in one language; the other passages of its text are blank."""

    code: str
    passages: Passages


def _read_parts(
    read: Source,
    tokens: list[Token],
    day: date | None,
    language: str,
    wishes: _Wishes,
) -> list[_Part]:
    """Read a report language by language; a report in one, which most are, is one part."""
    one = wishes.language is not None or read.refused
    sections = () if one else split_by_language(read.text, language)
    codes = list(
        dict.fromkeys([language, *(each.language for each in sections)])
    )
    if len(codes) == 1:
        return [
            _Part(
                language, _find_names(read, tokens, day, language, wishes)
            )
        ]
    parts = []
    for code in codes:
        text = blank_others(read.text, sections, code)
        told = replace(read, text=text)
        parts.append(
            _Part(
                code,
                _find_names(told, split_tokens(text), day, code, wishes),
            )
        )
    return parts


def _unite(parts: Sequence[_Part], text: str) -> Passages:
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
    wishes: _Wishes,
) -> Passages:
    """Return the text with its words, sentences and mentions."""
    text = read.text
    # a language that isn't read has names all the same: its words are taken for the default's
    known = language if language in list_languages() else DEFAULT
    lookup = _lookup(known)
    sentences = split_sentences(text, known)
    spans = (
        None
        if wishes.recognizer is None
        else list(wishes.recognizer.recognize(text))
    )
    home = _home(text, wishes.near, read.source, lookup)
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


def _find_events(parts: Sequence[_Part], wishes: _Wishes) -> list[Event]:
    """Return what happened, in the order of the text, not merged yet."""
    found: list[Event] = []
    for part in parts:
        if wishes.extractor is not None:
            found += wishes.extractor.extract(part.passages)
        elif _drafts(part.code, wishes):
            found += find_events(
                part.passages, wishes.include, wishes.progress
            )
    return (
        found
        if len(parts) == 1
        else sorted(found, key=lambda event: event.trigger)
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


def _published_day(published: str | date | None) -> date | None:
    if published is None or isinstance(published, datetime):
        return published.date() if published else None
    if isinstance(published, date):
        return published
    day = parse_day(published)
    if day is None:
        raise InputError(
            f"published={published!r} is no day; write it as YYYY-MM-DD"
        )
    return day


def _own_day(text: str, language: str) -> date | None:
    """Return the day that a report gives itself: in its place line or a heading at its head."""
    known = language if language in list_languages() else DEFAULT
    heads = (text, *_head_lines(text))
    days = (
        _dateline_day(each, known) or heading_day(each, known)
        for each in heads
    )
    return next((day for day in days if day is not None), None)


def _head_lines(text: str) -> Iterator[str]:
    """Yield what begins with each of the first lines: the text behind a title."""
    start = 0
    for _ in range(_HEAD_LINES):
        start = text.find("\n", start) + 1
        if not start:
            return
        yield text[start : start + _HEAD_LETTERS]


def _dateline_day(text: str, language: str) -> date | None:
    found = find_dateline(text)
    return parse_day(found[2], language) if found and found[2] else None


def _say_day(
    passages: Passages, given: date | None, own: date | None
) -> Iterator[str]:
    """Say from which day relative dates are counted, if the report's own is used or differs."""
    if own is None:
        return
    if given is None and _counts_days(passages):
        yield (
            f"no day of publication is given: relative dates are counted from {own}, "
            "the day in the report's own head (--published says another)"
        )
    if given is not None and abs(given - own) > _LATE:
        yield (
            f"the report's own head says {own}, and its day of publication is {given}: "
            "relative dates are counted from the latter (--published says another)"
        )


def _counts_days(passages: Passages) -> bool:
    """Tell whether a date is told without its year: "on Friday", "3 March", "last week"."""
    until = min(len(passages.text), _LOOKED_AT)
    return any(
        not _YEAR.search(span.surface)
        for part in (passages, *passages.others)
        for span in part.dates_in(0, until)
    )


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


def _title(text: str, sentences: Sequence[Sentence]) -> str | None:
    heading = next(
        (each for each in sentences[:2] if each.kind == "heading"), None
    )
    return (
        text[heading.start : heading.end].lstrip("# ")[:_TITLE]
        if heading
        else None
    )


def _notes(
    passages: Passages,
    events: Sequence[Event],
    languages: Sequence[str],
    wishes: _Wishes,
) -> tuple[str, ...]:
    """Say what a reader should know of the result."""
    if not passages.tokens:
        return (_NO_WORDS,)
    read = any(_drafts(code, wishes) for code in languages)
    told = (
        *(
            _name_other(code, whole=len(languages) == 1)
            for code in languages
            if not _drafts(code, wishes)
        ),
        _NO_DAY
        if (read or wishes.extractor) and _lacks_day(passages)
        else "",
        "" if passages.mentions else "no place is named in the report",
        "no incident is told in the report"
        if passages.mentions and read and not events
        else "",
    )
    return tuple(note for note in told if note)


def _drafts(language: str, wishes: _Wishes) -> bool:
    """Tell whether incidents are drafted: the language is ready, or the user names it."""
    return tells_incidents(language) or wishes.language == language


def _name_other(language: str, *, whole: bool) -> str:
    if not whole:
        return (
            f"a passage seems to be {name_language(language)}: its places are read, its incidents "
            "not yet; look through it"
        )
    known = sorted(
        {
            name_language(each)
            for each in list_languages()
            if tells_incidents(each)
        }
    )
    return (
        f"the text seems to be {name_language(language)}: its places are read, its incidents not "
        f"yet (unless you name it: --report-lang); incidents are read in {', '.join(known)}"
    )


def _lacks_day(passages: Passages) -> bool:
    if passages.published is not None:
        return False
    until = min(len(passages.text), _LOOKED_AT)
    return any(
        span.first is None
        for part in (passages, *passages.others)
        for span in part.dates_in(0, until)
    )
