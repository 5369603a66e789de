"""How often activities happen, counted on variants.

Variants are a table: activities (a list of codes) and cases (how many follow that sequence).
"""

from collections import Counter

import polars as pl


def occurrences(variants: pl.DataFrame) -> tuple[Counter[int], Counter[int]]:
    """Activity → its events, and activity → the cases that it happens in.

    >>> occurrences(pl.DataFrame({"activities": [[4, 5, 4], [5]], "cases": [10, 1]}))
    (Counter({4: 20, 5: 11}), Counter({5: 11, 4: 10}))
    """
    return _counted(variants, pl.col("activities")), _counted(
        variants, pl.col("activities").list.unique()
    )


def _counted(variants: pl.DataFrame, activities: pl.Expr) -> Counter[int]:
    """Activity → cases, as often as a variant names it."""
    counts = (
        variants.lazy()
        .select(activities.alias("activity"), pl.col("cases").cast(pl.Int64))
        .explode("activity")
        .drop_nulls("activity")
        .group_by("activity")
        .agg(pl.col("cases").sum())
        .sort("activity")
        .collect()
    )
    return Counter(dict(counts.iter_rows()))
