"""The real logs become canonical logs; no label of theirs is taken for a name."""

from pathlib import Path

import pytest

from verwaltung_mining import importers
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.quality import DEFINITIONS
from verwaltung_mining.eventlog.schema import EventLog

SMALL = ("receipt.xes.gz", "dip21_kleine_anfrage.csv.gz")
LARGE = (
    "BPIC13_incidents.xes.gz",
    "BPIC15_1.xes.gz",
    "BPIC15_3.xes.gz",
    "BPI_Challenge_2012.xes.gz",
    "DomesticDeclarations.xes.gz",
    "InternationalDeclarations.xes.gz",
    "Production.xes.gz",
    "PurchasingExample.xes.gz",
    "RequestForPayment.xes.gz",
    "dip21_rechtsverordnung.csv.gz",
    "helpdesk.xes.gz",
)


def _log(folder: Path, name: str) -> EventLog:
    return canonicalise(importers.read(folder / name))


@pytest.mark.parametrize(
    "name", [*SMALL, *(pytest.param(name, marks=pytest.mark.slow) for name in LARGE)]
)
def test_a_real_log_is_taken_without_a_stop(shared_logs: Path, name: str) -> None:
    log = _log(shared_logs, name)
    merged = sum(log.reconciliation.merged.values())
    assert log.reconciliation.rows_read == (
        log.events.collect().height + merged + sum(log.reconciliation.quarantined.values())
    )
    assert 0 < log.cases["completed"].sum() <= log.cases.height
    assert {finding.code for finding in log.quality} <= {d.code for d in DEFINITIONS}


def test_receipt_has_its_documented_size(shared_logs: Path) -> None:
    log = _log(shared_logs, "receipt.xes.gz")
    assert (log.cases.height, log.events.collect().height, len(log.activities)) == (1434, 8577, 27)
    units = log.k_table.filter(log.k_table["scope"] == "org_unit")["org_unit"]
    assert units.to_list() == list(range(len(log.org_units)))
