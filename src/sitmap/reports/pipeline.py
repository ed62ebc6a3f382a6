"""From a text to a report: names, places, dates, events, one after the other."""

from __future__ import annotations

import gc
import warnings
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitmap.errors import DataWarning
from sitmap.reports.events.coreference import merge_events
from sitmap.reports.events.finder import find_events
from sitmap.reports.language_parts import (
    LanguagePart,
    read_parts,
    unite_parts,
)
from sitmap.reports.languages import check_language, identify_language
from sitmap.reports.notes import notes_of
from sitmap.reports.options import ReadOptions, drafts_incidents
from sitmap.reports.publication import (
    find_own_day,
    parse_published,
    say_day,
)
from sitmap.reports.report import Report
from sitmap.reports.text.broken_words import join_broken_words
from sitmap.reports.text.plain import make_plain
from sitmap.reports.text.source import Source, read_source
from sitmap.reports.text.tokenizer import split_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from sitmap.reports.events.event import Event
    from sitmap.reports.protocols import EventExtractor, Recognizer
    from sitmap.reports.text.sentences import Sentence
    from sitmap.reports.text.tokenizer import Token

# letters of a report's title
_TITLE: Final = 160
# words that tell a language
_LOOKED_AT_FOR_LANGUAGE: Final = 600


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
    ...     _ = path.write_text("Shelling killed three people near Bakhmut on Tuesday.")
    ...     report = read_report(path, published="2022-12-01")
    >>> columns = ["place_name", "date_start", "fatalities_best"]
    >>> report.incidents[columns].astype(str).values.tolist()
    [['Bakhmut', '2022-11-29', '3']]
    """
    options = ReadOptions(
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
    return _make_report(told, options)


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
        ReadOptions(
            published,
            near,
            include,
            recognizer,
            extractor,
            language,
            titles,
        ),
    )


def _make_report(given: Source, options: ReadOptions) -> Report:
    # quotes are cut from the text as it was given: what is found is moved back to it at the end
    plain = make_plain(join_broken_words(given.text))
    read = replace(given, text=plain.text)
    tokens = split_tokens(read.text)
    language = _language_of(tokens, options)
    given_day = parse_published(options.published) or parse_published(
        read.published
    )
    own_day = find_own_day(read.text, language)
    day = given_day or own_day
    with _without_collector():
        parts = read_parts(read, tokens, day, language, options)
        passages = plain.restore_passages(unite_parts(parts, read.text))
        events = plain.restore_events(
            merge_events(_find_events(parts, options))
        )
    languages = [part.code for part in parts]
    notes = (
        read.notes
        if read.refused
        else (
            *read.notes,
            *notes_of(passages, events, languages, options),
            *say_day(passages, given_day, own_day),
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
    return Report(given.text, *told, titles=options.titles)


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


def _language_of(tokens: Sequence[Token], options: ReadOptions) -> str:
    """Return the language that a text is in: as the user says, else as its words tell."""
    if options.language is not None:
        return check_language(options.language)
    written = " ".join(
        [token.text for token in tokens[:_LOOKED_AT_FOR_LANGUAGE]]
    )
    return identify_language(written.lower().split(" ") if written else [])


def _find_events(
    parts: Sequence[LanguagePart], options: ReadOptions
) -> list[Event]:
    """Return what happened, in the order of the text, not merged yet."""
    found: list[Event] = []
    for part in parts:
        if options.extractor is not None:
            found += options.extractor.extract(part.passages)
        elif drafts_incidents(part.code, options):
            found += find_events(
                part.passages, options.include, options.progress
            )
    return (
        found
        if len(parts) == 1
        else sorted(found, key=lambda event: event.trigger)
    )


def _title(text: str, sentences: Sequence[Sentence]) -> str | None:
    heading = next(
        (each for each in sentences[:2] if each.kind == "heading"), None
    )
    return (
        text[heading.start : heading.end].lstrip("# ")[:_TITLE]
        if heading
        else None
    )
