"""Self-loop: one step done in several sessions of the same unit, with gaps between.

The estimate is a lower bound: of each gap only what exceeds the usual gap of the unit counts. Done
in one go, a case saves the whole gap, so the interval reaches from the lower end of the one to the
upper end of the other.
"""

from dataclasses import dataclass

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Claims, Cover, Hypothesis, Place, Proposal, Waits, policy
from verwaltung_mining.shapes.strata import MINIMUM_PER_CELL, strata
from verwaltung_mining.statistics import RankTests, assign_cells, distinct, rank_tests, rows_by
from verwaltung_mining.texts import Text

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class SelfLoopSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `self_loop`."""

    normal_quantile: float = 0.5
    """Quantile of the gaps between consecutive events of one unit that counts as normal."""
    minimum_cases: int = 20
    """Cases with fragmented work below which a step is not tested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gaps:
    """Gaps between consecutive events of the same unit, with what each is compared within."""

    claims: Claims
    seconds: Floats
    levels: tuple[Ints, ...]
    """Strata, fine to coarse."""
    week: Ints

    @classmethod
    def of(cls, log: AnalysedLog, gaps: pl.DataFrame) -> "_Gaps":
        claims = Claims.from_frame(gaps)
        return cls(
            claims=claims,
            seconds=gaps["gap"].to_numpy(),
            levels=tuple(level[claims.index] for level in strata(log)[1]),
            week=log.week_of_case[claims.index],
        )

    def at(self, rows: Ints) -> "_Gaps":
        """Some of them."""
        return _Gaps(
            claims=self.claims.select(rows),
            seconds=self.seconds[rows],
            levels=tuple(level[rows] for level in self.levels),
            week=self.week[rows],
        )


def propose(log: AnalysedLog, settings: SelfLoopSettings, taken: Cover) -> Proposal:
    """One hypothesis per step that follows itself in the same unit."""
    gaps = _gaps(log.events.collect())
    loops, others = (_Gaps.of(log, gaps.filter(side)) for side in (LOOPS, ~LOOPS))
    if not len(others.week) or not len(loops.week):
        return Proposal()
    usual = float(np.quantile(others.seconds, settings.normal_quantile))
    hypotheses: list[Hypothesis] = []
    left_out = 0
    for activity, rows in rows_by(gaps.filter(LOOPS)["activity"].to_numpy()).items():
        mine = loops.at(rows)
        if len(distinct(mine.claims.index)) < settings.minimum_cases:
            left_out += 1
            continue
        hypotheses.append(_hypothesis(log, mine, others, activity, usual))
    return Proposal(hypotheses=tuple(hypotheses), left_out=left_out)


LOOPS = pl.col("is_self_loop")


def _gaps(events: pl.DataFrame) -> pl.DataFrame:
    """Gaps between consecutive events of the same unit (of all events where units are unknown)."""
    same_unit = ~pl.col("unit_handover").fill_null(False)
    return (
        events.filter(pl.col("previous").is_not_null() & same_unit)
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
    log: AnalysedLog, loops: _Gaps, others: _Gaps, activity: int, usual: float
) -> Hypothesis:
    test = _longer_than_normal(loops, others)
    waits = Waits(
        claims=loops.claims,
        ruled=loops.seconds > usual,
        normal=usual,
        normal_low=0.0,
        normal_high=usual,
        only_beyond=True,
        measured=False,
    )
    return policy(
        log,
        waits,
        place=Place(activity=activity),
        p_value=float(test.p_value[0]),
        effect_size=float(test.effect_size[0]),
    )


def _longer_than_normal(loops: _Gaps, others: _Gaps) -> RankTests:
    """Whether the gaps within the step are longer than those between other steps of a unit."""
    affected = np.r_[np.ones(len(loops.week), bool), np.zeros(len(others.week), bool)]
    place = np.zeros(len(affected), np.int64)
    levels = [np.r_[mine, other] for mine, other in zip(loops.levels, others.levels, strict=True)]
    return rank_tests(
        np.r_[loops.seconds, others.seconds],
        place=place,
        cell=assign_cells(place, levels, affected, minimum=MINIMUM_PER_CELL),
        affected=affected,
        week=np.r_[loops.week, others.week],
        places=1,
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
            de="{cases} Fälle ({share}) ruhen zwischen zwei Sitzungen von „{activity}“ typischerweise {typical} länger als sonst zwischen zwei Schritten üblich.",
            en="{cases} cases ({share}) rest between two sessions of “{activity}”, typically {typical} longer than is usual between two steps.",
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
            de="Pausen zwischen anderen aufeinanderfolgenden Schritten derselben Organisationseinheit; üblich sind {normal}",
            en="gaps between other consecutive steps of the same unit; {normal} is usual",
        ),
        disproof=Text(
            de="Wenn in den Pausen auf Dritte gewartet wird, die im Protokoll nicht vorkommen.",
            en="If others who are not in the log are waited for during the gaps.",
        ),
    ),
)
