"""Containers of tables, bytes to rows: one module a format.

`sitmap.readers.sniffing` says which.
"""
