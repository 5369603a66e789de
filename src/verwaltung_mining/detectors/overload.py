"""Overload: the more lies with a unit, the longer its cases wait."""

from dataclasses import dataclass, replace
from functools import partial

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.detectors.requirements import units_and_starts
from verwaltung_mining.measures.analysed import WEEKS_PER_BLOCK, AnalysedLog
from verwaltung_mining.measures.unit_load import unit_load
from verwaltung_mining.shapes import (
    Claims,
    Cover,
    Estimate,
    Hypothesis,
    Observations,
    Place,
    Proposal,
    queued,
)
from verwaltung_mining.shapes.excess import estimate
from verwaltung_mining.shapes.materiality import MATERIAL_SHARE
from verwaltung_mining.shapes.strata import MINIMUM_PER_CELL
from verwaltung_mining.statistics import (
    NOT_COMPARED,
    assign_cells,
    distinct,
    rank_correlation,
    rank_tests,
)
from verwaltung_mining.texts import Text, number

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

MILLISECONDS_PER_DAY = 86_400_000
DAYS_PER_WEEK = 7


class OverloadSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `overload`."""

    high_quantile: float = 0.5
    """Above this quantile of the work in progress of its quarter the load counts as high."""
    low_quantile: float = 0.25
    """Up to this quantile it counts as low (docs/decisions/0012)."""
    named_share: float = 0.1
    """A step that holds less of its unit's waits than this is not looked at."""
    minimum_cases: int = 30
    """Cases at high and at low load below which a unit is not tested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stays:
    """Every wait for a unit, with how much lay there when the case came."""

    observations: Observations
    step: Ints
    load: Floats
    block: Ints
    """Step and quarter: within it loads and waits are compared."""
    cell: Ints
    """Step, quarter and weekday where there are enough on that day; else without the weekday."""
    high: Bools


def propose(log: AnalysedLog, settings: OverloadSettings, taken: Cover) -> Proposal:
    """One hypothesis per unit that waits long enough to matter, with all the steps it does."""
    reason = units_and_starts(log)
    if reason is not None:
        return Proposal(skipped=reason)
    waits, steps, left_out = _waits(log, settings)
    if not steps:
        return Proposal(left_out=left_out)
    stays = _stays(log, waits, steps, settings)
    hypotheses = _hypotheses(log, stays, settings)
    return Proposal(hypotheses=hypotheses, left_out=left_out + len(steps) - len(hypotheses))


def _hypotheses(
    log: AnalysedLog, stays: _Stays, settings: OverloadSettings
) -> tuple[Hypothesis, ...]:
    seen = stays.observations
    tests = rank_tests(
        seen.seconds,
        place=seen.place,
        cell=stays.cell,
        affected=stays.high,
        week=log.week_of_case[seen.claims.index],
        places=len(seen.places),
    )
    found = (
        _hypothesis(log, stays, code, float(tests.effect_size[code]), settings)
        for code in range(len(seen.places))
    )
    return tuple(h for h in found if h is not None)


def _hypothesis(
    log: AnalysedLog, stays: _Stays, code: int, effect: float, settings: OverloadSettings
) -> Hypothesis | None:
    """One unit's waits at high and low load; None where too few cases meet either."""
    seen = stays.observations
    here = seen.place == code
    compared = here & (stays.cell != NOT_COMPARED)
    high, low = (
        len(distinct(seen.claims.index[compared & side])) for side in (stays.high, ~stays.high)
    )
    if min(high, low) < settings.minimum_cases:
        return None
    rising = rank_correlation(
        seen.claims.select(here).operating_seconds(log.clock),
        stays.load[here],
        cell=stays.block[here],
        week=log.week_of_case[seen.claims.index[here]],
    )
    return Hypothesis(
        place=seen.places[code],
        kind="comparison",
        p_value=rising.p_value,
        effect_size=effect,
        cases=high,
        peers=low,
        strata=("activity", "weekday", "block"),
        estimate=partial(_estimate, log, stays, compared),
        remark=_remark(stays.load[compared], stays.high[compared]),
    )


def _waits(
    log: AnalysedLog, settings: OverloadSettings
) -> tuple[pl.DataFrame, dict[int, list[int]], int]:
    """The waits before each step at the unit that does it most, its steps, and units left out.

    The step with the most wait comes first; others are named that hold enough of it.
    """
    stays = (
        log.once(queued)
        .filter(pl.col("org_unit").is_not_null())
        .with_columns(seconds=(pl.col("finish") - pl.col("begin")).dt.total_milliseconds() / 1000)
    )
    homes = (
        stays.group_by("activity", "org_unit")
        .agg(pl.len(), pl.col("seconds").sum())
        .sort(["activity", "len", "org_unit"], descending=[False, True, False])
        .unique("activity", keep="first", maintain_order=True)
        .sort(["org_unit", "seconds", "activity"], descending=[False, True, False])
        .with_columns(whole=pl.col("seconds").sum().over("org_unit"))
    )
    material = homes.filter(pl.col("whole") >= MATERIAL_SHARE * log.total_seconds)
    named = material.filter(pl.col("seconds") >= settings.named_share * pl.col("whole"))
    steps = named.group_by("org_unit", maintain_order=True).agg("activity")
    kept = stays.join(
        named.select("activity", "org_unit"),
        on=["activity", "org_unit"],
        how="semi",
        maintain_order="left",
    )
    loaded = kept.with_columns(load=_load(log, kept)) if kept.height else kept
    of_unit = dict(zip(steps["org_unit"], steps["activity"].to_list(), strict=True))
    return loaded, of_unit, homes["org_unit"].n_unique() - len(of_unit)


def _load(log: AnalysedLog, stays: pl.DataFrame) -> pl.Series:
    """What lies with the unit when each of these comes, of all cases of the log."""
    events = log.events.collect("org_unit", "previous", "start", "timestamp")
    return pl.Series(unit_load(events[stays["row"].to_numpy()], log.whole.work))


def _stays(
    log: AnalysedLog, waits: pl.DataFrame, steps: dict[int, list[int]], settings: OverloadSettings
) -> _Stays:
    claims = Claims.from_frame(waits)
    units = {unit: code for code, unit in enumerate(steps)}
    step, load = waits["activity"].cast(pl.Int64).to_numpy(), waits["load"].to_numpy().astype(float)
    day = log.clock.local(claims.begin) // MILLISECONDS_PER_DAY
    quarter = (day - np.sort(day)[:1]) // (DAYS_PER_WEEK * WEEKS_PER_BLOCK)
    block = np.unique(np.c_[step, quarter], axis=0, return_inverse=True)[1]
    bounds = pl.DataFrame({"block": block, "load": load}).select(
        low=pl.col("load").quantile(settings.low_quantile, "linear").over("block"),
        high=pl.col("load").quantile(settings.high_quantile, "linear").over("block"),
    )
    low, high = load <= bounds["low"].to_numpy(), load > bounds["high"].to_numpy()
    cell = np.full(len(load), NOT_COMPARED, np.int64)
    used = low | high
    cell[used] = assign_cells(
        step[used],
        [(block * DAYS_PER_WEEK + day % DAYS_PER_WEEK)[used], block[used]],
        high[used],
        minimum=MINIMUM_PER_CELL,
    )
    place = np.array([units[unit] for unit in waits["org_unit"].to_list()], np.int64)
    places = tuple(
        Place(activity=own[0], activities=tuple(own[1:]) or None) for own in steps.values()
    )
    observations = Observations(
        place=place, claims=claims, places=places, rows=waits["row"].cast(pl.Int64).to_numpy()
    )
    return _Stays(
        observations=observations, step=step, load=load, block=block, cell=cell, high=high
    )


def _estimate(log: AnalysedLog, stays: _Stays, compared: Bools) -> Estimate:
    """Σ over cells of n at high load · (mean wait at high − mean wait at low load)."""
    seen = stays.observations.select(compared)
    amount = estimate(log, seen, stays.high[compared], stays.cell[compared])
    return replace(amount, bound="lower")


def _remark(load: Floats, high: Bools) -> Text:
    """How much lies there at high and at low load."""
    means = load[high].mean(), load[~high].mean()
    de, en = ([number(float(m), lang) for m in means] for lang in ("de", "en"))
    return Text(
        de=f"bei hoher Last liegen dort im Mittel {de[0]} Vorgänge gleichzeitig, bei geringer {de[1]}",
        en=f"at high load {en[0]} pieces of work lie there at the same time on average, at low load {en[1]}",
    )


OVERLOAD = Detector(
    id="overload",
    prefix="OL",
    name=Text(de="Überlast", en="overload"),
    definition=Text(
        de="Je mehr bei einer Organisationseinheit liegt, wenn ein Fall zu ihr kommt, desto länger wartet er, bis die Arbeit an ihm beginnt. Verglichen werden Fälle am selben Schritt, im selben Abschnitt von 13 Wochen und, wo es genug sind, vom selben Wochentag.",
        en="The more lies with a unit when a case comes to it, the longer the case waits until work on it begins. Cases are compared at the same step, in the same block of 13 weeks and, where there are enough, from the same weekday.",
    ),
    why=Text(
        de="Wo die Wartezeit mit der Menge wächst, reicht die Zeit der Einheit zeitweise nicht; schon wenig Entlastung zur rechten Zeit verkürzt alle folgenden Wartezeiten.",
        en="Where the wait grows with the amount, the time of the unit does not suffice at times; a little relief at the right moment shortens all waits that follow.",
    ),
    source="Little 1961; Lashkevich et al. 2023 (contention); Hopp and Spearman 2011, Factory Physics, ch. 8",
    settings=OverloadSettings,
    propose=propose,
    crosses_cases=True,
    waste="overload",
    category="workload",
    untestable=units_and_starts,
    wording=Wording(
        title=Text(
            de="Längeres Warten bei hoher Last vor „{activity}“",
            en="Longer waits at high load before “{activity}”",
        ),
        observation=Text(
            de="{cases} Fälle ({share}) kommen zu „{activity}“, wenn dort viel liegt, und warten im Mittel {mean} statt {peer_mean}: {remark}.",
            en="{cases} cases ({share}) come to “{activity}” when much lies there and wait {mean} on average instead of {peer_mean}: {remark}.",
        ),
        questions=(
            Text(
                de="Wann häufen sich die Eingänge bei „{activity}“, und was ist dann anders?",
                en="When do arrivals pile up at “{activity}”, and what is different then?",
            ),
            Text(
                de="Welche Teile der Arbeit könnten in Spitzenzeiten andere übernehmen oder könnten entfallen?",
                en="Which parts of the work could others take over at peak times, or could be left out?",
            ),
            Text(
                de="Welche Aufgaben hat die Einheit, die im Protokoll nicht vorkommen?",
                en="Which tasks does the unit have that do not appear in the log?",
            ),
        ),
        experiment=Text(
            de="Zählen Sie vier Wochen lang jeden Montag die offenen Fälle vor „{activity}“ und vereinbaren Sie, ab welcher Zahl eine andere Stelle aushilft.",
            en="For four weeks, count the open cases before “{activity}” every Monday and agree on the number from which another team helps out.",
        ),
        formula=Text(
            de="je Schritt, Abschnitt von 13 Wochen und Wochentag: Zahl der Fälle bei hoher Last mal (mittlere Wartezeit bei hoher minus mittlere Wartezeit bei geringer Last), aufsummiert; eine Untergrenze, weil auch bei geringer Last gewartet wird",
            en="per step, block of 13 weeks and weekday: cases at high load times (mean wait at high minus mean wait at low load), summed; a lower bound, since there is some waiting at low load too",
        ),
        compared_with=Text(
            de="{peers} Fälle, die bei geringer Last zum selben Schritt kommen",
            en="{peers} cases that come to the same step at low load",
        ),
        disproof=Text(
            de="Wenn in Zeiten mit vielen Fällen auch die Wege länger dauern, etwa weil alle auf dieselbe fremde Stelle warten.",
            en="If other things take longer too when there are many cases, for instance because all wait for the same outside body.",
        ),
    ),
)
