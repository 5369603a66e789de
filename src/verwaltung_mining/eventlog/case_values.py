"""What an export says of each case, found by the case reference."""

import numpy as np
import polars as pl


class CaseValues:
    """One row of values per case reference (Categorical, each once)."""

    def __init__(self, case_id: pl.Series, values: pl.DataFrame) -> None:
        """Row i of `values` belongs to the case `case_id[i]`."""
        self.values = values
        self._case_id = case_id
        codes = case_id.to_physical().to_numpy()
        places = np.zeros(int(codes.max()) + 1 if codes.size else 0, np.uint32)
        places[codes] = np.arange(codes.size, dtype=np.uint32)
        self._places = pl.Series(places)

    def places(self, cases: pl.Series) -> pl.Series:
        """The row of each case; all must be there."""
        return self._places.gather(cases.to_physical())

    def of(self, cases: pl.Series) -> pl.DataFrame:
        """The values of these cases, in their order."""
        return rows_of(self.values, self.places(cases))

    def references(self, places: pl.Series) -> pl.Series:
        """The references (String) of the cases in these rows."""
        return self._case_id.gather(places).cast(pl.String)


def rows_of(table: pl.DataFrame, places: pl.Series) -> pl.DataFrame:
    """The rows at these places; of a table without columns none."""
    return table.select(pl.all().gather(places))
