"""Which places a name may mean: by its key, by its sound, by a typing error less."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from sitmap.gazetteer.phonetic import (
    FAMILIES,
    UNTRANSCRIBED,
    family_of,
    skeleton_code,
    sound_code,
)
from sitmap.gazetteer.text import fold
from sitmap.geocoding.context import Context, is_inside
from sitmap.geocoding.disambiguation import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitmap.gazetteer import Place, PlaceLibrary
    from sitmap.geocoding.match import MatchType

# letters; of four, one edit makes another word
_ONE_EDIT: Final = 5
# letters; of eight, two edits make another word
_TWO_EDITS: Final = 9
# edits between vowels of one name in two transcriptions
_VOWELS_APART: Final = 3
# more edits than any name has
_NO_SOUND: Final = 1_000

_ROLES: Final[dict[str, tuple[MatchType, int, bool, bool, bool]]] = {
    # match, edits, outside by code, is main, is own
    "main": ("exact", 0, False, True, True),
    "official": ("alternate", 0, False, False, True),
    "alternate": ("alternate", 0, False, False, False),
    "made": ("transliterated", 0, False, False, False),
}


def find_exact(
    library: PlaceLibrary, key: str, context: Context
) -> list[Candidate]:
    """Return the places that have a key as one of their names, inside the context."""
    found = [
        Candidate(place, *_ROLES[role])
        for place, role in library.named(key, context.countries)
    ]
    return (
        _inside(found, context)
        if context.regions or context.bounded
        else found
    )


def find_similar(
    library: PlaceLibrary, key: str, context: Context
) -> list[Candidate]:
    """Return the places one of whose names is like a key in its letters or its sound."""
    found = {
        candidate.place.id: candidate
        for candidate in _misspelled(library, key, context)
    }
    if found and not context.countries:
        return list(found.values())
    vowels_apart = 0 if found else _VOWELS_APART
    is_plain_error = any(candidate.is_main for candidate in found.values())
    for candidate in find_sounding(library, key, context):
        # where names aren't transcribed, a typing error explains more than a likeness of sound
        if (
            is_plain_error
            and family_of(candidate.place.country) == UNTRANSCRIBED
        ):
            continue
        if candidate.edits <= vowels_apart:
            found[candidate.place.id] = candidate
    return list(found.values())


def _inside(
    candidates: Iterable[Candidate], context: Context
) -> list[Candidate]:
    """Keep what lies inside the context; what is in the box of a unit and not in it says so."""
    kept = list(candidates)
    for units in context.regions:
        members = [
            each
            for each in kept
            if is_inside(each.place, units, strict=True)
        ]
        kept = members or [
            each._replace(outside_by_code=True)
            for each in kept
            if is_inside(each.place, units)
        ]
    return (
        [each for each in kept if context.in_box(each.place)]
        if context.bounded
        else kept
    )


def find_sounding(
    library: PlaceLibrary, key: str, context: Context
) -> list[Candidate]:
    """Return the places one of whose names is a transcription of the same name as a key."""
    families = {family_of(country) for country in context.countries} or set(
        FAMILIES
    )
    is_sure = bool(context.countries) and len(families) == 1
    found: dict[str, Candidate] = {}
    for family in sorted(families):
        places = library.sounding(
            skeleton_code(key, family), context.countries
        )
        named = [
            Candidate(place, "sound")
            for place in places
            if is_sure or family_of(place.country) == family
        ]
        sound = sound_code(key, family)
        for each in _inside(named, context):
            edits = _vowels_apart(sound, each.place, family)
            found[each.place.id] = each._replace(edits=edits)
    return list(found.values())


def _vowels_apart(sound: str, place: Place, family: str) -> int:
    """Count the edits between sound codes; the skeletons agree, so these are vowels."""
    if not sound:
        return 0
    own = sound_code(fold(place.name), family)
    least = int(OSA.distance(sound, own)) if own else _NO_SOUND
    for name in place.names:
        if least and (other := sound_code(fold(name), family)):
            least = min(least, int(OSA.distance(sound, other)))
    return least if least < _NO_SOUND else 0


def _misspelled(
    library: PlaceLibrary, key: str, context: Context
) -> list[Candidate]:
    """Search with one edit from five letters, and with two from nine if there is nothing nearer."""
    allowed = (
        0 if len(key) < _ONE_EDIT else 1 if len(key) < _TWO_EDITS else 2
    )
    for edits in range(1, allowed + 1):
        found: dict[str, Candidate] = {}
        for distance, other in library.misspelled(
            key, edits, context.countries
        ):
            if _same_words(key, other):
                for place in library.exact(other, context.countries):
                    known = found.get(place.id)
                    if known is None or not known.is_main:
                        found[place.id] = Candidate(
                            place,
                            "fuzzy",
                            distance,
                            is_main=fold(place.name) == other,
                        )
        if inside := _inside(found.values(), context):
            return inside
    return []


def _same_words(key: str, other: str) -> bool:
    """Tell whether no word was exchanged for another: two edits are too many for eight letters."""
    ours, theirs = key.split(), other.split()
    if len(ours) != len(theirs):
        return True
    return all(
        OSA.distance(a, b) <= (1 if max(len(a), len(b)) < _TWO_EDITS else 2)
        for a, b in zip(ours, theirs, strict=True)
    )
