"""Where a model of your own plugs in.

Names (spaCy NER, say) or events (an LLM behind an HTTP endpoint).

sitmap ships no model. A recognizer says where names are, and sitmap resolves them; an extractor
gives whole events.
"""

from __future__ import annotations

from typing import (
    TYPE_CHECKING,
    Final,
    NamedTuple,
    Protocol,
    runtime_checkable,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitmap.reports.events.event import Event
    from sitmap.reports.passages import Passages

INCLUDES: Final = ("diplomacy", "statements", "crime", "disasters")
"""What is drafted beside incidents only when it is asked for."""
TITLES: Final = ("en", "report")
"""Languages that incidents are titled in: English, or that of the report."""


class NameSpan(NamedTuple):
    """Where a name stands.

    Attributes
    ----------
    start, end
        Offsets into the text, in code points, end exclusive.
    kind
        ``place``, ``demonym``, ``metonym``, ``organisation``, ``person``; only a place can place an
        event.
    """

    start: int
    end: int
    kind: str = "place"


@runtime_checkable
class Recognizer(Protocol):
    """Finds the place names of a text; sitmap resolves them together.

    Examples
    --------
    A spaCy pipeline, in a few lines::

        class SpacyRecognizer:
            def __init__(self, name="en_core_web_sm"):
                self.nlp = spacy.load(name)

            def recognize(self, text):
                return [
                    NameSpan(each.start_char, each.end_char)
                    for each in self.nlp(text).ents
                    if each.label_ in ("GPE", "LOC", "FAC")
                ]
    """

    def recognize(self, text: str) -> Iterable[NameSpan]:
        """Return the spans of place names in a text."""
        ...


@runtime_checkable
class EventExtractor(Protocol):
    """Finds the events of a report; sitmap merges them and drafts the table."""

    def extract(self, passages: Passages) -> Iterable[Event]:
        """Return the events that the passages tell, each with offsets of its sentence."""
        ...
