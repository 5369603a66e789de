"""Attributes that are results of the process: comparing by them would explain a case by its end.

What is decided in the course of a case (an amount granted, a reason for refusal) is not known when
the case comes. The log does not say when a value was set, but it shows what goes with it: the last
steps of the way, or the time and the number of steps that the case took.
"""

import numpy as np
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.statistics import dense_codes

TOLD = 0.9
"""Goodman and Kruskal's lambda (1954) from which a value tells a step: nine of ten wrong guesses
are avoided by knowing it."""
LATE = 0.5
"""Mean position on the way of a case, 0 to 1, from which a step belongs to its end."""
SAME_RANK = 0.9
"""Rank correlation from which a number moves with the time or the length of a case."""
MINIMUM_CASES = 20
"""Cases that take a step, cases that do not, and cases of a value (as many as a candidate of low
confidence, docs/methods.md)."""
UNKNOWN = "\x00"

TELLS_LAST_STEPS = "a result of the process: tells how cases end"
MOVES_WITH_TIME = "a result of the process: moves with the throughput time"
MOVES_WITH_STEPS = "a result of the process: moves with the number of steps"


def result_of_process(log: AnalysedLog, labels: pl.Series, numbers: pl.Series | None) -> str | None:
    """Why an attribute must be taken for a result, None where nothing says so.

    `labels`: its values as compared, one per case; `numbers`: the same as numbers, if they are.
    """
    if numbers is not None:
        for measure, reason in (
            (log.cases["seconds"], MOVES_WITH_TIME),
            (log.once(_steps), MOVES_WITH_STEPS),
        ):
            if abs(_rank_correlation(numbers, measure)) >= SAME_RANK:
                return reason
    return TELLS_LAST_STEPS if _tells_last_steps(log, labels) else None


def _steps(log: AnalysedLog) -> pl.Series:
    return log.events.each(_lengths, columns=["index"])["len"]


def _lengths(events: pl.DataFrame) -> pl.DataFrame:
    """Events of each case, in the order of the cases."""
    return events.group_by("index", maintain_order=True).len()


def _rank_correlation(one: pl.Series, other: pl.Series) -> float:
    both = pl.DataFrame({"one": one, "other": other}).drop_nulls().drop_nans()
    if both.height < MINIMUM_CASES:
        return 0.0
    ranks = [both[name].rank("average").to_numpy() for name in ("one", "other")]
    if min(rank.std() for rank in ranks) == 0:
        return 0.0
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def _tells_last_steps(log: AnalysedLog, labels: pl.Series) -> bool:
    """The value tells the last step, or whether a late one is taken; unknown is a value too."""
    cases = pl.DataFrame({"value": labels.fill_null(UNKNOWN), "end": log.cases["end"]})
    cases = cases.with_row_index("index").filter(pl.len().over("value") >= MINIMUM_CASES)
    if cases["value"].n_unique() < 2:
        return False
    ends = cases.group_by("value", "end").len()
    usual = _most(ends.group_by("end").agg(pl.col("len").sum())["len"])
    told = int(ends.group_by("value").agg(pl.col("len").max())["len"].sum())
    return _lambda(told, usual, cases.height) >= TOLD or _tells_a_late_step(log, cases)


def _tells_a_late_step(log: AnalysedLog, cases: pl.DataFrame) -> bool:
    values = cases.group_by("value").agg(of_value=pl.len())
    taken = log.once(_late_steps).join(cases.select("index", "value"), on="index")
    cells = taken.group_by("activity", "value").len("with_step").join(values, on="value")
    told = pl.max_horizontal("with_step", pl.col("of_value") - pl.col("with_step"))
    by_step = cells.group_by("activity").agg(
        with_step=pl.col("with_step").sum(),
        told=told.sum() + cases.height - pl.col("of_value").sum(),
    )
    return any(
        _lambda(told, max(with_step, cases.height - with_step), cases.height) >= TOLD
        for _, with_step, told in by_step.iter_rows()
    )


def _late_steps(log: AnalysedLog) -> pl.DataFrame:
    """Case and activity, once for each step that mostly lies in the second half of the way."""
    steps = log.events.collect("index", "activity")
    index = steps["index"].cast(pl.Int64).to_numpy()
    length = np.bincount(index)
    position = np.arange(len(index)) - (np.cumsum(length) - length)[index]
    place = pl.Series(position / np.maximum(length[index] - 1, 1))
    mean = steps.with_columns(place=place).group_by("activity").agg(pl.col("place").mean())
    late = mean.filter(pl.col("place") >= LATE)["activity"].to_numpy()
    taken = np.isin(steps["activity"].to_numpy(), late)
    width = len(log.activities)
    pairs, _ = dense_codes(index[taken] * width + steps["activity"].to_numpy()[taken])
    return pl.DataFrame(
        {"index": pairs // width, "activity": pairs % width},
        schema={"index": pl.UInt32, "activity": steps["activity"].dtype},
    )


def _lambda(told: int, usual: int, cases: int) -> float:
    """Share of the wrong guesses that are avoided; 0 where hardly anything can be guessed wrong."""
    wrong = cases - usual
    return (told - usual) / wrong if wrong >= MINIMUM_CASES else 0.0


def _most(counts: pl.Series) -> int:
    most = counts.max()
    return most if isinstance(most, int) else 0
