"""CAMEO event codes of the conflict roots (14, 15, 17 to 20), with ACLED's types beside them.

Codes and labels: CAMEO codebook 1.1b3 (Schrodt 2012). What ACLED has no type for keeps a null
sub-event type.
"""

from __future__ import annotations

from typing import Final, NamedTuple

CONFLICT_ROOTS: Final = ("14", "15", "17", "18", "19", "20")
"""Protest, force posture, coercion, assault, fighting, mass violence."""


class Cameo(NamedTuple):
    """A code's label and ACLED's event type and sub-event type nearest to it."""

    label: str
    event_type: str
    sub_event_type: str | None


_PROTESTS, _RIOTS, _BATTLES = "Protests", "Riots", "Battles"
_CIVILIANS, _STRATEGIC, _EXPLOSIONS = (
    "Violence against civilians",
    "Strategic developments",
    "Explosions/Remote violence",
)

_CODES: Final[dict[str, Cameo]] = {
    "14": Cameo("Protest", _PROTESTS, None),
    "141": Cameo("Demonstration or rally", _PROTESTS, None),
    "142": Cameo("Hunger strike", _PROTESTS, "Peaceful protest"),
    "143": Cameo("Strike or boycott", _PROTESTS, None),
    "144": Cameo("Blocked passage", _PROTESTS, None),
    "145": Cameo(
        "Violent protest or riot", _RIOTS, "Violent demonstration"
    ),
    "15": Cameo("Show of force", _STRATEGIC, None),
    "151": Cameo("Police alert raised", _STRATEGIC, None),
    "152": Cameo("Military alert raised", _STRATEGIC, None),
    "153": Cameo("Police mobilized", _STRATEGIC, None),
    "154": Cameo("Armed forces mobilized", _STRATEGIC, None),
    "17": Cameo("Coercion", _STRATEGIC, None),
    "171": Cameo(
        "Property seized or damaged",
        _STRATEGIC,
        "Looting/property destruction",
    ),
    "172": Cameo("Administrative sanctions", _STRATEGIC, None),
    "173": Cameo("Arrest or detention", _STRATEGIC, "Arrests"),
    "174": Cameo("Expulsion of individuals", _STRATEGIC, None),
    "175": Cameo("Violent repression", _CIVILIANS, "Attack"),
    "176": Cameo("Cyber attack", _STRATEGIC, None),
    "18": Cameo("Assault", _CIVILIANS, None),
    "181": Cameo(
        "Abduction or hostage-taking",
        _CIVILIANS,
        "Abduction/forced disappearance",
    ),
    "182": Cameo("Physical assault", _CIVILIANS, "Attack"),
    "1821": Cameo("Sexual assault", _CIVILIANS, "Sexual violence"),
    "183": Cameo(
        "Bombing by non-military means",
        _EXPLOSIONS,
        "Remote explosive/landmine/IED",
    ),
    "1831": Cameo("Suicide bombing", _EXPLOSIONS, "Suicide bomb"),
    "184": Cameo("Human shields used", _CIVILIANS, None),
    "185": Cameo("Attempted assassination", _CIVILIANS, "Attack"),
    "186": Cameo("Assassination", _CIVILIANS, "Attack"),
    "19": Cameo("Fighting", _BATTLES, None),
    "191": Cameo("Blockade or restricted movement", _STRATEGIC, None),
    "192": Cameo("Territory occupied", _BATTLES, None),
    "193": Cameo("Small-arms fighting", _BATTLES, "Armed clash"),
    "194": Cameo(
        "Artillery or tank fire",
        _EXPLOSIONS,
        "Shelling/artillery/missile attack",
    ),
    "195": Cameo("Air attack", _EXPLOSIONS, "Air/drone strike"),
    "196": Cameo("Ceasefire violated", _BATTLES, None),
    "20": Cameo("Unconventional mass violence", _CIVILIANS, None),
    "201": Cameo("Mass expulsion", _CIVILIANS, None),
    "202": Cameo("Mass killing", _CIVILIANS, "Attack"),
    "203": Cameo("Ethnic cleansing", _CIVILIANS, None),
    "204": Cameo("Weapons of mass destruction used", _EXPLOSIONS, None),
    "2041": Cameo(
        "Chemical, biological or radiological weapons used",
        _EXPLOSIONS,
        None,
    ),
}


def find_cameo(code: str) -> Cameo | None:
    """Return the entry of a code, or of the nearest code above it; None outside the conflict roots.

    Examples
    --------
    >>> find_cameo("1411").label, find_cameo("190").event_type, find_cameo("043")
    ('Demonstration or rally', 'Battles', None)
    """
    while code and code not in _CODES:
        code = code[:-1]
    return _CODES.get(code)
