"""Whether 03/04/2024 is the third of April or the fourth of March: decided by evidence or asked."""

import polars as pl

from verwaltung_mining.errors import AmbiguousError
from verwaltung_mining.importers.options import DateOrder
from verwaltung_mining.texts import Text

MINORITY_SHARE = 0.05
"""Share of contrary evidence up to which single swapped stamps are assumed, not another order."""
FIRST_VALUES = 1000
"""Values looked at first: one German date with a day above 12 settles the dots."""
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
    return {mark: _decide(texts, mark, column) for mark in SEPARATORS}


def _decide(texts: pl.Series, mark: str, column: str) -> DateOrder:
    shape = "\\" + mark
    if mark == "." and _count(texts.head(FIRST_VALUES), rf"^{DAY}{shape}\d{{1,2}}{shape}"):
        return "dmy"
    if not texts.str.contains(mark, literal=True).any():
        return "dmy"
    day_first = _count(texts, rf"^{DAY}{shape}\d{{1,2}}{shape}")
    month_first = _count(texts, rf"^\d{{1,2}}{shape}{DAY}{shape}")
    if mark == ".":
        return "mdy" if month_first and not day_first else "dmy"
    if min(day_first, month_first) > MINORITY_SHARE * (day_first + month_first):
        raise _both(column, day_first, month_first)
    if day_first == month_first == 0 and _open(texts, shape):
        raise _neither(column)
    return "mdy" if month_first > day_first else "dmy"


def _count(texts: pl.Series, pattern: str) -> int:
    return int(texts.str.contains(pattern).sum())


def _open(texts: pl.Series, shape: str) -> bool:
    dates = texts.filter(texts.str.contains(rf"^\d{{1,2}}{shape}\d{{1,2}}{shape}").fill_null(False))
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
