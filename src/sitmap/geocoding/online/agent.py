"""User agents: operators must be able to tell who asks, so one that names nobody is refused."""

from __future__ import annotations

import re
from typing import Final

from sitmap.errors import InputError

# letters; fewer name nobody who could be written to
_SHORTEST: Final = 5
# letters that a header may have everywhere
_LONGEST: Final = 200
_GENERIC: Final = re.compile(
    r"(mozilla|chrome|safari|curl|wget|geopy|sitmap|python|okhttp|java|go-http-client|"
    r"(python-)?(requests|urllib3?|httpx|aiohttp))(/[\w.() /;,:-]*)?"
    r"|(my|your|the|an?|some)?[\s_-]*(test|example|sample|user|custom|app|application|agent|"
    r"user[\s_-]*agent|geocoder|geolocator|script|bot|"
    r"specify[\s_-]*your[\s_-]*app[\s_-]*name[\s_-]*here)"
    r"[\s_-]*(app|application|agent|name)?(/[\d.]*)?",
    re.IGNORECASE,
)
_HELP: Final = (
    "say who asks and how to reach you, such as"
    ' "newsdesk-maps/1.0 (maps@newsdesk.example)"'
)


def check_user_agent(user_agent: object, service: str) -> str:
    """Return a user agent that identifies who asks.

    Raises
    ------
    InputError
        If there is none, or one that a library or a tutorial would send, or one that no header can
        hold.

    Examples
    --------
    >>> check_user_agent("newsdesk-maps/1.0 (maps@newsdesk.example)", "nominatim")
    'newsdesk-maps/1.0 (maps@newsdesk.example)'
    """
    if not isinstance(user_agent, str) or not user_agent.strip():
        raise InputError(
            f"{service} must be told who asks: pass user_agent=, on the command line --user-agent"
            f" or SITMAP_USER_AGENT; {_HELP}"
        )
    told = user_agent.strip()
    if not told.isascii() or not told.isprintable() or len(told) > _LONGEST:
        raise InputError(
            f"user agent {told[:40]!r}: at most {_LONGEST} ASCII letters on one line; {_HELP}"
        )
    if len(told) < _SHORTEST or _GENERIC.fullmatch(told):
        raise InputError(
            f"user agent {told!r} names nobody, and services refuse it; {_HELP}"
        )
    return told
