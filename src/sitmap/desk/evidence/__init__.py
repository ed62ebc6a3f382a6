"""Evidence that holds: a map with all it is made of in one file, and whether it still is so."""
