"""Why a row of an export is no event of its own; every reason has words in `outputs.words`."""

from typing import Literal

AsideReason = Literal[
    "activity_missing",
    "case_missing",
    "empty_row",
    "never_performed",
    "no_milestone",
    "replaced_by_newer_export",
    "timestamp_day_month_swapped",
    "timestamp_isolated",
    "timestamp_missing",
    "timestamp_out_of_range",
    "timestamp_sentinel",
    "timestamp_unreadable",
    "too_few_fields",
    "too_many_fields",
    "total_row",
    "unpaired_start",
]
"""Reason for which a row is set aside; what sets one aside declares its reason as one of these."""

MergeReason = Literal["start_of_event", "step_of_event"]
"""What a row is to the event of another row that it is merged with."""
