"""Incidents with what is new about them: new ones ringed, changed ones told, gone ones listed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
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

    from numpy.typing import NDArray

    from sitmap.layers.content import LayerContent, MapFrame
    from sitmap.layers.words import Words

CHANGE: Final = "what_changed"
"""The column that says of a row that it is new or changed."""
FIELDS: Final = "fields_changed"
"""The column that says which fields changed from what to what."""
NEW: Final = "new"
RING: Final = StrokeLook("#d6006d", "#ff7ab8", 3.0)
"""A magenta that no palette of symbols has, on light and dark ground (web/src/halos.js)."""
CHANGED: Final = "changed"
BROKEN_RING: Final = replace(RING, dashes=(5.0, 4.0))
"""Around what changed: the same colour, broken."""
_EMPTY: Final = "(empty)"
# rows of a kind that the notes name; cards, list and Word have all
_TOLD: Final = 5


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
            "changed": CHANGED,
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
                LinePicture(BROKEN_RING),
                int(shown.get(CHANGED, 0)),
            ),
        ]
        return KeyGroup(
            words.say("since_title", since=self.news.since), tuple(entries)
        )


_INNER: Final = (
    *("uncertainty_m", "place_name", "date_precision", "time_offset"),
    *("confidence", "confidence_reasons", "counts_told", "same_event"),
    *(
        "quote",
        "quote_start",
        "quote_end",
        "sha256",
        "archive_url",
        "problem",
    ),
)
"""Fields that follow from others or serve the machine: told last."""


def order_fields(changed: pd.DataFrame) -> NDArray[np.intp]:
    """Return the positions of changes: row by row, what a reader knows before what is within."""
    rows = pd.factorize(changed["incident_id"])[0]
    inner = changed["field"].isin(_INNER).to_numpy()
    return np.lexsort((inner, rows))


def _notes(news: News, words: Words) -> tuple[str, ...]:
    counts = {
        change: news.count(change) for change in ("new", "changed", "gone")
    }
    head = words.say("since_note", since=news.since, **counts)
    changed = news.table[news.table["change"] == CHANGED]
    changed = changed.iloc[order_fields(changed)]
    lines = [
        f"{_say_row(row)}: {say_field(row, words)}"
        for row in changed.head(_TOLD).itertuples()
    ]
    return (head, *lines)


def _say_row(row: Any) -> str:
    """Call a row by its title and its day; by its id where it has no title."""
    said = [row.title, row.date] if pd.notna(row.title) else []
    told = ", ".join(str(each) for each in said if pd.notna(each))
    return told or str(row.incident_id)


_CALLED: Final = {
    "event_type": "types",
    "fatalities_best": "fatalities",
    "injured_best": "injured",
    "missing_best": "missing",
    "abducted_best": "abducted",
    "arrested_best": "arrested",
    "status": "status_title",
    "precision": "precision_title",
    "place": "place",
    "notes": "notes",
    "source": "source",
    "confidence": "confidence",
}
"""Columns whose heading is among the words of the page."""


def call_field(field: str, words: Words | None) -> str:
    """Call a column as the page does, where it has a word for it; else by its name in words."""
    if words is not None and field in _CALLED:
        return words.say(_CALLED[field])
    return field.replace("_", " ")


def say_field(row: Any, words: Words | None = None) -> str:
    """Say one field's change as ``Status: reported → confirmed``."""
    before, after = (
        _EMPTY if pd.isna(each) else each
        for each in (row.before, row.after)
    )
    return f"{call_field(str(row.field), words)}: {before} → {after}"


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
