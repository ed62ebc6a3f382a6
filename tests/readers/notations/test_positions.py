"""Every notation of a position gives the place that it names, by hand or by pyproj."""

import math

import pandas as pd
import pyproj
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitmap.readers.notations.grids import read_mgrs, read_utm
from sitmap.readers.notations.points import (
    make_points,
    read_cells,
    read_positions,
)
from sitmap.readers.notations.positions import decide_writing, read_position

# 42 + 53/60 + 24/3600 = 42.89; 20 + 52/60 + 12/3600 = 20.87
LAT, LON = 42.89, 20.87


@pytest.mark.parametrize(
    "text",
    [
        "42.89, 20.87",
        "42.89,20.87",
        "42.89 20.87",
        "42,89 20,87",
        "42,89, 20,87",
        "42,89; 20,87",
        "42.89/20.87",
        "(42.89, 20.87)",
        "42.89 - 20.87",
        "42.89, 20.87 (bridge)",
        "+42.89+020.87/",
        "42º53'24\"N - 20º52'12\"E",
        "[42.89, 20.87]",
        "42.89° N, 20.87° E",
        "42.89N;20.87E",
        "N42.89 E20.87",
        "20.87 E, 42.89 N",
        "42°53'24\"N 20°52'12\"E",
        "42°53'24\"N20°52'12\"E",
        "42º53’24” N, 20˚52′12″ E",
        "42° 53.4' N, 20° 52.2' E",
        "42 53 24 N 20 52 12 E",
        "42 53 24 20 52 12",
        "N 42 53.4 E 20 52.2",
        "42-53.4N/020-52.2E",
        "42:53:24N 20:52:12E",
        "425324N 0205212E",
        "425324N0205212E",
        "4253.4N 02052.2E",
        "42d53m24s N 20d52m12s E",
        "42 deg 53 min 24 sec North, 20 deg 52 min 12 sec East",
        "42.53.24 N 20.52.12 E",
        "42N53.4 20E52.2",
        "Lat: 42.89, Lon: 20.87",
        "lon=20.87 lat=42.89",
        "GPS: 42.89, 20.87",
        "{'latitude': '42.89', 'longitude': '20.87'}",
        '{"lat": 42.89, "lng": 20.87}',
        "42,89 с.ш., 20,87 в.д.",
        "42,89 пн. ш. 20,87 сх. д.",
        "42° 53' 24\" С, 20° 52' 12\" В",
        "42° 53' 24\" S, 20° 52' 12\" I",
        "42.89 K 20.87 D",
        "42.89 V, 20.87 L",
        "42.89 n.Br. 20.87 ö.L.",
        "широта 42.89, долгота 20.87",
        "٤٢٫٨٩، ٢٠٫٨٧",
        "۴۲٫۸۹ ۲۰٫۸۷",
        "geo:42.89,20.87",
        "geo:0,0?q=42.89,20.87(Bridge)",
        "POINT (20.87 42.89)",
        "point z(20.87 42.89 512)",
        "SRID=4326;POINT(20.87 42.89)",
        '{"type": "Point", "coordinates": [20.87, 42.89]}',
        "42.89 20.87 512.3",
        "https://www.google.com/maps/@42.89,20.87,15z",
        "https://www.google.com/maps/place/X/@42.1,20.1,14z/data=!4m6!3m5!8m2!3d42.89!4d20.87",
        "https://maps.google.com/?q=42.89,20.87",
        "https://www.google.com/maps/search/?api=1&query=42.89%2C20.87",
        "https://www.openstreetmap.org/?mlat=42.89&mlon=20.87#map=15/42.1/20.1",
        "https://www.openstreetmap.org/#map=15/42.89/20.87",
        "https://www.bing.com/maps?cp=42.89~20.87&lvl=15",
        "https://maps.apple.com/?ll=42.89,20.87&q=Bridge",
        "https://yandex.com/maps/?ll=20.87%2C42.89&z=15",
        "https://waze.com/ul?ll=42.89,20.87",
        "https://geohack.toolforge.org/geohack.php?params=42_53_24_N_20_52_12_E_region:XK",
    ],
)
def test_one_place_in_many_notations(text):
    """42.89 north, 20.87 east, whoever wrote it down."""
    found = read_position(text, decide_writing([text]))
    assert (found.latitude, found.longitude) == pytest.approx(
        (LAT, LON), abs=1e-9
    )


# MGRS square DN of zone 34T: D is the column from 400 km, N the row from 4,700 km.
@pytest.mark.parametrize(
    ("text", "easting", "northing", "radius"),
    [
        ("34T DN 8909 4888", 489_095, 4_748_885, 7.071),
        ("34T/DN/8909/4888", 489_095, 4_748_885, 7.071),
        ("34TDN 8909 4888 (bridge)", 489_095, 4_748_885, 7.071),
        ("34T 489090,4748880", 489_090, 4_748_880, 0.707),
        ("EPSG:32634 489090 4748880", 489_090, 4_748_880, 0.707),
        ("34TDN89094888", 489_095, 4_748_885, 7.071),
        ("34tdn8909 4888", 489_095, 4_748_885, 7.071),
        ("MGRS: 34T DN 89090/48880", 489_090.5, 4_748_880.5, 0.707),
        ("34TDN890488", 489_050, 4_748_850, 70.711),
        ("34T DN 89 48", 489_500, 4_748_500, 707.107),
        ("34TDN84", 485_000, 4_745_000, 7071.068),
        ("34T 489090 4748880", 489_090, 4_748_880, 0.707),
        ("34 T 489090mE 4748880mN", 489_090, 4_748_880, 0.707),
        ("34N 489090 4748880", 489_090, 4_748_880, 0.707),
        ("UTM zone 34 North 489090, 4748880", 489_090, 4_748_880, 0.707),
        ("489090E 4748880N 34T", 489_090, 4_748_880, 0.707),
        ("34T 0489090 4748880", 489_090, 4_748_880, 0.707),
        ("34T 489090.25 4748880.50", 489_090.25, 4_748_880.5, 0.00707),
    ],
)
def test_grid_references_are_the_middle_of_their_square(
    text, easting, northing, radius
):
    """The digits say the side of the square; half its diagonal is the uncertainty."""
    to_degrees = pyproj.Transformer.from_crs(32634, 4326, always_xy=True)
    longitude, latitude = to_degrees.transform(easting, northing)
    found = read_position(text)
    assert (found.longitude, found.latitude) == pytest.approx(
        (longitude, latitude), abs=2e-7
    )
    assert found.uncertainty_m == pytest.approx(radius, rel=1e-3)


def test_s_is_a_band_where_the_northing_lies_in_it_and_else_the_south():
    """38S 444250 3688000 is Baghdad; 56S 334873 6252266 is Sydney, by its hemisphere."""
    baghdad, sydney = (
        read_position("38S 444250 3688000"),
        read_position("56S 334873 6252266"),
    )
    assert (baghdad.latitude, baghdad.longitude) == pytest.approx(
        (33.33, 44.40), abs=0.01
    )
    assert (sydney.latitude, sydney.longitude) == pytest.approx(
        (-33.857, 151.215), abs=0.001
    )
    assert "may be the band S" in read_position("19S 500000 4000000")


def test_a_plus_code_is_the_middle_of_its_cell():
    """8GJ2VVR8+HC: 1/8000 of a degree high and wide, about 13.9 m by 10.2 m at 42.9 north."""
    found = read_position("8GJ2VVR8+HC")
    assert (found.latitude, found.longitude) == pytest.approx(
        (42.8914375, 20.8660625)
    )
    assert found.uncertainty_m == pytest.approx(
        math.hypot(13.9, 10.2) / 2, rel=0.01
    )
    assert "short plus code" in read_position("VVR8+HC")


def test_a_geopoint_has_its_accuracy_and_0_is_not_stated():
    """ODK writes latitude, longitude, altitude, accuracy; 0 is what a phone without GPS writes."""
    assert read_position("15.35 44.20 2250 4.8").uncertainty_m == 4.8
    assert read_position("42.6629 21.1655 0 0").uncertainty_m is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("42°53' N 20°52' O", "may be east (Ost) or west"),
        ("DN 8909 4888", "lacks its grid zone"),
        ("34T DN 8909 488", "same number of digits"),
        ("34QDN89094888", "no square of the grid"),
        ("489090 4748880", "UTM without its zone"),
        ("34U 489090 4748880", "outside of band U"),
        ("142.8, 20.1", "no place on the Earth"),
        ("42,20", "one number or two"),
        ("42 53.4 20 52.2", "minutes or a point with its height"),
        ("20.87,42.89,0", "three numbers"),
        ("42 53 24", "no coordinate"),
        ("42°53'24\"N", "no coordinate"),
        ("12 N 14 N", "no coordinate"),
        ("https://maps.app.goo.gl/abc", "short link"),
        ("https://example.org/story/12", "link without coordinates"),
        ("POLYGON ((20 42, 21 42", "breaks off"),
        ("POINT EMPTY", "empty geometry"),
        ("POINT (2322749 5296000)", "no longitude and latitude"),
        ("Zvečan", "no coordinate"),
    ],
)
def test_what_may_be_something_else_is_asked_for(text, told):
    """A question or a refusal, never a guess."""
    found = read_position(text, decide_writing([text]))
    assert isinstance(found, str)
    assert told in found


def test_the_letter_o_is_decided_by_its_column():
    """Beside W it is Ost, beside E it is ouest; alone it is asked for."""
    german = read_positions(pd.Series(["42.89 N 20.87 O", "40.4 N 3.7 W"]))
    french = read_positions(pd.Series(["48.1 N 4.2 O", "48.6 N 7.7 E"]))
    alone = read_positions(pd.Series(["48.1 N 4.2 O"]))
    named = read_positions(
        pd.Series(["48.1 N 4.2 O"]), heading="Coordenadas"
    )
    assert german.geometry.x.to_list() == [20.87, -3.7]
    assert french.geometry.x.to_list() == [-4.2, 7.7]
    assert "may be east (Ost) or west" in alone.problems[0]
    assert named.geometry.x.to_list() == [-4.2]


@pytest.mark.parametrize(
    ("latitude", "longitude", "point"),
    [
        ("42 53 24 N", "20 52 12 E", (LAT, LON)),
        ("12-33N", "043-31E", (12.55, 43 + 31 / 60)),
        ("N 42 53.4", "E 20 52.2", (LAT, LON)),
        ("−12.5", "20.87", (-12.5, LON)),
        ("–12.5", "20.87", (-12.5, LON)),
        ("42:53:24", "20:52:12", (LAT, LON)),
        ("425324N", "0205212E", (LAT, LON)),
        ("٤٢٫٨٩", "٢٠٫٨٧", (LAT, LON)),
        ("S 12° 30'", "20 52.12 E", (-12.5, 20 + 52.12 / 60)),
        ("42 53 24", "20 52 12 W", (LAT, -LON)),
    ],
)
def test_degrees_in_two_columns(latitude, longitude, point):
    """As navigators, soldiers and word processors write them."""
    found = make_points(pd.Series([longitude]), pd.Series([latitude]))
    assert found.problems == {}
    at = found.geometry[0]
    assert (at.y, at.x) == pytest.approx(point)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("20.87 E", "42.89"),
        ("42 60 N", "20.87"),
        ("-42.89 N", "20.87"),
        ("12-33", "20.87"),
    ],
)
def test_what_is_no_latitude_is_told(latitude, longitude):
    """A letter of the other axis, sixty minutes, a sign beside a letter, what may be a range."""
    found = make_points(pd.Series([longitude]), pd.Series([latitude]))
    assert found.geometry.isna().all()
    assert "no number of degrees" in found.problems[0]


def test_lines_and_areas_become_a_point_with_the_radius_that_holds_them():
    """The square of 0.1 degrees by 0.1 has its middle within, and its corner 7.7 km away."""
    area = (
        "POLYGON ((44.2 15.3, 44.3 15.3, 44.3 15.4, 44.2 15.4, 44.2 15.3))"
    )
    found = read_positions(pd.Series(["POINT (44.25 15.35)", area]))
    assert found.geometry.x.to_list() == [44.25, 44.25]
    assert found.precision.to_list() == ["near"]
    _, _, corner = pyproj.Geod(ellps="WGS84").inv(44.25, 15.35, 44.3, 15.4)
    assert found.uncertainty_m.to_list() == pytest.approx(
        [corner], rel=0.01
    )


def test_cells_are_read_only_where_the_column_is_named_so():
    """ezs42 is the geohash of Wikipedia's article; 85283473fffffff is from H3's documentation."""
    hashed = read_cells(pd.Series(["ezs42", "ail"]), "geohash")
    cells = read_cells(
        pd.Series(["85283473fffffff", "599686042433355775"]), "h3"
    )
    assert (hashed.geometry[0].y, hashed.geometry[0].x) == pytest.approx(
        (42.605, -5.603), abs=1e-3
    )
    assert "no geohash" in hashed.problems[1]
    assert cells.geometry[0] == cells.geometry[1]
    assert cells.geometry[0].y == pytest.approx(37.3458, abs=1e-4)
    assert isinstance(read_position("ezs42"), str)


# a hair south of the equator is rounded up to a square of the other side by mgrs itself
_LATITUDES = st.floats(-79.9, 83.9).filter(
    lambda latitude: abs(latitude) > 1e-6
)
_LONGITUDES = st.floats(-179.9, 179.9)


@settings(deadline=None)
@given(_LATITUDES, _LONGITUDES)
def test_degrees_minutes_seconds_come_back(latitude, longitude):
    """Written with a tenth of a second, read back within a twentieth and a little."""
    text = f"{_written(latitude, 'NS')} {_written(longitude, 'EW')}"
    found = read_position(text)
    assert (found.latitude, found.longitude) == pytest.approx(
        (latitude, longitude), abs=0.06 / 3600
    )


def _written(degrees: float, letters: str) -> str:
    tenths = round(abs(degrees) * 36_000)
    minutes, tenth = divmod(tenths, 600)
    letter = letters[degrees < 0]
    return f"{minutes // 60}°{minutes % 60:02}'{tenth / 10:04.1f}\"{letter}"


@settings(deadline=None)
@given(_LATITUDES, _LONGITUDES)
def test_mgrs_comes_back_within_its_uncertainty(latitude, longitude):
    """Any point on the grid lies in the square that its reference names."""
    import mgrs

    found = read_mgrs(
        mgrs.MGRS().toMGRS(latitude, longitude, MGRSPrecision=4)
    )
    _, _, apart = pyproj.Geod(ellps="WGS84").inv(
        longitude, latitude, found.longitude, found.latitude
    )
    assert apart <= found.uncertainty_m * 1.05


@settings(deadline=None)
@given(
    st.integers(1, 60),
    st.floats(200_000, 800_000),
    st.floats(100_000, 9_200_000),
)
def test_utm_comes_back(zone, easting, northing):
    """Any northern easting and northing is where pyproj has it."""
    found = read_utm(f"{zone} N {easting:.0f} {northing:.0f}")
    to_degrees = pyproj.Transformer.from_crs(
        32600 + zone, 4326, always_xy=True
    )
    longitude, latitude = to_degrees.transform(
        round(easting), round(northing)
    )
    if not isinstance(found, str):
        assert (found.longitude, found.latitude) == pytest.approx(
            (longitude, latitude)
        )


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_ever_a_traceback(text):
    """Any text is a position, a geometry or one line."""
    read_positions(pd.Series([text]))
    make_points(pd.Series([text]), pd.Series([text]))
