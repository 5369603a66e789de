"""Repeating pattern: a sequence of steps stands several times in a row."""

from dataclasses import dataclass, replace

import msgspec
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.operating_time import Ints
from verwaltung_mining.measures.repeats import (
    chance_of_round,
    following,
    rounds_of,
    stays,
    tandem_repeats,
)
from verwaltung_mining.shapes import Claims, Cover, Excursions, Place, Proposal, excisions, untaken
from verwaltung_mining.statistics import at_least
from verwaltung_mining.texts import Text, count

Cycle = tuple[int, ...]


class RepeatingPatternSettings(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True
):
    """Settings of `repeating_pattern`."""

    occurrences: int = 3
    """Times in a row from which a sequence is a pattern; twice is a return (docs/methods.md)."""
    longest: int = 6
    """Steps of the longest sequence that is looked for."""
    minimum_cases: int = 20
    """Cases with the pattern below which it stays a return loop."""
    alpha: float = 0.001
    """Chance below which the usual order of the steps does not explain so many repeats."""
    minimum_lift: float = 2.0
    """Times as often as the usual order of the steps would bring about, at least."""


def propose(log: AnalysedLog, settings: RepeatingPatternSettings, taken: Cover) -> Proposal:
    """One hypothesis per sequence, wherever in it a case begins.

    A loop that every round has the same chance of is a return loop: the pattern must stand in a
    row more often than the chances of one step following another make it. Takes the time from the
    first to the last completion of the step it begins with, as a return loop does.
    """
    steps = stays(log.events.collect())
    repeats = tandem_repeats(steps, longest=settings.longest, occurrences=settings.occurrences)
    if repeats.is_empty():
        return Proposal()
    cycles = [_turned(cycle) for cycle in repeats["cycle"].to_list()]
    follows = following(steps)
    found = {
        cycle: _tested(steps, follows, repeats[rows], cycle, settings)
        for cycle, rows in _rows_of(cycles).items()
    }
    kept = [c for c in sorted(found) if found[c].holds]
    code = {cycle: number for number, cycle in enumerate(kept)}
    mine = pl.Series([cycle in code for cycle in cycles])
    patterns = Excursions(
        place=pl.Series([code[c] for c in cycles if c in code], dtype=pl.Int64).to_numpy(),
        claims=Claims.from_frame(repeats.filter(mine)),
        places=tuple(Place(activities=found[cycle].steps) for cycle in kept),
    )
    excursions = untaken(patterns, taken)
    tests = {found[cycle].steps: found[cycle] for cycle in kept}

    def test(number: int) -> tuple[float, None, None]:
        return tests[excursions.places[number].activities or ()].p_value, None, None

    hypotheses = excisions(log, excursions, test=test)
    return Proposal(
        hypotheses=tuple(
            replace(h, remark=tests[h.place.activities or ()].remark) for h in hypotheses
        ),
        left_out=len(found) - len(kept),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """A sequence, as it most often begins, and whether chance explains how often it repeats."""

    steps: Cycle
    seen: int
    expected: float
    p_value: float
    holds: bool

    @property
    def remark(self) -> Text:
        """Repeats seen and repeats that chance explains."""
        seen, usual = self.seen, round(self.expected)
        return Text(
            de=f"{count(seen, 'de')} solche Folgen; nach der sonstigen Reihenfolge der Schritte "
            f"wären etwa {count(usual, 'de')} zu erwarten",
            en=f"{count(seen, 'en')} such sequences; from how the steps follow each other "
            f"otherwise about {count(usual, 'en')} would be expected",
        )


def _turned(cycle: list[int]) -> Cycle:
    """The same for a sequence wherever it is entered."""
    return min(tuple(cycle[k:] + cycle[:k]) for k in range(len(cycle)))


def _rows_of(cycles: list[Cycle]) -> dict[Cycle, list[int]]:
    """The places of each cycle in the list, cycles in the order in which they come first."""
    rows: dict[Cycle, list[int]] = {}
    for row, cycle in enumerate(cycles):
        rows.setdefault(cycle, []).append(row)
    return rows


def _tested(
    steps: pl.DataFrame,
    follows: Ints,
    mine: pl.DataFrame,
    cycle: Cycle,
    settings: RepeatingPatternSettings,
) -> Tested:
    if mine["index"].n_unique() < settings.minimum_cases:
        return Tested(steps=cycle, seen=mine.height, expected=0.0, p_value=1.0, holds=False)
    begun, seen = rounds_of(steps, cycle, occurrences=settings.occurrences)
    chance = chance_of_round(follows, cycle) ** (settings.occurrences - 1)
    p_value = at_least(seen, begun, chance)
    often = mine["cycle"].value_counts().sort("count", "cycle", descending=[True, False])
    return Tested(
        steps=tuple(often["cycle"][0].to_list()),
        seen=seen,
        expected=begun * chance,
        p_value=p_value,
        holds=p_value <= settings.alpha and seen >= settings.minimum_lift * begun * chance,
    )


REPEATING_PATTERN = Detector(
    id="repeating_pattern",
    prefix="RP",
    name=Text(de="Wiederholung mehrerer Schritte", en="repeated path of several steps"),
    definition=Text(
        de="Dieselbe Folge von mindestens zwei Schritten steht in einem Fall mindestens dreimal unmittelbar hintereinander, öfter als es die übliche Reihenfolge der Schritte erwarten lässt.",
        en="The same sequence of at least two steps stands at least three times in a row in a case, more often than the usual order of the steps makes one expect.",
    ),
    why=Text(
        de="Wenn sich dieselben Schritte immer wieder ablösen, kommt der Fall Runde um Runde nicht weiter.",
        en="When the same steps follow each other again and again, the case makes no headway round after round.",
    ),
    source="ServiceNow: repeating pattern; Bose and van der Aalst 2009 (tandem arrays)",
    settings=RepeatingPatternSettings,
    propose=propose,
    waste="defects",
    category="quality of input and result",
    party="unknown",
    specific=True,
    wording=Wording(
        title=Text(de="Immer wieder {activities}", en="Again and again {activities}"),
        observation=Text(
            de="In {cases} Fällen ({share}) folgen {activities} mindestens dreimal hintereinander aufeinander; die Wiederholungen dauern {typical}.",
            en="In {cases} cases ({share}) {activities} follow each other at least three times in a row; the repeats take {typical}.",
        ),
        questions=(
            Text(
                de="Was ist nach der zweiten Runde von {activities} noch offen, was nach der ersten schon hätte geklärt sein können?",
                en="What is still open after the second round of {activities} that could have been settled in the first?",
            ),
            Text(
                de="Welche Runden sind gewollt, etwa weil mehrere Stellen, Unterlagen oder Teilbeträge nacheinander an der Reihe sind?",
                en="Which rounds are intended, for instance because several offices, documents or instalments take their turn?",
            ),
            Text(
                de="Ließen sich mehrere Runden zu einer zusammenfassen?",
                en="Could several rounds be taken together as one?",
            ),
        ),
        experiment=Text(
            de="Klären Sie vier Wochen lang vor der zweiten Runde in einem kurzen Gespräch, was noch fehlt, und zählen Sie die weiteren Runden.",
            en="For four weeks, settle in a short conversation before the second round what is still missing, and count the further rounds.",
        ),
        experiment_notes=True,
        formula=Text(
            de="Summe über {cases} Fälle der Zeit vom ersten bis zum letzten Abschluss des ersten Schritts in der Folge von {activities}",
            en="sum over {cases} cases of the time from the first to the last completion of the first step in the sequence of {activities}",
        ),
        compared_with=Text(
            de="Kein Vergleich mit anderen Fällen. {remark}.",
            en="No comparison with other cases. {remark}.",
        ),
        disproof=Text(
            de="Wenn jede Runde einem eigenen Gegenstand gilt, etwa einer weiteren Rate oder einer weiteren Stelle.",
            en="If every round concerns a matter of its own, a further instalment or a further office for instance.",
        ),
    ),
)
