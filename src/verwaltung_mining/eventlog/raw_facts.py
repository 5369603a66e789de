"""What coding needs to know of all raw events before it sees the first."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from verwaltung_mining.engine import Parts

COLUMNS = ("case_id", "activity", "timestamp", "person", "org_unit", "local_date")
LABELS = ("activity", "person", "org_unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFacts:
    """Counts and labels of raw events, persons still by name."""

    events: int
    missing: dict[str, int]
    """Column that every event must fill → events that do not."""
    named: int
    """Events that name a person."""
    first_day: date | None
    """The earliest local date; None without events."""
    cases: tuple[pl.Series, ...]
    """Of each part the codes of its case references, each once."""
    labels: dict[str, pl.Series]
    """Each of LABELS → its distinct codes, null among them where it occurs."""


def raw_facts(events: Parts) -> RawFacts:
    """The facts of all parts together."""
    found = events.map(_of_part, columns=COLUMNS)
    return RawFacts(
        events=sum(each.events for each in found),
        missing={name: sum(each.missing[name] for each in found) for name in found[0].missing},
        named=sum(each.named for each in found),
        first_day=min((e.first_day for e in found if e.first_day is not None), default=None),
        cases=tuple(cases for each in found for cases in each.cases),
        labels={name: pl.concat(each.labels[name] for each in found).unique() for name in LABELS},
    )


def _of_part(events: pl.DataFrame) -> RawFacts:
    first = events["local_date"].min()
    return RawFacts(
        events=events.height,
        missing={n: events[n].null_count() for n in ("case_id", "activity", "timestamp")},
        named=events.height - events["person"].null_count(),
        first_day=first if isinstance(first, date) else None,
        cases=(events["case_id"].unique(),),
        labels={name: events[name].unique() for name in LABELS},
    )
