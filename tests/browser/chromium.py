"""Finds a Chromium for the browser tests, or gets one: ``python -m tests.browser.chromium``.

And Debian's Firefox and WebKitGTK, where apt-get may be used.

The one that is there comes first, then apt-get where that may be used, then playwright's own
download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
MINUTES_5 = 300
OTHERS = {  # Debian's packages, and a program of each
    "firefox-esr": "firefox-esr",
    "webkit2gtk-driver": "WebKitWebDriver",
    "xvfb": "Xvfb",
}


def find_chromium() -> str | None:
    """Return the path of a Chromium on this machine, or None."""
    own = os.environ.get("SITMAP_CHROMIUM")
    found = [own, *(shutil.which(name) for name in NAMES), *_downloaded()]
    return next(
        (path for path in found if path and Path(path).exists()), None
    )


def _downloaded() -> list[str]:
    folder = Path(
        os.environ.get(
            "PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache/ms-playwright"
        )
    )
    return [
        str(path)
        for path in sorted(
            folder.glob("chromium-*/chrome-linux*/chrome"), reverse=True
        )
    ]


def install_chromium() -> str | None:
    """Install one by whatever works here; return its path, or None."""
    for command in _ways():
        print("getting Chromium:", " ".join(command), flush=True)  # noqa: T201 - make shows it
        try:
            subprocess.run(
                command,
                check=True,
                timeout=MINUTES_5,
                stdout=subprocess.DEVNULL,
            )
        except (OSError, subprocess.SubprocessError) as error:
            print(f"  did not work: {error}", flush=True)  # noqa: T201
        if found := find_chromium():
            return found
    return None


def _ways() -> list[list[str]]:
    apt = shutil.which("apt-get")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    system = (
        [[apt, "update", "-qq"], [apt, "install", "-y", "-qq", "chromium"]]
        if apt and as_root
        else []
    )
    return [
        *system,
        [sys.executable, "-m", "playwright", "install", "chromium"],
    ]


def install_others() -> None:
    """Install Firefox and WebKitGTK where apt-get may be used; without them their tests skip."""
    apt = shutil.which("apt-get")
    missing = [
        package
        for package, program in OTHERS.items()
        if shutil.which(program) is None
    ]
    if (
        not missing
        or apt is None
        or not hasattr(os, "geteuid")
        or os.geteuid() != 0
    ):
        return
    command = [
        apt,
        "install",
        "-y",
        "-qq",
        "--no-install-recommends",
        *missing,
    ]
    print("getting", ", ".join(missing), flush=True)  # noqa: T201 - make shows it
    try:
        subprocess.run(
            command,
            check=True,
            timeout=MINUTES_5,
            stdout=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as error:
        print(f"  did not work: {error}", flush=True)  # noqa: T201


if __name__ == "__main__":
    path = find_chromium() or install_chromium()
    install_others()
    print(  # noqa: T201
        f"Chromium: {path}"
        if path
        else "no Chromium: the browser tests will be left out"
    )
