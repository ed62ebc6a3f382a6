"""Several geocoders in a row: the next is asked only for what the ones before aren't sure of.

How the score rises and falls. Let an answer be right with probability s (the gazetteer's score says
that: the share of such answers that are right), and the next geocoder's with probability q;
services tell no such figure, so ``trust`` is assumed. Take the two to err independently, and, to be
cautious, to err in the same way whenever both err. Then two that agree are right with probability
``sq / (sq + (1-s)(1-q))``: their odds multiply. Two that disagree can't both be right, and the
first is with ``s(1-q) / (s(1-q) + (1-s)q)``. With the trust of .8, agreement makes .5 to .8, .7 to
.9 and .85 to .96.
"""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any, Final, Literal

from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from sitmap.errors import InputError, ServiceError
from sitmap.geocoding.answers import AnswerRow, answer_all, ask_service
from sitmap.geocoding.areas import check_country
from sitmap.geocoding.geocoder import Gazetteer
from sitmap.geodesy import distance_m
from sitmap.progress import report_to_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.geocoding.answers import Question
    from sitmap.progress import Progress

Relation = Literal["agree", "finer", "disagree"]

_NEAR_M: Final = 5_000.0
"""Two gazetteers put one village that far apart."""
# the radius of a large town: within it two answers agree
_TOWN_M: Final = 15_000.0
# how much wider the one answer is than the other where it only holds it
_COARSER: Final = 4
# rather right than wrong
_LIKELY: Final = 0.5
# odds of certainty are infinite
_MOST: Final = 0.99
_ANSWERED: Final = ("found", "ambiguous")


class Cascade(Geocoder):  # type: ignore[misc]  # geopy is untyped
    """Geocoders in a row: offline first, online for what is unsure.

    Where the next one agrees, the score rises; where it doesn't, the row is ambiguous, shows both
    answers and isn't drawn; where it fails, the answer before stands and says so. `sitmap.geocode`
    adds columns for what each said, and ``raw["answers"]`` holds it for a single place.

    Parameters
    ----------
    geocoders
        The first answers everything, each further one what is unsure until then: `Gazetteer`,
        `Online`, or any geopy geocoder.
    sure
        Score from which an answer that was found is sure. The gazetteer's answers of .9 and above
        are right in .99 of cases.
    trust
        Share of a service's answers taken to be right, as services tell none.

    Raises
    ------
    InputError
        If there are no geocoders, or ``sure`` or ``trust`` isn't between 0 and 1.

    Examples
    --------
    >>> cascade = Cascade([Gazetteer(), Gazetteer()])
    >>> cascade.geocode("Banjska", country_codes="XK").raw["country"]
    'XK'
    """

    def __init__(
        self,
        geocoders: Sequence[Any],
        *,
        sure: float = 0.9,
        trust: float = 0.8,
    ) -> None:
        if not isinstance(geocoders, list | tuple) or not geocoders:
            raise InputError(
                "geocoders: give a list, such as [Gazetteer(), Online('nominatim', user_agent=…)]"
            )
        lacking = next(
            (each for each in geocoders if not hasattr(each, "geocode")),
            None,
        )
        if lacking is not None:
            raise InputError(
                f"geocoders: {lacking!r} has no method geocode; make one, such as"
                " sitmap.Gazetteer()"
            )
        for name, value in (("sure", sure), ("trust", trust)):
            if not 0 < value < 1:
                raise InputError(
                    f"{name} is {value}; give a share between 0 and 1"
                )
        super().__init__(user_agent="sitmap", adapter_factory=None)
        self.geocoders = tuple(geocoders)
        self.sure, self.trust = sure, trust

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process with the geocoders."""
        return _make, (self.geocoders, self.sure, self.trust)

    def geocode(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        # geopy's signature; each geocoder keeps its own
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002
        country_codes: Any = None,
    ) -> Location | list[Location] | None:
        """Find a place by name.

        Parameters
        ----------
        exactly_one
            Return the answer, if it is likely enough to be drawn, or the likelier of two that
            disagree (``raw["status"]`` is ambiguous then). Otherwise a list of one, with what is
            only suggested too.
        country_codes
            Keep to a country or several, by code or name.

        Returns
        -------
        geopy.location.Location, list of them, or None
            ``raw`` as `Gazetteer.geocode` has it, and ``answers``: what each geocoder said, with
            its status.

        Raises
        ------
        ServiceError
            If there is no answer, and a service failed.
        """
        if not isinstance(query, str) or not query.strip():
            return None
        country = (
            ",".join(sorted(check_country(country_codes)))
            if country_codes
            else None
        )
        row = self.answer_all([(query, country, None)])[0]
        is_answer = row.address is not None and (
            not exactly_one or row.is_firm or "apart_m" in (row.extra or {})
        )
        if not is_answer and has_failed(row):
            raise ServiceError(row.why)
        if not is_answer:
            return None
        location = Location(row.address, (row.lat, row.lon), _raw(row))
        if exactly_one:
            return location
        return [location]

    def reverse(
        self, query: Any, *, exactly_one: bool = True, **options: Any
    ) -> Any:
        """Find what is at a (lat, lon) point, by the first geocoder that knows."""
        for geocoder in self.geocoders:
            if (
                found := geocoder.reverse(
                    query, exactly_one=exactly_one, **options
                )
            ) is not None:
                return found
        return None

    def answer_all(
        self,
        questions: Sequence[Question],
        near: Any = None,
        progress: Progress | None = None,
    ) -> list[AnswerRow]:
        """Answer (name, country, region) each, as `sitmap.geocode` needs it."""
        report = progress or report_to_terminal()
        first = _answer(self.geocoders[0], questions, near, _quiet)
        answers = [row._replace(extra=_opinion(row, {})) for row in first]
        for geocoder in self.geocoders[1:]:
            unsure = [
                place
                for place, row in enumerate(answers)
                if not self._is_sure(row)
            ]
            sure = len(answers) - len(unsure)
            report(sure, len(answers))
            asked = [questions[place] for place in unsure]
            told = _answer(
                geocoder,
                asked,
                near,
                _counting_from(sure, len(answers), report),
            )
            for place, row in zip(unsure, told, strict=True):
                answers[place] = combine_answers(
                    answers[place], row, sure=self.sure, trust=self.trust
                )
        report(len(answers), len(answers))
        return answers

    def _is_sure(self, row: AnswerRow) -> bool:
        if row.why and not isinstance(row.name, str):
            return True  # no text: nobody need be asked
        return row.status == "found" and row.score >= self.sure


def has_failed(row: AnswerRow) -> bool:
    """Tell whether any geocoder failed to answer, so that asking again may help."""
    return row.status == "error" or "error" in (row.extra or {}).values()


def combine_answers(
    first: AnswerRow,
    second: AnswerRow,
    *,
    sure: float = 0.9,
    trust: float = 0.8,
) -> AnswerRow:
    """Put two answers for one name together; the module says how the score is reckoned.

    Parameters
    ----------
    sure
        Score from which agreement makes an ambiguous answer a found one.
    trust
        Score of an answer that has none.

    Examples
    --------
    >>> banjska = AnswerRow("Banjska", "Banjska, Kosovo", "XK", 20.78, 42.97, "place", 1200.0)
    >>> offline = banjska._replace(match="fuzzy", score=0.7, status="ambiguous")
    >>> online = banjska._replace(uncertainty_m=900.0, status="found", located_by="nominatim")
    >>> both = combine_answers(offline, online)
    >>> both.status, round(both.score, 2), both.located_by
    ('found', 0.9, 'nominatim+gazetteer:ambiguous')
    """
    extra = _opinion(second, dict(first.extra or _opinion(first, {})))
    if second.status not in _ANSWERED:
        return _alone(first, second)._replace(extra=extra)
    first, second = (
        row._replace(score=trust) if isnan(row.score) else row
        for row in (first, second)
    )
    if first.status not in _ANSWERED:
        return second._replace(extra=extra)
    apart_m = distance_m(first.lat, first.lon, second.lat, second.lon)
    extra["apart_m"] = round(apart_m)
    return _relate(first, second, apart_m, sure)._replace(extra=extra)


def _relate(
    first: AnswerRow, second: AnswerRow, apart_m: float, sure: float
) -> AnswerRow:
    relation = _relation(first, second, apart_m)
    if (
        relation == "disagree" and first.doubt == "suggestion"
    ):  # that was no answer, only what may have been meant
        return second._replace(
            why=f"{second.why}; {_source(first)} only knows of {first.address}"
        )
    if relation == "disagree":
        return _disagreeing(first, second, apart_m)
    if relation == "finer":
        better, other = _finer_first(first, second)
        return better._replace(
            why=f"{better.why}; within what {_source(other)} has, {other.address}"
        )
    return _agreeing(first, second, sure)


def _agreeing(
    first: AnswerRow, second: AnswerRow, sure: float
) -> AnswerRow:
    """Take the finer of two points.

    That both know a namesake far from the table's other places is no evidence.
    """
    better, other = _finer_first(first, second)
    s, q = min(first.score, _MOST), min(second.score, _MOST)
    score = min(s * q / (s * q + (1 - s) * (1 - q)), _MOST)
    is_found = first.status == "found" or (
        score >= sure - 1e-9 and first.doubt != "outlier"
    )
    return better._replace(
        score=score,
        status="found" if is_found else "ambiguous",
        is_firm=is_found or (score >= _LIKELY and first.doubt != "outlier"),
        n_candidates=max(first.n_candidates, second.n_candidates),
        place_id=better.place_id or other.place_id,
        country=better.country or other.country,
        why=f"{better.why}; {_source(other)} agrees",
        located_by=f"{_source(better)}+{_source(other)}",
        credit="; ".join(
            dict.fromkeys(filter(None, (first.credit, second.credit)))
        )
        or None,
    )


def _disagreeing(
    first: AnswerRow, second: AnswerRow, apart_m: float
) -> AnswerRow:
    s, q = min(first.score, _MOST), min(second.score, _MOST)
    share = s * (1 - q) / (s * (1 - q) + (1 - s) * q)
    better, other, score = (
        (first, second, share) if s >= q else (second, first, 1 - share)
    )
    return better._replace(
        score=score,
        status="ambiguous",
        is_firm=False,
        n_candidates=first.n_candidates + second.n_candidates,
        why=(
            f"{_source(better)} has {better.address}, {_source(other)} {other.address},"
            f" {apart_m / 1000:,.0f} km away"
        ),
        located_by=_source(better),
    )


def _alone(first: AnswerRow, second: AnswerRow) -> AnswerRow:
    """Let the first answer stand, and say that the second is none.

    Without either, a failure is what to tell.
    """
    if first.status in _ANSWERED:
        what = "answer alone, as" if second.status == "error" else "answer;"
        return first._replace(
            why=f"{first.why}; {_source(first)}'s {what} {second.why}"
        )
    if second.status == "error":
        return second
    return (
        first
        if second.why in first.why
        else first._replace(why=f"{first.why}; {second.why}")
    )


def _relation(
    first: AnswerRow, second: AnswerRow, apart_m: float
) -> Relation:
    """Tell whether two points mean one place, may lie in each other, or contradict each other.

    A house agrees with its town, and says nothing on whether the district is the right one. Points
    for one town lie within it; those for one region (its seat, its middle) less than half of its
    radius apart, or it is the next one.
    """
    small, large = sorted((_radius_m(first), _radius_m(second)))
    if large > _COARSER * (small + _NEAR_M):
        return "finer" if apart_m <= _NEAR_M + large else "disagree"
    reach = large if large <= _TOWN_M else small / 2
    return "agree" if apart_m <= _NEAR_M + reach else "disagree"


def _finer_first(
    first: AnswerRow, second: AnswerRow
) -> tuple[AnswerRow, AnswerRow]:
    is_second = not isnan(
        second.uncertainty_m
    ) and second.uncertainty_m < _radius_m(first)
    return (second, first) if is_second else (first, second)


def _radius_m(row: AnswerRow) -> float:
    if isnan(row.uncertainty_m):
        return 0.0
    return row.uncertainty_m


def _source(row: AnswerRow) -> str:
    how = "ambiguous" if row.status == "ambiguous" else row.match
    return row.located_by or (f"gazetteer:{how}" if how else "gazetteer")


def _answer(
    geocoder: Any,
    questions: Sequence[Question],
    near: Any,
    progress: Progress,
) -> list[AnswerRow]:
    if not questions:
        return []
    if isinstance(geocoder, Gazetteer):
        return [
            AnswerRow(*row)
            for row in answer_all(geocoder, questions, near, progress)
        ]
    if hasattr(geocoder, "answer_all"):
        rows: list[AnswerRow] = geocoder.answer_all(
            questions, near, progress
        )
        return rows
    return [
        ask_service(geocoder, name, country)
        for name, country, _ in questions
    ]


def _opinion(row: AnswerRow, before: dict[str, Any]) -> dict[str, Any]:
    """Write what a geocoder said into columns of its own.

    ``gazetteer_says``, ``nominatim_says``, and its status.
    """
    source = (row.located_by or "gazetteer").partition(":")[0]
    where = (
        f"{row.address} ({row.lat:.5f}, {row.lon:.5f})"
        if row.address is not None
        else row.why
    )
    return {
        **before,
        f"{source}_says": where,
        f"{source}_status": row.status,
    }


def _raw(row: AnswerRow) -> dict[str, Any]:
    extra = dict(row.extra or {})
    return {
        "id": row.place_id,
        "name": str(row.address).partition(",")[0],
        "kind": None,
        "country": row.country,
        "match": row.match,
        "score": None if isnan(row.score) else row.score,
        "precision": row.precision,
        "uncertainty_m": None
        if isnan(row.uncertainty_m)
        else row.uncertainty_m,
        "n_candidates": row.n_candidates,
        "source": _source(row),
        "status": row.status,
        "why": row.why,
        "answers": extra,
    }


def _counting_from(before: int, total: int, report: Progress) -> Progress:
    return lambda done, _: report(before + done, total)


def _quiet(_done: int, _total: int) -> None:
    pass


def _make(geocoders: tuple[Any, ...], sure: float, trust: float) -> Cascade:
    return Cascade(geocoders, sure=sure, trust=trust)
