"""Named views of a map: where, when and what, by a list or by ``#view=NAME``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from sitmap.errors import InputError
from sitmap.layers.presence import iso_day

_MOST: Final = 40  # buttons that a page can hold
_LONGEST: Final = 80  # letters of a view's name
_KEYS: Final = frozenset(
    {"box", "location", "zoom", "days", "show", "open"}
)
_FACETS: Final = (
    "event_type",
    "sub_event_type",
    "actor",
    "status",
    "precision",
    "source",
)
"""What a page filters by, as its own addresses write it."""

_TURN_DEG: Final = 360.0
"""No number of a box or a centre is beyond a turn of the Earth."""


@dataclass(frozen=True, slots=True)
class View:
    """A view of a map.

    Attributes
    ----------
    name
        What its button says, and the address asks for.
    box
        West, south, east, north in degrees, to be fitted.
    location, zoom
        Latitude and longitude in degrees and a zoom, in place of a box.
    days
        First and last day shown, ``YYYY-MM-DD``.
    show
        What is shown: values by ``event_type``, ``sub_event_type``, ``actor``, ``status``,
        ``precision`` or ``source``.
    open
        An incident's id, whose card is open.
    """

    name: str
    box: tuple[float, float, float, float] | None = None
    location: tuple[float, float] | None = None
    zoom: float | None = None
    days: tuple[str, str] | None = None
    show: Mapping[str, tuple[str, ...]] | None = None
    open: str | None = None

    def to_settings(self) -> dict[str, str]:
        """Return its name, and its address as the page writes one.

        Examples
        --------
        >>> View("North", location=(42.9, 20.8), zoom=11).to_settings()
        {'name': 'North', 'hash': 'at=11%2F42.9%2F20.8'}
        """
        parts: list[tuple[str, str]] = []
        if self.box:
            parts.append(
                ("box", ",".join(f"{side:g}" for side in self.box))
            )
        elif self.location:
            lat, lon = self.location
            parts.append(("at", f"{self.zoom:g}/{lat:g}/{lon:g}"))
        if self.days:
            parts.append(("days", "..".join(self.days)))
        parts += [
            (facet, value)
            for facet, values in (self.show or {}).items()
            for value in values
        ]
        if self.open:
            parts.append(("open", self.open))
        return {"name": self.name, "hash": urlencode(parts)}


def read_views(views: Mapping[str, Any] | None) -> list[View]:
    """Make views of what a user writes.

    Parameters
    ----------
    views
        By name: ``{"North": {"box": [20.4, 42.8, 21.0, 43.3], "days": ["2023-05-01",
        "2023-06-30"]}}``; the keys are the attributes of `View`.

    Raises
    ------
    InputError
        Names the view, and what is wrong with it.

    Examples
    --------
    >>> read_views({"North": {"box": [20.4, 42.8, 21, 43.3]}})[0].box
    (20.4, 42.8, 21.0, 43.3)
    >>> read_views({"North": {"location": [42.9, 20.8]}})
    Traceback (most recent call last):
    sitmap.errors.InputError: view 'North': give a zoom to its location
    """
    if views is None:
        return []
    if not isinstance(views, Mapping) or len(views) > _MOST:
        raise InputError(
            f"views: give at most {_MOST} by name, as {{'North': {{'box': […]}}}}"
        )
    return [_read_view(name, told) for name, told in views.items()]


def check_views(views: Any) -> str:
    """Say what is wrong with views, or nothing; `sitmap.map_options` asks.

    Examples
    --------
    >>> check_views({"North": {"where": "there"}})
    "view 'North': 'where' isn't known; a view has box, days, location, open, show, zoom"
    """
    try:
        read_views(views)
    except InputError as error:
        return str(error)
    return ""


def _read_view(name: Any, told: Any) -> View:
    if (
        not isinstance(name, str)
        or not name.strip()
        or len(name) > _LONGEST
    ):
        raise InputError(
            f"views: {str(name)[:_LONGEST]!r} is no name of up to {_LONGEST} letters"
        )
    if isinstance(told, View):
        return told
    _check_keys(name, told)
    location, zoom = _read_location(name, told)
    return View(
        name.strip(),
        _read_box(name, told),  # type: ignore[arg-type]
        location,  # type: ignore[arg-type]
        zoom,
        _days(name, told["days"]) if "days" in told else None,
        _shown(name, told["show"]) if "show" in told else None,
        None if told.get("open") is None else str(told["open"]),
    )


def _check_keys(name: str, told: Any) -> None:
    if not isinstance(told, Mapping):
        raise InputError(
            f"view {name!r}: write it as {{'box': [20.4, 42.8, 21.0, 43.3]}}"
        )
    unknown = next((key for key in told if key not in _KEYS), None)
    if unknown is not None:
        known = ", ".join(sorted(_KEYS))
        raise InputError(
            f"view {name!r}: {unknown!r} isn't known; a view has {known}"
        )


def _read_location(
    name: str, told: Mapping[str, Any]
) -> tuple[tuple[float, ...] | None, float | None]:
    zoom = (
        _numbers(name, "zoom", [told["zoom"]], 1)[0]
        if "zoom" in told
        else None
    )
    location = (
        _numbers(name, "location", told["location"], 2)
        if "location" in told
        else None
    )
    if location and zoom is None:
        raise InputError(f"view {name!r}: give a zoom to its location")
    return location, zoom


def _read_box(
    name: str, told: Mapping[str, Any]
) -> tuple[float, ...] | None:
    box = _numbers(name, "box", told["box"], 4) if "box" in told else None
    if box and not (box[0] < box[2] and box[1] < box[3]):
        raise InputError(
            f"view {name!r}: box is west, south, east, north in degrees"
        )
    return box


def _numbers(
    name: str, key: str, told: Any, count: int
) -> tuple[float, ...]:
    try:
        numbers = tuple(float(one) for one in told)
    except (TypeError, ValueError):
        numbers = ()
    if len(numbers) != count or not all(
        abs(one) <= _TURN_DEG for one in numbers
    ):
        raise InputError(
            f"view {name!r}: {key} takes {count} numbers in degrees"
        )
    return numbers


def _days(name: str, told: Any) -> tuple[str, str]:
    try:
        first, last = (iso_day(day) for day in told)
    except (InputError, TypeError, ValueError):
        raise InputError(
            f"view {name!r}: days are a first and a last one, as 2023-05-29"
        ) from None
    if not first or not last or first > last:
        raise InputError(
            f"view {name!r}: its first day comes after its last"
        )
    return first, last


def _shown(name: str, told: Any) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(told, Mapping) or not set(told) <= set(_FACETS):
        raise InputError(
            f"view {name!r}: show takes values by {', '.join(_FACETS)}"
        )
    return {
        facet: (values,)
        if isinstance(values, str)
        else tuple(map(str, values))
        for facet, values in told.items()
    }
