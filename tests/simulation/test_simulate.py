"""What a simulated log is made of, and what leaves it alone."""

from dataclasses import replace

import polars as pl
import pytest
from tests.simulation.small_process import OFFICE, PROBLEMS, PROCESS, UNLIMITED, kind

from verwaltung_mining.simulation import simulate
from verwaltung_mining.simulation.delays import LongWait, SlowTransition
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.process import Duration, Process, Segment, Unit

CASES = 150
CHANNEL = PROCESS.attributes[0].name


def log(*plants: Plant, process: Process = PROCESS, cases: int = CASES) -> pl.DataFrame:
    return simulate(process, plants, seed=5, cases=cases)


def test_without_plants_every_case_takes_every_step_once_and_in_order() -> None:
    ways = log().group_by("case_id").agg("activity")
    assert ways.height == CASES
    assert set(map(tuple, ways["activity"])) == {tuple(s.activity for s in PROCESS.steps)}


def test_same_seed_gives_the_same_log_and_another_seed_another() -> None:
    assert log(*PROBLEMS).equals(log(*PROBLEMS))
    assert not log().equals(simulate(PROCESS, seed=6, cases=CASES))


def test_without_plants_no_attribute_influences_anything() -> None:
    bare = replace(PROCESS, attributes=())
    assert log().drop(CHANNEL).equals(log(process=bare))


def test_labels_are_only_labels() -> None:
    renamed = {step.key: f"X{number}" for number, step in enumerate(PROCESS.steps)}
    plants = (PROBLEMS[0], PROBLEMS[5], PROBLEMS[8])
    other = log(*plants, process=PROCESS.relabelled(renamed))
    back = {renamed[step.key]: step.activity for step in PROCESS.steps}
    assert other.with_columns(pl.col("activity").replace(back)).equals(log(*plants))


def test_stamps_lie_in_office_hours_of_open_days() -> None:
    calendar = PROCESS.calendar
    local = log(*PROBLEMS).select(pl.col("start", "timestamp").dt.convert_time_zone(calendar.zone))
    for stamp in (*local["start"], *local["timestamp"]):
        minute = stamp.hour * 60 + stamp.minute + stamp.second / 60
        assert any(a <= minute <= b for a, b in calendar.opening(stamp.date())), stamp


def test_events_of_a_case_follow_each_other() -> None:
    frame = log(*PROBLEMS)
    before = pl.col("timestamp").shift(1).over("case_id")
    assert frame.filter(pl.col("start") < before).is_empty()
    assert frame.filter(pl.col("timestamp") <= pl.col("start")).is_empty()


def test_cases_are_numbered_by_arrival() -> None:
    intake, *others = UNLIMITED.steps
    at_once = replace(intake, transit=Duration(hours=0.0))
    process = replace(UNLIMITED, steps=(at_once, *others))
    arrivals = log(process=process).group_by("case_id", maintain_order=True).first()
    assert arrivals["start"].is_sorted()
    assert arrivals["case_id"].to_list() == [f"{n + 1:06d}" for n in range(CASES)]


def test_arrivals_come_at_the_rate_of_the_process() -> None:
    frame = log(process=UNLIMITED, cases=2000).group_by("case_id").first()
    days = frame["start"].dt.convert_time_zone("Europe/Berlin").dt.date()
    working_days = sum(
        bool(PROCESS.calendar.opening(day))
        for day in pl.date_range(days.min(), days.max(), eager=True)
    )
    assert abs(2000 / working_days - PROCESS.arrivals_per_working_day) < 0.3


def test_persons_belong_to_one_unit_each_and_units_have_their_staff() -> None:
    frame = log(cases=400)
    homes = frame.group_by("person").agg(pl.col("org_unit").n_unique())
    assert homes["org_unit"].max() == 1
    people = dict(frame.group_by("org_unit").agg(pl.col("person").n_unique()).rows())
    assert people == {unit.name: unit.staff for unit in PROCESS.units}


def test_without_staff_no_person_is_recorded() -> None:
    assert log(process=UNLIMITED)["person"].null_count() == CASES * len(PROCESS.steps)


@pytest.mark.parametrize("plant", PROBLEMS, ids=kind)
def test_a_plant_changes_nothing_in_cases_and_before_places_that_it_does_not_touch(
    plant: Plant,
) -> None:
    """With unlimited staff there is no queue through which one case could touch another."""
    plain, planted = log(process=UNLIMITED), log(plant, process=UNLIMITED)
    place = plant.place(UNLIMITED)
    # from the first of these on a case may differ; before it must not
    begins = {place.target, *place.activities, place.activity} - {None}
    for case, events in planted.group_by("case_id"):
        before = plain.filter(pl.col("case_id") == case[0])
        same = [a == b for a, b in zip(events.rows(), before.rows(), strict=False)]
        first = same.index(False) if False in same else len(same)
        assert first == events.height or events["activity"][first] in begins, case


def test_more_plants_leave_the_draws_of_a_plant_alone() -> None:
    """The same cases return, wait for documents and bounce, whatever else is planted."""
    for plant, activity in ((PROBLEMS[2], "Abgabe"), (PROBLEMS[3], "Nachforderung")):
        alone = log(plant).filter(pl.col("activity") == activity)["case_id"]
        together = log(*PROBLEMS).filter(pl.col("activity") == activity)["case_id"]
        assert alone.to_list() == together.to_list()


def test_a_step_for_one_case_type_is_taken_by_its_cases_alone() -> None:
    only = Segment(attribute=CHANNEL, values=("Papier",))
    steps = tuple(replace(s, only_for=only) if s.key == "draft" else s for s in PROCESS.steps)
    frame = log(process=replace(PROCESS, steps=steps))
    takers = frame.group_by("case_id").agg(
        pl.col("activity").eq("Entwurf").any().alias("takes"), pl.col(CHANNEL).first()
    )
    assert takers["takes"].equals(takers[CHANNEL] == "Papier", check_names=False)


def test_two_plants_with_one_key_are_refused() -> None:
    wait = LongWait(key="same", source="sign", target="pay", wait=Duration(hours=1.0))
    with pytest.raises(ValueError, match="same key"):
        log(wait, replace(wait, source="draft", target="sign"))


def test_a_plant_at_an_unknown_step_is_refused() -> None:
    wait = LongWait(key="lost", source="sign", target="nowhere", wait=Duration(hours=1.0))
    with pytest.raises(ValueError, match="lost"):
        log(wait)


def test_queues_grow_when_staff_is_short() -> None:
    short = replace(
        PROCESS,
        units=tuple(
            Unit(name=u.name, staff=2 if u.name == OFFICE else u.staff) for u in PROCESS.units
        ),
    )
    slow = SlowTransition(
        key="slow",
        source="intake",
        target="check",
        segment=Segment(attribute=CHANNEL, values=()),
        extra=Duration(hours=1.0),
    )
    assert log(slow).equals(log())
    assert log(process=short)["timestamp"].max() > log()["timestamp"].max()
