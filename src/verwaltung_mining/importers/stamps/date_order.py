"""Whether 03/04/2024 is the third of April or the fourth of March: decided by evidence or asked."""

import polars as pl

from verwaltung_mining.errors import AmbiguousError
from verwaltung_mining.importers.options import DateOrder
from verwaltung_mining.texts import Text

MINORITY_SHARE = 0.05
"""Share of contrary evidence up to which single swapped stamps are assumed, not another order."""
HEAD_LENGTH = len("31.12.")
"""Characters that tell the order; a column of dates has few hundred of them."""
SEPARATORS = (".", "/", "-")
DAY = r"(?:1[3-9]|2\d|3[01])"
HEADS_SCHEMA = pl.Schema({"head": pl.String(), "values": pl.UInt32()})


def date_heads(texts: pl.Series) -> pl.DataFrame:
    """What tells the order of day and month: `head` of a text and the number of `values` with it.

    >>> date_heads(pl.Series(["31/01/2024", "31/01/2025"])).rows()
    [('31/01/', 2)]
    """
    heads = texts.str.head(HEAD_LENGTH).alias("head").value_counts(name="values")
    own = pl.Series("head", heads["head"].to_list(), dtype=pl.String)  # keeps no whole text alive
    return heads.with_columns(own).cast(HEADS_SCHEMA)


def merged_heads(heads: list[pl.DataFrame]) -> pl.DataFrame:
    """The heads of several parts of a column as those of one."""
    together = pl.concat([pl.DataFrame(schema=HEADS_SCHEMA), *heads])
    return together.group_by("head").agg(pl.col("values").sum())


def likely_field_orders(heads: pl.DataFrame, date_order: DateOrder | None) -> dict[str, DateOrder]:
    """Separator → order of day and month that these heads speak for, else the declared one.

    A number above 12 shows which place holds the day. Dots are German and mean day first unless
    only the contrary is seen.

    >>> likely_field_orders(date_heads(pl.Series(["01/31/2024", "01/02/2024"])), None)["/"]
    'mdy'
    """
    if date_order is not None:
        return dict.fromkeys(SEPARATORS, date_order)
    return {mark: _likely(heads, mark) for mark in SEPARATORS}


def check_field_orders(heads: pl.DataFrame, date_order: DateOrder | None, column: str) -> None:
    """Raise AmbiguousError where slashes or dashes of a whole column leave the order open."""
    if date_order is not None:
        return
    for mark in ("/", "-"):
        day_first, month_first = _evidence(heads, mark)
        if min(day_first, month_first) > MINORITY_SHARE * (day_first + month_first):
            raise _both(column, day_first, month_first)
        if day_first == month_first == 0 and _open(heads["head"], mark):
            raise _neither(column)


def _likely(heads: pl.DataFrame, mark: str) -> DateOrder:
    day_first, month_first = _evidence(heads, mark)
    if mark == ".":
        return "mdy" if month_first and not day_first else "dmy"
    return "mdy" if month_first > day_first else "dmy"


def _evidence(heads: pl.DataFrame, mark: str) -> tuple[int, int]:
    """Values that can only have the day first, and only the month."""
    shape = "\\" + mark
    patterns = rf"^{DAY}{shape}\d{{1,2}}{shape}", rf"^\d{{1,2}}{shape}{DAY}{shape}"
    day_first, month_first = (
        int(heads["values"].filter(heads["head"].str.contains(pattern)).sum())
        for pattern in patterns
    )
    return day_first, month_first


def _open(heads: pl.Series, mark: str) -> bool:
    shape = "\\" + mark
    dates = heads.filter(heads.str.contains(rf"^\d{{1,2}}{shape}\d{{1,2}}{shape}").fill_null(False))
    if dates.is_empty():
        return False
    numbers = dates.str.extract_groups(rf"^(\d{{1,2}}){shape}(\d{{1,2}})").struct.unnest()
    numbers = numbers.cast(pl.UInt8)
    return bool((numbers["1"] != numbers["2"]).any())


def _both(column: str, day_first: int, month_first: int) -> AmbiguousError:
    return AmbiguousError(
        Text(
            de=f"Die Spalte „{column}“ enthält beide Reihenfolgen: {day_first} Angaben mit dem Tag "
            f"zuerst, {month_first} mit dem Monat zuerst.",
            en=f"column '{column}' holds both orders: {day_first} stamps with the day first, "
            f"{month_first} with the month first.",
        ),
        hint=_HINT,
    )


def _neither(column: str) -> AmbiguousError:
    return AmbiguousError(
        Text(
            de=f"In der Spalte „{column}“ ist nicht erkennbar, was Tag und was Monat ist: "
            "keine Zahl ist größer als 12.",
            en=f"column '{column}' does not show what is the day and what the month: "
            "no number is above 12.",
        ),
        hint=_HINT,
    )


_HINT = Text(
    de="Geben Sie --date-order dmy (Tag zuerst) oder --date-order mdy (Monat zuerst) an.",
    en="say --date-order dmy (day first) or --date-order mdy (month first).",
)
