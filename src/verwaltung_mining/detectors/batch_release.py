"""Batch release: cases wait for the next day or moment at which a step is done for many at once."""

from collections.abc import Collection
from dataclasses import replace

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog
from verwaltung_mining.shapes import Claims, Cover, Hypothesis, Place, Proposal, Waits, policy
from verwaltung_mining.shapes.daily_rhythm import around, daily_rhythm
from verwaltung_mining.shapes.everywhere import Everywhere
from verwaltung_mining.shapes.materiality import MATERIAL_SHARE
from verwaltung_mining.shapes.normal_wait import ESCAPED, normal_wait
from verwaltung_mining.shapes.rhythm import (
    Rhythm,
    burst_rhythm,
    in_bursts_by_chance,
    weekday_rhythm,
)
from verwaltung_mining.statistics import rows_by
from verwaltung_mining.texts import Text

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class BatchReleaseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `batch_release`."""

    lock_share: float = 0.6
    """Share of completions on one weekday from which the weekday is a rule."""
    lock_share_two_days: float = 0.85
    """The same for two weekdays."""
    ready_share: float = 0.6
    """If more of the cases than this become ready on one weekday, the step before sets the day."""
    daily_hours: float = 3.0
    daily_share: float = 0.85
    """Share of completions within so many hours of the day from which the time of day is a rule: a
    short act on what the night brought reaches 0.81 (docs/decisions/0011)."""
    burst_size: int = 5
    """Completions that follow each other closely and count as one batch."""
    burst_share: float = 0.3
    """Share of completions in batches from which they are a rule, not a busy day (docs/methods.md)."""
    burst_gap_seconds: float = 60.0
    burst_gap_of_median: float = 0.05
    """Completions follow closely within the larger of 60 s and 5 % of the median gap."""
    normal_days: float = 1.0
    """Normal wait where fewer than `minimum_unbatched` events show one: one working day."""
    minimum_unbatched: int = 30
    minimum_cases: int = 30


def propose(log: AnalysedLog, settings: BatchReleaseSettings, taken: Cover) -> Proposal:
    """One hypothesis per step that is released on fixed weekdays or in bursts."""
    waits = log.events.collect(where=pl.col("source").is_not_null()).select(
        "index", "activity", "outside", "seconds", "time_precision", "previous", "timestamp",
        begin="previous", finish="timestamp", day=_weekday("timestamp"), ready=_weekday("previous"),
    )  # fmt: skip
    rows, everywhere = rows_by(waits["activity"].to_numpy()), Everywhere.of(waits)
    steps = _steps(waits)
    tested = steps.filter(
        (pl.col("cases") >= settings.minimum_cases)
        & (pl.col("seconds") >= MATERIAL_SHARE * log.total_seconds)
        & ~pl.col("outside")
    )
    every = log.whole.completions(_seldom_enough(log, tested, settings))
    hypotheses = [
        h
        for step in tested["activity"].to_list()
        if (h := _hypothesis(log, waits[rows[step]], every.get(step), everywhere, settings))
    ]
    return Proposal(hypotheses=tuple(hypotheses), left_out=steps.height - len(hypotheses))


def _steps(waits: pl.DataFrame) -> pl.DataFrame:
    """activity, outside, events, cases and seconds (of waiting), by activity."""
    return (
        waits.group_by("activity")
        .agg(
            pl.col("outside").first(),
            events=pl.len(),
            cases=pl.col("index").n_unique(),
            seconds=pl.col("seconds").sum(),
        )
        .sort("activity")
    )


def _seldom_enough(
    log: AnalysedLog, steps: pl.DataFrame, settings: BatchReleaseSettings
) -> Collection[int]:
    """The steps done seldom enough for bursts to stand out; the others come in bursts by chance."""
    span = log.window_days * SECONDS_PER_DAY
    return [
        step
        for step, events in steps.select("activity", "events").iter_rows()
        if in_bursts_by_chance(
            events * log.scale,
            span=span,
            size=settings.burst_size,
            close=settings.burst_gap_seconds,
        )
        < 1.0
    ]


def _weekday(column: str) -> pl.Expr:
    return pl.col(f"local_{column}").dt.weekday().cast(pl.Int64) - 1


def _hypothesis(
    log: AnalysedLog,
    here: pl.DataFrame,
    every: Ints | None,
    everywhere: Everywhere,
    s: BatchReleaseSettings,
) -> Hypothesis | None:
    """`every` are the completions of the step in all cases, where bursts may stand out."""
    rhythm = _rhythm(log, here, every, everywhere, s)
    if rhythm is None:
        return None
    step = int(here["activity"][0])
    normal = normal_wait(
        here["seconds"].to_numpy(), rhythm, usual=everywhere.usual_seconds(but=step),
        minimum_unbatched=s.minimum_unbatched, assumed=s.normal_days * SECONDS_PER_DAY,
    )  # fmt: skip
    waits_here = Waits(
        claims=Claims.from_frame(here),
        ruled=rhythm.ruled,
        normal=normal.seconds,
        normal_low=normal.least,
        normal_high=normal.most,
        yardstick=normal.yardstick,
        only_beyond=False,
        most=rhythm.cycle,
        evened=None if rhythm.by_the_clock else _evened(log, here),
        measured=normal.yardstick == ESCAPED,
        escaped=rhythm.escaped,
    )
    return policy(
        log,
        waits_here,
        place=Place(activity=step),
        p_value=rhythm.p_value,
        effect_size=rhythm.excess,
        effect_measure="share_beyond_expected",
        remark=rhythm.remark,
    )


def _rhythm(
    log: AnalysedLog,
    here: pl.DataFrame,
    every: Ints | None,
    everywhere: Everywhere,
    settings: BatchReleaseSettings,
) -> Rhythm | None:
    """The rule under which the step is released: fixed weekdays, else many at once."""
    week = log.week_of_case[here["index"].to_numpy()]
    weekdays = weekday_rhythm(
        log,
        here,
        everywhere=everywhere.weekdays,
        week=week,
        lock_shares=(settings.lock_share, settings.lock_share_two_days),
        ready_share=settings.ready_share,
    )
    if not _finer_than_day(here):
        return weekdays
    if weekdays is not None:
        return _with_time(log, here, weekdays)
    daily = daily_rhythm(
        log, here, everywhere.done, week=week, hours=settings.daily_hours,
        share=settings.daily_share, minimum_cases=settings.minimum_cases,
    )  # fmt: skip
    if daily is not None or every is None:
        return daily
    return burst_rhythm(
        here, every=every, week=week, size=settings.burst_size, share=settings.burst_share,
        gap_seconds=settings.burst_gap_seconds, gap_of_median=settings.burst_gap_of_median,
    )  # fmt: skip


def _with_time(log: AnalysedLog, here: pl.DataFrame, rhythm: Rhythm) -> Rhythm:
    """The remark with the time of day, where most of what the rule released was done around it."""
    done = here["timestamp"].dt.epoch("ms").to_numpy()[rhythm.ruled]
    time = around(done, log.clock) if len(done) else Text(de="", en="")
    remark = Text(
        de=f"{rhythm.remark.de} {time.de}".rstrip(), en=f"{rhythm.remark.en} {time.en}".rstrip()
    )
    return replace(rhythm, remark=remark)


def _evened(log: AnalysedLog, here: pl.DataFrame) -> Floats:
    """The waits by office hours, in days of the calendar.

    A wait that holds a weekend spares the next step one, and one that ends before it does not: so
    the calendar alone says too much on Mondays and too little on Fridays. What an office hour is in
    days is told by the weeks in which the waits lie: a log's thin first and last months do not count.
    """
    claims = Claims.from_frame(here)
    share = log.clock.calendar_share(claims.begin, claims.finish)
    return claims.operating_seconds(log.clock) * share


def _finer_than_day(here: pl.DataFrame) -> bool:
    """Whether most stamps of the step carry a time of day: dates alone look like bursts."""
    coarse = here["time_precision"].is_in(["day", "interval"]).sum()
    return 2 * coarse < here.height


BATCH_RELEASE = Detector(
    id="batch_release",
    prefix="BR",
    name=Text(de="Stapelbearbeitung", en="batch release"),
    definition=Text(
        de="Ein Schritt wird an festen Wochentagen, täglich zur selben Zeit oder in Stapeln erledigt; die Fälle warten bis dahin.",
        en="A step is done on fixed weekdays, at the same time of every day or in batches; cases wait until then.",
    ),
    why=Text(
        de="Ein kürzerer Takt verkürzt die Wartezeit aller Fälle, ohne dass mehr Arbeit entsteht.",
        en="A shorter rhythm shortens the wait of all cases without creating more work.",
    ),
    source="Martin et al. 2021; Klijn and Fahland 2019",
    settings=BatchReleaseSettings,
    propose=propose,
    crosses_cases=True,
    waste="waiting",
    category="lay and transport times",
    wording=Wording(
        title=Text(de="„{activity}“ im Stapel", en="“{activity}” in batches"),
        observation=Text(
            de="{cases} Fälle ({share}) warten auf einen Termin für „{activity}“ ({remark}), {typical} über das Übliche hinaus.",
            en="{cases} cases ({share}) wait for a date of “{activity}” ({remark}), {typical} beyond the usual.",
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
            de="{occurrences} Wartezeiten vor „{activity}“ unter dem Takt, im Mittel {counted}, abzüglich der üblichen Wartezeit ({normal}) bei jeder; unter festen Wochentagen und in Stapeln ist eine Wartezeit das Mittel aus Kalender und Dienstzeit, damit freie Tage weder fehlen noch doppelt zählen, und höchstens ein Takt zählt",
            en="{occurrences} waits before “{activity}” under the rhythm, {counted} on average, less the usual wait ({normal}) each; on fixed weekdays and in batches a wait is the mean of calendar and office hours, so that closed days are neither missing nor counted twice, and at most one cycle counts",
        ),
        compared_with=Text(de="{yardstick}", en="{yardstick}"),
        disproof=Text(
            de="Wenn der Stempel nur die gesammelte Erfassung zeigt und die Arbeit schon früher getan war.",
            en="If the stamp only shows collective registration and the work was done earlier.",
        ),
    ),
)
