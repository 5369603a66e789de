"""A small result document, made by hand, with every kind of candidate in it."""

from typing import Any

import msgspec

from verwaltung_mining.release import PrivacySettings, ReleaseContext, Released, release_analysis
from verwaltung_mining.release.document import (
    AnalysisDocument,
    Benefit,
    Candidate,
    Evidence,
    Locus,
    LogPart,
    Privacy,
    Quality,
    Secondary,
    SegmentValue,
    Strength,
    StrengthEffect,
    StrengthWhere,
    Texts,
    TotalsPart,
)
from verwaltung_mining.release.tested import Tested
from verwaltung_mining.texts import Text


def text(words: str) -> Text:
    return Text(de=f"{words} (deutsch)", en=f"{words} (english)")


def texts(*words: str) -> Texts:
    both = [text(word) for word in words]
    return Texts(de=tuple(t.de for t in both), en=tuple(t.en for t in both))


def benefit(standalone: float, **changes: Any) -> Benefit:
    values: dict[str, Any] = {
        "kind": "excision",
        "standalone": standalone,
        "fair_share": 0.9 * standalone,
        "cumulative": 0.9 * standalone,
        "low": 0.7 * standalone,
        "high": 1.1 * standalone,
        "pass_through": 0.95,
        "pass_through_low": 0.9,
        "pass_through_high": 1.0,
        "typical_delay_days": 3.1,
        "party": "authority",
        "bound": "point",
    }
    return Benefit(**(values | changes))


def evidence(cases: int, **changes: Any) -> Evidence:
    values: dict[str, Any] = {
        "cases": cases,
        "peers": None,
        "share": cases / 1400,
        "median": 3.1,
        "mean": 4.25,
        "peer_median": None,
        "peer_mean": None,
        "effect_size": None,
        "effect_measure": None,
        "p_value": None,
        "q_value": None,
        "strata": (),
        "halves_agree": True,
        "standalone_low": 350.0,
        "standalone_high": 520.0,
        "formula": text("155 cases x 4.25 days"),
        "compared_with": text("nothing, the time itself is spent"),
        "disproof": text("if the second visit was planned"),
        "confidence_reasons": texts("at least 100 cases", "both halves agree"),
    }
    return Evidence(**(values | changes))


def candidate(id_: str, rank: int, detector: str = "return_loop", **changes: Any) -> Candidate:
    values: dict[str, Any] = {
        "id": id_,
        "rank": rank,
        "detector": detector,
        "locus": Locus(activity="Unterlagen prüfen", activities=("Nachfordern",)),
        "affected_cases": 155,
        "affected_cases_per_year": 77.5,
        "benefit": benefit(475.0),
        "secondary": (),
        "confidence": "high",
        "symptom_of": None,
        "evidence": evidence(155),
        "waste": "rework",
        "category": "process",
        "title": text("Return to the check"),
        "observation": text("155 cases typically wait 3.1 days longer."),
        "questions": texts("What is missing most often?", "Who notices it first?"),
        "experiment": text("Try a checklist for four weeks."),
    }
    return Candidate(**(values | changes))


def uncounted(standalone: float) -> Benefit:
    nothing = dict.fromkeys(("fair_share", "cumulative", "low", "high"))
    return benefit(standalone, **nothing)


def candidates() -> tuple[Candidate, ...]:
    return (
        candidate("RL-3f2a9c", 1),
        candidate(
            "ST-77b01d", 2, "slow_transition",
            locus=Locus(
                source="Eingang", target="Prüfung der Vollständigkeit der eingereichten Unterlagen",
                segment=(SegmentValue(attribute="Kanal", value="Post"),),
            ),
            benefit=benefit(210.0, kind="comparison", cumulative=600.0, bound="lower"),
            confidence="medium",
            secondary=(Secondary(unit="breaches_per_year", value=12.0, low=4.0, high=20.0),),
            evidence=evidence(
                300, peers=1100, peer_median=1.5, peer_mean=2.0, effect_size=0.31,
                effect_measure="cliffs_delta", p_value=0.0004, q_value=0.003,
                strata=("Verfahrensart", "block"),
            ),
        ),
        candidate(
            "ST-90aa17", 3, "slow_transition", symptom_of="RL-3f2a9c", benefit=uncounted(90.0),
            confidence="low", locus=Locus(source="Nachfordern", target="Unterlagen prüfen"),
        ),
        candidate(
            "UW-0c4411", 4, "unexplained_wait", confidence="hint",
            benefit=uncounted(800.0), locus=Locus(source="Prüfung", target="Bescheid"),
        ),
        candidate("PP-5d11e2", 5, "ping_pong", benefit=None, confidence="low",
                  locus=Locus(activities=("Beteiligen", "Stellungnahme"))),
    )  # fmt: skip


def log_part(**changes: Any) -> LogPart:
    values: dict[str, Any] = {
        "rows_read": 8600, "rows_quarantined": 12, "cases": 1434, "completed_cases": 1402,
        "open_cases": 32, "analysed_cases": 1400, "events": 8577, "activities": 27, "variants": 116,
        "first": "2023-01-02T08:00:00Z", "last": "2024-12-30T15:30:00Z", "window_days": 728.3,
        "timing": "completion_only", "time_precision": "minute", "name": "bauantraege.csv",
        "quarantined": {"timestamp_unreadable": 12}, "merged": {"start_of_event": 11},
        "left_out": {"open": 32, "after_to": 2},
    }  # fmt: skip
    return LogPart(**(values | changes))


def strength() -> Strength:
    return Strength(
        id="SE-12ab34",
        kind="clean_cases",
        where=StrengthWhere(activity=None, segment="Bauvoranfrage"),
        cases=240,
        effect=StrengthEffect(
            measure="throughput_time", value=20.0, peers=34.5, low=9.0, high=19.5
        ),
        text=text("240 cases without a return take 14.5 days less. What helps here?"),
    )


def document(**changes: Any) -> AnalysisDocument:
    values: dict[str, Any] = {
        "log": log_part(),
        "totals": TotalsPart(
            case_days=22400.5, case_days_per_year=11233.9,
            median_throughput_days=9.2, mean_throughput_days=16.0,
        ),
        "strengths": (strength(),),
        "candidates": candidates(),
        "tested": (
            Tested(detector="return_loop", hypotheses=27, left_out=0, reported=1, skipped=None),
            Tested(detector="batch_release", hypotheses=0, left_out=0, reported=0,
                   skipped=text("stamps are whole days")),
        ),
        "quality": (
            Quality(code="same_stamp", severity="warning", count=420, share=0.049,
                    consequence=text("Order inside a case is uncertain."),
                    remedy=text("Export the stamps with seconds.")),
        ),
        "privacy": Privacy(agreement=None, thresholds={}, suppressed={"steps_merged": 2}),
        "provenance": {"source": "bauantraege.csv", "sha256": "00ff"},
    }  # fmt: skip
    return AnalysisDocument(**(values | changes))


def released(**changes: Any) -> Released[AnalysisDocument]:
    context = ReleaseContext(
        policy=PrivacySettings(),
        segment_k={(("Kanal", "Post"),): ">=10"},
    )
    return release_analysis(document(**changes), context)


def with_activity(label: str) -> AnalysisDocument:
    """The document whose first candidate names an activity called `label`."""
    first = candidate("RL-3f2a9c", 1, locus=Locus(activity=label), title=text(label))
    return msgspec.structs.replace(document(), candidates=(first,))
