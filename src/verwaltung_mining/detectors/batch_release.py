"""Batch release: cases wait for the next day or moment at which a step is done for many at once."""

from dataclasses import dataclass, replace

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
from verwaltung_mining.shapes.rhythm import Rhythm, burst_rhythm, weekday_rhythm
from verwaltung_mining.statistics import rows_by
from verwaltung_mining.texts import Text

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


RAREST = 0.05
"""A wait that escapes with a smaller chance counts for no more than twenty like it."""


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
        if (h := _hypothesis(log, waits[rows[step]], step, everywhere, settings)) is not None
    ]
    return Proposal(hypotheses=tuple(hypotheses), left_out=steps.height - len(hypotheses))


def _weekday(column: str) -> pl.Expr:
    return pl.col(f"local_{column}").dt.weekday().cast(pl.Int64) - 1


def _hypothesis(
    log: AnalysedLog, here: pl.DataFrame, step: int, everywhere: Everywhere, s: BatchReleaseSettings
) -> Hypothesis | None:
    rhythm = _rhythm(log, here, everywhere, s)
    if rhythm is None:
        return None
    usual = everywhere.usual_seconds(but=step)
    normal = _normal(here["seconds"].to_numpy(), rhythm, usual, s)
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
    log: AnalysedLog, here: pl.DataFrame, everywhere: Everywhere, settings: BatchReleaseSettings
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
        return _with_hour(log, here, weekdays)
    daily = daily_rhythm(
        log, here, everywhere.done, week=week, hours=settings.daily_hours,
        share=settings.daily_share, minimum_cases=settings.minimum_cases,
    )  # fmt: skip
    return daily or _bursts(log, here, week, settings)


def _bursts(
    log: AnalysedLog, here: pl.DataFrame, week: Ints, settings: BatchReleaseSettings
) -> Rhythm | None:
    every = log.whole.completions(int(here["activity"][0]))
    return burst_rhythm(
        here, every=every, week=week, size=settings.burst_size, share=settings.burst_share,
        gap_seconds=settings.burst_gap_seconds, gap_of_median=settings.burst_gap_of_median,
    )  # fmt: skip


def _with_hour(log: AnalysedLog, here: pl.DataFrame, rhythm: Rhythm) -> Rhythm:
    """The remark with the hour, where most of what the rule released was done around it."""
    done = here["timestamp"].dt.epoch("ms").to_numpy()[rhythm.ruled]
    hour = around(done, log.clock) if len(done) else Text(de="", en="")
    remark = Text(
        de=f"{rhythm.remark.de} {hour.de}".rstrip(), en=f"{rhythm.remark.en} {hour.en}".rstrip()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Normal:
    """The wait that would be there without the rule, in seconds, and what shows it."""

    seconds: float
    least: float
    most: float
    yardstick: Text


ESCAPED = Text(
    de="die Fälle, die an anderen Tagen oder einzeln erledigt wurden; ist die Wartezeit lang, zählt sie auch für die gleich langen, die auf einen Termin trafen",
    en="the cases that were done on other days or singly; a long wait counts for those of the same length too that met a date",
)
MISSED = Text(
    de="die Zeit, bis ein Fall bereit ist, aus den Terminen, die Fälle noch erreichen oder verpassen, und die Zeit bis zum nächsten Dienst",
    en="the time until a case is ready, from the dates that cases still make or miss, and the time until work is done again",
)
BETWEEN_LISTS = Text(
    de="die Bearbeitung im nächsten Dienst, sobald der Fall bereit ist; bereit war er zwischen zwei Listen, und eine Liste entsteht zwischen dem Dienstschluss am Vortag und dem Beginn der Arbeit daran",
    en="work in the next office hours once the case is ready; it became ready between two lists, and a list is made between the end of work on the day before and the begin of work on it",
)
ASSUMED = Text(
    de="ein Arbeitstag: Zu wenige Fälle wurden außerhalb des Takts erledigt, um es zu messen",
    en="one working day: too few cases were done outside the rhythm to measure it",
)


def _normal(
    seconds: npt.NDArray[np.float64],
    rhythm: Rhythm,
    usual: float | None,
    s: BatchReleaseSettings,
) -> _Normal:
    """Normal wait with its least and greatest admissible value.

    Measured on the events that escape the rule, long waits counting for the like of them that met a
    date; where there are too few, by the dates that cases miss; where neither is possible, one
    working day is taken, and the usual time of the other steps bounds how far off that may be and
    widens the interval. Where both can be measured, the interval holds both.
    """
    shown = [] if rhythm.normal is None else [rhythm.normal[0]]
    free = rhythm.escaped
    if free.sum() >= s.minimum_unbatched:
        weights = None if rhythm.chance is None else 1.0 / np.maximum(rhythm.chance[free], RAREST)
        mean = float(np.average(seconds[free], weights=weights))
        return _Normal(
            seconds=mean, least=min([mean, *shown]), most=max([mean, *shown]), yardstick=ESCAPED
        )
    if rhythm.normal is not None:
        middle, slack = rhythm.normal
        return _Normal(
            seconds=middle,
            least=max(middle - slack, 0.0),
            most=middle + slack,
            yardstick=BETWEEN_LISTS if rhythm.by_the_clock else MISSED,
        )
    assumed = s.normal_days * SECONDS_PER_DAY
    typical = assumed if usual is None else usual
    return _Normal(
        seconds=assumed,
        least=min(assumed, typical),
        most=max(assumed, typical),
        yardstick=ASSUMED,
    )


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
    waste="waiting",
    category="lay and transport times",
    wording=Wording(
        title=Text(de="„{activity}“ im Stapel", en="“{activity}” in batches"),
        observation=Text(
            de="{cases} Fälle ({share}) warten auf einen Termin für „{activity}“ ({remark}), typischerweise {typical} über das Übliche hinaus.",
            en="{cases} cases ({share}) wait for a date of “{activity}” ({remark}), typically {typical} beyond the usual.",
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
