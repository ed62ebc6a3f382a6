"""Files as they come: pages with scripts, odd encodings, what is no text, what is far too long."""

import io
import sys
import warnings

import pytest
from tests.work import count_calls

from sitmap.errors import DataWarning, InputError
from sitmap.incidents import validate
from sitmap.reports import parse_report, read_report
from sitmap.reports.text import source as reading_module
from sitmap.reports.text.pages import read_page

STORY = "Three people were killed in shelling near Bakhmut on Tuesday, police said."
PAGE = """<!doctype html><html><head><title>Shells hit Bakhmut | Example News</title>
<meta property="og:title" content="Shells hit Bakhmut"><meta property="og:site_name" content="Example News">
<link rel="canonical" href="https://news.example/bakhmut">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2022-12-01T09:30:00+02:00"}</script>
<style>p { content: "Donetsk" }</style></head>
<body onload="alert('Kherson')"><nav>World | Kyiv | Sport</nav><script>document.write("Shells hit Kharkiv on Monday.")</script>
<article><h1>Shells hit Bakhmut</h1><p>Three people were killed in shelling near Bakhmut on Tuesday, police said. The town has been under fire for months.</p>
<p>Rescuers worked through the night, a spokesman for the region said, and two houses burned down.</p></article>
<noscript>Odesa</noscript><footer>Contact the newsroom in Lviv</footer></body></html>"""


@pytest.fixture
def without_trafilatura(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)


def test_a_page_gives_its_text_title_day_and_address():
    """The day is the one that the page states for machines."""
    pytest.importorskip("trafilatura")
    page = read_page(PAGE)
    assert "Three people were killed" in page.text
    assert (page.title, page.published, page.url, page.source) == (
        "Shells hit Bakhmut",
        "2022-12-01",
        "https://news.example/bakhmut",
        "Example News",
    )
    assert page.notes == ()


@pytest.mark.parametrize(
    "hidden",
    [
        "Kharkiv",
        "Kherson",
        "Donetsk",
        "Odesa",
        "Lviv",
        "Kyiv",
        "document",
        "alert",
    ],
)
def test_nothing_of_scripts_styles_and_menus_is_read(hidden):
    """Neither as text nor as a place."""
    pytest.importorskip("trafilatura")
    assert hidden not in read_page(PAGE).text


@pytest.mark.parametrize(
    "hidden",
    [
        "Kharkiv",
        "Kherson",
        "Donetsk",
        "Odesa",
        "Lviv",
        "Kyiv",
        "document",
        "alert",
    ],
)
@pytest.mark.usefixtures("without_trafilatura")
def test_without_trafilatura_the_visible_text_is_read_and_a_line_says_so(
    hidden,
):
    """The remedy is in the line; what is hidden stays hidden."""
    page = read_page(PAGE)
    assert hidden not in page.text
    assert "Three people were killed in shelling near Bakhmut" in page.text
    assert "pip install 'sitmap[reports]'" in page.notes[0]


@pytest.mark.usefixtures("without_trafilatura")
def test_the_line_reaches_the_reader_of_the_report(tmp_path):
    """As a warning and in the report's notes; and the incident is drafted all the same."""
    (tmp_path / "page.html").write_text(PAGE.replace("datePublished", "x"))
    with pytest.warns(DataWarning, match="trafilatura isn't installed"):
        report = read_report(tmp_path / "page.html", published="2022-12-01")
    assert report.incidents["place_name"].tolist() == ["Bakhmut"]


@pytest.mark.usefixtures("without_trafilatura")
def test_a_page_that_never_closes_its_head_is_read():
    """HTML allows it."""
    page = read_page(
        "<html><head><title>T</title><body><form><p>Shots were heard in Mitrovica.</form>"
    )
    assert page.text == "Shots were heard in Mitrovica."


def test_a_day_that_a_page_states_carelessly_is_no_error(tmp_path):
    """It is asked for, as if the page had none."""
    (tmp_path / "page.html").write_text(
        f'<html><head><meta name="date" content="soon"></head><body><p>{STORY}</p></body></html>'
    )
    with pytest.warns(DataWarning, match="no day of publication"):
        assert read_report(tmp_path / "page.html").published is None


def test_a_given_day_wins_over_that_of_the_page(tmp_path):
    """The person decides."""
    (tmp_path / "page.html").write_text(PAGE)
    assert (
        str(
            read_report(
                tmp_path / "page.html", published="2022-12-08"
            ).published
        )
        == "2022-12-08"
    )


def test_a_page_in_its_own_encoding_is_read(tmp_path):
    """It declares windows-1250, and Zvečan comes out right."""
    page = (
        '<html><head><meta charset="windows-1250"></head><body><p>Shots were heard in Zvečan and in'
        " Leposavić on Monday, the police said in a statement.</p></body></html>"
    )
    (tmp_path / "page.html").write_bytes(page.encode("cp1250"))
    report = read_report(tmp_path / "page.html", published="2022-12-08")
    assert report.incidents["place_name"].iloc[0] == "Zvečan"
    assert {"Zvečan", "Leposavić"} <= set(report.mentions["surface"])


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04", "a zip file"),
        (b"\x89PNG\x00\x00", "a picture"),
        (b"GIF89a\x01\x00", "a picture"),
        (b"\xff\xd8\xff\xe0\x00", "a picture"),
        (b"II*\x00", "a picture"),
        (b"\x00\x01\x02" * 99, "a binary file"),
    ],
)
def test_what_is_no_text_is_named_and_gives_an_empty_valid_result(
    tmp_path, start, kind
):
    """One line with the remedy; the tables have all their columns."""
    path = tmp_path / "report.txt"
    path.write_bytes(start + b"Shells hit Bakhmut")
    with pytest.warns(
        DataWarning,
        match=f"no text but {kind}.*save (?:it as|its text|them as)",
    ) as told:
        report = read_report(path)
    assert len(told) == 1
    assert (report.text, report.refused) == ("", True)
    assert (
        len(report.incidents)
        == len(report.mentions)
        == len(report.figures)
        == 0
    )
    assert validate(report.incidents).empty


MENUS = "".join(
    f"<li><a href='/{each}'>{each}</a></li>"
    for each in ("World", "Kyiv", "Sport")
)


@pytest.mark.parametrize(
    ("page", "note"),
    [
        ("<title></title>", "holds no words"),
        (
            f"<title>Home</title><nav><ul>{MENUS}</ul></nav><footer>Imprint</footer>",
            "no",
        ),
    ],
)
def test_a_page_without_a_story_gives_a_line_and_no_incident(
    tmp_path, page, note
):
    """Empty, or menus and a footer: nothing is made up of the names in them."""
    path = tmp_path / "page.html"
    path.write_text(
        f"<!doctype html><html><head></head><body>{page}</body></html>"
    )
    with pytest.warns(DataWarning, match=note):
        report = read_report(path, published="2022-12-01")
    assert report.events == ()
    assert validate(report.incidents).empty


def test_a_text_that_is_far_too_long_is_read_from_its_beginning(
    tmp_path, monkeypatch
):
    """The line says how far and what to do; no letter is cut, and the rest stays on the disk."""
    monkeypatch.setattr(reading_module, "MOST_BYTES", 1_000)
    path = tmp_path / "archive.txt"
    path.write_text(
        "\n\n".join([STORY, *["The road to Zvečan was quiet."] * 99])
    )
    with pytest.warns(
        DataWarning,
        match=r"only the first .* MB were read; put each report into a file",
    ):
        report = read_report(path, published="2022-12-01")
    assert 900 < len(report.text) <= 1_000
    assert "\ufffd" not in report.text
    assert report.incidents["place_name"].tolist() == ["Bakhmut"]


def test_fifty_megabytes_take_no_more_than_the_part_that_is_read(tmp_path):
    """No more than what is read comes into memory."""
    path = tmp_path / "archive.txt"
    with path.open("wb") as file:
        for _ in range(50):
            file.write(b"a " * 500_000)
    assert (
        len(reading_module._read_bytes(path))
        == reading_module.MOST_BYTES + 1
    )


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]
)
def test_offsets_fit_in_every_encoding(tmp_path, encoding):
    """The quote is cut from the text as read."""
    path = tmp_path / "report.txt"
    path.write_bytes(f"“{STORY}”".encode(encoding))
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DataWarning
        )  # that cp1252 was guessed
        report = read_report(path, published="2022-12-01")
    [row] = report.incidents.itertuples()
    assert report.text[row.quote_start : row.quote_end] == row.quote
    assert "shelling near Bakhmut" in row.quote


def test_a_report_without_heading_or_source_is_named_by_its_file(tmp_path):
    """So that the card and the map's sources say from what they are."""
    (tmp_path / "note.txt").write_text(STORY)
    report = read_report(tmp_path / "note.txt", published="2022-12-01")
    assert report.incidents["source"].tolist() == ["note.txt"]


def test_standard_input_is_read(monkeypatch):
    """By the name of a dash."""
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode()))
    )
    assert read_report("-", published="2022-12-01").incidents[
        "place_name"
    ].tolist() == ["Bakhmut"]


def test_a_file_that_is_not_there_is_refused_with_its_name(tmp_path):
    """And a folder with what to use in its place."""
    with pytest.raises(InputError, match=r"nowhere\.txt: can't be read"):
        read_report(tmp_path / "nowhere.txt")
    with pytest.raises(InputError, match="use read_reports"):
        read_report(tmp_path)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "პოლიციამ განაცხადა, რომ ღამით ქალაქში სროლა იყო და ორი ადამიანი დაიჭრა.",
            "Georgian",
        ),
        ("ፖሊስ በከተማው ውስጥ ትላንት ምሽት ተኩስ ነበር ሁለት ሰዎች ቆስለዋል ብሏል።", "Amharic"),
        ("ရဲတပ်ဖွဲ့က ညက မြို့ထဲမှာ ပစ်ခတ်မှု ဖြစ်ခဲ့တယ်လို့ ပြောပါတယ်။", "Burmese"),
    ],
)
@pytest.mark.filterwarnings("ignore:no place is named")
def test_other_languages_are_named_and_declined(text, language):
    """A line, and no incident; the tables are valid."""
    with pytest.warns(DataWarning, match=f"seems to be {language}"):
        report = parse_report(text, published="2022-08-17")
    assert len(report.incidents) == 0
    assert validate(report.incidents).empty


def test_a_report_without_places_says_so():
    """And an incident nowhere is kept out unless it has a day or a number."""
    with pytest.warns(DataWarning, match="no place is named"):
        report = parse_report(
            "The committee met again to talk about the chairs that it would like to buy.",
            published="2022-08-17",
        )
    assert len(report.incidents) == len(report.mentions) == 0


def test_right_to_left_marks_and_letters_move_no_offset():
    """Overrides, isolates and Hebrew words around an incident."""
    text = (
        "\u202b\u2067שלום\u2069 Three people were killed in shelling near \u202eBakhmut\u202c on"
        " Tuesday, the police said to the press.\u202c"
    )
    report = parse_report(text, published="2022-12-01")
    [row] = report.incidents.itertuples()
    assert report.text[row.quote_start : row.quote_end] == row.quote
    assert (row.place_name, row.fatalities_best) == ("Bakhmut", 3)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        (
            "no full stops",
            lambda text: "".join(
                x for x in text if x.isalnum() or x == " "
            ),
        ),
        (
            "one long sentence",
            lambda text: " and ".join(["gunmen shot"] * (len(text) // 16)),
        ),
        ("a name a line", lambda text: "\n".join(text.split())),
        ("no day", lambda text: text.replace(" on Tuesday", "")),
        ("one paragraph", lambda text: text.replace("\n", " ")),
    ],
)
@pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")
def test_four_times_the_text_is_four_times_the_work(name, make):
    """Whatever a scan has lost, the work grows as the text does (seconds: tests/benchmarks)."""
    calls = []
    for count in (1, 20, 80):  # the first reads what is read once
        text = make(
            f"{STORY} In Zvečan, protesters blocked the road.\n\n" * count
        )
        calls.append(
            count_calls(
                lambda text=text: parse_report(text, published="2022-12-01")
            )
        )
    assert calls[2] < 5 * calls[1], (name, calls)


@pytest.mark.parametrize(
    ("start", "kind", "remedy"),
    [
        (b"%PDF-1.7\n", "a PDF", "pdftotext"),
        (b"\x89PNG\r\n\x1a\n", "a picture", r"text recognition \(OCR\)"),
        (
            b"RIFF\x10\0\0\0WEBPVP8 ",
            "a picture, a sound or a film",
            "write",
        ),
        (b"PK\x03\x04", "a zip file", "unpack it, or save it as .txt"),
        (b"\x1f\x8b\x08\0", r"a packed file \(gzip\)", "unpack it first"),
        (b"\xd0\xcf\x11\xe0", "an old Word or Excel", "save it as .txt"),
    ],
)
def test_what_is_no_text_is_named_with_its_own_remedy(
    tmp_path, start, kind, remedy
):
    """Whatever its ending says."""
    path = tmp_path / "report.txt"
    path.write_bytes(start + b"\x00\x01" * 99)
    with pytest.warns(DataWarning, match=f"no text but {kind}.*{remedy}"):
        assert read_report(path).refused
