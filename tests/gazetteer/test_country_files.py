"""Country files: what goes in, what comes out, and what bad files leave behind."""

import http.server
import threading
import zipfile
from pathlib import Path

import pytest

from sitmap import Gazetteer
from sitmap.errors import DataWarning, GazetteerError
from sitmap.gazetteer import default_folders, open_gazetteer
from sitmap.gazetteer.country_files import (
    add_country_file,
    list_country_files,
    remove_country_file,
)

REAL = Path(__file__).parents[2].parent / "shared/data/gazetteer"
needs_real = pytest.mark.skipif(
    not REAL.exists(), reason="shared/data is not beside the repository"
)


def line(
    geonames_id,
    name,
    lat,
    lon,
    cls="P",
    code="PPL",
    country="XK",
    alternates="",
    admin1="",
    population=0,
):
    """One row of a GeoNames dump."""
    return "\t".join(
        [
            str(geonames_id),
            name,
            name,
            alternates,
            str(lat),
            str(lon),
            cls,
            code,
            country,
            "",
            admin1,
            "",
            "",
            "",
            str(population),
            "",
            "0",
            "Europe/Belgrade",
            "2024-01-01",
        ]
    )


ROWS = [
    line(
        900000001, "Testovac", 42.91, 20.71, alternates="Testovc,Тестовац"
    ),
    line(900000002, "Testovac Dam", 42.92, 20.72, cls="S", code="DAM"),
    line(
        786714,
        "Pristina",
        42.67,
        21.16,
        code="PPLC",
        alternates="Testopolis",
    ),
    line(831053, "Kosovo", 42.58, 21.0, cls="A", code="PCLI"),
]


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "XK.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about the columns")
        archive.writestr("XK.txt", "\n".join(ROWS) + "\n")
    return path


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


def test_a_zip_makes_its_villages_known(dump, folder):
    """A village and a dam that the embedded gazetteer lacks are found, in either script."""
    added = add_country_file(dump, folder=folder)
    assert (added.country, added.places) == ("XK", 3)
    gazetteer = Gazetteer(folders=[folder])
    assert gazetteer.geocode("Тестовац").raw["id"] == "geonames:900000001"
    assert gazetteer.geocode("Testovac dam").raw["kind"] == "dam"


def test_an_entry_that_the_base_has_is_merged_by_its_geonames_id(
    dump, folder
):
    """Pristina stays one place, and gets the file's further name."""
    add_country_file(dump, folder=folder)
    gazetteer = Gazetteer(folders=[folder])
    pristina = gazetteer.geocode("Testopolis")
    assert pristina.raw["name"] == "Pristina"
    assert pristina.raw["population"] > 100_000
    assert (
        gazetteer.geocode("Pristina", country_codes="XK").raw["id"]
        == pristina.raw["id"]
    )


def test_plain_text_is_as_good_as_a_zip(tmp_path, folder):
    """The unzipped table."""
    path = tmp_path / "somewhere.txt"
    path.write_text("\n".join(ROWS), encoding="utf-8")
    assert add_country_file(path, folder=folder).places == 3


def test_adding_twice_keeps_one_copy(dump, folder):
    """A newer file takes the place of the older one."""
    add_country_file(dump, folder=folder)
    add_country_file(dump, folder=folder)
    assert len(list_country_files(folder=folder)) == 1
    assert (
        len(open_gazetteer(folder).exact("testovac", frozenset({"XK"})))
        == 1
    )


def test_removing_leaves_the_base(dump, folder):
    """The village is gone, Pristina is there under its own names only."""
    add_country_file(dump, folder=folder)
    assert remove_country_file("xk", folder=folder).country == "XK"
    assert list_country_files(folder=folder) == []
    gazetteer = Gazetteer(folders=[folder])
    assert gazetteer.geocode("Testovac", country_codes="XK") is None
    assert gazetteer.geocode("Pristina") is not None


def test_removing_what_was_not_added_says_what_was(dump, folder):
    """The text lists the countries that there are."""
    add_country_file(dump, folder=folder)
    with pytest.raises(GazetteerError, match="there are: XK"):
        remove_country_file("RS", folder=folder)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04 this is no zip", "columns|not a readable"),
        (b"", "no places"),
        ("\t".join(["1"] * 7).encode(), "7 columns instead of 19"),
        ("\n".join([*ROWS, ROWS[0][:30]]).encode(), "line 5"),
        (line(1, "X", "north", 20).encode(), "line 1"),
        ("Mitrovicë".encode("cp1252") + b"\t" * 18, "not a readable"),
    ],
)
def test_a_bad_file_leaves_nothing_behind(
    dump, folder, tmp_path, content, what
):
    """Not a zip, empty, other columns, cut off, no numbers, another encoding.

    The index is as it was.
    """
    add_country_file(dump, folder=folder)
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    with pytest.raises(GazetteerError, match=what):
        add_country_file(bad, folder=folder)
    assert [file.places for file in list_country_files(folder=folder)] == [
        3
    ]


def test_a_truncated_zip_leaves_nothing_behind(dump, folder, tmp_path):
    """The end of the file, with the table of contents, is missing."""
    cut = tmp_path / "cut.zip"
    cut.write_bytes(dump.read_bytes()[:-40])
    with pytest.raises(GazetteerError):
        add_country_file(cut, folder=folder)
    assert list_country_files(folder=folder) == []


def test_what_is_neither_file_nor_code_nor_link_is_refused(folder):
    """The text says what can be given."""
    with pytest.raises(GazetteerError, match="a country code"):
        add_country_file("Kosovo.zip", folder=folder)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder; breaks off what is called cut.zip."""

    def do_GET(self):
        if not self.path.endswith("cut.zip"):
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(b"PK")
        return None

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture
def server(dump):
    """The folder of the dump on a local port."""
    handler = lambda *args: Quiet(*args, directory=str(dump.parent))  # noqa: E731
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), handler
    ) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.mark.enable_socket
def test_a_country_code_is_downloaded_with_progress(server, folder):
    """The address is made from the code; every block is told."""
    steps = []
    add_country_file(
        "xk",
        folder=folder,
        url=server + "/{code}.zip",
        progress=lambda *step: steps.append(step),
    )
    assert [file.country for file in list_country_files(folder=folder)] == [
        "XK"
    ]
    assert {step for step, _, _ in steps} == {"download", "index"}


@pytest.mark.enable_socket
@pytest.mark.parametrize("name", ["cut.zip", "missing.zip"])
def test_a_download_that_fails_changes_nothing(server, folder, name):
    """A connection that breaks off, and a 404."""
    with pytest.raises(GazetteerError):
        add_country_file(f"{server}/{name}", folder=folder)
    assert list_country_files(folder=folder) == []


def test_a_crash_before_the_commit_leaves_the_old_index(
    dump, folder, monkeypatch
):
    """What was written so far is never read."""
    add_country_file(dump, folder=folder)
    monkeypatch.setattr(
        "sitmap.gazetteer.parts.write_index", lambda *_args, **_kw: 1 / 0
    )
    with pytest.raises(ZeroDivisionError):
        add_country_file(dump, folder=folder)
    monkeypatch.undo()
    assert (
        Gazetteer(folders=[folder]).geocode("Testovac", country_codes="XK")
        is not None
    )
    add_country_file(dump, folder=folder)


def test_where_a_file_is_from_is_kept_with_it(dump, folder):
    """The index knows its country and its source."""
    add_country_file(dump, folder=folder)
    index = open_gazetteer(folder).indexes[1]
    assert index.countries() == ["XK"]
    assert index.info["source"] == str(dump)


@pytest.mark.parametrize(
    "code", ["PPLQ", "PPLH", "PPLW", "PPLX", "STLMT", "PPLCH", ""]
)
def test_an_abandoned_village_is_added_and_ranks_last(
    folder, tmp_path, code
):
    """Abandoned, historical and destroyed places have no population; a malus stops at 0."""
    path = tmp_path / "XK.txt"
    rows = [
        line(900003, "Gamaj", 42.92, 20.82, code=code),
        line(900005, "Epsilonaj", 42.95, 20.85),
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    assert add_country_file(path, folder=folder).places == 2
    gazetteer = Gazetteer(folders=[folder])
    for name in ("Gamaj", "Epsilonaj"):
        assert (
            gazetteer.geocode(name, country_codes="XK").raw["name"] == name
        )
    assert gazetteer.library.exact("gamaj")[0].rank == 0


@pytest.mark.parametrize("feature_class", list("AHLPRSTUV"))
@pytest.mark.parametrize("population", [0, -1, 5_000_000_000])
def test_every_class_of_place_goes_in(
    folder, tmp_path, feature_class, population
):
    """Whatever its class and its number of people, the village beside it is found."""
    path = tmp_path / "XK.txt"
    odd = line(
        900007,
        "Zetaj",
        42.9,
        20.8,
        cls=feature_class,
        code="ODD",
        population=population,
    )
    path.write_text("\n".join([odd, ROWS[0]]), encoding="utf-8")
    assert add_country_file(path, folder=folder).country == "XK"
    assert (
        Gazetteer(folders=[folder]).geocode("Testovac", country_codes="XK")
        is not None
    )


@pytest.mark.parametrize(
    ("lat", "lon"), [("nan", 20), (91, 20), (42, "inf"), (42, -181)]
)
def test_a_coordinate_of_no_world_names_its_line(
    folder, tmp_path, lat, lon
):
    """Not a number, or beyond the poles or the antimeridian."""
    path = tmp_path / "XK.txt"
    path.write_text(
        "\n".join([*ROWS, line(1, "X", lat, lon)]), encoding="utf-8"
    )
    with pytest.raises(GazetteerError, match="line 5"):
        add_country_file(path, folder=folder)


def test_another_versions_index_is_made_anew_from_the_rows(dump, folder):
    """An older or newer index of the same rows is left alone; the villages are there at once."""
    add_country_file(dump, folder=folder)
    (index,) = folder.glob("XK/*/index-*")
    index.rename(index.with_name("index-0"))
    open_gazetteer.cache_clear()
    assert (
        Gazetteer(folders=[folder]).geocode("Тестовац").raw["id"]
        == "geonames:900000001"
    )
    assert {path.name for path in folder.glob("XK/*/index-*")} == {
        "index-0",
        index.name,
    }


def test_country_files_of_the_first_version_are_said_to_be_left_behind(
    tmp_path, monkeypatch
):
    """They kept no rows to make an index of: one line says what to do."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    old = tmp_path / "sitmap" / "gazetteer-1"
    old.mkdir(parents=True)
    (old / "meta.json").write_text('{"format": 1}', encoding="utf-8")
    with pytest.warns(DataWarning, match="sitmap gazetteer add XX"):
        assert default_folders() == ()


def test_rows_that_are_broken_name_the_remedy(dump, folder):
    """Half of the rows were lost, and the index is of another version: one line."""
    add_country_file(dump, folder=folder)
    (index,) = folder.glob("XK/*/index-*")
    index.rename(index.with_name("index-0"))
    (rows,) = folder.glob("XK/*/rows.txt.gz")
    rows.write_bytes(rows.read_bytes()[:40])
    open_gazetteer.cache_clear()
    with pytest.raises(GazetteerError, match="add XK again"):
        open_gazetteer(folder)


@needs_real
def test_the_real_dump_of_kosovo_goes_in(folder):
    """5,699 features of all classes, of which one, the country, is left to the base."""
    added = add_country_file(REAL / "XK-geonames-2012.zip", folder=folder)
    assert added.places == 5_698
    found = Gazetteer(folders=[folder]).geocode(
        "Novo Selo", exactly_one=False, country_codes="XK"
    )
    assert len(found) > 3
    assert found[0].raw["status"] == "ambiguous"


@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
def test_a_damaged_index_of_the_users_is_made_anew_from_its_rows(
    tmp_path, damage
):
    """A trie that is mapped trusts its bytes: damage that isn't seen would end the program."""
    file = tmp_path / "XK.txt"
    row = [
        "900001",
        "Testovo Selo",
        "Testovo Selo",
        "",
        "42.95",
        "20.85",
        "P",
        "PPL",
        "XK",
    ]
    file.write_text(
        "\t".join([*row, *[""] * 5, "1200", "", "", "", "2020-01-01"])
        + "\n",
        "utf-8",
    )
    add_country_file(file, folder=tmp_path / "own")
    for table in sorted((tmp_path / "own").rglob("index/*")):
        whole = table.read_bytes()
        if damage == "gone":
            table.unlink()
        else:
            table.write_bytes(
                whole[: len(whole) // 2]
                if damage == "cut"
                else whole[:-1] + b"\x07"
            )
        open_gazetteer.cache_clear()
        found = open_gazetteer(tmp_path / "own").exact("testovo selo")
        assert [place.id for place in found] == ["geonames:900001"]
        assert table.read_bytes() == whole
    open_gazetteer.cache_clear()


def test_a_seat_without_a_population_goes_before_villages_of_its_name(
    tmp_path,
):
    """GeoNames counts few seats of municipalities; it says what they are."""
    source = tmp_path / "XK.txt"
    source.write_text(
        "\n".join(
            [
                line(901, "Novoselec", 42.0, 21.0),
                line(902, "Novoselec", 42.6, 20.4, code="PPLA3"),
            ]
        ),
        encoding="utf-8",
    )
    add_country_file(source, folder=tmp_path / "files")
    gazetteer = Gazetteer(folders=[tmp_path / "files"])
    found = gazetteer.resolve("Novoselec", country="XK").best
    assert found.place.id == "geonames:902"
