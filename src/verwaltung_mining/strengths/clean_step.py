"""A step that is hardly ever done twice, in a log in which most steps are."""

from dataclasses import dataclass

import msgspec
import polars as pl

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.statistics import exact_interval, exact_p_value
from verwaltung_mining.strengths.kind import Hypothesis, Material, Proposal, StrengthKind
from verwaltung_mining.strengths.strength import Strength, Where
from verwaltung_mining.texts import Text, percent

ID = "clean_step"
MEASURE = "share_of_cases_without_repetition"


class CleanStepSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Section `[strengths.clean_step]`."""

    least_cases: int = 100
    """Cases that pass the step."""
    most_repeats: float = 0.02
    """Upper end of the interval of the share of cases in which it is done again."""
    usual_repeats: float = 0.05
    """Share in which the median of the other steps is done again; below, nothing stands out."""
    ends_cases: float = 0.5
    """A step that opens or closes this share of its cases is hardly ever repeated by nature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """How often a step is done again."""

    activity: int
    cases: int
    repeated: int
    inner: bool

    @property
    def share(self) -> float:
        """Share of its cases in which it is done again."""
        return self.repeated / self.cases


def propose(material: Material, settings: CleanStepSettings) -> Proposal:
    """One hypothesis per inner step of enough cases, against the median of the others."""
    steps = [s for s in _repeats(material.log, settings) if s.cases >= settings.least_cases]
    hypotheses = []
    for step in steps:
        others = [s.share for s in steps if s.activity != step.activity]
        usual = float(pl.Series(others, dtype=pl.Float64).median() or 0.0)  # type: ignore[arg-type]
        if step.inner and usual >= settings.usual_repeats:
            hypotheses.append(_hypothesis(step, usual, settings))
    return Proposal(hypotheses=tuple(hypotheses))


def _repeats(log: AnalysedLog, settings: CleanStepSettings) -> list[Repeats]:
    last = pl.col("row") == pl.col("row").max().over("index")
    rows = (
        log.events.collect()
        .with_columns(edge=pl.col("source").is_null() | last)
        .group_by("activity")
        .agg(
            cases=pl.col("index").n_unique(),
            repeated=pl.col("index").filter(pl.col("is_repeat")).n_unique(),
            edges=pl.col("index").filter(pl.col("edge")).n_unique(),
        )
        .sort("activity")
    )
    return [
        Repeats(
            activity=activity,
            cases=cases,
            repeated=repeated,
            inner=edges < settings.ends_cases * cases,
        )
        for activity, cases, repeated, edges in rows.iter_rows()
    ]


def _hypothesis(step: Repeats, usual: float, settings: CleanStepSettings) -> Hypothesis:
    def strength() -> Strength | None:
        low, high = exact_interval(step.cases - step.repeated, step.cases)
        if 1 - low > settings.most_repeats:
            return None
        return Strength(
            kind=ID,
            where=Where(activity=step.activity),
            cases=step.cases,
            peer_cases=None,
            measure=MEASURE,
            value=1 - step.share,
            peers=1 - usual,
            low=low - (1 - usual),
            high=high - (1 - usual),
            text=_text(low, usual),
        )

    return Hypothesis(
        p_value=exact_p_value(step.repeated, step.cases, usual),
        cases=step.cases,
        peer_cases=None,
        strength=strength,
    )


def _text(low: float, usual: float) -> Text:
    """The share as a bound: the cases behind it would be few."""
    return Text(
        de=f"Der Schritt „{{activity}}“ gelingt beim ersten Mal: sicher in mindestens "
        f"{percent(low, 'de')} der Fälle wird er nicht wiederholt. Der mittlere der anderen "
        f"Schritte wird in {percent(usual, 'de', digits=0)} der Fälle wiederholt. "
        "Was macht ihn so zuverlässig?",
        en="The step “{activity}” works the first time: in at least "
        f"{percent(low, 'en')} of the cases it is surely not repeated. The middle one of the "
        f"other steps is repeated in {percent(usual, 'en', digits=0)} of the cases. "
        "What makes it so reliable?",
    )


CLEAN_STEP = StrengthKind(
    id=ID,
    name=Text(de="Schritt, der gelingt", en="Step that works the first time"),
    definition=Text(
        de="Ein Schritt mitten im Verfahren wird in höchstens zwei von hundert Fällen wiederholt "
        "(obere Grenze des exakten Intervalls), während es im Median der anderen Schritte "
        "mindestens fünf von hundert sind.",
        en="A step inside the procedure is repeated in at most two of a hundred cases (upper end "
        "of the exact interval), while the median of the other steps is at least five of a "
        "hundred.",
    ),
    source="Clopper & Pearson 1934 (interval); first-time-right, Lean",
    settings=CleanStepSettings,
    propose=propose,
)
