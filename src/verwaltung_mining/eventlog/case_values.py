"""What an export says of each case, found by the case reference."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class CaseValues:
    """One row of values per case reference."""

    case_id: pl.Series
    """Codes of the references, ascending, each once."""
    values: pl.DataFrame
    """Row i belongs to the case `case_id[i]`."""

    def places(self, cases: pl.Series) -> pl.Series:
        """The row of each case (UInt32); all must be there."""
        return self.case_id.search_sorted(cases).cast(pl.UInt32)

    def of(self, cases: pl.Series) -> pl.DataFrame:
        """The values of these cases, in their order."""
        return rows_of(self.values, self.places(cases))


def rows_of(table: pl.DataFrame, places: pl.Series) -> pl.DataFrame:
    """The rows at these places; of a table without columns none."""
    return table.select(pl.all().gather(places))
