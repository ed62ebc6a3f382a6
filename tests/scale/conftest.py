"""What stands here needs the extra `scale`; without it, it is left out."""

from importlib.util import find_spec

_MISSING = [
    name
    for name in ("pyarrow", "h3", "distributed")
    if find_spec(name) is None
]
collect_ignore_glob = ["test_*.py"] if _MISSING else []
