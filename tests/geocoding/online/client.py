"""A process that geocodes names: `python client.py DOMAIN CACHE PER_SECOND THREADS NAME…`."""

import sys
from concurrent.futures import ThreadPoolExecutor

import sitmap


def main(
    domain: str, cache: str, per_second: str, threads: str, *names: str
) -> None:
    """Geocode the names, dealt out to the threads, and print what became of them."""
    online = sitmap.Online(
        "nominatim",
        user_agent="sitmap-tests/1.0 (maps@newsdesk.example)",
        domain=domain,
        scheme="http",
        proxies={},
        cache=cache,
        per_second=float(per_second),
    )
    if threads == "1":
        found = sitmap.geocode(list(names), geocoder=online)
        sys.stdout.write(",".join(found["status"]))
        return
    with ThreadPoolExecutor(int(threads)) as pool:
        sys.stdout.write(
            ",".join(
                "found" if place else "none"
                for place in pool.map(online.geocode, names)
            )
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
