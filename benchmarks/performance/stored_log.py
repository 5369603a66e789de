"""A generated log as the folder that `import` would write, part by part.

Only what an analysis needs of all cases is kept while writing: the cases, their attributes and
which persons stand behind which figure. Quality findings are not counted.
"""

import shutil
from importlib.metadata import version
from pathlib import Path

import msgspec
import polars as pl
from benchmarks.performance.draw import AMOUNT, CATEGORIES, Chunk, chunks
from benchmarks.performance.open_hours import ZONE
from benchmarks.performance.procedure import ACTIVITIES, LAST, STEPS, UNITS

from verwaltung_mining.engine import InProcess, OnDisk, Parts
from verwaltung_mining.eventlog.blocks import block
from verwaltung_mining.eventlog.manifest import (
    MANIFEST,
    SCHEMA,
    SCHEMA_VERSION,
    Dictionaries,
    Manifest,
    QualityReport,
    checksum,
    is_stored_log,
)
from verwaltung_mining.eventlog.queue_view import write_queue
from verwaltung_mining.eventlog.room import Room
from verwaltung_mining.eventlog.schema import (
    CASE_SCHEMA,
    EVENT_SCHEMA,
    K_SCHEMA,
    Attribute,
    Reconciliation,
)
from verwaltung_mining.identity.k_table import count_persons
from verwaltung_mining.identity.pseudonyms import case_local_pseudonyms
from verwaltung_mining.provenance import Provenance

ATTRIBUTE_LIST = (
    Attribute(name="Antragsart", kind="category", role="case_type"),
    Attribute(name="Bezirk", kind="category"),
    Attribute(name="Eilt", kind="category"),
    Attribute(name=AMOUNT, kind="number"),
)
ENDS = (ACTIVITIES.index(STEPS[LAST]),)
BEHIND_A_STEP = ["activity", "org_unit", "local_date", "person"]
BEHIND_A_CASE = [*CATEGORIES, "person"]


def stored_log(folder: Path, *, events: int, seed: int) -> Path:
    """The folder, written if it is not there; it appears when it is complete."""
    if is_stored_log(folder):
        return folder
    half = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(half, ignore_errors=True)
    (half / "events").mkdir(parents=True)
    drawn = enumerate(chunks(events, seed=seed))
    tables = [_written(chunk, number, half) for number, chunk in drawn]
    cases, steps, persons = (pl.concat(parts) for parts in zip(*tables, strict=True))
    _write_cases(cases, half)
    _k_table(steps.unique(), persons.unique()).write_parquet(half / "k_table.parquet")
    _write_queue(half)
    _write_documents(cases, half, name=f"generated-{events}-{seed}")
    half.rename(folder)
    return folder


def _written(
    chunk: Chunk, number: int, folder: Path
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Write the events of a chunk; cases with attributes, persons by step, persons by values."""
    person = case_local_pseudonyms(chunk.events["case"], chunk.events["person"])
    precision = pl.lit("second").alias("time_precision")
    events = chunk.events.with_columns(person, precision).select(
        pl.col(name).cast(dtype) for name, dtype in EVENT_SCHEMA.items()
    )
    events.write_parquet(folder / "events" / f"part-{number:05}.parquet")
    ended = pl.col("activity").last().is_in(ENDS)
    cases = events.group_by("case", maintain_order=True).agg(events=pl.len(), completed=ended)
    values = chunk.attributes.select(*CATEGORIES)
    of_case = chunk.events["case"] - chunk.events["case"][0]
    behind = values[of_case.to_numpy()].with_columns(chunk.events["person"])
    return (
        pl.concat([cases, chunk.attributes], how="horizontal"),
        chunk.events.select(BEHIND_A_STEP).unique(),
        behind.unique(),
    )


def _write_cases(cases: pl.DataFrame, folder: Path) -> None:
    rows = pl.col("events").cum_sum().shift(1, fill_value=0).alias("first_row")
    cases.with_columns(rows).select(
        pl.col(name).cast(dtype) for name, dtype in CASE_SCHEMA.items()
    ).write_parquet(folder / "cases.parquet")
    cases.select(a.name for a in ATTRIBUTE_LIST).write_parquet(folder / "attributes.parquet")


def _k_table(steps: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
    """The k-table from different rows alone: how often each occurs does not count.

    For steps all events may be one case; for values each different person is a case of its own.
    """
    behind_steps = steps.with_columns(case=pl.lit(0, pl.UInt32), block=block(steps["local_date"]))
    behind_values = persons.select(
        "person",
        case=pl.int_range(pl.len(), dtype=pl.UInt32),
        **{key: pl.lit(0) for key in ("activity", "org_unit", "block")},
    )
    by_value = count_persons(behind_values, persons.select(*CATEGORIES)).filter(
        pl.col("scope").cast(pl.String).str.starts_with("attribute")
    )
    keys = [key for key in K_SCHEMA if key != "k_class"]
    table = pl.concat([count_persons(behind_steps, pl.DataFrame()), by_value])
    return table.sort(keys, nulls_last=False)


def _write_queue(folder: Path) -> None:
    parts = sorted((folder / "events").iterdir())
    events = Parts(tables=tuple(OnDisk(str(part)) for part in parts), executor=InProcess())
    write_queue(events, folder / "queue.parquet", Room(folder=folder.parent))


def _write_documents(cases: pl.DataFrame, folder: Path, *, name: str) -> None:
    rows = int(cases["events"].sum())
    kept = Reconciliation(rows_read=rows, rows_kept=rows, quarantined={}, merged={})
    _encode(
        folder / "dictionaries.json",
        Dictionaries(activities=ACTIVITIES, org_units=UNITS, attribute_list=ATTRIBUTE_LIST),
    )
    _encode(folder / "quality.json", QualityReport(findings=(), reconciliation=kept))
    _encode(folder / "provenance.json", Provenance(source=name, sha256="", importer="generated"))
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = Manifest(
        schema=f"{SCHEMA}{SCHEMA_VERSION}",
        versions={package: version(package) for package in ("polars", "verwaltung-mining")},
        name=name,
        zone=ZONE,
        timing="interval",
        end_activities=ENDS,
        end_declared=True,
        cases=cases.height,
        events=rows,
        files={path.relative_to(folder).as_posix(): checksum(path) for path in files},
    )
    _encode(folder / MANIFEST, manifest)


def _encode(file: Path, document: msgspec.Struct) -> None:
    file.write_bytes(msgspec.json.encode(document, order="sorted") + b"\n")
