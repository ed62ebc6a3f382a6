"""ICEWS: only conflict, and a point is as precise as the finest name of its row."""

import sitmap
from sitmap.readers import list_left_off

NAMES = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code"
    "\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number"
    "\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude"
)


def line(number, code, *place):
    event = f"{number}\t2022-03-05\tArmy\tMilitary\tX\tFight\t{code}\t-10.0\tCitizen\tGeneral\tY"
    return "\t".join([event, "1", "2", "Reuters", *place])


def write(tmp_path, *lines):
    path = tmp_path / "events.2022.tab"
    path.write_text("\n".join([NAMES, *lines]) + "\n", encoding="utf-8")
    return path


def test_a_point_is_as_precise_as_its_finest_name(tmp_path):
    """A country's middle is no spot: with a country alone the radius is 500 km."""
    table = sitmap.read(
        write(
            tmp_path,
            line(
                1,
                "190",
                "Kharkiv",
                "NULL",
                "Kharkivska",
                "Ukraine",
                "49.98",
                "36.25",
            ),
            line(2, "193", "", "", "Kharkivska", "Ukraine", "49.5", "36.4"),
            line(3, "180", "", "", "", "Ukraine", "49", "32"),
        )
    )
    assert table["precision"].to_list() == ["place", "admin1", "country"]
    assert table["uncertainty_m"].to_list() == [5_000, 100_000, 500_000]
    assert table["country"].to_list() == ["UA"] * 3


def test_statements_are_no_incidents(tmp_path):
    """Codes of other roots are left off and named, also where a zero was lost."""
    path = write(
        tmp_path,
        line(1, "010", "Kyiv", "", "", "Ukraine", "50.45", "30.52"),
        line(2, "42", "Kyiv", "", "", "Ukraine", "50.45", "30.52"),
        line(3, "141", "Kyiv", "", "", "Ukraine", "50.45", "30.52"),
    )
    table = sitmap.read(path)
    assert table["incident_id"].to_list() == ["3"]
    assert table["event_type"].to_list() == ["Protests"]
    assert list_left_off(table)["row"].to_list() == [2, 3]
    assert len(sitmap.read(path, roots=None)) == 3
