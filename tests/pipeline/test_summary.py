"""What `inspect` knows of the attributes of a log and of what it can be asked."""

from dataclasses import replace

import polars as pl
import pytest
from tests.procedures import DAY, arrivals, procedure
from tests.strategies import BEGIN

from verwaltung_mining.detectors.deadline_driver import FEW_MISSED
from verwaltung_mining.detectors.requirements import (
    SEGMENTS_OF_FEW_PERSONS,
    UNITS_OF_FEW_PERSONS,
)
from verwaltung_mining.errors import SettingsError
from verwaltung_mining.eventlog.schema import K_SCHEMA, Attribute, AttributeRole, EventLog
from verwaltung_mining.pipeline import log_summary, prepare, run
from verwaltung_mining.release import opened
from verwaltung_mining.settings import Settings
from verwaltung_mining.texts import Text

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


BY_UNITS = replace(
    procedure(
        *([(RECEIVED, c), (CHECKED, c + 1), (GRANTED, c + 3 * DAY)] for c in arrivals(CASES)),
        activities=("Eingang", "Prüfung", "Bescheid"),
        units=[k // 3 % 2 for k in range(3 * CASES)],
    ),
    org_units=("Nord", "Süd"),
)
CHANNELS = ["paper", "online"] * (CASES // 2)
BY_WORDS = ("information_request", "approval_without_effect", "late_knock_out")


def missing(settings: Settings, log: EventLog = BY_UNITS) -> dict[str, Text | None]:
    return {a.detector: a.missing for a in opened(log_summary(log, settings)).analyses}


FIRST_DAY = int(BEGIN.timestamp()) // 86_400
PLAIN = procedure(*([(RECEIVED, c), (CHECKED, c + 1)] for c in arrivals(CASES)))
NO_UNIT_NAMED = replace(PLAIN, org_units=("Nord",))
WITH_DEADLINE: dict[str, tuple[AttributeRole, list[str | float]]] = {
    "Frist": ("deadline", [FIRST_DAY + c / DAY + 90 for c in arrivals(CASES)]),
    "channel": ("channel", ["paper", "online"] * (CASES // 2)),
}
SEEN = replace(
    procedure(
        *([(RECEIVED, c, c), (CHECKED, c + 2, c + 1)] for c in arrivals(CASES)),
        attributes=WITH_DEADLINE,  # type: ignore[arg-type]
    ),
    org_units=(),
)


@pytest.mark.parametrize(
    ("log", "skipped"),
    [
        (BY_UNITS, {*BY_WORDS, "unit_gap"}),
        (LOG, {"slow_transition"}),
        (PLAIN, {"slow_transition", "deadline_driver", "overload"}),
        (NO_UNIT_NAMED, {"unavailability", "handover"}),
        (SEEN, {"deadline_driver", "overload", "unavailability"}),
    ],
    ids=["by units", "result", "plain", "no unit named", "few deadlines missed"],
)
def test_inspect_and_analyze_give_the_same_reasons(log: EventLog, skipped: set[str]) -> None:
    settings = Settings(tables={})
    told = missing(settings, log)
    tested = {t.detector: t.skipped for t in opened(run(prepare(log, settings))).tested}
    assert told == tested
    assert skipped <= {detector for detector, reason in told.items() if reason is not None}


def test_deadlines_that_are_kept_are_no_possible_analysis() -> None:
    assert missing(Settings(tables={}), SEEN)["deadline_driver"] == FEW_MISSED


def test_words_of_the_settings_make_an_analysis_possible() -> None:
    words = {"detectors": {"late_knock_out": {"rejection_words": ["bescheid"]}}}
    told = missing(Settings(tables=words))
    assert told["late_knock_out"] is None
    assert told["approval_without_effect"] is not None


def test_what_is_withheld_to_protect_persons_is_no_possible_analysis() -> None:
    rows = [
        *({"scope": "activity", "activity": code, "k_class": "<5"} for code in range(3)),
        *(
            {"scope": "activity_unit", "activity": code, "org_unit": unit, "k_class": "<5"}
            for code in range(3)
            for unit in range(2)
        ),
        *(
            {"scope": "attribute", "attribute": "channel", "value": value, "k_class": "<5"}
            for value in ("paper", "online")
        ),
    ]
    few = replace(
        BY_UNITS,
        attributes=pl.DataFrame({"channel": pl.Series(CHANNELS, dtype=pl.Enum(CHANNELS[:2]))}),
        attribute_list=(Attribute(name="channel", kind="category", role="channel"),),
        k_table=pl.DataFrame(rows, schema=K_SCHEMA),
    )
    told = {a.detector: a.missing for a in opened(log_summary(few, Settings(tables={}))).analyses}
    assert told["handover"] == told["ping_pong"] == UNITS_OF_FEW_PERSONS
    assert told["slow_transition"] == SEGMENTS_OF_FEW_PERSONS
