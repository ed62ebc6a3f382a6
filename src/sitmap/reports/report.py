# ruff: noqa: E501  - patterns and word lists are kept whole
"""A report: its text, the places in it and the incidents drafted from it."""

from __future__ import annotations

import gc
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import DataWarning, InputError
from sitmap.gazetteer import default_folders, open_gazetteer
from sitmap.reports.blocks import Sentence, find_dateline, split_sentences
from sitmap.reports.dates import parse_day
from sitmap.reports.descriptions import find_descriptions
from sitmap.reports.events import Event, find_events
from sitmap.reports.figures import find_figures
from sitmap.reports.lookup import Lookup
from sitmap.reports.merging import merge_events
from sitmap.reports.passages import Passages
from sitmap.reports.reading import check_language, read_source
from sitmap.reports.tables import draft_incidents, tabulate_mentions
from sitmap.reports.tokens import split_tokens
from sitmap.reports.toponyms import Mention, find_toponyms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from sitmap.gazetteer import Place
    from sitmap.reports.protocols import EventExtractor, Recognizer

__all__ = ["Report", "parse_report", "read_report"]

_PLACE_KINDS: Final = ("place", "facility", "region", "metonym")
INCLUDES: Final = ("diplomacy", "statements", "crime", "disasters")
_TITLE: Final = 160
_shared_lookup: dict[int, Lookup] = {}


@dataclass(frozen=True)
class Report:
    """A report that has been read. Made by `read_report` or `parse_report`.

    Attributes
    ----------
    text
        The text as read. Every offset counts its code points.
    title, source, url
        Of the report, where known.
    published
        The day it was published; None where not known: relative dates are then unresolved.
    passages
        Words, sentences, mentions.
    events
        The events found, merged.
    notes
        What a reader should know: language, missing day of publication, nothing found.
    """

    text: str
    title: str | None
    published: date | None
    source: str | None
    url: str | None
    passages: Passages = field(repr=False)
    events: tuple[Event, ...] = field(repr=False)
    notes: tuple[str, ...] = ()

    @cached_property
    def mentions(self) -> gpd.GeoDataFrame:
        """Mentions of places, one row each.

        Columns start, end, surface, kind (place, facility, region, demonym, metonym, organisation, person), name, country,
        place_id, precision, uncertainty_m, score, why; geometry in EPSG:4326, null where it isn't resolved.
        """
        return tabulate_mentions(self.passages.mentions)

    @cached_property
    def incidents(self) -> gpd.GeoDataFrame:
        """The incident table, drafted: one row per event, each with its quote.

        Beyond the schema: ``keep`` (true; set it to false in a review) and ``quotes``, every passage that tells the event, as
        ``start-end`` pairs.
        """
        return draft_incidents(self)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Figures about a mission: measure, comparator, value, unit, mission, as_of, start, end, quote."""
        return find_figures(self.passages)

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Sentences and headings, by offsets."""
        return self.passages.sentences

    def show(self) -> Any:
        """Return the text with its mentions and quotes marked, for a notebook cell."""
        from sitmap.reports.show import Marked

        return Marked(self)

    def to_settings(self) -> dict[str, Any]:
        """Return what a page needs to show the report beside the map: plain JSON values.

        Returns
        -------
        dict
            title, source, published, url, text; sentences (start, end), mentions (start, end, kind, name, lat, lon, precision) and
            incidents (incident_id, start, end), in the order of the text.
        """
        incidents = self.incidents
        return {
            "title": self.title,
            "source": self.source,
            "published": self.published.isoformat() if self.published else None,
            "url": self.url,
            "text": self.text,
            "sentences": [{"start": each.start, "end": each.end} for each in self.sentences],
            "mentions": [_mention_setting(each) for each in self.passages.mentions if each.kind in _PLACE_KINDS],
            "incidents": [
                {"incident_id": str(incident), "start": start, "end": end}
                for incident, event in zip(incidents["incident_id"], self.events, strict=True)
                for start, end in event.quotes
            ],
        }


def _mention_setting(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "kind": mention.kind,
        "name": mention.name,
        "lat": mention.lat,
        "lon": mention.lon,
        "precision": mention.precision,
    }


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
) -> Report:
    """Read a report and draft its incidents.

    Parameters
    ----------
    path
        A .txt, .md or .html file, or ``-`` for standard input.
    published
        The day it was published, ``YYYY-MM-DD``. An HTML page's own is taken where it states one.
    near
        Where the report is from or about, if its text doesn't say: a country, a region or a town.
    include
        Kinds beside incidents to draft, too: ``diplomacy``, ``statements``, ``crime``, ``disasters``.
    title, source, url
        Written into each row.
    recognizer, extractor
        Your own model for names or events (`sitmap.reports.protocols`).

    Raises
    ------
    InputError
        The file can't be read, ``published`` is no day, ``near`` isn't known.

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
    read = read_source(path)
    return parse_report(
        read.text, published=published or read.published, near=near, include=include, title=title or read.title,
        source=source or read.source, url=url or read.url, recognizer=recognizer, extractor=extractor,
    )  # fmt: skip


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
) -> Report:
    """Read a text that is in memory already; the parameters are those of `read_report`."""
    unknown = set(include) - set(INCLUDES)
    if unknown:
        raise InputError(f"include={sorted(unknown)}: known are {', '.join(INCLUDES)}")
    day = _published_day(published) or _dateline_day(text)
    lookup = _lookup()
    with _without_collector():
        passages, found, language = _analyse(text, day, lookup, near, source, include, recognizer, extractor)
    report = Report(
        text,
        title or _title(text, passages.sentences),
        day,
        source,
        url,
        passages,
        found,
        _notes(passages, found, language),
    )
    for note in report.notes:
        warnings.warn(note, DataWarning, stacklevel=3)
    return report


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the cycle collector away while words are made: none of them is a cycle, and it would look at each again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _analyse(
    text: str,
    day: date | None,
    lookup: Lookup,
    near: str | None,
    source: str | None,
    include: Collection[str],
    recognizer: Recognizer | None,
    extractor: EventExtractor | None,
) -> tuple[Passages, tuple[Event, ...], str]:
    tokens, sentences = split_tokens(text), split_sentences(text)
    language = check_language([token.text.lower() for token in tokens[:600]])
    spans = None if recognizer is None else list(recognizer.recognize(text))
    names = find_toponyms(text, tokens, sentences, lookup, _home(text, near, source, lookup), spans)
    mentions = sorted([*names, *find_descriptions(text, tokens, sentences, names, lookup)], key=lambda each: each.start)
    passages = Passages(text, tokens, sentences, _without_overlaps(mentions), day)
    events: Iterable[Event] = () if language != "English" else find_events(passages, include)
    if extractor is not None:
        events = extractor.extract(passages)
    return passages, tuple(merge_events(events)), language


def _lookup() -> Lookup:
    """Return the look-up of the gazetteer and the user's country files, remembered between reports."""
    library = open_gazetteer(*default_folders())
    known = _shared_lookup.get(id(library))
    if known is None:
        _shared_lookup.clear()
        known = _shared_lookup[id(library)] = Lookup(library)
    return known


def _published_day(published: str | date | None) -> date | None:
    if published is None or isinstance(published, datetime):
        return published.date() if published else None
    if isinstance(published, date):
        return published
    day = parse_day(published)
    if day is None:
        raise InputError(f"published={published!r} is no day; write it as YYYY-MM-DD")
    return day


def _dateline_day(text: str) -> date | None:
    found = find_dateline(text)
    return parse_day(found[2]) if found and found[2] else None


def _home(text: str, near: str | None, source: str | None, lookup: Lookup) -> list[Place]:
    """Return where the report is from: what the user says, else its place line, else a place in its source's name."""
    from sitmap.gazetteer.text import fold

    if near:
        found = lookup.phrase(near)
        if found is None:
            raise InputError(f"near={near!r}: no place of this name is known; write a country, a region or a town")
        return [found]
    dateline = find_dateline(text)
    words = text[dateline[0] : dateline[1]].split(",", maxsplit=1)[0] if dateline else ""
    homes = lookup.places(fold(words))[:1] if words and len(lookup.places(fold(words))) == 1 else ()
    return [*homes] or lookup.home_of(source or "")


def _without_overlaps(mentions: Sequence[Mention]) -> list[Mention]:
    """Drop a name that only repeats a description's span; a name inside one ("The Capital of Belgium") stays."""
    seen: set[tuple[int, int]] = set()
    kept = []
    for mention in mentions:
        if (mention.start, mention.end) not in seen:
            seen.add((mention.start, mention.end))
            kept.append(mention)
    return kept


def _title(text: str, sentences: Sequence[Sentence]) -> str | None:
    heading = next((each for each in sentences[:2] if each.kind == "heading"), None)
    return text[heading.start : heading.end].lstrip("# ")[:_TITLE] if heading else None


def _notes(passages: Passages, events: Sequence[Event], language: str) -> tuple[str, ...]:
    notes = []
    if not passages.tokens:
        return ("the report holds no words: nothing to draft",)
    if language != "English":
        notes.append(
            f"the text seems to be {language}: only English is read for incidents, so only places were looked for"
        )
    if passages.published is None and any(
        span.first is None for span in passages.dates_in(0, min(len(passages.text), 200_000))
    ):
        notes.append("no day of publication: relative dates stay unresolved; give published=YYYY-MM-DD (--published)")
    if not passages.mentions:
        notes.append("no place is named in the report")
    elif not events and language == "English":
        notes.append("no incident is told in the report")
    return tuple(notes)
