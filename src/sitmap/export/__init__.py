"""Maps to files."""
