"""Whatever an importer counts can be told to a reader."""

import pytest

from verwaltung_mining.eventlog.quality import DEFINITIONS
from verwaltung_mining.importers import reading_rows
from verwaltung_mining.importers.stamps import event_stamps, isolation
from verwaltung_mining.importers.stamps import reading as stamps
from verwaltung_mining.importers.text import records
from verwaltung_mining.outputs.words import QUARANTINED

REASONS = (
    reading_rows.ACTIVITY_MISSING,
    reading_rows.CASE_MISSING,
    reading_rows.TOTAL_ROW,
    event_stamps.MISSING,
    event_stamps.UNFINISHED,
    isolation.ISOLATED,
    records.EMPTY,
    records.TOO_FEW,
    records.TOO_MANY,
    stamps.OUT_OF_RANGE,
    stamps.SENTINEL,
    stamps.SWAPPED,
    stamps.UNREADABLE,
)
COUNTED = (
    "ambiguous_time",
    "double_encoded_text",
    "duplicate_rows",
    "end_before_start",
    "gap_shifted",
    "misread_by_encoding",
    "mixed_encoding",
    "nul_characters",
    "quotes_mended",
    "resource_is_role",
    "start_isolated",
    "start_unreadable",
    "two_digit_year",
    "undecodable_characters",
)


@pytest.mark.parametrize("reason", REASONS)
def test_reason_of_a_row_set_aside_has_words(reason: str) -> None:
    assert reason in QUARANTINED


@pytest.mark.parametrize("code", COUNTED)
def test_count_of_an_importer_has_a_consequence_and_a_remedy(code: str) -> None:
    (definition,) = [d for d in DEFINITIONS if d.code == code]
    assert definition.consequence.de
    assert definition.remedy.en
