"""Parallelisable steps: two steps wait for each other although either may come first."""

from dataclasses import dataclass, replace

import msgspec
import numpy as np
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.detectors.requirements import starts
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.either_order import either_orders, passages
from verwaltung_mining.measures.operating_time import Ints
from verwaltung_mining.measures.rows_of_steps import index_of_events
from verwaltung_mining.shapes import Claims, Cover, Excursions, Place, Proposal, excisions, untaken
from verwaltung_mining.shapes.outcomes import outcome_differs, share_differs
from verwaltung_mining.statistics import fewer_overlaps
from verwaltung_mining.texts import Text, count

Pair = tuple[int, int]
MILLISECONDS = 1000.0


class ParallelisableStepsSettings(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True
):
    """Settings of `parallelisable_steps`."""

    order_share: float = 0.2
    """Share of the cases with both steps in which each order occurs, directly one after the
    other (docs/methods.md)."""
    minimum_cases: int = 20
    """Cases of each order below which a pair is not tested."""
    alpha: float = 0.01
    """Chance of so few overlaps above which the steps may run side by side already."""
    difference: float = 0.05
    """Difference of an outcome's share, or of the share of cases with a step done again, between
    the two orders from which the order matters."""
    difference_alpha: float = 0.05
    """P-value below which such a difference counts: two-sided, weeks as units, by convention."""


def propose(log: AnalysedLog, settings: ParallelisableStepsSettings, taken: Cover) -> Proposal:
    """One hypothesis per pair of steps that follow each other in either order.

    Two steps that run side by side already also end in either order. Their work then overlaps now
    and then; a pair counts only where it overlaps too seldom for that. Takes, per case, the shorter
    of the two times.
    """
    reason = starts(log)
    if reason is not None:
        return Proposal(skipped=reason)
    events = log.events.collect()
    pairs = passages(events).filter(~pl.col("same_person").fill_null(value=False))
    candidates = either_orders(pairs, events, share=settings.order_share)
    outside = set(log.events.collect("activity", where=pl.col("outside"))["activity"].unique())
    tested = [
        t
        for pair in candidates
        if not outside & set(pair) and (t := _tested(log, pairs, pair, settings)) is not None
    ]
    kept = [t for t in tested if t.p_value <= settings.alpha and not t.order_matters]
    by_pair = {t.pair: t for t in kept}
    excursions = untaken(_excursions(kept), taken)

    def test(code: int) -> tuple[float, None, None]:
        return by_pair[_pair(excursions.places[code])].p_value, None, None

    return Proposal(
        hypotheses=tuple(
            replace(h, remark=by_pair[_pair(h.place)].remark)
            for h in excisions(log, excursions, test=test)
        ),
        left_out=len(candidates) - len(kept),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """A pair of steps, the cases in which they follow each other, and what speaks for waiting."""

    pair: Pair
    one_after_the_other: pl.DataFrame
    forward: int
    """Cases in the pair's own order."""
    backward: int
    seen: int
    expected: float
    p_value: float
    order_matters: bool

    @property
    def remark(self) -> Text:
        """Both orders, and the overlaps that are missing."""
        there, back, usual = self.forward, self.backward, round(self.expected)
        return Text(
            de=f"{count(there, 'de')}-mal in dieser, {count(back, 'de')}-mal in der umgekehrten "
            f"Reihenfolge; gleichzeitig bearbeitet in {count(self.seen, 'de')} Fällen, bei "
            f"nebeneinander laufenden Schritten wären etwa {count(usual, 'de')} zu erwarten",
            en=f"{count(there, 'en')} times in this order, {count(back, 'en')} times in the other; "
            f"worked on at the same time in {count(self.seen, 'en')} cases, where about "
            f"{count(usual, 'en')} would be expected of steps that run side by side",
        )


def _pair(place: Place) -> Pair:
    first, second = place.activities or (-1, -1)
    return first, second


def _tested(
    log: AnalysedLog, pairs: pl.DataFrame, pair: Pair, settings: ParallelisableStepsSettings
) -> Tested | None:
    first, second = pair
    there = (pl.col("first") == first) & (pl.col("second") == second)
    back = (pl.col("first") == second) & (pl.col("second") == first)
    mine = pairs.filter(there | back).with_columns(there=there)
    known = mine.filter(pl.col("start_first").is_not_null() & pl.col("start_second").is_not_null())
    forward = int(known["there"].sum())
    backward = known.height - forward
    if min(forward, backward) < settings.minimum_cases:
        return None
    seen, expected, p_value = fewer_overlaps(*_work(known))
    more, fewer = (second, first) if backward > forward else (first, second)
    return Tested(
        pair=(more, fewer),
        one_after_the_other=known.filter(pl.col("start_second") >= pl.col("middle")),
        forward=max(forward, backward),
        backward=min(forward, backward),
        seen=seen,
        expected=expected,
        p_value=p_value,
        order_matters=_order_matters(log, known, settings),
    )


def _work(known: pl.DataFrame) -> tuple[np.ndarray, ...]:
    """Begin and finish of the work on either step, in seconds since the step before both."""
    swapped = ~pl.col("there")

    def seconds(own: str, other: str) -> np.ndarray:
        moment = pl.when(swapped).then(other).otherwise(own)
        return known.select(
            ((moment - pl.col("begin")).dt.total_milliseconds() / MILLISECONDS).alias("at")
        )["at"].to_numpy()

    return (
        seconds("start_first", "start_second"),
        seconds("middle", "finish"),
        seconds("start_second", "start_first"),
        seconds("finish", "middle"),
    )


def _order_matters(
    log: AnalysedLog, known: pl.DataFrame, settings: ParallelisableStepsSettings
) -> bool:
    """Whether cases end differently, or do steps again more often, after one of the orders."""
    cases = known["index"].cast(pl.Int64).to_numpy()
    there = known["there"].to_numpy()
    again = log.once(_last_repeats)[cases] > known["row"].to_numpy()
    limits = {"difference": settings.difference, "alpha": settings.difference_alpha}
    return outcome_differs(log, cases, there, **limits) or share_differs(
        log, again, cases, there, **limits
    )


def _last_repeats(log: AnalysedLog) -> Ints:
    """Row of the last step that a case does again, by case index; -1 where none is."""
    last = np.full(log.cases.height, -1, np.int64)
    rows = np.flatnonzero(log.events.column("is_repeat").to_numpy())
    last[log.once(index_of_events)[rows]] = rows
    return last


def _excursions(kept: list[Tested]) -> Excursions:
    """Per case the shorter of the two times, ending with the second step."""
    if not kept:
        return Excursions(place=np.zeros(0, np.int64), claims=Claims.none(), places=())
    shorter = pl.min_horizontal(
        pl.col("finish") - pl.col("middle"), pl.col("middle") - pl.col("begin")
    )
    stretches = [
        t.one_after_the_other.select("index", "finish", begin=pl.col("finish") - shorter)
        for t in kept
    ]
    return Excursions(
        place=np.repeat(np.arange(len(kept)), [s.height for s in stretches]),
        claims=Claims.from_frame(pl.concat(stretches)),
        places=tuple(Place(activities=t.pair) for t in kept),
    )


PARALLELISABLE_STEPS = Detector(
    id="parallelisable_steps",
    prefix="PS",
    name=Text(de="Gleichzeitig mögliche Schritte", en="steps that could run in parallel"),
    definition=Text(
        de="Zwei Schritte folgen unmittelbar aufeinander, mal in der einen, mal in der anderen Reihenfolge, und der eine beginnt erst nach dem anderen.",
        en="Two steps follow each other directly, now in one order, now in the other, and the one begins only after the other.",
    ),
    why=Text(
        de="Wenn keiner der beiden Schritte auf den anderen angewiesen ist, könnte der Fall nur so lange dauern wie der längere.",
        en="If neither step depends on the other, the case could take only as long as the longer one.",
    ),
    source="Reijers and Liman Mansar 2005 (parallelism)",
    settings=ParallelisableStepsSettings,
    propose=propose,
    waste="waiting",
    category="sequence of steps",
    untestable=starts,
    wording=Wording(
        title=Text(
            de="Könnten {activities} nebeneinander laufen?",
            en="Could {activities} run side by side?",
        ),
        observation=Text(
            de="In {cases} Fällen ({share}) laufen {activities} nacheinander; der kürzere der beiden dauert mit seiner Liegezeit {typical}. {remark}.",
            en="In {cases} cases ({share}) {activities} run one after the other; the shorter of the two with its lying time takes {typical}. {remark}.",
        ),
        questions=(
            Text(
                de="Braucht einer der beiden Schritte etwas, das erst der andere liefert?",
                en="Does one of the two steps need something that only the other supplies?",
            ),
            Text(
                de="Woran entscheidet sich heute, welcher zuerst kommt?",
                en="What decides today which comes first?",
            ),
            Text(
                de="Was müsste geschehen, damit beide Stellen den Fall gleichzeitig bearbeiten können, etwa eine gemeinsame elektronische Akte?",
                en="What would have to happen so that both offices can work on the case at the same time, a shared electronic file for instance?",
            ),
        ),
        experiment=Text(
            de="Stoßen Sie vier Wochen lang bei einem Teil der Fälle {activities} am selben Tag an und vergleichen Sie, wann beide fertig sind.",
            en="For four weeks, set {activities} going on the same day in some of the cases and compare when both are done.",
        ),
        formula=Text(
            de="Summe über {cases} Fälle der kürzeren der beiden Zeiten von {activities}, jeweils vom Schritt davor an",
            en="sum over {cases} cases of the shorter of the two times of {activities}, each from the step before",
        ),
        compared_with=Text(
            de="Kein Vergleich der Dauer. {remark}.", en="Durations are not compared. {remark}."
        ),
        disproof=Text(
            de="Wenn ein Schritt auf das Ergebnis des anderen angewiesen ist, beide schon zur selben Zeit angestoßen werden oder dieselben Menschen beide tun.",
            en="If one step depends on the result of the other, both are set going at the same time already or the same people do both.",
        ),
    ),
)
