"""Tables kept current from ACLED, UCDP, KoboToolbox or a plain address, by what changed."""

from sitmap.desk.fetch.acled import Acled
from sitmap.desk.fetch.kobo import Kobo
from sitmap.desk.fetch.link import fetch_link
from sitmap.desk.fetch.run import Outcome, fetch_table
from sitmap.desk.fetch.ucdp import Ucdp

__all__ = ["Acled", "Kobo", "Outcome", "Ucdp", "fetch_link", "fetch_table"]
