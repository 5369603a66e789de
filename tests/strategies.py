"""Small random event logs, the one place from which property tests draw them.

@given(event_frames())              a frame with the columns and the order of EVENT_SCHEMA
@given(event_frames(starts="none")) completion stamps only
@given(event_logs())                an EventLog around such a frame
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import polars as pl
from hypothesis import strategies as st

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.schema import (
    CASE_SCHEMA,
    EVENT_SCHEMA,
    K_SCHEMA,
    Attribute,
    EventLog,
    Reconciliation,
)
from verwaltung_mining.provenance import Provenance

BEGIN = datetime(2024, 3, 28, 6, 0, tzinfo=UTC)
"""A Thursday before Easter, three days before the clock changes in Berlin."""
MAX_GAP_MINUTES = 6000
CASE_TYPES = ("house", "garage")

Starts = Literal["none", "some", "all"]


@st.composite
def event_frames(
    draw: st.DrawFn,
    *,
    min_cases: int = 1,
    max_cases: int = 6,
    max_events: int = 7,
    activities: int = 4,
    units: int = 3,
    starts: Starts = "some",
    nulls: bool = True,
    ties: bool = True,
) -> pl.DataFrame:
    """Events as an importer leaves them: coded, sorted by case, timestamp, order.

    `starts`: none known, some, or all. `nulls`: whether units and persons may be unknown.
    `ties`: whether events of a case may share a stamp.
    """
    lengths = draw(st.lists(st.integers(1, max_events), min_size=min_cases, max_size=max_cases))
    total = sum(lengths)

    def each(strategy: st.SearchStrategy[Any]) -> list[Any]:
        return draw(st.lists(strategy, min_size=total, max_size=total))

    code = st.none() | st.integers(0, units - 1) if nulls else st.integers(0, units - 1)
    gap = st.integers(0 if ties else 1, MAX_GAP_MINUTES)
    begun = {"none": st.none(), "some": st.none() | gap, "all": gap}[starts]
    case = [number for number, length in enumerate(lengths) for _ in range(length)]
    raw = pl.DataFrame(
        {
            "case": case,
            "activity": each(st.integers(0, activities - 1)),
            "org_unit": each(code),
            "person": _by_appearance(case, each(code)),
            "gap": each(gap),
            "begun": each(begun),
        },
        schema_overrides={"org_unit": pl.UInt16, "person": pl.UInt16, "begun": pl.Int64},
    )
    return _stamped(raw)


@st.composite
def event_logs(draw: st.DrawFn, /, **options: Any) -> EventLog:
    """A whole EventLog; options as for `event_frames`. Which cases are completed is random."""
    events = draw(event_frames(**options))
    count = events["case"].n_unique()
    drawn = st.lists(st.booleans(), min_size=count, max_size=count)
    completed = draw(drawn)
    types = [CASE_TYPES[second] for second in draw(drawn)]
    return event_log(events, completed=completed, case_types=types)


def event_log(
    events: pl.DataFrame,
    *,
    completed: list[bool] | None = None,
    case_types: list[str] | None = None,
) -> EventLog:
    """An EventLog around given events: all cases completed and of one type unless said."""
    count = events["case"].n_unique()
    cases = (
        events.with_row_index("first_row")
        .group_by("case", maintain_order=True)
        .agg(pl.col("first_row").first(), pl.len().alias("events"))
        .with_columns(pl.Series("completed", completed or [True] * count))
        .cast(dict(CASE_SCHEMA))  # type: ignore[arg-type]
    )
    types = pl.Series(case_types or [CASE_TYPES[0]] * count, dtype=pl.Enum(CASE_TYPES))
    return EventLog(
        name="random",
        events=Parts.of(events),
        cases=cases.select(CASE_SCHEMA.names()),
        attributes=pl.DataFrame({"case_type": types}),
        attribute_list=(Attribute(name="case_type", kind="category", role="case_type"),),
        activities=tuple(f"activity {code}" for code in range(_codes(events, "activity"))),
        org_units=tuple(f"unit {code}" for code in range(_codes(events, "org_unit"))),
        k_table=pl.DataFrame(schema=K_SCHEMA),
        end_activities=(),
        end_declared=False,
        timing="completion_only" if events["start"].is_null().all() else "interval",
        zone="UTC",
        quality=(),
        reconciliation=Reconciliation(
            rows_read=events.height, rows_kept=events.height, quarantined={}, merged={}
        ),
        provenance=Provenance(source="random", sha256="", importer="none"),
    )


def frame(
    *cases: Sequence[tuple[int, float] | tuple[int, float, float | None]],
    units: Sequence[int | None] | None = None,
) -> pl.DataFrame:
    """Events written by hand: one list per case, (activity, completion[, start]) in hours."""
    rows = [
        (number, event[0], event[1], event[2] if len(event) > 2 else None)
        for number, case in enumerate(cases)
        for event in case
    ]
    hour = timedelta(hours=1)
    count = len(rows)
    return canonical(
        pl.DataFrame(
            {
                "case": [row[0] for row in rows],
                "activity": [row[1] for row in rows],
                "org_unit": units or [None] * count,
                "person": [None] * count,
                "start": [None if row[3] is None else BEGIN + row[3] * hour for row in rows],
                "timestamp": [BEGIN + row[2] * hour for row in rows],
            },
            schema_overrides={"start": EVENT_SCHEMA["start"], "org_unit": pl.UInt16},
        )
    )


def canonical(events: pl.DataFrame) -> pl.DataFrame:
    """Columns, dtypes and order of EVENT_SCHEMA; ties keep their order."""
    return (
        events.with_columns(
            time_precision=pl.lit("minute"), local_date=pl.col("timestamp").dt.date()
        )
        .cast(dict(EVENT_SCHEMA))  # type: ignore[arg-type]
        .select(EVENT_SCHEMA.names())
        .sort("case", "timestamp", maintain_order=True)
    )


def _stamped(raw: pl.DataFrame) -> pl.DataFrame:
    """Stamps from gaps: cases begin an odd number of minutes apart, a start lies before its end."""
    since = pl.col("case") * 1111 + pl.col("gap").cum_sum().over("case")
    begin = pl.lit(BEGIN).cast(EVENT_SCHEMA["timestamp"])
    return canonical(
        raw.with_columns(timestamp=begin + pl.duration(minutes=since)).with_columns(
            start=pl.col("timestamp") - pl.duration(minutes=pl.col("begun"))
        )
    )


def _by_appearance(case: list[int], persons: list[int | None]) -> list[int | None]:
    """Case-local pseudonyms: inside a case people are 0, 1, 2 … in order of appearance."""
    seen: dict[tuple[int, int], int] = {}
    count: dict[int, int] = {}
    pseudonyms: list[int | None] = []
    for number, person in zip(case, persons, strict=True):
        if person is None:
            pseudonyms.append(None)
            continue
        if (number, person) not in seen:
            seen[number, person] = count.get(number, 0)
            count[number] = seen[number, person] + 1
        pseudonyms.append(seen[number, person])
    return pseudonyms


def _codes(events: pl.DataFrame, column: str) -> int:
    highest = events[column].max()
    return 0 if highest is None else int(highest) + 1  # type: ignore[arg-type]
