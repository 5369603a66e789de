"""Only the gate makes a Released value, and it shows nothing of itself."""

import ast
import copy
import pickle
from pathlib import Path

import pytest
from tests.sample_document import document, released

from verwaltung_mining.release import Released, opened

SOURCE = Path(__file__).resolve().parents[2]


def test_a_value_that_did_not_pass_the_gate_cannot_be_wrapped() -> None:
    with pytest.raises(TypeError, match="only the gate"):
        Released(document(), object())


def test_a_value_that_did_not_pass_the_gate_cannot_be_opened() -> None:
    with pytest.raises(TypeError, match="not released by the privacy gate: AnalysisDocument"):
        opened(document())  # type: ignore[arg-type]


def test_representation_shows_the_kind_and_nothing_of_the_content() -> None:
    assert repr(released()) == str(released()) == "<Released AnalysisDocument>"


def test_it_cannot_be_changed_copied_pickled_or_subclassed_into_something_else() -> None:
    value = released()
    with pytest.raises(AttributeError):
        value._value = document()  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del value._value
    with pytest.raises(AttributeError):
        value.more = 1  # type: ignore[attr-defined]
    for outlet in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError):
            outlet(value)
    with pytest.raises(TypeError):
        value.opened(object())


def test_equal_content_is_equal() -> None:
    assert released() == released()
    assert hash(released()) == hash(released())
    assert released() != released(strengths=())
    assert released() != opened(released())


def test_the_key_of_the_gate_is_used_in_its_package_alone() -> None:
    users = set()
    for root in ("src", "cli"):
        for file in sorted((SOURCE / root).rglob("*.py")):
            names = {
                node.id
                for node in ast.walk(ast.parse(file.read_text("utf-8")))
                if isinstance(node, ast.Name)
            }
            if "GATE_KEY" in names:
                users.add(file.parent.name)
    assert users == {"release"}
