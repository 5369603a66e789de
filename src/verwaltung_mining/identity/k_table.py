"""How many distinct persons stand behind a figure, counted before the persons are dropped."""

from collections.abc import Sequence
from itertools import combinations
from typing import Literal

import polars as pl

KClass = Literal[">=10", "5-9", "<5", "unknown"]
K_CLASS = pl.Enum([">=10", "5-9", "<5", "unknown"])
K_SCHEMA = pl.Schema(
    {
        "scope": pl.Enum(
            ["activity", "activity_unit", "org_unit", "attribute", "attribute_pair", "block"]
        ),
        "activity": pl.UInt16(),
        "org_unit": pl.UInt16(),
        "attribute": pl.String(),
        "value": pl.String(),
        "attribute_2": pl.String(),
        "value_2": pl.String(),
        "block": pl.Int32(),
        "k_class": K_CLASS,
    }
)
"""How many distinct persons stand behind a cell, as a class; keys that do not apply are null."""

K_COMPARE = 10
"""Persons from which a group may be compared (BAG 26.07.1994, 1 ABR 6/94: 5-6 are too few)."""
K_SHOW = 5
"""Persons from which a figure may be shown (custom of staff surveys)."""
MOST_PAIRED_ATTRIBUTES = 12
"""Attributes whose pairs are counted, those with the fewest values first: at most 66 pairs."""
MOST_CELLS_OF_A_PAIR = 2_000
"""Combinations of values up to which a pair of attributes is counted."""

PERSON = "person"
_KEYS = [name for name in K_SCHEMA.names() if name != "k_class"]
_RANKS = {"<5": 0, "5-9": 1, ">=10": 2, "unknown": 3}
"""What is known of a cell counts before what is not."""


def k_class(persons: pl.Expr) -> pl.Expr:
    """Class of a number of persons; a cell in which nobody is named is unknown.

    >>> pl.select(k_class(pl.Series([0, 4, 5, 9, 10]))).to_series().to_list()
    ['unknown', '<5', '5-9', '5-9', '>=10']
    """
    return (
        pl.when(persons >= K_COMPARE)
        .then(pl.lit(">=10"))
        .when(persons >= K_SHOW)
        .then(pl.lit("5-9"))
        .when(persons > 0)
        .then(pl.lit("<5"))
        .otherwise(pl.lit("unknown"))
        .cast(K_CLASS)
    )


def count_persons(events: pl.DataFrame, attributes: pl.DataFrame) -> pl.DataFrame:
    """The k-table: one row per cell, columns as in K_SCHEMA, sorted by its keys.

    `events` has `case`, `activity`, `org_unit`, `block` and `person` (any type that tells people
    apart over the whole log; null: nobody named). Row i of `attributes` belongs to case i;
    Enum columns are counted by value and by pair of values, numbers are not.
    """
    return classes_of(persons_of_cells(events, attributes, counted_pairs(attributes)))


def persons_of_cells(
    events: pl.DataFrame, attributes: pl.DataFrame, pairs: Sequence[tuple[str, str]]
) -> pl.DataFrame:
    """The keys of K_SCHEMA and `person`: up to K_COMPARE distinct persons of each cell.

    More change no class. A cell in which nobody is named has one row, without a person. Arguments
    as in `count_persons`; `pairs` are those that `counted_pairs` finds in the whole log.
    """
    steps = events.select("activity", "org_unit", "block", PERSON).unique()
    per_case = events.select("case", PERSON).unique()
    return pl.concat(
        [
            _cells(steps, ["activity"], "activity"),
            _cells(steps.drop_nulls("org_unit"), ["activity", "org_unit"], "activity_unit"),
            _cells(steps.drop_nulls("org_unit"), ["org_unit"], "org_unit"),
            _cells(steps, ["block"], "block"),
            *(_attribute_cells(per_case, attributes, (name,)) for name in _categories(attributes)),
            *(_attribute_cells(per_case, attributes, pair) for pair in pairs),
        ]
    )


def added(one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """What `persons_of_cells` gives of two parts of a log, put together."""
    return _few(pl.concat([one, other]), _KEYS)


def classes_of(persons: pl.DataFrame) -> pl.DataFrame:
    """The k-table of what `persons_of_cells` gives."""
    counted = persons.group_by(_KEYS).agg(pl.col(PERSON).drop_nulls().n_unique())
    classes = counted.with_columns(k_class=k_class(pl.col(PERSON)))
    return classes.select(K_SCHEMA.names()).sort(_KEYS, nulls_last=False)


def counted_pairs(attributes: pl.DataFrame) -> list[tuple[str, str]]:
    """The pairs of attributes that are counted: those with few combinations of values."""
    categories = _categories(attributes)
    sizes = {name: attributes[name].n_unique() for name in categories}
    fewest = sorted(categories, key=lambda name: (sizes[name], name))[:MOST_PAIRED_ATTRIBUTES]
    return [
        (one, two)
        for one, two in combinations(sorted(fewest), 2)
        if sizes[one] * sizes[two] <= MOST_CELLS_OF_A_PAIR
    ]


def smaller_classes(tables: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """One k-table of several, columns as in K_SCHEMA: of every cell the smallest class.

    The persons of one table cannot be told from those of another, so that they are not added up.
    """
    ranks = pl.concat(tables).with_columns(
        rank=pl.col("k_class").cast(pl.String).replace_strict(_RANKS, return_dtype=pl.UInt8)
    )
    smallest = ranks.sort("rank").group_by(_KEYS).agg(pl.col("k_class").first())
    return smallest.select(K_SCHEMA.names()).sort(_KEYS, nulls_last=False)


def _categories(attributes: pl.DataFrame) -> list[str]:
    return [c for c in attributes.columns if isinstance(attributes.schema[c], pl.Enum)]


def _cells(events: pl.DataFrame, keys: list[str], scope: str) -> pl.DataFrame:
    return _in_schema(_few(events.select(*keys, PERSON), keys), scope)


def _few(persons: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Up to K_COMPARE distinct persons of each cell; one row without a person where none is."""
    distinct = pl.col(PERSON).drop_nulls().unique().head(K_COMPARE)
    return persons.group_by(keys).agg(distinct).explode(PERSON, empty_as_null=True)


def _in_schema(persons: pl.DataFrame, scope: str) -> pl.DataFrame:
    known = persons.with_columns(scope=pl.lit(scope))
    columns = [
        pl.col(name).cast(dtype) if name in known.columns else pl.lit(None, dtype).alias(name)
        for name, dtype in K_SCHEMA.items()
        if name in _KEYS
    ]
    return known.select(*columns, PERSON)


def _attribute_cells(
    per_case: pl.DataFrame, attributes: pl.DataFrame, names: Sequence[str]
) -> pl.DataFrame:
    values = ("value", "value_2")[: len(names)]
    labels = ("attribute", "attribute_2")[: len(names)]
    rows = per_case["case"]
    cells = per_case.select(
        *(
            attributes[name].to_physical().gather(rows).alias(value)
            for name, value in zip(names, values, strict=True)
        ),
        PERSON,
    ).drop_nulls(values)
    persons = _few(cells.unique(), values).with_columns(
        *(pl.lit(name).alias(label) for name, label in zip(names, labels, strict=True)),
        *(
            _labels(attributes[name], value).alias(value)
            for name, value in zip(names, values, strict=True)
        ),
    )
    return _in_schema(persons, "attribute" if len(names) == 1 else "attribute_pair")


def _labels(attribute: pl.Series, code: str) -> pl.Expr:
    """The values that the codes of an attribute stand for."""
    return pl.col(code).cat.to(attribute.dtype).cast(pl.String)
