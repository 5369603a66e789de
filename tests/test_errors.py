"""Errors cross the border of a process whole."""

import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from verwaltung_mining import errors
from verwaltung_mining.errors import SettingsError, VerwaltungMiningError
from verwaltung_mining.texts import LANGUAGES, Text

MESSAGE, HINT = Text(de="leer", en="empty"), Text(de="neu ausleiten", en="export again")
KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, VerwaltungMiningError)
]


def fail() -> None:
    raise SettingsError(MESSAGE, hint=HINT)


def below(kind: type[VerwaltungMiningError]) -> set[type[VerwaltungMiningError]]:
    """The kind and everything made from it."""
    return {kind}.union(*(below(child) for child in kind.__subclasses__()))


def test_every_kind_of_error_stands_in_the_one_tree() -> None:
    assert below(VerwaltungMiningError) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_pickled_error_comes_back_whole(kind: type[VerwaltungMiningError]) -> None:
    error = kind(MESSAGE, hint=HINT)
    error.add_note("in partition 3")
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is kind
    assert (copy.message, copy.hint, copy.args) == (MESSAGE, HINT, error.args)
    assert [copy.in_language(x) for x in LANGUAGES] == [error.in_language(x) for x in LANGUAGES]
    assert copy.__notes__ == ["in partition 3"]


def test_remedy_stands_on_a_line_of_its_own_and_begins_with_a_capital() -> None:
    assert SettingsError(MESSAGE, hint=HINT).in_language("en") == "empty\nExport again"


def test_error_in_a_worker_process_reaches_the_caller_with_its_remedy() -> None:
    with (
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool,
        pytest.raises(SettingsError) as caught,
    ):
        pool.submit(fail).result()
    assert caught.value.hint == HINT
