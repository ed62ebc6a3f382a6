"""Tables of counts are no incidents."""

import pytest
from tests.readers.made import read_text

import sitmap
from sitmap.errors import InputError

AGGREGATES = [
    "WEEK,REGION,COUNTRY,ADMIN1,EVENT_TYPE,EVENTS,FATALITIES,CENTROID_LATITUDE,CENTROID_LONGITUDE",
    "COUNTRY,MONTH,YEAR,EVENTS",
    "Country,Admin1,Admin2,ISO3,Admin2 Pcode,Admin1 Pcode,Month,Year,Events,Fatalities",
    "location_code,admin1_name,event_type,events,fatalities,reference_period_start",
]


@pytest.mark.parametrize("header", AGGREGATES)
def test_counts_are_no_incidents(tmp_path, header):
    """412 battles are not one battle: a line says what the table holds, and what to do with it."""
    row = ",".join("1" for _ in header.split(","))
    with pytest.raises(
        InputError, match=r"holds counts of events.*--areas"
    ):
        read_text(tmp_path, f"{header}\n{row}\n")


@pytest.mark.parametrize(
    "names",
    [
        "Town,Jan,Feb,Mar,Total",
        "Region,2021,2022,2023",
        "District,Jan 2024,Feb 2024,March 2024",
    ],
)
def test_counts_with_a_column_a_month_or_year_are_refused(tmp_path, names):
    """A pivot table of three months is no table of two incidents without a date."""
    path = tmp_path / "a.csv"
    path.write_text(
        f"{names}\nGao,3,4,0{',7' * names.count('Total')}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="holds counts of events"):
        sitmap.read(path)
