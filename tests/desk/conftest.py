"""What the tests of fetched tables have in common: services, the server they are on, a keyring."""

from datetime import date

import pandas as pd
import pytest
import pytest_socket

from sitmap.desk.fetch import Acled, Kobo, Ucdp, fetch_table
from sitmap.desk.fetch.door import Door
from sitmap.desk.fetch.keys import Keys
from tests.desk.services import (
    ENVIRON,
    Services,
    event,
    ged,
    serve,
    submission,
)

DAY = date(2026, 11, 28)

FORM = "aBcDeFgHiJkLmNoPqRsTuV"


class Ring:
    """A keyring in memory."""

    def __init__(self, **kept):
        self.kept = kept

    def get_password(self, service, name):
        """Return what is kept under a name."""
        assert service == "sitmap"
        return self.kept.get(name.replace("-", "_"))

    def set_password(self, service, name, secret):
        """Keep it."""
        assert service == "sitmap"
        self.kept[name.replace("-", "_")] = secret


@pytest.fixture
def services():
    """What the services hold: three events, a release of three, three submissions."""
    return Services(
        events=[
            event(1, 100_000_000),
            event(2, 200_000_000),
            event(3, 300_000_000),
        ],
        releases={"25.1": [ged(1), ged(2), ged(3)]},
        submissions=[
            submission(1),
            submission(2),
            submission(3, "2024-01-02T10:00:00"),
        ],
    )


@pytest.fixture
def server(services, monkeypatch):
    """The server they are on."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    pytest_socket.enable_socket()
    with serve(services) as running:
        yield running
    pytest_socket.disable_socket(allow_unix_socket=True)


@pytest.fixture
def bring(server, tmp_path):
    """Bring a table up to date, without waiting."""
    waits = []

    def run(
        kind, *, ring=None, environ=ENVIRON, day=DAY, door=None, **options
    ):
        choice = {
            name: options.pop(name)
            for name in ("countries", "release", "first", "last")
            if name in options
        }
        address = f"http://{server.domain}"
        service = {
            "acled": lambda: Acled(server=address, **choice),
            "ucdp": lambda: Ucdp(server=address, **choice),
            "kobo": lambda: Kobo(FORM, server=address),
        }[kind]()
        door = door or Door(service.name, wait=waits.append, timeout_s=20)
        return fetch_table(
            service,
            tmp_path / f"{kind}.csv",
            door=door,
            keys=Keys(environ, ring),
            today=day,
            **options,
        )

    run.waits = waits
    run.table = lambda kind: pd.read_csv(tmp_path / f"{kind}.csv")
    run.paths = lambda: [each.path for each in server.log.requests]
    return run
