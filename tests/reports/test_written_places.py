"""Where a report writes a place in other ways than by a known name: degrees, grids, headlines."""

from __future__ import annotations

import warnings

import pytest

import sitmap
from sitmap.reports import parse_report
from sitmap.reports.places.coordinates import find_coordinates
from sitmap.reports.text.sentences import find_headlines


def draft(text: str, published: str = "2024-05-20"):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sitmap.DataWarning)
        return parse_report(text, published=published).incidents


@pytest.mark.parametrize(
    ("told", "lat", "lon"),
    [
        (
            "Video geolocated to 22.9135, 93.6778 shows it.",
            22.9135,
            93.6778,
        ),
        ("The pit is at 14.1025° N, 1.6300° W.", 14.1025, -1.63),
        ("Seen at N 48.287 E 37.175 on Monday.", 48.287, 37.175),
        (
            "The wreck lies at 13°27'30\"N 002°07'00\"E.",
            13.458333,
            2.116667,
        ),
        ("-1.6785, 29.2289: mortar rounds", -1.6785, 29.2289),
    ],
)
def test_degrees_in_a_text_are_read(
    told: str, lat: float, lon: float
) -> None:
    """Latitude before longitude, south and west below zero."""
    (found,) = find_coordinates(told)
    assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=1e-5)


def test_a_grid_reference_in_a_text_is_read() -> None:
    """37U DQ 390 096 is a square of 100 m beside Siversk, east of Sloviansk."""
    (found,) = find_coordinates("EN SQD PROBED TRENCH VIC 37UDQ390096.")
    assert (found.lat, found.lon) == pytest.approx(
        (48.837, 38.169), abs=0.002
    )
    assert found.uncertainty_m == pytest.approx(71, abs=1)


@pytest.mark.parametrize(
    "told",
    [
        "Prices rose from 1.125 to 1.250 a litre.",
        "Diesel is €1.1255, 1.2505 with tax.",
        "It grew by 12.5 km, 14.2 km and 3.7 km.",
        "Of 1,234,567 and 2,345,678 voters few came.",
        "See 48.2870, 237.1755 in the table.",
    ],
)
def test_other_numbers_are_no_coordinates(told: str) -> None:
    """Prices, lengths, votes, and what lies on no Earth."""
    assert find_coordinates(told) == []


def test_coordinates_place_the_event_they_are_told_of() -> None:
    """Before its telling, in it, or in the sentence behind it; no farther."""
    text = (
        "48.2870, 37.1755: a Russian ammunition dump was hit by drones on Sunday.\n\n"
        "A drone struck a truck on Sunday. The video is geolocated to 48.5000, 37.9000.\n\n"
        "Two shells fell in Kramatorsk on Sunday."
    )
    found = draft(text)
    assert found["problem"].isna().all()
    points = [(each.y, each.x) for each in found.geometry]
    assert points[0] == pytest.approx((48.287, 37.1755))
    assert points[1] == pytest.approx((48.5, 37.9))
    assert points[2] == pytest.approx((48.72, 37.55), abs=0.1)


def test_lines_of_headlines_tell_an_event_each() -> None:
    """Lines that no full stop ends, as a digest has them, each with its own place."""
    text = (
        "MORNING LINES\n\n"
        "Jets pound launchers in Khiam, one dead\n"
        "Gunmen abduct six teachers near Kaduna\n"
        "Doctors' sit-in in Karachi enters third day\n"
        "Markets: gold slips\n"
    )
    found = draft(text, "2024-08-26")
    assert [str(each).removeprefix("near ") for each in found["place"]] == [
        "Khiam",
        "Kaduna",
        "Karachi",
    ]


def test_lines_that_a_margin_breaks_are_no_headlines() -> None:
    """Broken lines are of like length, and some begin with a small letter."""
    text = (
        "The mayor of the northern town of Gao told reporters on Monday morning that\n"
        "Two shells had hit his house before dawn, that both of them had failed to\n"
        "Explode, and that nobody was hurt."
    )
    assert find_headlines(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Djibo fell to the rebels on Friday.", "Djibo"),
        ("Djibo was overrun by jihadists on Friday.", "Djibo"),
        ("Sebba came under mortar fire on Friday.", "Sebba"),
    ],
)
def test_a_bare_town_is_known_by_what_befalls_it(
    text: str, place: str
) -> None:
    """A little-known name at the head of a sentence: no person falls to the rebels."""
    assert draft(text)["place"].tolist() == [place]


def test_the_second_end_of_a_road_is_a_place() -> None:
    """Dori and Djibo lie 172 km apart by their degrees: too far; Dori and Gorom-Gorom 60 km."""
    (row,) = draft(
        "A mine on the road between Dori and Gorom-Gorom killed two."
    ).itertuples()
    assert row.geometry.y == pytest.approx((14.035 + 14.443) / 2, abs=0.05)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Refinery workers in Basra to walk out on Thursday, unions say.",
            "planned",
        ),
        (
            "An operation against bandits in Mopti will be carried out in the coming days.",
            "planned",
        ),
        (
            "Clashes were rumoured in Gao. Two sources told the mission that there had been none.",
            "denied",
        ),
        (
            "A spokesman for the army denied that Gao had been taken.",
            "denied",
        ),
    ],
)
def test_what_is_to_come_and_what_was_not(text: str, status: str) -> None:
    """Headlines with "to", operations ahead, rumours that the next sentence denies."""
    assert draft(text)["status"].tolist() == [status]


@pytest.mark.parametrize(
    "text",
    [
        "A helicopter of the UN air service landed safely in Gao on Friday.",
        "Small-arms fire was heard in Gao on Friday. Celebratory fire after a football match.",
        "Since 1 January the force has lost 22 men, and 1,634 people have been arrested in Gao.",
        "The ceasefire at Hodeidah otherwise holds.",
        '"The Ambush", a novel of jealousy among dentists in Mérida, won the prize.',
        "I'll be in Gao when the bus comes.",
        "The explosion at a boatyard in Bergen was caused by paint fumes, investigators say.",
        "Land mines remain a major threat to those who return to Homs.",
        "An apprentice suffered burns to his hands in Bergen on Friday.",
    ],
)
def test_what_is_no_incident(text: str) -> None:
    """Landings, feasts, totals to date, a truce that holds, novels."""
    assert draft(text).empty


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Forty farmers parked tractors across the road at Jarinje on Friday.",
            "Peaceful protest",
        ),
        (
            "Pupils were marched out of class in Kaduna by bandits on Friday.",
            "Abduction",
        ),
        (
            "Police fired on a procession in Savar on Friday.",
            "Excessive force",
        ),
        (
            "A crowd broke windows at the press club in Khulna on Friday.",
            "Violent demonstration",
        ),
        (
            "A roadside charge went off in Narathiwat on Friday.",
            "Remote explosive",
        ),
        (
            "Rebels walked into the last camp at Falam on Friday.",
            "Non-state actor",
        ),
        (
            "The mission in Gao was vandalised on Friday. Rebels shelled the camp in Kidal.",
            "Looting",
        ),
        (
            "IDF attack on the camp at Kidal on Friday, 4 x 107 mm rockets.",
            "Shelling",
        ),
    ],
)
def test_kinds_that_are_told_without_a_verb_of_force(
    text: str, kind: str
) -> None:
    """What somebody did to whom tells the kind, whatever verb it is told with."""
    assert draft(text)["sub_event_type"].iloc[0].startswith(kind)


def test_titles_agree_with_who_acted() -> None:
    """ "Gunmen seize", not "Gunmen seizes"."""
    (row,) = draft(
        "Gunmen took the village of Tessit on Friday."
    ).itertuples()
    assert row.title == "Gunmen seize Tessit"


def test_posts_of_a_thread_are_items_of_their_own() -> None:
    """ "8/ Ust-Luga: …" is of Ust-Luga, and not of the post before."""
    text = (
        "7/ Two drones struck Novoshakhtinsk on Thursday.\n\n"
        "8/ Samara: ten drones hit the refinery on Sunday.\n\n"
        "→ Belgorod: shells fell on Monday."
    )
    assert draft(text)["place_name"].tolist() == [
        "Novoshakhtinsk",
        "Samara",
        "Belgorod",
    ]


def test_numbered_sectors_are_no_towns_of_another_country() -> None:
    """Sectors of a joint force at Lake Chad: Bucharest has a "Sector 2", too."""
    text = (
        "SECTOR 2, Chad\nTroops repelled an attack at Bol on Friday.\n\n"
        "SECTOR 3, Nigeria\nGunmen attacked Monguno on Friday.\n\n"
        "SECTOR 4, Niger\nA mine killed two in Diffa on Friday."
    )
    countries = set(draft(text)["country"].dropna())
    assert countries <= {"TD", "NG", "NE"}


def test_a_title_before_a_colon_is_no_town() -> None:
    """ "COMMISSIONER:" speaks; the gazetteer has a town that was once called so."""
    text = "COMMISSIONER: On 10 May shops were looted and torched in Lae.\n\nQ: And the police?"
    assert draft(text)["country"].tolist() == ["PG"]


def test_coordinates_far_from_the_town_told_beside_them_are_doubted() -> (
    None
):
    """Two places for one event: no point is drawn, and both are said."""
    (row,) = draft(
        "Soldiers attacked a convoy in Gao at 48.2870, 37.1755 on Friday."
    ).itertuples()
    assert row.geometry is None
    assert "Gao" in row.problem
    assert row.title == "Armed clash at 48.2870, 37.1755"


def test_a_protest_that_turns_into_a_riot_is_one_event() -> None:
    """Barricades and stones in one sentence are one riot."""
    found = draft(
        "On Friday residents barricaded the road at Kainuk and stoned a vehicle."
    )
    assert found["sub_event_type"].tolist() == ["Violent demonstration"]


def test_a_strike_that_has_been_called_is_a_plan() -> None:
    """The verb may be shortened: "a strike's been called"."""
    found = draft("A general strike's been called in Nablus for Saturday.")
    assert found["status"].tolist() == ["planned"]


@pytest.mark.parametrize(
    ("told", "country"),
    [
        ("A bomb went off in Granada, in Spain, on Sunday.", "ES"),
        ("A bomb went off in Granada in Nicaragua on Sunday.", "NI"),
        ("A bomb went off in Grenada on Sunday.", "GD"),
        (
            "A bomb went off in Georgia, in the United States, on Sunday.",
            "US",
        ),
    ],
)
def test_a_place_is_in_the_country_that_it_is_said_to_be_in(told, country):
    """ "In" says so as a comma does."""
    rows = parse_report(told, published="2024-06-03").incidents
    assert rows["country"].tolist() == [country]
