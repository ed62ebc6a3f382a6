"""What a map says, whole."""

import numpy as np
import pandas as pd
import pytest

import sitmap

TABLE = pd.DataFrame(
    {
        "title": ["a", "b", "c", "d"],
        "latitude": [42.6, 42.7, None, 42.9],
        "longitude": [21.1, 21.2, None, 21.3],
        "date": ["2024-03-05", "2024-03-01", "2024-01-01", "2024-03-09"],
        "event_type": ["Protests", "Riots", "Riots", "Protests"],
        "status": ["reported", "reported", "reported", "planned"],
    }
)


@pytest.fixture(scope="module")
def content():
    return sitmap.Map(
        sitmap.Incidents(
            sitmap.incidents.conform(
                TABLE.rename(columns={"date": "date_start"}).astype(
                    {"date_start": "datetime64[s]"}
                )
            )
        )
    ).content()


def test_what_is_drawn_and_left_off_are_all_rows(content):
    """Two marks; a row without a point and a planned one are left off, each with its reason."""
    assert (content.n_drawn, content.n_left_off) == (2, 2)
    assert content.left_off["row"].to_list() == [2, 3]
    assert content.left_off["why"].notna().all()


def test_the_period_is_of_what_is_drawn(content):
    """The row of January has no place, and the ninth of March is a plan."""
    assert content.period == ("2024-03-01", "2024-03-05")


def test_points_are_longitude_first(content):
    """As shapely has them."""
    points = content.incident_points
    assert points[np.argsort(points[:, 0])].tolist() == [
        [21.1, 42.6],
        [21.2, 42.7],
    ]


def test_a_mask_takes_rows_and_their_key(content):
    """With the riots alone the key has one look, and the content itself stays as it was."""
    masks = tuple(
        None
        if layer.incidents is None
        else (layer.incidents.drawn["event_type"] == "Riots").to_numpy()
        for layer in content.layers
    )
    riots = content.only(masks)
    assert (riots.n_drawn, content.n_drawn) == (1, 2)
    assert str(riots.key).count("Protests") < str(content.key).count(
        "Protests"
    )


def test_a_mask_for_each_layer_is_needed(content):
    """One too few is a mistake of the caller's, never a layer less."""
    with pytest.raises(ValueError, match="argument 2"):
        content.only(())


def test_a_map_of_nothing_says_so():
    """No incidents, no period, no key, nothing left off."""
    empty = sitmap.Map(basemap=False).content()
    assert (empty.n_drawn, empty.n_left_off, empty.period) == (0, 0, None)
    assert empty.key == ()
    assert empty.incident_points.shape == (0, 2)
    assert not empty.has_land
    assert empty.areas is None
