"""Containers of tables, bytes to rows: one module a format; `sitmap.readers.pick` says which."""
