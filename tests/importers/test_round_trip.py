"""Logs written in a random dialect are read back as they were."""

import csv
import gzip
import io
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.small_export import balanced

from verwaltung_mining.importers import read

ACTIVITIES = ("Antrag eingegangen", "Prüfung; 2. Stufe", "Rückfrage, schriftlich", 'Bescheid "neu"')
STAMP_FORMATS = (
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y%m%d%H%M%S",
)
START = datetime(2024, 1, 8, 9, 7)
COLUMNS = {
    "Aktenzeichen": "case_id",
    "Arbeitsschritt": "activity",
    "Beginn": "start",
    "Ende": "timestamp",
    "Sachbearbeitung": "person",
    "Organisationseinheit": "org_unit",
}

EVENT = st.tuples(
    st.integers(1, 6),
    st.sampled_from(ACTIVITIES),
    st.integers(0, 60 * 24 * 60),
    st.sampled_from(["kr", "mü", ""]),
    st.sampled_from(["FB 63 – Bau", "Amt für Öffentliche Ordnung"]),
)
FIRST = [(1, ACTIVITIES[0], 0, "kr", "FB 63 – Bau"), (1, ACTIVITIES[1], 61, "mü", "FB 63 – Bau")]
"""Two steps of one case, so that columns show that they change within a case."""


@st.composite
def dialects(draw: st.DrawFn) -> dict[str, object]:
    return {
        "delimiter": draw(st.sampled_from(";,\t|")),
        "encoding": draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be"])),
        "end": draw(st.sampled_from(["\n", "\r\n", "\r"])),
        "quoting": draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
        "stamps": draw(st.sampled_from(STAMP_FORMATS)),
        "columns": draw(st.permutations(list(COLUMNS))),
        "preamble": draw(st.sampled_from(["", "Auswertung Bauaufsicht\nStand: 30.11.2024\n\n"])),
        "packed": draw(st.booleans()),
        "upper": draw(st.booleans()),
    }


def rows_of(events: list[tuple[int, str, int, str, str]], stamps: str) -> list[dict[str, str]]:
    """One row per event, each ending a quarter of an hour after it began."""
    rows = []
    for case, activity, minute, person, unit in events:
        begin = START + timedelta(minutes=minute)
        rows.append(
            {
                "Aktenzeichen": f"BAU-2024/{case:04}",
                "Arbeitsschritt": activity,
                "Beginn": begin.strftime(stamps),
                "Ende": (begin + timedelta(minutes=15)).strftime(stamps),
                "Sachbearbeitung": person,
                "Organisationseinheit": unit,
            }
        )
    return rows


def written(rows: list[dict[str, str]], dialect: dict[str, object]) -> bytes:
    buffer = io.StringIO()
    names = list(dialect["columns"])
    writer = csv.writer(
        buffer, delimiter=dialect["delimiter"], quoting=dialect["quoting"], lineterminator="\n"
    )
    writer.writerow([name.upper() if dialect["upper"] else name for name in names])
    writer.writerows([row[name] for name in names] for row in rows)
    text = (str(dialect["preamble"]) + buffer.getvalue()).replace("\n", str(dialect["end"]))
    raw = text.encode(str(dialect["encoding"]))
    return gzip.compress(raw) if dialect["packed"] else raw


@given(events=st.lists(EVENT, min_size=6, max_size=30), dialect=dialects())
def test_log_in_any_dialect_is_read_back(
    tmp_path_factory, events: list[tuple[int, str, int, str, str]], dialect: dict[str, object]
) -> None:
    rows = rows_of([*FIRST, *events], str(dialect["stamps"]))
    path: Path = tmp_path_factory.mktemp("round_trip") / "export.csv"
    path.write_bytes(written(rows, dialect))
    raw = balanced(read(path))
    roles = {d.column.casefold(): d.role for d in raw.provenance.columns}
    assert roles == {name.casefold(): role for name, role in COLUMNS.items()}
    assert raw.quarantined == {}
    local = pl.col("timestamp").dt.convert_time_zone("Europe/Berlin")
    read_back = (
        raw.labelled()
        .select(
            "case_id", "activity", local.dt.strftime(str(dialect["stamps"])), "person", "org_unit"
        )
        .rows()
    )
    assert read_back == [
        (
            row["Aktenzeichen"],
            row["Arbeitsschritt"],
            row["Ende"],
            row["Sachbearbeitung"] or None,
            row["Organisationseinheit"],
        )
        for row in rows
    ]
