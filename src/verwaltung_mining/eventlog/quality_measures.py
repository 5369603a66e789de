"""Counts that tell how far a log can be trusted; each returns how many events or cases."""

from datetime import timedelta
from functools import partial

import polars as pl

from verwaltung_mining.eventlog.exact_quantile import quantile_nearest
from verwaltung_mining.eventlog.schema import REPLACED, EventLog

SHORT_WINDOW_DAYS = 180
"""Days below which yearly figures would be guesswork (ARCHITECTURE.md, contract of the results)."""
FEW_CASES = 100
"""Cases below which no finding can be sure (methods.md 4.6: 100 affected cases for `high`)."""
DAY_PRECISION_SHARE = 0.95
"""Share of events dated by day only, from which the log as a whole counts as day-precise."""
USUAL_BEGINNINGS_SHARE = 0.95
"""Share of the cases that the usual first activities cover together."""
LONG_THROUGHPUT_QUANTILE = 0.95
"""Cases that began in the log's first stretch of this quantile of throughput may be cut off."""
LATE_OPEN_SHARE = 0.1
"""Share of the last arrivals still open from which their finished ones look too fast."""
FEWEST_LATE_OPEN = 10
"""Fewer open cases among the last arrivals distort nothing."""
OUTLYING = timedelta(days=5 * 365)
"""Distance beyond the middle 98 % of all stamps from which a stamp is hardly right."""


def open_cases(log: EventLog) -> int:
    """Cases that do not end in an activity that ends a case."""
    return int((~log.cases["completed"]).sum())


def guessed_endings(log: EventLog) -> int:
    """Cases completed by an end activity that nobody declared."""
    return 0 if log.end_declared else int(log.cases["completed"].sum())


def one_event_cases(log: EventLog) -> int:
    """Cases with a single event."""
    return int((log.cases["events"] == 1).sum())


def few_cases(log: EventLog) -> int:
    """All cases where there are fewer than FEW_CASES."""
    return log.cases.height if log.cases.height < FEW_CASES else 0


def short_window(log: EventLog) -> int:
    """All cases where the log spans fewer than SHORT_WINDOW_DAYS."""
    stamps = pl.col("timestamp")
    ends = log.events.each(partial(_chosen, (stamps.min().alias("first"), stamps.max())),
                           columns=["timestamp"])  # fmt: skip
    span = pl.col("timestamp").max() - pl.col("first").min()
    short = ends.select(span < pl.duration(days=SHORT_WINDOW_DAYS)).item()
    return log.cases.height if short else 0


def starts_before_log(log: EventLog) -> int:
    """Cases that begin early in the log with an activity that is no usual beginning.

    Usual are the most frequent first activities that cover 95 % of the cases; early is within the
    95th percentile of throughput from the log's first event.
    """
    cases = _ends(log).with_columns(timestamp="first", lasts=pl.col("last") - pl.col("first"))
    usual = (
        cases.group_by("activity")
        .len("cases")
        .sort("cases", "activity", descending=[True, False])
        .filter(
            pl.col("cases").cum_sum().shift(1, fill_value=0)
            < USUAL_BEGINNINGS_SHARE * pl.col("cases").sum()
        )
    )
    long = pl.col("lasts").quantile(LONG_THROUGHPUT_QUANTILE, "linear")
    early = pl.col("timestamp") < pl.col("timestamp").min() + long
    unusual = ~pl.col("activity").is_in(usual["activity"].implode())
    return cases.filter(early & unusual).height


def late_cases_open(log: EventLog) -> int:
    """Open cases among the last arrivals, where they are many.

    Last arrivals began within the 95th percentile of the finished cases' throughput before the
    log's last event. Of these the fast ones are finished and the slow ones open (right-censored).
    """
    cases = _ends(log)
    finished = log.cases["completed"]
    lasting = (cases["last"] - cases["first"]).filter(finished).dt.total_microseconds()
    long = lasting.quantile(LONG_THROUGHPUT_QUANTILE, "linear")
    if long is None:
        return 0
    stamps = cases.select(pl.col("first", "last").dt.epoch("us"))
    late = stamps.select(pl.col("first") > pl.col("last").max() - long).to_series()
    still_open = int((late & ~finished).sum())
    many = still_open >= max(FEWEST_LATE_OPEN, LATE_OPEN_SHARE * int(late.sum()))
    return still_open if many else 0


def completion_only(log: EventLog) -> int:
    """All events of a log without processing times."""
    return log.event_count if log.timing == "completion_only" else 0


def day_precision(log: EventLog) -> int:
    """Events dated by day, where nearly all are."""
    dated = _dated(log)
    return dated if dated >= DAY_PRECISION_SHARE * log.event_count else 0


def mixed_precision(log: EventLog) -> int:
    """Events dated by day, where others carry a time of day."""
    return 0 if day_precision(log) else _dated(log)


def same_stamp(log: EventLog) -> int:
    """Events with the stamp of the event before them in their case."""
    same = [pl.col(name) == pl.col(name).shift(1) for name in ("case", "timestamp")]
    return _count(log, pl.all_horizontal(same))


def duplicate_rows(log: EventLog) -> int:
    """Events that say the same as another of their case, beyond the first of them."""
    return sum(log.events.map(_doubled))


def end_before_start(log: EventLog) -> int:
    """Events whose completion lies before their start."""
    return _count(log, pl.col("timestamp") < pl.col("start"))


def outlying_dates(log: EventLog) -> int:
    """Events far outside the time in which nearly all others lie."""
    stamp, far = pl.col("timestamp").dt.epoch("us"), OUTLYING // timedelta(microseconds=1)
    low, high = (
        quantile_nearest(log.events, _microseconds, share, columns=["timestamp"])
        for share in (0.01, 0.99)
    )
    if low is None or high is None:
        return 0
    return _count(log, (stamp < low - far) | (stamp > high + far))


def missing_resource(log: EventLog) -> int:
    """Events that name nobody in a log that names people."""
    missing = _count(log, pl.col("person").is_null())
    return missing if missing < log.event_count else 0


def quarantined(log: EventLog) -> int:
    """Rows set aside and missing; those that a newer export replaced are not."""
    return sum(log.reconciliation.quarantined.values()) - replaced_rows(log)


def replaced_rows(log: EventLog) -> int:
    """Rows of continued cases in whose place a newer export's stand."""
    return log.reconciliation.quarantined.get(REPLACED, 0)


def sentinel_dates(log: EventLog) -> int:
    """Rows set aside because their date stands for `none`, such as 31.12.9999."""
    return log.reconciliation.quarantined.get("timestamp_sentinel", 0)


def _dated(log: EventLog) -> int:
    return _count(log, pl.col("time_precision") == "day")


def _count(log: EventLog, which: pl.Expr) -> int:
    """Events for which an expression holds that looks at one case at a time."""
    total = which.fill_null(value=False).sum().alias("events")
    columns = list(dict.fromkeys(which.meta.root_names()))
    found = log.events.each(partial(_chosen, (total,)), columns=columns)
    return int(found["events"].sum())


def _chosen(expressions: tuple[pl.Expr, ...], events: pl.DataFrame) -> pl.DataFrame:
    return events.select(expressions)


def _ends(log: EventLog) -> pl.DataFrame:
    """Per case `activity` (the first), `first` and `last` stamp."""
    return log.events.each(_ends_of_part, columns=["case", "activity", "timestamp"])


def _ends_of_part(events: pl.DataFrame) -> pl.DataFrame:
    return events.group_by("case", maintain_order=True).agg(
        pl.col("activity").first(),
        first=pl.col("timestamp").first(),
        last=pl.col("timestamp").last(),
    )


def _doubled(events: pl.DataFrame) -> int:
    beside = [pl.col(name) == pl.col(name).shift(1) for name in ("case", "timestamp")]
    same = pl.all_horizontal(beside).fill_null(value=False)
    candidates = events.filter(same | same.shift(-1, fill_value=False))
    return candidates.height - candidates.unique().height


def _microseconds(events: pl.DataFrame) -> pl.Series:
    return events["timestamp"].dt.epoch("us")
