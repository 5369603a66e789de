"""Approval without effect: a further review after which nothing ever goes differently."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import msgspec
import numpy as np
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.what_follows import what_follows
from verwaltung_mining.shapes import Claims, Cover, Excursions, Place, Proposal, excisions, untaken
from verwaltung_mining.shapes.named_steps import (
    APPROVAL_WORDS,
    HANDING_OVER_WORDS,
    REJECTION_WORDS,
    REVIEW_WORDS,
    named,
)
from verwaltung_mining.shapes.outcomes import outcome_constant, outcome_differs
from verwaltung_mining.statistics import wilson
from verwaltung_mining.texts import Text, count, percent

NOTHING_APPROVED = Text(
    de="kein Schritt heißt so, als würde etwas mitgezeichnet oder freigegeben; "
    "nennen Sie solche Schritte in approval_words unter [detectors.approval_without_effect]",
    en="no activity name says that something is approved; "
    "name such steps in approval_words of [detectors.approval_without_effect]",
)


class ApprovalWithoutEffectSettings(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True
):
    """Settings of `approval_without_effect`; words are matched anywhere in a name."""

    approval_words: tuple[str, ...] = APPROVAL_WORDS
    """Of the review that is asked about: what others did is approved or looked at once more."""
    review_words: tuple[str, ...] = REVIEW_WORDS
    """Of the step before; a check that is work of its own is not asked about."""
    handing_over_words: tuple[str, ...] = HANDING_OVER_WORDS
    """Of steps that hand a case over to be reviewed: they are no review."""
    rejection_words: tuple[str, ...] = REJECTION_WORDS
    """Of steps that reject: a review that ends in one has an effect."""
    most_change: float = 0.02
    """Upper end of the 95 % interval of the share of reviews that change something."""
    minimum_without: int = 20
    """Cases that go the same way without the review, to count as shown by its absence."""
    share_without: float = 0.05
    """Share of the cases at that point that go without it, at least: fewer may be gaps in the
    records."""
    outcome_difference: float = 0.05
    """Difference of an outcome's share with and without the review from which it has an effect."""
    outcome_alpha: float = 0.05
    """P-value below which such a difference counts: two-sided, weeks as units, by convention."""


def propose(log: AnalysedLog, settings: ApprovalWithoutEffectSettings, taken: Cover) -> Proposal:
    """One hypothesis per approval that follows a review, or that some cases do without.

    It changes something when the case then leaves the usual way, returns to a step it had
    passed, or is rejected where the review would have come. Takes the time from the step before.
    """
    reason = _untestable(log, settings)
    if reason is not None:
        return Proposal(skipped=reason)
    rejections = named(log.activities, settings.rejection_words)
    no_review = settings.handing_over_words + settings.rejection_words
    approvals = _approvals(log, settings)
    reviews = {*named(log.activities, settings.review_words, but=no_review), *approvals}
    steps = what_follows(log.events.collect())
    seen = [s for r in approvals if (s := _series(log, steps, r, reviews, rejections, settings))]
    kept = [s for s in seen if s.without_effect]
    remarks = {s.review: s.remark for s in kept}
    hypotheses = excisions(log, untaken(_excursions(kept), taken))
    return Proposal(
        hypotheses=tuple(replace(h, remark=remarks[h.place.activity or 0]) for h in hypotheses),
        left_out=len(seen) - len(kept),
        matched=tuple(log.activities[code] for code in sorted({*reviews, *rejections})),
    )


def _untestable(log: AnalysedLog, settings: ApprovalWithoutEffectSettings) -> Text | None:
    return None if _approvals(log, settings) else NOTHING_APPROVED


def _approvals(log: AnalysedLog, settings: ApprovalWithoutEffectSettings) -> tuple[int, ...]:
    """Codes of the steps that approve what others did."""
    no_review = settings.handing_over_words + settings.rejection_words
    return named(log.activities, settings.approval_words, but=no_review)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The occurrences of a review that might be redundant, and what came of them."""

    review: int
    passages: pl.DataFrame
    reviews: int
    """Occurrences, and rejections where one would have come."""
    changed: int
    without: int
    """Cases that go the same way without it."""
    without_effect: bool
    after: str

    @property
    def remark(self) -> Text:
        """What the finding rests on."""
        total, same = self.reviews, self.reviews - self.changed
        most = wilson(self.changed, self.reviews)[1]
        shown = _gone_without(self.without) if self.without else REVIEWED_BEFORE
        return Text(
            de=f"In {count(same, 'de')} von {count(total, 'de')} Durchläufen ging es danach "
            f"unverändert mit „{self.after}“ weiter (höchstens {percent(most, 'de')} anders, mit "
            f"95 % Sicherheit); {shown.de}",
            en=f"In {count(same, 'en')} of {count(total, 'en')} passages the case went on "
            f"unchanged with “{self.after}” (at most {percent(most, 'en')} otherwise, with 95% "
            f"confidence); {shown.en}",
        )


REVIEWED_BEFORE = Text(
    de="unmittelbar davor lag schon eine andere Prüfung",
    en="another review lay directly before it",
)


def _gone_without(cases: int) -> Text:
    return Text(
        de=f"{count(cases, 'de')} Fälle gehen ohne den Schritt denselben Weg",
        en=f"{count(cases, 'en')} cases go the same way without the step",
    )


def _series(
    log: AnalysedLog,
    steps: pl.DataFrame,
    review: int,
    reviews: Collection[int],
    rejections: Sequence[int],
    settings: ApprovalWithoutEffectSettings,
) -> Series | None:
    """The review's occurrences where another stands before it or where cases do without it."""
    mine = steps.filter((pl.col("activity") == review) & pl.col("source").is_not_null())
    follows_review = pl.col("source").is_in(sorted(reviews)) & (
        (pl.col("source") != review) | pl.col("other_person")
    )
    usual = _usual_next(mine.filter(follows_review), mine, settings)
    if usual is None or usual in rejections:
        return None
    optional = _sources_without(steps, mine, usual, settings)
    passages = mine.filter(follows_review | pl.col("source").is_in(optional))
    if passages["index"].n_unique() < settings.minimum_without:
        return None
    before = passages["source"].unique()
    refused = steps.filter(
        pl.col("activity").is_in(rejections) & pl.col("source").is_in(before.implode())
    ).height
    other = passages.filter(pl.col("back") | pl.col("after").ne_missing(usual)).height
    without = _cases_without(steps, mine, before, usual)
    changed, total = refused + other, refused + passages.height
    return Series(
        review=review,
        passages=passages,
        reviews=total,
        changed=changed,
        without=len(without) if len(without) >= settings.minimum_without else 0,
        without_effect=wilson(changed, total)[1] <= settings.most_change
        and _same_outcome(log, passages, without, settings),
        after=log.activities[usual],
    )


def _usual_next(
    further: pl.DataFrame, mine: pl.DataFrame, settings: ApprovalWithoutEffectSettings
) -> int | None:
    """What most often follows: the further reviews where there are enough, else all."""
    enough = further["index"].n_unique() >= settings.minimum_without
    most = (further if enough else mine)["after"].drop_nulls().mode().sort().to_list()
    return most[0] if most else None


def _sources_without(
    steps: pl.DataFrame, mine: pl.DataFrame, after: int, settings: ApprovalWithoutEffectSettings
) -> list[int]:
    """Steps from which enough cases go straight to what follows the review."""
    direct = steps.filter((pl.col("activity") == after) & pl.col("source").is_not_null())
    counts = (
        direct.group_by("source")
        .agg(without=pl.col("index").n_unique())
        .join(mine.group_by("source").agg(reviewed=pl.col("index").n_unique()), on="source")
        .filter(pl.col("source") != after)
    )
    share = pl.col("without") / (pl.col("without") + pl.col("reviewed"))
    enough = (pl.col("without") >= settings.minimum_without) & (share >= settings.share_without)
    return counts.filter(enough)["source"].sort().to_list()


def _cases_without(
    steps: pl.DataFrame, mine: pl.DataFrame, before: pl.Series, after: int
) -> pl.Series:
    """Cases that go straight on and never pass the review."""
    straight = steps.filter(
        (pl.col("activity") == after) & pl.col("source").is_in(before.implode())
    )["index"].unique()
    return straight.filter(~straight.is_in(mine["index"].unique().implode())).sort()


def _same_outcome(
    log: AnalysedLog,
    passages: pl.DataFrame,
    without: pl.Series,
    settings: ApprovalWithoutEffectSettings,
) -> bool:
    """Cases end as those without the review do; without such cases all must end alike."""
    with_step = passages["index"].unique().sort().cast(pl.Int64).to_numpy()
    if len(without) < settings.minimum_without:
        return outcome_constant(log, with_step, exceptions=settings.most_change)
    cases = np.r_[with_step, without.cast(pl.Int64).to_numpy()]
    return not outcome_differs(
        log,
        cases,
        np.arange(len(cases)) < len(with_step),
        difference=settings.outcome_difference,
        alpha=settings.outcome_alpha,
    )


def _excursions(kept: Sequence[Series]) -> Excursions:
    if not kept:
        return Excursions(place=np.zeros(0, np.int64), claims=Claims.none(), places=())
    return Excursions(
        place=np.repeat(np.arange(len(kept)), [s.passages.height for s in kept]),
        claims=Claims.from_frame(pl.concat([s.passages for s in kept])),
        places=tuple(Place(activity=s.review) for s in kept),
    )


APPROVAL_WITHOUT_EFFECT = Detector(
    id="approval_without_effect",
    prefix="AE",
    name=Text(de="Mitzeichnung ohne sichtbare Wirkung", en="approval without visible effect"),
    definition=Text(
        de="Eine weitere Prüfung oder Mitzeichnung, nach der der Fall (fast) nie anders weitergeht als ohne sie oder als nach der Prüfung davor.",
        en="A further review or approval after which the case (nearly) never goes on differently than without it or than after the review before.",
    ),
    why=Text(
        de="Jede Prüfung kostet Liegezeit. Was sie bewirkt, sollte bekannt sein; manche Wirkung steht in keinem Protokoll.",
        en="Every review costs lying time. What it brings about should be known; some effects stand in no log.",
    ),
    source="Reijers and Liman Mansar 2005 (task elimination, control addition); Wilson 1927",
    settings=ApprovalWithoutEffectSettings,
    propose=propose,
    untestable=_untestable,
    waste="overprocessing",
    category="necessity of steps",
    specific=True,
    wording=Wording(
        title=Text(
            de="Was bewirkt „{activity}“ noch?", en="What does “{activity}” still bring about?"
        ),
        observation=Text(
            de="In {cases} Fällen ({share}) dauert „{activity}“ nach dem Schritt davor {typical}. {remark}.",
            en="In {cases} cases ({share}) “{activity}” takes {typical} after the step before. {remark}.",
        ),
        questions=(
            Text(
                de="Was hat „{activity}“ in den letzten Monaten geändert, auch wenn es im Protokoll nicht steht (Rückfragen, Korrekturen, Lerneffekte)?",
                en="What has “{activity}” changed in the last months, even where the log does not show it (queries, corrections, learning)?",
            ),
            Text(
                de="Welche Vorschrift oder welches Risiko verlangt sie, und gilt das für alle Fälle oder erst ab einem Betrag?",
                en="Which rule or risk requires it, and for all cases or only from some amount on?",
            ),
            Text(
                de="Ließe sich ihr Zweck durch eine Stichprobe, eine Plausibilitätsprüfung oder nebenläufig erreichen?",
                en="Could its purpose be met by a sample, by a plausibility check or alongside other work?",
            ),
        ),
        experiment=Text(
            de="Vermerken Sie vier Wochen lang bei jeder „{activity}“ in einem Wort, ob sie etwas geändert hat; prüfen Sie danach bei einer klar beschriebenen Gruppe einfacher Fälle nur noch eine Stichprobe.",
            en="For four weeks, note at every “{activity}” in one word whether it changed anything; then review only a sample of a clearly described group of simple cases.",
        ),
        experiment_notes=True,
        formula=Text(
            de="Summe über {cases} Fälle der Zeit vom vorherigen Schritt bis zum Abschluss von „{activity}“",
            en="sum over {cases} cases of the time from the step before to the completion of “{activity}”",
        ),
        compared_with=Text(
            de="Verglichen wird der weitere Weg. {remark}.",
            en="The further way is compared. {remark}.",
        ),
        disproof=Text(
            de="Wenn die Prüfung vorgeschrieben ist, abschreckt oder etwas ändert, das das Protokoll nicht zeigt, etwa den Wortlaut eines Bescheids.",
            en="If the review is required, deters, or changes something the log does not show, the wording of a decision for instance.",
        ),
    ),
)
