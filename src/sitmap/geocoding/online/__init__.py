"""Online geocoders that are safe to leave running.

They are geopy's services with a rate limit, a deadline and a memory.
"""

from __future__ import annotations

from sitmap.geocoding.online.service import Online

__all__ = ["Online"]
