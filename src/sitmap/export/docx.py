"""A map in a Word document: the figure, its caption, a table of incidents, and credits."""

from __future__ import annotations

import io
from dataclasses import astuple
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import InputError, OutputError
from sitmap.export.figure import draw_figure, draw_numbered
from sitmap.export.files import save_zip, write_file
from sitmap.export.incident_rows import (
    HEADS,
    NumberedRow,
    list_left_off,
    list_rows,
)
from sitmap.export.office import clean, list_credits
from sitmap.layers.changed import call_field
from sitmap.layers.words import JOINED
from sitmap.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sitmap.export.figure.page import Facet, Size
    from sitmap.layers.words import Words
    from sitmap.maps.content import HasContent, MapContent

__all__ = ["write_docx"]

_A4_MM: Final = (210.0, 297.0)
# as Word's own A4
_MARGIN_MM: Final = 25.0
# height to width of the picture: a map above its legend
_SHAPE: Final = 0.95
_MOST_ROWS: Final = 60  # of the table: two pages
_EMU_PER_MM: Final = 36_000  # Word's unit of length, English Metric Units
# characters of a cell: a title, and what three others say
_LONGEST: Final = 240
# of a table's text: six columns on A4
_SMALL_PT: Final = 8.5
# marks: more numbers than that nobody finds on a column's width
_MOST_NUMBERED: Final = 300
_CHANGE_COLUMNS: Final = (
    "change",
    "incident_id",
    "title",
    "field",
    "before",
    "after",
)
_SUMMED: Final = (
    *("incidents", "fatalities_low", "fatalities_best", "fatalities_high"),
    *("without_fatalities", "only_to_region"),
)
_SHARES: Final = (0.06, 0.14, 0.18, 0.35, 0.1, 0.17)
"""Of the width: number, day, place, what, dead, source."""


def write_docx(
    one: HasContent,
    path: str | Path,
    *,
    caption: str | None = None,
    template: str | Path | None = None,
    size: Size | None = None,
    dpi: float = 220,
    facet: Facet | None = None,
    table: bool = True,
    counts: pd.DataFrame | None = None,
) -> Path:
    """Write a Word document with the map as a picture, a caption, its incidents, and sources.

    Parameters
    ----------
    one
        A `sitmap.Map`.
    path
        The ``.docx`` to write.
    caption
        Below the picture; by default the map's title and date.
    template
        A document to add the map to, at its end; it is not changed itself. Its sheet and margins
        hold; without one the sheet is A4.
    size
        Of the figure (`sitmap.Map.figure`), scaled to the width of the text; by default it is drawn
        for just that width, so that no word is too small to read.
    dpi, facet
        Of the figure (`sitmap.Map.figure`).
    table
        Whether the incidents drawn follow as a table.
    counts
        A table of counts that follows the caption, whole.

    Returns
    -------
    pathlib.Path
        The path written.

    Raises
    ------
    OutputError
        The file can't be written, or python-docx or matplotlib isn't installed.
    InputError
        `template` is no Word document.
    """
    document = _open(template)
    before = len(document.element.body)
    width = _text_width_mm(document)
    fitted = size if size is not None else (width, width * _SHAPE)
    content = one.content()
    words = content.words
    if table and facet is None and size is None:
        picture, rows, outside = draw_numbered(
            one, size=fitted, dpi=dpi, most=_MOST_NUMBERED
        )
        _add_picture(document, io.BytesIO(picture), content, caption)
        _add_table(document, rows or _unnumbered(content), words, outside)
    else:
        with scratch_folder() as folder:
            file = folder / "map.png"
            draw_figure(
                one,
                file,
                size=fitted,
                dpi=dpi,
                facet=facet,
                is_inset=size is None,
            )
            _add_picture(document, str(file), content, caption)
        if table:
            _add_table(document, _unnumbered(content), words)
    if counts is not None:
        _add_counts(document, counts, content.words)
    _add_changes(document, content)
    _add_credits(document, content)
    if words.is_right_to_left:
        _turn(
            list(document.element.body)[before - 1 :]
        )  # the last is the sheet's own format
    return write_file(path, save_zip(document.save))


def _open(template: str | Path | None) -> Any:
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
        from docx.shared import Mm
    except ModuleNotFoundError:
        raise OutputError(
            "Word documents need python-docx: pip install 'sitmap[docx]'"
        ) from None
    try:
        document = docx.Document(
            None if template is None else str(template)
        )
    except (ValueError, KeyError, OSError, PackageNotFoundError):
        raise InputError(
            f"{template}: is no Word document (.docx) that can be opened"
        ) from None
    if template is None:
        section = document.sections[-1]
        section.page_width, section.page_height = (
            Mm(_A4_MM[0]),
            Mm(_A4_MM[1]),
        )
        section.left_margin = section.right_margin = Mm(_MARGIN_MM)
    return document


def _text_width_mm(document: Any) -> float:
    section = document.sections[-1]
    width = section.page_width - section.left_margin - section.right_margin
    return float(width) / _EMU_PER_MM


def _add_picture(
    document: Any, picture: Any, content: MapContent, caption: str | None
) -> None:
    from docx.shared import Mm

    document.add_picture(picture, width=Mm(_text_width_mm(document)))
    told = caption or ", ".join(filter(None, [content.title, content.date]))
    shape = document.inline_shapes[-1]._inline.docPr  # noqa: SLF001 - there is no other way
    shape.set("descr", clean(told))
    document.add_paragraph(
        clean(f"{content.words.say('map')}: {told}"),
        style=_style(document, "Caption"),
    )


def _unnumbered(content: MapContent) -> list[NumberedRow]:
    """Return the incidents drawn as rows, the earliest first, without numbers."""
    marks = [
        layer.incidents
        for layer in content.layers
        if layer.incidents is not None
    ]
    drawn = [one.drawn for one in marks if len(one.drawn)]
    if not drawn:
        return []
    rows = pd.concat(drawn).sort_values("date_start", kind="stable")
    return [
        NumberedRow(None, row) for row in list_rows(rows, content.words)
    ]


def _add_table(
    document: Any,
    rows: Sequence[NumberedRow],
    words: Words,
    outside: int = 0,
) -> None:
    """Write the incidents, each with its number on the map; what doesn't fit is counted."""
    if not rows:
        return
    table = document.add_table(rows=1, cols=len(_SHARES))
    table.style = _style(document, "Table Grid")
    _write_row(
        table.rows[0],
        ["", *(words.say(key) for key in HEADS)],
        is_head=True,
    )
    for each in rows[:_MOST_ROWS]:
        number = "" if each.number is None else str(each.number)
        _write_row(table.add_row(), [number, *astuple(each.row)])
    _set_widths(document, table)
    told = [
        words.say("more_rows", n=len(rows) - _MOST_ROWS)
        if len(rows) > _MOST_ROWS
        else "",
        words.say("outside_frame", n=outside) if outside else "",
    ]
    document.add_paragraph("; ".join(filter(None, told)))


def _write_row(
    row: Any, texts: Sequence[str], *, is_head: bool = False
) -> None:
    """Fill a row, which stays on one sheet; the head stands on every sheet."""
    from docx.oxml import OxmlElement

    for cell, text in zip(row.cells, texts, strict=True):
        _write_cell(cell, text, bold=is_head)
    about = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way
    about.append(OxmlElement("w:cantSplit"))
    if is_head:
        about.append(OxmlElement("w:tblHeader"))


def _set_widths(document: Any, table: Any) -> None:
    from docx.shared import Mm

    whole = _text_width_mm(document)
    table.autofit = False
    for column, share in zip(table.columns, _SHARES, strict=True):
        for cell in (column, *column.cells):
            cell.width = Mm(whole * share)


def _write_cell(cell: Any, text: str, *, bold: bool = False) -> None:
    from docx.shared import Pt

    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    run = cell.paragraphs[0].add_run(clean(short))
    run.font.size, run.bold = Pt(_SMALL_PT), bold


_HEADS: Final = {
    "incidents": "incidents_title",
    "area": "place",
    "event_type": "types",
    "sub_event_type": "types",
    "status": "status_title",
    "precision": "precision_title",
    "source": "source",
    "population": "population",
    "incidents_per_100000": "per_people",
    **{name: f"per:{name}" for name in ("day", "week", "month", "year")},
}
"""Columns of a table of counts whose heading is among the words of the page."""

_ENDS: Final = {"fatalities_low": "min.", "fatalities_high": "max."}


def _head(name: str, words: Words) -> str:
    """Head a column of counts in the words of the page; the user's own columns as they are."""
    if name in _HEADS:
        return words.say(_HEADS[name])
    if name == "fatalities_best":
        return words.say("fatalities")
    if name in _ENDS:
        return f"{words.say('fatalities')} ({_ENDS[name]})"
    return name.replace("_", " ")


def _add_counts(document: Any, counts: pd.DataFrame, words: Words) -> None:
    """Write a table of counts with its sums, its head on every sheet."""
    table = document.add_table(rows=1, cols=len(counts.columns))
    table.style = _style(document, "Table Grid")
    heads = [_head(str(name), words) for name in counts.columns]
    _write_row(table.rows[0], heads, is_head=True)
    for row in counts.itertuples(index=False):
        _write_row(
            table.add_row(),
            ["" if pd.isna(each) else str(each) for each in row],
        )
    sums = {
        name: counts[name].sum(min_count=1)
        for name in _SUMMED
        if name in counts
    }
    told = [
        "" if pd.isna(sums.get(name, pd.NA)) else str(sums[name])
        for name in counts.columns
    ]
    _write_row(table.add_row(), ["=", *told[1:]])


def _add_changes(document: Any, content: MapContent) -> None:
    """List what changed since an earlier table: a row for each field, and each row that is gone."""
    for layer in content.layers:
        if layer.changes is None:
            continue
        told = layer.changes[
            layer.changes["change"].isin(["changed", "gone"])
        ]
        if told.empty:
            continue
        fields = told["field"].map(
            lambda field: call_field(field, content.words),
            na_action="ignore",
        )
        told = told.assign(field=fields)
        table = document.add_table(rows=0, cols=len(_CHANGE_COLUMNS))
        table.style = _style(document, "Table Grid")
        for row in told.head(_MOST_ROWS)[list(_CHANGE_COLUMNS)].itertuples(
            index=False
        ):
            _write_row(
                table.add_row(),
                ["" if pd.isna(each) else str(each) for each in row],
            )
        if len(told) > _MOST_ROWS:
            more = content.words.say("more_rows", n=len(told) - _MOST_ROWS)
            document.add_paragraph(more)


def _add_credits(document: Any, content: MapContent) -> None:
    """Write sources, the basemap's credit, what isn't drawn, and the notes."""
    for line in list_credits(content):
        document.add_paragraph(clean(line))
    for line in list_left_off(content.left_off[:_MOST_ROWS]):
        document.add_paragraph(
            clean(line), style=_style(document, "List Bullet")
        )


def _turn(blocks: Sequence[Any]) -> None:
    """Have what was added read from right to left: tables, paragraphs and the runs in them."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for block in blocks:
        for table in block.iter(qn("w:tblPr")):
            turned = OxmlElement("w:bidiVisual")
            style = table.find(qn("w:tblStyle"))
            table.insert(0 if style is None else 1, turned)
        for paragraph in block.iter(qn("w:p")):
            about = paragraph.get_or_add_pPr()
            turned = OxmlElement("w:bidi")
            about.insert_element_before(turned, *_BEHIND_BIDI)
        for run in block.iter(qn("w:r")):
            if JOINED.search("".join(run.itertext())):
                _turn_run(run)


def _turn_run(run: Any) -> None:
    """Mark words of a right-to-left script; a day or a number among them reads as it did."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    about = run.get_or_add_rPr()
    size = about.find(qn("w:sz"))
    if size is not None:  # such scripts have a size of their own
        other = OxmlElement("w:szCs")
        other.set(qn("w:val"), size.get(qn("w:val")))
        size.addnext(other)
    about.append(OxmlElement("w:rtl"))


_BEHIND_BIDI: Final = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:outlineLvl",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
)
"""What stands behind the mark of direction in a paragraph's format, in the schema's order."""


def _style(document: Any, name: str) -> str | None:
    """Return the name of a style where the document has it."""
    return (
        name if name in [style.name for style in document.styles] else None
    )
