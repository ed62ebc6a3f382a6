"""Names looked up by many processes: what one process finds, to the last column."""

import pandas as pd
import pytest

import sitmap
from sitmap.errors import InputError
from sitmap.geocoding import answers
from sitmap.scale import locate, location

# Springfield and Zavod are many; the rows around decide which. Atlantis is nowhere, 7 no name.
NAMES = [
    "Prizren",
    "Atlantis",
    "Mitrovica",
    "Zavod",
    "Springfield",
    "Gjilan",
    "Peja",
    "unknown",
]
ROWS = pd.DataFrame(
    {
        "place": [*NAMES, *NAMES, "Zvečan", None],
        "country": ["XK"] * 8 + [None] * 8 + ["Narnia", "XK"],
        "admin1": [None] * 17 + ["Prizren"],
    }
)


@pytest.fixture
def small_chunks(monkeypatch):
    """Three names a task."""
    monkeypatch.setattr(location, "_CHUNK", 3)


def count_own(monkeypatch):
    """Note the names that this process looks up itself, before the table decides."""
    own, resolve = [], answers._resolve

    def resolve_and_note(gazetteer, name, context):
        own.append(name)
        return resolve(gazetteer, name, context)

    monkeypatch.setattr(answers, "_resolve", resolve_and_note)
    return own


@pytest.mark.usefixtures("small_chunks")
def test_the_table_decides_as_in_one_process():
    """All columns."""
    pd.testing.assert_frame_equal(
        pd.DataFrame(locate(ROWS)), pd.DataFrame(sitmap.locate(ROWS))
    )


@pytest.mark.usefixtures("small_chunks")
def test_rows_with_points_teach_the_others():
    """Learnt places go to whoever looks up."""
    rows = ROWS.assign(longitude=pd.NA, latitude=pd.NA)
    rows.loc[1, ["longitude", "latitude"]] = [20.9, 42.6]
    again = pd.concat(
        [rows, rows.iloc[[1]].assign(longitude=pd.NA, latitude=pd.NA)]
    )
    expected = sitmap.locate(again.reset_index(drop=True))
    found = locate(again.reset_index(drop=True))
    pd.testing.assert_frame_equal(
        pd.DataFrame(found), pd.DataFrame(expected)
    )


@pytest.mark.slow
def test_two_processes_find_the_same(monkeypatch):
    """With a gazetteer each."""
    monkeypatch.setattr(location, "_CHUNK", 5)
    table = ROWS[ROWS["place"].notna() & (ROWS["country"] != "Narnia")]
    own = count_own(monkeypatch)
    found = locate(table, workers=2)
    monkeypatch.undo()
    assert own  # what is in doubt is asked again with the table in mind
    assert not {"Prizren", "Gjilan"} & set(own)
    pd.testing.assert_frame_equal(
        pd.DataFrame(found), pd.DataFrame(sitmap.locate(table))
    )


def test_what_others_could_not_find_is_looked_up_here(monkeypatch):
    """A task that comes to nothing costs time, and no answer."""
    monkeypatch.setattr(location, "_CHUNK", 3)
    monkeypatch.setattr(
        location,
        "_resolve_chunk",
        lambda *_, **__: location.Failure("lost"),
    )
    found = locate(ROWS)
    pd.testing.assert_frame_equal(
        pd.DataFrame(found), pd.DataFrame(sitmap.locate(ROWS))
    )


def test_services_stay_with_one_process():
    """They have limits."""
    with pytest.raises(InputError, match=r"sitmap\.locate"):
        locate(ROWS, geocoder=object())


def test_questions_are_resolved_each_by_itself():
    """A country that nobody knows is left to who knows the table."""
    gazetteer = sitmap.Gazetteer()
    asked = [
        ("Prizren", "XK", None),
        (7, "XK", None),
        ("Prizren", "Narnia", None),
    ]
    found = answers.resolve_each(gazetteer, asked)
    assert list(found) == [0]
    assert found[0].status == "found"
