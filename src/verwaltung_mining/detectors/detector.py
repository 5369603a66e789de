"""What a detector file declares: definition, settings, texts and the one function."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import Cover, Party, Proposal
from verwaltung_mining.texts import Text

S = TypeVar("S", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Texts of a candidate; placeholders in braces are filled with its numbers.

    {activity} {source} {target} {activities} {org_units} {segment} {cases} {share} {typical}
    {median} {mean} {peers} {peer_median} {peer_mean} {normal} {counted} {occurrences} {yardstick}
    {remark} {where} (the transition, or the whole case) {total} (at the place, a year, with its
    range)
    """

    title: Text
    observation: Text
    """One sentence that speaks per case; the sentence per year is added."""
    questions: tuple[Text, ...]
    experiment: Text
    formula: Text
    compared_with: Text
    disproof: Text
    experiment_notes: bool = False
    """Whether the experiment notes or counts what becomes of affected cases that come in four
    weeks; where too few are to be expected, the last ones are read with the first question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector(Generic[S]):
    """One kind of finding."""

    id: str
    prefix: str
    """Two capital letters in front of a candidate's id."""
    name: Text
    """In full; the short word of the tables (`outputs/words.py`) is part of it."""
    definition: Text
    why: Text
    source: str
    """Where the definition comes from."""
    settings: type[S]
    propose: Callable[[AnalysedLog, S, Cover], Proposal]
    """Takes the log, the settings and the time already claimed: by more specific detectors, for a
    residual detector by all candidates and the hints before it."""
    waste: str
    category: str
    party: Party = "authority"
    specific: bool = False
    """Its excursions are not offered to the detectors that stand below it in DETECTORS."""
    residual: bool = False
    """Looks at what the others leave unexplained; its findings are hints and never summed. It puts
    the largest first: only so many are named (`[analysis] maximum_hints`)."""
    crosses_cases: bool = False
    """Asks every event of a long log what the sample cannot show: it is asked before the others,
    while little else is in memory."""
    untestable: Callable[[AnalysedLog, S], Text | None] = lambda log, settings: None
    """Why there is nothing to test, or None: the log lacks a column, the settings permit it not,
    their words recognise no step, or too few persons stand behind what would be tested. `inspect`
    tells it, and `propose` asks the same function and skips with its reason."""
    wording: Wording
