"""The rows of an XES log are coded block by block: where a block ends changes nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.test_blocks import assert_same
from tests.importers.xes_text import event, log, trace, write

from verwaltung_mining.importers import ReadOptions
from verwaltung_mining.importers.xes import read_xes
from verwaltung_mining.importers.xes_parts import events as xes_events

STAMPS = ("2024-01-02T08:15:30+01:00", "2024-01-03T00:00:00+01:00", "9999-12-31T00:00:00Z", "nie",
          "2024-07-05T10:00:00.250+02:00", None)  # fmt: skip
EVENT = st.builds(
    event,
    st.sampled_from(["Eingang", "Pru\u0308fung", " Prüfung ", None]),
    st.sampled_from(STAMPS),
    org__resource=st.sampled_from(["anna", "ben", "-"]),
    org__group=st.sampled_from(["A", "EMPTY", " B"]),
    lifecycle__transition=st.sampled_from(["start", "complete"]),
    Antragsart=st.sampled_from(["neu", "alt"]),
)
WHOLE = trace(event(lifecycle__transition="complete"), name="whole")
"""A case that can be used, so that there is always a log."""


@given(cases=st.lists(st.lists(EVENT, max_size=6), max_size=4), size=st.integers(1, 5))
def test_small_logs_are_the_same_in_any_blocks(
    tmp_path_factory: pytest.TempPathFactory, cases: list[list[str]], size: int
) -> None:
    traces = (trace(*events, name=f"case {i % 3}") for i, events in enumerate(cases))
    file = write(tmp_path_factory.mktemp("xes"), log(WHOLE, *traces))
    whole = read_xes(file, ReadOptions())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xes_events, "ROWS_OF_A_BLOCK", size)
        assert_same(read_xes(file, ReadOptions()), whole)


def test_units_that_only_an_early_block_names_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = trace(*(event(org__group=unit) for unit in ("A", "B")), name="1")
    file = write(tmp_path, log(named, *(trace(event(), name=str(i)) for i in range(2, 9))))
    monkeypatch.setattr(xes_events, "ROWS_OF_A_BLOCK", 2)
    units = read_xes(file, ReadOptions()).labelled()["org_unit"].drop_nulls()
    assert units.to_list() == ["A", "B"]


@pytest.mark.parametrize(
    "cases",
    [
        [trace(event(stamp="2024-01-01T10:00:15-05:00"), name="1"),
         trace(event(stamp="2024-07-01T23:00:15-04:00"), name="2")],
        [trace(event(stamp="03/04/2024 10:00"), name="1"),
         trace(event(stamp="03/25/2024 10:00"), name="2")],
        [trace(event(), event(), name=None), trace(event(), name="#1")],
    ],
    ids=["the zone", "day and month", "the number of a case"],
)  # fmt: skip
def test_what_only_a_later_block_tells_holds_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cases: list[str]
) -> None:
    file = write(tmp_path, log(*cases))
    whole = read_xes(file, ReadOptions())
    monkeypatch.setattr(xes_events, "ROWS_OF_A_BLOCK", 1)
    assert_same(read_xes(file, ReadOptions()), whole)
