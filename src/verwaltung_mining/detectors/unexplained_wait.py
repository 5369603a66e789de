"""Unexplained wait: where most case time passes that no other finding explains."""

from functools import partial

import msgspec
import numpy as np
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import (
    Claims,
    Cover,
    Estimate,
    Hypothesis,
    Observations,
    Proposal,
    transitions,
)
from verwaltung_mining.shapes.claims import saved_share
from verwaltung_mining.statistics import distinct, sums_by
from verwaltung_mining.texts import LANGUAGES, Text, days, percent

SECONDS_PER_HOUR = 3600.0


class UnexplainedWaitSettings(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True
):
    """Settings of `unexplained_wait`."""

    minimum_share: float = 0.05
    """Share of all case time that must pass unexplained on one transition."""
    fixed_share: float = 0.33
    """Share of the waits that last one or two lengths to the hour, from which that is told: a term
    or an automatic rule, and no work."""
    fixed_days: float = 7.0
    """Shortest such length: shorter ones are common without a rule."""


def propose(log: AnalysedLog, settings: UnexplainedWaitSettings, taken: Cover) -> Proposal:
    """One hint per transition that holds much time which no candidate claims."""
    events = log.events.collect(where=pl.col("source").is_not_null())
    observations, left_out = transitions(log, events)
    bridged = events["bridged"].to_numpy()[observations.rows]
    rest = np.maximum(observations.seconds - taken.seconds_in(observations.claims), 0.0)
    sums = sums_by(observations.place, rest, groups=len(observations.places))
    enough = np.flatnonzero(sums >= settings.minimum_share * log.total_seconds)
    chosen = enough[np.argsort(-sums[enough], kind="stable")]
    hypotheses = tuple(_hint(observations, rest, bridged, int(code), settings) for code in chosen)
    return Proposal(
        hypotheses=hypotheses, left_out=left_out + len(observations.places) - len(hypotheses)
    )


def _hint(
    observations: Observations,
    rest: np.ndarray,
    bridged: np.ndarray,
    code: int,
    settings: UnexplainedWaitSettings,
) -> Hypothesis:
    here = observations.place == code
    claims = observations.claims.select(here)
    return Hypothesis(
        place=observations.places[code],
        kind="policy",
        p_value=None,
        effect_size=None,
        cases=len(distinct(claims.index)),
        peers=None,
        strata=(),
        estimate=partial(_all_of_it, claims, rest[here]),
        remark=WITHHELD if bridged[here].mean() >= MOSTLY else _fixed(claims.seconds, settings),
    )


MOSTLY = 0.5
"""Share of the occurrences with withheld steps in between from which that is told."""
WITHHELD = Text(
    de="; dazwischen liegen meist Schritte, die erfasst sind und zum Schutz weniger Personen hier nicht genannt werden",
    en="; in between mostly lie steps that are recorded and not named here, to protect the few people who do them",
)
FIXED_LENGTHS = 2


def _fixed(seconds: np.ndarray, settings: UnexplainedWaitSettings) -> Text | None:
    """The one or two lengths that many waits last to the hour, where there are any."""
    hours = np.rint(seconds / SECONDS_PER_HOUR)
    long = hours[seconds >= settings.fixed_days * SECONDS_PER_DAY - SECONDS_PER_HOUR / 2]
    lengths, counts = np.unique(long, return_counts=True)
    often = np.argsort(-counts, kind="stable")[:FIXED_LENGTHS]
    often = often[counts[often] >= settings.fixed_share * len(hours) / FIXED_LENGTHS]
    share = float(counts[often].sum()) / max(len(hours), 1)
    if share < settings.fixed_share:
        return None
    in_days = np.sort(lengths[often]) * SECONDS_PER_HOUR / SECONDS_PER_DAY
    named = {
        language: joint.join(days(float(d), language) for d in in_days)
        for language, joint in zip(LANGUAGES, (" oder ", " or "), strict=True)
    }
    return Text(
        de=f"; {percent(share, 'de', digits=0)} warten genau {named['de']}, wie unter einer Frist",
        en=f"; {percent(share, 'en', digits=0)} wait exactly {named['en']}, as under a term",
    )


def _all_of_it(claims: Claims, rest: np.ndarray) -> Estimate:
    """All unexplained time: nobody can save more, and nobody knows how much of it is needed."""
    total = float(rest.sum())
    return Estimate(
        total=total,
        low=0.0,
        high=total,
        pass_through=1.0,
        pass_through_estimated=False,
        claims=claims,
        weight=saved_share(total, claims.seconds),
        typical=float(np.median(claims.per_case(rest))),
        median=float(np.median(rest)),
        mean=float(rest.mean()),
        peer_median=None,
        peer_mean=None,
        halves_agree=None,
        bound="upper",
        details=(("occurrences", float(len(rest))),),
    )


UNEXPLAINED_WAIT = Detector(
    id="unexplained_wait",
    prefix="UW",
    name=Text(de="Ungeklärte Wartezeit", en="unexplained wait"),
    definition=Text(
        de="Auf einem Übergang vergeht viel Zeit, die kein Vorschlag oben erklärt, und keine Gruppe zum Vergleich ist schneller.",
        en="Much time passes on a transition that no candidate above explains, and no group to compare with is faster.",
    ),
    why=Text(
        de="Wo die meiste Zeit vergeht, lohnt das Gespräch am ehesten, auch ohne Beleg.",
        en="Where most time passes, a talk is most worthwhile, even without proof.",
    ),
    source="Lashkevich et al. 2023 (extraneous waiting)",
    settings=UnexplainedWaitSettings,
    propose=propose,
    waste="waiting",
    category="lay and transport times",
    party="unknown",
    residual=True,
    wording=Wording(
        title=Text(
            de="Viel Zeit zwischen „{source}“ und „{target}“",
            en="Much time between “{source}” and “{target}”",
        ),
        observation=Text(
            de="{cases} Fälle ({share}) verbringen zwischen „{source}“ und „{target}“ Zeit, die kein Vorschlag oben erklärt: die Hälfte höchstens {median}, im Mittel {mean}{remark}.",
            en="{cases} cases ({share}) spend time between “{source}” and “{target}” that no candidate above explains: half of them at most {median}, on average {mean}{remark}.",
        ),
        questions=(
            Text(
                de="Worauf warten die Fälle zwischen „{source}“ und „{target}“?",
                en="What do the cases wait for between “{source}” and “{target}”?",
            ),
            Text(
                de="Welche Arbeit geschieht dort, die nicht erfasst oder hier nicht genannt wird?",
                en="Which work happens there that is not recorded, or not named here?",
            ),
            Text(
                de="Ist die Zeit vorgegeben, etwa durch eine Frist oder eine Beteiligung?",
                en="Is the time prescribed, by a term or a consultation for instance?",
            ),
        ),
        experiment=Text(
            de="Begleiten Sie zehn Fälle zwischen „{source}“ und „{target}“ und notieren Sie, worauf jeweils gewartet wird.",
            en="Follow ten cases between “{source}” and “{target}” and note what each is waiting for.",
        ),
        formula=Text(
            de="Summe der Zeit auf diesem Übergang, ohne die Zeit, die andere Vorschläge erklären; eine Obergrenze, kein Nachweis",
            en="sum of the time on this transition, without the time that other suggestions explain; an upper bound, not a proof",
        ),
        compared_with=Text(
            de="Kein Vergleich: Das ist, was nach den Vorschlägen davor auf diesem Übergang übrig bleibt.",
            en="No comparison: this is what the candidates above leave of the time on this transition.",
        ),
        disproof=Text(
            de="Wenn in dieser Zeit nicht erfasste, notwendige Arbeit geschieht.",
            en="If necessary work that is not recorded happens in that time.",
        ),
    ),
)
