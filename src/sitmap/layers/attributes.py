"""What a table says of its shapes, as a card shows it: names by language, kind, and columns."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.readers.aliases import fold_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

LONGEST_NAME: Final = 120
"""Letters of a name or a kind."""

_KINDS: Final = (
    "type",
    "kind",
    "category",
    "class",
    "line type",
    "feature type",
    "folder",
)
_SIDES: Final = (
    "control",
    "held by",
    "controlled by",
    "side",
    "status",
    "occupation",
)
_LANGUAGE: Final = re.compile(r"name[ _:]([a-z]{2}(?:[-_][A-Za-z]{4})?)$")
_MOST_FACTS: Final = 40  # columns on a card
_LONGEST: Final = 2_000  # characters of a fact


def find_kind(
    names: Sequence[str], *, of_areas: bool = False
) -> str | None:
    """Find the column that says what each shape is; of areas, whose it is.

    Examples
    --------
    >>> find_kind(["name", "type"]), find_kind(["type", "Held_by"], of_areas=True)
    ('type', 'Held_by')
    """
    folded = {fold_name(name): name for name in reversed(names)}
    words = (*_SIDES, *_KINDS) if of_areas else _KINDS
    return next((folded[word] for word in words if word in folded), None)


def own_names(row: Mapping[str, Any]) -> dict[str, str]:
    """Return a row's names by language, of columns as ``name_sq``."""
    return {
        match[1].replace("_", "-"): say_value(value)
        for column, value in row.items()
        if (match := _LANGUAGE.match(column)) and say_value(value)
    }


def list_facts(
    row: Mapping[str, Any], said: Collection[str]
) -> list[tuple[str, str]]:
    """List a row's columns with their values, but those that are said elsewhere."""
    facts = [
        (key, say_value(value))
        for key, value in row.items()
        if key not in said
    ]
    return [pair for pair in facts if pair[1]][:_MOST_FACTS]


def say_value(value: Any) -> str:
    """Say a value in one line; nothing for none."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)[:_LONGEST]
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.isoformat().removesuffix("T00:00:00")
    return " ".join(str(value).split())[:_LONGEST]
