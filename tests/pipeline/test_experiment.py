"""The first experiment, by how many affected cases it will see."""

from dataclasses import replace

import pytest
from tests.benefit.proposals import LOG, Idea, detector, found

from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.pipeline.experiment import experiment
from verwaltung_mining.pipeline.narrative import told
from verwaltung_mining.texts import Text

WORDS = {
    "questions": (Text(de="Was fehlt?", en="What is missing?"),),
    "experiment": Text(de="Notieren Sie vier Wochen lang.", en="Note for four weeks."),
}


def said(*, notes: bool, cases_a_year: float) -> Text:
    stand_in = detector(Idea())
    wording = replace(stand_in.wording, experiment_notes=notes, **WORDS)  # type: ignore[arg-type]
    (finding,) = found(replace(stand_in, wording=wording)).ranked
    return experiment(finding, told(finding, LOG), cases_a_year=cases_a_year)


@pytest.mark.parametrize(("cases_a_year", "read"), [(6.0, True), (65.0, True), (66.0, False)])
def test_where_few_cases_are_to_come_the_last_ones_are_read(
    cases_a_year: float, *, read: bool
) -> None:
    """Five in four weeks are 65.2 a year."""
    text = said(notes=True, cases_a_year=cases_a_year)
    assert text.de.startswith("Lesen Sie die letzten zehn betroffenen Fälle gemeinsam") is read
    assert text.en.startswith("Read the last ten affected cases together") is read
    assert text.de.endswith(" und fragen Sie: Was fehlt?") is read
    assert text.en.endswith(" and ask: What is missing?") is read
    assert (text == WORDS["experiment"]) is not read


def test_experiment_that_changes_something_stays_as_it_is() -> None:
    assert said(notes=False, cases_a_year=6.0) == WORDS["experiment"]


def test_experiments_that_note_every_case_are_marked() -> None:
    noting = [d for d in DETECTORS if " bei jeder " in d.wording.experiment.de]
    assert {d.id for d in noting} == {"return_loop", "approval_without_effect"}
    assert all(d.wording.experiment_notes for d in noting)
