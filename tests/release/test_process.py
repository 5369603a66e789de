"""Map and model of a log with too few cases would show single ones."""

import polars as pl
import pytest

from verwaltung_mining.errors import RefusedError
from verwaltung_mining.process_model.discovery import discover
from verwaltung_mining.process_model.graph import ProcessGraph
from verwaltung_mining.release import PrivacySettings, opened
from verwaltung_mining.release.process import release_graph, release_model

POLICY = PrivacySettings()


def graph() -> ProcessGraph:
    return ProcessGraph(
        nodes=(), edges=(), all_activities=0, all_paths=0, event_share=1.0, path_share=1.0
    )


def test_ten_cases_may_be_drawn_and_nine_may_not() -> None:
    assert opened(release_graph(graph(), POLICY, cases=10)).minimum == POLICY.min_cases
    with pytest.raises(RefusedError) as caught:
        release_graph(graph(), POLICY, cases=9)
    assert "10" in caught.value.hint.de


def test_model_follows_the_same_rule() -> None:
    model = discover(pl.DataFrame({"activities": [[0, 1]], "cases": [20]}), ("Eingang", "Bescheid"))
    assert opened(release_model(model, POLICY, cases=10)) is model
    with pytest.raises(RefusedError):
        release_model(model, POLICY, cases=9)
