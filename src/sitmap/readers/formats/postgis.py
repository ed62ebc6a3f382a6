"""Tables of a PostgreSQL database with PostGIS, named by a URL.

``postgresql://user@host/base?table=schema.events``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from sitmap.errors import InputError
from sitmap.readers.formats.geometries import rows_of_shapes
from sitmap.readers.rows import Rows

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.engine import URL

_LOCAL: Final = frozenset({None, "", "localhost", "127.0.0.1", "::1"})
# of a table that memory holds
_MOST_ROWS: Final = 5_000_000


def is_database(path: object) -> bool:
    """Tell a database's URL from a path.

    Examples
    --------
    >>> is_database("postgresql://localhost/gis?table=events"), is_database("events.csv")
    (True, False)
    """
    return str(path).startswith(
        ("postgresql://", "postgresql+psycopg://", "postgres://")
    )


def read_postgis(url: str, *, allow_remote: bool) -> Rows:
    """Read a table with its geometry, if it has one.

    Parameters
    ----------
    url
        With ``?table=name`` or ``?table=schema.name``; the password may come from PGPASSWORD.
    allow_remote
        Whether a server that isn't this machine may be asked.

    Raises
    ------
    InputError
        There is no ``table=``, the server isn't reached, or the table isn't there.
    """
    try:
        from sqlalchemy import create_engine
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import SQLAlchemyError
    except ModuleNotFoundError:
        raise InputError(
            "reading PostGIS needs sqlalchemy and psycopg: pip install 'sitmap[postgis]'"
        ) from None
    where = make_url(url.replace("postgres://", "postgresql://", 1)).set(
        drivername="postgresql+psycopg"
    )
    table = where.query.get("table")
    shown = where.difference_update_query(["table"]).render_as_string(
        hide_password=True
    )
    if not isinstance(table, str):
        raise InputError(
            f"{shown}: which table? Add it to the URL: …?table=schema.name"
        )
    if not allow_remote and not _is_local(where):
        raise InputError(
            f"{shown}: is another machine; allow it: allow_remote=True (--allow-remote)"
        )
    engine = create_engine(where.difference_update_query(["table"]))
    try:
        with engine.connect() as connection:
            return _read_table(connection, table, shown)
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0][
            :160
        ]
        raise InputError(
            f"{shown}: {reason}; check server, table and rights"
        ) from None
    finally:
        engine.dispose()


def _is_local(url: URL) -> bool:
    host = url.query.get("host", url.host)
    return host in _LOCAL or str(host).startswith("/")


def _read_table(connection: Connection, table: str, shown: str) -> Rows:
    from sqlalchemy import func, literal_column, select, text
    from sqlalchemy import table as sql_table

    schema, _, name = table.rpartition(".")
    found = connection.execute(
        text(
            "select column_name, udt_name from information_schema.columns where table_name = :name"
            " and (:schema = '' or table_schema = :schema) order by ordinal_position"
        ),
        {"name": name, "schema": schema},
    ).all()
    if not found:
        raise InputError(
            f"{shown}: no table is called {table!r}; check its schema"
        )
    quote = connection.dialect.identifier_preparer.quote
    plain: list[Any] = [
        literal_column(quote(column)).label(column)
        for column, kind in found
        if kind != "geometry"
    ]
    shapes = [column for column, kind in found if kind == "geometry"]
    wkb = (
        [
            func.ST_AsBinary(
                func.ST_Transform(literal_column(quote(shapes[0])), 4326)
            ).label("geometry")
        ]
        if shapes
        else []
    )
    query = (
        select(*plain, *wkb)
        .select_from(sql_table(name, schema=schema or None))
        .limit(_MOST_ROWS)
    )
    frame = pd.DataFrame(
        connection.execute(query).mappings().all(),
        columns=[
            *(c for c, k in found if k != "geometry"),
            *(["geometry"] if shapes else []),
        ],
    )
    numbers, reader = range(1, len(frame) + 1), f"PostGIS, table {table!r}"
    if not shapes:
        return Rows(frame, reader, numbers=numbers)
    return rows_of_shapes(_with_shapes(frame), reader, word="row")


def _with_shapes(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    shapes: Any = shapely.from_wkb(
        [
            None if value is None else bytes(value)
            for value in frame["geometry"]
        ]
    )
    return gpd.GeoDataFrame(
        frame.drop(columns="geometry"),
        geometry=shapely.force_2d(shapes),
        crs=4326,
    )
