"""Rows of one piece of work made one event: a start paired with its completion."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from verwaltung_mining.eventlog.raw import QUARANTINE_SCHEMA
from verwaltung_mining.eventlog.row_reasons import AsideReason, MergeReason

LifecycleModel = Literal["none", "transitions", "states"]

CLOSING = ("complete", "ate_abort", "pi_abort")
"""Work was done and has ended, in success or not."""
OPENING = ("start",)
NOT_PERFORMED = ("withdraw", "autoskip", "manualskip")
ACCOMPANYING = ("schedule", "assign", "reassign", "suspend", "resume", *NOT_PERFORMED)
"""Steps in the life of a piece of work that are no work of their own."""
STANDARD_TRANSITIONS = frozenset({*CLOSING, *OPENING, *ACCOMPANYING, "unknown"})
"""Transitional model of the XES lifecycle extension (IEEE 1849, annex on standard extensions)."""
UNFINISHED: AsideReason = "unpaired_start"
NEVER_PERFORMED: AsideReason = "never_performed"
START: MergeReason = "start_of_event"
STEP: MergeReason = "step_of_event"
GROUP_KEYS = ("case_id", "activity", "person", "instance")
STANDARD_SHARE = 0.95
"""Share of rows with a standard value from which a column is a lifecycle and not a state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedEvents:
    """Activity instances, and where the other rows went."""

    events: pl.DataFrame
    """The columns given without `lifecycle` and `instance`, and `start` (null where unknown)."""
    model: LifecycleModel
    merged: dict[str, int]
    """Reason → rows that are part of an event of another row."""
    set_aside: pl.DataFrame
    """`row` and `reason` of the rows that are part of no event."""
    quality_counts: dict[str, int]

    @property
    def quarantined(self) -> dict[str, int]:
        """Reason → rows that are part of no event."""
        return dict(self.set_aside.group_by("reason").len().sort("reason").iter_rows())


def lifecycle_model(lifecycle: pl.Series) -> LifecycleModel:
    """What a lifecycle column holds: nothing of use, standard transitions, or states of the case.

    >>> lifecycle_model(pl.Series(["START", "COMPLETE"])), lifecycle_model(pl.Series(["Waiting"]))
    ('transitions', 'states')
    """
    return _model(lifecycle.alias("lifecycle").value_counts(name="rows"))


def lifecycle_counts(rows: pl.DataFrame) -> pl.DataFrame:
    """`activity`, `lifecycle` and the number of `rows` with both; counts of parts add up."""
    return rows.group_by("activity", "lifecycle").agg(rows=pl.len())


def _model(counts: pl.DataFrame) -> LifecycleModel:
    """The same of counted values."""
    known = counts.drop_nulls("lifecycle").with_columns(_value())
    if known.is_empty():
        return "none"
    standard = known.filter(pl.col("lifecycle").is_in(sorted(STANDARD_TRANSITIONS)))
    if int(standard["rows"].sum()) < STANDARD_SHARE * int(known["rows"].sum()):
        return "states"
    closing = known["lifecycle"].is_in([*CLOSING, "unknown"]).all()
    return "none" if closing else "transitions"


def _value() -> pl.Expr:
    return pl.col("lifecycle").cast(pl.String).str.strip_chars().str.to_lowercase()


def pair_lifecycle(rows: pl.DataFrame, counts: pl.DataFrame | None = None) -> PairedEvents:
    """One row per activity instance, in the file's order of the completions.

    Takes case_id, activity, timestamp, person, lifecycle, instance, order (breaks ties), row (its
    number in the file) and any other columns. Starts and completions are paired by `instance`
    where that pairs anything, else first in, first out within case, activity and person, and what
    is left within case and activity. A completion without start keeps `start` null; a start
    without completion is set aside as work in progress; rows that only accompany an instance
    (schedule, suspend …) are merged with it. An activity that is never completed in the whole log
    is read as it stands: one event per start, or per row where it has no start either. Ties: of
    equal stamps starts come first.

    Where `rows` are whole cases of a larger log, `counts` are the `lifecycle_counts` of all of it.
    """
    known = lifecycle_counts(rows) if counts is None else counts
    model = _model(known)
    if model != "transitions":
        events = rows.drop("lifecycle", "instance")
        return PairedEvents(
            events=_with_start(events),
            model=model,
            merged={},
            set_aside=pl.DataFrame(schema=QUARANTINE_SCHEMA),
            quality_counts={},
        )
    coded = _coded(rows, known)
    return _accounted(coded, _pairs(coded))


def _with_start(events: pl.DataFrame) -> pl.DataFrame:
    if "start" in events.columns:
        return events
    return events.with_columns(start=pl.lit(None, dtype=events.schema["timestamp"]))


def _coded(rows: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """The rows with their `part` in an instance, and codes to group by."""
    activities = (
        counts.with_columns(part=_part())
        .group_by("activity")
        .agg(
            completed=(pl.col("part") == "closing").any(),
            started=(pl.col("part") == "opening").any(),
        )
    )
    coded = rows.with_columns(
        *(pl.col(key).to_physical().rank("dense").alias(f"{key}_code") for key in GROUP_KEYS),
        part=_part(),
    ).join(activities, on="activity", how="left", maintain_order="left")
    opening = pl.col("part") == "opening"
    single = ~pl.col("completed") & (~pl.col("started") | opening)
    return coded.with_columns(
        part=pl.when(single).then(pl.lit("closing")).otherwise("part"),
        ever_started=pl.col("completed") & pl.col("started"),
    ).drop("completed", "started")


def _part() -> pl.Expr:
    """What a row is in the life of a piece of work."""
    return (
        pl.when(_value().is_in(OPENING))
        .then(pl.lit("opening"))
        .when(_value().is_in(ACCOMPANYING))
        .then(pl.lit("accompanying"))
        .otherwise(pl.lit("closing"))
    )


def _pairs(coded: pl.DataFrame) -> pl.DataFrame:
    """Columns `opening` and `closing`: the rows that belong together."""
    ends = coded.filter(pl.col("ever_started") & (pl.col("part") != "accompanying"))
    found = [_first_in_first_out(ends.filter(pl.col("instance").is_not_null()), "instance")]
    if found[0].height:
        ends = ends.filter(pl.col("instance").is_null())
    for key in ("person", None):
        found.append(_first_in_first_out(ends, key))
        paired = pl.concat([found[-1]["opening"], found[-1]["closing"]])
        ends = ends.filter(~pl.col("row").is_in(paired.implode()))
    return pl.concat(found)


def _first_in_first_out(ends: pl.DataFrame, key: str | None) -> pl.DataFrame:
    """Within case, activity and `key`: the n-th start with the n-th completion that has one."""
    keys = ["case_id_code", "activity_code", *([f"{key}_code"] if key else [])]
    opening = pl.col("part") == "opening"
    ordered = ends.sort(*keys, "timestamp", ~opening, "order", "row")
    balance = pl.when(opening).then(1).otherwise(-1).cum_sum()
    lost = pl.col("without_start")
    numbered = (
        ordered.with_columns(without_start=(-balance).clip(lower_bound=0).cum_max().over(keys))
        .with_columns(
            usable=opening | (lost == lost.shift(1, fill_value=0).over(keys)),
        )
        .filter("usable")
        .with_columns(number=pl.int_range(pl.len()).over(*keys, "part"))
    )
    return (
        numbered.filter(opening)
        .join(
            numbered.filter(~opening), on=[*keys, "number"], nulls_equal=True, maintain_order="left"
        )
        .select(opening="row", closing="row_right")
    )


def _accounted(coded: pl.DataFrame, pairs: pl.DataFrame) -> PairedEvents:
    """Instances with their starts, and the reason for every row that is none."""
    instances = (
        coded.filter(pl.col("part") == "closing")
        .join(pairs, left_on="row", right_on="closing", how="left", maintain_order="left")
        .join(
            coded.select(opening="row", opened="timestamp", opened_by="person"),
            on="opening",
            how="left",
            maintain_order="left",
        )
    )
    started = pl.col("start") if "start" in coded.columns else pl.lit(None)
    events = instances.with_columns(
        start=pl.coalesce("opened", started), person=pl.coalesce("person", "opened_by")
    )
    performed = instances.select("case_id_code", "activity_code").unique()
    beside = coded.filter(pl.col("part") == "accompanying")
    never = beside.join(performed, on=["case_id_code", "activity_code"], how="anti")
    paired = pl.col("row").is_in(pairs["opening"].implode())
    unpaired = coded.filter((pl.col("part") == "opening") & ~paired)
    without_start = events.filter(pl.col("ever_started") & pl.col("start").is_null()).height
    return PairedEvents(
        events=events.select(_kept(coded)),
        model="transitions",
        merged=_counts({START: pairs.height, STEP: beside.height - never.height}),
        set_aside=_set_aside({UNFINISHED: unpaired, NEVER_PERFORMED: never}),
        quality_counts=_counts({UNFINISHED: unpaired.height, "unpaired_complete": without_start}),
    )


def _set_aside(rows: Mapping[AsideReason, pl.DataFrame]) -> pl.DataFrame:
    parts = [part.select("row", reason=pl.lit(reason)) for reason, part in rows.items()]
    return pl.concat(parts).cast(QUARANTINE_SCHEMA).sort("row")


def _kept(coded: pl.DataFrame) -> list[str]:
    inner = {"part", "ever_started", "lifecycle", "instance", "start"}
    codes = {f"{key}_code" for key in GROUP_KEYS}
    return [name for name in coded.columns if name not in inner | codes] + ["start"]


def _counts(counts: Mapping[str, int]) -> dict[str, int]:
    return {reason: count for reason, count in counts.items() if count}
