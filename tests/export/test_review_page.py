"""What the review page holds: cells, passages, places."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest
from click.testing import CliRunner

import sitmap
from sitmap.cli import main
from sitmap.errors import InputError
from sitmap.export.draft import write_draft
from sitmap.export.review_content import review_content
from sitmap.export.review_page import render_review
from sitmap.incidents import conform
from sitmap.reports import parse_report
from sitmap.reports.review import read_draft

STORY = (
    "😀 Three people were killed in shelling near Bakhmut on Tuesday, police said.\n\n"
    "In Kramatorsk, protesters blocked a road on Monday."
)


@pytest.fixture(scope="module")
def report():
    return parse_report(STORY, published="2022-12-01")


@pytest.fixture(scope="module")
def content(report):
    return review_content(report.incidents, [report], sitmap.Gazetteer())


def settings_of(page):
    found = re.search(r'class="sitmap-review">(.*?)</script>', page)
    return json.loads(found[1])


def test_every_row_has_its_passage_in_code_points(report, content):
    """An emoji before it counts once."""
    cut = [
        [STORY[start:end] for _, start, end in spans]
        for spans in content["passages"]
    ]
    assert cut == [[quote] for quote in report.incidents["quote"]]


def test_a_quote_is_found_in_the_report_that_holds_it(report):
    """Of two, and where its offsets are another edition's."""
    other = parse_report(
        "A man was shot dead in Zvečan on Monday.", published="2022-12-01"
    )
    moved = report.incidents.assign(
        quote_start=500, quote_end=600, quotes=None
    )
    content = review_content(moved, [other, report], sitmap.Gazetteer())
    assert [
        [span[0] for span in spans] for spans in content["passages"]
    ] == [[1], [1]]
    lost = review_content(
        moved.assign(quote="not there"), [report], sitmap.Gazetteer()
    )
    assert lost["passages"] == [[], []]


def test_candidates_of_the_rows_country_come_first():
    """Mitrovica in Kosovo before Sremska Mitrovica in Serbia, each place once."""
    draft = conform(
        pd.DataFrame({"place": ["Mitrovica"], "country": ["XK"]})
    )
    content = review_content(draft, [], sitmap.Gazetteer())
    names = [
        content["places"][at]["name"] for at in content["candidates"][0]
    ]
    assert names[0] == "Mitrovica"
    assert "Sremska Mitrovica" in names
    assert len(set(content["candidates"][0])) == len(
        content["candidates"][0]
    )


def test_the_page_is_one_file_with_inert_text(report):
    """Nothing but its own scripts can run, and no text ends the element that it stands in."""
    hostile = "</script><script>window.ran=1</script>"
    draft = report.incidents.assign(title=hostile)
    page = render_review(draft, [report], name=hostile)
    assert hostile not in page
    assert "default-src 'none'" in page
    assert settings_of(page)["rows"][0][1] == hostile


def test_the_same_draft_has_the_same_hash_and_another_has_another(
    report, content
):
    """What a browser keeps belongs to one draft."""
    again = review_content(report.incidents, [report], sitmap.Gazetteer())
    other = review_content(
        report.incidents.iloc[:1], [report], sitmap.Gazetteer()
    )
    assert content["hash"] == again["hash"] != other["hash"]


def test_a_draft_of_nothing_is_a_page_all_the_same():
    """A reviewer may add what was missed."""
    page = render_review(
        conform(pd.DataFrame({"title": []})), [], name="draft.csv"
    )
    assert settings_of(page)["rows"] == []


@pytest.mark.parametrize("lang", ["sq", "sr-Cyrl", "uk", "ar"])
def test_the_page_speaks_the_languages_of_maps(report, lang):
    """And a language without words is an error."""
    settings = settings_of(
        render_review(report.incidents, [report], name="d", lang=lang)
    )
    assert settings["lang"] == lang
    assert settings["strings"]["key"]
    with pytest.raises(InputError, match="no words"):
        render_review(report.incidents, [report], name="d", lang="xx")


def test_the_command_writes_a_page_and_names_strangers(report, tmp_path):
    """Rows of another report are said; a table can't be the output."""
    (tmp_path / "report.txt").write_text(STORY, "utf-8")
    draft = report.incidents.assign(
        quote=["another's", report.incidents["quote"].iloc[1]]
    )
    write_draft(draft, tmp_path / "draft.csv")
    files = [
        str(tmp_path / name)
        for name in ("draft.csv", "report.txt", "review.html")
    ]
    done = CliRunner().invoke(main, ["review", *files[:2], "-o", files[2]])
    assert done.exit_code == 0
    assert (
        "1 of 2 rows have no quote that stands in the reports"
        in done.output
    )
    assert (
        settings_of((tmp_path / "review.html").read_text("utf-8"))["file"]
        == "draft.csv"
    )
    refused = CliRunner().invoke(
        main, ["review", *files[:2], "-o", files[0]]
    )
    assert refused.exit_code == 2
    assert len(read_draft(files[0])) == 2


def test_merge_lists_each_conflict_on_a_line_and_exits_with_one(
    report, tmp_path
):
    """Nothing to settle is exit code 0."""
    base, ours, theirs, out = (
        str(tmp_path / f"{name}.csv") for name in ("base", "a", "b", "m")
    )
    write_draft(report.incidents, base)
    write_draft(report.incidents.assign(status="confirmed"), ours)
    write_draft(report.incidents.assign(status="denied"), theirs)
    done = CliRunner().invoke(
        main, ["merge", base, ours, theirs, "-o", out]
    )
    assert done.exit_code == 1
    lines = [
        line
        for line in done.output.splitlines()
        if ", status: base reported" in line
    ]
    assert len(lines) == 2
    assert "a.csv confirmed; b.csv denied" in lines[0]
    assert (
        CliRunner()
        .invoke(main, ["merge", base, ours, base, "-o", out])
        .exit_code
        == 0
    )
    assert read_draft(out)["status"].tolist() == ["confirmed", "confirmed"]
