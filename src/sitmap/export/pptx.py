"""A map as slides: the figure with numbered marks, and the table of its incidents behind it."""

from __future__ import annotations

import io
from dataclasses import astuple
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import InputError, OutputError
from sitmap.export.figure import draw_numbered
from sitmap.export.files import save_zip, write_file
from sitmap.export.incident_rows import HEADS
from sitmap.export.office import clean, list_credits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sitmap.export.incident_rows import NumberedRow
    from sitmap.layers.words import Words
    from sitmap.maps.content import HasContent, MapContent

# PowerPoint's unit of length, English Metric Units
_EMU_PER_MM: Final = 36_000
_WIDE_MM: Final = (338.67, 190.5)  # 16:9
# of a slide
_MARGIN_MM: Final = 10.0
# of a slide: its title
_HEAD_MM: Final = 16.0
# of a slide: sources and notes
_FOOT_MM: Final = 14.0
_ROWS_A_SLIDE: Final = 13  # of two lines at 9 points
# of the list of incidents; a workbook has the rest
_MOST_SLIDES: Final = 12
# marks: more numbers than that nobody finds on a slide
_MOST_NUMBERED: Final = 300
_SHARES: Final = (0.05, 0.11, 0.2, 0.4, 0.08, 0.16)
"""Of the width: number, day, place, what, dead, source."""

_TITLE_PT, _CELL_PT, _SMALL_PT = 22, 9, 7
_FEW: Final = 4  # placeholders of a layout with a title alone: title, date, foot, number
_LONGEST: Final = 120  # characters of a cell: two lines


def write_pptx(
    one: HasContent,
    path: str | Path,
    *,
    template: str | Path | None = None,
    dpi: float = 200,
) -> Path:
    """Write slides: the map with numbered marks, then its incidents, sources and notes.

    Parameters
    ----------
    one
        A `sitmap.Map`.
    path
        The ``.pptx`` to write.
    template
        Slides to add the map to, at their end; their size and master hold. The file isn't changed.
    dpi
        Pixels per inch of the picture.

    Returns
    -------
    pathlib.Path
        The path written.

    Raises
    ------
    OutputError
        The file can't be written, or python-pptx or matplotlib isn't installed.
    InputError
        `template` is no PowerPoint file.
    """
    slides = _open(template)
    content = one.content()
    words = content.words
    width, height = (
        float(side) / _EMU_PER_MM
        for side in (slides.slide_width, slides.slide_height)
    )
    box = (
        _MARGIN_MM,
        _HEAD_MM + 2,
        width - 2 * _MARGIN_MM,
        height - _HEAD_MM - _FOOT_MM - 4,
    )
    picture, rows, outside = draw_numbered(
        one, size=box[2:], dpi=dpi, most=_MOST_NUMBERED
    )
    first = _add_slide(slides, content, width)
    first.shapes.add_picture(io.BytesIO(picture), *map(_mm, box))
    _describe(first, content)
    _add_text(
        first,
        " ".join(list_credits(content)),
        (_MARGIN_MM, height - _FOOT_MM, box[2], 10),
        _SMALL_PT,
    )
    for start in range(
        0, min(len(rows), _ROWS_A_SLIDE * _MOST_SLIDES), _ROWS_A_SLIDE
    ):
        slide = _add_slide(slides, content, width)
        _add_table(slide, rows[start : start + _ROWS_A_SLIDE], words, box)
    _tell_rest(
        slides.slides[-1],
        words,
        len(rows) - _ROWS_A_SLIDE * _MOST_SLIDES,
        outside,
        box,
    )
    return write_file(path, save_zip(slides.save))


def _open(template: str | Path | None) -> Any:
    try:
        import pptx
        from pptx.exc import PackageNotFoundError
        from pptx.util import Mm
    except ModuleNotFoundError:
        raise OutputError(
            "slides need python-pptx: pip install 'sitmap[pptx]'"
        ) from None
    try:
        slides = pptx.Presentation(
            None if template is None else str(template)
        )
    except (ValueError, KeyError, OSError, PackageNotFoundError):
        raise InputError(
            f"{template}: is no PowerPoint file (.pptx) that can be opened"
        ) from None
    if template is None:
        slides.slide_width, slides.slide_height = map(Mm, _WIDE_MM)
    return slides


def _mm(length: float) -> int:
    return round(length * _EMU_PER_MM)


def _add_slide(slides: Any, content: MapContent, width: float) -> Any:
    """Add a slide with the map's title, where the template has a layout with a title alone."""
    layouts = [
        each
        for each in slides.slide_layouts
        if len(each.placeholders) <= _FEW
    ]
    titled = next((each for each in layouts if _has_title(each)), None)
    slide = slides.slides.add_slide(titled or slides.slide_layouts[-1])
    for shape in list(slide.placeholders):
        if (
            shape.placeholder_format.type is None
            or shape != slide.shapes.title
        ):
            shape.element.getparent().remove(shape.element)
    told = clean(" · ".join(filter(None, [content.title, content.date])))
    box = (_MARGIN_MM, 3.0, width - 2 * _MARGIN_MM, _HEAD_MM - 4)
    title = slide.shapes.title
    if title is None:
        _add_text(slide, told, box, _TITLE_PT, bold=True)
        return slide
    title.left, title.top, title.width, title.height = map(_mm, box)
    title.text_frame.text = told
    _set_letters(title.text_frame, _TITLE_PT, bold=True)
    return slide


def _has_title(layout: Any) -> bool:
    from pptx.enum.shapes import PP_PLACEHOLDER

    kinds = {each.placeholder_format.type for each in layout.placeholders}
    bodies = {
        PP_PLACEHOLDER.BODY,
        PP_PLACEHOLDER.OBJECT,
        PP_PLACEHOLDER.SUBTITLE,
    }
    return PP_PLACEHOLDER.TITLE in kinds and not kinds & bodies


def _describe(slide: Any, content: MapContent) -> None:
    """Tell who can't see the picture what it shows."""
    picture = slide.shapes[-1]
    told = clean(content.title)
    picture._element.nvPicPr.cNvPr.set("descr", told)  # noqa: SLF001 - python-pptx has no other way


def _add_text(
    slide: Any,
    text: str,
    box: Sequence[float],
    size: float,
    *,
    bold: bool = False,
) -> None:
    frame = slide.shapes.add_textbox(*map(_mm, box)).text_frame
    frame.word_wrap = True
    frame.text = clean(text)
    _set_letters(frame, size, bold=bold)


def _set_letters(frame: Any, size: float, *, bold: bool = False) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(size), bold


def _add_table(
    slide: Any,
    rows: Sequence[NumberedRow],
    words: Words,
    box: Sequence[float],
) -> None:
    frame = slide.shapes.add_table(
        len(rows) + 1, len(_SHARES), *map(_mm, (*box[:3], 10))
    )
    table = frame.table
    for column, share in zip(table.columns, _SHARES, strict=True):
        column.width = _mm(box[2] * share)
    heads = ["", *(words.say(key) for key in HEADS)]
    lines = [
        heads,
        *([str(each.number), *astuple(each.row)] for each in rows),
    ]
    for cells, texts in zip(table.rows, lines, strict=True):
        cells.height = _mm(box[3] / (_ROWS_A_SLIDE + 1))
        for cell, text in zip(cells.cells, texts, strict=True):
            _fill_cell(cell, text, bold=texts is heads)


def _fill_cell(cell: Any, text: str, *, bold: bool) -> None:
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    cell.text_frame.text = clean(short)
    cell.margin_top = cell.margin_bottom = _mm(0.8)
    _set_letters(cell.text_frame, _CELL_PT, bold=bold)


def _tell_rest(
    slide: Any, words: Words, rest: int, outside: int, box: Sequence[float]
) -> None:
    told = [
        words.say("more_rows", n=rest) if rest > 0 else "",
        words.say("outside_frame", n=outside) if outside else "",
    ]
    line = "; ".join(filter(None, told))
    if line:
        _add_text(
            slide, line, (box[0], box[1] + box[3] + 2, box[2], 6), _SMALL_PT
        )
