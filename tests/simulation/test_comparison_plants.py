"""How a slow step, a slow unit, a deadline and what only looks like them show in the log."""

from dataclasses import replace

import polars as pl
from tests.simulation.small_process import HELP, OFFICE, PAPER, UNLIMITED

from verwaltung_mining.simulation import simulate
from verwaltung_mining.simulation.deadlines import DeadlineDriver
from verwaltung_mining.simulation.heavy_cases import FEW, MANY, HeavierMix, HeavyUnit
from verwaltung_mining.simulation.hooks import Plant
from verwaltung_mining.simulation.place import Place
from verwaltung_mining.simulation.process import CaseAttribute, Duration, Process, Segment
from verwaltung_mining.simulation.raw_log import to_raw_log
from verwaltung_mining.simulation.simulate import true_effects
from verwaltung_mining.simulation.slow_places import SlowStep, SlowUnit

CASES = 600
KIND = CaseAttribute(name="Art", role="case_type", shares=(("neu", 0.7), ("Änderung", 0.3)))
CHANGE = Segment(attribute="Art", values=("Änderung",))
TYPED: Process = replace(UNLIMITED, attributes=(*UNLIMITED.attributes, KIND))
LONG = Duration(hours=30.0, shape=20.0)
UNITS = ("Nord", "Süd", "West")
STEP = SlowStep(key="step", source="check", target="draft", segment=PAPER, extra=LONG)
UNIT = SlowUnit(key="unit", source="check", target="draft", units=UNITS, staff=12, extra=LONG)
DUE = DeadlineDriver(
    key="due", source="check", target="draft", segment=PAPER, extra=LONG, allowed_days=30
)


def log(*plants: Plant) -> pl.DataFrame:
    return simulate(TYPED, plants, seed=2, cases=CASES)


def hours(frame: pl.DataFrame, activity: str) -> pl.DataFrame:
    """Hours worked on the activity, and hours since the event before, with the case's values."""
    before = pl.col("timestamp").shift(1).over("case_id")
    worked, waited = pl.col("timestamp") - pl.col("start"), pl.col("start") - before
    return frame.with_columns(
        worked=worked.dt.total_seconds() / 3600, waited=waited.dt.total_seconds() / 3600
    ).filter(pl.col("activity") == activity)


def mean(frame: pl.DataFrame, column: str, **values: str) -> float:
    chosen = frame.filter(*(pl.col(name) == value for name, value in values.items()))
    result = chosen[column].mean()
    assert isinstance(result, float)
    return result


def light_cases(frame: pl.DataFrame) -> pl.Series:
    """The stamps of the cases that are not heavy."""
    return frame.filter(pl.col("Art") == "neu")["timestamp"]


def test_slow_step_is_more_work_for_the_group_alone() -> None:
    draft, plain = hours(log(STEP), "Entwurf"), hours(log(), "Entwurf")
    assert mean(draft, "worked", Eingangskanal="Papier") > 60
    assert mean(draft, "worked", Eingangskanal="Online") == mean(
        plain, "worked", Eingangskanal="Online"
    )
    assert STEP.place(TYPED) == Place(activity="Entwurf", attribute="Eingangskanal", value="Papier")


def test_slow_unit_is_one_of_three_equally_busy_ones() -> None:
    draft = hours(log(UNIT), "Entwurf")
    counts = dict(draft["org_unit"].value_counts().iter_rows())
    assert set(counts) == set(UNITS)
    assert min(counts.values()) > 0.8 * CASES / 3
    slow, others = (mean(draft, "waited", org_unit=unit) for unit in ("Nord", "Süd"))
    assert slow - others > 20
    assert UNIT.place(TYPED) == Place(activity="Entwurf", units=("Nord",))


def test_mended_unit_still_exists_and_is_as_fast_as_the_others() -> None:
    (mended,) = UNIT.mended
    draft = hours(log(mended), "Entwurf")
    assert set(draft["org_unit"]) == set(UNITS)
    (effect,) = true_effects(TYPED, [UNIT], seed=2, cases=CASES).values()
    assert 0.8 < effect.saved_case_days / (CASES / 3 * 30 / 24) < 1.2


def test_deadlines_are_days_of_the_log_and_the_group_misses_more_of_them() -> None:
    frame = log(DUE)
    raw = to_raw_log(frame, DUE.changed(TYPED))
    assert [(a.role, a.kind) for a in raw.attribute_list if a.name == "Frist"] == [
        ("deadline", "number")
    ]
    cases = frame.group_by("case_id", "Eingangskanal").agg(
        first=pl.col("timestamp").min().dt.date().cast(pl.Int32),
        due=pl.col("Frist").first().cast(pl.Float64),
    )
    assert cases.select((pl.col("due") - pl.col("first")).max()).item() == 30
    assert DUE.place(TYPED) == Place(attribute="Eingangskanal", value="Papier")


def test_other_days_for_the_group_are_another_deadline_and_no_delay() -> None:
    earlier = replace(DUE, extra=Duration(hours=0.0), more_days=-10)
    stamps = log(earlier)["timestamp"]
    assert stamps.equals(log()["timestamp"])
    due = log(earlier).with_columns(pl.col("Frist").cast(pl.Float64))
    usual = log(DUE).with_columns(pl.col("Frist").cast(pl.Float64))
    gap = dict(
        due.with_columns(gap=usual["Frist"] - pl.col("Frist"))
        .group_by("Eingangskanal")
        .agg(pl.col("gap").mean())
        .iter_rows()
    )
    assert gap == {"Papier": 10.0, "Online": 0.0}


def test_group_with_the_heavier_mix_takes_longer_for_its_mix_alone() -> None:
    mix = HeavierMix(
        key="mix", source="check", target="draft", heavy=CHANGE, attribute="Formular",
        value="alt", other="neu", wait=LONG,
    )  # fmt: skip
    draft = hours(log(mix), "Entwurf")
    assert mean(draft, "waited", Formular="alt") > mean(draft, "waited", Formular="neu") + 5
    assert light_cases(log(mix)).equals(light_cases(log()))
    for kind in ("neu", "Änderung"):
        share = draft.filter(pl.col("Art") == kind)["Formular"].eq("alt").mean()
        assert isinstance(share, float)
        assert abs(share - (MANY if kind == "Änderung" else FEW)) < 0.08


def test_heavier_work_stands_at_the_step() -> None:
    mix = HeavierMix(
        key="mix", source="check", target="draft", heavy=CHANGE, attribute="Formular",
        value="alt", other="neu", work=LONG,
    )  # fmt: skip
    assert mix.place(TYPED).activity == "Entwurf"
    draft = hours(log(mix), "Entwurf")
    assert mean(draft, "worked", Art="Änderung") > mean(draft, "worked", Art="neu") + 30


def test_unit_with_the_heavy_cases_is_slow_for_them_alone() -> None:
    unit = HeavyUnit(
        key="unit", source="check", target="draft", units=UNITS, staff=12, heavy=CHANGE, wait=LONG
    )
    draft = hours(log(unit), "Entwurf")
    assert mean(draft, "waited", org_unit="Nord") > mean(draft, "waited", org_unit="Süd") + 5
    assert light_cases(log(unit)).equals(light_cases(log()))
    assert (OFFICE in set(log(unit)["org_unit"]), HELP in UNITS) == (True, False)
