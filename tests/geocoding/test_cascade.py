"""Geocoders in a row: who is asked, what agreement and disagreement come to, and what a failure leaves."""

import math
import pickle

import pandas as pd
import pytest
from geopy.location import Location

import sitmap
from sitmap.errors import InputError, ServiceError
from sitmap.geocoding.answers import AnswerRow, no_answer
from sitmap.geocoding.cascade import combine_answers

GAZETTEER = sitmap.Gazetteer(folders=[])


def offline(lon=20.8, lat=42.9, score=0.7, status="ambiguous", **more):
    usual = {
        "address": "Banjska, Kosovo",
        "country": "XK",
        "precision": "place",
        "uncertainty_m": 1_200.0,
        "match": "fuzzy",
        "n_candidates": 2,
        "is_firm": True,
        "why": "spelled alike",
    }
    return AnswerRow(
        "Banjska",
        lon=lon,
        lat=lat,
        score=score,
        status=status,
        **{**usual, **more},
    )


def online(lon=20.8, lat=42.9, status="found", **more):
    usual = {
        "address": "Banjskë, Zvečan",
        "country": "XK",
        "precision": "place",
        "uncertainty_m": 2_000.0,
        "match": "nominatim",
        "n_candidates": 1,
        "is_firm": True,
        "why": "answered by nominatim",
        "located_by": "nominatim",
    }
    return AnswerRow(
        "Banjska", lon=lon, lat=lat, status=status, **{**usual, **more}
    )


class Scripted:
    """A geocoder that answers what it is told to, and counts."""

    def __init__(self, **answers):
        self.answers, self.asked = answers, []

    def answer_all(self, questions, near=None, progress=None):  # noqa: ARG002
        self.asked += [name for name, _, _ in questions]
        missing = no_answer(
            "", "not_found", "scripted knows no such place", "scripted"
        )
        return [
            self.answers.get(name, missing)._replace(name=name)
            for name, _, _ in questions
        ]

    def geocode(self, query):
        raise NotImplementedError(query)


@pytest.mark.parametrize(
    ("score", "raised", "status"),
    [
        (0.7, 28 / 31, "found"),
        (0.5, 0.8, "ambiguous"),
        (0.85, 68 / 71, "found"),
        (0.2, 0.5, "ambiguous"),
        (1.0, 0.99, "found"),
    ],
)
def test_agreement_multiplies_the_odds(score, raised, status):
    """Odds of 7:3 times 4:1 are 28:3; of 1:1, 4:1; of 17:3, 68:3; of 1:4, 1:1."""
    both = combine_answers(offline(score=score), online(lon=20.82))
    assert both.score == pytest.approx(raised, abs=1e-3)
    assert both.status == status
    assert "nominatim agrees" in both.why
    assert both.is_firm is (raised >= 0.5)


@pytest.mark.parametrize(
    ("score", "address", "share"),
    [
        (0.85, "Banjska, Kosovo", 17 / 29),
        (0.5, "Banjskë, Zvečan", 0.8),
        (0.2, "Banjskë, Zvečan", 16 / 17),
    ],
)
def test_disagreement_is_ambiguous_and_shows_both(score, address, share):
    """100 km apart: the likelier one's point, its share of the odds (17:3 against 4:1), and no pin."""
    both = combine_answers(offline(score=score), online(lat=43.8))
    assert (both.status, both.is_firm, both.address) == (
        "ambiguous",
        False,
        address,
    )
    assert both.score == pytest.approx(share)
    assert (
        both.extra["gazetteer_says"]
        == "Banjska, Kosovo (42.90000, 20.80000)"
    )
    assert (
        both.extra["nominatim_says"]
        == "Banjskë, Zvečan (43.80000, 20.80000)"
    )
    assert both.extra["apart_m"] == pytest.approx(100_075, rel=1e-3)
    for told in ("Banjska, Kosovo", "Banjskë, Zvečan", "100 km away"):
        assert told in both.why


def test_the_finer_of_two_that_agree_is_taken():
    """A house in the town: the house's point, both named."""
    both = combine_answers(
        offline(uncertainty_m=4_000.0),
        online(uncertainty_m=100.0, precision="exact", lon=20.82),
    )
    assert (both.precision, both.lon, both.located_by) == (
        "exact",
        20.82,
        "nominatim+gazetteer:ambiguous",
    )
    other = combine_answers(offline(), online())
    assert (other.lon, other.located_by, other.place_id) == (
        20.8,
        "gazetteer:ambiguous+nominatim",
        None,
    )


def test_a_village_in_the_district_neither_agrees_nor_contradicts():
    """The finer one is the answer, with its own score."""
    district = offline(
        uncertainty_m=40_000.0, precision="admin2", score=0.6
    )
    both = combine_answers(district, online(lat=43.1))
    assert (both.precision, both.score, both.status) == (
        "place",
        0.8,
        "found",
    )
    assert "within what gazetteer:ambiguous has" in both.why
    coarse = combine_answers(
        offline(score=0.6), online(lat=43.1, uncertainty_m=40_000.0)
    )
    assert (coarse.precision, coarse.score, coarse.status) == (
        "place",
        0.6,
        "ambiguous",
    )


@pytest.mark.parametrize(
    ("radii", "apart_km", "agrees"),
    [
        ((4_800, 1_400), 9, True),
        ((4_800, 1_400), 11, False),
        ((25_000, 30_000), 17, True),
        ((25_000, 30_000), 25, False),
    ],
)
def test_how_near_is_near_enough(radii, apart_km, agrees):
    """Within the town and 5 km around it.

    For regions, half of the smaller radius: the next district is another one.
    """
    first, second = (
        offline(lat=42.0, uncertainty_m=radii[0]),
        online(lat=42.0 + apart_km / 111.195, uncertainty_m=radii[1]),
    )
    assert ("agrees" in combine_answers(first, second).why) is agrees


def test_an_error_leaves_the_answer_before():
    """And says so; without one, the error is what there is, to be asked again."""
    failed = no_answer(
        "Banjska",
        "error",
        "nominatim: no such host, or no network",
        "nominatim",
    )
    both = combine_answers(offline(), failed)
    assert both[:-3] == offline(why=both.why)[:-3]
    assert (
        "gazetteer:ambiguous's answer alone, as nominatim: no such host"
        in both.why
    )
    assert both.extra["nominatim_status"] == "error"
    nothing = no_answer("Banjska", "not_found", "not listed")
    assert combine_answers(nothing, failed).status == "error"


def test_not_found_leaves_the_answer_before():
    """It isn't evidence against a village."""
    missing = no_answer(
        "Banjska", "not_found", "nominatim knows no such place", "nominatim"
    )
    both = combine_answers(offline(), missing)
    assert (both.status, both.score, both.lon) == ("ambiguous", 0.7, 20.8)
    nothing = no_answer("Banjska", "not_found", "not listed")
    assert combine_answers(nothing, missing).status == "not_found"
    assert (
        combine_answers(nothing, missing).why
        == "not listed; nominatim knows no such place"
    )
    assert combine_answers(nothing, online()).score == 0.8


def test_a_namesake_far_from_the_table_stays_a_suggestion():
    """That the service knows the village in Russia, too, doesn't make it the one in a table of Kosovo."""
    both = combine_answers(
        offline(score=0.85, doubt="outlier", is_firm=False), online()
    )
    assert (both.status, both.is_firm) == ("ambiguous", False)


def test_a_name_that_is_only_like_it_contradicts_nobody():
    """The gazetteer's suggestion is no answer.

    The service's is, and says what else may have been meant.
    """
    both = combine_answers(
        offline(doubt="suggestion", is_firm=False), online(lat=43.8)
    )
    assert (both.status, both.is_firm, both.score, both.located_by) == (
        "found",
        True,
        0.8,
        "nominatim",
    )
    assert (
        both.why
        == "answered by nominatim; gazetteer:ambiguous only knows of Banjska, Kosovo"
    )
    assert combine_answers(
        offline(doubt="suggestion", is_firm=False), online()
    ).score == pytest.approx(28 / 31)


def test_only_what_is_unsure_is_asked():
    """Pristina is sure, two Mitrovicas and an unknown village aren't.

    No text, and words for no place, aren't asked.
    """
    service = Scripted(Xyzzyburgh=online())
    names = ["Pristina", "Xyzzyburgh", None, "Pristina", "Springfield"]
    found = sitmap.geocode(
        names, geocoder=sitmap.Cascade([GAZETTEER, service])
    )
    assert service.asked == ["Xyzzyburgh", "Springfield"]
    assert found["status"].tolist() == [
        "found",
        "found",
        "not_found",
        "found",
        "ambiguous",
    ]
    assert found["nominatim_says"].notna().tolist() == [
        False,
        True,
        False,
        False,
        False,
    ]
    assert found["scripted_status"].tolist()[-1] == "not_found"
    assert found["located_by"].tolist()[1] == "nominatim"


def test_everything_is_asked_where_nothing_is_sure_enough():
    """The threshold is an option."""
    service = Scripted()
    sitmap.geocode(
        ["Pristina", "Prizren"],
        geocoder=sitmap.Cascade([GAZETTEER, service], sure=0.999),
    )
    assert service.asked == ["Pristina", "Prizren"]


def test_the_gazetteer_still_sees_the_whole_table():
    """Its doubts are settled by the other rows, before anybody is asked."""
    names = [
        "Sloviansk",
        "Kramatorsk",
        "Druzhkivka",
        "Kostiantynivka",
        "Bakhmut",
        "Toretsk",
    ]
    service = Scripted()
    cascade = sitmap.geocode(
        names, country="UA", geocoder=sitmap.Cascade([GAZETTEER, service])
    )
    alone = sitmap.geocode(names, country="UA", geocoder=GAZETTEER)
    assert cascade.geometry.geom_equals(alone.geometry).all()
    assert cascade["score"].tolist() == alone["score"].tolist()


def test_progress_counts_every_name():
    """Offline ones at once."""
    steps = []
    cascade = sitmap.Cascade([GAZETTEER, Scripted()])
    sitmap.geocode(
        ["Pristina", "Xyzzyburgh"],
        geocoder=cascade,
        progress=lambda *step: steps.append(step),
    )
    assert steps[0] == (1, 2)
    assert steps[-1] == (2, 2)


def test_a_table_is_located_by_both():
    """`located_by` names both, `problem` what is in doubt."""
    service = Scripted(
        Xyzzyburgh=online(),
        Springfield=online(
            status="error", address=None, why="nominatim: HTTP 500"
        ),
    )
    table = pd.DataFrame(
        {"place": ["Pristina", "Xyzzyburgh", "Springfield"]}
    )
    located = sitmap.locate(
        table, geocoder=sitmap.Cascade([GAZETTEER, service])
    )
    assert located["located_by"].tolist()[:2] == [
        "gazetteer:exact",
        "nominatim",
    ]
    assert located.geometry.notna().tolist() == [True, True, False]
    assert "nominatim: HTTP 500" in located["problem"].iloc[2]
    assert [
        credit["text"]
        for credit in sitmap.Map(located).settings()["attribution"]
    ][-1] == "© OpenStreetMap contributors"


def test_a_single_place_as_geopy_has_it():
    """With what each said under `answers`."""
    cascade = sitmap.Cascade(
        [GAZETTEER, Scripted(Xyzzyburgh=online(), Far=online())]
    )
    assert cascade.geocode("Prizren", country_codes="xk").raw[
        "answers"
    ] == {
        "gazetteer_says": "Prizren, Kosovo (42.21389, 20.73972)",
        "gazetteer_status": "found",
    }
    raw = cascade.geocode("Xyzzyburgh").raw
    assert (
        raw["source"],
        raw["score"],
        raw["answers"]["nominatim_status"],
    ) == (
        "nominatim",
        0.8,
        "found",
    )
    assert cascade.geocode("Nosuchplacexx") is None
    assert cascade.geocode(None) is None
    assert cascade.geocode("Xyzzyburgh", exactly_one=False)[0].raw == raw
    with pytest.raises(ServiceError, match="HTTP 500"):
        sitmap.Cascade(
            [
                GAZETTEER,
                Scripted(
                    Nowherexx=no_answer(
                        "", "error", "HTTP 500", "nominatim"
                    )
                ),
            ]
        ).geocode("Nowherexx")
    with pytest.raises(InputError, match="no country"):
        cascade.geocode("Prizren", country_codes="ZZ")


def test_reverse_is_the_first_ones():
    """Offline where it can be."""
    assert (
        sitmap.Cascade([GAZETTEER, Scripted()])
        .reverse((42.21, 20.74))
        .raw["name"]
        == "Prizren"
    )


def test_any_geopy_geocoder_can_be_second():
    """Its answers are points of unknown precision."""

    class Plain:
        def geocode(self, query):
            return Location(query, (42.5, 21.0), {})

    found = sitmap.geocode(
        ["Xyzzyburgh"], geocoder=sitmap.Cascade([GAZETTEER, Plain()])
    ).iloc[0]
    assert (found["status"], found["located_by"], found["precision"]) == (
        "found",
        "plain",
        "unknown",
    )
    assert math.isnan(found["uncertainty_m"])


def test_it_travels_to_another_process():
    """With its geocoders."""
    copy = pickle.loads(pickle.dumps(sitmap.Cascade([GAZETTEER], sure=0.8)))  # noqa: S301
    assert (copy.sure, copy.geocode("Prizren").raw["country"]) == (
        0.8,
        "XK",
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (([],), "give a list"),
        (("nominatim",), "give a list"),
        ((["nominatim"],), "'nominatim' has no method geocode"),
        (([GAZETTEER], 1.5), "sure is 1.5"),
        (([GAZETTEER], 0.9, 0), "trust is 0"),
    ],
)
def test_what_can_not_be_is_one_line(arguments, told):
    """With what can."""
    names = ("geocoders", "sure", "trust")
    with pytest.raises(InputError, match=told):
        sitmap.Cascade(**dict(zip(names, arguments, strict=False)))
