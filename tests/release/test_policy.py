"""Thresholds may be raised, never lowered; the agreement is read from the settings file."""

import datetime as dt
from pathlib import Path

import pytest

from verwaltung_mining.errors import SettingsError
from verwaltung_mining.release import PrivacySettings
from verwaltung_mining.settings import Settings, load


@pytest.mark.parametrize(
    ("name", "floor"),
    [("show_persons", 5), ("compare_persons", 10), ("min_cases", 10), ("filter_cases", 30)],
)
def test_threshold_at_its_floor_may_be_raised_but_not_lowered(name: str, floor: int) -> None:
    assert PrivacySettings().thresholds()[name] == floor
    raised = Settings(tables={"privacy": {name: floor + 2}}).section("privacy", PrivacySettings)
    assert raised.thresholds()[name] == floor + 2
    with pytest.raises(SettingsError):
        Settings(tables={"privacy": {name: floor - 1}}).section("privacy", PrivacySettings)


def test_agreement_of_the_architecture_is_read(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        '[privacy.agreement]\nreference = "Dienstvereinbarung 2025-03, § 4"\n'
        'date = 2025-03-01\nscope = "comparison of org units"\n'
        'team_sizes = { "Bauamt Nord" = 12 }\n',
        encoding="utf-8",
    )
    agreement = load(file).section("privacy", PrivacySettings).agreement
    assert agreement is not None
    assert agreement.date == dt.date(2025, 3, 1)
    assert agreement.team_sizes == {"Bauamt Nord": 12}


@pytest.mark.parametrize("left_out", ["reference", "date", "scope"])
def test_agreement_must_be_cited_in_full(left_out: str) -> None:
    cited = {"reference": "DV 1", "date": dt.date(2025, 3, 1), "scope": "units"}
    del cited[left_out]
    with pytest.raises(SettingsError):
        Settings(tables={"privacy": {"agreement": cited}}).section("privacy", PrivacySettings)


def test_agreement_without_a_reference_is_none() -> None:
    cited = {"reference": "", "date": dt.date(2025, 3, 1), "scope": "units"}
    with pytest.raises(SettingsError):
        Settings(tables={"privacy": {"agreement": cited}}).section("privacy", PrivacySettings)
