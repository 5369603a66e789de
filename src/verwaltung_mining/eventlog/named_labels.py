"""Labels that would carry a person's name into the log stop the import."""

from collections.abc import Sequence

import polars as pl

from verwaltung_mining.identity.name_check import refuse_names
from verwaltung_mining.texts import Text

_RENAME = Text(
    de="Geben Sie den Werten in der Zuordnung neutrale Namen ([rename.activity]) "
    "oder wählen Sie eine andere Spalte mit --activity.",
    en="give the values neutral names in the mapping ([rename.activity]) "
    "or choose another column with --activity.",
)
_OTHER_COLUMN = Text(
    de="Ist das die Spalte der Bearbeitenden, nennen Sie sie mit --resource; "
    "sonst geben Sie den Einheiten in der Zuordnung neutrale Namen ([rename.org_unit]).",
    en="if this is the column of the staff, name it with --resource; "
    "else give the units neutral names in the mapping ([rename.org_unit]).",
)
_DROP = Text(
    de="Lassen Sie die Spalte in der Zuordnung weg, oder ist sie die der Bearbeitenden, "
    "nennen Sie sie mit --resource.",
    en="leave the column out in the mapping or, if it is that of the staff, "
    "name it with --resource.",
)


def refuse_named_labels(activities: Sequence[str], org_units: Sequence[str]) -> None:
    """Raise RefusedError where activities or organisational units name people."""
    refuse_names(activities, where=Text(de="der Aktivität", en="the activity"), remedy=_RENAME)
    refuse_names(
        org_units,
        where=Text(de="der Organisationseinheit", en="the organisational unit"),
        remedy=_OTHER_COLUMN,
    )


def refuse_named_attributes(attributes: pl.DataFrame) -> None:
    """Raise RefusedError where the values of a case attribute name people."""
    for name, dtype in attributes.schema.items():
        if isinstance(dtype, pl.Enum):
            where = Text(de=f"dem Fallattribut „{name}“", en=f"the case attribute '{name}'")
            refuse_names(dtype.categories.to_list(), where=where, remedy=_DROP)
