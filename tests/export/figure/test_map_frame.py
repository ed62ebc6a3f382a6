"""Everything inside the frame of a map."""

import pandas as pd
import pytest

import sitmap

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")

TABLE = pd.DataFrame(
    {
        "title": ["a", "b", "c"],
        "latitude": [42.66, 42.66, 42.89],
        "longitude": [21.17, 21.17, 20.87],
    }
)


def _filled(one, **options):
    """Fill a frame of 100 by 100 mm; return what was written and the numbers."""
    from sitmap.export.figure.basemap import load_land
    from sitmap.export.figure.figure_file import figure_settings, new_page
    from sitmap.export.figure.furniture import map_axes
    from sitmap.export.figure.labels import Room
    from sitmap.export.figure.map_frame import fill_frame
    from sitmap.export.figure.scene import read_scene
    from sitmap.export.figure.view import fit_view

    scene = read_scene(one.content())
    view = fit_view(scene.bounds, 100, 100)
    room = Room(100, 100)
    with figure_settings():
        axes = map_axes(
            new_page((100, 100)), (0, 0, 100, 100), view, line_pt=0.7
        )
        land = load_land(view.box, ground=None, is_detailed=False)
        numbering = fill_frame(
            axes, scene, view, land, room, scale=1.0, **options
        )
    return {text.get_text() for text in axes.texts}, numbering, room


def test_incidents_are_numbered_where_it_is_asked_for():
    """All three of them, two of which stand on one spot."""
    _, numbering, _ = _filled(sitmap.Map(TABLE), most=0, numbered=True)
    assert sorted(numbering.order) == [0, 1, 2]
    assert numbering.outside == 0
    assert _filled(sitmap.Map(TABLE), most=0)[1] is None


def test_places_are_named_where_there_is_room_for_any():
    """A small map of many has none."""
    named, _, _ = _filled(sitmap.Map(TABLE), most=80)
    bare, _, _ = _filled(sitmap.Map(TABLE), most=0)
    assert len(named) > len(bare)


def test_marks_take_their_room_before_words_do():
    """Two spots, so two of the room's boxes at least, though nothing is written."""
    _, _, room = _filled(sitmap.Map(TABLE, basemap=False), most=0)
    assert len(room.taken) >= 2
