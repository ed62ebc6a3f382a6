"""The review loop and folders of reports."""

import pandas as pd
import pytest

from sitmap.errors import DataWarning, InputError, OutputError
from sitmap.export.draft import write_draft
from sitmap.incidents import conform
from sitmap.reports import apply_review, parse_report
from sitmap.reports.review import read_draft

STORY = (
    "Three people were killed in shelling near Bakhmut on Tuesday, police said.\n\nIn Kramatorsk,"
    " protesters blocked a road on Monday."
)


@pytest.fixture
def draft():
    return parse_report(STORY, published="2022-12-01").incidents


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".geojson", ".gpkg"])
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
        pd.DataFrame(back[columns]),
        pd.DataFrame(draft[columns]),
        check_dtype=False,
        check_categorical=False,
    )
    assert (
        back.geometry.x.round(5).tolist()
        == draft.geometry.x.round(5).tolist()
    )


def test_a_dropped_row_is_gone_and_an_edited_one_wins(draft, tmp_path):
    """The person decides."""
    path = tmp_path / "draft.csv"
    write_draft(draft, path)
    table = pd.read_csv(path, dtype="string")
    table.loc[0, "keep"] = "no"
    table.loc[1, "sub_event_type"] = "Peaceful protest"
    table.to_csv(path, index=False)
    reviewed = apply_review(draft, path)
    assert reviewed["incident_id"].tolist() == [
        draft["incident_id"].iloc[1]
    ]
    assert reviewed["sub_event_type"].tolist() == ["Peaceful protest"]


def test_a_quote_that_is_a_formula_stays_text(tmp_path):
    """A spreadsheet runs nothing, and the quote comes back whole."""
    table = conform(
        pd.DataFrame(
            {"title": ["=1+1"], "quote": ["@SUM(A1)"], "keep": [True]}
        )
    )
    path = tmp_path / "draft.csv"
    write_draft(table, path)
    assert "'=1+1" in path.read_text("utf-8-sig")
    assert read_draft(path)["quote"].tolist() == ["@SUM(A1)"]


def test_a_quote_with_an_apostrophe_of_its_own_keeps_it(tmp_path):
    """Only the guard's apostrophe is taken off."""
    table = conform(
        pd.DataFrame(
            {"title": ["'=1+1"], "quote": ["'Tis quiet"], "keep": [True]}
        )
    )
    write_draft(table, tmp_path / "draft.csv")
    back = read_draft(tmp_path / "draft.csv")
    assert (back["title"].tolist(), back["quote"].tolist()) == (
        ["'=1+1"],
        ["'Tis quiet"],
    )


@pytest.mark.parametrize(
    "word", ["no", "No ", "FALSE", "0", "x", "drop", "-"]
)
def test_however_a_reviewer_says_no_the_row_goes(draft, tmp_path, word):
    """And an empty cell keeps its row."""
    path = tmp_path / "draft.csv"
    write_draft(draft, path)
    table = pd.read_csv(path, dtype="string")
    table["keep"] = [word, ""]
    table.to_csv(path, index=False)
    assert read_draft(path)["incident_id"].tolist() == [
        draft["incident_id"].iloc[1]
    ]


def test_a_table_without_keep_is_no_review(draft, tmp_path):
    """The line says with what to read it."""
    path = tmp_path / "draft.csv"
    draft.drop(columns=["keep", "geometry"]).to_csv(path, index=False)
    with pytest.raises(InputError, match="no column 'keep'"):
        read_draft(path)


def test_what_a_later_draft_finds_beside_the_review_stays(draft):
    """The review decides on what it has seen."""
    reviewed = draft.iloc[:1].assign(keep="no")
    assert apply_review(draft, reviewed)["incident_id"].tolist() == [
        draft["incident_id"].iloc[1]
    ]


def test_an_unknown_ending_is_refused(draft, tmp_path):
    """The remedy is in the line."""
    with pytest.raises(OutputError, match="choose one"):
        write_draft(draft, tmp_path / "draft.doc")


def test_a_report_drafted_again_without_its_day_doubles_nothing(
    draft, tmp_path
):
    """Ids change with the day of publication; the passage is the same."""
    write_draft(draft.assign(keep=[False, True]), tmp_path / "draft.csv")
    with pytest.warns(DataWarning, match="no day of publication"):
        again = parse_report(STORY).incidents
    assert not set(again["incident_id"]) & set(draft["incident_id"])
    reviewed = apply_review(again, tmp_path / "draft.csv")
    assert reviewed["incident_id"].tolist() == [
        draft["incident_id"].iloc[1]
    ]
    longer = parse_report(
        f"{STORY}\n\nA bomb went off in Kyiv.", published="2022-12-01"
    ).incidents
    assert len(apply_review(longer, tmp_path / "draft.csv")) == 2
