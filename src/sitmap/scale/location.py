"""Places of many names, looked up by many: each name apart, and then the table decides."""

from __future__ import annotations

import pickle
from functools import lru_cache, partial
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import InputError
from sitmap.geocoding import Gazetteer
from sitmap.geocoding.answers import resolve_each
from sitmap.scale.spread import spread
from sitmap.scale.work import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

    from sitmap.geocoding.answers import Question
    from sitmap.geocoding.match import Outcome

_CHUNK: Final = 500
"""Names of a task: about a second. Fewer are looked up here."""

_TURN: Final = Lock()


class _Spread(Gazetteer):
    """A gazetteer that has others find what names may mean; it decides among that itself."""

    def __init__(
        self, run: Any, *, folders: Any = None, learn: Any = None
    ) -> None:
        super().__init__(folders=folders, learn=learn)
        self._run = run

    def taught(self, learn: Any) -> Gazetteer:
        """Return one that knows the places of a table as well, and has the same others."""
        plain = Gazetteer(folders=self.folders, learn=self.learned).taught(
            learn
        )
        return _Spread(
            self._run, folders=plain.folders, learn=plain.learned
        )

    def resolve_ahead(
        self, questions: Sequence[Question], near: Any = None
    ) -> Mapping[int, Outcome]:
        """Return what names may mean, found by others."""
        if len(questions) <= _CHUNK:
            return {}
        starts = range(0, len(questions), _CHUNK)
        chunks = [(at, tuple(questions[at : at + _CHUNK])) for at in starts]
        made_of = pickle.dumps((self.folders, self.learned))
        found: dict[int, Outcome] = {}
        task = partial(_resolve_chunk, made_of=made_of, near=near)
        for (start, _), outcomes in self._run(chunks, task):
            if not isinstance(
                outcomes, Failure
            ):  # else they are looked up here
                found |= {
                    start + at: outcome for at, outcome in outcomes.items()
                }
        return found


def _resolve_chunk(
    chunk: tuple[int, Sequence[Question]], *, made_of: bytes, near: Any
) -> dict[int, Outcome]:
    gazetteer = _gazetteer_of(made_of)
    with _TURN:  # the threads of a worker share it
        return resolve_each(gazetteer, chunk[1], near)


@lru_cache(maxsize=1)
def _gazetteer_of(made_of: bytes) -> Gazetteer:
    """Open the gazetteer once in a process."""
    # from the client, which sends the task itself as a pickle
    folders, learned = pickle.loads(made_of)  # noqa: S301 - its own bytes
    return Gazetteer(folders=folders, learn=learned)


def locate(
    incidents: Any,
    geocoder: Any = None,
    *,
    country: str | None = None,
    workers: int = 1,
    scheduler: str | None = None,
) -> gpd.GeoDataFrame:
    """Fill rows without a geometry, as `sitmap.locate` does, in several processes or on a cluster.

    Each worker opens one gazetteer. What a name may mean is found there; which of that it is, as
    the table's other names tell, is decided here: the answers are those of `sitmap.locate`.

    Parameters
    ----------
    incidents, country
        As for `sitmap.locate`.
    geocoder
        A `Gazetteer`; the embedded one if not given. Services are asked by one process, for their
        limits' sake: give those to `sitmap.locate`.
    workers
        Processes on this machine.
    scheduler
        Address of a Dask scheduler; its workers must see the gazetteer's folders.

    Raises
    ------
    InputError
        No column names places, the geocoder is a service, or the scheduler doesn't answer.

    Examples
    --------
    >>> locate(["Prizren", "Atlantis"], country="XK").geometry.notna().tolist()
    [True, False]
    """
    from sitmap.readers.frames import locate as locate_table

    own = Gazetteer() if geocoder is None else geocoder
    if not isinstance(own, Gazetteer):
        raise InputError(
            "a service is asked by one process, for its limits' sake: sitmap.locate"
        )
    with spread(workers, scheduler) as run:
        geocoder = _Spread(run, folders=own.folders, learn=own.learned)
        return locate_table(incidents, geocoder, country=country)
