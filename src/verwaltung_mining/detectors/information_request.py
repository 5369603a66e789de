"""Information request: the case waits for documents or answers from the applicant."""

from collections.abc import Sequence
from functools import partial

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
    excisions,
    named_with,
    untaken,
)
from verwaltung_mining.shapes.named_steps import named
from verwaltung_mining.texts import Text

REQUEST_WORDS = (
    "nachforder",
    "rückfrage",
    "unterlagen anforder",
    "unterlagen angefordert",
    "fehlende unterlagen",
    "mängelschreiben",
    "request for information",
    "request for further",
    "request for additional",
    "request for missing",
    "request for documents",
    "request information",
    "request additional",
    "request missing",
    "request documents",
    "ask for information",
    "ask for documents",
    "ask for missing",
    "retrieve missing",
    "missing data",
    "missing information",
    "missing documents",
    "additional information requested",
    "wait for applicant",
    "awaiting applicant",
)
"""Parts of activity names that mean: something is asked of the applicant."""
REPLY_WORDS = (
    "nachgereicht",
    "unterlagen eingegangen",
    "unterlagen erhalten",
    "antwort eingegangen",
    "reply received",
    "documents received",
    "information received",
)
"""Parts of activity names that mean: the answer has arrived."""


NOTHING_ASKED = Text(
    de="kein Schritt heißt so, als würde bei Antragstellenden etwas nachgefordert; "
    "nennen Sie solche Schritte in request_words unter [detectors.information_request]",
    en="no activity name says that something is asked of the applicant; "
    "name such steps in request_words of [detectors.information_request]",
)


class InformationRequestSettings(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True
):
    """Settings of `information_request`; words are matched anywhere in a name, case ignored."""

    request_words: tuple[str, ...] = REQUEST_WORDS
    """Of steps that ask something of the applicant."""
    reply_words: tuple[str, ...] = REPLY_WORDS
    """Of steps that record the answer; they end the wait."""
    member_share: float = 0.5
    """Share of the exchanges in which another step must appear to be named with the request."""


COLUMNS = ("index", "activity", "previous", "start", "timestamp", "is_return")


def propose(log: AnalysedLog, settings: InformationRequestSettings, taken: Cover) -> Proposal:
    """One hypothesis per step that asks the applicant.

    Takes the time from the completion of the step before the request until work resumes: to the
    reply, or, when the step is then done again, to its renewed completion.
    """
    reason = _untestable(log, settings)
    if reason is not None:
        return Proposal(skipped=reason)
    replies = named(log.activities, settings.reply_words)
    requests = asking_steps(log.activities, settings)
    matched = tuple(log.activities[code] for code in sorted({*requests, *replies}))
    task = partial(_rounds, requests=requests, replies=replies)
    rounds = log.events.each(task, columns=COLUMNS)
    if rounds.is_empty():
        return Proposal(matched=matched)
    owners = rounds["owner"].unique().sort()
    code = rounds["owner"].replace_strict(owners, range(len(owners)), return_dtype=pl.Int64)
    places = tuple(
        Place(activity=o, activities=named_with(rounds, o, share=settings.member_share))
        for o in owners.to_list()
    )
    excursions = Excursions(place=code.to_numpy(), claims=Claims.from_frame(rounds), places=places)
    return Proposal(hypotheses=tuple(excisions(log, untaken(excursions, taken))), matched=matched)


def _untestable(log: AnalysedLog, settings: InformationRequestSettings) -> Text | None:
    return None if asking_steps(log.activities, settings) else NOTHING_ASKED


def asking_steps(labels: tuple[str, ...], settings: InformationRequestSettings) -> list[int]:
    """Codes of the steps that ask something of the applicant."""
    replies = named(labels, settings.reply_words)
    return [code for code in named(labels, settings.request_words) if code not in replies]


def _rounds(
    events: pl.DataFrame, *, requests: Sequence[int], replies: Sequence[int]
) -> pl.DataFrame:
    """One row per exchange: owner, index, begin, finish, members."""
    marked = _marked(events, requests, replies)
    repeated = pl.col("repeats").last()
    answered = pl.col("reply").last()
    return (
        marked.group_by("round", maintain_order=True)
        .agg(
            owner=pl.col("activity").filter("request").first(),
            index=pl.col("index").first(),
            begin=pl.coalesce(pl.col("previous"), pl.col("start"), pl.col("timestamp")).first(),
            finish=pl.when(repeated)
            .then(pl.col("resumed").last())
            .when(answered)
            .then(pl.col("timestamp").last())
            .otherwise(pl.coalesce(pl.col("resumed_start"), pl.col("timestamp")).last()),
            members=pl.col("activity")
            .filter("reply")
            .append(pl.col("again").filter("repeats").tail(1))
            .unique()
            .sort(),
        )
        .filter(pl.col("owner").is_not_null())
    )


def _marked(events: pl.DataFrame, requests: Sequence[int], replies: Sequence[int]) -> pl.DataFrame:
    """Events of exchanges, numbered by exchange, with what happens after each."""
    exchange = pl.col("activity").is_in([*requests, *replies])
    same_before = (pl.col("index") == pl.col("index").shift(1)).fill_null(False)
    same_after = (pl.col("index") == pl.col("index").shift(-1)).fill_null(False)
    return events.with_columns(
        exchange=exchange,
        request=pl.col("activity").is_in(list(requests)),
        reply=pl.col("activity").is_in(list(replies)),
        resumed=pl.when(same_after).then(pl.col("timestamp").shift(-1)),
        resumed_start=pl.when(same_after).then(
            pl.coalesce(pl.col("start").shift(-1), pl.col("timestamp").shift(-1))
        ),
        repeats=(same_after & pl.col("is_return").shift(-1)).fill_null(False),
        again=pl.when(same_after).then(pl.col("activity").shift(-1)),
        round=(exchange & ~(exchange.shift(1, fill_value=False) & same_before)).cum_sum(),
    ).filter("exchange")


INFORMATION_REQUEST = Detector(
    id="information_request",
    prefix="IR",
    name=Text(de="Nachforderungsschleife", en="request for further information"),
    definition=Text(
        de="Der Fall ruht, bis die Antragstellenden etwas nachgereicht oder beantwortet haben.",
        en="The case rests until the applicant has supplied or answered something.",
    ),
    why=Text(
        de="Was beim ersten Antrag schon dabei ist, muss niemand nachfordern und niemand abwarten.",
        en="What comes with the first application need not be asked for or waited for.",
    ),
    source="Reijers and Liman Mansar 2005 (control relocation)",
    settings=InformationRequestSettings,
    propose=propose,
    untestable=_untestable,
    waste="defects",
    category="quality of input and result",
    party="applicant",
    specific=True,
    wording=Wording(
        title=Text(de="Nachforderung: „{activity}“", en="Request to the applicant: “{activity}”"),
        observation=Text(
            de="{cases} Fälle ({share}) ruhen wegen „{activity}“ {typical}, bis die Bearbeitung weitergeht.",
            en="{cases} cases ({share}) rest because of “{activity}”, {typical} until work resumes.",
        ),
        questions=(
            Text(
                de="Welche Unterlage wird am häufigsten nachgefordert?",
                en="Which document is asked for most often?",
            ),
            Text(
                de="Versteht jemand ohne Fachwissen aus dem Formular, dass sie gebraucht wird?",
                en="Does a layperson understand from the form that it is needed?",
            ),
            Text(
                de="Was ließe sich weiterbearbeiten, während auf die Antwort gewartet wird?",
                en="What could go on while the answer is awaited?",
            ),
        ),
        experiment=Text(
            de="Ergänzen Sie das Formular um eine Checkliste für die am häufigsten fehlende Unterlage und zählen Sie vier Wochen lang die Nachforderungen.",
            en="Add a checklist for the document that is missing most often to the form and count the requests for four weeks.",
        ),
        experiment_notes=True,
        formula=Text(
            de="Summe über {cases} Fälle der Zeit vom Abschluss des Schritts vor „{activity}“ bis zur Wiederaufnahme der Arbeit",
            en="sum over {cases} cases of the time from the completion of the step before “{activity}” until work resumes",
        ),
        compared_with=Text(
            de="Kein Vergleich: Die Zeit der Nachforderung selbst ist gemessen. Wie viele Nachforderungen vermeidbar sind, weiß nur das Team.",
            en="No comparison: the time of the request itself is measured. How many requests can be avoided only the team knows.",
        ),
        disproof=Text(
            de="Wenn die Unterlagen erst im Verfahren entstehen und vorher gar nicht vorliegen können.",
            en="If the documents only come into being during the procedure and cannot exist before.",
        ),
    ),
)
