"""The kernels as DuckDB answers them: coded like ours, in memory, in every form worth a try.

Each answer is written into a table, so that no time goes into Python objects.
"""

import tempfile
from functools import partial
from pathlib import Path

import duckdb
import polars as pl
from benchmarks.performance.answers import CASES, DFG, REWORK, TIMES, VARIANTS, Answer, Contender

FOLLOWED = {
    "window per case": """
        SELECT source, target, seconds FROM (
            SELECT activity AS source, lead(activity) OVER within AS target,
                lead(micros) OVER within - micros AS seconds
            FROM events WINDOW within AS (PARTITION BY case_id ORDER BY row)
        ) WHERE target IS NOT NULL""",
    "lead over all": """
        SELECT source, target, seconds FROM (
            SELECT activity AS source, case_id, lead(case_id) OVER everything AS next_case,
                lead(activity) OVER everything AS target,
                lead(micros) OVER everything - micros AS seconds
            FROM events WINDOW everything AS (ORDER BY row)
        ) WHERE case_id = next_case""",
    "lead in table order": """
        SELECT source, target, seconds FROM (
            SELECT activity AS source, case_id, lead(case_id) OVER () AS next_case,
                lead(activity) OVER () AS target, lead(micros) OVER () - micros AS seconds
            FROM events
        ) WHERE case_id = next_case""",
}
"""Which activity follows which, and after how many microseconds."""
QUERIES: dict[str, dict[str, str]] = {
    DFG: {
        form: f"SELECT source, target, count(*) FROM ({followed}) GROUP BY ALL"
        for form, followed in FOLLOWED.items()
    },
    TIMES: {
        form: "SELECT source, target, quantile_cont(seconds, 0.5) / 1e6, avg(seconds) / 1e6, "
        f"quantile_cont(seconds, 0.9) / 1e6 FROM ({followed}) GROUP BY source, target"
        for form, followed in FOLLOWED.items()
    },
    VARIANTS: {
        "list": "SELECT activities, count(*) FROM (SELECT list(activity ORDER BY row) "
        "AS activities FROM events GROUP BY case_id) GROUP BY activities",
        "text": "SELECT activities, count(*) FROM (SELECT string_agg(activity, ',' ORDER BY row) "
        "AS activities FROM events GROUP BY case_id) GROUP BY activities",
    },
    REWORK: {
        "group by": "SELECT activity, count(*) FROM (SELECT case_id, activity FROM events "
        "GROUP BY ALL HAVING count(*) > 1) GROUP BY activity"
    },
    CASES: {
        "group by": "SELECT case_id, min(least(start, micros)) AS first, max(micros) AS last, "
        "(max(micros) - min(least(start, micros))) / 1e6 AS seconds FROM events GROUP BY case_id"
    },
}


def contenders(events: pl.DataFrame) -> list[Contender]:
    """All forms of all kernels."""
    connection = duckdb.connect()
    _load(events, connection)
    return [
        Contender(
            kernel=kernel,
            program="DuckDB",
            form=form,
            run=partial(_ask, connection, query),
            answer=partial(_answer, kernel),
        )
        for kernel, forms in QUERIES.items()
        for form, query in forms.items()
    ]


def _load(events: pl.DataFrame, connection: duckdb.DuckDBPyConnection) -> None:
    """Whole numbers, with the row that breaks ties; the table in memory, as DuckDB stores it."""
    columns = {
        "case_id": pl.col("case"),
        "activity": pl.col("activity"),
        "start": pl.col("start").dt.epoch("us"),
        "micros": pl.col("timestamp").dt.epoch("us"),
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "events.parquet"
        events.select(**columns).with_row_index("row").write_parquet(file)
        connection.execute(f"CREATE TABLE events AS SELECT * FROM '{file.as_posix()}' ORDER BY row")


def _ask(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyConnection:
    return connection.execute(f"CREATE OR REPLACE TEMP TABLE answer AS {query}")


def _answer(kernel: str, connection: duckdb.DuckDBPyConnection) -> Answer:
    rows = connection.execute("SELECT * FROM answer").fetchall()
    if kernel == CASES:
        return dict(enumerate(sorted(seconds for *_, seconds in rows)))
    if kernel == VARIANTS:
        return {_sequence(activities): cases for activities, cases in rows}
    if kernel == REWORK:
        return dict(rows)
    return {
        (source, target): tuple(figures) if kernel == TIMES else figures[0]
        for source, target, *figures in rows
    }


def _sequence(activities: list[int] | str) -> tuple[int, ...]:
    codes = activities.split(",") if isinstance(activities, str) else activities
    return tuple(map(int, codes))
