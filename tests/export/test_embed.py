"""Maps in other documents: a page, a Word file."""

import html
import re
import zipfile

import pytest

import sitmap
from sitmap.errors import InputError, OutputError
from sitmap.export.docx import write_docx
from sitmap.export.embed import make_embed
from sitmap.samples import sample_map, sample_path


@pytest.fixture(scope="module")
def sample():
    return sample_map()


def test_inline_the_whole_page_is_in_the_snippet(sample):
    """srcdoc, escaped, is the page that save() writes."""
    snippet = make_embed(sample)
    inside = re.fullmatch(
        r'<iframe [^>]*?srcdoc="([^"]*)" style=[^>]*></iframe>', snippet
    )
    assert html.unescape(inside[1]) == sample.get_root().render()


def test_markdown_leaves_the_snippet_as_it_is(sample):
    """No tab, which pandoc turns into spaces, and no line break, which ends a paragraph.

    Scripts run by their hash.
    """
    assert not set("\t\n\r") & set(make_embed(sample))


def test_beside_the_map_is_a_file(tmp_path, sample, monkeypatch):
    """The snippet is short, its link relative and quoted."""
    monkeypatch.chdir(tmp_path)
    snippet = make_embed(sample, file="a map.html", ratio="16/9")
    assert 'src="a%20map.html"' in snippet
    assert "aspect-ratio:16/9" in snippet
    assert len(snippet) < 500
    assert (
        (tmp_path / "a map.html")
        .read_text("utf-8")
        .startswith("<!DOCTYPE html>")
    )


def test_the_frame_is_a_cage(sample):
    """Scripts of the map may run; the page around, its forms and its storage are out of reach."""
    allowed = re.search(r'sandbox="([^"]*)"', make_embed(sample))[1].split()
    assert "allow-scripts" in allowed
    assert not {
        "allow-same-origin",
        "allow-forms",
        "allow-top-navigation",
    } & set(allowed)


def test_a_title_is_only_text():
    """A quote in a title doesn't end the attribute."""
    snippet = make_embed(sitmap.Map(title='a" onload="alert(1)'))
    assert 'title="a&quot; onload=&quot;alert(1)"' in snippet


def test_what_is_no_ratio(sample):
    """One line with the form."""
    with pytest.raises(InputError, match="16/9"):
        make_embed(sample, ratio="wide")


def test_a_word_document(tmp_path, sample):
    """A picture with a text for those who can't see it, a caption, the sources and the note.

    A template is kept.
    """
    docx = pytest.importorskip(
        "docx", reason="needs the extra sitmap[docx]"
    )
    pytest.importorskip(
        "matplotlib", reason="needs the extra sitmap[figure]"
    )
    first = write_docx(sample, tmp_path / "a.docx", dpi=60)
    whole = write_docx(
        sample,
        tmp_path / "b.docx",
        template=first,
        caption="North Kosovo\x07",
        dpi=60,
    )
    document = docx.Document(str(whole))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert len(document.inline_shapes) == 2
    assert "Map: North Kosovo " in texts
    assert sum("1244" in text for text in texts) == 2
    with zipfile.ZipFile(whole) as archive:
        assert (
            'descr="North Kosovo "'
            in archive.read("word/document.xml").decode()
        )


def test_no_word_document(tmp_path, sample):
    """A template that is none, and a folder that isn't there."""
    pytest.importorskip("docx", reason="needs the extra sitmap[docx]")
    (tmp_path / "t.docx").write_text("no")
    with pytest.raises(InputError, match="no Word document"):
        write_docx(
            sample, tmp_path / "a.docx", template=tmp_path / "t.docx"
        )
    with pytest.raises(OutputError, match="doesn't exist"):
        write_docx(sample, tmp_path / "no/a.docx", dpi=40)


def test_a_word_document_is_a_report(tmp_path, sample):
    """A4, the picture as wide as the text, every incident in the table with its day."""
    docx = pytest.importorskip(
        "docx", reason="needs the extra sitmap[docx]"
    )
    pytest.importorskip(
        "matplotlib", reason="needs the extra sitmap[figure]"
    )
    document = docx.Document(
        str(write_docx(sample, tmp_path / "a.docx", dpi=60))
    )
    section = document.sections[0]
    assert (
        round(section.page_width.mm),
        round(section.page_height.mm),
    ) == (210, 297)
    assert round(document.inline_shapes[0].width.mm) == 210 - 2 * 25
    table = document.tables[0]
    drawn = sample.incidents[0].drawn
    assert len(table.rows) == 1 + len(drawn)
    rows = [
        [cell.text.replace("\u2011", "-") for cell in row.cells]
        for row in table.rows[1:]
    ]
    assert [row[0] for row in rows] == [
        str(number + 1) for number in range(len(drawn))
    ]
    days = sorted(f"{day:%Y-%m-%d}" for day in drawn["date_start"])
    assert sorted(row[1] for row in rows) == days
    assert [cell.text for cell in table.rows[0].cells] == [
        "",
        "Time",
        "Place",
        "Incidents",
        "Killed",
        "Source",
    ]


@pytest.mark.parametrize(
    ("lang", "words", "english"),
    [
        (
            "de",
            (
                "Vorfälle",
                "Gefechte",
                "Bestätigt",
                "Wie genau der Ort bekannt ist",
            ),
            "Battles",
        ),
        ("sr-Cyrl", ("Инциденти", "Потврђено"), "Confirmed"),
        ("sq", ("Incidente",), "Incidents"),
    ],
)
def test_a_figure_speaks_the_language_of_its_page(
    tmp_path, lang, words, english
):
    """Legend, heads and foot are in the page's own words, no other."""
    pytest.importorskip(
        "matplotlib", reason="needs the extra sitmap[figure]"
    )
    incidents = sitmap.locate(sitmap.read(sample_path("north-kosovo.csv")))
    made = sitmap.Map(
        incidents, lang=lang, names="sr-Cyrl", date="2023-10-01"
    )
    svg = made.figure(tmp_path / "a.svg", dpi=40).read_text("utf-8")
    assert not [word for word in words if word not in svg]
    assert f">{english}<" not in svg
