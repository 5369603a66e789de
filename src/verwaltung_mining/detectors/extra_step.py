"""Extra step: some of otherwise equal cases pass one step more."""

from dataclasses import dataclass, replace

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.measures.analysed import SECONDS_PER_DAY, AnalysedLog, attribute_column
from verwaltung_mining.measures.rows_of_steps import index_of_events, rows_of_steps
from verwaltung_mining.measures.variant_twins import Twin, twin_spans, variant_twins
from verwaltung_mining.shapes import Claims, Cover, Excursions, Place, Proposal, excisions, untaken
from verwaltung_mining.shapes.outcomes import outcome_differs
from verwaltung_mining.shapes.strata import strata
from verwaltung_mining.statistics import (
    NOT_COMPARED,
    RankTests,
    assign_cells,
    distinct,
    median,
    rank_tests,
)
from verwaltung_mining.texts import LANGUAGES, Language, Text, days

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


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
    """P-value below which such a difference counts: two-sided, weeks as units, by convention."""


def propose(log: AnalysedLog, settings: ExtraStepSettings, taken: Cover) -> Proposal:
    """One hypothesis per step by which two variants differ.

    Tested on the time between the step's neighbours with and without it, never across case types;
    valued by the step's own sojourn time wherever it occurs in those case types.
    """
    twins = _twins(log, settings)
    if not twins:
        return Proposal()
    compared = _compared(log, twins, settings)
    kept = {
        step: cases
        for number, step in enumerate(compared.steps)
        if compared.tests.affected[number] > 0
        and _share_with(log, step, cases := _optional_cases(log, compared, number))
        <= settings.most_share
        and not _changes_outcome(log, compared, number, settings)
    }
    excursions = untaken(_excursions(log, kept), taken)

    def test(code: int) -> tuple[float, float, int]:
        return compared.test(excursions.places[code].activity)

    return Proposal(
        hypotheses=tuple(
            replace(h, remark=compared.remark(h.place.activity))
            for h in excisions(log, excursions, test=test)
        ),
        left_out=len(compared.steps) - len(kept),
    )


def _twins(log: AnalysedLog, settings: ExtraStepSettings) -> list[Twin]:
    """Pairs of variants that differ by one step whose moment is not set from outside."""
    outside = set(
        log.events.collect().select("activity", "outside").filter("outside")["activity"].unique()
    )
    found = variant_twins(
        log, minimum_cases=settings.minimum_variant_cases, minimum_length=settings.minimum_length
    )
    return [twin for twin in found if twin.activity not in outside]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The time between a step's neighbours, with and without it; arrays run over observations."""

    steps: tuple[int, ...]
    place: Ints
    """Position in `steps`."""
    index: Ints
    extra: Bools
    seconds: Floats
    cell: Ints
    tests: RankTests

    def number(self, step: int | None) -> int:
        """Position of a step in `steps`."""
        return self.steps.index(-1 if step is None else step)

    def remark(self, step: int | None) -> Text:
        """The times that were compared, with the step and without it."""
        here = (self.place == self.number(step)) & (self.cell != NOT_COMPARED)
        mine, others = self.seconds[here & self.extra], self.seconds[here & ~self.extra]
        with_step, without = (
            {language: _median_and_mean(times, language) for language in LANGUAGES}
            for times in (mine, others)
        )
        return Text(
            de="verglichen ist die Zeit vom Schritt davor bis zum Schritt danach: mit diesem "
            f"Schritt {with_step['de']}, ohne ihn {without['de']}",
            en="what was compared is the time from the step before to the step after: with this "
            f"step {with_step['en']}, without it {without['en']}",
        )

    def test(self, step: int | None) -> tuple[float, float, int]:
        """p-value, effect size and peers of a step."""
        number = self.number(step)
        tests = self.tests
        return (
            float(tests.p_value[number]),
            float(tests.effect_size[number]),
            int(tests.peers[number]),
        )


def _median_and_mean(seconds: Floats, language: Language) -> str:
    middle, average = (
        days(value / SECONDS_PER_DAY, language)
        for value in (median(seconds), float(seconds.mean()))
    )
    if language == "de":
        return f"im Median {middle}, im Mittel {average}"
    return f"{middle} in the median, {average} on average"


def _compared(log: AnalysedLog, twins: list[Twin], settings: ExtraStepSettings) -> Compared:
    observed = twin_spans(log, twins)
    steps = tuple(sorted({twin.activity for twin in twins}))
    place = np.searchsorted(steps, observed["activity"].to_numpy()).astype(np.int64)
    index = observed["index"].cast(pl.Int64).to_numpy()
    extra, seconds = observed["extra"].to_numpy(), observed["seconds"].to_numpy()
    context = observed["context"].cast(pl.Int64).to_numpy()
    levels = [
        context * (int(level.max(initial=0)) + 1) + level[index]
        for level in strata(log, keep_type=True)[1]
    ]
    cell = assign_cells(place, levels, extra, minimum=settings.minimum_variant_cases)
    tests = rank_tests(
        seconds,
        place=place,
        cell=cell,
        affected=extra,
        week=log.week_of_case[index],
        places=len(steps),
    )
    return Compared(
        steps=steps,
        place=place,
        index=index,
        extra=extra,
        seconds=seconds,
        cell=cell,
        tests=tests,
    )


def _optional_cases(log: AnalysedLog, compared: Compared, number: int) -> pl.Series:
    """Indices of the cases of those types in which the step is seen to be optional."""
    types = [attribute_column(a.name) for a in log.attribute_list if a.role == "case_type"][:1]
    if not types:
        return log.cases["index"]
    seen = compared.index[(compared.place == number) & (compared.cell != NOT_COMPARED)]
    optional = log.cases[types[0]][distinct(seen)].unique()
    return log.cases.filter(pl.col(types[0]).is_in(optional.implode()))["index"]


def _excursions(log: AnalysedLog, steps: dict[int, pl.Series]) -> Excursions:
    events = log.events.collect().select("index", begin="previous", finish="timestamp")
    parts = []
    for number, (step, members) in enumerate(steps.items()):
        inside = np.zeros(log.cases.height, bool)
        inside[members.to_numpy()] = True
        here = events[log.once(rows_of_steps)[step]]
        kept = pl.Series(inside[here["index"].to_numpy()]) & here["begin"].is_not_null()
        parts.append(here.filter(kept).with_columns(place=pl.lit(number)))
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
    passed = np.zeros(log.cases.height, bool)
    passed[log.once(index_of_events)[log.once(rows_of_steps)[step]]] = True
    return float(passed[cases.to_numpy()].mean()) if len(cases) else 0.0


def _changes_outcome(
    log: AnalysedLog, compared: Compared, number: int, settings: ExtraStepSettings
) -> bool:
    """Whether cases with the step end differently: then it is not superfluous."""
    here = compared.place == number
    mine, with_step = compared.index[here], compared.extra[here]
    return outcome_differs(
        log,
        mine,
        with_step,
        difference=settings.outcome_difference,
        alpha=settings.outcome_alpha,
    )


EXTRA_STEP = Detector(
    id="extra_step",
    prefix="XS",
    name=Text(de="Zusatzschritt", en="extra step"),
    definition=Text(
        de="Ein Teil sonst gleich verlaufender Fälle derselben Art durchläuft einen Schritt mehr.",
        en="Some of otherwise equal cases of the same type pass one step more.",
    ),
    why=Text(
        de="Was bei gleichen Fällen entbehrlich ist, könnte auch hier entbehrlich sein.",
        en="What equal cases can do without might be dispensable here too.",
    ),
    source="ServiceNow: extra step; Reijers and Liman Mansar 2005 (task elimination)",
    settings=ExtraStepSettings,
    propose=propose,
    waste="overprocessing",
    category="necessity of steps",
    wording=Wording(
        title=Text(de="Zusätzlicher Schritt „{activity}“", en="Extra step “{activity}”"),
        observation=Text(
            de="{cases} Fälle ({share}) durchlaufen zusätzlich „{activity}“ und brauchen dafür {typical}, während sonst gleiche Fälle ohne diesen Schritt auskommen.",
            en="{cases} cases ({share}) pass “{activity}” in addition and spend {typical} on it, while otherwise equal cases do without it.",
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
            Text(
                de="Ist der Schritt vorgeschrieben, etwa als Freigabe: Ab welchem Betrag, und ließe er sich nebenher erledigen?",
                en="Is the step required, as an approval for instance: from which amount on, and could it run alongside?",
            ),
        ),
        experiment=Text(
            de="Falls der Schritt nicht vorgeschrieben ist: Verzichten Sie vier Wochen lang bei einer klar beschriebenen Gruppe einfacher Fälle auf „{activity}“ und prüfen Sie die Ergebnisse stichprobenweise.",
            en="If the step is not required: for four weeks, do without “{activity}” for a clearly described group of simple cases and check the results by sample.",
        ),
        formula=Text(
            de="Summe über {cases} Fälle der Zeit vom vorherigen Schritt bis zum Abschluss von „{activity}“",
            en="sum over {cases} cases of the time from the step before to the completion of “{activity}”",
        ),
        compared_with=Text(
            de="{peers} sonst gleich verlaufende Fälle derselben Art ohne diesen Schritt; {remark}",
            en="{peers} otherwise equal cases of the same type without this step; {remark}",
        ),
        disproof=Text(
            de="Wenn der Schritt vorgeschrieben ist oder Ergebnisse ändert, die das Protokoll nicht zeigt.",
            en="If the step is required or changes results that the log does not show.",
        ),
    ),
)
