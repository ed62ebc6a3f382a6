"""Packs of evidence: what is in them, every byte that changes, and packs made to harm."""

import random
import shutil
import stat
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitmap.cli import main
from sitmap.desk.evidence.bag import ROOT, make_bag, zip_bag
from sitmap.desk.evidence.pack import PAGE, SPEC
from sitmap.desk.evidence.verify import verify_pack
from sitmap.errors import InputError
from tests.conftest import ROOT as PROJECT

WEEK = PROJECT / "docs/stories/week2.csv"
pytestmark = pytest.mark.filterwarnings(
    "default"
)  # the command turns them into lines

FACTS = {
    "Bag-Software-Agent": "sitmap=0",
    "Bagging-Date": "1980-01-01",
    "External-Description": "A map",
}


def run(*args):
    result = CliRunner().invoke(main, [str(one) for one in args])
    return result.exit_code, result.output


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with a table, one row of which names a picture, and the spec of its map."""
    monkeypatch.chdir(tmp_path)
    lines = WEEK.read_text("utf-8").splitlines()
    media = ["media", "bridge.jpg https://example.org/clip"] + [""] * (
        len(lines) - 2
    )
    rows = [
        f"{line},{cell}" for line, cell in zip(lines, media, strict=True)
    ]
    Path("week.csv").write_text("\n".join(rows), "utf-8")
    Path("bridge.jpg").write_bytes(b"the picture's bytes")
    assert (
        run("map", "week.csv", "-o", "map.html", "--save-spec", "map.toml")[
            0
        ]
        == 0
    )
    return tmp_path


def small_pack(folder: Path) -> Path:
    """A pack without a real map: its bytes can all be tried."""
    bag = folder / "bag"
    for name in (SPEC, PAGE, "map/week.csv"):
        (bag / name).parent.mkdir(parents=True, exist_ok=True)
        (bag / name).write_bytes(f"what {name} holds".encode())
    make_bag(bag, FACTS)
    zip_bag(bag, folder / "small.zip")
    return folder / "small.zip"


@pytest.mark.usefixtures("desk")
def test_a_pack_holds_the_map_and_all_it_is_made_of():
    """Spec, table, picture, report and page; the same files give the same bytes; it verifies."""
    shutil.copy(
        PROJECT / "data/reports/09-week-in-the-north.txt", "report.txt"
    )
    code, told = run(
        "evidence",
        "pack",
        "map.toml",
        "--report",
        "report.txt",
        "-o",
        "pack.zip",
    )
    assert code == 0, told
    assert "5 files, 1 of them media" in told
    with zipfile.ZipFile("pack.zip") as pack:
        names = {
            name.removeprefix(f"{ROOT}/data/") for name in pack.namelist()
        }
        assert (
            pack.read(f"{ROOT}/data/{PAGE}")
            == Path("map.html").read_bytes()
        )
        assert (
            pack.read(f"{ROOT}/data/map/bridge.jpg")
            == b"the picture's bytes"
        )
    assert {
        SPEC,
        PAGE,
        "map/week.csv",
        "map/bridge.jpg",
        "reports/report.txt",
    } <= names
    first = Path("pack.zip").read_bytes()
    run(
        "evidence",
        "pack",
        "map.toml",
        "--report",
        "report.txt",
        "-o",
        "pack.zip",
    )
    assert Path("pack.zip").read_bytes() == first
    for name in (
        "week.csv",
        "map.toml",
        "bridge.jpg",
        "map.html",
        "report.txt",
    ):
        Path(name).unlink()
    code, told = run("verify", "pack.zip")
    assert (code, "the map was made again, and is the same" in told) == (
        0,
        True,
    ), told


@pytest.mark.usefixtures("desk")
def test_any_tool_for_bags_takes_the_pack():
    """Unpacked, it is a valid bag of BagIt."""
    import bagit

    run("evidence", "pack", "map.toml", "-o", "pack.zip")
    with zipfile.ZipFile("pack.zip") as pack:
        pack.extractall("unpacked")
    assert bagit.Bag(f"unpacked/{ROOT}").is_valid()


def test_every_byte_of_a_pack_counts(tmp_path):
    """Whichever byte is another, the pack isn't what it was."""
    pack = small_pack(tmp_path)
    assert verify_pack(pack, remake=False).findings == ()
    whole = pack.read_bytes()
    places = random.Random(7).sample(range(len(whole)), 250)
    for at in places:
        changed = bytearray(whole)
        changed[at] ^= 1 << (at % 8)
        pack.write_bytes(changed)
        try:
            assert verify_pack(pack, remake=False).findings, (
                f"byte {at} of {len(whole)}"
            )
        except InputError:
            continue


@pytest.mark.parametrize("name", [SPEC, PAGE, "map/week.csv"])
def test_a_changed_file_is_named(tmp_path, name):
    """Written into the zip with its right sum, it is told by the bag's list."""
    pack = small_pack(tmp_path)
    rewrite(
        pack,
        lambda each, data: data + b"!" if each.endswith(name) else data,
    )
    findings = verify_pack(pack, remake=False).findings
    assert any(
        each.startswith(f"data/{name}: has changed") for each in findings
    )


def rewrite(pack, change, extra=()):
    """Write a pack anew, each file as `change` has it (None: left out), with more files."""
    with zipfile.ZipFile(pack) as old:
        held = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(pack, "w") as new:
        for name, data in held.items():
            if (now := change(name, data)) is not None:
                new.writestr(name, now)
        for name, data in extra:
            new.writestr(name, data)


def test_missing_and_added_files_are_named(tmp_path):
    """One file left out, one put in."""
    pack = small_pack(tmp_path)
    extra = [(f"{ROOT}/data/map/more.csv", b"x")]
    rewrite(
        pack,
        lambda name, data: None if name.endswith("week.csv") else data,
        extra,
    )
    findings = verify_pack(pack, remake=False).findings
    assert set(findings) == {
        "data/map/week.csv: is missing",
        "data/map/more.csv: was added",
    }


def test_a_pack_of_another_hand_is_told_by_its_hash(tmp_path):
    """Lists that were made anew fit their files: what tells is the hash that was kept elsewhere."""
    pack = small_pack(tmp_path)
    kept = verify_pack(pack, remake=False).sha256
    (tmp_path / "bag/data/map/week.csv").write_text("other rows", "utf-8")
    (tmp_path / "bag/data").rename(tmp_path / "forged")
    make_bag(tmp_path / "forged", FACTS)
    zip_bag(tmp_path / "forged", pack)
    assert verify_pack(pack, remake=False).findings == ()
    (told,) = verify_pack(pack, sha256=kept, remake=False).findings
    assert told.startswith("the pack is another: its SHA-256 is ")


HOSTILE = {
    "above": f"{ROOT}/../../outside.txt",
    "absolute": "/etc/outside.txt",
    "drive": "C:/outside.txt",
    "backslash": f"{ROOT}/..\\outside.txt",
    "elsewhere": "other/file.txt",
    "twin": f"{ROOT}/DATA/map/week.csv",
    "dot": f"{ROOT}/data/./week.csv",
    "line": f"{ROOT}/data/a\nb",
    "device": f"{ROOT}/data/con:",
    "folder": f"{ROOT}/data/folder/",
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_path_that_leads_elsewhere_is_refused(tmp_path, name):
    """One line, exit code 2, nothing written outside."""
    pack = small_pack(tmp_path)
    rewrite(pack, lambda _, data: data, [(name, b"harmless")])
    before = sorted(tmp_path.rglob("*"))
    code, told = run("verify", pack)
    assert (code, told.count("\n")) == (2, 1), told
    assert "don't open it" in told
    assert sorted(tmp_path.rglob("*")) == before


def test_links_bombs_and_sealed_files_are_refused(tmp_path):
    """A link, a compressed file that grows a thousandfold, a name that stands twice."""
    link = zipfile.ZipInfo(f"{ROOT}/data/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    bomb = zipfile.ZipInfo(f"{ROOT}/data/bomb")
    bomb.compress_type = zipfile.ZIP_DEFLATED
    for member, data, why in (
        (link, b"/etc/hosts", "is a link"),
        (bomb, bytes(1_000_000), "is compressed"),
    ):
        pack = small_pack(tmp_path / why.replace(" ", ""))
        rewrite(pack, lambda _, data: data, [(member, data)])
        code, told = run("verify", pack)
        assert (code, why in told) == (2, True), told
    pack = small_pack(tmp_path / "twice")
    with pytest.warns(UserWarning, match="Duplicate"):
        rewrite(pack, lambda _, data: data, [(f"{ROOT}/data/{SPEC}", b"x")])
    assert "twice" in run("verify", pack)[1]


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"no zip", b"PK\x05\x06" + bytes(18)]
)
def test_what_is_no_pack_is_said_in_a_line(tmp_path, data):
    """Empty, cut short, another file, an empty zip file: never a traceback."""
    (tmp_path / "pack.zip").write_bytes(data)
    code, told = run("verify", tmp_path / "pack.zip")
    assert code in (1, 2), told
    assert told.count("\n") == 1


@pytest.mark.usefixtures("desk")
def test_what_changed_since_the_spec_is_not_packed():
    """A map isn't packed with another table than it was made of."""
    with Path("week.csv").open("a", encoding="utf-8") as file:
        file.write(
            "\nK-9,2023-06-03,Riots,More,Zvečan,XK,42.9,20.8,0,reported,Desk,"
        )
    code, told = run("evidence", "pack", "map.toml", "-o", "pack.zip")
    assert code == 2
    assert "week.csv: has changed since map.toml was written" in told
    assert not Path("pack.zip").exists()


@pytest.mark.usefixtures("desk")
def test_missing_files_and_wrong_hashes_are_told():
    """Packed all the same, with exit code 1 and a line for each."""
    lines = Path("week.csv").read_text("utf-8").splitlines()
    head, first, second, *rest = lines
    zeros = "0" * 64
    rows = [
        f"{head},sha256",
        f"{first},{zeros}",
        f"{second}gone.png,",
        *(f"{one}," for one in rest),
    ]
    Path("week.csv").write_text("\n".join(rows), "utf-8")
    run("map", "week.csv", "-o", "map.html", "--save-spec", "map.toml")
    code, told = run("evidence", "pack", "map.toml", "-o", "pack.zip")
    assert code == 1
    assert (
        "row K-101: bridge.jpg isn't the file that its sha256 names" in told
    )
    assert "row K-102: gone.png isn't there" in told


@pytest.mark.usefixtures("desk")
def test_files_outside_the_folder_need_a_word():
    """As for the files of a spec: a row names what lies elsewhere."""
    text = (
        Path("week.csv")
        .read_text("utf-8")
        .replace("bridge.jpg", "../secret.jpg")
    )
    Path("week.csv").write_text(text, "utf-8")
    run("map", "week.csv", "-o", "map.html", "--save-spec", "map.toml")
    code, told = run("evidence", "pack", "map.toml", "-o", "pack.zip")
    assert (
        code,
        "../secret.jpg lies outside the table's folder" in told,
    ) == (1, True)


def test_inputs_outside_go_in_with_a_word(desk):
    """The spec in the pack names them where they are in it, and the map is the same."""
    (desk / "sub").mkdir()
    run(
        "map",
        "week.csv",
        "-o",
        "sub/map.html",
        "--save-spec",
        "sub/map.toml",
    )
    assert run("evidence", "pack", "sub/map.toml", "-o", "pack.zip")[0] == 2
    assert (
        run(
            "evidence",
            "pack",
            "sub/map.toml",
            "-o",
            "pack.zip",
            "--allow-outside",
        )[0]
        == 0
    )
    code, told = run("verify", "pack.zip")
    assert code == 0, told


@pytest.mark.usefixtures("desk")
def test_a_link_with_a_key_is_not_packed():
    """The line is named and the key isn't said; with a word it is packed."""
    text = Path("week.csv").read_text("utf-8")
    text = text.replace(
        "https://example.org/clip",
        "https://example.org/clip?api_key=0123456789",
    )
    Path("week.csv").write_text(text, "utf-8")
    run("map", "week.csv", "-o", "map.html", "--save-spec", "map.toml")
    code, told = run("evidence", "pack", "map.toml", "-o", "pack.zip")
    assert (code, "0123456789" in told) == (2, False)
    assert "map/week.csv, line 2: a link holds api_key=…" in told
    assert (
        run(
            "evidence", "pack", "map.toml", "-o", "pack.zip", "--allow-keys"
        )[0]
        == 0
    )


def test_a_page_that_is_made_otherwise_is_named(desk):
    """The page in the pack isn't what its spec makes: said with the versions."""
    run("evidence", "pack", "map.toml", "-o", "pack.zip")
    with zipfile.ZipFile("pack.zip") as pack:
        pack.extractall(".")
    bag = desk / ROOT / "data"
    page = bag / PAGE
    page.write_bytes(
        page.read_bytes().replace(b"Crowd at", b"Crowds at") + b" "
    )
    import bagit

    facts = {
        name: value
        for name, value in bagit.Bag(str(desk / ROOT)).info.items()
        if name != "Payload-Oxum"
    }
    make_bag(bag, facts)
    zip_bag(bag, desk / "forged.zip")
    code, told = run("verify", "forged.zip")
    assert code == 1
    assert f"data/{PAGE}: made again by sitmap=" in told


@pytest.mark.parametrize(
    "name", ["../../../../etc/passwd", "/etc/passwd", "gone.csv"]
)
def test_a_spec_in_a_pack_reads_nothing_outside_it(tmp_path, name):
    """Its map isn't made: what it names lies elsewhere, or nowhere."""
    text = (
        f'[[input]]\nrole = "incidents"\npath = "{name}"\nsha256 = "00"\n'
    )
    bag = tmp_path / "bag"
    for where, data in ((SPEC, text), (PAGE, "a page")):
        (bag / where).parent.mkdir(parents=True)
        (bag / where).write_text(data, "utf-8")
    make_bag(bag, FACTS)
    zip_bag(bag, tmp_path / "pack.zip")
    (told,) = verify_pack(tmp_path / "pack.zip").findings
    assert told.startswith(f"data/{PAGE}: can't be made again: ")
    assert "outside its own folder" in told or "No such file" in told


def test_what_is_no_file_is_no_pack(tmp_path):
    """A folder, a name of nothing."""
    for path in (tmp_path, tmp_path / "gone.zip"):
        code, told = run("verify", path)
        assert (code, told.count("\n"), "is no file" in told) == (
            2,
            1,
            True,
        )


def test_a_list_of_links_to_fetch_is_told(tmp_path):
    """BagIt has one; no pack needs it, and nothing is fetched."""
    pack = small_pack(tmp_path)
    rewrite(
        pack,
        lambda _, data: data,
        [(f"{ROOT}/fetch.txt", b"https://a.example/x 3 data/x\n")],
    )
    assert verify_pack(pack, remake=False).findings == (
        "fetch.txt: was added",
    )
