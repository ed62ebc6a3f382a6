"""Tables of Word documents: what they say once their tracked changes are accepted."""

import zipfile

import pytest

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.readers import describe_reading

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="https://example.org/a" TargetMode="External"/>'
    '<Relationship Id="rId2" Target="javascript:alert(1)" TargetMode="External"/></Relationships>'
)
NAMES = ("Date", "Town", "What happened", "Killed", "Source")


def text(words):
    return f"<w:r><w:t>{words}</w:t></w:r>"


def cell(inner, about=""):
    return f"<w:tc><w:tcPr>{about}</w:tcPr><w:p>{inner}</w:p></w:tc>"


def row(*cells, about=""):
    return f"<w:tr>{about}{''.join(cells)}</w:tr>"


def plain(*texts):
    return row(*(cell(text(words)) for words in texts))


def table(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def save(tmp_path, *blocks, head=""):
    document = f"<w:document {_SPACES}><w:body>{''.join(blocks)}</w:body></w:document>"
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", head + document)
        archive.writestr("word/_rels/document.xml.rels", _RELATED)
    return path


def test_a_table_as_word_writes_it(tmp_path):
    """Merged cells say their day of each row; links are kept where they are http(s)."""
    day = cell(text("29 May 2023"), '<w:vMerge w:val="restart"/>')
    linked = f'<w:hyperlink r:id="rId1">{text("Koha")}</w:hyperlink>'
    astray = f'<w:hyperlink r:id="rId2">{text("Vijesti")}</w:hyperlink>'
    shots = (cell(text(words)) for words in ("Leposavić", "Shots", "1"))
    stones = (cell(text(words)) for words in ("Zvečan", "Stones", "0"))
    path = save(
        tmp_path,
        "<w:p><w:r><w:t>Incidents of week 22</w:t></w:r></w:p>",
        table(
            plain(*NAMES),
            row(day, *stones, cell(linked)),
            row(cell("", "<w:vMerge/>"), *shots, cell(astray)),
        ),
    )
    read = sitmap.read(path)
    assert read["date_start"].dt.day.to_list() == [29, 29]
    assert read["place"].to_list() == ["Zvečan", "Leposavić"]
    assert read["fatalities_best"].to_list() == [0, 1]
    assert read["source_url"].fillna("").to_list() == [
        "https://example.org/a",
        "",
    ]
    assert "Word, table 'Incidents of week 22'" in describe_reading(read)


def test_tracked_changes_are_accepted(tmp_path):
    """What is inserted is said, what is deleted isn't, in cells and of whole rows."""
    toll = f"<w:del><w:r><w:delText>3</w:delText></w:r></w:del><w:ins>{text('12')}</w:ins>"
    moved = f"<w:moveFrom>{text('Klina')}</w:moveFrom><w:moveTo>{text('Peja')}</w:moveTo>"
    gone = row(
        *(
            cell(text(words))
            for words in ("2 May 2023", "Deçan", "Fire", "9", "x")
        ),
        about="<w:trPr><w:del/></w:trPr>",
    )
    field = f"<w:sdt><w:sdtContent>{text('Attack')}</w:sdtContent></w:sdt>"
    path = save(
        tmp_path,
        table(
            plain(*NAMES),
            row(
                cell(text("1 May 2023")),
                cell(moved),
                cell(field),
                cell(toll),
                cell(text("x")),
            ),
            gone,
        ),
    )
    read = sitmap.read(path)
    assert read["place"].to_list() == ["Peja"]
    assert read["fatalities_best"].to_list() == [12]
    assert read["title"].to_list() == ["Attack"]


def test_a_table_cut_by_a_heading_is_one(tmp_path):
    """Two tables of the same columns are stacked; the line above names them."""
    path = save(
        tmp_path,
        "<w:p><w:r><w:t>Gao</w:t></w:r></w:p>",
        table(plain(*NAMES), plain("1 May 2023", "Gao", "Fire", "1", "x")),
        "<w:p><w:r><w:t>Kidal</w:t></w:r></w:p>",
        table(
            plain(*NAMES), plain("2 May 2023", "Kidal", "Fire", "2", "x")
        ),
    )
    with pytest.warns(
        DataWarning, match="'Gao', 'Kidal' have the same columns"
    ):
        read = sitmap.read(path)
    assert read["table"].to_list() == ["Gao", "Kidal"]
    assert read["fatalities_best"].to_list() == [1, 2]


def test_documents_without_a_table_or_with_entities_are_one_line(tmp_path):
    """It says what to do; entities are never expanded."""
    with pytest.raises(
        InputError, match="without a table; save a report's text"
    ):
        sitmap.read(
            save(tmp_path, "<w:p><w:r><w:t>A report.</w:t></w:r></w:p>")
        )
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    with pytest.raises(InputError, match="declares entities"):
        sitmap.read(save(tmp_path, table(plain(*NAMES)), head=bomb))
    with pytest.raises(InputError, match="can be read"):
        sitmap.read(save(tmp_path, "<w:p>"))
