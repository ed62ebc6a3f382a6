"""How precisely a place is known: the vocabulary and the default radii.

``uncertainty_m`` is always the radius in metres of a circle around the point that holds the true
place. The radii here are used where a source gives a precision but no radius.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, get_args

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

__all__ = [
    "ACLED_PRECISION",
    "AREAS",
    "DEFAULT_RADIUS_M",
    "GDELT_PRECISION",
    "PRECISIONS",
    "UCDP_PRECISION",
    "VAGUE_M",
    "Precision",
    "describe_precision",
    "is_stated",
]

Precision = Literal[
    "exact", "place", "near", "admin2", "admin1", "country", "unknown"
]

PRECISIONS: Final[tuple[Precision, ...]] = get_args(Precision)

DEFAULT_RADIUS_M: Final[dict[Precision, float]] = {
    "exact": 100.0,
    "place": 2_500.0,
    "near": 10_000.0,
    "admin2": 25_000.0,
    "admin1": 75_000.0,
    "country": 300_000.0,
    "unknown": 25_000.0,
}

AREAS: Final[frozenset[Precision]] = frozenset(
    {"admin2", "admin1", "country", "unknown"}
)
"""Precisions whose point is only the middle of an area."""

VAGUE_M: Final = 10_000.0
"""Metres: what is known less closely is drawn as no spot, where a format has only points."""

ACLED_PRECISION: Final[dict[str, tuple[Precision, float]]] = {
    "1": ("place", 5_000.0),  # a named town
    "2": (
        "near",
        25_000.0,
    ),  # near a town, or part of a region, at its best-known town
    "3": ("admin1", 75_000.0),  # a region, at its capital
}
"""``geo_precision`` to ours and a radius in metres
(https://acleddata.com/knowledge-base/codebook/)."""

UCDP_PRECISION: Final[dict[str, tuple[Precision, float]]] = {
    "1": ("place", 5_000.0),  # the named place
    "2": ("near", 25_000.0),  # within about 25 km of the named place
    "3": ("admin2", 35_000.0),  # a second-order division
    "4": ("admin1", 120_000.0),  # a first-order division
    "5": ("near", 75_000.0),  # a line or a fuzzy area
    "6": ("country", 500_000.0),
    "7": ("unknown", 500_000.0),  # in the air or at sea
}
"""``where_prec`` of UCDP GED to ours and a radius in metres (https://ucdp.uu.se/downloads/, GED
codebook)."""

GDELT_PRECISION: Final[dict[str, tuple[Precision, float]]] = {
    "1": ("country", 500_000.0),
    "2": ("admin1", 200_000.0),  # a state of the United States
    "3": ("place", 10_000.0),  # a city or landmark of the United States
    "4": ("place", 10_000.0),  # a city or landmark elsewhere
    "5": ("admin1", 100_000.0),  # a first-order division elsewhere
}
"""``ActionGeo_Type`` of GDELT 2.0 to ours and a radius in metres (GDELT Event Database codebook
2.0)."""

_WORDS: Final[dict[Precision, str]] = {
    "exact": "exact spot",
    "place": "the named place",
    "near": "near the named place",
    "admin2": "somewhere in the district",
    "admin1": "somewhere in the region",
    "country": "somewhere in the country",
    "unknown": "precision not stated",
}


def describe_precision(
    precision: Precision, uncertainty_m: float | None = None
) -> str:
    """Say a precision in words.

    Parameters
    ----------
    precision
        One of `PRECISIONS`.
    uncertainty_m
        Radius in metres that holds the true point, if known.

    Examples
    --------
    >>> describe_precision("place", 2500)
    'the named place, within 2.5 km'
    >>> describe_precision("exact", 80)
    'exact spot, within 80 m'
    """
    words = _WORDS[precision]
    if uncertainty_m is None:
        return words
    return f"{words}, within {_metres(uncertainty_m)}"


def _metres(value: float) -> str:
    return f"{value:.0f} m" if value < 1000 else f"{value / 1000:.3g} km"  # noqa: PLR2004 - metres


def is_stated(incidents: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell of which incidents anybody says how exactly their place is known.

    A radius other than the usual one for none says it, too. The others are hollow symbols without a
    circle: their 25 km are a guard in the table, and no knowledge to be drawn.

    Examples
    --------
    >>> import pandas as pd
    >>> table = {"precision": ["place", "unknown", "unknown"], "uncertainty_m": [2500, 25000, 80]}
    >>> is_stated(pd.DataFrame(table)).tolist()
    [True, False, True]
    """
    unsaid = incidents["precision"].isna() | (
        incidents["precision"] == "unknown"
    )
    radius: pd.Series[Any] = incidents["uncertainty_m"]
    usual = radius.isna() | (radius == DEFAULT_RADIUS_M["unknown"])
    stated: NDArray[np.bool_] = ~(unsaid & usual).to_numpy(dtype=bool)
    return stated
