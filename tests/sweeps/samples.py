"""One small file of every format that sitmap reads, and the door by which it comes in."""

from __future__ import annotations

import json
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import pandas as pd
import shapely

import sitmap
from sitmap.desk.evidence.bag import ROOT
from sitmap.readers.sniffing import read_rows
from sitmap.reports.text.source import read_source
from sitmap.spec import read_spec
from tests.ground.made import make_town

if TYPE_CHECKING:
    from collections.abc import Callable

TESTS = Path(__file__).parent.parent
OLD = TESTS / "files_of_0_1"
FILES = TESTS / "readers" / "files"

ROWS = pd.DataFrame(
    {
        "title": ["A fire", "Shots", 'A "quoted", long\ntitle'] * 3,
        "place": ["Zvečan", "Mitrovica", "Приштина"] * 3,
        "country": ["Kosovo"] * 9,
        "date": ["2023-05-29", "30.05.2023", "June 2023"] * 3,
        "lat": [42.9, 42.89, 42.66] * 3,
        "lon": [20.84, 20.87, 21.16] * 3,
        "fatalities": [0, 1, 12] * 3,
    }
)
REPORT = (
    "Two soldiers were killed near Mitrovica on 17 August 2022, officials said.\n\n"
    "Shots were fired in Zvečan on Monday. «Nobody was hurt», the mayor said.\n"
)
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Two killed</title>
<meta property="article:published_time" content="2022-08-17T10:00:00Z"></head><body><nav>Home</nav>
<article><h1>Two killed</h1>{f"<p>{REPORT}</p>" * 3}</article></body></html>"""
ODS = (
    '<?xml version="1.0"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="a">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


class Sample(NamedTuple):
    """A file, and what reads it.

    Reading cells as dates and places takes most of the time, and is the same for every format:
    where ``part`` reads the bytes alone, one seed ``in_whole`` goes the whole way.
    """

    make: Callable[[Path], Path]
    read: Callable[[Path], Any]
    part: Callable[[Path], Any] | None = None
    in_whole: int = 20
    every: int = 1
    """One seed of so many is tried where all would take too long; all with ``make fuzz``."""


def _points() -> gpd.GeoDataFrame:
    points = gpd.points_from_xy(ROWS["lon"], ROWS["lat"])
    return gpd.GeoDataFrame(ROWS, geometry=points, crs=4326)


def _areas() -> gpd.GeoDataFrame:
    squares = [shapely.box(at, 42, at + 1, 43) for at in (20, 21)]
    return gpd.GeoDataFrame(
        {"name": ["West", "Lindje"]}, geometry=squares, crs=4326
    )


def _lines() -> gpd.GeoDataFrame:
    line = shapely.LineString([(20, 42), (20.5, 42.5), (21, 42)])
    return gpd.GeoDataFrame(
        {"name": ["Front"], "date": ["2023-05-29"]},
        geometry=[line],
        crs=4326,
    )


def _text(
    name: str, text: str, encoding: str = "utf-8"
) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(text.encode(encoding))
        return folder / name

    return make


def _copy(path: Path) -> Callable[[Path], Path]:
    return lambda folder: Path(shutil.copy(path, folder / path.name))


def _frame(
    table: Callable[[], gpd.GeoDataFrame], name: str
) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        table().to_file(folder / name)
        return folder / name

    return make


def _packed(
    name: str, *members: Callable[[Path], Path]
) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        for member in members:
            member(folder)
        inside = [
            path for path in sorted(folder.iterdir()) if path.name != name
        ]
        with zipfile.ZipFile(
            folder / name, "w", zipfile.ZIP_DEFLATED
        ) as archive:
            for path in inside:
                archive.write(path, path.name)
        return folder / name

    return make


def _ods(folder: Path) -> Path:
    cell = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    rows = [ROWS.columns, *ROWS.astype(str).to_numpy()]
    told = [
        "".join(cell.format(shapely_safe(value)) for value in row)
        for row in rows
    ]
    content = ODS.format(
        rows="".join(
            f"<table:table-row>{row}</table:table-row>" for row in told
        )
    )
    with zipfile.ZipFile(folder / "a.ods", "w") as archive:
        archive.writestr(
            "mimetype", "application/vnd.oasis.opendocument.spreadsheet"
        )
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return folder / "a.ods"


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _docx(folder: Path) -> Path:
    """A document whose body is one table."""
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = [ROWS.columns, *ROWS.astype(str).to_numpy()]
    told = [
        "".join(cell.format(shapely_safe(value)) for value in row)
        for row in rows
    ]
    body = "".join(f"<w:tr>{row}</w:tr>" for row in told)
    with zipfile.ZipFile(folder / "a.docx", "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_WORD}"><w:body><w:tbl>{body}</w:tbl>'
            "</w:body></w:document>",
        )
    return folder / "a.docx"


def shapely_safe(value: object) -> str:
    """Write a value as XML's text."""
    return str(value).replace("&", "&amp;").replace("<", "&lt;")


def _parquet(folder: Path) -> Path:
    _points().to_parquet(folder / "a.parquet")
    return folder / "a.parquet"


def _plain_parquet(folder: Path) -> Path:
    ROWS.to_parquet(folder / "a.parquet")
    return folder / "a.parquet"


def _sequence(folder: Path) -> Path:
    features = json.loads(_points().to_json())["features"]
    (folder / "a.geojsons").write_text(
        "\n".join(map(json.dumps, features)), "utf-8"
    )
    return folder / "a.geojsons"


def _gpx(folder: Path) -> Path:
    points = "".join(
        f'<wpt lat="{lat}" lon="{lon}"><name>{title}</name><time>2023-05-29T10:00:00Z</time></wpt>'
        for title, lat, lon in zip(
            ["A", "B"], ROWS["lat"], ROWS["lon"], strict=False
        )
    )
    (folder / "a.gpx").write_text(
        f'<?xml version="1.0"?><gpx version="1.1">{points}</gpx>'
    )
    return folder / "a.gpx"


def _ground(folder: Path) -> Path:
    from sitmap.ground.prepare import prepare_ground

    return Path(
        prepare_ground(
            make_town().write(folder / "town.osm"), folder / "town.ground"
        )
    )


def _read_ground(path: Path) -> Any:
    from sitmap.ground.prepared import read_prepared

    return read_prepared(path)


def _read_cells(path: Path) -> Any:
    return sitmap.Density(str(path))


def _read_report(path: Path) -> Any:
    return sitmap.read_report(path, published="2022-08-17").incidents


def _read_spec(path: Path) -> Any:
    return read_spec(path)


def _read_state(path: Path) -> Any:
    from sitmap.desk.state import read_state

    return read_state(path)


def _rows(path: Path) -> Any:
    return read_rows(path)[0].frame


def _read_pack(path: Path) -> Any:
    from sitmap.gazetteer.packs import add_pack

    return add_pack(path, folder=path.parent / "added")


def _check_pack(path: Path) -> Any:
    from sitmap.gazetteer import packs

    return list(packs._checked(path))


def _read_evidence(path: Path) -> Any:
    from sitmap.desk.evidence.bag import extract_pack

    return extract_pack(path, path.parent / "unpacked")


def _read_answers(path: Path) -> Any:
    from sitmap.desk.answers import read_answers

    return read_answers(path)


def _read_page(path: Path) -> Any:
    from sitmap.reports.text.pages import read_page

    return read_page(path.read_bytes().decode("utf-8", "replace"))


def _read_extract(path: Path) -> Any:
    from sitmap.ground.osm import read_osm

    return list(read_osm(path))


def _read_some(path: Path) -> Any:
    from sitmap.ground.osm import read_osm

    return next(read_osm(path), None)


def _read_picture(path: Path) -> Any:
    from sitmap.layers.raster import Raster

    return Raster(path, bounds=(20, 42, 21, 43)).blobs()


def _dump(folder: Path) -> Path:
    fields = [
        "99000001",
        "Zveçani i Ri",
        "Zvecani i Ri",
        "Zvečani",
        "42.95",
        "20.9",
        "P",
        "PPL",
        "XK",
    ]
    row = "\t".join(
        [
            *fields,
            "",
            "01",
            "",
            "",
            "",
            "500",
            "",
            "600",
            "Europe/Belgrade",
            "2024-01-01",
        ]
    )
    (folder / "XK.txt").write_text(f"{row}\n" * 3, "utf-8")
    return folder / "XK.txt"


def _read_dump(path: Path) -> Any:
    from sitmap.gazetteer.country_files import country_entries

    return country_entries(path)


def _read_lines(path: Path) -> Any:
    return sitmap.read_lines(path)


def _country_pack(folder: Path) -> Path:
    rows = _dump(folder).read_bytes()
    told = {"country": "XK", "source": "XK.txt", "added": "2024-01-01"}
    told["sha256"] = sha256(rows).hexdigest()
    listed = {
        "kind": "sitmap country pack",
        "version": 1,
        "countries": [told],
    }
    with zipfile.ZipFile(folder / "a.sitmap", "w") as archive:
        archive.writestr("pack.json", json.dumps(listed))
        archive.writestr("XK.txt", rows)
    return folder / "a.sitmap"


def _evidence(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "pack.zip", "w") as archive:
        for name in ("bagit.txt", "manifest-sha256.txt", "data/map.html"):
            archive.writestr(f"{ROOT}/{name}", f"{name}\n")
    return folder / "pack.zip"


def _extract(folder: Path) -> Path:
    return make_town().write(folder / "town.osm")


def _picture(folder: Path) -> Path:
    from PIL import Image

    Image.new("RGB", (40, 30), "grey").save(folder / "a.png")
    return folder / "a.png"


_CSV = ROWS.to_csv(index=False)
_LATIN = _CSV.replace("Приштина", "Peć")
_SITES = """site_id,name,lat,lon,lead_nation,open_from
A,Camp A,42.9,20.84,US,2020-01-01
B,Camp B,42.6,21,,
"""
_STRENGTH = """as_of,nation,troops,source
2022-08-01,TOTAL,3770,NATO
2023-10-01,TOTAL,>4500,NATO
"""
_ANSWERS = "change,before,after,answer\ndoubtful,a,d,same\ndoubtful,b,e,new\ngone,c,,\n"
_STATE = json.dumps(
    {"digest": "0" * 64, "as_of": "2023-06-01", "rows": _CSV}
)

SAMPLES: dict[str, Sample] = {
    "csv": Sample(_text("a.csv", _CSV), sitmap.read, _rows),
    "csv with semicolons": Sample(
        _text("a.csv", _CSV.replace(",", ";").replace('"', "")),
        sitmap.read,
        _rows,
    ),
    "csv in cp1250": Sample(
        _text("a.csv", _LATIN, "cp1250"), sitmap.read, _rows
    ),
    "csv in utf-16": Sample(
        _text("a.csv", _CSV, "utf-16"), sitmap.read, _rows
    ),
    "csv of ACLED": Sample(_copy(OLD / "t.csv"), sitmap.read, _rows),
    "csv of UCDP without its names": Sample(
        _copy(FILES / "ucdp-no-header.csv"), sitmap.read, _rows, in_whole=50
    ),
    "csv with HXL tags": Sample(
        _copy(FILES / "hxl-parts.csv"), sitmap.read, _rows
    ),
    "csv in a zip file": Sample(
        _packed("c.zip", _text("a.csv", _CSV)), sitmap.read, _rows
    ),
    "json": Sample(
        _text("a.json", ROWS.to_json(orient="records")), sitmap.read, _rows
    ),
    "json lines": Sample(
        _text("a.jsonl", ROWS.to_json(orient="records", lines=True)),
        sitmap.read,
        _rows,
    ),
    "geojson": Sample(_frame(_points, "a.geojson"), sitmap.read, _rows),
    "geojson sequence": Sample(_sequence, sitmap.read, _rows),
    "esri json": Sample(_copy(FILES / "esri.json"), sitmap.read, _rows),
    "kml": Sample(_copy(OLD / "own.kml"), sitmap.read, _rows),
    "kmz": Sample(_copy(FILES / "gdal.kmz"), sitmap.read, _rows),
    "gpx": Sample(_gpx, sitmap.read, _rows),
    "xlsx": Sample(_copy(OLD / "own.xlsx"), sitmap.read, _rows),
    "ods": Sample(_ods, sitmap.read, _rows),
    "table in a Word document": Sample(_docx, sitmap.read, _rows),
    "table on a web page": Sample(
        _text("a.html", ROWS.to_html(index=False)), sitmap.read, _rows
    ),
    "geopackage": Sample(_frame(_points, "a.gpkg"), sitmap.read, _rows),
    "shapefile": Sample(_frame(_points, "a.shp"), sitmap.read, _rows),
    "shapefile in a zip file": Sample(
        _packed("s.zip", _frame(_points, "a.shp")), sitmap.read, _rows
    ),
    "flatgeobuf": Sample(_frame(_points, "a.fgb"), sitmap.read, _rows),
    "parquet": Sample(_plain_parquet, sitmap.read, _rows),
    "geoparquet": Sample(_parquet, sitmap.read, _rows),
    "areas in geojson": Sample(
        _frame(_areas, "a.geojson"), sitmap.read_areas
    ),
    "areas in geopackage": Sample(
        _frame(_areas, "a.gpkg"), sitmap.read_areas
    ),
    "areas in flatgeobuf": Sample(
        _frame(_areas, "a.fgb"), sitmap.read_areas
    ),
    "areas in a zip file": Sample(
        _packed("s.zip", _frame(_areas, "a.shp")), sitmap.read_areas
    ),
    "lines in geojson": Sample(_frame(_lines, "a.geojson"), _read_lines),
    "sites": Sample(_text("a.csv", _SITES), sitmap.read_presence, _rows),
    "strength": Sample(
        _text("a.csv", _STRENGTH), sitmap.read_strength, _rows
    ),
    "cells in parquet": Sample(_copy(OLD / "cells.parquet"), _read_cells),
    "report in text": Sample(
        _text("a.txt", REPORT), _read_report, read_source, in_whole=5
    ),
    "report in markdown": Sample(
        _text("a.md", f"# Brief\n\n{REPORT}"), _read_report, read_source
    ),
    "report on a web page": Sample(_text("a.html", PAGE), _read_page),
    "draft": Sample(
        _copy(OLD / "draft.csv"), sitmap.read, _rows, in_whole=50
    ),
    "spec": Sample(_copy(OLD / "map.toml"), _read_spec),
    "state of a watched folder": Sample(
        _text("s.json", _STATE), _read_state
    ),
    "ground": Sample(_ground, _read_ground),
    "country file": Sample(_dump, _read_dump),
    "country pack": Sample(
        _country_pack, _read_pack, _check_pack, in_whole=50
    ),
    "evidence": Sample(_evidence, _read_evidence),
    "answers": Sample(_text("a.csv", _ANSWERS), _read_answers),
    "extract of OpenStreetMap": Sample(
        _extract,
        _read_extract,
        _read_some,
        every=10,  # GDAL takes a fifth of a second to open each
    ),
    "picture on the ground": Sample(_picture, _read_picture),
}
"""By what a person calls it. Pages of ours are swept where a browser is (tests/browser)."""
