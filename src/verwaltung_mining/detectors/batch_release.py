"""Batch release: cases wait for the next day or moment at which a step is done for many at once."""

import itertools
from dataclasses import dataclass, replace

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import Claims, Cover, Hypothesis, Place, Proposal, Waits, policy
from verwaltung_mining.shapes.materiality import MATERIAL_SHARE
from verwaltung_mining.statistics import cluster_p_value
from verwaltung_mining.texts import Text

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

DAY = 86_400_000
"""Milliseconds."""
EPOCH_WEEKDAY = 3
"""1 January 1970 was a Thursday; Monday is 0."""
WEEKDAYS = (
    Text(de="montags", en="Mondays"),
    Text(de="dienstags", en="Tuesdays"),
    Text(de="mittwochs", en="Wednesdays"),
    Text(de="donnerstags", en="Thursdays"),
    Text(de="freitags", en="Fridays"),
    Text(de="samstags", en="Saturdays"),
    Text(de="sonntags", en="Sundays"),
)
IN_BURSTS = Text(de="viele auf einmal", en="many at once")
OPENING_QUANTILE = 0.05
"""On a date, work begins before this share of its completions."""


class BatchReleaseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `batch_release`."""

    lock_share: float = 0.6
    """Share of completions on one weekday from which the weekday is a rule."""
    lock_share_two_days: float = 0.85
    """The same for two weekdays."""
    ready_share: float = 0.6
    """If more of the cases than this become ready on one weekday, the step before sets the day."""
    burst_size: int = 5
    """Completions that follow each other closely and count as one batch."""
    burst_share: float = 0.3
    """Share of completions in batches from which they are a rule, not a busy day (methods 2.2)."""
    burst_gap_seconds: float = 60.0
    burst_gap_of_median: float = 0.05
    """Completions follow closely within the larger of 60 s and 5 % of the median gap."""
    normal_days: float = 1.0
    """Normal wait where fewer than `minimum_unbatched` events show one: one working day."""
    minimum_unbatched: int = 30
    minimum_cases: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Which occurrences a rule released, and how unlikely that is by chance."""

    ruled: Bools
    p_value: float
    excess: float
    """Share released by the rule beyond what would be expected."""
    remark: Text
    normal: tuple[float, float] | None = None
    """Wait without the rule and its slack in seconds, where the dates that cases miss show it."""


def propose(log: AnalysedLog, settings: BatchReleaseSettings, taken: Cover) -> Proposal:
    """One hypothesis per step that is released on fixed weekdays or in bursts."""
    waits = log.events.filter(pl.col("source").is_not_null()).with_columns(
        begin="previous", finish="timestamp", day=_weekday("timestamp"), ready=_weekday("previous")
    )
    steps = (
        waits.group_by("activity")
        .agg(
            pl.col("outside").first(),
            cases=pl.col("index").n_unique(),
            seconds=pl.col("seconds").sum(),
        )
        .sort("activity")
    )
    tested = steps.filter(
        (pl.col("cases") >= settings.minimum_cases)
        & (pl.col("seconds") >= MATERIAL_SHARE * log.total_seconds)
        & ~pl.col("outside")
    )
    hypotheses = [
        h
        for step in tested["activity"].to_list()
        if (h := _hypothesis(log, waits, step, settings)) is not None
    ]
    return Proposal(hypotheses=tuple(hypotheses), left_out=steps.height - tested.height)


def _weekday(column: str) -> pl.Expr:
    return pl.col(f"local_{column}").dt.weekday().cast(pl.Int64) - 1


def _hypothesis(
    log: AnalysedLog, waits: pl.DataFrame, step: int, settings: BatchReleaseSettings
) -> Hypothesis | None:
    here = waits.filter(pl.col("activity") == step)
    others = waits.filter(pl.col("activity") != step)
    week = log.week_of_case[here["index"].to_numpy()]
    candidates = [_weekday_rule(log, here, others, week, settings)]
    if _finer_than_day(here):
        candidates.append(_burst_rule(here, week, settings))
    found = [rhythm for rhythm in candidates if rhythm is not None]
    if not found:
        return None
    rhythm = min(found, key=lambda r: r.p_value)
    normal, least, most = _normal(here["seconds"].to_numpy(), rhythm, others, settings)
    return policy(
        log,
        Waits(
            claims=Claims.from_frame(here),
            ruled=rhythm.ruled,
            normal=normal,
            normal_low=least,
            normal_high=most,
            only_beyond=False,
            measured=int((~rhythm.ruled).sum()) >= settings.minimum_unbatched,
        ),
        place=Place(activity=step),
        p_value=rhythm.p_value,
        effect_size=rhythm.excess,
        remark=rhythm.remark,
    )


def _finer_than_day(here: pl.DataFrame) -> bool:
    """Whether most stamps of the step carry a time of day: dates alone look like bursts."""
    coarse = here["time_precision"].is_in(["day", "interval"]).sum()
    return 2 * coarse < here.height


def _weekday_rule(
    log: AnalysedLog,
    here: pl.DataFrame,
    others: pl.DataFrame,
    week: Ints,
    s: BatchReleaseSettings,
) -> Rhythm | None:
    """Completions keep to one or two weekdays although cases become ready on others too."""
    day, ready = here["day"].to_numpy(), here["ready"].to_numpy()
    if np.bincount(ready, minlength=7).max() > s.ready_share * len(ready):
        return None
    for size, share in ((1, s.lock_share), (2, s.lock_share_two_days)):
        best = max(
            itertools.combinations(range(7), size), key=lambda days: int(np.isin(day, days).sum())
        )
        on_day = np.isin(day, best)
        if on_day.mean() >= share:
            usual = float(np.isin(others["day"].to_numpy(), best).mean()) if others.height else 0.0
            return _locked(log, here, _rhythm(on_day, usual, week, _named(best)), best)
    return None


def _locked(
    log: AnalysedLog, here: pl.DataFrame, rhythm: Rhythm, weekdays: tuple[int, ...]
) -> Rhythm:
    """The rhythm with the cases that met a date, and the wait they would have without it."""
    ready = log.clock.local(here["previous"].dt.epoch("ms").to_numpy())
    done = log.clock.local(here["timestamp"].dt.epoch("ms").to_numpy())
    on_day = np.isin(here["day"].to_numpy(), weekdays)
    opening = int(np.quantile((done % DAY)[on_day], OPENING_QUANTILE))
    done = np.where(on_day, np.maximum(done, done - done % DAY + opening), done)
    met = _dates_until(done, weekdays, opening) - _dates_until(ready, weekdays, opening)
    shown = _shown_by_missed_dates(ready, weekdays, opening, missed=np.maximum(met - 1, 0))
    return replace(
        rhythm,
        ruled=met > 0,
        normal=(shown + log.clock.closed_wait, log.clock.closed_wait / 2),
    )


def _dates_until(moments: Ints, weekdays: tuple[int, ...], opening: int) -> Ints:
    """How many dates of the rule have come since the epoch, up to each local moment."""
    day = (moments - opening) // DAY
    return sum(((day - (w - EPOCH_WEEKDAY) % 7) // 7 for w in weekdays), np.zeros_like(day))


def _shown_by_missed_dates(
    ready: Ints, weekdays: tuple[int, ...], opening: int, *, missed: Ints
) -> float:
    """Seconds a case takes to be ready for the step, from the dates that cases miss.

    Of the cases for which the next date is φ days away, the share that misses it is the
    probability that getting ready takes longer than φ; its integral over φ is the mean.
    """
    since = ready - opening
    ahead = np.array([((w - EPOCH_WEEKDAY) * DAY - since) % (7 * DAY) for w in weekdays])
    ahead = ahead.min(axis=0) / DAY
    days = np.floor(ahead).astype(np.int64)
    groups = np.unique(days)
    distance = np.r_[0.0, [ahead[days == g].mean() for g in groups]]
    rate = np.r_[1.0, [missed[days == g].mean() for g in groups]]
    return float(((rate[1:] + rate[:-1]) / 2 * np.diff(distance)).sum() * SECONDS_PER_DAY)


def _burst_rule(here: pl.DataFrame, week: Ints, s: BatchReleaseSettings) -> Rhythm | None:
    """Many completions follow each other more closely than the pace of the step explains."""
    moments = here["timestamp"].dt.epoch("ms").to_numpy()
    order = np.argsort(moments, kind="stable")
    gaps = np.diff(moments[order]) / 1000.0
    if not len(gaps):
        return None
    pace = float(np.median(gaps))
    close = max(s.burst_gap_seconds, s.burst_gap_of_median * pace)
    run = np.r_[0, np.cumsum(gaps > close)]
    in_burst = np.bincount(run)[run] >= s.burst_size
    ruled = np.zeros(len(order), bool)
    ruled[order] = in_burst
    if ruled.mean() < s.burst_share:
        return None
    span = float(moments.max() - moments.min()) / 1000.0
    by_chance = 1 - np.exp(-close * len(order) / max(span, 1.0))
    expected = s.burst_size * by_chance ** (s.burst_size - 1)
    return _rhythm(ruled, min(float(expected), 1.0), week, IN_BURSTS)


def _named(weekdays: tuple[int, ...]) -> Text:
    return Text(
        de=" und ".join(WEEKDAYS[day].de for day in weekdays),
        en=" and ".join(WEEKDAYS[day].en for day in weekdays),
    )


def _rhythm(ruled: Bools, usual: float, week: Ints, remark: Text) -> Rhythm:
    excess = ruled.astype(float) - usual
    return Rhythm(
        ruled=ruled,
        p_value=cluster_p_value(excess, week),
        excess=float(ruled.mean() - usual),
        remark=remark,
    )


def _normal(
    seconds: npt.NDArray[np.float64],
    rhythm: Rhythm,
    others: pl.DataFrame,
    s: BatchReleaseSettings,
) -> tuple[float, float, float]:
    """Normal wait in seconds, with its least and greatest admissible value.

    Measured on the events that escape the rule; where there are too few, by the dates that cases
    miss; where neither is possible, one working day is taken, and the usual time of the other
    steps bounds how far off that may be and widens the interval.
    """
    free = seconds[~rhythm.ruled]
    if len(free) >= s.minimum_unbatched:
        mean = float(free.mean())
        return mean, mean, mean
    if rhythm.normal is not None:
        shown, slack = rhythm.normal
        return shown, max(shown - slack, 0.0), shown + slack
    assumed = s.normal_days * SECONDS_PER_DAY
    usual = others.group_by("activity").agg(pl.col("seconds").mean())["seconds"].median()
    typical = float(usual) if isinstance(usual, float) else assumed
    return assumed, min(assumed, typical), max(assumed, typical)


BATCH_RELEASE = Detector(
    id="batch_release",
    prefix="BR",
    name=Text(de="Stapelbearbeitung", en="batch release"),
    definition=Text(
        de="Ein Schritt wird an festen Wochentagen oder in Stapeln erledigt; die Fälle warten bis dahin.",
        en="A step is done on fixed weekdays or in batches; cases wait until then.",
    ),
    why=Text(
        de="Ein kürzerer Takt verkürzt die Wartezeit aller Fälle, ohne dass mehr Arbeit entsteht.",
        en="A shorter rhythm shortens the wait of all cases without creating more work.",
    ),
    source="Martin et al. 2021; Klijn and Fahland 2019; methods 2.2",
    settings=BatchReleaseSettings,
    propose=propose,
    waste="waiting",
    category="lay and transport times",
    wording=Wording(
        title=Text(de="„{activity}“ im Stapel", en="“{activity}” in batches"),
        observation=Text(
            de="{cases} Fälle ({share}) warten auf den nächsten Termin für „{activity}“ ({remark}), typischerweise {typical} über das Übliche hinaus.",
            en="{cases} cases ({share}) wait for the next date of “{activity}” ({remark}), typically {typical} beyond the usual.",
        ),
        questions=(
            Text(
                de="Was spricht für den festen Takt bei „{activity}“, etwa eine Sitzung oder eine Unterschrift?",
                en="What speaks for the fixed rhythm at “{activity}”, a meeting or a signature for instance?",
            ),
            Text(
                de="Welche Fälle brauchen den Termin nicht?",
                en="Which cases do not need the date?",
            ),
        ),
        experiment=Text(
            de="Halbieren Sie vier Wochen lang den Abstand zwischen zwei Terminen für „{activity}“.",
            en="For four weeks, halve the interval between two dates of “{activity}”.",
        ),
        formula=Text(
            de="Summe der Wartezeiten vor „{activity}“ unter dem Takt, abzüglich der üblichen Wartezeit von {normal} je Fall",
            en="sum of the waits before “{activity}” under the rhythm, less the usual wait of {normal} per case",
        ),
        compared_with=Text(
            de="Abschlüsse von „{activity}“ außerhalb des Takts; gibt es weniger als 30, die Zeit, nach der Fälle einen Termin noch erreichen oder verpassen, sonst ein Arbeitstag",
            en="completions of “{activity}” outside the rhythm; where there are fewer than 30, the time within which cases still make or miss a date, else one working day",
        ),
        disproof=Text(
            de="Wenn der Stempel nur die gesammelte Erfassung zeigt und die Arbeit schon früher getan war.",
            en="If the stamp only shows collective registration and the work was done earlier.",
        ),
    ),
)
