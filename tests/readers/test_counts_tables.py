"""Tables that count events are refused in a line; tables of single events pass."""

import pytest

import sitmap
from sitmap.errors import InputError


@pytest.mark.parametrize(
    "text",
    [
        "Month,Oblast,Events,Fatalities\n2024-01,Kharkiv,34,12\n2024-02,Kharkiv,1,0\n",
        "Datum;Region;Anzahl Vorfälle\n2024-01-01;Kharkiv;12\n",
        "week,admin1,Number of incidents\n2024-03-04,Idlib,7\n",
        "рік,область,кількість подій\n2023,Сумська,40\n",
        "Año,Departamento,Número de eventos\n2023,Cauca,15\n",
    ],
)
def test_counts_of_events_are_no_incidents(tmp_path, text):
    """Four hundred battles in a region are never one incident in the town of that name."""
    path = tmp_path / "t.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match="counts of events"):
        sitmap.read(path)


@pytest.mark.parametrize(
    "text",
    [
        "date,place,events\n2024-01-01,Kharkiv,shelling\n",  # words
        "date,place,events\n2024-01-01,Kharkiv,1\n",  # each row is one
        "date,place,incidents,notes\n2024-01-01,Kharkiv,3,Three shells\n",  # told in words
    ],
)
def test_a_table_of_single_events_passes(tmp_path, text):
    """A column called events doesn't make a table one of counts."""
    path = tmp_path / "t.csv"
    path.write_text(text, "utf-8")
    assert len(sitmap.read(path)) == 1
