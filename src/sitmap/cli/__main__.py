"""``python -m sitmap.cli``."""

from sitmap.cli import main

main()
