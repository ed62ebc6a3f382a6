"""One HTTP request under one deadline and one size.

Name look-up, redirects, slow drips and gzip bombs end there.

urllib's and requests' timeouts hold for each read, so a server that sends a byte a second outlives
them. Here the whole exchange runs in a thread of its own; when the time is up, its connections are
cut and the caller goes on.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import urllib.request
import zlib
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, NamedTuple, NoReturn, Protocol
from urllib.parse import urljoin, urlsplit

from geopy.exc import (
    GeocoderParseError,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from email.message import Message

# bytes read at a time, so that the limit is kept
_CHUNK: Final = 65_536
# redirections that are followed
_HOPS: Final = 3
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_GZIP_OR_ZLIB: Final = zlib.MAX_WBITS | 32
_TOO_LATE: Final = "no whole answer within {seconds} s"
_FAULTS: Final[tuple[tuple[Any, type[Exception], str], ...]] = (
    (TimeoutError, GeocoderTimedOut, _TOO_LATE),
    (socket.gaierror, GeocoderUnavailable, "no such host, or no network"),
    (
        ConnectionRefusedError,
        GeocoderUnavailable,
        "the connection is refused",
    ),
    (zlib.error, GeocoderParseError, "the answer can't be unpacked"),
    (
        (http.client.HTTPException, ConnectionError),
        GeocoderUnavailable,
        "the connection broke off",
    ),
)
"""What Python raises, and what geopy's adapters raise for it."""


class Pace(Protocol):
    """What is told of every request: when it wants to go, goes, and has reached the server."""

    def wait(self) -> None:
        """Wait until a request may go out."""

    def leaves(self) -> None:
        """Note that a request goes out."""

    def arrived(self) -> None:
        """Note that the server has had the request."""


class Fetch(NamedTuple):
    """What to ask, and within what bounds.

    Attributes
    ----------
    timeout_s
        Seconds for everything together: name look-up, connection, redirects, and the last byte of
        the body.
    most_bytes
        Size of the body at most, both as sent and unpacked.
    proxies
        Scheme to proxy; None for the system's.
    form
        The body of a POST, as a form sends it; None asks by GET.
    is_text
        Whether the body is decoded; else it is kept as bytes.
    may_leave
        Whether redirects to other hosts are followed, by https only: never with a key in the
        headers.
    """

    url: str
    headers: Mapping[str, str]
    timeout_s: float
    most_bytes: int
    proxies: dict[str, str] | None = None
    ssl_context: ssl.SSLContext | None = None
    form: bytes | None = None
    is_text: bool = True
    may_leave: bool = False


class Reply(NamedTuple):
    """What came back; ``headers`` are looked up in any case."""

    status: int
    headers: Message
    text: str
    body: bytes = b""


class Line:
    """The connections of one exchange, so that another thread can cut them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: list[socket.socket] = []
        self._is_cut = False

    def connect(
        self, address: tuple[str, int], timeout: float, source: Any = None
    ) -> socket.socket:
        """Connect as `socket.create_connection` does, and keep a handle.

        TLS takes the socket itself away.
        """
        connection = socket.create_connection(address, timeout, source)
        handle = connection.dup()
        with self._lock:
            self._held.append(handle)
            is_cut = self._is_cut
        if is_cut:
            self.cut()
        return connection

    def cut(self) -> None:
        """End every connection, whatever another thread is waiting for on it."""
        with self._lock:
            self._is_cut = True
            held, self._held = self._held, []
        for handle in held:
            with suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)
            handle.close()


def fetch(request: Fetch, pace: Pace) -> Reply:
    """Ask by GET, or send a form, and return the answer, whatever its status.

    Raises
    ------
    GeocoderTimedOut
        If the last byte isn't there in time.
    GeocoderUnavailable
        If there is no network, no such host, no connection, or it breaks off.
    GeocoderParseError
        If the body is too large, or no text in the encoding that it says.
    GeocoderServiceError
        If it redirects to elsewhere, or in circles.
    """
    line = Line()
    results: SimpleQueue[Reply | BaseException] = SimpleQueue()
    ends = monotonic() + request.timeout_s
    Thread(
        target=_run,
        args=(request, pace, line, ends, results),
        name="sitmap-online",
        daemon=True,
    ).start()
    try:
        result = results.get(timeout=max(request.timeout_s, 0.0))
    except Empty:
        pace.arrived()
        raise GeocoderTimedOut(
            _TOO_LATE.format(seconds=f"{request.timeout_s:.3g}")
        ) from None
    finally:
        line.cut()
    if isinstance(result, Reply):
        return result
    raise _in_geopys_words(result, request.timeout_s) from result


def parse_json(text: str) -> Any:
    """Parse JSON as the standard has it: NaN and Infinity are no numbers.

    Raises
    ------
    GeocoderParseError
        If it is none; the text shows its beginning.
    """
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        start = " ".join(text[:60].split())
        raise GeocoderParseError(
            f"the answer is no JSON: {start!r} ({type(error).__name__})"
        ) from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _run(
    request: Fetch,
    pace: Pace,
    line: Line,
    ends: float,
    results: SimpleQueue[Reply | BaseException],
) -> None:
    try:
        results.put(_exchange(request, pace, line, ends))
    except BaseException as error:  # noqa: BLE001 - the caller's thread raises it
        results.put(error)


def _exchange(request: Fetch, pace: Pace, line: Line, ends: float) -> Reply:
    opener = _opener(request, line)
    url = request.url
    for _ in range(_HOPS + 1):
        with _open(opener, url, request, pace, ends) as response:
            target = response.headers.get("Location")
            if response.status not in _REDIRECTS or not target:
                return _read(response, request)
            if request.form is not None:
                raise GeocoderServiceError(
                    "redirects what was sent, which isn't followed"
                )
            url = _follow(url, target, may_leave=request.may_leave)
    raise GeocoderServiceError(f"redirects more than {_HOPS} times")


def _open(
    opener: urllib.request.OpenerDirector,
    url: str,
    request: Fetch,
    pace: Pace,
    ends: float,
) -> Any:
    pace.wait()
    pace.leaves()
    headers = {"Accept-Encoding": "gzip", **request.headers}
    asked = urllib.request.Request(url, request.form, headers)  # noqa: S310 - the caller's care
    try:
        return opener.open(asked, timeout=max(ends - monotonic(), 0.001))
    finally:
        pace.arrived()


def _follow(url: str, target: str, *, may_leave: bool) -> str:
    """Follow a redirect within the host, or by https elsewhere if it may; never to http."""
    there = urljoin(url, target)
    old, new = urlsplit(url), urlsplit(there)
    kept = (new.hostname, new.port) == (old.hostname, old.port) or (
        new.scheme == "https"
        and (new.hostname == old.hostname or may_leave)
    )
    if (
        new.scheme not in ("http", "https")
        or not kept
        or (old.scheme, new.scheme) == ("https", "http")
    ):
        raise GeocoderServiceError(
            f"redirects to {new.scheme}://{new.hostname or ''}, which isn't followed"
        )
    return there


def _opener(request: Fetch, line: Line) -> urllib.request.OpenerDirector:
    """Build an opener without ftp:, file: and urllib's redirects, which read a body of any size."""
    opener = urllib.request.OpenerDirector()
    handlers = (
        urllib.request.ProxyHandler(request.proxies),
        _Http(line),
        _Https(line, request.ssl_context),
    )
    for handler in handlers:
        opener.add_handler(handler)
    return opener


class _Http(urllib.request.HTTPHandler):
    def __init__(self, line: Line) -> None:
        super().__init__()
        self._line = line

    def http_open(self, req: urllib.request.Request) -> Any:
        return self.do_open(
            _on(self._line, http.client.HTTPConnection), req
        )


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, line: Line, context: ssl.SSLContext | None) -> None:
        self._line, self._given = (
            line,
            context or ssl.create_default_context(),
        )
        super().__init__(context=self._given)

    def https_open(self, req: urllib.request.Request) -> Any:
        return self.do_open(
            _on(self._line, http.client.HTTPSConnection),
            req,
            context=self._given,
        )


def _on(
    line: Line, kind: type[http.client.HTTPConnection]
) -> Callable[..., http.client.HTTPConnection]:
    def make(host: str, **options: Any) -> http.client.HTTPConnection:
        connection = kind(host, **options)
        # there is no other way in
        connection._create_connection = line.connect  # type: ignore[attr-defined] # noqa: SLF001
        return connection

    return make


def _read(response: http.client.HTTPResponse, request: Fetch) -> Reply:
    body = _read_body(response, request.most_bytes)
    text = _decode(body, response) if request.is_text else ""
    return Reply(response.status, response.headers, text, body)


def _read_body(
    response: http.client.HTTPResponse, most_bytes: int
) -> bytes:
    encoding = (
        (response.headers.get("Content-Encoding") or "").strip().lower()
    )
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise GeocoderParseError(
            f"the answer is packed as {encoding[:20]!r}, which wasn't asked for"
        )
    unpack = (
        zlib.decompressobj(_GZIP_OR_ZLIB)
        if encoding not in ("", "identity")
        else None
    )
    return _read_bytes(response, most_bytes, unpack)


def _decode(body: bytes, response: http.client.HTTPResponse) -> str:
    charset = response.headers.get_content_charset() or "utf-8"
    try:
        return body.decode("utf-8-sig" if charset == "utf-8" else charset)
    except (UnicodeDecodeError, LookupError) as error:
        raise GeocoderParseError(
            f"the answer is no text in {charset[:20]!r}"
        ) from error


def _read_bytes(
    response: http.client.HTTPResponse, most_bytes: int, unpack: Any
) -> bytes:
    parts, sent, size = [], 0, 0
    while chunk := response.read(_CHUNK):
        sent += len(chunk)
        part = (
            unpack.decompress(chunk, most_bytes - size + 1)
            if unpack
            else chunk
        )
        size += len(part)
        if max(sent, size) > most_bytes:
            raise GeocoderParseError(
                f"the answer is larger than {most_bytes:,} bytes"
            )
        parts.append(part)
    if response.length or (unpack and sent and not unpack.eof):
        raise GeocoderUnavailable("the answer breaks off")
    return b"".join(parts)


def _in_geopys_words(
    error: BaseException, timeout_s: float
) -> BaseException:
    """Name a fault of the network as geopy's adapters do; what is none stays as it is."""
    inner = getattr(error, "reason", None)  # urllib's wrapping
    cause = inner if isinstance(inner, OSError) else error
    for kinds, named, text in _FAULTS:
        if isinstance(cause, kinds) and not isinstance(
            cause, GeocoderServiceError
        ):
            told = (
                f" ({type(cause).__name__})" if "broke off" in text else ""
            )
            return named(text.format(seconds=f"{timeout_s:.3g}") + told)
    if isinstance(cause, OSError) and not isinstance(
        cause, GeocoderServiceError
    ):
        told = str(cause.strerror or cause)
        return GeocoderUnavailable(told)  # type: ignore[no-any-return]  # geopy is untyped
    return cause
