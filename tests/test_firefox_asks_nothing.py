"""Firefox looks up the hosts of a page's links before anybody follows one; of ours, none.

In a network namespace of its own, in which a name server writes down what it is asked.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import sitmap
from sitmap.layers.element import NO_LOOKUPS

if TYPE_CHECKING:
    from pathlib import Path

TABLE = (
    "title,lat,lon,date,source,source_url\n"
    "A fire,42.9,20.84,2023-05-29,Desk,https://source.example/1\n"
)
SERVER = r"""
import socket, sys
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 53))
with open(sys.argv[1], "w", buffering=1) as log:
    while True:
        data, address = server.recvfrom(2048)
        name, at = [], 12
        while data[at]:
            name.append(data[at + 1 : at + 1 + data[at]].decode("ascii", "replace"))
            at += 1 + data[at]
        log.write(".".join(name) + "\n")
        answer = data[:2] + b"\x81\x83" + data[4:6] + bytes(6) + data[12:]  # no such name
        server.sendto(answer, address)
"""
STEPS = """
ip link set lo up
mount --bind resolv.conf /etc/resolv.conf
mount --bind nsswitch.conf /etc/nsswitch.conf
{python} server.py asked.txt & server=$!
sleep 1
timeout 60 firefox-esr --headless --no-remote --profile "$PWD/profile" --window-size 1200,900 \
  --screenshot "$PWD/shot.png" "file://$PWD/page.html" >/dev/null 2>&1
sleep 2
kill $server
"""
# An open card shows the link of its source; over https Firefox would hold back by itself.
PREFERENCES = 'user_pref("network.dns.disablePrefetchFromHTTPS", false);\n'


def names_asked_for(page: str, folder: Path) -> set[str]:
    """Open a page in Firefox, and return which hosts of its links it asks for."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("needs root, to make a network namespace")
    for program in ("firefox-esr", "unshare", "ip"):
        if shutil.which(program) is None:
            pytest.skip(f"needs {program}")
    folder.mkdir()
    (folder / "profile").mkdir()
    (folder / "profile/user.js").write_text(PREFERENCES, "utf-8")
    (folder / "resolv.conf").write_text("nameserver 127.0.0.1\n", "utf-8")
    (folder / "nsswitch.conf").write_text("hosts: dns\n", "utf-8")
    (folder / "server.py").write_text(SERVER, "utf-8")
    (folder / "page.html").write_text(page, "utf-8")
    done = subprocess.run(
        [
            "unshare",
            "-n",
            "-m",
            "sh",
            "-c",
            STEPS.format(python=sys.executable),
        ],
        cwd=folder,
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if "not permitted" in done.stderr:
        pytest.skip("this machine allows no namespaces")
    assert (folder / "shot.png").exists(), done.stderr
    asked = set((folder / "asked.txt").read_text("utf-8").split())
    return {
        name
        for name in asked
        if name.endswith((".example", "leafletjs.com", ".org"))
    }


@pytest.mark.slow
def test_firefox_looks_up_no_host_of_a_page_of_ours(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    page = sitmap.Map(sitmap.read(tmp_path / "t.csv")).get_root().render()
    link = '<a href="http://linked.example/x">a link as a card has it</a>'
    linked = page.replace("</body>", f"{link}</body>")
    open_to_all = linked.replace(NO_LOOKUPS, "")
    assert "linked.example" in names_asked_for(
        open_to_all, tmp_path / "without"
    )
    assert names_asked_for(linked, tmp_path / "with") == set()
