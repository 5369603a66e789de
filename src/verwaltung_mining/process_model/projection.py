"""What is left of variants where some activities are left out."""

from collections.abc import Sequence

import polars as pl


def projection(variants: pl.DataFrame, activities: Sequence[int]) -> pl.DataFrame:
    """The variants with these activities only: activities and cases (Int64).

    Most frequent first, ties in the order of the sequences; what is empty is left out.

    >>> found = pl.DataFrame({"activities": [[1, 2], [2, 1, 3], [3], [1]], "cases": [3, 2, 9, 1]})
    >>> projection(found, [1, 2]).rows()
    [([1, 2], 3), ([2, 1], 2), ([1], 1)]
    """
    return (
        variants.lazy()
        .select(
            pl.col("activities").list.filter(pl.element().is_in(list(activities))),
            pl.col("cases").cast(pl.Int64),
        )
        .filter(pl.col("activities").list.len() > 0)
        .group_by("activities")
        .agg(pl.col("cases").sum())
        .sort("cases", "activities", descending=[True, False])
        .collect()
    )
