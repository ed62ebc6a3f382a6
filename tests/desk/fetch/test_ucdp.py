"""UCDP: the newest release, asked for once and taken whole or not."""

import pytest
from tests.desk.services import (
    ged,
)
from tests.geocoding.faults import as_json

from sitmap.errors import ServiceError


def test_ucdp_finds_the_newest_release_and_asks_for_it_once(
    bring, services
):
    """No 26.1 yet: 25.1, twice; then 26.1 is out, with one event corrected and one less."""
    assert bring("ucdp").rows == 3
    assert set(bring.table("ucdp")["data_source"]) == {"UCDP GED 25.1"}
    before = len(bring.paths())
    assert not bring("ucdp").is_written
    assert len(bring.paths()) == before + 1
    services.releases["26.1"] = [ged(1), ged(2, best=4)]
    found = bring("ucdp")
    assert (found.rows, found.new, found.changed, found.gone) == (
        2,
        0,
        1,
        1,
    )
    table = bring.table("ucdp")
    assert set(table["data_source"]) == {"UCDP GED 26.1"}
    assert table["best"].to_list() == [3, 4]
    assert not bring("ucdp").is_written


def test_a_named_release_is_not_asked_for_again(bring, services):
    """It doesn't change once it is out."""
    services.releases["26.0.8"] = [ged(7)]
    assert bring("ucdp", release="26.0.8").rows == 1
    before = len(bring.paths())
    assert not bring("ucdp", release="26.0.8").is_written
    assert len(bring.paths()) == before


def test_ucdp_that_hands_over_less_than_it_says_is_no_table(
    bring, services, tmp_path
):
    """Three are told, and a page is short."""
    services.faults = [
        as_json({"TotalCount": 3, "NextPageUrl": "", "Result": [ged(1)]})
    ]
    with pytest.raises(ServiceError, match="has 3 rows, and handed over 1"):
        bring("ucdp", release="25.1")
    assert not (tmp_path / "ucdp.csv").exists()
    assert bring("ucdp", release="25.1").rows == 3
