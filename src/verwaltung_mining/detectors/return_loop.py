"""Return loop: a step is done again after other work lay between. What nearly all cases do is the way as laid out and does not count."""

import msgspec
import polars as pl

from verwaltung_mining.detectors.detector import Detector, Wording
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes import (
    Claims,
    Cover,
    Excursions,
    Place,
    Proposal,
    exceptional,
    excisions,
    named_with,
    untaken,
)
from verwaltung_mining.texts import Text


class ReturnLoopSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of `return_loop`."""

    member_share: float = 0.5
    """Share of a loop's rounds in which another repeated step must appear to be named with it."""
    usual_share: float = 0.95
    """What this share of the cases does again is the way as it is laid out, not a loop."""


COLUMNS = (
    "row", "index", "activity", "timestamp", "previous_row", "is_return", "is_repeat",
)  # fmt: skip


def propose(log: AnalysedLog, settings: ReturnLoopSettings, taken: Cover) -> Proposal:
    """One hypothesis per step that a loop returns to first.

    A round of a loop is a run of consecutive repeated events. It belongs to the first step that is
    done again after other work, and takes the time from that step's previous completion to its
    last completion in the run.
    """
    rounds = log.events.each(_rounds, columns=COLUMNS)
    if rounds.is_empty():
        return Proposal()
    owners = rounds["owner"].unique().sort()
    places = tuple(
        Place(activity=owner, activities=named_with(rounds, owner, share=settings.member_share))
        for owner in owners.to_list()
    )
    code = rounds["owner"].replace_strict(owners, range(len(owners)), return_dtype=pl.Int64)
    excursions = Excursions(place=code.to_numpy(), claims=Claims.from_frame(rounds), places=places)
    unusual = exceptional(excursions, cases=log.cases.height, usual_share=settings.usual_share)
    return Proposal(hypotheses=tuple(excisions(log, untaken(unusual, taken))))


def _rounds(events: pl.DataFrame) -> pl.DataFrame:
    """One row per round of whole cases: owner, index, begin, finish, members (repeated steps, sorted)."""
    opens = pl.col("is_repeat") & ~(
        pl.col("is_repeat").shift(1, fill_value=False)
        & (pl.col("index") == pl.col("index").shift(1)).fill_null(False)
    )
    repeats = (
        events.with_columns(
            round=opens.cum_sum(),
            previous_time=pl.col("timestamp").gather(
                pl.col("previous_row") - pl.col("row").first()
            ),
        )
        .filter("is_repeat")
        .with_columns(
            owner=pl.col("activity").filter("is_return").first().over("round"),
            begin=pl.col("previous_time").filter("is_return").first().over("round"),
        )
        .filter(pl.col("owner").is_not_null())
    )
    mine = pl.col("activity") == pl.col("owner")
    return repeats.group_by("round", maintain_order=True).agg(
        pl.col("owner", "index", "begin").first(),
        finish=pl.col("timestamp").filter(mine).last(),
        members=pl.col("activity").filter(~mine).unique().sort(),
    )


RETURN_LOOP = Detector(
    id="return_loop",
    prefix="RL",
    name=Text(de="Rückschleife", en="return loop"),
    definition=Text(
        de="Ein Schritt wird in demselben Fall erneut ausgeführt, nachdem andere Arbeit dazwischenlag. Was fast alle Fälle tun, ist der vorgesehene Weg und zählt nicht.",
        en="A step is done again in the same case after other work lay between.",
    ),
    why=Text(
        de="Jede Runde kostet die Antragstellenden Zeit und das Team Arbeit, die schon getan war.",
        en="Every round costs applicants time and the team work that had been done already.",
    ),
    source="Dumas et al. 2018, Fundamentals of BPM, ch. 6 (rework); edeaR: repetition",
    settings=ReturnLoopSettings,
    propose=propose,
    waste="defects",
    category="quality of input and result",
    party="unknown",
    wording=Wording(
        title=Text(de="Rückschleife zu „{activity}“", en="Loop back to “{activity}”"),
        observation=Text(
            de="{cases} Fälle ({share}) kehren zu „{activity}“ zurück und brauchen dafür {typical}.",
            en="{cases} cases ({share}) return to “{activity}” and spend {typical} on it.",
        ),
        questions=(
            Text(
                de="Was fehlt oder ist unklar, wenn ein Fall zu „{activity}“ zurückkommt?",
                en="What is missing or unclear when a case comes back to “{activity}”?",
            ),
            Text(
                de="Woran ließe sich das schon beim ersten Durchgang erkennen?",
                en="How could that be seen in the first pass already?",
            ),
            Text(
                de="Welche Rückkehr ist gewollt, etwa wegen einer Vier-Augen-Prüfung?",
                en="Which returns are intended, for instance a four-eyes check?",
            ),
        ),
        experiment=Text(
            de="Notieren Sie vier Wochen lang bei jeder Rückkehr zu „{activity}“ den Grund in einem Wort und beheben Sie den häufigsten.",
            en="For four weeks, note the reason for every return to “{activity}” in one word and remove the most frequent one.",
        ),
        experiment_notes=True,
        formula=Text(
            de="Summe über {cases} Fälle der Zeit vom ersten bis zum letzten Abschluss von „{activity}“ innerhalb der Schleife",
            en="sum over {cases} cases of the time from the first to the last completion of “{activity}” within the loop",
        ),
        compared_with=Text(
            de="Kein Vergleich: Die Zeit in der Schleife selbst ist gemessen.",
            en="No comparison: the time spent in the loop itself is measured.",
        ),
        disproof=Text(
            de="Wenn die Rückkehr vorgeschrieben ist oder der Fall in dieser Zeit ohnehin auf anderes gewartet hätte.",
            en="If the return is required, or the case would have waited for something else in that time anyway.",
        ),
    ),
)
