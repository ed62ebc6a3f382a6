"""Maps in other documents: a page, a Word file."""

import html
import re
import zipfile

import pytest

import sitmap
from sitmap.errors import InputError, OutputError
from sitmap.export.docx import write_docx
from sitmap.export.embed import make_embed
from sitmap.samples import sample_map


@pytest.fixture(scope="module")
def sample():
    return sample_map()


def test_inline_the_whole_page_is_in_the_snippet(sample):
    """srcdoc, escaped, is the page that save() writes."""
    snippet = make_embed(sample)
    inside = re.fullmatch(r'<iframe [^>]*?srcdoc="([^"]*)" style=[^>]*></iframe>', snippet)
    assert html.unescape(inside[1]) == sample.get_root().render()


def test_markdown_leaves_the_snippet_as_it_is(sample):
    """No tab, which pandoc turns into spaces, and no line break, which ends a paragraph: scripts run by their hash."""
    assert not set("\t\n\r") & set(make_embed(sample))


def test_beside_the_map_is_a_file(tmp_path, sample, monkeypatch):
    """The snippet is short, its link relative and quoted."""
    monkeypatch.chdir(tmp_path)
    snippet = make_embed(sample, file="a map.html", ratio="16/9")
    assert 'src="a%20map.html"' in snippet
    assert "aspect-ratio:16/9" in snippet
    assert len(snippet) < 500
    assert (tmp_path / "a map.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_frame_is_a_cage(sample):
    """Scripts of the map may run; the page around, its forms and its storage are out of reach."""
    allowed = re.search(r'sandbox="([^"]*)"', make_embed(sample))[1].split()
    assert "allow-scripts" in allowed
    assert not {"allow-same-origin", "allow-forms", "allow-top-navigation"} & set(allowed)


def test_a_title_is_only_text():
    """A quote in a title doesn't end the attribute."""
    snippet = make_embed(sitmap.Map(title='a" onload="alert(1)'))
    assert 'title="a&quot; onload=&quot;alert(1)"' in snippet


def test_what_is_no_ratio(sample):
    """One line with the form."""
    with pytest.raises(InputError, match="16/9"):
        make_embed(sample, ratio="wide")


def test_a_word_document(tmp_path, sample):
    """A picture with a text for those who can't see it, a caption, the sources and the note; a template is kept."""
    docx = pytest.importorskip("docx", reason="needs the extra sitmap[docx]")
    pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")
    first = write_docx(sample, tmp_path / "a.docx", dpi=60)
    whole = write_docx(
        sample, tmp_path / "b.docx", template=first, caption="North Kosovo\x07", dpi=60
    )
    document = docx.Document(str(whole))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert len(document.inline_shapes) == 2
    assert "Map: North Kosovo " in texts
    assert sum("1244" in text for text in texts) == 2
    with zipfile.ZipFile(whole) as archive:
        assert 'descr="North Kosovo "' in archive.read("word/document.xml").decode()


def test_no_word_document(tmp_path, sample):
    """A template that is none, and a folder that isn't there."""
    pytest.importorskip("docx", reason="needs the extra sitmap[docx]")
    (tmp_path / "t.docx").write_text("no")
    with pytest.raises(InputError, match="no Word document"):
        write_docx(sample, tmp_path / "a.docx", template=tmp_path / "t.docx")
    with pytest.raises(OutputError, match="doesn't exist"):
        write_docx(sample, tmp_path / "no/a.docx", dpi=40)
