"""Places whose status is disputed: which of them a map shows, and the note that it then carries."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import shapely

from sitmap.notes import kosovo_note
from sitmap.outlines import load_outlines

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sitmap.outlines import Box

_TABLE: Final = Path(__file__).parent / "disputed.toml"
_SEEN: Final = 1 / 30
"""Of a map's width: a place that is smaller than this in it can't be made out."""

_KOSOVO: Final = (
    "kosovo"  # has a note of its own, which a map of it always carries
)


@dataclass(frozen=True, slots=True)
class DisputedPlace:
    """A place whose status is disputed.

    Attributes
    ----------
    key
        Its name in options, as ``"crimea"``.
    names
        Its name in each language of the page.
    area
        Where it is, in degrees of longitude and latitude, to about 0.1.
    documents
        What the United Nations have said of its status, as ``"ga 68/262"``.
    formulas
        How each side usually puts it.
    """

    key: str
    names: Mapping[str, str]
    area: shapely.Geometry
    documents: tuple[str, ...]
    formulas: Mapping[str, str]


@lru_cache(maxsize=1)
def list_disputed_places() -> tuple[DisputedPlace, ...]:
    """Return the places whose status is disputed.

    Examples
    --------
    >>> [place.key for place in list_disputed_places()][:3]
    ['kosovo', 'crimea', 'ukraine-four-regions']
    >>> sorted(list_disputed_places()[1].formulas)
    ['russia', 'ukraine']
    """
    return tuple(
        _make_place(key, told) for key, told in _table()["places"].items()
    )


def status_notes(
    box: Box | Sequence[Box],
    points: NDArray[np.float64] | None = None,
    *,
    lang: str = "en",
    formulas: Mapping[str, str] | None = None,
) -> list[str]:
    """Say what a map must of the disputed places that it shows; of Kosovo in a note of its own.

    Parameters
    ----------
    box
        West, south, east and north of the map as it opens; several where that depends on the
        screen.
    points
        Longitudes and latitudes of its incidents, shape (n, 2): a place that has some is named even
        where it is too small to be made out.
    lang
        Language of the note; English where it hasn't that language.
    formulas
        For a place's key, the side whose formula is wanted in place of the neutral note.

    Returns
    -------
    list of str
        Kosovo's note (UNSCR 1244), a sentence that names all others that are shown, and each
        formula that was asked for.

    Examples
    --------
    >>> wanted = {"ukraine-four-regions": "ukraine"}
    >>> note, formula = status_notes((30, 43.7, 40, 48), formulas=wanted)
    >>> note
    'References to Crimea (UNGA resolution 68/262) are without prejudice to positions on status.'
    >>> status_notes((4, 50, 5, 51))
    []
    """
    formulas = formulas or {}
    shown = list_shown(box, points)
    neutral = [
        place for place in shown if place.key not in {*formulas, _KOSOVO}
    ]
    chosen = [
        place.formulas[formulas[place.key]]
        for place in shown
        if place.key in formulas
    ]
    kosovo = [kosovo_note(lang)] if _wants_own_note(shown, formulas) else []
    return [
        *kosovo,
        *([_neutral_note(neutral, lang)] if neutral else []),
        *chosen,
    ]


def list_shown(
    box: Box | Sequence[Box], points: NDArray[np.float64] | None = None
) -> list[DisputedPlace]:
    """Return the disputed places that a map shows; the parameters are those of `status_notes`.

    Examples
    --------
    >>> [place.key for place in list_shown((20.0, 42.0, 21.5, 43.5))]
    ['kosovo']
    """
    views = (
        [cast("Box", box)]
        if isinstance(box[0], (int, float))
        else cast("Sequence[Box]", box)
    )
    return [
        place
        for place in list_disputed_places()
        if any(_is_shown(place, view, points) for view in views)
    ]


def _wants_own_note(
    shown: Iterable[DisputedPlace], formulas: Mapping[str, str]
) -> bool:
    return _KOSOVO not in formulas and any(
        place.key == _KOSOVO for place in shown
    )


def check_formulas(formulas: Any) -> str:
    """Say what is wrong with the formulas that a user asks for, or nothing.

    Examples
    --------
    >>> check_formulas({"crimea": "ukraine"})
    ''
    >>> check_formulas({"krimea": "ukraine"})
    "no disputed place is called 'krimea'; did you mean 'crimea'?"
    >>> check_formulas({"crimea": "france"})
    "for 'crimea' choose russia or ukraine"
    """
    if not isinstance(formulas, Mapping):
        return "give a side for each place, as {'crimea': 'ukraine'}"
    known = {place.key: place for place in list_disputed_places()}
    for key, side in formulas.items():
        if key not in known:
            return _unknown(key, known)
        if side not in known[key].formulas:
            sides = " or ".join(sorted(known[key].formulas))
            return (
                f"for {key!r} choose {sides}"
                if sides
                else f"{key!r} has no formulas"
            )
    return ""


def _unknown(key: Any, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(str(key), known, n=1, cutoff=0.4)
    hint = (
        f"did you mean {near[0]!r}?"
        if near
        else f"known are {', '.join(sorted(known))}"
    )
    return f"no disputed place is called {str(key)[:60]!r}; {hint}"


def _neutral_note(places: Iterable[DisputedPlace], lang: str) -> str:
    words = _words(lang)
    told = [_name_with_documents(place, words, lang) for place in places]
    *first, last = told
    listed = f"{', '.join(first)}{words['and']}{last}" if first else last
    return words["note"].format(places=listed)


def _name_with_documents(
    place: DisputedPlace, words: Mapping[str, str], lang: str
) -> str:
    named = (
        place.names.get(lang)
        or place.names.get(lang.partition("-")[0])
        or place.names["en"]
    )
    told = [
        words[kind].format(number=number)
        for kind, _, number in (
            document.partition(" ") for document in place.documents
        )
    ]
    return f"{named} ({'; '.join(told)})"


def _words(lang: str) -> Mapping[str, str]:
    known: Mapping[str, Mapping[str, str]] = _table()["words"]
    return (
        known.get(lang) or known.get(lang.partition("-")[0]) or known["en"]
    )


def _is_shown(
    place: DisputedPlace, box: Box, points: NDArray[np.float64] | None
) -> bool:
    west, _, east, _ = place.area.bounds
    is_large = place.key == _KOSOVO or east - west >= _SEEN * (
        box[2] - box[0]
    )
    if is_large and place.area.intersects(shapely.box(*box)):
        return True
    return points is not None and _holds_any(place.area, points)


def _holds_any(area: shapely.Geometry, points: NDArray[np.float64]) -> bool:
    west, south, east, north = area.bounds
    lon, lat = points[:, 0], points[:, 1]
    near = points[
        (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    ]
    return bool(len(near)) and bool(
        shapely.contains_xy(area, near[:, 0], near[:, 1]).any()
    )


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


def _make_place(key: str, told: Mapping[str, Any]) -> DisputedPlace:
    return DisputedPlace(
        key,
        told["names"],
        _area(told),
        tuple(told["documents"]),
        told.get("formulas", {}),
    )


def _area(told: Mapping[str, Any]) -> shapely.Geometry:
    if "ring" in told:
        return shapely.Polygon(told["ring"])
    outline = load_outlines().country(told["country"])
    return (
        shapely.Point() if outline is None else shapely.make_valid(outline)
    )
