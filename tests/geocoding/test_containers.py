"""Countries, regions and towns that hold a place: the widest is read first, none is left."""

import pytest

import sitmap


@pytest.fixture(scope="module")
def gazetteer():
    return sitmap.Gazetteer(folders=[])


def drawn(gazetteer, text, country=None, region=None):
    """Country and name of what `locate` would draw, or None."""
    match = gazetteer.resolve(text, country=country, region=region).drawn
    return (match.place.country, match.place.name) if match else None


@pytest.mark.parametrize(
    ("text", "region", "expected"),
    [
        ("Providence", "Rhode Island", ("US", "Providence")),
        ("Newport", "Rhode Island", ("US", "Newport")),
        ("Lille, Nord, France", None, ("FR", "Lille")),
        ("Garoua", "Nord", ("CM", "Garoua")),
        ("Coney Island, Brooklyn, New York", None, ("US", "Coney Island")),
        ("Portland, OR", None, ("US", "Portland")),
        ("Toronto, ON", None, ("CA", "Toronto")),
        ("Perth, WA", None, ("AU", "Perth")),
        ("Athens, Georgia", None, ("US", "Athens")),
        ("Tbilisi, Georgia", None, ("GE", "Tbilisi")),
        ("Berlin, DE", None, ("DE", "Berlin")),
        ("Springfield, Illinois, USA", None, ("US", "Springfield")),
        ("Tripoli, Lebanon", None, ("LB", "Tripoli")),
        ("Ukraine, Kherson Oblast, Kherson", None, ("UA", "Kherson")),
        ("Carol City, Florida, United States", None, ("US", "Carol City")),
    ],
)
def test_a_place_lies_in_what_is_written_behind_it(
    gazetteer, text, region, expected
):
    """A region of the name elsewhere, or a village that sounds like it, draws nothing there."""
    assert drawn(gazetteer, text, region=region) == expected


@pytest.mark.parametrize(
    ("text", "region", "country"),
    [
        ("Massingir, Gaza, Mozambique", None, "MZ"),
        ("Mongmit", "Shan", "MM"),
    ],
)
def test_what_is_not_listed_is_in_its_region_or_nowhere(
    gazetteer, text, region, country
):
    """Never in Bhutan or Liechtenstein, whose units have a name like it."""
    found = drawn(gazetteer, text, region=region)
    assert found is None or found[0] == country


@pytest.mark.parametrize(
    ("text", "country", "region"),
    [
        ("Prizren", "XK", "Kosovo province"),
        ("Bhubaneswar", "IN", "Kalinga province"),
    ],
)
def test_a_region_that_is_not_known_is_said_to_be_unknown(
    gazetteer, text, country, region
):
    """And narrows nothing: it is never a village of that name."""
    outcome = gazetteer.resolve(text, country=country, region=region)
    assert outcome.best.place.kind == "city"
    assert f"no region {region!r} is known in {country}" in outcome.reason


@pytest.mark.parametrize(
    ("text", "country", "region", "point"),
    [
        ("Bhubaneswar", "IN", "Orissa", (20.27, 85.83)),
        ("Legazpi", "PH", "Albay", (13.14, 123.73)),
        ("Daraga", "PH", "Albay", (13.16, 123.69)),
        ("Bossangoa", "CF", "Ouham", (6.49, 17.45)),
        ("Cambrai", "FR", "Nord", (50.18, 3.23)),
    ],
)
def test_old_names_and_provinces_below_the_first_level_are_known(
    gazetteer, text, country, region, point
):
    """By their outlines: Odisha was Orissa, Albay is in Bicol, Nord in Hauts-de-France."""
    outcome = gazetteer.resolve(text, country=country, region=region)
    assert "no region" not in outcome.reason
    best = outcome.best
    assert (best.lat, best.lon) == pytest.approx(point, abs=0.1)


def test_several_regions_of_a_name_are_not_the_first_of_them(gazetteer):
    """An unlisted village of some Nord is drawn in none."""
    outcome = gazetteer.resolve("Qwrtzplk", region="Nord")
    assert outcome.drawn is None


def test_a_country_is_never_left(gazetteer):
    """Shostka in Poland isn't Shostka."""
    for name in ("Shostka", "Providence", "Bossangoa"):
        outcome = gazetteer.resolve(name, country="PL")
        assert all(match.place.country == "PL" for match in outcome.matches)
        assert outcome.drawn is None


@pytest.mark.parametrize(
    ("text", "code", "listed"),
    [
        ("Gaza", "IL", "PS"),
        ("Pristina", "RS", "XK"),
        ("Simferopol", "RU", "UA"),
        ("Laayoune", "MA", "EH"),
    ],
)
def test_a_territory_is_found_under_either_code(
    gazetteer, text, code, listed
):
    """As the source has it; that it is listed under another is told."""
    outcome = gazetteer.resolve(text, country=code)
    assert outcome.drawn.place.country == listed
    assert f"listed under {listed}" in outcome.reason


def test_a_place_of_the_code_itself_comes_first(gazetteer):
    """Serbia has a Mitrovica of its own, Russia a Donetsk."""
    assert (
        gazetteer.resolve("Mitrovica", country="RS").best.place.country
        == "RS"
    )
    assert (
        gazetteer.resolve("Donetsk", country="RU").best.place.country
        == "RU"
    )


def test_what_is_listed_is_never_said_to_be_unlisted(gazetteer):
    """It may lie elsewhere, and that is what is said."""
    for text, region in (
        ("Garoua", "Nord"),
        ("Lille, Nord, France", None),
        ("Kramatorsk", "Nord"),
    ):
        outcome = gazetteer.resolve(text, region=region)
        assert "isn't listed" not in outcome.reason + (
            outcome.best.why if outcome.best else ""
        )
