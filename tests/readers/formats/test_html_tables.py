"""Tables of pages: cells as a reader sees them, and nothing of a page runs."""

import pytest

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.readers import describe_reading, list_left_off
from sitmap.readers.text_tables import is_text_table

pytest.importorskip("lxml", reason="needs the extra sitmap[html]")

HEAD = "<tr><th>Date<th>Town<th>What happened<th>Killed<th>Source"
PAGE = f"""<!DOCTYPE html><html><head><title>Log</title><script>alert(1)</script></head><body>
<h2>Mitrovica</h2><table>{HEAD}
<tr><td rowspan=2>29 May 2023<td>Zvečan<td>Stones <b>were</b><br>thrown<td>007
    <td><a href="https://example.org/a">Koha</a>
<tr><td>Leposavić<td>Shots<script>alert(2)</script> &lt;img src=x onerror=alert(3)&gt;<td>1
    <td><a href="javascript:alert(4)">Vijesti</a></table>
<h2>Peja</h2><table>{HEAD}
<tr><td>2 June 2023<td>NA<td>Fire<td>0<td>
<tr><td>Total<td><td><td>8<td></table>"""


def save(tmp_path, page, name="a.html"):
    (tmp_path / name).write_text(page, encoding="utf-8")
    return tmp_path / name


def read(path, **options):
    with pytest.warns(DataWarning):
        return sitmap.read(path, **options)


def test_tables_of_the_same_columns_are_one(tmp_path):
    """Unclosed cells, cells over two rows and links come in; the heading above names the table."""
    table = read(save(tmp_path, PAGE))
    assert table["place"].to_list() == ["Zvečan", "Leposavić", "NA"]
    assert table["date_start"].dt.day.to_list() == [29, 29, 2]
    assert table["fatalities_best"].to_list() == [7, 1, 0]
    assert table["table"].to_list() == ["Mitrovica", "Mitrovica", "Peja"]
    assert table["title"][0] == "Stones were thrown"
    assert list_left_off(table)["row"].to_list() == ["3 of 'Peja'"]


def test_a_page_is_inert(tmp_path):
    """What a script holds is no text, what is written as text stays text, of links http(s) only."""
    table = read(save(tmp_path, PAGE))
    assert table["title"][1] == "Shots <img src=x onerror=alert(3)>"
    assert table["source_url"].fillna("").to_list() == [
        "https://example.org/a",
        "",
        "",
    ]
    assert table["source"][1] == "Vijesti"


def test_a_table_is_chosen_by_its_caption_or_number(tmp_path):
    """A caption goes before the heading above; without either it is the number."""
    page = (
        f"<html><table><caption>May</caption>{HEAD}<tr><td>1 May 2023<td>Peja<td>A<td>1<td>x"
        f"</table><table>{HEAD}<tr><td>1 June 2023<td>Klina<td>A<td>1<td>x</table>"
    )
    path = save(tmp_path, page)
    assert sitmap.read(path, layer="2")["place"].to_list() == ["Klina"]
    assert sitmap.read(path, layer="May")["place"].to_list() == ["Peja"]


def test_a_page_around_a_layout_table(tmp_path):
    """Old pages are tables within tables: the inner one is read, the menu isn't."""
    inner = (
        f"<table>{HEAD}<tr><td>1 May 2023<td>Peja<td>Fire<td>1<td>x</table>"
    )
    page = f"<html><table><tr><td>Home<td>Menu<tr><td>{inner}<td>Adverts</table>"
    table = read(save(tmp_path, page))
    assert table[["place", "title"]].to_numpy().tolist() == [
        ["Peja", "Fire"]
    ]


def test_words_around_a_table_are_told(tmp_path):
    """A report with a table isn't taken for the table alone without a line."""
    row = "<tr><td>1 May 2023<td>Peja<td>A<td>1<td>x"
    page = f"<html><p>{'One more word. ' * 60}<table>{HEAD}{row}</table>"
    with pytest.warns(DataWarning, match="180 words around it aren't"):
        sitmap.read(save(tmp_path, page))


def test_the_encoding_that_a_page_says(tmp_path):
    """Windows-1250 as the page declares it, not as the bytes look."""
    page = (
        '<html><head><meta charset="windows-1250"></head>'
        f"<table>{HEAD}<tr><td>1 May 2023<td>Đakovica<td>Požar<td>1<td>x</table>"
    )
    (tmp_path / "a.html").write_bytes(page.encode("cp1250"))
    table = sitmap.read(tmp_path / "a.html")
    assert table["place"].to_list() == ["Đakovica"]


def test_a_spreadsheet_that_is_a_page(tmp_path):
    """Portals export pages and call them .xls: told by content."""
    page = f"<html><table>{HEAD}<tr><td>1 May 2023<td>Peja<td>Fire<td>1<td>x</table>"
    table = sitmap.read(save(tmp_path, page, "export.xls"))
    assert "HTML, table '1'" in describe_reading(table)
    assert table["place"].to_list() == ["Peja"]


def test_a_page_without_a_table_is_one_line(tmp_path):
    """It says who reads reports."""
    with pytest.raises(
        InputError, match=r"without a table; .* sitmap extract"
    ):
        sitmap.read(save(tmp_path, "<html><p>A report.</p></html>"))


@pytest.mark.parametrize(
    ("body", "is_table"),
    [
        (
            f"<table>{HEAD}<tr><td>1 May 2023<td>Peja<td>Fire<td>1<td>x</table>",
            True,
        ),
        ("<p>On 1 May a house burned in Peja.</p>", False),
        (
            "<table><tr><td>Home<td>News<td>Contact</table><p>On 1 May …</p>",
            False,
        ),
        (
            "<table><tr><th>Date<td>1 May<tr><th>Location<td>Peja</table>",
            False,
        ),
        (f"<table>{HEAD}</table><p>None this week.</p>", False),
    ],
)
def test_a_page_of_a_table_is_told_from_an_article(
    tmp_path, body, is_table
):
    """A menu, a box of facts or empty headings make no page a table."""
    assert is_text_table(save(tmp_path, f"<html>{body}</html>")) is is_table


@pytest.mark.parametrize(
    "page",
    [
        "<html>" + "<div>" * 50_000 + "<table><tr><td>a",
        "<html><table><tr><td colspan=999999999 rowspan=999999999>a<td>b",
        "<html><table>" + "<table><tr><td>" * 500,
        "<table",
        "<html><table><tr><td>\x00\x01",
        "<html><table><tr></tr></table>",
    ],
)
def test_odd_pages_are_one_line(tmp_path, page):
    """No depth and no span makes more of a page than it holds."""
    with pytest.raises(InputError) as refused:
        sitmap.read(save(tmp_path, page))
    assert "\n" not in str(refused.value)


def test_a_spreadsheet_in_xml_says_what_to_do(tmp_path):
    """Excel's XML of 2003 has tables, too, and is no page."""
    page = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
        "<Worksheet><Table><Row/></Table></Worksheet></Workbook>"
    )
    with pytest.raises(
        InputError, match="as Excel 2003 wrote; open it and save it"
    ):
        sitmap.read(save(tmp_path, page, "a.xls"))
