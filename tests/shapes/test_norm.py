"""What a slow group is compared with."""

import datetime as dt

import pytest

import verwaltung_mining as vm
from verwaltung_mining.benefit import findings
from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY
from verwaltung_mining.pipeline import Prepared, prepare
from verwaltung_mining.settings import Settings

NO_SETTINGS = Settings(tables={})


@pytest.fixture(scope="module")
def permits() -> Prepared:
    return prepare(vm.read_log(vm.sample_log("bauantrag")).event_log, NO_SETTINGS)


def test_a_fast_channel_is_not_the_yardstick_of_the_slow_one(permits: Prepared) -> None:
    slow = [
        finding
        for finding in findings(permits.analysed, DETECTORS, NO_SETTINGS, flagged=False).ranked
        if finding.detector.id == "slow_transition"
    ]
    assert [f.hypothesis.place.segment for f in slow] == [(("Eingangskanal", "Papier"),)]
    true_effect = dt.timedelta(days=3538).total_seconds()  # sample_logs/README.md
    assert slow[0].estimate.low <= true_effect <= slow[0].estimate.high
    assert slow[0].standalone / SECONDS_PER_DAY == pytest.approx(3538, rel=0.1)


def test_everything_but_the_fast_channel_is_not_slow() -> None:
    registrations = prepare(vm.read_log(vm.sample_log("gewerbeanmeldung")).event_log, NO_SETTINGS)
    found = findings(registrations.analysed, DETECTORS, NO_SETTINGS, flagged=False).ranked
    segments = [f.hypothesis.place.segment for f in found if f.detector.id == "slow_transition"]
    assert segments == [(("Eingangskanal", "Post"),)]
