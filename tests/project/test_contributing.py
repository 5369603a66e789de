"""The worked examples of CONTRIBUTING.md do what they say."""

import doctest
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from tests.strategies import event_log, frame

from verwaltung_mining import measures
from verwaltung_mining.measures.analysed import analysed
from verwaltung_mining.shapes import Claims, Cover

BLOCK = re.compile(r"^ *```python\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
HOUR = 3600.0

Example = Callable[[str], ModuleType]


@pytest.fixture
def example(root: Path) -> Iterator[Example]:
    """Runs the one example that contains a given text, as a module of its own."""
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    names = []

    def run(containing: str) -> ModuleType:
        (code,) = [c for c in map(textwrap.dedent, BLOCK.findall(text)) if containing in c]
        module = ModuleType(f"contributing_{len(names)}")
        names.append(module.__name__)
        sys.modules[module.__name__] = module
        exec(compile(code, module.__name__, "exec"), module.__dict__)
        return module

    yield run
    for name in names:
        del sys.modules[name]


def test_the_measure_passes_its_doctest(example: Example) -> None:
    result = doctest.testmod(example("def units_involved("))
    assert (result.attempted > 0, result.failed) == (True, 0)


def test_the_test_of_the_measure_passes(example: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    measure = example("def units_involved(").units_involved
    monkeypatch.setattr(measures, "units_involved", measure, raising=False)
    test = example("def test_units_involved")
    test.test_units_involved_equals_counting_a_set_per_case()


def test_the_detector_claims_the_time_until_each_resubmission(example: Example) -> None:
    module = example("RESUBMISSION = Detector(")
    log = event_log(frame([(0, 0), (1, 10), (0, 12)], [(1, 0), (0, 5)], [(0, 1), (0, 2)]))
    log = replace(log, activities=("Prüfung", "Wiedervorlage"))
    proposal = module.RESUBMISSION.propose(
        analysed(log), module.ResubmissionSettings(), Cover.of(Claims.none())
    )
    (hypothesis,) = proposal.hypotheses
    assert hypothesis.place.activity == 1
    assert hypothesis.estimate().total == 10 * HOUR


def test_the_detector_says_why_it_had_nothing_to_test(example: Example) -> None:
    module = example("RESUBMISSION = Detector(")
    log = replace(event_log(frame([(0, 0), (1, 10)])), activities=("Prüfung", "Bescheid"))
    proposal = module.RESUBMISSION.propose(
        analysed(log), module.ResubmissionSettings(), Cover.of(Claims.none())
    )
    assert proposal.hypotheses == ()
    assert proposal.skipped is not None
