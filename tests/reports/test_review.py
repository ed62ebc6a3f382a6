# ruff: noqa: E501  - tables and sentences are kept whole
"""The review loop and folders of reports."""

import pandas as pd
import pytest
from click.testing import CliRunner

from sitmap.errors import OutputError
from sitmap.incidents import conform
from sitmap.reports import apply_review, parse_report, read_reports
from sitmap.reports.cli import extract
from sitmap.reports.review import read_draft, write_draft

STORY = "Three people were killed in shelling near Bakhmut on Tuesday, police said.\n\nIn Kramatorsk, protesters blocked a road on Monday."


@pytest.fixture
def draft():
    return parse_report(STORY, published="2022-12-01").incidents


@pytest.mark.parametrize("suffix", [".csv", ".geojson", ".gpkg"])
def test_a_draft_comes_back_as_it_went(draft, tmp_path, suffix):
    """Points, dates, counts, quotes survive the file."""
    path = tmp_path / f"draft{suffix}"
    write_draft(draft, path)
    back = read_draft(path)
    columns = [
        "incident_id",
        "sub_event_type",
        "place_name",
        "date_start",
        "fatalities_best",
        "quote",
        "quote_start",
        "confidence",
    ]
    pd.testing.assert_frame_equal(
        pd.DataFrame(back[columns]), pd.DataFrame(draft[columns]), check_dtype=False, check_categorical=False
    )
    assert back.geometry.x.round(5).tolist() == draft.geometry.x.round(5).tolist()


def test_a_dropped_row_is_gone_and_an_edited_one_wins(draft, tmp_path):
    """The person decides."""
    path = tmp_path / "draft.csv"
    write_draft(draft, path)
    table = pd.read_csv(path, dtype="string")
    table.loc[0, "keep"] = "no"
    table.loc[1, "sub_event_type"] = "Peaceful protest"
    table.to_csv(path, index=False)
    reviewed = apply_review(draft, path)
    assert reviewed["incident_id"].tolist() == [draft["incident_id"].iloc[1]]
    assert reviewed["sub_event_type"].tolist() == ["Peaceful protest"]


def test_a_quote_that_is_a_formula_stays_text(tmp_path):
    """A spreadsheet runs nothing, and the quote comes back whole."""
    table = conform(pd.DataFrame({"title": ["=1+1"], "quote": ["@SUM(A1)"], "keep": [True]}))
    path = tmp_path / "draft.csv"
    write_draft(table, path)
    assert "'=1+1" in path.read_text("utf-8-sig")
    assert read_draft(path)["quote"].tolist() == ["@SUM(A1)"]


def test_an_unknown_ending_is_refused(draft, tmp_path):
    """The remedy is in the line."""
    with pytest.raises(OutputError, match="choose one"):
        write_draft(draft, tmp_path / "draft.doc")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STORY)
    (tmp_path / "in" / "b.txt").write_text(
        "At least four people were killed by shells in Bakhmut on Tuesday, a rival paper wrote."
    )
    (tmp_path / "in" / "c.txt").write_bytes(b"\x00\x01\x02" * 99)
    return tmp_path


@pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")
def test_the_same_incident_in_two_reports_is_linked_and_both_are_kept(folder):
    """Three dead here, four there: two rows that name each other."""
    table = read_reports(folder / "in", published="2022-12-01")
    pair = table[table["also_in"].notna()]
    assert sorted(pair["fatalities_best"]) == [3, 4]
    assert set(pair["also_in"]) == set(pair["incident_id"])


@pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")
def test_a_run_goes_on_where_it_was(folder):
    """What was drafted is read from the cache, with the same result."""
    seen = []
    first = read_reports(folder / "in", cache=folder / "cache", published="2022-12-01")
    (folder / "in" / "a.txt").touch()
    again = read_reports(
        folder / "in", cache=folder / "cache", published="2022-12-01", progress=lambda *step: seen.append(step[:2])
    )
    assert again["incident_id"].tolist() == first["incident_id"].tolist()
    assert seen == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")
def test_extract_writes_a_draft(folder):
    """One report in, one table out, one line that counts."""
    result = CliRunner().invoke(
        extract, [str(folder / "in" / "a.txt"), "--published", "2022-12-01", "-o", str(folder / "out.csv")]
    )
    assert result.exit_code == 0, result.output
    assert "2 incidents drafted" in result.output
    assert pd.read_csv(folder / "out.csv").columns[0] == "keep"
