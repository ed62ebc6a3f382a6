"""JSON: lists wherever they are, events under their ids, answers that say what is wrong."""

import json

import pytest
from tests.readers.made import FILES, days, write

import sitmap
from sitmap.errors import InputError


@pytest.mark.parametrize(
    ("name", "rows", "point"),
    [
        ("list-a.json", 1, (43.4, 12.7)),
        ("list-b.json", 1, (36.23, 49.99)),
        ("list-c.json", 1, (36.23, 49.99)),
        ("list-d.jsonl", 2, (36.2, 49.9)),
    ],
)
def test_lists_wherever_they_are_in_json(name, rows, point):
    """NGA's, UCDP's, Telegram's key for a list, and one object a line."""
    table = sitmap.read(FILES / name)
    assert len(table) == rows
    assert (table.geometry.x[0], table.geometry.y[0]) == point


def test_json_of_several_lists_asks_which(tmp_path):
    """None of them is guessed."""
    data = {"teams": [{"name": "a"}], "visits": [{"place": "Peja"}]}
    with pytest.raises(
        InputError, match=r"holds 2 lists \(teams, visits\)"
    ):
        sitmap.read(write(tmp_path, json.dumps(data), "a.json"))


def test_events_under_their_ids(tmp_path):
    """Firebase, pandas' own JSON in two orders, and one event alone."""
    events = [
        {"place": "Peja", "date": "2024-03-05"},
        {"place": "Gjakova", "date": "2024-03-06"},
    ]
    by_id = {f"-N{at}": event for at, event in enumerate(events)}
    by_column = {
        key: {str(at): e[key] for at, e in enumerate(events)}
        for key in events[0]
    }
    for data, rows in ((by_id, 2), (by_column, 2), (events[0], 1)):
        table = sitmap.read(write(tmp_path, json.dumps(data), "a.json"))
        assert table["place"].to_list() == ["Peja", "Gjakova"][:rows]
        assert days(table) == ["2024-03-05", "2024-03-06"][:rows]


def test_json_that_says_what_is_wrong(tmp_path):
    """A server's error is told in its words, and a broken line by its number."""
    with pytest.raises(
        InputError, match="a server that failed: Invalid token"
    ):
        sitmap.read(
            write(
                tmp_path,
                '{"error": {"code": 498, "message": "Invalid token"}}',
                "a.json",
            )
        )
    with pytest.raises(InputError, match="line 3 is no valid JSON"):
        sitmap.read(
            write(
                tmp_path,
                '{"place": "A"}\n{"place": "B"}\n{"place": ',
                "a.jsonl",
            )
        )


def test_objects_within_rows_are_columns_by_their_path(tmp_path):
    """A place's name and country, and people by what happened to them, though no point is known."""
    rows = [
        {
            "id": "a",
            "date": "2024-03-05",
            "location": {
                "name": "Sumy",
                "country": "UA",
                "lat": None,
                "lng": None,
            },
            "casualties": {"killed": 2, "wounded": {"adults": 1}},
            "sources": ["https://example.org/1", "https://example.org/2"],
        }
    ]
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(rows))
    row = sitmap.read(path).iloc[0]
    assert (row["place"], row["country"], row["fatalities_best"]) == (
        "Sumy",
        "UA",
        2,
    )
    assert row.geometry is None
    assert row["source_url"] == "https://example.org/1"
    assert "[" not in str(row["source"])


def test_a_list_below_names_that_tables_have(tmp_path):
    """ "status" and "count" beside it make no event of an answer whose list lies deeper."""
    answer = {
        "status": "ok",
        "count": 1,
        "data": {
            "items": [
                {"attributes": {"occurred": "2024-03-05", "place": "Gao"}}
            ]
        },
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps(answer), encoding="utf-8")
    assert sitmap.read(path)["place"].to_list() == ["Gao"]
