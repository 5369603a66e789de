"""Late knock-out: a check that ends many cases comes after work that could have waited for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

import msgspec
import numpy as np
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.measures.analysed import AnalysedLog, attribute_column
from verwaltung_mining.measures.knock_outs import knock_outs, rejected_by_steps
from verwaltung_mining.measures.step_order import orders, positions
from verwaltung_mining.shapes import (
    Claims,
    Cover,
    Estimate,
    Excursions,
    Hypothesis,
    Place,
    Proposal,
    excisions,
    untaken,
)
from verwaltung_mining.shapes.named_steps import REJECTION_WORDS, named
from verwaltung_mining.shapes.staff_hours import staff_hours
from verwaltung_mining.statistics import distinct, wilson
from verwaltung_mining.texts import Text, count, percent

NOTHING_REJECTED = Text(
    de="kein Ergebnis und kein letzter Schritt sagt, dass etwas abgelehnt wird; "
    "nennen Sie solche Werte oder Schritte in rejection_words unter [detectors.late_knock_out]",
    en="no outcome and no last step says that something is rejected; "
    "name such values or steps in rejection_words of [detectors.late_knock_out]",
)


class LateKnockOutSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `late_knock_out`; words are matched anywhere in a step's name or an outcome."""

    rejection_words: tuple[str, ...] = REJECTION_WORDS
    """Parts of values of an outcome, or of names of steps, that mean: not granted or not pursued.
    Steps count where no outcome has such a value."""
    closing_steps: int = 3
    """Steps that may follow a rejection, a notice or filing: cases with more of them went on."""
    least_rejection: float = 0.05
    """Lower end of the 95 % interval of the share of cases that the check ends."""
    minimum_cases: int = 20
    """Cases that the check ends, and cases that show that another order is possible, at least."""
    order_share: float = 0.05
    """Share of the cases with both steps in which the other comes after the check, at least."""


def propose(log: AnalysedLog, settings: LateKnockOutSettings, taken: Cover) -> Proposal:
    """One hypothesis per check after which many cases end in a rejection.

    Takes, in these cases, the time of the steps directly before the check that other cases pass
    only after it: they could have waited for its result. Steps that always come first, and checks
    that reject more for less time, stay where they are.
    """
    reason = _untestable(log, settings)
    if reason is not None:
        return Proposal(skipped=reason)
    words = named(log.activities, settings.rejection_words)
    refused = _refused(log, settings)
    matched = (*(log.activities[code] for code in words), *refused.values)
    rejected = _rejected(log, words, refused, settings)
    if len(rejected) in (0, log.cases.height):
        return Proposal(matched=matched)
    checks = _checks(log, rejected, words, settings)
    seen = [c for c in checks if c.rejected >= settings.minimum_cases]
    many = [c for c in seen if wilson(c.rejected, c.cases)[0] >= settings.least_rejection]
    parts = [_movable_work(log, c, many, words, settings) for c in many]
    kept = [(c, p) for c, p in zip(many, parts, strict=True) if p.height]
    return Proposal(
        hypotheses=_hypotheses(log, kept, taken),
        left_out=len(seen) - len(kept),
        matched=matched,
    )


def _untestable(log: AnalysedLog, settings: LateKnockOutSettings) -> Text | None:
    steps = named(log.activities, settings.rejection_words)
    return None if steps or _refused(log, settings).values else NOTHING_REJECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A step after which cases were rejected."""

    activity: int
    knocked_out: pl.DataFrame
    """index, position (of the check in the case)."""
    cases: int
    """Cases that pass it."""
    effort: float
    """Mean time of the step over the share it rejects (Verenich et al. 2016)."""

    @property
    def rejected(self) -> int:
        """Cases that it ended."""
        return self.knocked_out.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Values of an outcome that mean a rejection, and the cases that have one; none: empty."""

    values: tuple[str, ...] = ()
    cases: pl.Series = field(default_factory=pl.Series)


def _refused(log: AnalysedLog, settings: LateKnockOutSettings) -> Refused:
    """By the first outcome that has a value which the words recognise."""
    for attribute in log.attribute_list:
        if attribute.role == "outcome" and attribute.kind == "category":
            outcome = log.cases[attribute_column(attribute.name)].cast(pl.String)
            values = tuple(outcome.drop_nulls().unique().sort())
            refused = tuple(values[k] for k in named(values, settings.rejection_words))
            if refused:
                cases = log.cases.filter(outcome.is_in(refused))["index"]
                return Refused(values=refused, cases=cases)
    return Refused()


def _rejected(
    log: AnalysedLog, words: Sequence[int], refused: Refused, settings: LateKnockOutSettings
) -> pl.Series:
    """Rejected cases by their outcome, else by their last steps."""
    if refused.values:
        return refused.cases
    return rejected_by_steps(log.events.collect(), words, closing_steps=settings.closing_steps)


def _checks(
    log: AnalysedLog, rejected: pl.Series, words: Sequence[int], settings: LateKnockOutSettings
) -> list[Check]:
    ends = knock_outs(log.events.collect(), rejected, rejections=words)
    result = []
    for activity in ends["check"].unique().sort().to_list():
        mine = log.events.collect(where=pl.col("activity") == activity)
        cases = mine["index"].n_unique()
        knocked_out = ends.filter(pl.col("check") == activity).select("index", "position")
        effort = float(mine["seconds"].mean() or 0.0) * cases / knocked_out.height  # type: ignore[arg-type]
        result.append(Check(activity=activity, knocked_out=knocked_out, cases=cases, effort=effort))
    return result


def _movable_work(
    log: AnalysedLog,
    check: Check,
    checks: Sequence[Check],
    rejections: Collection[int],
    settings: LateKnockOutSettings,
) -> pl.DataFrame:
    """The steps directly before the check that could have come after it, in rejected cases.

    One row per event: index, activity, begin (of the stretch), timestamp, start.
    """
    cheaper = {c.activity for c in checks if c.effort < check.effort}
    both = pl.col("before") + pl.col("after")
    movable = orders(positions(log.events.collect()), check.activity).filter(
        (pl.col("after") >= settings.minimum_cases)
        & (pl.col("after") >= settings.order_share * both)
        & ~pl.col("activity").is_in(sorted({*rejections, *cheaper}))
    )["activity"]
    before = (
        log.events.collect()
        .with_columns(at=pl.int_range(pl.len()).over("index"))
        .join(check.knocked_out, on="index")
        .filter(pl.col("at") < pl.col("position"))
        .with_columns(movable=pl.col("activity").is_in(movable.implode()) & (pl.col("at") > 0))
    )
    last_fixed = pl.col("at").filter(~pl.col("movable")).max().over("index")
    return before.filter(pl.col("at") > last_fixed).select(
        "index", "activity", "timestamp", "start", begin=pl.col("previous").first().over("index")
    )


def _hypotheses(
    log: AnalysedLog, kept: Sequence[tuple[Check, pl.DataFrame]], taken: Cover
) -> tuple[Hypothesis, ...]:
    if not kept:
        return ()
    stretches = [
        work.group_by("index", maintain_order=True).agg(
            pl.col("begin").first(), finish=pl.col("timestamp").last()
        )
        for _, work in kept
    ]
    excursions = Excursions(
        place=np.repeat(np.arange(len(kept)), [s.height for s in stretches]),
        claims=Claims.from_frame(pl.concat(stretches)),
        places=tuple(Place(activity=check.activity) for check, _ in kept),
    )
    found = {check.activity: (check, work) for check, work in kept}
    return tuple(
        _told(log, h, *found[h.place.activity or 0])
        for h in excisions(log, untaken(excursions, taken))
    )


def _told(log: AnalysedLog, found: Hypothesis, check: Check, work: pl.DataFrame) -> Hypothesis:
    """The hypothesis with the steps that could wait, the rejection rate and the hours of work."""

    def estimate() -> Estimate:
        amount = found.estimate()
        mine = work.filter(pl.col("index").is_in(distinct(amount.claims.index).tolist()))
        return replace(amount, secondary=staff_hours(log, mine))

    return replace(found, kind="work", remark=_remark(log, check, work), estimate=estimate)


def _remark(log: AnalysedLog, check: Check, work: pl.DataFrame) -> Text:
    low, high = wilson(check.rejected, check.cases)
    often = work["activity"].value_counts().sort("count", "activity", descending=[True, False])
    names = [log.activities[a] for a in often["activity"].head(3)]
    quoted_de = ", ".join(f"„{n}“" for n in names)
    quoted_en = ", ".join(f"“{n}”" for n in names)
    n, total = check.rejected, check.cases
    return Text(
        de=f"{count(n, 'de')} von {count(total, 'de')} Fällen mit diesem Schritt enden danach mit "
        f"einer Ablehnung ({percent(n / total, 'de')}, 95-%-Bereich {percent(low, 'de')} bis "
        f"{percent(high, 'de')}); davor liegt Arbeit, die in anderen Fällen erst danach kommt: "
        f"{quoted_de}",
        en=f"{count(n, 'en')} of {count(total, 'en')} cases with this step then end in a rejection "
        f"({percent(n / total, 'en')}, 95% range {percent(low, 'en')} to {percent(high, 'en')}); "
        f"before it lies work that comes only after it in other cases: {quoted_en}",
    )


LATE_KNOCK_OUT = Detector(
    id="late_knock_out",
    prefix="KO",
    name=Text(de="Späte Ablehnung", en="late knock-out"),
    definition=Text(
        de="Nach einer Prüfung enden viele Fälle mit einer Ablehnung; in diesen Fällen lag davor Arbeit, die in anderen Fällen erst danach kommt.",
        en="After a check many cases end in a rejection; in these cases work lay before it that comes only after it in other cases.",
    ),
    why=Text(
        de="Wer eine Absage früher bekommt, kann früher umplanen, und die Arbeit davor bleibt für Fälle, die sie brauchen.",
        en="Who gets a refusal earlier can plan anew earlier, and the work before it is left for the cases that need it.",
    ),
    source="Verenich et al. 2016 and Lashkevich et al. 2023 (knock-out checks); Reijers and Liman Mansar 2005 (knock-out, resequencing)",
    settings=LateKnockOutSettings,
    propose=propose,
    untestable=_untestable,
    waste="overprocessing",
    category="sequence of steps",
    wording=Wording(
        title=Text(de="Könnte „{activity}“ früher kommen?", en="Could “{activity}” come earlier?"),
        observation=Text(
            de="{cases} Fälle ({share}) werden vor „{activity}“ {typical} lang bearbeitet und enden danach mit einer Ablehnung. {remark}.",
            en="{cases} cases ({share}) are worked on before “{activity}” for {typical} and then end in a rejection. {remark}.",
        ),
        questions=(
            Text(
                de="Welche Angaben braucht „{activity}“ mindestens, und ab wann liegen sie vor?",
                en="Which information does “{activity}” need at least, and from when on is it there?",
            ),
            Text(
                de="Welche Gründe führen dort am häufigsten zur Ablehnung, und ließen sie sich schon im Antrag oder in der Beratung klären?",
                en="Which reasons lead to rejection there most often, and could they be settled in the application or in advice already?",
            ),
            Text(
                de="Wann muss vorher angehört werden, und ändert die Reihenfolge daran etwas?",
                en="When must people be heard before, and does the order change anything about it?",
            ),
        ),
        experiment=Text(
            de="Ziehen Sie „{activity}“ vier Wochen lang bei einem Teil der Fälle vor und zählen Sie, wie viel spätere Arbeit dadurch entfällt und wie oft Angaben fehlen.",
            en="For four weeks, do “{activity}” earlier in some of the cases and count how much later work is spared and how often information is missing.",
        ),
        formula=Text(
            de="Summe über {cases} abgelehnte Fälle der Zeit der Schritte unmittelbar vor „{activity}“, die auch danach kommen können",
            en="sum over {cases} rejected cases of the time of the steps directly before “{activity}” that can come after it as well",
        ),
        compared_with=Text(
            de="Kein Vergleich der Dauer. Die Reihenfolge anderer Fälle zeigt, was nicht vorher kommen muss. {remark}.",
            en="Durations are not compared. The order of other cases shows what need not come before. {remark}.",
        ),
        disproof=Text(
            de="Wenn „{activity}“ auf Ergebnisse der Schritte davor angewiesen ist, eine Anhörung vorgeschrieben ist oder die Reihenfolge von der Art des Falls abhängt.",
            en="If “{activity}” depends on results of the steps before, a hearing is prescribed or the order depends on the kind of case.",
        ),
    ),
)
