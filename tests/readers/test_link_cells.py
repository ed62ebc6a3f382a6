"""Cells that hold links."""

import pandas as pd

import sitmap
from sitmap.readers import describe_columns
from sitmap.readers.link_cells import link_rows


class _Told(dict):
    """What a reader collects."""

    def add(self, found):
        self.update(found)


def _linked(**columns):
    table, told = pd.DataFrame(columns, dtype="string"), _Told()
    kept = {}
    link_rows(
        table,
        told,
        keep=lambda _, name, cells: kept.update(
            {name: cells.dropna().to_list()}
        ),
    )
    return table, told, kept


def _list(column):
    return column.fillna("").to_list()


def test_plain_addresses_stay_and_several_have_a_blank_between():
    """A comma or a line break parts them as well."""
    table, told, kept = _linked(
        source_url=[
            "https://a.example/1",
            "https://a.example/1, https://b.example/2",
            "https://a.example/1\nhttps://b.example/2",
            None,
        ]
    )
    both = "https://a.example/1 https://b.example/2"
    assert _list(table["source_url"]) == [
        "https://a.example/1",
        both,
        both,
        "",
    ]
    assert not told
    assert not kept


def test_an_address_that_would_run_is_none():
    """Neither a script nor a file of the reader's is a link; what stood there is kept and told."""
    hostile = [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
    ]
    table, told, kept = _linked(source_url=hostile)
    assert table["source_url"].isna().all()
    assert set(told) == {0, 1, 2}
    assert told[0] == (
        "source_url 'javascript:alert(1)' is no address; write https://…"
    )
    assert kept == {"source_url": hostile}


def test_words_around_an_address_are_kept():
    """They may say what the link is to."""
    cell = "see https://a.example/1 for the video"
    table, told, kept = _linked(source_url=[cell])
    assert _list(table["source_url"]) == ["https://a.example/1"]
    assert kept == {"source_url": [cell]}
    assert not told


def test_links_among_names_of_sources_are_taken():
    """A bare link leaves no name; a name beside its link stays."""
    table, told, _ = _linked(
        source=["https://a.example/1", "KoSSev https://a.example/2", "Own"]
    )
    assert _list(table["source_url"]) == [
        "https://a.example/1",
        "https://a.example/2",
        "",
    ]
    assert table["source"].isna()[0]
    assert "KoSSev" in table["source"][1]
    assert table["source"][2] == "Own"
    assert not told


def test_sources_without_links_make_no_column():
    """Nothing is made of nothing."""
    table, _, _ = _linked(source=["Own", None])
    assert "source_url" not in table


def test_names_of_files_are_media_as_they_stand():
    """Links are parted by a blank, a file's name with blanks is left whole."""
    table, _, _ = _linked(
        media=[
            "https://a.example/1.jpg;https://a.example/2.jpg",
            "my photo.jpg",
        ]
    )
    assert _list(table["media"]) == [
        "https://a.example/1.jpg https://a.example/2.jpg",
        "my photo.jpg",
    ]


def test_a_point_in_a_link_is_the_rows_point(tmp_path):
    """A pin of Google's goes before its view; what only its site can read leaves the place."""
    pin = "https://www.google.com/maps/place/M/@42.1,20.1,13z/data=!4m2!3d42.89!4d20.87"
    lines = [
        "Date,Place,Lat,Lon,Link",
        f'2024-03-05,Mitrovica,,,"{pin}"',
        "2024-03-06,Peja,,,https://maps.app.goo.gl/abc",
        '2024-03-07,Prizren,42.21,20.73,"https://maps.google.com/?q=1,2"',
        "2024-03-08,Klina,,,https://news.example.org/2024/03/05/fire",
    ]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    table = sitmap.read(path)
    points = [
        None if point is None else (point.x, point.y)
        for point in table.geometry
    ]
    assert points == [(20.87, 42.89), None, (20.73, 42.21), None]
    assert "points of links to maps" in describe_columns(table)
