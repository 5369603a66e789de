"""A written result comes back through the gate, unless somebody altered it."""

import msgspec
import pytest
from tests.sample_document import candidate, document, released

from verwaltung_mining.errors import FileUnreadableError, RefusedError
from verwaltung_mining.outputs.json_document import json_document
from verwaltung_mining.release import reopen_analysis
from verwaltung_mining.release.document import Candidate, Locus


def written(*candidates: Candidate) -> bytes:
    return msgspec.json.encode(document(candidates=candidates))


def test_written_result_comes_back_the_same() -> None:
    assert reopen_analysis(json_document(released()), name="analysis.json") == released()


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff\xfe", b'{"schema": "other/1"}'])
def test_anything_else_is_no_result(content: bytes) -> None:
    with pytest.raises(FileUnreadableError) as caught:
        reopen_analysis(content, name="analysis.json")
    assert "analysis.json" in caught.value.message.de


def test_figures_the_gate_would_not_have_written_are_refused() -> None:
    few = candidate("RL-1", 1, affected_cases=9)
    units = candidate("PP-1", 1, locus=Locus(activity="A", org_units=("Bauamt",)))
    for one in (few, units):
        with pytest.raises(RefusedError):
            reopen_analysis(written(one), name="analysis.json")
