"""ODK Central and Briefcase exports: forms, whose questions are the author's own.

A question for a point has four columns: ``question-Latitude``, ``-Longitude``, ``-Altitude``,
``-Accuracy`` (metres; 0 says nothing). See https://docs.getodk.org/central-submissions/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitmap.readers.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ENDS: Final = {
    "Latitude": "latitude",
    "Longitude": "longitude",
    "Accuracy": "uncertainty_m",
}
_MARKS: Final = ("-Latitude", ":Latitude")


def _find_points(names: Sequence[str]) -> Mapping[str, str]:
    """Find the columns of the first question for a point."""
    first = next((name for name in names if name.endswith(_MARKS)), None)
    if first is None:
        return {}
    stem = first.removesuffix("Latitude")
    found = {ours: f"{stem}{end}" for end, ours in _ENDS.items()}
    return {ours: name for ours, name in found.items() if name in names}


LAYOUTS: Final = (
    Layout(
        name="ODK Central",
        told_by=(
            frozenset({"SubmissionDate", "KEY"}),
            frozenset({"SubmissionDate", "meta-instanceID"}),
            frozenset({"SubmissionDate", "instanceID"}),
        ),
        columns={
            "incident_id": ("KEY", "meta-instanceID", "instanceID"),
            "source_date": "SubmissionDate",
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
                "KEY",
                "SubmissionDate",
                "SubmitterID",
                "SubmitterName",
                "AttachmentsPresent",
                "AttachmentsExpected",
                "Status",
                "ReviewState",
                "DeviceID",
                "Edits",
                "FormVersion",
                "meta-instanceID",
                "meta-instanceName",
                "PARENT_KEY",
                "instanceID",
            }
        ),
        find=_find_points,
    ),
)
