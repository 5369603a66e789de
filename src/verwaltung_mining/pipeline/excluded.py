"""The attributes of an export that no groups of cases are formed by, each with the reason."""

from verwaltung_mining.eventlog.schema import EventLog
from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.compared_attributes import compared_attributes
from verwaltung_mining.release.tested import Excluded


def excluded_part(log: EventLog, analysed: AnalysedLog) -> tuple[Excluded, ...]:
    """Those left out at import, in the order of the columns, then those not fit to be compared."""
    dropped = (c for c in log.provenance.columns if c.role == "dropped")
    unfit = compared_attributes(analysed)[1] if analysed.cases.height else ()
    return (
        *(Excluded(attribute=c.column, kind="not_imported", reason=c.reason) for c in dropped),
        *(Excluded(attribute=n.attribute, kind=n.kind, reason=n.reason) for n in unfit),
    )
