"""PostGIS: a table of a real server that the test starts, over its socket and with nothing left behind."""

import getpass
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

import sitmap
from sitmap.errors import InputError
from sitmap.readers import describe_reading

pytest.importorskip("sqlalchemy", reason="needs the extra sitmap[postgis]")
pytest.importorskip("psycopg", reason="needs the extra sitmap[postgis]")

SQL = """
create extension postgis;
create schema field;
create table field."Incidents" (id int, "when" date, place text, killed int, geom geometry(Point, 32634));
insert into field."Incidents" values
  (1, '2023-05-29', 'Zvečan', 0, st_transform(st_setsrid(st_point(20.8403, 42.907), 4326), 32634)),
  (2, '2023-09-24', 'NA', 4, null);
"""


def find_binaries():
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


def as_server(*command):
    """PostgreSQL won't run as root: then its own user runs it."""
    return (
        ["runuser", "-u", "postgres", "--", *map(str, command)]
        if getpass.getuser() == "root"
        else list(map(str, command))
    )


@pytest.fixture(scope="module")
def server():
    binaries = find_binaries()
    if binaries is None or not list(
        Path("/usr/share/postgresql").glob("*/extension/postgis.control")
    ):
        pytest.skip(
            "needs PostgreSQL with PostGIS (Debian: postgresql-15-postgis-3)"
        )
    folder = Path("/tmp") / f"sitmap-pg-{os.getpid()}"  # noqa: S108
    folder.mkdir()
    try:
        if getpass.getuser() == "root":
            shutil.chown(folder, "postgres")
        data = folder / "data"
        make = as_server(
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "tester",
            "-A",
            "trust",
            "-E",
            "UTF8",
        )
        subprocess.run(make, check=True, capture_output=True, cwd="/")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        start = as_server(
            binaries / "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            folder / "log",
            "-o",
            options,
            "start",
        )
        subprocess.run(
            start,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )
        try:
            psql = [
                binaries / "psql",
                "-h",
                folder,
                "-U",
                "tester",
                "-d",
                "postgres",
                "-v",
                "ON_ERROR_STOP=1",
                "-c",
                SQL,
            ]
            subprocess.run(
                list(map(str, psql)), check=True, capture_output=True
            )
            yield f"postgresql://tester@/postgres?host={quote(str(folder))}"
        finally:
            subprocess.run(
                as_server(
                    binaries / "pg_ctl",
                    "-D",
                    data,
                    "-m",
                    "immediate",
                    "stop",
                ),
                check=False,
                capture_output=True,
                cwd="/",
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_a_table_with_geometry(server):
    """UTM metres become degrees, names in capitals are quoted, a null geometry is a row without a point."""
    table = sitmap.read(f"{server}&table=field.Incidents")
    assert "PostGIS, table 'field.Incidents'" in describe_reading(table)
    assert table["place"].to_list() == ["Zvečan", "NA"]
    assert table["fatalities_best"].to_list() == [0, 4]
    assert table["date_start"].dt.strftime("%Y-%m-%d").to_list() == [
        "2023-05-29",
        "2023-09-24",
    ]
    assert table.geometry.notna().to_list() == [True, False]
    assert (table.geometry[0].x, table.geometry[0].y) == pytest.approx(
        (20.8403, 42.907), abs=1e-6
    )


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", "which table"),
        ("&table=field.nothing", "no table is called"),
        ("&table=x;drop table y", "no table is called"),
    ],
)
def test_what_is_not_there(server, table, told):
    """One line; a name is never run as SQL."""
    with pytest.raises(InputError, match=told) as error:
        sitmap.read(f"{server}{table}")
    assert "\n" not in str(error.value)


def test_another_machine_needs_leave():
    """And the password is in no message."""
    with pytest.raises(InputError, match="--allow-remote") as error:
        sitmap.read("postgresql://me:secret@db.example.org/gis?table=a")
    assert "secret" not in str(error.value)
