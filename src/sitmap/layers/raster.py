"""A picture of the user's own as a layer: a scanned sheet or a satellite crop, inside the page."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from sitmap.errors import InputError
from sitmap.ground.sheet import read_sheet
from sitmap.layers.blobs import gzip_bytes
from sitmap.layers.content import Credit, LayerContent
from sitmap.layers.element import PageLayer
from sitmap.sanitize import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitmap.ground.sheet import Sheet
    from sitmap.layers.content import MapFrame

# a page of more opens nowhere
_LARGEST_MB: Final = 100.0


class Raster(PageLayer):
    """A picture on the ground, below the incidents; needs the extra ``sitmap[ground]``.

    Parameters
    ----------
    path
        A GeoTIFF, or with `bounds` any picture that Pillow reads.
    bounds
        West, south, east, north of a picture that doesn't say where it lies, in degrees.
    credit
        Whom the map credits for it.
    opacity
        From 0 to 1.
    limit_mb
        What it may add to the page, in megabytes; a larger one is made smaller.
    name
        What the key calls it.
    show
        Whether it is shown as the map opens.

    Raises
    ------
    InputError
        The file is no picture, or doesn't say where it lies; an option is out of range.
    """

    kind: ClassVar[str] = "raster"

    def __init__(
        self,
        path: str | Path,
        *,
        bounds: Sequence[float] | None = None,
        credit: str | None = None,
        opacity: float = 0.8,
        limit_mb: float = 1.0,
        name: str | None = None,
        show: bool = True,
    ) -> None:
        super().__init__(one_line(name or Path(path).stem), show=show)
        _check_range("opacity", opacity, 1.0)
        _check_range("limit_mb", limit_mb, _LARGEST_MB)
        self.opacity = float(opacity)
        self.credit = one_line(credit) if credit else None
        self._path, self._bounds, self._limit_mb = (
            Path(path),
            bounds,
            float(limit_mb),
        )
        self.sheet  # noqa: B018 - what is wrong with the file is said at once

    @cached_property
    def sheet(self) -> Sheet:
        """The picture as the page has it."""
        return read_sheet(self._path, self._bounds, limit_mb=self._limit_mb)

    @property
    def scripts(self) -> tuple[str, ...]:
        """The script that draws it."""
        return ("ground.js",)

    def describe(self, frame: MapFrame) -> LayerContent:  # noqa: ARG002 - the protocol's signature
        """Say the picture and whom it credits."""
        told = (Credit(self.credit, None),) if self.credit else ()
        return LayerContent(
            self.kind,
            self.label,
            is_shown=self.show,
            credits=told,
            picture=(self.sheet, self.opacity),
        )

    def settings(self) -> Mapping[str, Any]:
        """Return where the picture lies, how it is drawn and whom it credits."""
        west, south, east, north = self.sheet.box
        bounds = [[south, west], [north, east]]
        return {
            "bounds": bounds,
            "opacity": self.opacity,
            "credit": self.credit,
        }

    def blobs(self) -> Mapping[str, bytes]:
        """Return the picture."""
        return {"picture": gzip_bytes(self.sheet.data)}

    def _get_self_bounds(self) -> list[list[float | None]]:
        west, south, east, north = self.sheet.box
        return [[south, west], [north, east]]


def _check_range(name: str, value: object, most: float) -> None:
    is_number = isinstance(value, int | float) and not isinstance(
        value, bool
    )
    if not (is_number and 0 < float(str(value)) <= most):
        raise InputError(
            f"{name} is {value!r}; give a number above 0, of at most {most:g}"
        )
