"""The sample logs that ship with the project are what the simulator makes, to the byte."""

import re
from pathlib import Path

import polars as pl
import pytest

from verwaltung_mining.errors import SettingsError
from verwaltung_mining.eventlog.canonical import canonicalise
from verwaltung_mining.importers.delimited import read_delimited
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.xes import read_xes
from verwaltung_mining.simulation import samples
from verwaltung_mining.simulation.sample import Sample, sample_events, sample_truth
from verwaltung_mining.simulation.sample_files import DEFINITIONS, write_sample_logs
from verwaltung_mining.simulation.samples import (
    FILES,
    README,
    SAMPLES,
    sample_folder,
    sample_log,
)

LARGEST_BYTES = 2_000_000


def by_name(sample: Sample) -> str:
    return sample.name


@pytest.fixture(scope="module")
def renewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all sample logs written anew."""
    folder = tmp_path_factory.mktemp("sample_logs")
    write_sample_logs(folder)
    return folder


@pytest.mark.parametrize("name", [*FILES.values(), README])
def test_sample_logs_are_written_to_the_same_bytes_again(renewed: Path, name: str) -> None:
    assert (renewed / name).read_bytes() == (sample_folder() / name).read_bytes()


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_logs_are_small(name: str) -> None:
    assert sample_log(name).stat().st_size < LARGEST_BYTES


def test_an_unknown_sample_is_refused_with_the_names_that_there_are() -> None:
    with pytest.raises(SettingsError, match="wohngeld"):
        sample_log("steuer")


def test_installed_without_a_checkout_the_sample_logs_of_the_package_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "lib" / "site-packages" / "verwaltung_mining"
    monkeypatch.setattr(samples, "__file__", str(package / "simulation" / "samples.py"))
    assert sample_log("wohngeld") == package / "sample_logs" / "wohngeld.csv"


def test_bauantrag_is_a_german_export() -> None:
    text = sample_log("bauantrag").read_bytes().decode("cp1252")
    header, first, *_ = text.split("\r\n")
    assert header.split(";")[2:4] == ["Beginn", "Ende"]
    assert re.fullmatch(r"\d\d\.\d\d\.\d{4} \d\d:\d\d", first.split(";")[2])
    assert "Vollständigkeit geprüft" in text
    with pytest.raises(UnicodeDecodeError):
        sample_log("bauantrag").read_bytes().decode("utf-8")


def test_wohngeld_is_utf_8_with_completions_only() -> None:
    frame = pl.read_csv(sample_log("wohngeld"), try_parse_dates=True)
    assert [name for name, kind in frame.schema.items() if kind.is_temporal()] == ["Zeitpunkt"]
    assert "Unterlagen geprüft" in set(frame["Aktivität"])


@pytest.mark.parametrize("sample", DEFINITIONS, ids=by_name)
def test_persons_are_invented_signs_and_every_unit_has_at_least_five(sample: Sample) -> None:
    events = sample_events(sample)
    assert events["person"].str.contains(rf"^{sample.person_prefix}\d\d$").all()
    people = events.group_by("org_unit").agg(pl.col("person").n_unique())
    assert people["person"].min() >= 5


@pytest.mark.parametrize("sample", DEFINITIONS, ids=by_name)
def test_every_planted_problem_costs_the_completed_cases_time(sample: Sample) -> None:
    truth = sample_truth(sample)
    assert len(sample.planted) >= 4
    assert all(effect.saved_case_days > 0.01 * truth.case_days for effect in truth.problems)
    assert truth.strength.saved_case_days > 0
    assert truth.completed < truth.cases


@pytest.mark.parametrize("sample", DEFINITIONS, ids=by_name)
def test_figures_of_the_readme_are_those_of_the_log(sample: Sample) -> None:
    """Counted again from the events, by another way than the README's own."""
    text = (sample_folder() / README).read_text(encoding="utf-8")
    section = text.split(f"`{FILES[sample.name]}`")[1].split("\n## ")[0]
    events = sample_events(sample)
    last = sample.process.steps[-1].activity
    ended = events.filter(pl.col("activity") == last)["case_id"]
    finished = events.filter(pl.col("case_id").is_in(ended.to_list()))
    first = "start" if sample.timing == "interval" else "timestamp"
    spans = [
        (max(case["timestamp"]) - min(case[first])).total_seconds() / 86_400
        for case in finished.partition_by("case_id")
    ]
    assert f"{events['case_id'].n_unique()} cases, {events.height} events" in section
    assert f"when {len(spans)} cases were completed" in section
    assert f"{sum(spans):.0f} case-days in all" in section


@pytest.mark.parametrize("sample", DEFINITIONS, ids=by_name)
def test_what_goes_well_shows_within_every_case_type(sample: Sample) -> None:
    case_type = next(a.name for a in sample.process.attributes if a.role == "case_type")
    segment = sample.strength.segment
    inside = pl.col(segment.attribute).is_in(segment.values)
    span = (pl.col("timestamp").max() - pl.col("start").min()).dt.total_seconds()
    cases = sample_events(sample).group_by("case_id", case_type, segment.attribute).agg(span)
    means = cases.group_by(case_type).agg(
        pl.col("timestamp").filter(inside).mean().alias("good"),
        pl.col("timestamp").filter(~inside).mean().alias("others"),
    )
    assert means.height > 1
    assert (means["good"] < 0.9 * means["others"]).all()


@pytest.mark.parametrize("sample", DEFINITIONS, ids=by_name)
def test_sample_logs_import_with_the_numbers_of_the_readme(sample: Sample) -> None:
    path = sample_log(sample.name)
    read = read_xes if path.suffix == ".xes" else read_delimited
    raw = read(path, ReadOptions())
    log, truth = canonicalise(raw), sample_truth(sample)
    assert (log.events.collect().height, log.cases.height) == (truth.events, truth.cases)
    assert log.cases["completed"].sum() == truth.completed
    assert log.timing == sample.timing
    assert raw.labelled()["person"].null_count() == 0
    roles = {attribute.name: attribute.role for attribute in log.attribute_list}
    assert roles == {attribute.name: attribute.role for attribute in sample.process.attributes}
