"""Of a long log, causes of waiting are told of units drawn at random."""

from dataclasses import replace

import numpy as np
import polars as pl
from tests.engine.parted import log_of

from verwaltung_mining.detectors.information_request import InformationRequestSettings
from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.pipeline import prepare
from verwaltung_mining.pipeline.waiting_causes import waiting_causes_part
from verwaltung_mining.release.document import WaitingCauses
from verwaltung_mining.settings import Settings

UNITS = 40


def of_many_units() -> EventLog:
    """Each case with a unit of its own for all of its steps, of forty."""
    log = log_of("bauantrag")
    events = log.events.collect().with_columns(org_unit=(pl.col("case") % UNITS).cast(pl.UInt16))
    parts = replace(log.events, tables=(type(log.events.tables[0])(events),))  # type: ignore[call-arg]
    return replace(log, events=parts, org_units=tuple(f"Stelle {k}" for k in range(UNITS)))


def looked_at(log: EventLog, most: int) -> AnalysedLog:
    return prepare(log, Settings(tables={"analysis": {"sample_events": most}})).analysed


def told(log: AnalysedLog) -> WaitingCauses:
    return waiting_causes_part(log, InformationRequestSettings())


def test_all_work_of_the_units_drawn_is_looked_at_and_nothing_else() -> None:
    log = of_many_units()
    whole, half = looked_at(log, 10**9), looked_at(log, log.event_count // 2)
    every, some = told(whole), told(half)
    assert every.units is None
    assert some.units is not None
    assert 5 <= some.units.looked_at < UNITS == some.units.all_units
    share = some.units.looked_at / UNITS
    occurrences = [sum(row.occurrences for row in part.transitions) for part in (some, every)]
    assert np.isclose(occurrences[0] / occurrences[1], share, atol=0.05)


def test_units_too_large_to_be_looked_at_are_said() -> None:
    log = of_many_units()
    few = told(looked_at(log, log.event_count // (2 * UNITS)))
    assert few.transitions == ()
    assert few.skipped is not None
    assert "sample_events" in few.skipped.en
