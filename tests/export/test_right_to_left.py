"""Figures and Word documents in Arabic are laid out and read from right to left."""

from __future__ import annotations

import zipfile
from datetime import date

import geopandas as gpd
import matplotlib.pyplot as plt
import pytest
from shapely import Point

from sitmap import Map
from sitmap.export.docx import write_docx
from sitmap.export.figure import page as sheets
from sitmap.export.figure.labels import _spread

TITLE = "قصف في حمص"


@pytest.fixture
def drawn():
    rows = {
        "title": [TITLE],
        "date_start": [date(2024, 3, 1)],
        "place_name": ["Homs"],
    }
    table = gpd.GeoDataFrame(rows, geometry=[Point(36.72, 34.73)], crs=4326)
    return {
        lang: Map(table, lang=lang, title="حوادث") for lang in ("ar", "en")
    }


def _pages(monkeypatch, one, path):
    kept = []
    monkeypatch.setattr(sheets, "write_file", lambda target, _: target)
    real = sheets.render_pages
    monkeypatch.setattr(
        sheets,
        "render_pages",
        lambda pages, *rest: kept.extend(pages) or real(pages, *rest),
    )
    one.figure(path, table="beside", dpi=40)
    return kept


def test_a_figure_is_mirrored_and_its_map_is_not(
    drawn, monkeypatch, tmp_path
):
    (arabic,) = _pages(monkeypatch, drawn["ar"], tmp_path / "ar.png")
    (english,) = _pages(monkeypatch, drawn["en"], tmp_path / "en.png")

    def title(figure):
        texts = [text for axes in figure.axes for text in axes.texts]
        return next(text for text in texts if text.get_text() == "حوادث")

    def frame(figure):
        return next(axes for axes in figure.axes if axes.get_gid() == "map")

    assert (
        title(arabic).get_horizontalalignment(),
        title(english).get_horizontalalignment(),
    ) == (
        "right",
        "left",
    )
    assert title(arabic).axes.xaxis_inverted()
    assert not frame(arabic).xaxis_inverted()
    left, right = (
        frame(english).get_position(),
        frame(arabic).get_position(),
    )
    assert right.x0 == pytest.approx(1 - left.x1)
    assert right.width == pytest.approx(left.width)
    plt.close("all")


def _xml(one, path):
    return (
        zipfile.ZipFile(write_docx(one, path))
        .read("word/document.xml")
        .decode()
    )


def test_a_word_document_reads_from_right_to_left(drawn, tmp_path):
    arabic, english = (
        _xml(drawn[lang], tmp_path / f"{lang}.docx")
        for lang in ("ar", "en")
    )
    assert "<w:bidiVisual/>" in arabic
    assert "<w:bidi/>" in arabic
    cell = next(run for run in arabic.split("</w:r>") if TITLE in run)
    assert "<w:rtl/>" in cell
    day = next(
        run
        for run in arabic.split("</w:r>")
        if "2024\u201103\u201101" in run
    )
    assert "<w:rtl/>" not in day
    assert not any(mark in english for mark in ("bidi", "<w:rtl/>"))


def test_joined_letters_are_not_parted():
    assert (_spread("سوريا"), _spread("SYRIA")) == ("سوريا", "S Y R I A")
