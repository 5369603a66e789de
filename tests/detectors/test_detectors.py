"""The list of detectors: none forgotten, each complete."""

import re
from pathlib import Path

import pytest

from verwaltung_mining import detectors
from verwaltung_mining.detectors import DETECTORS, Detector

FOLDER = Path(detectors.__file__).parent
NOT_DETECTORS = {"__init__", "detector", "requirements"}
PLACEHOLDERS = {
    "activity", "source", "target", "activities", "org_units", "segment", "cases", "share",
    "typical", "median", "mean", "peers", "peer_median", "peer_mean", "normal", "remark", "where",
    "total", "counted", "occurrences", "yardstick",
}  # fmt: skip

each = pytest.mark.parametrize("detector", DETECTORS, ids=lambda d: d.id)


def test_every_file_of_a_detector_stands_in_the_list() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - NOT_DETECTORS
    assert files == {detector.id for detector in DETECTORS}


def test_specific_detectors_stand_before_general_ones() -> None:
    order = [detector.id for detector in DETECTORS]
    assert order.index("information_request") < order.index("ping_pong")
    assert order.index("ping_pong") < order.index("repeating_pattern")
    assert order.index("repeating_pattern") < order.index("return_loop")
    assert order.index("approval_without_effect") < order.index("extra_step")
    assert {d.id for d in DETECTORS if d.specific} == {
        "information_request",
        "ping_pong",
        "repeating_pattern",
        "approval_without_effect",
    }
    assert [d.id for d in DETECTORS if d.residual] == ["extreme_tail", "unexplained_wait"]


def test_ids_and_prefixes_are_unique() -> None:
    assert len({d.id for d in DETECTORS}) == len({d.prefix for d in DETECTORS}) == len(DETECTORS)
    assert all(re.fullmatch("[A-Z]{2}", d.prefix) for d in DETECTORS)


@each
def test_every_text_has_two_languages_and_known_placeholders(detector: Detector) -> None:  # type: ignore[type-arg]
    wording = detector.wording
    texts = [
        detector.name, detector.definition, detector.why, wording.title, wording.observation,
        *wording.questions, wording.experiment, wording.formula, wording.compared_with,
        wording.disproof,
    ]  # fmt: skip
    for text in texts:
        assert text.de
        assert text.en
        assert text.de != text.en or not re.sub(r"{\w*}", "", text.de)
        used = [set(re.findall(r"{(\w*)}", part)) for part in (text.de, text.en)]
        assert used[0] == used[1]
        assert used[0] <= PLACEHOLDERS


@each
def test_every_question_asks(detector: Detector) -> None:  # type: ignore[type-arg]
    assert detector.wording.questions
    for question in detector.wording.questions:
        assert question.de.endswith("?")
        assert question.en.endswith("?")


@each
def test_source_waste_and_category_are_named(detector: Detector) -> None:  # type: ignore[type-arg]
    assert all((detector.source, detector.waste, detector.category))


@each
def test_defaults_of_the_settings_can_be_made(detector: Detector) -> None:  # type: ignore[type-arg]
    assert detector.settings() == detector.settings()
