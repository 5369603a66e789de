"""Stamps as text: what people write around the digits taken away."""

import polars as pl

MONTHS: tuple[tuple[str, ...], ...] = (
    ("januar", "jänner", "january", "jan"),
    ("februar", "february", "feb"),
    ("märz", "maerz", "march", "mrz", "mär", "mar"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("dezember", "december", "dez", "dec"),
)
"""Names of the months, January first; longer names before their abbreviations."""
WEEKDAY = r"(?i)^(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)[.,]*\s+(\d)"
UNTIDY = r"[^\d.:/+ -]|^ | $|  |^$"
"""Anything that `tidy` may have to take away."""
ANY_DATE = (
    r"^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|(?:19|20|21)\d{6})"
    r"(?:[^\d.\-/]|\d{6}$|$)"
)
"""Begins like a date; for telling columns of dates from others."""
ANY_TIME = r"^\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?(?i:uhr))?$"


def tidy(values: pl.Series) -> pl.Series:
    """Stamps without "Uhr", weekdays, commas, names of months and the T of ISO 8601; empty = null.

    >>> tidy(pl.Series(["2. Januar 2024, 08:15 Uhr", "2024-01-02T08:15:00,5Z", " "])).to_list()
    ['2.01.2024 08:15', '2024-01-02 08:15:00.5Z', None]
    """
    if not values.str.contains(UNTIDY).any():
        return values
    texts = values.str.replace_all("[\u00a0\u202f]", " ").str.strip_chars()
    if texts.str.contains(r"[A-Za-zä,]").any():
        texts = texts.str.replace(r"(\d)T\s?(\d)", "${1} ${2}")
        texts = texts.str.replace(r"(:\d{2}),(\d)", "${1}.${2}")
        texts = texts.str.replace(r"(?i)\s*uhr$", "").str.replace(r",\s+", " ")
        texts = texts.str.replace(WEEKDAY, "${1}")
        if texts.str.contains(r"(?i)\d[.\s-]*[a-zä]{3}").any():
            texts = _months_as_numbers(texts)
    texts = texts.str.replace_all(r"\s+", " ")
    return texts.set(texts == "", None)


def date_share(values: pl.Series) -> float:
    """Share of the filled values that begin like a date.

    >>> date_share(pl.Series(["02.01.2024 08:15", "heute", None]))
    0.5
    """
    share = tidy(values).drop_nulls().str.contains(ANY_DATE).mean()
    return share if isinstance(share, float) else 0.0


def time_share(values: pl.Series) -> float:
    """Share of the filled values that are clock times without a date."""
    texts = tidy(values).drop_nulls()
    share = texts.str.contains(ANY_TIME).mean()
    return share if isinstance(share, float) else 0.0


def _months_as_numbers(texts: pl.Series) -> pl.Series:
    for number, names in enumerate(MONTHS, start=1):
        pattern = rf"(?i)(\d)[.\s-]*\b(?:{'|'.join(names)})\b[.\s-]*(\d)"
        texts = texts.str.replace(pattern, f"${{1}}.{number:02}.${{2}}")
    return texts
