"""Keys from the environment or the system's keyring: never from a command line, never on disk."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SERVICE: Final = "sitmap"


@dataclass(frozen=True)
class Keys:
    """Where keys are looked for.

    Attributes
    ----------
    environ
        The environment, such as `os.environ`.
    ring
        What the keyring library has (``get_password``, ``set_password``); None where it isn't
        installed.
    """

    environ: Mapping[str, str]
    ring: Any = None

    def need(self, name: str, what: str, *, where: str) -> str:
        """Return a key: of the environment first (``SITMAP_NAME``), then of the keyring.

        Parameters
        ----------
        name
            In the keyring, such as ``"ucdp"`` or ``"acled-user"``.
        what
            What messages call it.
        where
            How somebody gets one.

        Raises
        ------
        InputError
            There is none, or no header can hold it; its text is not told.
        """
        variable = f"SITMAP_{name.upper().replace('-', '_')}"
        found = (
            self.environ.get(variable) or self.recall(name) or ""
        ).strip()
        if not found:
            raise InputError(
                f"{what} is needed ({where}): set {variable}, or keep it in the keyring "
                f"(pip install 'sitmap[keyring]', then: keyring set {_SERVICE} {name})"
            )
        if not found.isprintable():
            raise InputError(
                f"{what}: has line ends or controls in it; set {variable} anew"
            )
        return found

    def recall(self, name: str) -> str | None:
        """Return what the keyring has; a keyring that is locked or out of order has nothing."""
        if self.ring is not None:
            with suppress(
                Exception
            ):  # each system's keyring raises its own
                found = self.ring.get_password(_SERVICE, name)
                return found if isinstance(found, str) else None
        return None

    def keep(self, name: str, secret: str) -> None:
        """Keep a secret in the keyring, if there is one that takes it."""
        if self.ring is not None:
            with suppress(Exception):
                self.ring.set_password(_SERVICE, name, secret)
