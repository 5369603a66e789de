"""The first experiment of a candidate, as far as enough cases come for it."""

from verwaltung_mining.benefit import Finding
from verwaltung_mining.measures.whole_log import DAYS_PER_YEAR
from verwaltung_mining.pipeline.narrative import DAYS_PER_WEEK, Words
from verwaltung_mining.texts import Text

WEEKS = 4
"""As long as experiments last."""
FEWEST_TO_COME = 5
"""Affected cases to be expected in that time from which notes on them tell a frequent reason: with
five, at least two come in 96 of 100 such times (Poisson), and of one none is the more frequent."""


def experiment(finding: Finding, words: Words, *, cases_a_year: float) -> Text:
    """What to try; the last cases instead of the next ones where these are too few to note down."""
    wording = finding.detector.wording
    to_come = cases_a_year * WEEKS * DAYS_PER_WEEK / DAYS_PER_YEAR
    if wording.experiment_notes and to_come < FEWEST_TO_COME:
        return words.fill(_read_instead(wording.questions[0]))
    return words.fill(wording.experiment)


def _read_instead(question: Text) -> Text:
    return Text(
        de="Lesen Sie die letzten zehn betroffenen Fälle gemeinsam, denn in vier Wochen sind zu "
        f"wenige neue zu erwarten, und fragen Sie: {question.de}",
        en="Read the last ten affected cases together, since too few new ones are to be expected "
        f"in four weeks, and ask: {question.en}",
    )
