"""Tables of names for a service.

What is kept first, then what has to be asked, one after the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitmap.errors import InputError, ServiceError
from sitmap.gazetteer.text import fold
from sitmap.geocoding.answers import AnswerRow, no_answer
from sitmap.geocoding.areas import check_country
from sitmap.geocoding.no_place import why_no_place
from sitmap.geocoding.online.choice import choose, judge
from sitmap.progress import report_to_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.geocoding.online.cache import Kept
    from sitmap.geocoding.online.query import Question
    from sitmap.geocoding.online.service import Online
    from sitmap.progress import Progress

# letters of a name that is asked
_LONGEST: Final = 300


class _Asked(NamedTuple):
    name: str
    countries: frozenset[str]
    question: Question


def answer_rows(
    online: Online,
    questions: Sequence[tuple[Any, Any, Any]],
    near: Any = None,
    progress: Progress | None = None,
) -> list[AnswerRow]:
    """Answer (name, country, region) each; an error is its row's answer, and costs no other."""
    report = progress or report_to_terminal()
    asked = [_prepare(online, *question) for question in questions]
    keys = [each.question.key for each in asked if isinstance(each, _Asked)]
    known = online.known(keys)
    answers = [
        (
            _answer(online, each, known[each.question.key], near)
            if isinstance(each, _Asked) and each.question.key in known
            else each
        )
        for each in asked
    ]
    done = sum(isinstance(each, AnswerRow) for each in answers)
    report(done, len(answers))
    for row, each in enumerate(answers):
        if isinstance(each, _Asked):
            answers[row] = _ask(online, each, near)
            done += 1
            report(done, len(answers))
    return [each for each in answers if isinstance(each, AnswerRow)]


def _prepare(
    online: Online, name: Any, country: Any, region: Any
) -> _Asked | AnswerRow:
    """Make the question.

    Words that name no place are none, as a service would answer even "unknown" with a place.
    """
    if not isinstance(name, str) or not (key := fold(name)):
        return no_answer(
            name, "not_found", "no text", located_by=online.name
        )
    if len(name) > _LONGEST:
        return no_answer(
            name,
            "not_found",
            "longer than the name of any place",
            located_by=online.name,
        )
    if why := why_no_place(key):
        return no_answer(name, "not_found", why, located_by=online.name)
    try:
        countries = (
            check_country(country)
            if isinstance(country, str) and country.strip()
            else frozenset()
        )
    except InputError as error:
        return no_answer(
            name, "not_found", str(error), located_by=online.name
        )
    words = (
        f"{name}, {region}"
        if isinstance(region, str) and region.strip()
        else name
    )
    return _Asked(name, countries, online.question(words, countries))


def _ask(online: Online, asked: _Asked, near: Any) -> AnswerRow:
    try:
        return _answer(online, asked, online.ask(asked.question), near)
    except ServiceError as error:
        return no_answer(
            asked.name, "error", str(error), located_by=online.name
        )


def _answer(
    online: Online, asked: _Asked, kept: Kept, near: Any
) -> AnswerRow:
    candidates = choose(kept.places, asked.countries, near)
    if not candidates:
        where = (
            f" in {', '.join(sorted(asked.countries))}"
            if kept.places
            else ""
        )
        return no_answer(
            asked.name,
            "not_found",
            f"{online.name} knows no such place{where}",
            located_by=online.name,
        )
    (found, reading, country), (status, doubt) = (
        candidates[0],
        judge(candidates),
    )
    return AnswerRow(
        name=asked.name,
        address=found.address,
        country=country or None,
        lon=found.lon,
        lat=found.lat,
        precision=reading.precision,
        uncertainty_m=reading.uncertainty_m,
        match=online.name,
        n_candidates=len(candidates),
        status=status,
        place_id=reading.place_id or None,
        why="; ".join(filter(None, (f"answered by {online.name}", doubt))),
        is_firm=status == "found",
        located_by=online.name,
        credit=online.credit if online.has_own_credit else None,
    )
