"""Columns that say the same in every row of a case, as one row per case."""

import polars as pl


def constant_columns(rows: pl.DataFrame) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """One row per case with the columns constant within cases, and the names of the others.

    `rows`: `case_id` and String columns. Empty cells contradict nothing. Cases stand in the order
    of their first row.

    >>> rows = pl.DataFrame({"case_id": ["a", "a"], "Art": ["neu", None], "Wer": ["x", "y"]})
    >>> constant_columns(rows)[0].rows(), constant_columns(rows)[1]
    ([('a', 'neu')], ('Wer',))
    """
    cases = rows.select("case_id").unique(maintain_order=True).with_row_index("case")
    code = rows["case_id"].cast(pl.Enum(cases["case_id"])).to_physical().cast(pl.UInt32)
    coded = rows.with_columns(case=code)
    if not coded["case"].is_sorted():
        coded = coded.sort("case", maintain_order=True)
    varying = []
    for name in rows.columns:
        if name == "case_id":
            continue
        filled = coded.select("case", name).drop_nulls()
        same_case = filled["case"] == filled["case"].shift(1)
        if (same_case & (filled[name] != filled[name].shift(1))).any():
            varying.append(name)
            continue
        firsts = filled.filter(~same_case.fill_null(False))
        cases = cases.join(firsts, on="case", how="left", maintain_order="left")
    return cases.drop("case"), tuple(varying)
