"""Encodings that had to be guessed are told, and stay told."""

import pytest

from sitmap.errors import DataWarning
from sitmap.reports import read_report, read_reports


def test_a_guessed_encoding_is_noted_with_a_remedy_that_works(tmp_path):
    """A report has no option for its encoding; and a folder's reports keep their notes."""
    path = tmp_path / "report.txt"
    path.write_bytes(
        "A bomb killed three people in Bogotá on Tuesday.".encode("cp1252")
    )
    with pytest.warns(DataWarning, match="save it as UTF-8"):
        report = read_report(path, published="2022-12-01")
    assert any("read as cp1252" in note for note in report.notes)
    assert report.incidents["place_name"].tolist() == ["Bogotá"]


def test_a_folder_tells_it_too(tmp_path):
    """Where many reports are read, what is known of one isn't lost."""
    (tmp_path / "a.txt").write_bytes(
        "A bomb killed three people in Bogotá on Tuesday.".encode("cp1252")
    )
    with pytest.warns(DataWarning, match=r"a\.txt: line 1 is not UTF-8"):
        read_reports(tmp_path, published="2022-12-01")
