"""Incidents with what is new about them: new ones ringed, changed ones told, gone ones listed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.layers.content import (
    KeyEntry,
    KeyGroup,
    LinePicture,
    StrokeLook,
)
from sitmap.layers.incidents import Incidents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitmap.layers.content import LayerContent, MapFrame
    from sitmap.layers.words import Words

CHANGE: Final = "what_changed"
"""The column that says of a row that it is new or changed."""
FIELDS: Final = "fields_changed"
"""The column that says which fields changed from what to what."""
NEW: Final = "new"
RING: Final = StrokeLook("#d6006d", "#ff7ab8", 3.0)
"""A magenta that no palette of symbols has, on light and dark ground (web/src/halos.js)."""
_EMPTY: Final = "(empty)"
_TOLD: Final = (
    5  # rows of a kind that the notes name; cards, list and Word have all
)


@dataclass(frozen=True)
class News:
    """What changed since a table or a day.

    Attributes
    ----------
    since
        The file's name, or the day.
    table
        As `sitmap.desk.diff.Changes.table`.
    """

    since: str
    table: pd.DataFrame

    def count(self, change: str) -> int:
        """How many rows are new, changed or gone."""
        return int(
            self.table.loc[
                self.table["change"] == change, "incident_id"
            ].nunique()
        )

    def describe(self) -> str:
        """Say the numbers in one line, in English."""
        told = ", ".join(
            f"{self.count(each):,} {each}"
            for each in (NEW, "changed", "gone")
        )
        doubtful = int((self.table["change"] == "doubtful").sum())
        return (
            f"{told}; {doubtful:,} pairs may be one row"
            if doubtful
            else told
        )


class ChangedIncidents(Incidents):
    """Incidents of which some are new or changed since an earlier table.

    Parameters
    ----------
    incidents
        The incident table, with `CHANGE` and `FIELDS`.
    news
        What changed.
    **options
        Of `sitmap.Incidents`.
    """

    def __init__(
        self,
        incidents: pd.DataFrame,
        news: News,
        *,
        filter_by: Iterable[str] = (),
        **options: Any,
    ) -> None:
        told = bool(incidents[CHANGE].notna().any())
        super().__init__(
            incidents,
            filter_by=[*filter_by, *([CHANGE] if told else [])],
            **options,
        )
        self.news = news

    def describe(self, frame: MapFrame) -> LayerContent:
        """Say what the incidents are, and what is new about them."""
        content, words = super().describe(frame), frame.words
        return replace(
            content,
            key=(*content.key, self._key(words)),
            notes=(*content.notes, *_notes(self.news, words)),
            left_off=pd.concat(
                [content.left_off, _gone(self.news, words)],
                ignore_index=True,
            ),
            changes=self.news.table,
        )

    def settings(self) -> Mapping[str, Any]:
        """Return the payload's settings, and which rows get a ring."""
        told = f"own:{CHANGE}"
        rings = {
            "column": told,
            "value": NEW,
            "colour": RING.colour,
            "dark": RING.dark,
        }
        settings = super().settings()
        return (
            {**settings, "rings": rings}
            if told in settings.get("filter_by", ())
            else settings
        )

    def _key(self, words: Words) -> KeyGroup:
        shown = self.drawn[CHANGE].value_counts()
        entries = [
            KeyEntry(
                words.say("since_new"),
                LinePicture(RING),
                int(shown.get(NEW, 0)),
            ),
            KeyEntry(
                words.say("since_changed"),
                None,
                int(shown.get("changed", 0)),
            ),
        ]
        return KeyGroup(
            words.say("since_title", since=self.news.since), tuple(entries)
        )


def _notes(news: News, words: Words) -> tuple[str, ...]:
    counts = {
        change: news.count(change) for change in ("new", "changed", "gone")
    }
    head = words.say("since_note", since=news.since, **counts)
    changed = news.table[news.table["change"] == "changed"].head(_TOLD)
    lines = [
        f"{row.incident_id}: {say_field(row)}"
        for row in changed.itertuples()
    ]
    return (head, *lines)


def say_field(row: Any) -> str:
    """Say one field's change as ``status: reported → confirmed``."""
    before, after = (
        _EMPTY if pd.isna(each) else each
        for each in (row.before, row.after)
    )
    return f"{row.field}: {before} → {after}"


def _gone(news: News, words: Words) -> pd.DataFrame:
    gone = news.table[news.table["change"] == "gone"]
    return pd.DataFrame(
        {
            "row": gone["incident_id"].to_numpy(object),
            "what": gone["title"]
            .fillna(gone["incident_id"])
            .to_numpy(object),
            "value": gone["place"].fillna("").to_numpy(object),
            "why": words.say("since_gone", since=news.since),
            "n": 1,
        }
    )
