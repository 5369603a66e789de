"""Tables (steps, transitions, variants …) without the rows that too few stand behind."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from verwaltung_mining.release.context import LEAST_PERSONS
from verwaltung_mining.release.policy import PrivacySettings
from verwaltung_mining.release.released import GATE_KEY, Released

SHOWN = "__shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedTable:
    """The rows that may be shown and how many were withheld, by reason."""

    frame: pl.DataFrame
    suppressed: dict[str, int]

    def __repr__(self) -> str:
        return f"ReleasedTable({self.frame.height} rows, {sum(self.suppressed.values())} withheld)"


def release_table(
    frame: pl.DataFrame,
    *,
    cases: str,
    k_class: str | None = None,
    totals: Sequence[Sequence[str]] = (),
    policy: PrivacySettings | None = None,
) -> Released[ReleasedTable]:
    """The rows with enough cases and persons.

    `cases` names the column that counts cases, `k_class` the one with the class of persons (taken
    out of the result; unknown may be shown). Each entry of `totals` names the columns by which a
    reader knows a total; where a single row of such a group is withheld, its smallest row still
    shown is withheld too, so that nothing can be had by subtraction (`()` is the whole table).

    >>> paths = pl.DataFrame({"path": ["a", "b", "c"], "cases": [90, 40, 3]})
    >>> released = release_table(paths, cases="cases", totals=[()])
    >>> released
    <Released ReleasedTable>
    """
    policy = policy or PrivacySettings()
    shown = pl.col(cases) >= policy.min_cases
    few_persons = pl.lit(value=False) if k_class is None else _few_persons(k_class, policy)
    marked = frame.with_columns((shown & ~few_persons).alias(SHOWN))
    persons = int(frame.select((shown & few_persons).sum()).item())
    first = int(marked.get_column(SHOWN).sum())
    marked = _complementary(marked, cases, totals)
    kept = marked.filter(SHOWN).drop(SHOWN, *([] if k_class is None else [k_class]))
    few_cases = frame.height - first - persons
    counts = {"complementary": first - kept.height, "few_cases": few_cases, "few_persons": persons}
    table = ReleasedTable(frame=kept, suppressed={reason: n for reason, n in counts.items() if n})
    return Released(table, GATE_KEY)


def _few_persons(k_class: str, policy: PrivacySettings) -> pl.Expr:
    too_few = [name for name, least in LEAST_PERSONS.items() if least < policy.show_persons]
    return pl.col(k_class).cast(pl.String).is_in(too_few).fill_null(value=False)


def _complementary(
    marked: pl.DataFrame, cases: str, totals: Sequence[Sequence[str]]
) -> pl.DataFrame:
    """Withhold until no group of any total has exactly one row withheld; each round adds rows."""
    while True:
        before = marked.get_column(SHOWN).sum()
        for keys in totals:
            marked = _second_row(marked, cases, list(keys))
        if marked.get_column(SHOWN).sum() == before:
            return marked


def _second_row(marked: pl.DataFrame, cases: str, keys: list[str]) -> pl.DataFrame:
    group = [pl.col(key) for key in keys] or [pl.lit(0)]
    alone = (~pl.col(SHOWN)).sum().over(group) == 1
    size = pl.when(SHOWN).then(pl.col(cases))
    smallest = size.rank("ordinal").over(group) == 1
    also = (alone & smallest).fill_null(value=False)
    return marked.with_columns((pl.col(SHOWN) & ~also).alias(SHOWN))
