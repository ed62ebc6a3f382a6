"""The review loop: a draft goes out as a table with ``keep`` and the quotes.

Edited, it wins over the draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from sitmap.errors import InputError
from sitmap.incidents import conform
from sitmap.readers.own_table import DRAFT_ORDER

if TYPE_CHECKING:
    from pathlib import Path


def order_draft(incidents: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Put what a reviewer looks at first.

    ``keep``, then what, when, where, how many, how sure, and the quote.
    """
    table = (
        incidents if "keep" in incidents else incidents.assign(keep=True)
    )
    rest = [
        name
        for name in table.columns
        if name not in DRAFT_ORDER and name != "geometry"
    ]
    return table[[*DRAFT_ORDER, *rest, "geometry"]]


def read_draft(path: str | Path) -> gpd.GeoDataFrame:
    """Read a reviewed draft: rows whose ``keep`` says no are left off, the others stand as edited.

    Parameters
    ----------
    path
        A file that ``sitmap extract`` wrote.

    Returns
    -------
    geopandas.GeoDataFrame
        The incident table, in the order of the file.

    Raises
    ------
    InputError
        The file can't be read, or has no column ``keep``.
    """
    from sitmap.readers.located import apply_keep

    return apply_keep(_read(path))


def _read(path: str | Path) -> gpd.GeoDataFrame:
    # readers of every format are imported by a review, not by a draft
    from sitmap.readers import read

    table = read(path)
    if "keep" not in table:
        raise InputError(
            f"{path}: no column 'keep', so this is no reviewed draft; read it with sitmap.read"
        )
    return table


def apply_review(
    draft: gpd.GeoDataFrame, reviewed: gpd.GeoDataFrame | str | Path
) -> gpd.GeoDataFrame:
    """Let a review win over a draft.

    Its rows replace those of the same incident, dropped ones go, new ones stay.

    Parameters
    ----------
    draft
        The drafted incident table.
    reviewed
        The reviewed table, or its file. A row of the draft that the review doesn't hold at all (the
        report was drafted again and more was found) is kept. A row whose passage a reviewed row
        has is the same, though its id is another: that changes with the report's day.
    """
    from sitmap.readers.located import apply_keep

    table = (
        reviewed
        if isinstance(reviewed, gpd.GeoDataFrame)
        else _read(reviewed)
    )
    kept = apply_keep(table)
    seen = draft["incident_id"].isin(set(table["incident_id"].dropna()))
    fresh = draft[~(seen | draft["quote"].isin(_reviewed_quotes(table)))]
    return (
        conform(pd.concat([kept, fresh], ignore_index=True))
        if len(fresh)
        else kept
    )


def _reviewed_quotes(table: gpd.GeoDataFrame) -> set[str]:
    """Return the passages that a reviewer has decided on, dropped ones too."""
    if "keep" not in table:
        return set()
    return set(table.loc[table["keep"].notna(), "quote"].dropna())
