"""What `inspect` may show of a log: how it was read, never what is in a case."""

from typing import Any, Literal

from verwaltung_mining.provenance import ColumnDecision, SetAside
from verwaltung_mining.release.document import LogPart, Quality
from verwaltung_mining.release.released import GATE_KEY, Released
from verwaltung_mining.release.struct import Struct
from verwaltung_mining.release.tested import Excluded
from verwaltung_mining.texts import Text


class PossibleAnalysis(Struct, frozen=True, kw_only=True):
    """Whether a pattern can be looked for in this log."""

    detector: str
    name: Text
    missing: Text | None
    """What the log or the settings lack for it; null where nothing is missing."""


class LogSummary(Struct, frozen=True, kw_only=True):
    """A log without its cases."""

    schema: Literal["verwaltung-mining/log/1"] = "verwaltung-mining/log/1"
    log: LogPart
    reading: dict[str, str]
    """Encoding, delimiter, date formats … and how each was chosen."""
    columns: tuple[ColumnDecision, ...]
    set_aside: tuple[SetAside, ...] = ()
    """The first rows of each reason: numbers of rows, never what they hold."""
    activities: tuple[str, ...]
    """Those of enough cases and persons, the most frequent first."""
    attributes: dict[str, str]
    """Attribute → its role in a comparison (case_type, channel, outcome …)."""
    excluded: tuple[Excluded, ...] = ()
    """Attributes of the export that groups of cases are not formed by."""
    end_activities: tuple[str, ...]
    end_declared: bool
    quality: tuple[Quality, ...]
    analyses: tuple[PossibleAnalysis, ...]
    provenance: dict[str, Any]


def release_log(summary: LogSummary) -> Released[LogSummary]:
    """The summary, released: it counts cases and rows of the whole log and names no person."""
    return Released(summary, GATE_KEY)
