"""Write the sample logs and their README, each run to the same bytes.

`python -m verwaltung_mining.simulation.sample_files sample_logs` renews the folder of the checkout.
"""

import sys
from pathlib import Path
from xml.sax.saxutils import quoteattr

import polars as pl

from verwaltung_mining.simulation.bauantrag import BAUANTRAG
from verwaltung_mining.simulation.gewerbeanmeldung import GEWERBEANMELDUNG
from verwaltung_mining.simulation.sample import sample_events
from verwaltung_mining.simulation.sample_readme import sample_readme
from verwaltung_mining.simulation.samples import FILES, README
from verwaltung_mining.simulation.wohngeld import WOHNGELD

DEFINITIONS = (BAUANTRAG, WOHNGELD, GEWERBEANMELDUNG)
XES_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<classifier name="Activity" keys="concept:name"/>
"""


def bauantrag_bytes() -> bytes:
    """Semicolons, Windows-1252, German stamps to the minute, start and end; in order of time."""
    local = _local(sample_events(BAUANTRAG)).sort("timestamp", "case_id", maintain_order=True)
    text = local.select(
        pl.col("case_id").alias("Aktenzeichen"),
        pl.col("activity").alias("Arbeitsschritt"),
        pl.col("start").dt.strftime("%d.%m.%Y %H:%M").alias("Beginn"),
        pl.col("timestamp").dt.strftime("%d.%m.%Y %H:%M").alias("Ende"),
        pl.col("person").alias("Sachbearbeitung"),
        pl.col("org_unit").alias("Organisationseinheit"),
        "Eingangskanal",
        "Verfahrensart",
    ).write_csv(separator=";", line_terminator="\r\n")
    return text.encode("cp1252")


def wohngeld_bytes() -> bytes:
    """Commas, UTF-8, ISO stamps of completions only; case by case."""
    local = _local(sample_events(WOHNGELD))
    text = local.select(
        pl.col("case_id").alias("Vorgangsnummer"),
        pl.col("activity").alias("Aktivität"),
        pl.col("timestamp").dt.strftime("%Y-%m-%d %H:%M:%S").alias("Zeitpunkt"),
        pl.col("person").alias("Bearbeitet von"),
        pl.col("org_unit").alias("Organisationseinheit"),
        "Eingangskanal",
        "Antragsart",
        "Stadtteil",
    ).write_csv()
    return text.encode("utf-8")


def gewerbeanmeldung_bytes() -> bytes:
    """XES with completions, stamps with their offset, groups and case attributes."""
    local = _local(sample_events(GEWERBEANMELDUNG)).with_columns(
        pl.col("timestamp").dt.strftime("%Y-%m-%dT%H:%M:%S%:z")
    )
    traces = (_trace(trace) for trace in local.partition_by("case_id", maintain_order=True))
    return (XES_HEAD + "".join(traces) + "</log>\n").encode("utf-8")


def write_sample_logs(folder: Path) -> None:
    """All sample logs and the README with the true effects."""
    made = (bauantrag_bytes(), wohngeld_bytes(), gewerbeanmeldung_bytes())
    for sample, content in zip(DEFINITIONS, made, strict=True):
        (folder / FILES[sample.name]).write_bytes(content)
    (folder / README).write_bytes(sample_readme(DEFINITIONS).encode("utf-8"))


def _local(events: pl.DataFrame) -> pl.DataFrame:
    zone = "Europe/Berlin"
    return events.with_columns(pl.col("start", "timestamp").dt.convert_time_zone(zone))


def _trace(trace: pl.DataFrame) -> str:
    names = ("Eingangskanal", "Vorgangsart")
    head = _string("concept:name", trace["case_id"][0])
    head += "".join(_string(name, trace[name][0]) for name in names)
    columns = ("activity", "timestamp", "person", "org_unit")
    return f"<trace>{head}\n{''.join(map(_event, trace.select(columns).rows()))}</trace>\n"


def _event(row: tuple[str, str, str, str]) -> str:
    activity, timestamp, person, org_unit = row
    return (
        f"<event>{_string('concept:name', activity)}"
        f'<date key="time:timestamp" value="{timestamp}"/>'
        f"{_string('org:resource', person)}{_string('org:group', org_unit)}"
        f"{_string('lifecycle:transition', 'complete')}</event>\n"
    )


def _string(key: str, value: str) -> str:
    return f'<string key="{key}" value={quoteattr(value)}/>'


if __name__ == "__main__":
    write_sample_logs(Path(sys.argv[1]))
