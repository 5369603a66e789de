"""Process map and process model through the gate."""

from verwaltung_mining.process_model.discovery import Model
from verwaltung_mining.process_model.graph import ProcessGraph, withheld
from verwaltung_mining.release.policy import PrivacySettings
from verwaltung_mining.release.released import GATE_KEY, Released


def release_graph(graph: ProcessGraph, policy: PrivacySettings) -> Released[ProcessGraph]:
    """The map without figures on fewer cases than may be shown; the shape stays."""
    return Released(withheld(graph, minimum=policy.min_cases), GATE_KEY)


def release_model(model: Model) -> Released[Model]:
    """The model; it holds labels of visible steps and their order, no figure."""
    return Released(model, GATE_KEY)
