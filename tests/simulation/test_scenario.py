"""Random ground truth: repeatable, clean without plants, plants at places of their own."""

from collections import Counter

import polars as pl
import pytest

from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.eventlog.raw import RAW_EVENT_SCHEMA
from verwaltung_mining.eventlog.schema import Attribute
from verwaltung_mining.simulation import scenario
from verwaltung_mining.simulation.detours import InformationRequest
from verwaltung_mining.simulation.planters import COMMON, PLANTERS, Planter
from verwaltung_mining.simulation.planters.information_request import INFORMATION_REQUEST

SEEDS = range(1, 21)
FEW = 60


def test_a_scenario_depends_on_its_seed_alone() -> None:
    assert scenario(4) == scenario(4)
    assert scenario(4) != scenario(9)


def test_twenty_seeds_have_every_number_and_every_kind_of_plants() -> None:
    drawn = [scenario(seed, cases=FEW).plants for seed in SEEDS]
    assert Counter(map(len, drawn)).keys() == {0, 1, 2, 3, 4}
    kinds = Counter(type(plant).__name__ for plants in drawn for plant in plants)
    assert len(kinds) == len(COMMON)


@pytest.mark.parametrize("seed", SEEDS)
def test_plants_of_a_scenario_stand_at_places_of_their_own(seed: int) -> None:
    drawn = scenario(seed, cases=FEW)
    gaps = [int(plant.key.removeprefix("plant")) for plant in drawn.plants]
    assert len(set(gaps)) == len(gaps)
    assert max(gaps, default=0) < len(drawn.process.steps) - 1
    assert len({type(plant) for plant in drawn.plants}) == len(drawn.plants)


@pytest.mark.parametrize("seed", SEEDS)
def test_places_of_a_scenario_name_what_is_in_its_log(seed: int) -> None:
    drawn = scenario(seed, cases=FEW)
    frame = drawn.frame()
    activities, units = set(frame["activity"]), set(frame["org_unit"])
    for plant in drawn.plants:
        place = plant.place(drawn.process)
        named = {place.activity, place.source, place.target, *place.activities} - {None}
        assert named <= activities
        assert set(place.units) <= units
        assert place.attribute is None or place.value in set(frame[place.attribute])


@pytest.mark.parametrize("seed", [0, 5, 10, 15])
def test_a_scenario_without_plants_is_clean(seed: int) -> None:
    drawn = scenario(seed, cases=300, plants=0)
    frame = drawn.frame()
    assert drawn.plants == ()
    assert frame.select("case_id", "activity").is_duplicated().sum() == 0
    ways = frame.group_by("case_id").agg("activity", pl.col("Verfahrensart").first())
    per_type = ways.group_by("Verfahrensart").agg(pl.col("activity").n_unique())
    assert per_type["activity"].to_list() == [1, 1, 1]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_units_are_busy_half_of_the_time_or_have_the_least_staff(seed: int) -> None:
    drawn = scenario(seed, cases=1200)
    frame, calendar = drawn.frame(), drawn.process.calendar
    worked = calendar.working_time(pl.col("start"), pl.col("timestamp")).sum()
    window = calendar.working_time(pl.col("start").min(), pl.col("start").max())
    shares = dict(frame.group_by("org_unit").agg(worked / frame.select(window).item()).rows())
    for unit in drawn.process.units:
        assert unit.staff is not None
        assert shares[unit.name] / unit.staff < 0.7
        assert shares[unit.name] / unit.staff > 0.4 or unit.staff == 5


@pytest.mark.parametrize(
    "planter", [p for p in PLANTERS if p.saves_time], ids=lambda planter: planter.make.__name__
)
def test_every_kind_costs_a_visible_share_of_the_case_time(planter: Planter) -> None:
    for seed in (1, 2, 3):
        drawn = scenario(seed, cases=500, plants=1, kinds=(planter,))
        for effect in drawn.true_effects().values():
            case = pl.col("timestamp").max() - pl.col("start").min()
            spans = drawn.frame().group_by("case_id").agg(case)["timestamp"]
            share = effect.saved_case_days / (spans.dt.total_seconds().sum() / 86_400)
            assert 0.02 < share < 0.2


def test_names_of_request_and_reply_are_known_where_one_is_planted() -> None:
    drawn = scenario(1, cases=FEW, plants=1, kinds=(INFORMATION_REQUEST,))
    (plant,) = drawn.plants
    assert isinstance(plant, InformationRequest)
    assert (drawn.request_activity, drawn.reply_activity) == (
        plant.request.activity,
        plant.reply.activity,
    )
    assert scenario(1, cases=FEW, plants=0).request_activity is None


def test_raw_log_is_what_an_importer_hands_over() -> None:
    drawn = scenario(3, cases=FEW, timing="interval")
    raw = drawn.raw_log()
    frame = drawn.frame()
    assert raw.events.collect().schema == RAW_EVENT_SCHEMA
    assert raw.rows_read == frame.height
    assert raw.labelled()["start"].equals(frame["start"])
    assert raw.case_attributes.height == FEW
    assert raw.attribute_list[:2] == (
        Attribute(name="Verfahrensart", kind="category", role="case_type"),
        Attribute(name="Eingangskanal", kind="category", role="channel"),
    )


def test_completion_only_leaves_the_starts_out() -> None:
    raw = scenario(3, cases=FEW, timing="completion_only").raw_log()
    assert raw.labelled()["start"].null_count() == raw.labelled().height


def test_local_date_is_the_date_on_the_wall_of_the_office() -> None:
    raw = scenario(3, cases=FEW).raw_log()
    local = raw.labelled()["timestamp"].dt.convert_time_zone("Europe/Berlin").dt.date()
    assert raw.labelled()["local_date"].equals(local, check_names=False)


def test_the_canonical_log_takes_a_simulated_log() -> None:
    drawn = scenario(3, cases=FEW)
    log = canonicalise(drawn.raw_log())
    assert log.cases.height == FEW
    assert log.event_count == drawn.frame().height
