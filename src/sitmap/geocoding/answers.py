"""Answers for distinct names: what the gazetteer or another service says, one tuple each."""

from __future__ import annotations

import gc
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from sitmap.errors import InputError
from sitmap.geocoding.match import Outcome
from sitmap.geocoding.neighbours import (
    Spot,
    TableHome,
    TablePrior,
    spots_of,
)
from sitmap.progress import Progress, report_to_terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitmap.geocoding.context import Context
    from sitmap.geocoding.geocoder import Gazetteer

_NAN: Final = float("nan")
# names between two lines of progress: a second
_CHUNK: Final = 2_000
# below, other rows of the table may change an answer
_UNSURE: Final = 0.97
# the share that is right: such answers may confirm others
_SURE: Final = 0.9
_TELLING: Final = 0.9
"""The least score of a place that tells where its table's others lie."""

Question = tuple[Any, Any, Any]
"""Name, country, region, as the table has them."""


class TableFacts(NamedTuple):
    """What is known of a table besides its names.

    Attributes
    ----------
    spots
        Points that its rows have of their own.
    """

    spots: Sequence[Spot] = ()


class AnswerRow(NamedTuple):
    """What a name came to; the gazetteer's own answers, which are many, are such plain tuples.

    Attributes
    ----------
    is_firm
        Whether it may be drawn.
    located_by
        Who answered; None for the gazetteer, and then it follows from ``match``.
    credit
        Whom a map must name for it, beyond what `sitmap.geocoding.credits` knows.
    extra
        Columns of its own, for `sitmap.geocode`.
    doubt
        "suggestion" if only names like it are known, "outlier" if it lies far from all other places
        of its table, "told" if it is found and something of it isn't known, as ``why`` says.
    """

    name: Any
    address: str | None = None
    country: str | None = None
    lon: float = _NAN
    lat: float = _NAN
    precision: str | None = None
    uncertainty_m: float = _NAN
    match: str | None = None
    score: float = _NAN
    n_candidates: int = 0
    status: str = "not_found"
    place_id: str | None = None
    why: str = ""
    is_firm: bool = False
    located_by: str | None = None
    credit: str | None = None
    extra: Mapping[str, Any] | None = None
    doubt: Literal["", "suggestion", "outlier", "told"] = ""


ANSWER_COLUMNS: Final = AnswerRow._fields


def answer_all(
    gazetteer: Gazetteer,
    questions: Sequence[Question],
    near: Any = None,
    progress: Progress | None = None,
    table: TableFacts | None = None,
) -> list[tuple[Any, ...]]:
    """Answer distinct questions; what is in doubt is asked again with what the sure ones tell.

    Parameters
    ----------
    gazetteer
        Who answers.
    questions
        Name, country and region of each.
    near, progress
        As `sitmap.geocode` takes them.
    table
        What is known of the incident table that they are from; then an area that surely holds a
        place in doubt is the answer, as that is what is drawn.
    """
    with _collector_paused():
        tell = progress or report_to_terminal()
        outcomes = _outcomes(
            gazetteer, questions, near, tell, table.spots if table else ()
        )
        return [
            _answer(
                gazetteer, question[0], outcome, to_draw=table is not None
            )
            for question, outcome in zip(questions, outcomes, strict=True)
        ]


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Spare the garbage collector.

    A table's answers are many small tuples without a cycle, a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _outcomes(
    gazetteer: Gazetteer,
    questions: Sequence[Question],
    near: Any,
    progress: Progress,
    spots: Sequence[Spot],
) -> list[Outcome]:
    outcomes: list[Outcome] = [
        Outcome("not_found", reason="no text")
    ] * len(questions)
    contexts: dict[int, Context] = {}
    ahead = gazetteer.resolve_ahead(questions, near)
    for (country, region), rows in _by_context(questions).items():
        try:
            context = gazetteer.context(
                country=_text(country), region=_text(region), near=near
            )
        except InputError as error:
            outcomes = _filled(
                outcomes, rows, Outcome("not_found", reason=str(error))
            )
            continue
        contexts.update(dict.fromkeys(rows, context))
        for start in range(0, len(rows), _CHUNK):
            chunk = rows[start : start + _CHUNK]
            _answer_chunk(
                gazetteer, questions, chunk, context, outcomes, ahead
            )
            progress(
                len(contexts) - len(rows) + min(start + _CHUNK, len(rows)),
                len(questions),
            )
    _ask_again(gazetteer, questions, contexts, outcomes, spots)
    return outcomes


def _by_context(
    questions: Sequence[Question],
) -> dict[tuple[Any, Any], list[int]]:
    groups: dict[tuple[Any, Any], list[int]] = defaultdict(list)
    for row, (name, country, region) in enumerate(questions):
        if isinstance(name, str):
            groups[country, region].append(row)
    return groups


def _filled(
    outcomes: list[Outcome], rows: Iterable[int], outcome: Outcome
) -> list[Outcome]:
    chosen = set(rows)
    return [
        outcome if row in chosen else old
        for row, old in enumerate(outcomes)
    ]


def _answer_chunk(
    gazetteer: Gazetteer,
    questions: Sequence[Question],
    rows: Sequence[int],
    context: Context,
    outcomes: list[Outcome],
    ahead: Mapping[int, Outcome],
) -> None:
    for row in rows:
        outcomes[row] = ahead.get(row) or _resolve(
            gazetteer, questions[row][0], context
        )


def resolve_each(
    gazetteer: Gazetteer, questions: Sequence[Question], near: Any = None
) -> dict[int, Outcome]:
    """Resolve questions each by itself, by position: what of `answer_all` any process may do.

    Questions whose country or region isn't known, or that are no text, are left to `answer_all`.
    """
    found: dict[int, Outcome] = {}
    for (country, region), rows in _by_context(questions).items():
        try:
            context = gazetteer.context(
                country=_text(country), region=_text(region), near=near
            )
        except InputError:
            continue
        found |= {
            row: _resolve(gazetteer, questions[row][0], context)
            for row in rows
        }
    return found


def _resolve(gazetteer: Gazetteer, name: str, context: Context) -> Outcome:
    try:
        return gazetteer.resolver.resolve(name, context)
    except Exception as error:  # noqa: BLE001 - one row must not cost the others
        return Outcome("error", reason=f"{type(error).__name__}: {error}")


def _ask_again(
    gazetteer: Gazetteer,
    questions: Sequence[Question],
    contexts: dict[int, Context],
    outcomes: list[Outcome],
    spots: Sequence[Spot],
) -> None:
    """Resolve what was in doubt with the other rows in mind.

    What is elsewhere is no answer then.
    """
    found = (
        outcome.best for outcome in outcomes if outcome.status == "found"
    )
    sure = [
        *spots,
        *spots_of(
            best for best in found if best and best.score >= _TELLING
        ),
    ]
    prior = TablePrior(sure)
    if prior.tells:
        for row, context in contexts.items():
            best = outcomes[row].best
            if (
                best is not None
                and best.score < _UNSURE
                and len(outcomes[row].matches) > 1
            ):
                others = (
                    prior.without(*spots_of([best]))
                    if best.score >= _TELLING
                    else prior
                )
                again = _resolve(
                    gazetteer,
                    questions[row][0],
                    replace(context, prior=others),
                )
                # Paris in a table of Kosovo is no doubt about Paris
                is_confirmed = (
                    again.best is not None
                    and again.best.place.id == best.place.id
                )
                outcomes[row] = (
                    outcomes[row]
                    if is_confirmed and best.score >= _SURE
                    else again
                )
    home = TableHome(sure)
    for row, context in contexts.items():
        outcomes[row] = _at_home(
            gazetteer, questions[row][0], context, outcomes[row], home
        )


def _at_home(
    gazetteer: Gazetteer,
    name: str,
    context: Context,
    outcome: Outcome,
    home: TableHome,
) -> Outcome:
    """Look for what is doubtful in the country of the table, where the row gives none."""
    best = outcome.best
    if context.regions or (best is not None and best.score >= _SURE):
        return outcome
    objection = home.objection(best) if best is not None else ""
    if (
        home.country
        and not context.countries
        and (best is None or objection or best.resembles)
    ):
        inside = replace(context, countries=frozenset({home.country}))
        there = _resolve(gazetteer, name, inside)
        if there.status == "found":
            return there.with_reason(
                f"the table's sure places are in {home.country}"
            )
    if not objection:
        return outcome
    return replace(
        outcome,
        status="ambiguous",
        reason=objection,
        is_suggestion=True,
        is_outlier=True,
        instead=None,
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _answer(
    gazetteer: Gazetteer, name: Any, outcome: Outcome, *, to_draw: bool
) -> tuple[Any, ...]:
    match = (outcome.drawn if to_draw else None) or outcome.best
    if match is None:
        return no_answer(name, outcome.status, outcome.reason)
    is_firm = outcome.is_firm or match is outcome.instead
    why = f"{match.why}; {outcome.reason}" if outcome.reason else match.why
    if match is outcome.instead and outcome.best is not None:
        why = f"{match.why}; {outcome.best.label} in it is in doubt: {outcome.reason}"
    place = match.place
    return (
        name,
        gazetteer.address_of(place, match.label),
        place.country or None,
        match.lon,
        match.lat,
        match.precision,
        match.uncertainty_m,
        match.match,
        match.score,
        len(outcome.matches),
        outcome.status,
        place.id,
        why,
        is_firm,
        None,
        None,
        None,
        "outlier"
        if outcome.is_outlier
        else "suggestion"
        if outcome.is_suggestion
        else "told"
        if outcome.status == "found" and outcome.reason
        else "",
    )


def no_answer(
    name: Any, status: str, why: str, located_by: str | None = None
) -> AnswerRow:
    """Say why there is no place for a name."""
    return AnswerRow(name, status=status, why=why, located_by=located_by)


def ask_service(service: Any, name: Any, country: Any) -> AnswerRow:
    """Ask another geopy geocoder; only its address and its point are taken to be known."""
    source = type(service).__name__.lower()
    if not isinstance(name, str):
        return no_answer(name, "not_found", "no text", source)
    try:
        location = service.geocode(
            f"{name}, {country}" if _text(country) else name
        )
    except Exception as error:  # noqa: BLE001 - another's code
        return no_answer(
            name, "error", f"{type(error).__name__}: {error}", source
        )
    if location is None:
        return no_answer(
            name, "not_found", "the service knows no such place", source
        )
    return AnswerRow(
        name,
        location.address,
        lon=location.longitude,
        lat=location.latitude,
        precision="unknown",
        match=source,
        n_candidates=1,
        status="found",
        why=f"answered by {source}",
        is_firm=True,
        located_by=source,
    )
