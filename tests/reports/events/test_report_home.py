"""What a whole report is of, and what in it is only named in passing."""

from __future__ import annotations

import warnings

from sitmap.reports import parse_report


def read(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = parse_report(text, published="2024-06-03").incidents
    return list(rows.itertuples())


def test_the_unit_of_the_title_holds_a_village_that_is_not_listed():
    """A note that is headed Djugu tells of Djugu, which is finer than Ituri."""
    rows = read(
        "Flash update: Djugu territory, Ituri\n\n"
        "Gunmen killed four people at Ndjala-Loko on Friday."
    )
    assert rows[0].precision == "admin2"
    assert rows[0].country == "CD"


def test_a_region_named_in_passing_holds_no_village_elsewhere():
    """Abyan is where one car blew up; Kamaran is nowhere near."""
    rows = read(
        "1. Shells fell on Hodeidah on Friday.\n2. Shots were fired in Marib on Friday.\n"
        "3. US aircraft struck a radar site on Kamaran island on Friday.\n"
        "4. Gunmen blew up a car in Mudiyah, Abyan, on Friday.\n"
        "5. A man was shot dead in Taiz on Friday."
    )
    (row,) = [x for x in rows if "Kamaran" in x.quote]
    assert row.geometry is None or row.geometry.is_empty


def test_a_village_is_not_put_into_the_capital_that_an_agency_writes_from():
    """Kabul is the dateline of fighting at a crossing 170 km away."""
    rows = read(
        "KABUL, June 3 - Fighting at the Ghulam Khan crossing killed a guard on Friday.\n\n"
        "Gunmen shot a tribal elder in Panjshir on Thursday."
    )
    (row,) = [x for x in rows if "Ghulam" in x.quote]
    assert row.geometry is None or row.geometry.is_empty


def test_a_run_in_town_takes_its_sentence_out_of_the_items_region():
    """ "Kaduna: …" in an item of Zamfara isn't in Zamfara."""
    rows = read(
        "Field notes, 12-19 January\n\nBorno: ISWAP killed four farmers at Baga on 12 January.\n\n"
        "Zamfara: bandits kidnapped a man in Maradun on 14 January. Kaduna: a train was attacked at"
        " the Rijana junction on 18 January. In Shiroro, 20 people were abducted on 16 January."
    )
    (row,) = [each for each in rows if "Rijana" in each.quote]
    assert "Zamfara" not in str(row.place_name)


def test_a_town_that_is_told_further_on_holds_no_village_before_it():
    """Boulkessi isn't listed; Gossi, 100 km off, is of the next item."""
    rows = read(
        "1/ JNIM attacked the army camp at Boulkessi this morning.\n"
        "2/ A bomb hit a convoy near Gossi, in Mali; two died."
    )
    assert [row.place_name for row in rows][1] == "Gossi"
    assert rows[0].geometry is None
