"""The content security policy of a page."""

from sitmap.export.content_security import write_policy


def test_a_script_runs_by_its_hash_alone():
    """SHA-256 of "abc" is ba7816bf … f20015ad (FIPS 180-2, appendix B.1), here in base 64."""
    policy = write_policy(["abc"], [])
    known = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
    assert f"script-src '{known}'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'unsafe-inline'" not in policy


def test_nothing_else_may_be_loaded():
    """Pictures in the page; no frame, font, form, or request."""
    policy = write_policy([], [])
    for rule in (
        "default-src 'none'",
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "img-src data: blob:;",
    ):
        assert rule in policy


def test_tiles_come_from_the_hosts_that_were_asked_for():
    """And only as pictures."""
    policy = write_policy([], ["https://*.tiles.example"])
    assert "img-src data: blob: https://*.tiles.example;" in policy
    assert policy.count("tiles.example") == 1
