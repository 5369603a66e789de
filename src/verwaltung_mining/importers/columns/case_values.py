"""Columns that say the same in every row of a case, as one row per case."""

import polars as pl


def constant_columns(
    case_id: pl.Series, columns: pl.DataFrame
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """One row per case with the columns constant within cases, and the names of the others.

    Row i of `columns` belongs to the case `case_id[i]`. Empty cells contradict nothing. Cases stand
    in the order of their first row; their column is called `case_id`.

    >>> rows = pl.DataFrame({"Art": ["neu", None], "Wer": ["x", "y"]})
    >>> constant_columns(pl.Series(["a", "a"]), rows)[0].rows()
    [('a', 'neu')]
    """
    cases = case_id.unique(maintain_order=True).alias("case_id")
    numbers = cases.to_frame().with_row_index("case")
    code = (
        case_id.alias("case_id")
        .to_frame()
        .join(numbers, on="case_id", how="left", maintain_order="left")["case"]
    )
    constant, varying = [], []
    for column in columns.iter_columns():
        values = _first_values(column, code, numbers["case"])
        if (values.gather(code) != column).any():
            varying.append(column.name)
        else:
            constant.append(values.alias(column.name))
    return pl.DataFrame([cases, *constant]), tuple(varying)


def _first_values(column: pl.Series, code: pl.Series, cases: pl.Series) -> pl.Series:
    """The first filled cell of each case, null where there is none."""
    filled = pl.DataFrame({"case": code, "value": column}).drop_nulls()
    firsts = filled.unique("case", keep="first", maintain_order=True)
    return cases.to_frame().join(firsts, on="case", how="left", maintain_order="left")["value"]
