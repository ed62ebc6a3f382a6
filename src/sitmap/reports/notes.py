"""What a reader should know of a report that was read: its language, its day, what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitmap.reports.languages import (
    list_languages,
    name_language,
    tells_incidents,
)
from sitmap.reports.options import ReadOptions, drafts_incidents
from sitmap.reports.publication import lacks_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.reports.events.event import Event
    from sitmap.reports.passages import Passages

_NO_DAY: Final = (
    "no day of publication: relative dates stay unresolved; "
    "give published= (--published)"
)
_NO_WORDS: Final = (
    "the report holds no words: nothing to draft; of a scan, or a page that a script fills in, "
    "save the text as .txt first"
)


def notes_of(
    passages: Passages,
    events: Sequence[Event],
    languages: Sequence[str],
    options: ReadOptions,
) -> tuple[str, ...]:
    """Say what a reader should know of the result."""
    if not passages.tokens:
        return (_NO_WORDS,)
    read = any(drafts_incidents(code, options) for code in languages)
    told = (
        *(
            _name_other(code, whole=len(languages) == 1)
            for code in languages
            if not drafts_incidents(code, options)
        ),
        _NO_DAY
        if (read or options.extractor) and lacks_day(passages)
        else "",
        "" if passages.mentions else "no place is named in the report",
        "no incident is told in the report"
        if passages.mentions and read and not events
        else "",
    )
    return tuple(note for note in told if note)


def _name_other(language: str, *, whole: bool) -> str:
    if not whole:
        return (
            f"a passage seems to be {name_language(language)}: its places are read, its incidents "
            "not yet; look through it"
        )
    known = sorted(
        {
            name_language(each)
            for each in list_languages()
            if tells_incidents(each)
        }
    )
    return (
        f"the text seems to be {name_language(language)}: its places are read, its incidents not "
        f"yet (unless you name it: --report-lang); incidents are read in {', '.join(known)}"
    )
