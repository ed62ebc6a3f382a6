"""A report: its text, the places in it and the incidents drafted from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from sitmap.reports.figures import find_figures, tabulate_figures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import geopandas as gpd
    import pandas as pd

    from sitmap.reports.events.event import Event
    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention
    from sitmap.reports.text.sentences import Sentence

_PLACE_KINDS: Final = ("place", "facility", "region", "metonym")


@dataclass(frozen=True)
class Report:
    """A report that has been read. Made by `read_report` or `parse_report`.

    Attributes
    ----------
    text
        The text as read. Every offset counts its code points.
    title, source, url
        Of the report, where known; a file that tells neither title nor source is its own source, by
        name.
    published
        The day it was published; None where not known: relative dates are then unresolved.
    passages
        Words, sentences, mentions.
    events
        The events found, merged.
    notes
        What a reader should know: language, missing day of publication, nothing found.
    refused
        The file was no text at all: nothing was read of it.
    titles
        ``en``, or ``report`` for titles in the language of the report.
    """

    text: str
    title: str | None
    published: date | None
    source: str | None
    url: str | None
    passages: Passages = field(repr=False)
    events: tuple[Event, ...] = field(repr=False)
    notes: tuple[str, ...] = ()
    refused: bool = False
    titles: str = "en"

    @cached_property
    def mentions(self) -> gpd.GeoDataFrame:
        """Mentions of places, one row each.

        Columns start, end, surface, kind (place, facility, region, demonym, metonym, organisation,
        person), name, country, place_id, precision, uncertainty_m, score, why; geometry in
        EPSG:4326, null where it isn't resolved.
        """
        from sitmap.reports.tables import tabulate_mentions

        return tabulate_mentions(self.passages.mentions)

    @cached_property
    def incidents(self) -> gpd.GeoDataFrame:
        """The incident table, drafted: one row per event, each with its quote.

        Beyond the schema: ``keep`` (true; set it to false in a review) and ``quotes``, every
        passage that tells the event, as ``start-end`` pairs.
        """
        from sitmap.reports.tables import draft_rows, tabulate_incidents

        return tabulate_incidents(draft_rows(self))

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Figures about a mission.

        Columns measure, comparator, value, unit, mission, as_of, start, end, quote, sentence.

        They are totals of the mission, never of a place; a map that has the mission's presence
        shows them on its card.
        """
        return tabulate_figures(
            find_figures(self.passages), self.text, self.published
        )

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
            title, source, published, url, text; sentences (start, end), mentions (start, end, kind,
            name, lat, lon, precision, uncertainty_m), incidents (incident_id, start, end) and
            figures (mission, start, end, sentence), in the order of the text.
        """
        incidents = self.incidents
        return {
            "title": self.title,
            "source": self.source,
            "published": self.published.isoformat()
            if self.published
            else None,
            "url": self.url,
            "text": self.text,
            "sentences": [
                {"start": each.start, "end": each.end}
                for each in self.sentences
            ],
            "mentions": [
                _mention_setting(each)
                for each in self.passages.mentions
                if each.kind in _PLACE_KINDS
            ],
            "incidents": [
                {"incident_id": str(incident), "start": start, "end": end}
                for incident, event in zip(
                    incidents["incident_id"], self.events, strict=True
                )
                for start, end in event.quotes
            ],
            "figures": [
                {
                    "mission": each.mission,
                    "start": each.start,
                    "end": each.end,
                    "sentence": list(each.sentence),
                }
                for each in find_figures(self.passages)
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
        "uncertainty_m": mention.uncertainty_m,
    }
