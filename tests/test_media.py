"""Files that rows name: how cells are parted, where files lie, which hash is whose."""

import hashlib

import pandas as pd
import pytest

from sitmap.media import bad_digests, list_attachments, split_media


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("", []),
        ("a.jpg", ["a.jpg"]),
        ("a.jpg b.png", ["a.jpg", "b.png"]),
        (
            "a.jpg; b c.png|d.pdf\ne.txt",
            ["a.jpg", "b c.png", "d.pdf", "e.txt"],
        ),
        ("bridge at night.jpg", ["bridge at night.jpg"]),
        (
            "https://a.example/x https://b.example",
            ["https://a.example/x", "https://b.example"],
        ),
        ("seen by two people", ["seen", "by", "two", "people"]),
    ],
)
def test_cells_are_parted(cell, words):
    """By semicolons, bars and lines; else by blanks, unless they stand in one file's name."""
    assert split_media(cell) == words


@pytest.fixture
def folder(tmp_path):
    """Two folders with one file each of the same name, and one of its own."""
    for name, text in (
        ("one/a.jpg", "A"),
        ("two/a.jpg", "B"),
        ("one/b.jpg", "C"),
        ("s.jpg", "S"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def states(folder, rows, *names, **options):
    table = pd.DataFrame(
        rows, columns=["media", "archive_url", "sha256"], dtype="string"
    )
    found = list_attachments(
        table, [folder / name for name in names], **options
    )
    return [one.state for one in found]


def test_a_file_is_found_beside_its_table(folder):
    """There, gone, an address, above the folder."""
    rows = [("b.jpg gone.jpg https://a.example/x ../s.jpg", None, None)]
    assert states(folder, rows, "one") == [
        "file",
        "missing",
        "link",
        "outside",
    ]
    assert states(folder, rows, "one", allow_outside=True)[3] == "file"


def test_a_link_that_leads_out_is_outside(folder):
    """A symbolic link to a file elsewhere is no file of the folder."""
    (folder / "one/link.jpg").symlink_to(folder / "s.jpg")
    assert states(folder, [("link.jpg", None, None)], "one") == ["outside"]


def test_of_two_files_of_one_name_the_hash_tells(folder):
    """Without one it isn't known which; the same bytes twice are one file."""
    assert states(folder, [("a.jpg", None, None)], "one", "two") == [
        "twice"
    ]
    assert states(folder, [("a.jpg", None, sha("B"))], "one", "two") == [
        "file"
    ]
    assert states(folder, [("a.jpg", None, sha("Z"))], "one", "two") == [
        "mismatch"
    ]
    (folder / "two/a.jpg").write_text("A")
    assert states(folder, [("a.jpg", None, None)], "one", "two") == ["file"]


def test_hashes_are_given_in_order(folder):
    """The first is the first file's; as many as files leave the copies without; fewer: any."""
    both = f"{sha('A')} {sha('C')}"
    assert states(folder, [("a.jpg b.jpg", None, both)], "one") == [
        "file",
        "file",
    ]
    assert states(folder, [("b.jpg a.jpg", None, both)], "one") == [
        "mismatch",
        "mismatch",
    ]
    assert states(folder, [("a.jpg", "b.jpg", sha("A"))], "one") == [
        "file",
        "file",
    ]
    assert states(folder, [("a.jpg b.jpg", None, sha("C"))], "one") == [
        "mismatch",
        "file",
    ]
    assert states(folder, [("a.jpg", None, sha("A").upper())], "one") == [
        "file"
    ]


def test_what_is_no_hash_is_told():
    """MD5 has 32 digits."""
    table = pd.DataFrame(
        {"sha256": [None, "d41d8cd98f00b204e9800998ecf8427e", sha("A")]}
    )
    assert [row for row, _ in bad_digests(table)] == [1]
