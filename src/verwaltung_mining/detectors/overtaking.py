"""Overtaking: at a step, cases that come later are taken up before those that wait already."""

import re
from functools import partial

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import Claims, Cover, Estimate, Hypothesis, Place, Proposal, queued
from verwaltung_mining.shapes.halves import halves_agree
from verwaltung_mining.shapes.materiality import MATERIAL_SHARE
from verwaltung_mining.shapes.strata import STRATUM_ROLES, codes
from verwaltung_mining.statistics import (
    Neighbours,
    cluster_p_value,
    dense_codes,
    distinct,
    in_order,
    neighbours,
    percentile_interval,
    rows_by,
    week_draws,
)
from verwaltung_mining.texts import LANGUAGES, Text, percent

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

MILLISECONDS = 1000.0


class OvertakingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `overtaking`."""

    minimum_pairs: int = 100
    """Neighbouring pairs waiting at the same time below which a step is not tested."""
    window_weeks: int = 4
    """Only waits of cases that come within so many weeks are held against each other."""
    least_extra_days: float = 1.0
    """Being taken up less than one day later than in order is no matter for a workshop."""
    least_share: float = 0.01
    """Least share of all case time that those overtaken wait longer (as for savings)."""
    priority_words: tuple[str, ...] = ("prio", "eil", "dringlich", "express", "urgen")
    """Beginnings of words, in lower case, in names of attributes that hold a precedence: cases are
    compared within one value of them, as within case type and channel."""


def propose(log: AnalysedLog, settings: OvertakingSettings, taken: Cover) -> Proposal:
    """One hypothesis per step at which enough cases wait at the same time.

    The effect size is the share of what chance leaves to order: 0 for no order at all, 1 where the
    last always goes first, below 0 where the first mostly does.
    """
    names = _held_equal(log, settings)
    stays = log.once(queued)
    steps = (
        stays.with_columns(seconds=(pl.col("finish") - pl.col("begin")).dt.total_milliseconds())
        .group_by("activity")
        .agg(pl.col("seconds").sum() / MILLISECONDS)
        .filter(pl.col("seconds") >= MATERIAL_SHARE * log.total_seconds)["activity"]
        .sort()
        .to_list()
    )
    timed = stays.filter("timed")
    timed = timed.with_columns(queue=_queue(log, names, timed))
    rows, none = rows_by(timed["activity"].to_numpy()), np.zeros(0, np.int64)
    hypotheses = [
        h
        for step in steps
        if (h := _hypothesis(log, timed[rows.get(step, none)], step, names, settings)) is not None
    ]
    left_out = stays["activity"].n_unique() - len(hypotheses)
    matched = tuple(n for n in names if _tells_precedence(n, settings.priority_words))
    return Proposal(hypotheses=tuple(hypotheses), left_out=left_out, matched=matched)


def _held_equal(log: AnalysedLog, settings: OvertakingSettings) -> tuple[str, ...]:
    """Attributes that may give a case precedence by rule."""
    return tuple(
        a.name
        for a in log.attribute_list
        if a.role in STRATUM_ROLES
        or (a.kind == "category" and _tells_precedence(a.name, settings.priority_words))
    )


def _tells_precedence(name: str, words: tuple[str, ...]) -> bool:
    """A word of the name begins with one of these.

    >>> [_tells_precedence(name, ("eil",)) for name in ("Eilfall", "Stadtteil", "ist_eilig")]
    [True, False, True]
    """
    parts = re.split(r"[\W_]+", name.lower())
    return any(part.startswith(words) for part in parts)


def _queue(log: AnalysedLog, names: tuple[str, ...], stays: pl.DataFrame) -> Ints:
    """One code per step, unit and combination of the attributes."""
    kind = codes(log, names)[stays["index"].to_numpy()]
    unit = stays["org_unit"].cast(pl.Int64).fill_null(-1).to_numpy()
    activity = stays["activity"].cast(pl.Int64).to_numpy()
    place = activity * (int(unit.max(initial=-1)) + 2) + unit + 1
    return dense_codes(place * (int(kind.max(initial=0)) + 1) + kind)[1]


def _hypothesis(
    log: AnalysedLog,
    stays: pl.DataFrame,
    step: int,
    names: tuple[str, ...],
    settings: OvertakingSettings,
) -> Hypothesis | None:
    claims = Claims.from_frame(stays)
    queue = stays["queue"].to_numpy()
    pairs = _pairs(log, claims, queue, settings)
    if len(pairs.first) < settings.minimum_pairs:
        return None
    week = log.week_of_case[claims.index]
    excess = pairs.overtaken - pairs.by_chance
    possible = 1.0 - float(pairs.by_chance.mean())
    extra = Claims(
        index=claims.index,
        begin=in_order(claims.begin, claims.finish, queue=queue),
        finish=claims.finish,
    )
    late = extra.seconds >= settings.least_extra_days * SECONDS_PER_DAY
    if extra.seconds[late].sum() < settings.least_share * log.total_seconds:
        return None
    return Hypothesis(
        place=Place(activity=step),
        kind="policy",
        p_value=cluster_p_value(excess, week[pairs.first]),
        effect_size=float(excess.mean()) / max(possible, 1e-9),
        effect_measure="share_beyond_chance",
        cases=len(distinct(claims.index[late])),
        peers=None,
        strata=("org_unit", *names),
        estimate=partial(_estimate, log, claims, extra, late),
        remark=_remark(float(pairs.overtaken.mean()), float(pairs.by_chance.mean())),
    )


def _pairs(
    log: AnalysedLog, claims: Claims, queue: Ints, settings: OvertakingSettings
) -> Neighbours:
    """Cases that came one after the other into the same queue, by office hours."""
    come, served = (
        (log.clock.seconds(moment) * MILLISECONDS).astype(np.int64)
        for moment in (claims.begin, claims.finish)
    )
    window = claims.begin // int(settings.window_weeks * 7 * SECONDS_PER_DAY * MILLISECONDS)
    window -= window.min(initial=0)
    cell = dense_codes(queue * (int(window.max(initial=0)) + 1) + window)[1]
    return neighbours(come, served, cell=cell)


def _remark(share: float, by_chance: float) -> Text:
    """How often the second of two goes first."""
    de, en = ([percent(s, lang, digits=0) for s in (share, by_chance)] for lang in LANGUAGES)
    return Text(
        de=f"Von zwei gleichartigen Fällen, die nacheinander kommen und beide warten, ist in {de[0]}"
        f" der spätere zuerst an der Reihe; ohne jede Reihenfolge wären es {de[1]}",
        en=f"of two cases of one kind that come one after the other and both wait, the later one "
        f"goes first in {en[0]}; without any order it would be {en[1]}",
    )


def _estimate(log: AnalysedLog, claims: Claims, extra: Claims, late: Bools) -> Estimate:
    """Σ of what the overtaken wait beyond their turn; the others wait as much less."""
    beyond = extra.seconds[late]
    waited, week = claims.seconds[late], log.week_of_case[claims.index[late]]
    draws = week_draws(int(log.week_of_case.max(initial=0)) + 1)
    zero = np.zeros_like(week)
    low, high = percentile_interval(draws.sums(beyond, column=zero, week=week, columns=1)[:, 0])
    turn = waited - beyond
    return Estimate(
        total=float(beyond.sum()),
        low=low,
        high=high,
        pass_through=1.0,
        pass_through_estimated=False,
        claims=extra.select(late),
        weight=1.0,
        typical=float(np.median(extra.select(late).per_case(beyond))),
        median=float(np.median(waited)),
        mean=float(waited.mean()),
        peer_median=float(np.median(turn)),
        peer_mean=float(turn.mean()),
        halves_agree=halves_agree(beyond, week),
        saves_time=False,
        details=(("occurrences", float(len(beyond))),),
    )


OVERTAKING = Detector(
    id="overtaking",
    prefix="OV",
    name=Text(de="Überholen", en="overtaking"),
    definition=Text(
        de="An einem Schritt kommen später eingegangene Fälle häufiger vor den schon wartenden an die Reihe, als es ohne jede Reihenfolge der Fall wäre. Verglichen werden nur Fälle derselben Organisationseinheit, derselben Fallart, desselben Eingangswegs und derselben Dringlichkeit, soweit das Protokoll sie nennt: Vorrang nach einer Regel zählt nicht.",
        en="At a step, cases that come later go before those that already wait, more often than they would without any order. Only cases of the same unit, case type, channel and urgency, as far as the log names them, are compared: precedence by a rule does not count.",
    ),
    why=Text(
        de="Wer überholt wird, wartet lange und unberechenbar, auch wenn der Durchschnitt stimmt; Rückfragen nach dem Stand und überschrittene Fristen folgen daraus.",
        en="Who is overtaken waits long and without knowing how long, even where the average is fine; enquiries and exceeded deadlines follow.",
    ),
    source="Denisov, Fahland and van der Aalst 2018 (performance spectrum: order of service)",
    settings=OvertakingSettings,
    propose=propose,
    waste="unevenness",
    category="lay and transport times",
    wording=Wording(
        title=Text(
            de="Spätere Fälle zuerst bei „{activity}“", en="Later cases first at “{activity}”"
        ),
        observation=Text(
            de="{cases} Fälle ({share}) werden vor „{activity}“ überholt und warten dadurch {typical} länger, als wenn es der Reihe nach ginge. {remark}. Im Durchschnitt aller Fälle spart eine feste Reihenfolge keine Zeit; sie verteilt das Warten gleichmäßiger.",
            en="{cases} cases ({share}) are overtaken before “{activity}” and wait {typical} longer than they would in their turn: {remark}. On average over all cases a fixed order saves no time; it spreads the waiting more evenly.",
        ),
        questions=(
            Text(
                de="Wonach richtet sich, welcher Fall bei „{activity}“ als nächster genommen wird?",
                en="What decides which case is taken up next at “{activity}”?",
            ),
            Text(
                de="Welche Fälle haben zu Recht Vorrang, und woran erkennt man sie?",
                en="Which cases rightly have precedence, and what marks them?",
            ),
        ),
        experiment=Text(
            de="Nehmen Sie vier Wochen lang bei „{activity}“ immer den ältesten Fall zuerst, Eilfälle ausgenommen, und vergleichen Sie die längsten Wartezeiten.",
            en="For four weeks, always take the oldest case first at “{activity}”, urgent ones excepted, and compare the longest waits.",
        ),
        formula=Text(
            de="Wartezeit der überholten Fälle über den Zeitpunkt hinaus, zu dem sie an der Reihe gewesen wären: dieselben Zeitpunkte, zu denen „{activity}“ aufgenommen wurde, der Reihe nach vergeben; zusammen {total}, um die andere kürzer warten",
            en="wait of the overtaken cases beyond the moment at which it would have been their turn: the same moments at which “{activity}” was taken up, dealt out in the order of coming; together {total}, by which others wait less",
        ),
        compared_with=Text(
            de="Fälle derselben Organisationseinheit, Fallart, desselben Eingangswegs und derselben Dringlichkeit, die innerhalb derselben vier Wochen warten",
            en="cases of the same unit, case type, channel and urgency that wait within the same four weeks",
        ),
        disproof=Text(
            de="Wenn die späteren Fälle aus einem Grund vorgehen, den das Protokoll nicht zeigt, etwa eine Frist oder eine besondere Dringlichkeit.",
            en="If the later cases go first for a reason that the log does not show, a deadline or a special urgency for instance.",
        ),
    ),
)
