"""Which columns a count by pieces reads, and what it refuses."""

import pandas as pd
import pytest

from sitmap.errors import InputError
from sitmap.scale.plan import Plan
from sitmap.scale.roles import find_roles


def test_letters_in_columns_of_their_own_are_refused_with_the_way_out():
    """Pieces of a file aren't joined so, and the south would be counted in the north."""
    head = pd.DataFrame(
        {
            "lat": ["2.5"],
            "lon": ["28.8"],
            "N/S": ["S"],
            "E/W": ["E"],
            "date": ["2024-03-05"],
        }
    )
    with pytest.raises(InputError, match=r"'N/S' and 'E/W'.*sitmap read"):
        find_roles(list(head.columns), Plan(resolution=5), head=head)
