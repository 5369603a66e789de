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


def decide_field_orders(
    texts: pl.Series, date_order: DateOrder | None, column: str
) -> dict[str, DateOrder]:
    """Separator → order of day and month in a column of dates.

    A number above 12 shows which place holds the day. Dots are German and mean day first unless
    only the contrary is seen. Raises AmbiguousError where slashes or dashes leave it open.

    >>> decide_field_orders(pl.Series(["31/01/2024", "01/02/2024"]), None, "Datum")["/"]
    'dmy'
    """
    if date_order is not None:
        return dict.fromkeys(SEPARATORS, date_order)
    heads = texts.str.head(HEAD_LENGTH).alias("head").value_counts(name="values")
    return {mark: _decide(heads, mark, column) for mark in SEPARATORS}


def _decide(heads: pl.DataFrame, mark: str, column: str) -> DateOrder:
    shape = "\\" + mark
    day_first = _count(heads, rf"^{DAY}{shape}\d{{1,2}}{shape}")
    month_first = _count(heads, rf"^\d{{1,2}}{shape}{DAY}{shape}")
    if mark == ".":
        return "mdy" if month_first and not day_first else "dmy"
    if min(day_first, month_first) > MINORITY_SHARE * (day_first + month_first):
        raise _both(column, day_first, month_first)
    if day_first == month_first == 0 and _open(heads["head"], shape):
        raise _neither(column)
    return "mdy" if month_first > day_first else "dmy"


def _count(heads: pl.DataFrame, pattern: str) -> int:
    return int(heads["values"].filter(heads["head"].str.contains(pattern)).sum())


def _open(heads: pl.Series, shape: str) -> bool:
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
