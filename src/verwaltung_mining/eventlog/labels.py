"""Labels as codes: numbered by first appearance, each kept once."""

from collections.abc import Mapping

import polars as pl

CODE = pl.UInt32()


class Labels:
    """Numbers the labels of one column."""

    def __init__(self) -> None:
        """No label yet."""
        self._categories = pl.Categories.random()
        self._none = pl.Series(dtype=pl.Categorical(self._categories))
        """While a column of this type is there, codes keep their meaning."""

    def codes(self, labels: pl.Series) -> pl.Series:
        """The number of each label (CODE), null where it is null; new ones get the next numbers.

        >>> labels = Labels()
        >>> labels.codes(pl.Series(["b", None, "a"])).to_list()
        [0, None, 1]
        >>> labels.codes(pl.Series(["c", "a"])).to_list(), labels.known().to_list()
        ([2, 1], ['b', 'a', 'c'])
        """
        return labels.cast(self._none.dtype).to_physical()

    def known(self) -> pl.Series:
        """The labels (String), each in the place of its number."""
        return self._categories.to_series()


def coded(
    frame: pl.DataFrame, names: tuple[str, ...]
) -> tuple[pl.DataFrame, Mapping[str, pl.Series]]:
    """A table with codes in these columns of labels, and the labels of each column by code."""
    books = {name: Labels() for name in names}
    codes = [book.codes(frame[name].cast(pl.String)) for name, book in books.items()]
    return frame.with_columns(codes), {name: book.known() for name, book in books.items()}


def labelled(frame: pl.DataFrame, labels: Mapping[str, pl.Series]) -> pl.DataFrame:
    """A table with labels (String) in the place of their codes."""
    return frame.with_columns(
        known.gather(frame[name]).alias(name) for name, known in labels.items()
    )
