"""Numbers in classes: quantiles, equal steps, natural breaks, or edges of one's own.

Quantiles and equal steps are a line of numpy each. Natural breaks are Fisher's, exact and the same
in every run, by jenkspy (the extra ``sitmap[classes]``): a page must be the same bytes every time,
and what starts from chance (k-means) isn't.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sitmap.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

Classes = int | str | Sequence[float] | None

SCHEMES: Final = ("quantiles", "equal", "natural")
# of classes: what readers tell apart by shade
USUAL_NUMBER: Final = 5
MOST: Final = 7  # shades of a ramp that a reader still tells apart
# numbers that natural breaks are found of, in a second
_MOST_NATURAL: Final = 10_000
_HOW: Final = (
    "give a number from 2 to 7, quantiles, equal or natural (natural:4),"
    " or edges (0,10,50)"
)


@dataclass(frozen=True, slots=True)
class Scheme:
    """How numbers are put into classes: by a name and a number of classes, or at edges."""

    name: str = "quantiles"
    number: int = USUAL_NUMBER
    edges: tuple[float, ...] = ()


def read_classes(told: Classes) -> Scheme | None:
    """Read what a user says of classes.

    Raises
    ------
    InputError
        It is none of what can be said.

    Examples
    --------
    >>> read_classes(4)
    Scheme(name='quantiles', number=4, edges=())
    >>> read_classes("natural:6").name, read_classes("0,10,50").edges
    ('natural', (0.0, 10.0, 50.0))
    """
    if told is None:
        return None
    if isinstance(told, str):
        return _read_text(told.strip())
    if isinstance(told, int) and not isinstance(told, bool):
        return _scheme("quantiles", told, told)
    return _read_edges(told, told)


def _read_text(text: str) -> Scheme:
    name, _, number = text.partition(":")
    if name in SCHEMES:
        return _scheme(name, number or USUAL_NUMBER, text)
    if text.isdecimal():
        return _scheme("quantiles", text, text)
    return _read_edges(text.split(","), text)


def _scheme(name: str, number: int | str, told: object) -> Scheme:
    count = (
        int(number)
        if str(number).isdecimal() and len(str(number)) == 1
        else 0
    )
    if not 2 <= count <= MOST:  # noqa: PLR2004 - one class parts nothing
        raise InputError(f"classes: {str(told)[:80]!r} isn't known; {_HOW}")
    return Scheme(name, count)


def _read_edges(told: Any, whole: object) -> Scheme:
    try:
        edges = tuple(float(one) for one in told)
    except (TypeError, ValueError):
        raise InputError(
            f"classes: {str(whole)[:80]!r} isn't known; {_HOW}"
        ) from None
    rising = all(low < high for low, high in pairwise(edges))
    if (
        not edges
        or not rising
        or not np.isfinite(edges).all()
        or len(edges) >= MOST
    ):
        told = f"edges rise, and there are at most {MOST - 1}"
        raise InputError(
            f"classes: {str(whole)[:80]!r} are no edges; {told}"
        )
    return Scheme("edges", len(edges) + 1, edges)


def find_edges(
    numbers: NDArray[np.float64], scheme: Scheme
) -> NDArray[np.float64]:
    """Return where classes begin, and where the last ends; a number at an edge is in the upper one.

    Parameters
    ----------
    numbers
        Finite numbers, of at least two values.
    scheme
        How.

    Examples
    --------
    >>> numbers = np.array([1.0, 1.5, 2.0, 10.0, 11.0, 50.0])
    >>> find_edges(numbers, Scheme("equal", 2)).tolist()
    [1.0, 25.5, 50.0]
    """
    low, high = float(numbers.min()), float(numbers.max())
    if scheme.name == "equal":
        edges = np.linspace(low, high, scheme.number + 1)
    elif scheme.name == "natural":
        edges = _natural(numbers, scheme.number)
    elif scheme.name == "edges":
        inner = [edge for edge in scheme.edges if low < edge <= high]
        edges = np.array([low, *inner, high])
    else:
        steps = np.linspace(0, 1, scheme.number + 1)
        return np.unique(np.quantile(numbers, steps, method="higher"))
    is_whole = bool((numbers == np.rint(numbers)).all())
    kept = np.unique(np.ceil(edges) if is_whole else edges)
    # the last edge closes its class, so a class that begins with the highest number needs its own
    return (
        np.append(kept, high)
        if scheme.name != "equal" and high in edges[1:-1]
        else kept
    )


def _natural(
    numbers: NDArray[np.float64], number: int
) -> NDArray[np.float64]:
    try:
        import jenkspy
    except ImportError:
        told = "classes: natural breaks need jenkspy: pip install 'sitmap[classes]'"
        raise InputError(told) from None
    distinct = np.unique(numbers)
    if len(distinct) <= number:
        return np.append(distinct, distinct[-1])
    ordered = np.sort(numbers)
    if len(ordered) > _MOST_NATURAL:
        at = (
            np.linspace(0, len(ordered) - 1, _MOST_NATURAL)
            .round()
            .astype(int)
        )
        ordered = ordered[at]
    uppers = np.asarray(
        jenkspy.jenks_breaks(ordered, n_classes=number)[1:-1]
    )
    return np.array([distinct[0], *_next(distinct, uppers), distinct[-1]])


def _next(
    distinct: NDArray[np.float64], uppers: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the first value above each class's highest: where the next class begins."""
    at = np.searchsorted(distinct, uppers, side="right")
    following: NDArray[np.float64] = distinct[
        np.minimum(at, len(distinct) - 1)
    ]
    return following
