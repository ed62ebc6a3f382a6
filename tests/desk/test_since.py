"""What is new, on the map: page, figure and Word say the same as the table's difference."""

import pandas as pd
import pytest
from click.testing import CliRunner

from sitmap.cli import main
from sitmap.desk.diff import find_changes
from sitmap.desk.since import make_layer
from sitmap.errors import InputError
from sitmap.incidents import conform
from sitmap.layers.changed import CHANGE, FIELDS
from sitmap.mapping import Map
from sitmap.readers import read


@pytest.fixture
def weeks(root):
    return [
        str(root / f"docs/stories/week{number}.csv") for number in (1, 2)
    ]


@pytest.fixture
def layer(weeks):
    return make_layer(read(weeks[1]), weeks[0], read)


def test_rows_say_what_is_new_about_them(layer):
    """K-105 is new; K-101 and K-103 changed, field by field; K-102 is as it was."""
    rows = layer.incidents.set_index("incident_id")
    assert rows[CHANGE].dropna().to_dict() == {
        "K-101": "changed",
        "K-103": "changed",
        "K-105": "new",
    }
    assert rows.loc["K-101", FIELDS] == "status: reported → confirmed"
    assert rows.loc["K-103", FIELDS].count("→") == 2


def test_the_map_says_as_many_as_the_difference(layer, weeks):
    """Key, notes and what is left off agree with `find_changes`."""
    changes = find_changes(*map(read, weeks))
    content = Map(layer).content()
    key = {
        entry.text: entry.count
        for _, groups in content.key
        for group in groups
        for entry in group.entries
        if group.head.startswith("Since")
    }
    assert key == {
        "New: with a ring": len(changes.new),
        "Changed": len(changes.changed),
    }
    note = "Since week1.csv: 1 new (with a ring), 2 changed, 1 gone"
    assert note in content.notes
    assert content.left_off["what"].to_list() == ["Fence put up"]
    told = next(
        each.changes for each in content.layers if each.changes is not None
    )
    assert told.equals(changes.table)


def test_a_day_marks_what_is_of_it_or_told_since(weeks):
    """The day itself counts, and so does a row that was told later of a day before."""
    table = read(weeks[1])
    table.loc[0, "source_date"] = pd.Timestamp("2023-06-01")
    rows = make_layer(table, "2023-06-01", read).incidents.set_index(
        "incident_id"
    )[CHANGE]
    assert rows.dropna().index.to_list() == ["K-101", "K-105"]
    with pytest.raises(InputError, match="is no day"):
        make_layer(table, "2023-02-31", read)


def test_word_lists_each_field_that_changed(weeks, tmp_path):
    """Three fields and the row that is gone, in a table of their own."""
    docx = pytest.importorskip(
        "docx", reason="needs the extra sitmap[docx]"
    )
    output = tmp_path / "new.docx"
    told = [
        "figure",
        weeks[1],
        "--since",
        weeks[0],
        "-o",
        str(output),
        "--dpi",
        "40",
    ]
    result = CliRunner().invoke(main, told)
    assert result.exit_code == 0, result.output
    rows = [
        [cell.text for cell in row.cells]
        for row in docx.Document(str(output)).tables[-1].rows
    ]
    assert [row[0] for row in rows] == ["changed"] * 3 + ["gone"]
    assert rows[0][3:] == ["Status", "reported", "confirmed"]


def test_the_earlier_table_is_never_written_over(weeks, tmp_path):
    """Nor is a comparison kept in a spec, which is of what a map is made of."""
    copy = tmp_path / "old.html"
    told = ["map", weeks[1], "--since", str(copy), "-o", str(copy)]
    copy.write_text("id,title,place\n1,a,Peja\n", "utf-8")
    assert "also what is read" in CliRunner().invoke(main, told).output
    told = [
        "map",
        weeks[1],
        "--since",
        weeks[0],
        "-o",
        str(tmp_path / "m.html"),
    ]
    result = CliRunner().invoke(
        main, [*told, "--save-spec", str(tmp_path / "m.toml")]
    )
    assert (result.exit_code, "no part of a spec" in result.output) == (
        2,
        True,
    )


def test_an_earlier_maps_spec_is_compared_with(weeks, tmp_path):
    """The table that the earlier map was made of."""
    spec = tmp_path / "week1.toml"
    (tmp_path / "week1.csv").write_bytes(read_bytes(weeks[0]))
    told = [
        "map",
        str(tmp_path / "week1.csv"),
        "-o",
        str(tmp_path / "m.html"),
    ]
    assert (
        CliRunner()
        .invoke(main, [*told, "--save-spec", str(spec)])
        .exit_code
        == 0
    )
    told = [
        "map",
        weeks[1],
        "--since",
        str(spec),
        "-o",
        str(tmp_path / "n.html"),
    ]
    assert (
        "since week1.toml: 1 new, 2 changed, 1 gone"
        in CliRunner().invoke(main, told).output
    )


def read_bytes(path):
    with open(path, "rb") as file:  # noqa: PTH123 - a path as text
        return file.read()


def test_notes_tell_what_a_reader_knows_before_what_is_within():
    """By title and day, the field in the words of the page; the machine's fields last."""
    old, new = (
        conform(
            pd.DataFrame(
                {
                    "incident_id": ["a"],
                    "title": ["Shots at a patrol"],
                    "date_start": ["2026-11-02"],
                    "confidence": [confidence],
                    "fatalities_best": [dead],
                }
            )
        )
        for confidence, dead in ((0.4, 1), (0.9, 2))
    )
    made = make_layer(new, ("week1.csv", old), read)
    notes = Map(made).content().notes
    told = [note for note in notes if note.startswith("Shots")]
    assert told[0].startswith("Shots at a patrol, 2026-11-02: Killed: 1")
    assert made.incidents[FIELDS].iloc[0].startswith("fatalities best")


def test_what_changed_is_marked_in_the_page_and_its_key(layer):
    """A broken ring, where what is new has a whole one."""
    pictures = [
        entry.picture.look
        for _, groups in Map(layer).content().key
        for group in groups
        if group.head.startswith("Since")
        for entry in group.entries
    ]
    assert [bool(look.dashes) for look in pictures] == [False, True]
    assert layer.settings()["rings"]["changed"] == "changed"
