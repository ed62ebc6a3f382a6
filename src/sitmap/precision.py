"""How precisely a place is known: the vocabulary and the default radii.

``uncertainty_m`` is always the radius in metres of a circle around the point that holds the true place. The
radii here are used where a source gives a precision but no radius.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

__all__ = ["DEFAULT_RADIUS_M", "PRECISIONS", "Precision", "describe_precision"]

Precision = Literal["exact", "place", "near", "admin2", "admin1", "country", "unknown"]

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

_WORDS: Final[dict[Precision, str]] = {
    "exact": "exact spot",
    "place": "the named place",
    "near": "near the named place",
    "admin2": "somewhere in the district",
    "admin1": "somewhere in the region",
    "country": "somewhere in the country",
    "unknown": "precision not stated",
}


def describe_precision(precision: Precision, uncertainty_m: float | None = None) -> str:
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
    return f"{value:.0f} m" if value < 1000 else f"{value / 1000:.3g} km"  # noqa: PLR2004
