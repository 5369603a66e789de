"""How each kind of planted problem shows in the log."""

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest
from tests.simulation.small_process import CASHIER, HELP, OFFICE, PROBLEMS, PROCESS, UNLIMITED, kind

from verwaltung_mining.simulation import simulate
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import Segment
from verwaltung_mining.simulation.releases import WeeklyBatch

CASES = 200
PLAIN = ("Eingang", "Prüfung", "Entwurf", "Zeichnung", "Zahlung")
RETURN, PIECES, BOUNCE, REQUEST, EXTRA, SLOW, WAIT, PASSED, WEEKLY, NIGHTLY = PROBLEMS


def log(*plants: Plant) -> pl.DataFrame:
    return simulate(PROCESS, plants, seed=2, cases=CASES)


def ways(plant: Plant) -> set[tuple[str, ...]]:
    return set(map(tuple, log(plant).group_by("case_id").agg("activity")["activity"]))


def gaps(frame: pl.DataFrame, activity: str) -> pl.DataFrame:
    """Days between the event before and the start of the activity."""
    before = pl.col("timestamp").shift(1).over("case_id")
    days = (pl.col("start") - before).dt.total_seconds() / 86_400
    return frame.with_columns(days.alias("gap")).filter(pl.col("activity") == activity)


def test_return_loop_repeats_the_section_once_or_twice() -> None:
    again = ("Prüfung", "Entwurf")
    assert ways(RETURN) == {
        PLAIN,
        (*PLAIN[:3], *again, *PLAIN[3:]),
        (*PLAIN[:3], *again, *again, *PLAIN[3:]),
    }


def test_self_loop_repeats_one_activity_in_the_same_unit_after_days() -> None:
    assert ways(PIECES) == {
        PLAIN,
        (*PLAIN[:2], "Prüfung", *PLAIN[2:]),
        (*PLAIN[:2], "Prüfung", "Prüfung", *PLAIN[2:]),
    }
    repeated = gaps(log(PIECES), "Prüfung").filter(~pl.col("case_id").is_first_distinct())
    assert repeated["org_unit"].unique().to_list() == [OFFICE]
    assert repeated["gap"].mean() > 5


def test_ping_pong_forwards_from_both_sides_in_turn() -> None:
    frame = log(BOUNCE)
    bounces = frame.filter(pl.col("activity") == "Abgabe").group_by("case_id").agg("org_unit")
    turns = {tuple(units) for units in bounces["org_unit"]}
    assert turns == {(CASHIER, OFFICE) * returns for returns in (1, 2, 3)}


def test_information_request_asks_waits_and_checks_again() -> None:
    asked = (*PLAIN[:2], "Nachforderung", "Unterlagen nachgereicht", "Prüfung", *PLAIN[2:])
    assert ways(REQUEST) == {PLAIN, asked}
    assert gaps(log(REQUEST), "Unterlagen nachgereicht")["gap"].mean() > 10


def test_extra_step_is_inserted_in_about_its_share_of_the_cases() -> None:
    assert ways(EXTRA) == {PLAIN, (*PLAIN[:3], "Zweitprüfung", *PLAIN[3:])}
    inserted = log(EXTRA).filter(pl.col("activity") == "Zweitprüfung").height
    assert abs(inserted / CASES - 0.3) < 0.1


def test_slow_transition_lengthens_the_gap_of_its_segment() -> None:
    mean = dict(gaps(log(SLOW), "Prüfung").group_by("Eingangskanal").agg(pl.mean("gap")).rows())
    assert mean["Papier"] > mean["Online"] + 4


def test_long_wait_lengthens_the_gap_of_everybody() -> None:
    assert gaps(log(WAIT), "Zahlung")["gap"].mean() > gaps(log(), "Zahlung")["gap"].mean() + 3


def test_handover_delay_changes_the_unit_of_a_share_which_then_waits_longer() -> None:
    frame = gaps(log(PASSED), "Entwurf")
    assert set(frame["org_unit"]) == {OFFICE, CASHIER}
    mean = dict(frame.group_by("org_unit").agg(pl.mean("gap")).rows())
    assert mean[CASHIER] > mean[OFFICE] + 4
    assert abs((frame["org_unit"] == CASHIER).mean() - 0.3) < 0.1


def test_weekly_batch_starts_on_its_weekday_or_the_next_open_day() -> None:
    calendar = PROCESS.calendar
    starts = log(WEEKLY).filter(pl.col("activity") == "Zeichnung")["start"]
    for start in starts.dt.convert_time_zone(calendar.zone):
        day = start.date()
        while not calendar.opening(day - dt.timedelta(days=1)) and day.weekday() != 2:
            day -= dt.timedelta(days=1)
        assert day.weekday() == 2 or calendar.holidays() & {day - dt.timedelta(days=1)}
        assert start.hour >= 9


def test_weekly_batch_moves_from_a_holiday_to_the_next_open_day() -> None:
    thursday = replace(WEEKLY, weekday=3) if isinstance(WEEKLY, WeeklyBatch) else WEEKLY
    process = replace(PROCESS, first_day=dt.date(2023, 5, 8))
    starts = simulate(process, [thursday], seed=2, cases=CASES)
    local = starts.filter(pl.col("activity") == "Zeichnung")["start"].dt.convert_time_zone(
        PROCESS.calendar.zone
    )
    # Ascension Day 2023 is Thursday, 18 May; Corpus Christi, 8 June, is a holiday in BY
    moved = {dt.date(2023, 5, 19), dt.date(2023, 6, 9)}
    assert set(local.dt.date().filter(local.dt.weekday() == 5)) == moved


def test_nightly_batch_starts_when_the_office_opens() -> None:
    """With unlimited staff all wait for the morning and for nothing else."""
    frame = simulate(UNLIMITED, [NIGHTLY], seed=2, cases=CASES)
    local = frame.filter(pl.col("activity") == "Zahlung")["start"].dt.convert_time_zone(
        PROCESS.calendar.zone
    )
    assert set(local.dt.time()) == {dt.time(7, 30)}


def test_fast_lane_shortens_the_gap_of_its_segment() -> None:
    mean = dict(gaps(log(HELP), "Prüfung").group_by("Eingangskanal").agg(pl.mean("gap")).rows())
    assert mean["Papier"] < mean["Online"] - 1.5


@pytest.mark.parametrize("plant", [RETURN, PIECES, BOUNCE, REQUEST, EXTRA], ids=kind)
def test_a_detour_with_a_segment_spares_the_other_cases(plant: Plant) -> None:
    online = Segment(attribute="Eingangskanal", values=("Online",))
    frame = log(replace(plant, segment=online))  # type: ignore[call-arg]
    lengths = frame.group_by("case_id").agg(pl.len(), pl.col("Eingangskanal").first())
    longer = lengths.filter(pl.col("len") > len(PLAIN))
    assert set(longer["Eingangskanal"]) == {"Online"}


@pytest.mark.parametrize(
    ("plant", "place"),
    [
        (RETURN, Place(activity="Prüfung", activities=("Entwurf",))),
        (PIECES, Place(activity="Prüfung")),
        (BOUNCE, Place(activity="Abgabe", activities=("Abgabe",), units=(OFFICE, CASHIER))),
        (
            REQUEST,
            Place(
                activity="Nachforderung",
                activities=("Nachforderung", "Unterlagen nachgereicht", "Prüfung"),
            ),
        ),
        (EXTRA, Place(activity="Zweitprüfung")),
        (
            SLOW,
            Place(source="Eingang", target="Prüfung", attribute="Eingangskanal", value="Papier"),
        ),
        (WAIT, Place(source="Zeichnung", target="Zahlung")),
        (PASSED, Place(source="Prüfung", target="Entwurf", units=(OFFICE, CASHIER))),
        (WEEKLY, Place(activity="Zeichnung")),
        (NIGHTLY, Place(activity="Zahlung")),
    ],
    ids=[kind(plant) for plant in PROBLEMS],
)
def test_every_plant_knows_its_place(plant: Plant, place: Place) -> None:
    assert plant.place(PROCESS) == place
