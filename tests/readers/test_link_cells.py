"""Cells that hold links."""

import pandas as pd

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
