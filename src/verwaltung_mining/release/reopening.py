"""A result that was released and written before, back through the gate."""

import msgspec

from verwaltung_mining.errors import FileUnreadableError, RefusedError
from verwaltung_mining.release.document import AnalysisDocument, Candidate
from verwaltung_mining.release.policy import MIN_CASES_FLOOR
from verwaltung_mining.release.released import GATE_KEY, Released
from verwaltung_mining.texts import Text


def reopen_analysis(content: bytes, *, name: str) -> Released[AnalysisDocument]:
    """The document in `content`, the bytes of the file `name`.

    Raises FileUnreadableError if it is no such document, RefusedError if it shows what the gate
    would never have written.
    """
    try:
        document = msgspec.json.decode(content, type=AnalysisDocument)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FileUnreadableError(
            Text(
                de=f"{name} ist kein Ergebnis dieser Version: {error}",
                en=f"{name} is not a result of this version: {error}",
            ),
            hint=Text(
                de="Werten Sie das Protokoll mit analyze und --out erneut aus.",
                en="analyse the log again with analyze and --out.",
            ),
        ) from error
    waits = (row.cases or 0 for row in document.waiting_causes.transitions)
    shown = all(_could_be_released(candidate, document) for candidate in document.candidates)
    if not shown or not all(cases >= MIN_CASES_FLOOR for cases in waits):
        raise _altered(name)
    return Released(document, GATE_KEY)


def _altered(name: str) -> RefusedError:
    return RefusedError(
        Text(
            de=f"{name} enthält Angaben, die nicht freigegeben sein können.",
            en=f"{name} holds figures that cannot have been released.",
        ),
        hint=Text(
            de="Die Datei wurde verändert; werten Sie das Protokoll erneut aus.",
            en="the file was altered; analyse the log again.",
        ),
    )


def _could_be_released(candidate: Candidate, document: AnalysisDocument) -> bool:
    evidence = candidate.evidence
    counts = [candidate.affected_cases, evidence.cases]
    if evidence.peers is not None:
        counts.append(evidence.peers)
    named = candidate.locus.org_units is not None
    agreed = document.privacy.agreement is not None
    return min(counts) >= MIN_CASES_FLOOR and (agreed or not named)
