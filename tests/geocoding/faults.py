"""A geocoding service of faults on 127.0.0.1.

What a query begins with says how its answer goes wrong.

``Prizren`` is answered as Nominatim would, with a village of its own; ``html 1`` with a page of
HTML; ``not-there 1`` with an empty list. A number keeps queries apart. Everything that was asked is
counted, with the time of arrival.
"""

from __future__ import annotations

import gzip
import json
import re
import socket
import socketserver
import struct
import threading
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DRIP_S = 0.05
BOMB_BYTES = 300_000_000


@dataclass
class Asked:
    """A request: when it arrived (Unix time), its words, path with parameters, headers and body."""

    at: float
    query: str
    path: str
    headers: dict[str, str]
    body: str = ""


@dataclass
class Log:
    """What the server was asked, and what holds it back."""

    requests: list[Asked] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, asked: Asked) -> int:
        """Note a request; return how often its words have been asked."""
        with self.lock:
            self.requests.append(asked)
            return sum(each.query == asked.query for each in self.requests)

    @property
    def queries(self) -> list[str]:
        """The words in the order in which they were asked."""
        return [each.query for each in self.requests]

    def smallest_gap_s(self) -> float:
        """The shortest time between two requests."""
        times = sorted(each.at for each in self.requests)
        return min(after - before for before, after in pairwise(times))


class Ask(NamedTuple):
    """A request as a fault sees it."""

    query: str
    times: int
    port: int
    log: Log


def place(query: str, **changes) -> dict:
    """A place as Nominatim writes it; the same words always give the same point, near Prizren."""
    number = zlib.crc32(query.encode("utf-8", "replace")) % 1000 / 10_000
    lat, lon = round(42.2 + number, 4), round(20.7 + number, 4)
    box = [
        f"{lat - 0.01:.4f}",
        f"{lat + 0.01:.4f}",
        f"{lon - 0.01:.4f}",
        f"{lon + 0.01:.4f}",
    ]
    made = {
        "place_id": 1,
        "licence": "Data © OpenStreetMap contributors",
        "osm_type": "node",
        "osm_id": 7,
        "lat": str(lat),
        "lon": str(lon),
        "class": "place",
        "type": "village",
        "place_rank": 19,
        "importance": 0.4,
        "addresstype": "village",
        "name": query,
        "display_name": f"{query}, Prizren, Kosovo",
        "boundingbox": box,
        "address": {
            "village": query,
            "country": "Kosovo",
            "country_code": "xk",
        },
    }
    return {
        name: value
        for name, value in {**made, **changes}.items()
        if value is not ...
    }


def reply(
    body: bytes,
    status: str = "200 OK",
    kind: str = "application/json",
    **headers: str,
) -> bytes:
    """A whole HTTP answer."""
    told = {
        "Content-Type": kind,
        "Content-Length": str(len(body)),
        "Connection": "close",
        **{
            name.replace("_", "-"): value for name, value in headers.items()
        },
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def as_json(value: object, status: str = "200 OK", **headers: str) -> bytes:
    """An answer in JSON."""
    return reply(json.dumps(value).encode(), status, **headers)


def first_fails(
    status: str, **headers: str | Callable[[], str]
) -> Callable[[Ask], bytes]:
    """Fail when asked first, and answer when asked again."""

    def answer(ask: Ask) -> bytes:
        told = {
            name: value() if callable(value) else value
            for name, value in headers.items()
        }
        return (
            as_json({}, status, **told)
            if ask.times == 1
            else as_json([place(ask.query)])
        )

    return answer


def drip(text: bytes) -> Iterator[bytes]:
    """A byte now and then, for a minute."""
    for number in range(round(60 / DRIP_S)):
        time.sleep(DRIP_S)
        yield text[number : number + 1] or b" "


def endless(head: bytes) -> Iterator[bytes]:
    """Blanks without end, some 3 GB of them at most."""
    yield head
    for _ in range(50_000):
        yield b" " * 65_536


@cache
def bomb() -> bytes:
    """300 MB of blanks in 300 kB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [
        packer.compress(b" " * 1_000_000)
        for _ in range(BOMB_BYTES // 1_000_000)
    ]
    return b"".join([*parts, packer.flush()])


def reset(_: Ask) -> None:
    """Break off with a reset, after half a status line."""


def wait_at_gate(ask: Ask) -> bytes:
    """Answer once the test opens the gate."""
    ask.log.gate.wait(60)
    return as_json([place(ask.query)])


OK_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
_text = json.dumps([place("x")]).encode()

FAULTS: dict[str, Callable[[Ask], bytes | Iterator[bytes] | None]] = {
    # what is no fault
    "not-there": lambda _: as_json([]),
    "packed": lambda ask: reply(
        gzip.compress(json.dumps([place(ask.query)]).encode()),
        Content_Encoding="gzip",
    ),
    "null-island": lambda ask: as_json(
        [place(ask.query, lat="0", lon="0.0", boundingbox=...)]
    ),
    "redirect": lambda ask: (
        as_json([place(ask.query)])
        if ask.times > 1
        else as_json(
            {},
            "302 Found",
            Location=f"/search?q={ask.query.replace(' ', '+')}",
        )
    ),
    "slow": lambda ask: (time.sleep(0.3), as_json([place(ask.query)]))[1],
    # too many
    "429-once": first_fails("429 Too Many Requests"),
    "429-once-after-1": first_fails(
        "429 Too Many Requests", Retry_After="1"
    ),
    "429-once-after-2": first_fails(
        "429 Too Many Requests", Retry_After="2"
    ),
    "429-once-date": first_fails(
        "429 X",
        Retry_After=lambda: formatdate(time.time() + 2, usegmt=True),
    ),
    "429-once-past": first_fails(
        "429 X", Retry_After="Fri, 31 Dec 1999 23:59:59 GMT"
    ),
    "429-once-garbage": first_fails("429 X", Retry_After="soon"),
    "429-always": lambda _: as_json({}, "429 Too Many Requests"),
    "429-after-20": lambda _: as_json(
        {}, "429 Too Many Requests", Retry_After="20"
    ),
    "429-after-an-hour": lambda _: as_json(
        {}, "429 Too Many Requests", Retry_After="3600"
    ),
    "quota-200": lambda _: as_json(
        {"error": "Daily quota exceeded for key A1B2C3D4"}
    ),
    "quota-402": lambda _: as_json(
        {"status": {"code": 402, "message": "quota exceeded"}},
        "402 Payment Required",
    ),
    # refusals
    "401": lambda _: as_json(
        {"error": "invalid key A1B2C3D4"}, "401 Unauthorized"
    ),
    "403": lambda _: reply(
        b"<html>Access blocked</html>", "403 Forbidden", "text/html"
    ),
    "407": lambda _: as_json({}, "407 Proxy Authentication Required"),
    "400": lambda _: as_json(
        {"error": {"code": 400, "message": "bad viewbox"}},
        "400 Bad Request",
    ),
    "404": lambda _: reply(b"no such page", "404 Not Found", "text/plain"),
    # trouble at the server
    "500-once": first_fails("500 Internal Server Error"),
    "502-once": first_fails("502 Bad Gateway"),
    "503-once": first_fails("503 Service Unavailable", Retry_After="1"),
    "504-once": first_fails("504 Gateway Timeout"),
    "500-always": lambda _: reply(
        b"oops", "500 Internal Server Error", "text/plain"
    ),
    "501": lambda _: as_json({}, "501 Not Implemented"),
    # connections
    "hang": lambda _: (time.sleep(60), b"")[1],
    "drip-headers": lambda _: drip(
        b"HTTP/1.1 200 OK\r\nX-Slow: " + b"y" * 5_000
    ),
    "drip-body": lambda _: (
        part
        for parts in ([OK_HEAD], drip(_text + b" " * 5_000))
        for part in parts
    ),
    "reset": reset,
    "closed": lambda _: b"",
    "no-http": lambda _: b"SSH-2.0-OpenSSH_9.6\r\n",
    "headers-endless": lambda _: (
        b"X-%d: %s\r\n" % (n, b"y" * 60_000) if n else OK_HEAD[:-2]
        for n in range(5_000)
    ),
    "continue-endless": lambda _: (
        b"HTTP/1.1 100 Continue\r\n\r\n" for _ in range(10_000_000)
    ),
    "truncated": lambda _: reply(_text).replace(
        b"Content-Length: ", b"Content-Length: 9"
    )[:-20],
    "truncated-chunked": (
        lambda _: (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n"
            + _text[:200]
        )
    ),
    "truncated-gzip": lambda _: reply(
        gzip.compress(_text)[:-12], Content_Encoding="gzip"
    ),
    # bodies
    "gzip-bomb": lambda _: reply(bomb(), Content_Encoding="gzip"),
    "endless": lambda _: endless(OK_HEAD),
    "garbage-gzip": lambda _: reply(
        b"\x1f\x8b no gzip at all", Content_Encoding="gzip"
    ),
    "brotli": lambda _: reply(_text, Content_Encoding="br"),
    "empty": lambda _: reply(b""),
    "no-content": lambda _: (
        b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
    ),
    "html": lambda _: reply(
        b"<!doctype html><title>Sign in</title><script>alert(1)</script>",
        kind="text/html",
    ),
    "invalid-utf8": lambda _: reply(
        _text.replace(b"Prizren", b"Pri\xff\xfe")
    ),
    "unknown-charset": lambda _: reply(
        _text, kind="application/json; charset=klingon"
    ),
    "garbage": lambda _: reply(b'[{"lat": "42.2", '),
    "deep": lambda _: reply(b"[" * 200_000 + b"]" * 200_000),
    "long-number": lambda _: reply(
        b'[{"lat": ' + b"4" * 20_000 + b', "lon": 20}]'
    ),
    "error-html-500": lambda _: reply(
        b"<html>" + b"x" * 100_000, "500 Error", "text/html"
    ),
    # schema
    "schema-null": lambda _: as_json(None),
    "schema-number": lambda _: as_json(42),
    "schema-text": lambda _: as_json("Prizren"),
    "schema-object": lambda _: as_json({}),
    "schema-results": lambda _: as_json({"results": 3}),
    "schema-texts": lambda _: as_json(["Prizren"]),
    "schema-nested": lambda _: as_json([[[]]]),
    "no-address": lambda ask: as_json([place(ask.query, display_name=...)]),
    # coordinates
    "nan": lambda ask: reply(
        json.dumps([place(ask.query, lat=float("nan"))]).encode()
    ),
    "nan-text": lambda ask: as_json([place(ask.query, lat="nan")]),
    "infinite": lambda ask: reply(
        json.dumps([place(ask.query, lon=0)])
        .encode()
        .replace(b'"lon": 0', b'"lon": 1e999')
    ),
    "no-lat": lambda ask: as_json([place(ask.query, lat=...)]),
    "no-lon": lambda ask: as_json([place(ask.query, lon=...)]),
    "no-point": lambda ask: as_json([place(ask.query, lat=..., lon=...)]),
    "null-point": lambda ask: as_json(
        [place(ask.query, lat=None, lon=None)]
    ),
    "empty-point": lambda ask: as_json([place(ask.query, lat="", lon="")]),
    "object-point": lambda ask: as_json(
        [place(ask.query, lat={"deg": 42}, lon=[20])]
    ),
    "lat-142": lambda ask: as_json([place(ask.query, lat="142.2")]),
    "lon-1000": lambda ask: as_json([place(ask.query, lon="1000")]),
    # redirects
    "loop": lambda ask: as_json(
        {}, "302 Found", Location=f"/search?q={ask.query.replace(' ', '+')}"
    ),
    "to-elsewhere": lambda _: as_json(
        {}, "302 Found", Location="http://127.0.0.2:9/search?q=x"
    ),
    "to-file": lambda _: as_json(
        {}, "301 Moved Permanently", Location="file:///etc/passwd"
    ),
    "to-ftp": lambda _: as_json(
        {}, "307 Temporary Redirect", Location="ftp://127.0.0.1/x"
    ),
    "to-endless": lambda ask: endless(
        f"HTTP/1.1 302 Found\r\nLocation: /search?q={ask.query.replace(' ', '+')}\r\n\r\n".encode()
    ),
    "to-nothing": lambda _: as_json({}, "302 Found"),
    "gate": wait_at_gate,
}


class _Handler(socketserver.BaseRequestHandler):
    server: FaultServer

    def handle(self) -> None:
        data = b""
        while b"\r\n\r\n" not in data:
            part = self.request.recv(65_536)
            if not part:
                return
            data += part
        head, _, body = data.partition(b"\r\n\r\n")
        told = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        while told and len(body) < int(told[1]):
            body += self.request.recv(65_536)
        data = head + b"\r\n\r\n" + body
        answer = self.server.answer(data.decode("latin-1"))
        with suppress(OSError):  # the client has hung up, as it should
            self.send(answer)

    def send(self, answer) -> None:
        if answer is None:
            self.request.sendall(b"HTTP/1.1 20")
            self.request.setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
            )
            self.request.close()
            return
        for part in [answer] if isinstance(answer, bytes) else answer:
            self.request.sendall(part)


class FaultServer(socketserver.ThreadingTCPServer):
    """The server; used with `with`, it runs in a thread."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(
        self, answers: Callable[[Ask, str], bytes | None] | None = None
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.log = Log()
        self.answers = answers
        self.domain = f"127.0.0.1:{self.server_address[1]}"

    def answer(self, text: str):
        """Note a request, and make its answer."""
        at = time.time()
        head, _, body = text.partition("\r\n\r\n")
        first, *lines = head.split("\r\n")
        path = first.split(" ")[1]
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines)
            if name
        }
        told = parse_qs(urlsplit(path).query)
        query = next(
            (
                told[name][0]
                for name in ("q", "text", "singleLine", "lat")
                if name in told
            ),
            "",
        )
        times = self.log.add(Asked(at, query, path, headers, body))
        ask = Ask(query, times, self.server_address[1], self.log)
        if (
            self.answers is not None
            and (made := self.answers(ask, path)) is not None
        ):
            return made
        return FAULTS.get(
            query.split(" ")[0].split(",")[0],
            lambda ask: as_json([place(ask.query)]),
        )(ask)

    def __enter__(self):
        """Run."""
        threading.Thread(
            target=self.serve_forever, args=(0.05,), daemon=True
        ).start()
        return self

    def __exit__(self, *_) -> None:
        """Stop, and let go of what waits at the gate."""
        self.log.gate.set()
        self.shutdown()
        self.server_close()
