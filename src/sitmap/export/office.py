"""What Word documents and slides have in common: texts that their XML holds, and the credits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitmap.export.incident_rows import say_left_off

if TYPE_CHECKING:
    from sitmap.maps.content import MapContent

UNHOLDABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 can't hold, not even escaped."""


def clean(text: str) -> str:
    r"""Return a text with a blank for each character that XML can't hold.

    Examples
    --------
    >>> clean("a\x00b")
    'a b'
    """
    return UNHOLDABLE.sub(" ", text)


def list_credits(content: MapContent) -> list[str]:
    """Return lines of sources, the basemap's credit, what isn't drawn, and a map's notes."""
    words = content.words
    sources = "; ".join(source.text for source in content.sources)
    named = [one.text for one in content.paper_credits]
    lines = [
        f"{words.say('sources')}: {sources}." if sources else "",
        f"{words.say('attribution')}: {', '.join(named)}.",
        *say_left_off(content),
        *content.notes,
    ]
    return [line for line in lines if line]
