"""Where every row of the export went."""

from verwaltung_mining.errors import DataError
from verwaltung_mining.eventlog.raw import RawLog
from verwaltung_mining.eventlog.schema import Reconciliation
from verwaltung_mining.texts import Text


def reconcile(raw: RawLog, events: int) -> Reconciliation:
    """Rows read, kept, set aside and merged, each with its reason.

    Kept rows are the `events` and the rows merged into them. Raises DataError where the sum is not
    the number of rows read: an importer lost a row, which must not go unseen.
    """
    kept = events + sum(raw.merged.values())
    set_aside = sum(raw.quarantined.values())
    if raw.rows_read != kept + set_aside:
        sums = f"{raw.rows_read} != {kept} + {set_aside}"
        raise DataError(
            Text(
                de=f"Die Zeilenbilanz geht nicht auf: gelesen ≠ behalten + ausgesondert ({sums}).",
                en=f"rows do not add up: read != kept + quarantined ({sums}).",
            ),
            hint=Text(
                de="Das ist ein Fehler dieses Programms; bitte melden Sie ihn.",
                en="this is a fault of this program; please report it.",
            ),
        )
    return Reconciliation(
        rows_read=raw.rows_read,
        rows_kept=kept,
        quarantined=dict(sorted(raw.quarantined.items())),
        merged=dict(sorted(raw.merged.items())),
    )
