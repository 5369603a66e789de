"""Raw logs as importers hand them over, written by hand or drawn at random."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import polars as pl
from hypothesis import strategies as st

from verwaltung_mining.engine import Parts
from verwaltung_mining.eventlog.raw import CODED, RAW_EVENT_SCHEMA, RawLog, raw_events
from verwaltung_mining.eventlog.schema import Attribute, EventLog
from verwaltung_mining.provenance import Provenance

BEGIN = datetime(2024, 1, 3, 8, 0, tzinfo=UTC)
"""A Wednesday."""
FRAMES = ("events", "cases", "attributes", "k_table")


class Row(NamedTuple):
    """One event: case, activity, hours after BEGIN, person, unit, hours of the start."""

    case: str
    activity: str
    hours: float
    person: str | None = None
    unit: str | None = None
    start: float | None = None


def raw_log(
    rows: Sequence[Row | tuple[Any, ...]],
    *,
    attributes: dict[str, dict[str, str | float | None]] | None = None,
    orders: Sequence[int] | None = None,
    precision: str = "second",
    **fields: Any,
) -> RawLog:
    """A raw log from rows; `attributes` is name → case → value (text or number)."""
    events = [Row(*row) for row in rows]
    stamps = [BEGIN + timedelta(hours=event.hours) for event in events]
    frame = pl.DataFrame(
        {
            "case_id": [event.case for event in events],
            "activity": [event.activity for event in events],
            "start": [
                None if e.start is None else BEGIN + timedelta(hours=e.start) for e in events
            ],
            "timestamp": stamps,
            "time_precision": [precision] * len(events),
            "local_date": [stamp.date() for stamp in stamps],
            "person": [event.person for event in events],
            "org_unit": [event.unit for event in events],
            "order": list(orders) if orders is not None else list(range(len(events))),
        },
        schema=dict(RAW_EVENT_SCHEMA) | dict.fromkeys(CODED, pl.String()),
    )
    coded, labels = raw_events(frame)
    given: dict[str, Any] = {
        "name": "by hand",
        "events": coded,
        "labels": labels,
        "case_attributes": _attribute_frame(frame, attributes or {}),
        "attribute_list": tuple(_attribute(n, v) for n, v in (attributes or {}).items()),
        "zone": "UTC",
        "rows_read": len(events) + sum(fields.get("quarantined", {}).values()),
        "provenance": Provenance(source="by hand", sha256="", importer="none"),
    }
    return RawLog(**(given | fields))


def steps(case: str, activities: str, *, begin: float = 0.0, **same: Any) -> list[Row]:
    """One case, one letter per activity, an hour between the steps."""
    return [Row(case, letter, begin + hour, **same) for hour, letter in enumerate(activities)]


def assert_same_log(one: EventLog, two: EventLog) -> None:
    """Both logs are equal in every frame, dtype and field."""
    for name in FRAMES:
        left, right = (frame_of(getattr(log, name)) for log in (one, two))
        assert left.schema == right.schema, name
        assert left.equals(right), name
    for name in set(one.__dataclass_fields__) - set(FRAMES) - {"ordinals"}:
        assert getattr(one, name) == getattr(two, name), name
    assert (one.ordinals is None) == (two.ordinals is None)
    if one.ordinals is not None and two.ordinals is not None:
        assert one.ordinals.to_list() == two.ordinals.to_list()


def frame_of(table: pl.DataFrame | Parts) -> pl.DataFrame:
    """A table of a log, whether it lies in parts or not."""
    return table.collect() if isinstance(table, Parts) else table


@st.composite
def raw_logs(draw: st.DrawFn, *, max_rows: int = 24) -> RawLog:
    """A small random raw log whose row order does not matter: `order` is a declared rank."""
    row = st.builds(
        Row,
        case=st.sampled_from(["AZ-1", "AZ-2", "AZ-3", "AZ-4"]),
        activity=st.sampled_from(["a", "b", "c"]),
        hours=st.integers(0, 6).map(lambda half: half * 12.0),
        person=st.sampled_from([None, "p", "q", "r", "s", "t", "u"]),
        unit=st.sampled_from([None, "x", "y"]),
        start=st.none(),
    )
    rows = draw(st.lists(row, min_size=1, max_size=max_rows))
    cases = sorted({each.case for each in rows})
    channel = {case: draw(st.sampled_from(["paper", "online", None])) for case in cases}
    pages = {case: draw(st.sampled_from([1.0, 2.0, None])) for case in cases}
    ranks = draw(st.permutations(range(len(rows))))
    return raw_log(rows, attributes={"channel": channel, "pages": pages}, orders=ranks)


def _attribute(name: str, values: dict[str, str | float | None]) -> Attribute:
    number = any(isinstance(value, float) for value in values.values())
    return Attribute(name=name, kind="number" if number or name == "pages" else "category")


def _attribute_frame(
    events: pl.DataFrame, attributes: dict[str, dict[str, str | float | None]]
) -> pl.DataFrame:
    cases = events["case_id"].unique(maintain_order=True).cast(pl.String)
    columns = {
        name: pl.Series(
            [values.get(case) for case in cases],
            dtype=pl.Float64 if _attribute(name, values).kind == "number" else pl.String,
        )
        for name, values in attributes.items()
    }
    return pl.DataFrame({"case_id": cases, **columns})
