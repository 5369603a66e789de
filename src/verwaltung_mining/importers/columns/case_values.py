"""What columns say of a case, as one row per case, and whether they say the same everywhere."""

import polars as pl


def case_values(case_id: pl.Series, columns: pl.DataFrame) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """One row per case with its first filled cells, and the names of columns that vary in a case.

    Row i of `columns` belongs to the case `case_id[i]`. Empty cells contradict nothing. Cases stand
    in the order of their first row; their column is called `case_id`.

    >>> rows = pl.DataFrame({"Art": ["neu", None], "Wer": ["x", "y"]})
    >>> cases, varying = case_values(pl.Series(["a", "a"]), rows)
    >>> cases.rows(), varying
    ([('a', 'neu', 'x')], ('Wer',))
    """
    cases = case_id.unique(maintain_order=True).alias("case_id")
    numbers = cases.to_frame().with_row_index("case")
    code = (
        case_id.alias("case_id")
        .to_frame()
        .join(numbers, on="case_id", how="left", maintain_order="left")["case"]
    )
    firsts = [_first_values(column, code, numbers["case"]) for column in columns.iter_columns()]
    varying = tuple(
        column.name
        for column, first in zip(columns.iter_columns(), firsts, strict=True)
        if (first.gather(code) != column).any()
    )
    named = (first.alias(name) for first, name in zip(firsts, columns.columns, strict=True))
    return pl.DataFrame([cases, *named]), varying


def _first_values(column: pl.Series, code: pl.Series, cases: pl.Series) -> pl.Series:
    """The first filled cell of each case, null where there is none."""
    filled = pl.DataFrame({"case": code, "value": column}).drop_nulls()
    firsts = filled.unique("case", keep="first", maintain_order=True)
    return cases.to_frame().join(firsts, on="case", how="left", maintain_order="left")["value"]
