"""What a chunk of rows comes to."""

from itertools import permutations

from sitmap.scale.partial import Partial, Told, merge, merge_tallies


def test_merging_is_the_same_in_any_order_and_grouping():
    """So that a cluster may add up as it likes."""
    parts = [
        Partial(rows=1, left_off={"no date": Told(1, "z")}),
        Partial(rows=2, left_off={"no date": Told(2, "a"), "far": Told(1)}),
        Partial(rows=4, undated={"no day": Told(3, None)}),
    ]
    whole = merge(parts)
    assert whole.rows == 7
    assert whole.left_off == {"far": Told(1), "no date": Told(3, "a")}
    for order in permutations(parts):
        left, *rest = order
        again = merge([left, merge(rest)])
        assert (again.rows, again.left_off, again.undated) == (
            whole.rows,
            whole.left_off,
            whole.undated,
        )


def test_nothing_added_is_nothing_changed():
    """The identity, and no parts at all."""
    one = Partial(rows=3, left_off={"x": Told(1, "v")})
    assert merge([one, Partial()]).left_off == one.left_off
    assert merge([]).rows == 0


def test_reasons_are_sorted_and_examples_are_the_first():
    """None is no example."""
    told = merge_tallies(
        [{"b": Told(1)}, {"a": Told(1, "y")}, {"b": Told(2, "x")}]
    )
    assert list(told.items()) == [("a", Told(1, "y")), ("b", Told(3, "x"))]
