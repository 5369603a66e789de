"""The table of waiting causes: its figures, and which of its rows may be shown."""

from collections.abc import Mapping

from verwaltung_mining.release.context import ReleaseContext
from verwaltung_mining.release.document import CauseShares, WaitingCauses, WaitingRow


def waiting_row(
    waits: Mapping[str, float],
    *,
    occurrences: int,
    processing_days: float,
    source: str | None = None,
    target: str | None = None,
    cases: int | None = None,
) -> WaitingRow:
    """A row from the days of waiting by cause.

    >>> row = waiting_row({"batching": 3.0, "contention": 0.0, "prioritisation": 0.0,
    ...     "unavailability": 1.0, "extraneous": 0.0}, occurrences=2, processing_days=1.0)
    >>> row.shares.batching, row.cte, row.cte_without.batching
    (0.75, 0.2, 0.5)
    """
    wait = sum(waits.values())
    whole = wait + processing_days
    without = {
        cause: processing_days / (whole - days) for cause, days in waits.items() if whole > days
    }
    return WaitingRow(
        source=source,
        target=target,
        cases=cases,
        occurrences=occurrences,
        wait_days=wait,
        processing_days=processing_days,
        shares=CauseShares(**{c: d / wait for c, d in waits.items()}) if wait > 0 else None,
        cte=processing_days / whole if whole > 0 else None,
        cte_without=CauseShares(**without) if len(without) == len(waits) else None,
    )


def shown_waiting_causes(part: WaitingCauses, context: ReleaseContext) -> WaitingCauses:
    """The rows that enough cases and persons stand behind, and their sum.

    The sum covers nothing else, so that no row can be worked out from what is missing.
    """
    shown = tuple(row for row in part.transitions if _may_show(row, context))
    return WaitingCauses(
        skipped=part.skipped,
        transitions=shown,
        left_out=part.left_out + len(part.transitions) - len(shown),
        total=_sum(shown) if shown else None,
        units=part.units,
    )


def _may_show(row: WaitingRow, context: ReleaseContext) -> bool:
    steps = [step for step in (row.source, row.target) if step is not None]
    enough = row.cases is not None and row.cases >= context.policy.min_cases
    return enough and all(context.step_may_show(step) for step in steps)


def _sum(rows: tuple[WaitingRow, ...]) -> WaitingRow:
    waits = {
        cause: sum(
            row.wait_days * getattr(row.shares, cause) for row in rows if row.shares is not None
        )
        for cause in CauseShares.__struct_fields__
    }
    return waiting_row(
        waits,
        occurrences=sum(row.occurrences for row in rows),
        processing_days=sum(row.processing_days for row in rows),
    )
