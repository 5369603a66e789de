"""Process map and process model through the gate."""

from verwaltung_mining.errors import RefusedError
from verwaltung_mining.process_model.discovery import Model
from verwaltung_mining.process_model.graph import ProcessGraph, withheld
from verwaltung_mining.release.flows import without_single_gaps
from verwaltung_mining.release.policy import PrivacySettings
from verwaltung_mining.release.released import GATE_KEY, Released
from verwaltung_mining.texts import Text


def release_graph(
    graph: ProcessGraph, policy: PrivacySettings, *, cases: int
) -> Released[ProcessGraph]:
    """The map of a log of `cases`, without figures on fewer cases than may be shown.

    Raises RefusedError where the whole log has too few cases: its paths would be theirs.
    """
    _check_cases(cases, policy)
    shown = withheld(graph, minimum=policy.min_cases)
    return Released(without_single_gaps(shown, graph, cases=cases), GATE_KEY)


def release_model(model: Model, policy: PrivacySettings, *, cases: int) -> Released[Model]:
    """The model of a log of `cases`; it holds labels of visible steps and their order, no figure.

    Raises RefusedError where the whole log has too few cases.
    """
    _check_cases(cases, policy)
    return Released(model, GATE_KEY)


def _check_cases(cases: int, policy: PrivacySettings) -> None:
    if cases < policy.min_cases:
        raise RefusedError(
            Text(de=f"{cases} Fälle lassen sich nicht zeichnen, ohne einzelne zu zeigen.",
                 en=f"{cases} cases cannot be drawn without showing single ones."),
            hint=Text(de=f"Nötig sind {policy.min_cases} abgeschlossene Fälle.",
                      en=f"{policy.min_cases} completed cases are needed."),
        )  # fmt: skip
