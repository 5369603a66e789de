"""What `inspect` knows of the attributes of a log."""

import pytest
from tests.procedures import DAY, arrivals, procedure

from verwaltung_mining.errors import SettingsError
from verwaltung_mining.pipeline import log_summary
from verwaltung_mining.release import opened
from verwaltung_mining.settings import Settings

CASES = 240
RECEIVED, CHECKED, GRANTED, REFUSED = range(4)
GRANTS = [k % 3 != 0 for k in range(CASES)]
LOG = procedure(
    *(
        [(RECEIVED, c), (CHECKED, c + 1), (GRANTED if grant else REFUSED, c + 3 * DAY)]
        for c, grant in zip(arrivals(CASES), GRANTS, strict=True)
    ),
    attributes={"notice": ("other", ["yes" if grant else "no" for grant in GRANTS])},
)


def excluded(tables: dict[str, object]) -> dict[str, str]:
    summary = opened(log_summary(LOG, Settings(tables=tables)))
    return {e.attribute: e.kind for e in summary.excluded}


def test_attribute_that_tells_how_cases_end_is_excluded_unless_declared_as_known() -> None:
    assert excluded({}) == {"notice": "result"}
    assert excluded({"analysis": {"known_at_start": ["notice"]}}) == {}


def test_unknown_section_of_the_settings_is_refused() -> None:
    with pytest.raises(SettingsError):
        excluded({"analysys": {"known_at_start": ["notice"]}})
