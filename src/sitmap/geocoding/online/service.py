"""An online service as a geocoder of ours: geopy's call conventions, and sitmap's outcomes."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from math import isnan
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Any, Final

import platformdirs
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from sitmap.errors import InputError, ServiceError
from sitmap.geocoding.areas import check_country
from sitmap.geocoding.credits import SERVICE_CREDITS
from sitmap.geocoding.online.cache import AnswerCache
from sitmap.geocoding.online.choice import choose, judge
from sitmap.geocoding.online.failures import Breaker
from sitmap.geocoding.online.query import Asker, make_question
from sitmap.geocoding.online.rate_limit import Pacer
from sitmap.geocoding.online.retries import Retries
from sitmap.geocoding.online.services import (
    PUBLIC_NOMINATIM,
    country_options,
    find_secrets,
    host_of,
    make_service,
    usual_options,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.geocoding.answers import AnswerRow
    from sitmap.geocoding.online.cache import Kept
    from sitmap.geocoding.online.choice import Candidate
    from sitmap.geocoding.online.query import Question
    from sitmap.progress import Progress

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")
# seconds
_DAY_S: Final = 86_400.0


class Online(Geocoder):  # type: ignore[misc]  # geopy is untyped
    """A geopy service that is safe to leave running.

    Paced, bounded in time and size, checked, and remembered.

    Every answer is kept on disk and never asked for again; errors aren't kept. What you ask, the
    service learns.

    Parameters
    ----------
    service
        Name of a geopy geocoder ("nominatim", "photon", "pelias", "geonames", "opencage",
        "arcgis"…), or one that you made, which is copied.
    user_agent
        Who asks, with a way to reach you; required, and a library's or a tutorial's is refused.
    per_second
        Requests a second at most, counted for the host, over all threads and processes of this
        machine and user. None is no limit, for a server of your own.
    deadline_s
        Seconds for a query once it is its turn, with all attempts, pauses, redirects, and the last
        byte of the body.
    attempts
        How often it is asked at most while the fault may pass.
    retry_after_s
        A service that asks to wait for longer than this is no longer asked.
    most_bytes
        Size of an answer at most, packed or unpacked.
    most_failures
        Failures in a row after which the service is no longer asked; a refusal (401, 402, 403)
        stops at once.
    cache
        File that keeps the answers; in the user's cache folder if not given.
    refresh
        True asks again for answers that were kept before now; a `datetime.timedelta` for those
        older than that.
    not_found_days
        Days for which "not found" is believed.
    name
        What ``located_by`` says; the service's name if not given.
    credit
        Whom a map must name for these places, where it isn't what the service usually asks for.
    options
        For the geopy geocoder: ``api_key``, ``domain``, ``scheme``, ``proxies``…

    Raises
    ------
    InputError
        If there is no such service, it needs a key, or the user agent names nobody.

    Examples
    --------
    >>> online = Online("nominatim", user_agent="newsdesk-maps/1.0 (maps@newsdesk.example)")
    >>> online.name, online.host, online.credit
    ('nominatim', 'nominatim.openstreetmap.org', '© OpenStreetMap contributors')
    >>> table = sitmap.locate(table, geocoder=online)  # doctest: +SKIP
    """

    def __init__(
        self,
        service: Any,
        *,
        user_agent: str | None = None,
        per_second: float | None = 1.0,
        deadline_s: float = 30.0,
        attempts: int = 3,
        retry_after_s: float = 60.0,
        most_bytes: int = 2_000_000,
        most_failures: int = 5,
        cache: str | Path | None = None,
        refresh: bool | timedelta = False,
        not_found_days: float = 30.0,
        name: str | None = None,
        credit: str | None = None,
        **options: Any,
    ) -> None:
        limits: dict[str, Any] = {
            "per_second": per_second,
            "deadline_s": deadline_s,
            "attempts": attempts,
            "most_bytes": most_bytes,
            "most_failures": most_failures,
        }
        _check_limits(limits)
        self._made_by = partial(
            type(self),
            service,
            user_agent=user_agent,
            retry_after_s=retry_after_s,
            cache=cache,
            refresh=refresh,
            not_found_days=not_found_days,
            name=name,
            credit=credit,
            **limits,
            **options,
        )
        self.service = make_service(
            service, user_agent, most_bytes, options
        )
        super().__init__(
            user_agent=self.service.headers["User-Agent"],
            adapter_factory=lambda **_: self.service.adapter,
        )
        self.name = _check_name(name or type(self.service).__name__.lower())
        self.host = host_of(self.service)
        self.per_second = _check_rate(per_second, self.host)
        self.credit = credit or SERVICE_CREDITS.get(self.name, (None,))[0]
        self.has_own_credit = (
            self.credit is not None
            and self.credit != SERVICE_CREDITS.get(self.name, (None,))[0]
        )
        folder = _cache_folder()
        self.cache = AnswerCache(
            Path(cache) if cache is not None else folder / "answers.sqlite"
        )
        self.breaker = Breaker(self.name, most_failures)
        self._asker = Asker(
            self.service,
            self.name,
            Pacer(self.host, per_second, folder / "pace"),
            self.cache,
            self.breaker,
            find_secrets(self.service),
            Retries(deadline_s, attempts, retry_after_s),
            _oldest(refresh),
            not_found_days * _DAY_S,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process by what it was made of.

        The rate limit and the answers are shared there.
        """
        return self._made_by, ()

    def __repr__(self) -> str:
        """Show the service and the host, and no key."""
        return f"Online({self.name!r}, host={self.host!r})"

    def geocode(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int | None = None,
        country_codes: Any = None,
        **options: Any,
    ) -> Location | list[Location] | None:
        """Find a place by name.

        Parameters
        ----------
        query
            Words, or what else the service takes (Nominatim: a mapping of ``street``, ``city``…).
        exactly_one
            Return the best location, or a list of them, best first.
        timeout
            ``deadline_s`` for this query.
        limit
            Length of that list at most.
        country_codes
            Keep to a country or several, by code or name.
        options
            Further options of the service's own ``geocode``: ``language``, ``viewbox``…

        Returns
        -------
        geopy.location.Location, list of them, or None
            None says that the service knows no such place. ``raw`` holds id, name, kind, country,
            match, score (None: no service tells one), precision, uncertainty_m, n_candidates,
            source, status and why, and under ``answer`` the service's own record.

        Raises
        ------
        OnlineError
            If there is no answer; a `sitmap.ServiceError` and one of geopy's.
        InputError
            If there is no country of a name in ``country_codes``.
        """
        if query is None or (isinstance(query, str) and not query.strip()):
            return None
        countries = (
            check_country(country_codes) if country_codes else frozenset()
        )
        question = self.question(query, countries, **options)
        kept = self.ask(
            question,
            None if timeout in (DEFAULT_SENTINEL, None) else float(timeout),
        )
        candidates = choose(kept.places, countries)[:limit]
        return self._locations(candidates, exactly_one=exactly_one)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        **options: Any,
    ) -> Location | list[Location] | None:
        """Find what is at a (lat, lon) point; ``raw`` and errors as `geocode` has them."""
        question = make_question(
            self.service, self.host, "reverse", query, options
        )
        kept = self.ask(
            question,
            None if timeout in (DEFAULT_SENTINEL, None) else float(timeout),
        )
        return self._locations(choose(kept.places), exactly_one=exactly_one)

    def answer_all(
        self,
        questions: Sequence[tuple[Any, Any, Any]],
        near: Any = None,
        progress: Progress | None = None,
    ) -> list[AnswerRow]:
        """Answer (name, country, region) each, as `sitmap.geocode` needs it.

        What is kept already costs nothing.
        """
        from sitmap.geocoding.online.rows import answer_rows

        return answer_rows(self, questions, near, progress)

    def question(
        self, words: Any, countries: frozenset[str], **options: Any
    ) -> Question:
        """Make the question that asks for a place; its key is what the answer is kept under."""
        told = country_options(self.service, countries) if countries else {}
        if told is None:
            told, words = {}, _with_country(words, countries)
        asked = {**usual_options(self.service), **told, **options}
        return make_question(
            self.service, self.host, "geocode", words, asked
        )

    def known(self, keys: Sequence[str]) -> dict[str, Kept]:
        """Return the answers that are kept and still hold, by key."""
        return self._asker.known(keys)

    def ask(
        self, question: Question, deadline_s: float | None = None
    ) -> Kept:
        """Answer a question, from what is kept or by asking.

        An `OnlineError` if there is no answer.
        """
        return self._asker.ask(question, deadline_s)

    def reset(self) -> None:
        """Ask again, after the service was no longer asked."""
        self.breaker.reset()

    def _locations(
        self, candidates: list[Candidate], *, exactly_one: bool
    ) -> Any:
        if not candidates:
            return None
        status, why = judge(candidates)
        made = [
            self._location(each, len(candidates), status, why)
            for each in candidates
        ]
        return made[0] if exactly_one else made

    def _location(
        self, candidate: Candidate, count: int, status: str, why: str
    ) -> Location:
        found, reading, country = candidate
        raw = {
            "id": reading.place_id or None,
            "name": found.address.partition(",")[0],
            "kind": reading.kind or None,
            "country": country or None,
            "match": self.name,
            "score": None,
            "precision": reading.precision,
            "uncertainty_m": None
            if isnan(reading.uncertainty_m)
            else reading.uncertainty_m,
            "n_candidates": count,
            "source": self.name,
            "status": status,
            "why": "; ".join(
                filter(None, (f"answered by {self.name}", why))
            ),
            "answer": found.raw,
        }
        return Location(found.address, (found.lat, found.lon), raw)


def _with_country(query: Any, countries: frozenset[str]) -> Any:
    """Write one country behind the words, for services that take it in no other way."""
    if not isinstance(query, str) or len(countries) != 1:
        return query
    from sitmap.gazetteer import open_gazetteer

    place = open_gazetteer().by_id(f"country:{next(iter(countries))}")
    name = place.name if place else next(iter(countries))
    return (
        query
        if query.casefold().endswith(name.casefold())
        else f"{query}, {name}"
    )


def _cache_folder() -> Path:
    try:
        return (
            platformdirs.user_cache_path("sitmap", appauthor=False)
            / "online"
        )
    except RuntimeError as error:
        raise ServiceError(
            f"there is no folder for answers and rate limits ({error}); set XDG_CACHE_HOME"
        ) from None


def _check_limits(limits: dict[str, Any]) -> None:
    for name, value in limits.items():
        if (value is None and name != "per_second") or (
            value is not None and not 0 < value < float("inf")
        ):
            raise InputError(f"{name} is {value}; give a number above 0")


def _check_rate(per_second: float | None, host: str) -> float | None:
    if host == PUBLIC_NOMINATIM and (per_second is None or per_second > 1):
        raise InputError(
            f"per_second is {per_second}: {PUBLIC_NOMINATIM} allows one request a second to"
            " everybody; for more, ask a server of your own (domain=)"
        )
    return per_second


def _check_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise InputError(
            f"name is {name[:40]!r}; use small letters, digits, and . _ -"
        )
    return name


def _oldest(refresh: bool | timedelta) -> float:
    if isinstance(refresh, timedelta):
        return time() - refresh.total_seconds()
    return time() if refresh else 0.0
