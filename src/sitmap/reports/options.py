"""How a report is to be read: what `read_report` is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitmap.errors import InputError
from sitmap.reports.languages import tells_incidents
from sitmap.reports.protocols import INCLUDES, TITLES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from sitmap.reports.protocols import EventExtractor, Recognizer


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a report is to be read; the fields are parameters of `read_report`."""

    published: str | date | None
    near: str | None
    include: Collection[str]
    recognizer: Recognizer | None
    extractor: EventExtractor | None
    language: str | None
    titles: str = "en"
    progress: Callable[[int, int], None] | None = None

    def __post_init__(self) -> None:
        """Refuse a language of titles or a kind of events that nobody knows."""
        if self.titles not in TITLES:
            raise InputError(
                f"titles={self.titles!r}: known are {', '.join(TITLES)}"
            )
        unknown = set(self.include) - set(INCLUDES)
        if unknown:
            raise InputError(
                f"include={sorted(unknown)}: known are {', '.join(INCLUDES)}"
            )


def drafts_incidents(language: str, options: ReadOptions) -> bool:
    """Tell whether incidents are drafted: the language is ready, or the user names it."""
    return tells_incidents(language) or options.language == language
