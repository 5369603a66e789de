"""Self-loop: one step done in several sessions of the same unit, with gaps between.

The estimate is a lower bound: of each gap only what exceeds the usual gap of the unit counts. Done
in one go, a case saves the whole gap, so the interval reaches from the lower end of the one to the
upper end of the other.
"""

from collections.abc import Sequence

import msgspec
import numpy as np
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Claims, Cover, Hypothesis, Place, Proposal, Waits, policy
from verwaltung_mining.shapes.compared import LEFT_OUT, Compared, roles
from verwaltung_mining.shapes.groups import NO_GROUP, Groups
from verwaltung_mining.shapes.observations import Observations
from verwaltung_mining.shapes.ranked import Ranked
from verwaltung_mining.shapes.strata import MINIMUM_PER_CELL, strata
from verwaltung_mining.statistics import RankTests, ordered_codes, rows_by
from verwaltung_mining.texts import Text


class SelfLoopSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `self_loop`."""

    normal_quantile: float = 0.5
    """Quantile of the gaps between consecutive events of one unit that counts as normal."""
    minimum_cases: int = 20
    """Cases with fragmented work below which a step is not tested."""


def propose(log: AnalysedLog, settings: SelfLoopSettings, taken: Cover) -> Proposal:
    """One hypothesis per step that follows itself in the same unit."""
    gaps = _gaps(log)
    loops, others = gaps.filter(LOOPS), gaps.filter(~LOOPS)
    if loops.is_empty() or others.is_empty():
        return Proposal()
    usual = float(np.quantile(others["gap"].to_numpy(), settings.normal_quantile))
    mine = {step: loops[rows] for step, rows in rows_by(loops["activity"].to_numpy()).items()}
    steps = [a for a in mine if mine[a]["index"].n_unique() >= settings.minimum_cases]
    tests = _longer_than_normal(log, gaps, steps)
    return Proposal(
        hypotheses=tuple(
            _hypothesis(log, mine[activity], activity, usual, test)
            for activity, test in zip(steps, tests, strict=True)
        ),
        left_out=len(mine) - len(steps),
    )


SAME_UNIT = Text(de="derselben Organisationseinheit", en="of the same unit")
UNKNOWN_UNITS = Text(
    de="(welche Organisationseinheit sie tut, sagt das Protokoll nicht)",
    en="(which unit does them the log does not say)",
)
LOOPS = pl.col("is_self_loop")
COLUMNS = ("index", "activity", "is_self_loop", "previous", "start", "timestamp")


def _gaps(log: AnalysedLog) -> pl.DataFrame:
    """Gaps between consecutive events of the same unit (of all events where units are unknown)."""
    same_unit = ~pl.col("unit_handover").fill_null(False)
    return (
        log.events.collect(*COLUMNS, where=pl.col("previous").is_not_null() & same_unit)
        .select(
            "index",
            "activity",
            "is_self_loop",
            begin="previous",
            finish=pl.max_horizontal("previous", pl.col("start").fill_null(pl.col("timestamp"))),
        )
        .with_columns(gap=(pl.col("finish") - pl.col("begin")).dt.total_microseconds() / 1e6)
    )


def _hypothesis(
    log: AnalysedLog, loops: pl.DataFrame, activity: int, usual: float, test: RankTests
) -> Hypothesis:
    waits = Waits(
        claims=Claims.from_frame(loops),
        ruled=loops["gap"].to_numpy() > usual,
        normal=usual,
        normal_low=0.0,
        normal_high=usual,
        only_beyond=True,
        measured=False,
        yardstick=SAME_UNIT if log.org_units else UNKNOWN_UNITS,
    )
    return policy(
        log,
        waits,
        place=Place(activity=activity),
        p_value=float(test.p_value[0]),
        effect_size=float(test.effect_size[0]),
    )


def _longer_than_normal(
    log: AnalysedLog, gaps: pl.DataFrame, steps: Sequence[int]
) -> list[RankTests]:
    """Whether the gaps within each step are longer than those between other steps of a unit.

    All gaps are counted once: those between other steps are one group, those within each of the
    steps another, those within steps that are not tested unknown.
    """
    group = np.full(gaps.height, NO_GROUP)
    activity, loop = gaps["activity"].to_numpy(), gaps["is_self_loop"].to_numpy()
    for code, step in enumerate(steps):
        group[loop & (activity == step)] = code
    group[~loop] = len(steps)
    ranked = Ranked.of(log, _observations(gaps))
    rows = ranked.observations.rows
    groups = Groups.of(ranked, group[rows], count=len(steps) + 1, levels=strata(log)[1])
    counts = groups.counted(ordered_codes(gaps["gap"].to_numpy())[rows])
    codes = range(len(steps))
    return [
        Compared.of(
            groups,
            roles(
                groups, affected=code, left_out=[c for c in codes if c != code], unknown=LEFT_OUT
            ),
            minimum=MINIMUM_PER_CELL,
        ).tests(counts)
        for code in codes
    ]


def _observations(gaps: pl.DataFrame) -> Observations:
    """All gaps as occurrences of one place: they are compared with each other, wherever they lie."""
    return Observations(
        place=np.zeros(gaps.height, np.int64),
        claims=Claims.from_frame(gaps),
        places=(Place(),),
        rows=np.arange(gaps.height),
    )


SELF_LOOP = Detector(
    id="self_loop",
    prefix="SL",
    name=Text(de="Zerstückelung der Bearbeitung", en="fragmented work"),
    definition=Text(
        de="Ein Schritt folgt in derselben Organisationseinheit unmittelbar auf sich selbst; dazwischen ruht der Fall länger, als es zwischen zwei Schritten der Einheit üblich ist.",
        en="A step follows itself in the same unit; between the two the case rests longer than is usual between two steps of the unit.",
    ),
    why=Text(
        de="Wird ein Schritt in mehreren Sitzungen erledigt, ruht der Fall dazwischen und muss jedes Mal neu aufgenommen werden.",
        en="When a step takes several sessions, the case rests between them and must be taken up anew each time.",
    ),
    source="edeaR: self-loop",
    settings=SelfLoopSettings,
    propose=propose,
    waste="interruptions",
    category="continuity of processing",
    wording=Wording(
        title=Text(
            de="Unterbrochene Bearbeitung bei „{activity}“", en="Interrupted work at “{activity}”"
        ),
        observation=Text(
            de="{cases} Fälle ({share}) ruhen zwischen den Sitzungen von „{activity}“ zusammen {typical} länger, als sonst zwischen Schritten üblich ist.",
            en="{cases} cases ({share}) rest between the sessions of “{activity}”, together {typical} longer than is usual between steps.",
        ),
        questions=(
            Text(
                de="Was unterbricht „{activity}“: fehlende Auskünfte, andere Aufgaben, die Technik?",
                en="What interrupts “{activity}”: missing information, other tasks, the software?",
            ),
            Text(
                de="Welche Fälle lassen sich schon heute in einem Zug erledigen, und was ist bei ihnen anders?",
                en="Which cases are finished in one go today, and what is different about them?",
            ),
        ),
        experiment=Text(
            de="Reservieren Sie vier Wochen lang eine störungsfreie Stunde am Tag für „{activity}“ und vergleichen Sie danach.",
            en="For four weeks, keep one undisturbed hour a day for “{activity}” and compare afterwards.",
        ),
        formula=Text(
            de="Summe der Pausen zwischen zwei Sitzungen von „{activity}“, jeweils soweit sie über die übliche Pause ({normal}) hinausgehen; der Bereich reicht bis zu den ganzen Pausen, die bei Erledigung in einem Zug wegfielen",
            en="sum of the gaps between two sessions of “{activity}”, each as far as it exceeds the usual gap of {normal}; the range reaches up to the whole gaps, which would be saved if the step were done in one go",
        ),
        compared_with=Text(
            de="Pausen zwischen anderen aufeinanderfolgenden Schritten {yardstick}; üblich sind {normal}",
            en="gaps between other consecutive steps {yardstick}; {normal} is usual",
        ),
        disproof=Text(
            de="Wenn in den Pausen auf Dritte gewartet wird, die im Protokoll nicht vorkommen.",
            en="If others who are not in the log are waited for during the gaps.",
        ),
    ),
)
