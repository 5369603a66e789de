"""Extra step: some of otherwise equal cases pass one step more."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.measures.analysed import AnalysedLog, attribute_column
from verwaltung_mining.measures.variant import variants
from verwaltung_mining.shapes import Claims, Cover, Excursions, Place, Proposal, excisions, untaken
from verwaltung_mining.shapes.strata import strata
from verwaltung_mining.statistics import assign_cells, rank_tests
from verwaltung_mining.texts import Text

Ints = npt.NDArray[np.int64]


class ExtraStepSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `extra_step`."""

    minimum_variant_cases: int = 10
    """Cases a variant must have to be compared (ServiceNow, extra step)."""
    minimum_length: int = 5
    """Steps of the shorter variant; seven with start and end (ServiceNow, extra step)."""
    most_share: float = 0.5
    """A step that a larger share of the cases passes is the usual way, not an extra (ServiceNow)."""
    outcome_difference: float = 0.05
    """A step that goes with an outcome's share differing by more than this is not superfluous."""
    outcome_alpha: float = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A variant with the step, its twin without, and where the step stands."""

    activity: int
    longer: int
    shorter: int
    position: int


def propose(log: AnalysedLog, settings: ExtraStepSettings, taken: Cover) -> Proposal:
    """One hypothesis per step by which two variants differ.

    Tested on the time between the step's neighbours with and without it, never across case types;
    valued by the step's own sojourn time wherever it occurs in those case types.
    """
    outside = set(log.events.filter("outside")["activity"].unique().to_list())
    pairs = [pair for pair in _pairs(log, settings) if pair.activity not in outside]
    if not pairs:
        return Proposal()
    observed = _observed(log, pairs)
    steps = sorted({pair.activity for pair in pairs})
    place = np.searchsorted(steps, observed["activity"].to_numpy()).astype(np.int64)
    index = observed["index"].cast(pl.Int64).to_numpy()
    extra = observed["extra"].to_numpy()
    context = observed["context"].cast(pl.Int64).to_numpy()
    levels = [
        context * (int(level.max(initial=0)) + 1) + level[index]
        for level in strata(log, keep_type=True)[1]
    ]
    cell = assign_cells(place, levels, extra, minimum=settings.minimum_variant_cases)
    tests = rank_tests(
        observed["seconds"].to_numpy(),
        place=place,
        cell=cell,
        affected=extra,
        week=log.week_of_case[index],
        places=len(steps),
    )
    optional = [
        _optional_cases(log, step, index[(place == number) & (cell >= 0)])
        for number, step in enumerate(steps)
    ]
    kept = [
        number
        for number, step in enumerate(steps)
        if tests.affected[number] > 0
        and _share_with(log, step, optional[number]) <= settings.most_share
        and not _changes_outcome(log, place == number, index, extra, settings)
    ]
    excursions = _excursions(log, [steps[k] for k in kept], [optional[k] for k in kept])

    def test(code: int) -> tuple[float, float, int]:
        step = excursions.places[code].activity
        number = steps.index(step if step is not None else -1)
        return (
            float(tests.p_value[number]),
            float(tests.effect_size[number]),
            int(tests.peers[number]),
        )

    excursions = untaken(excursions, taken)
    return Proposal(
        hypotheses=tuple(excisions(log, excursions, test=test)), left_out=len(steps) - len(kept)
    )


def _pairs(log: AnalysedLog, settings: ExtraStepSettings) -> Iterator[Pair]:
    table = (
        variants(log.events.lazy())
        .filter(pl.col("cases") >= settings.minimum_variant_cases)
        .collect()
    )
    routes = {tuple(r): code for code, r in table.select("variant", "activities").iter_rows()}
    for route, code in sorted(routes.items(), key=lambda item: item[1]):
        if len(route) <= settings.minimum_length:
            continue
        for position in range(1, len(route) - 1):
            twin = route[:position] + route[position + 1 :]
            if twin in routes and route[position] not in twin:
                yield Pair(
                    activity=route[position], longer=code, shorter=routes[twin], position=position
                )


def _observed(log: AnalysedLog, pairs: list[Pair]) -> pl.DataFrame:
    """One row per pair and case: activity, context (the neighbours), index, extra, seconds."""
    cases = log.cases.select("index", "variant")
    events = log.events.select(
        "index", "timestamp", "activity", at=pl.int_range(pl.len()).over("index")
    )
    rows = pl.DataFrame(
        [
            {"step": p.activity, "variant": v, "before": p.position - 1, "span": s, "extra": s == 2}
            for p in pairs
            for v, s in ((p.longer, 2), (p.shorter, 1))
        ]
    ).with_columns(pl.col("variant").cast(cases.schema["variant"]))
    ends = (
        rows.join(cases, on="variant")
        .with_columns(after=pl.col("before") + pl.col("span"))
        .join(events.rename({"at": "before", "activity": "left"}), on=["index", "before"])
        .join(
            events.rename({"at": "after", "activity": "right"}),
            on=["index", "after"],
            suffix="_after",
        )
    )
    return (
        ends.select(
            "index",
            "extra",
            activity="step",
            context=pl.struct("step", "left", "right").rank("dense"),
            seconds=(pl.col("timestamp_after") - pl.col("timestamp")).dt.total_microseconds() / 1e6,
        )
        .unique()
        .sort("activity", "context", "index", "extra")
    )


def _optional_cases(log: AnalysedLog, step: int, compared: Ints) -> pl.Series:
    """Indices of the cases of those types in which the step is seen to be optional."""
    types = [attribute_column(a.name) for a in log.attribute_list if a.role == "case_type"][:1]
    if not types:
        return log.cases["index"]
    optional = log.cases.filter(pl.col("index").is_in(compared.tolist()))[types[0]].unique()
    return log.cases.filter(pl.col(types[0]).is_in(optional.implode()))["index"]


def _excursions(log: AnalysedLog, steps: list[int], cases: list[pl.Series]) -> Excursions:
    parts = [
        log.events.filter(
            (pl.col("activity") == step)
            & pl.col("previous").is_not_null()
            & pl.col("index").is_in(members.implode())
        ).select("index", begin="previous", finish="timestamp", place=pl.lit(number))
        for number, (step, members) in enumerate(zip(steps, cases, strict=True))
    ]
    if not parts:
        empty = np.zeros(0, np.int64)
        return Excursions(place=empty, claims=Claims.none(), places=())
    rows = pl.concat(parts)
    return Excursions(
        place=rows["place"].cast(pl.Int64).to_numpy(),
        claims=Claims.from_frame(rows),
        places=tuple(Place(activity=step) for step in steps),
    )


def _share_with(log: AnalysedLog, step: int, cases: pl.Series) -> float:
    """Share of the cases in which the step is optional that pass it."""
    passed = log.events.filter(pl.col("activity") == step)["index"].unique()
    return float(cases.is_in(passed.implode()).mean() or 0.0)  # type: ignore[arg-type]


def _changes_outcome(
    log: AnalysedLog,
    here: npt.NDArray[np.bool_],
    index: Ints,
    extra: npt.NDArray[np.bool_],
    settings: ExtraStepSettings,
) -> bool:
    """Whether cases with the step end differently: then it is not superfluous."""
    mine, with_step = index[here], extra[here]
    for attribute in log.attribute_list:
        if attribute.role != "outcome" or attribute.kind != "category":
            continue
        outcome = log.cases[attribute_column(attribute.name)].cast(pl.String)[mine]
        for value in outcome.unique().drop_nulls().sort().to_list():
            has = (outcome == value).fill_null(False).to_numpy()
            if not with_step.any() or with_step.all():
                continue
            difference = abs(has[with_step].mean() - has[~with_step].mean())
            zero = np.zeros(len(mine), np.int64)
            test = rank_tests(
                has.astype(float),
                place=zero,
                cell=zero,
                affected=with_step,
                week=log.week_of_case[mine],
                places=1,
            )
            if (
                difference > settings.outcome_difference
                and test.p_value[0] < settings.outcome_alpha
            ):
                return True
    return False


EXTRA_STEP = Detector(
    id="extra_step",
    prefix="XS",
    name=Text(de="Zusätzlicher Schritt", en="extra step"),
    definition=Text(
        de="Ein Teil sonst gleich verlaufender Fälle derselben Art durchläuft einen Schritt mehr.",
        en="Some of otherwise equal cases of the same type pass one step more.",
    ),
    why=Text(
        de="Was bei gleichen Fällen entbehrlich ist, könnte auch hier entbehrlich sein.",
        en="What equal cases can do without might be dispensable here too.",
    ),
    source="ServiceNow: extra step; Reijers and Liman Mansar 2005 (task elimination); methods D15",
    settings=ExtraStepSettings,
    propose=propose,
    waste="overprocessing",
    category="necessity of steps",
    wording=Wording(
        title=Text(de="Zusätzlicher Schritt „{activity}“", en="Extra step “{activity}”"),
        observation=Text(
            de="{cases} Fälle ({share}) durchlaufen zusätzlich „{activity}“ und brauchen dafür typischerweise {typical}, während sonst gleiche Fälle ohne diesen Schritt auskommen.",
            en="{cases} cases ({share}) pass “{activity}” in addition and typically spend {typical} on it, while otherwise equal cases do without it.",
        ),
        questions=(
            Text(
                de="Woran entscheidet sich, ob „{activity}“ nötig ist?",
                en="What decides whether “{activity}” is needed?",
            ),
            Text(
                de="Was würde fehlen, wenn der Schritt bei einfachen Fällen entfiele?",
                en="What would be missing if simple cases did without the step?",
            ),
        ),
        experiment=Text(
            de="Verzichten Sie vier Wochen lang bei einer klar beschriebenen Gruppe einfacher Fälle auf „{activity}“ und prüfen Sie die Ergebnisse stichprobenweise.",
            en="For four weeks, do without “{activity}” for a clearly described group of simple cases and check the results by sample.",
        ),
        formula=Text(
            de="Summe über {cases} Fälle der Zeit vom vorherigen Schritt bis zum Abschluss von „{activity}“",
            en="sum over {cases} cases of the time from the step before to the completion of “{activity}”",
        ),
        compared_with=Text(
            de="{peers} sonst gleich verlaufende Fälle derselben Art ohne diesen Schritt",
            en="{peers} otherwise equal cases of the same type without this step",
        ),
        disproof=Text(
            de="Wenn der Schritt vorgeschrieben ist oder Ergebnisse ändert, die das Protokoll nicht zeigt.",
            en="If the step is required or changes results that the log does not show.",
        ),
    ),
)
