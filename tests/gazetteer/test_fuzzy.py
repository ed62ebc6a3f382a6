"""Rosters: every key within reach is found, nothing beyond."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from sitmap.gazetteer.fuzzy import Roster


def texts(letters):
    return (
        st.text(letters, min_size=1, max_size=9).map(str.strip).filter(bool)
    )


ONE_SCRIPT = st.sampled_from(["abcdez 12", "ابتثج "]).flatmap(
    lambda letters: st.tuples(
        st.lists(texts(letters), min_size=1, max_size=30), texts(letters)
    )
)


@given(ONE_SCRIPT, st.sampled_from([1, 2]))
def test_it_finds_what_comparing_every_key_finds(keys_and_query, edits):
    """The masks and lengths only leave out what is too far."""
    keys, query = keys_and_query
    found = Roster(["\n".join(keys).encode()]).search(query, edits)
    assert found == sorted(
        {
            (OSA.distance(query, key), key)
            for key in keys
            if OSA.distance(query, key) <= edits
        }
    )


def test_blocks_of_several_indexes_are_one_roster():
    """An empty block is no key."""
    roster = Roster([b"zvecan\nrudare", b"", b"banjska"])
    assert len(roster) == 3
    assert roster.search("banska", 1) == [(1, "banjska")]
