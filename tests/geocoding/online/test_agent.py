"""Who asks a service says so."""

import pytest

from sitmap.errors import InputError
from sitmap.geocoding.online.agent import check_user_agent


@pytest.mark.parametrize(
    "told",
    [
        "newsdesk-maps/1.0 (maps@newsdesk.example)",
        "Red Cross situation room",
        "python-maps-of-the-mission",
    ],
)
def test_a_name_is_a_name(told):
    """Blanks around it are taken off."""
    assert check_user_agent(f"  {told} ", "nominatim") == told


@pytest.mark.parametrize(
    "told",
    [
        "python-requests/2.31",
        "geopy/2.4.1",
        "Mozilla/5.0 (X11; Linux x86_64)",
        "my_app",
        "my-application",
        "test",
        "YOUR_USER_AGENT",
        "specify_your_app_name_here",
        "geolocator",
        "example-app/1.0",
        "abcd",
    ],
)
def test_what_a_tutorial_would_send_names_nobody(told):
    with pytest.raises(
        InputError, match="names nobody, and services refuse it"
    ):
        check_user_agent(told, "nominatim")


@pytest.mark.parametrize("told", [None, "", "  ", 7])
def test_who_tells_nothing_is_asked(told):
    """With the three ways to say it."""
    with pytest.raises(
        InputError,
        match="user_agent=, on the command line --user-agent or SITMAP_USER_AGENT",
    ):
        check_user_agent(told, "photon")


@pytest.mark.parametrize(
    "told", ["Новини (maps@example.org)", "a\nX-Header: b", "x" * 201]
)
def test_what_no_header_can_hold_is_told(told):
    """A line feed would begin a header of the user's own."""
    with pytest.raises(
        InputError, match="at most 200 ASCII letters on one line"
    ):
        check_user_agent(told, "nominatim")
