"""Taking a place phrase apart: what is named, and inside what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["Phrase", "parse_phrase"]

_CONTAINED: Final = re.compile(r"\s*[,;]\s*|\s+(?:in|near)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place phrase: the name, and the names of what holds it, smallest first."""

    name: str
    containers: tuple[str, ...] = ()


def parse_phrase(text: str) -> Phrase:
    """Take a place phrase apart.

    Examples
    --------
    >>> parse_phrase("Banjska, Zvečan, Kosovo")
    Phrase(name='Banjska', containers=('Zvečan', 'Kosovo'))
    """
    name, *containers = (part for part in _CONTAINED.split(text) if part)
    return Phrase(name, tuple(containers))
