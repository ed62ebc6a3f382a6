"""KoboToolbox exports (formpack) and its API's JSON: forms, whose questions are the author's own.

A question for a point has five columns: the text "lat lon alt accuracy" and ``_question_latitude``,
``_longitude``, ``_altitude``, ``_precision`` (metres; 0 says nothing).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitmap.readers.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ENDS: Final = {
    "latitude": "latitude",
    "longitude": "longitude",
    "precision": "uncertainty_m",
}
_API: Final = "_geolocation"


def _find_points(names: Sequence[str]) -> Mapping[str, str]:
    """Find the columns of the first question for a point."""
    first = next(
        (name for name in names if name.endswith("_latitude")), None
    )
    if first is None:
        return {"coordinates": _API} if _API in names else {}
    stem = first.removesuffix("latitude")
    found = {ours: f"{stem}{end}" for end, ours in _ENDS.items()}
    return {ours: name for ours, name in found.items() if name in names}


LAYOUTS: Final = (
    Layout(
        name="KoboToolbox",
        told_by=(
            frozenset({"_uuid", "_submission_time"}),
            frozenset({"_id", "_submission_time", "_index"}),
        ),
        columns={
            "incident_id": ("_uuid", "_id"),
            "source_date": "_submission_time",
        },
        missing={"uncertainty_m": frozenset({"0", "0.0", "0.00"})},
        status=None,
        open=True,
        aside=frozenset(
            {
                "start",
                "end",
                "today",
                "deviceid",
                "username",
                "_id",
                "_uuid",
                "_index",
                "_notes",
                "_status",
                "_validation_status",
                "_submitted_by",
                "_tags",
                "__version__",
                "_submission_time",
                "_parent_index",
                "_parent_table_name",
                "_attachments",
                "_xform_id_string",
                "_bamboo_dataset_id",
                "formhub/uuid",
                "meta/instanceID",
                "meta/rootUuid",
                "phonenumber",
                "simserial",
                "subscriberid",
            }
        ),
        find=_find_points,
    ),
)
