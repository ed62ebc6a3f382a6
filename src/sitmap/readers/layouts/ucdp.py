"""UCDP GED and Candidate events, as exports, without their line of names, and from the API as JSON.

Columns and codes as in the UCDP GED codebook (https://ucdp.uu.se/downloads/). ``date_prec`` 2 is a
span of two to six days: ``date_start`` and ``date_end`` hold it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitmap.precision import UCDP_PRECISION
from sitmap.readers.layout import Codes, Layout

if TYPE_CHECKING:
    from sitmap.readers.layout import Reading
    from sitmap.readers.rows import Rows

_COLUMNS: Final = """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id
side_b_new_id side_b number_of_sources source_article source_office source_date source_headline
source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude
geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a
deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
"""
"""In the order of GED: Candidate 24.0.1 was published without them."""


def _take_first_date(rows: Rows, _: Reading) -> Rows:
    """Of the dates of several articles, take the first as the day of the source."""
    if "source_date" not in rows.frame:
        return rows
    said = rows.frame["source_date"].astype("string")
    several = said.str.contains(";", regex=False).fillna(value=False)
    first = said.mask(several, said[several].str.split(";", n=1).str[0])
    return (
        replace(rows, frame=rows.frame.assign(source_date=first))
        if several.any()
        else rows
    )


LAYOUTS: Final = (
    Layout(
        name="UCDP GED",
        told_by=(
            frozenset(
                {"where_prec", "where_coordinates", "type_of_violence"}
            ),
            frozenset({"type_of_violence", "dyad_name", "date_prec"}),
        ),
        columns={
            "incident_id": "id",
            "notes": "where_description",
            "date_start": "date_start",
            "date_end": "date_end",
            "longitude": "longitude",
            "latitude": "latitude",
            "coordinates": "geom_wkt",
            "place": "where_coordinates",
            "country": "country",
            "admin1": "adm_1",
            "admin2": "adm_2",
            "actor1": "side_a",
            "actor2": "side_b",
            "fatalities_best": "best",
            "fatalities_low": "low",
            "fatalities_high": "high",
            "source": "source_office",
            "source_date": "source_date",
        },
        event_type=Codes(
            "type_of_violence",
            {
                "1": "State-based conflict",
                "2": "Non-state conflict",
                "3": "One-sided violence",
            },
        ),
        precision=Codes("where_prec", UCDP_PRECISION),
        date_precision=Codes(
            "date_prec",
            {
                "1": "day",
                "2": "day",
                "3": "week",
                "4": "month",
                "5": "year",
            },
        ),
        credit="UCDP GED",
        title=True,
        header=tuple(_COLUMNS.split()),
        looks={
            0: r"\d+",
            2: r"(?:19|20)\d\d",
            5: "[123]",
            24: "[1-7]",
            37: "[1-5]",
            38: r"\d{4}-\d\d-\d\d.*",
        },
        adapt=_take_first_date,
    ),
)
