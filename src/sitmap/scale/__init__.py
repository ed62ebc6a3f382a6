"""More than fits in memory: incidents counted by day, place and type, on one machine or on many.

Needs the extra ``scale``. A chunk of rows becomes a partial result by a pure function
(`count_chunk`), and partial results add up in any order (`merge`); `aggregate` and
`aggregate_to_file` run that over files of any size.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import InputError

if TYPE_CHECKING:
    from sitmap.scale.aggregation import (
        Aggregated,
        aggregate,
        aggregate_to_file,
    )
    from sitmap.scale.chunks import count_chunk, locate_names, place_named
    from sitmap.scale.clock import Standing
    from sitmap.scale.extraction import draft_chunk, extract, merge_drafts
    from sitmap.scale.location import locate
    from sitmap.scale.partial import Partial, merge
    from sitmap.scale.places import find_areas, find_cells
    from sitmap.scale.plan import Plan, make_plan
    from sitmap.scale.summary import digest, read_summary, write_summary

__all__ = [
    "Aggregated",
    "Partial",
    "Plan",
    "Standing",
    "aggregate",
    "aggregate_to_file",
    "count_chunk",
    "digest",
    "draft_chunk",
    "extract",
    "find_areas",
    "find_cells",
    "locate",
    "locate_names",
    "make_plan",
    "merge",
    "merge_drafts",
    "place_named",
    "read_summary",
    "write_summary",
]

_HOMES: Final = {
    "Aggregated": "aggregation",
    "Standing": "clock",
    "aggregate": "aggregation",
    "aggregate_to_file": "aggregation",
    "count_chunk": "chunks",
    "locate_names": "chunks",
    "place_named": "chunks",
    "draft_chunk": "extraction",
    "extract": "extraction",
    "merge_drafts": "extraction",
    "locate": "location",
    "Partial": "partial",
    "merge": "partial",
    "find_areas": "places",
    "find_cells": "places",
    "Plan": "plan",
    "make_plan": "plan",
    "digest": "summary",
    "read_summary": "summary",
    "write_summary": "summary",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used; say which extra it needs."""
    if name not in _HOMES:
        raise AttributeError(
            f"module {__name__!r} has no attribute {name!r}"
        )
    try:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    except ModuleNotFoundError as error:
        if (
            error.name is not None
            and error.name.partition(".")[0] == "sitmap"
        ):
            raise
        raise InputError(
            f"counting at scale needs {error.name}: pip install 'sitmap[scale]'"
        ) from None


def __dir__() -> list[str]:
    return sorted(__all__)
