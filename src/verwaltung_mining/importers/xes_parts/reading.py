"""The rows of an XES log, read block by block: labels coded, stamps read, bad rows set aside."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial

import polars as pl

from verwaltung_mining.engine import InProcess
from verwaltung_mining.eventlog.labels import Labels
from verwaltung_mining.eventlog.raw import QUARANTINE_SCHEMA
from verwaltung_mining.eventlog.spool import KEY, ROW, Spool
from verwaltung_mining.importers.columns.roles import Roles
from verwaltung_mining.importers.gathering import Gathered
from verwaltung_mining.importers.options import ReadOptions
from verwaltung_mining.importers.reading_rows import RANK
from verwaltung_mining.importers.row_order import Steps, as_ranks, steps
from verwaltung_mining.importers.stamps.isolation import believed, spread
from verwaltung_mining.importers.text.table import TableFacts
from verwaltung_mining.importers.xes_parts.cases import XesCases
from verwaltung_mining.importers.xes_parts.events import CASE_NAME, EventCollector, TraceBlock
from verwaltung_mining.importers.xes_parts.row_block import LABELS, row_block
from verwaltung_mining.importers.xes_parts.stamps import LogStamps, Written

ORDER_KEY = "order_key"
"""Column of the attribute that the user declared to order events of one stamp."""


class XesReading:
    """What was read so far of an XES log."""

    def __init__(
        self,
        options: ReadOptions,
        role_keys: Mapping[str, str],
        written: Written | None = None,
        taken: frozenset[str] = frozenset(),
    ) -> None:
        """Nothing yet; `written` as `LogStamps` takes it, `taken` as `XesCases`."""
        self.role_keys = dict(role_keys)
        self.events = EventCollector(role_keys=self.role_keys)
        self.cases = XesCases(options.case_id or CASE_NAME, taken)
        self.stamps = LogStamps(options, written)
        self.filled: set[str] = set()
        """Roles that an event fills, blanks and marks for nothing apart."""
        self._room = options.room
        self._spool = Spool(options.room)
        self._labels = {role: Labels() for role in LABELS}
        self._set_aside: list[pl.DataFrame] = []
        self._spreads: list[pl.DataFrame] = []
        self._steps = Steps()
        self._last: pl.DataFrame | None = None

    def blocks(self, blocks: Iterable[TraceBlock]) -> "XesReading":
        """Read blocks that follow those before."""
        for block in blocks:
            self._add(block)
        return self

    def event_keys(self) -> list[str]:
        """Every key that an event carries, sorted."""
        filled = (key for role, key in self.role_keys.items() if role in self.events.filled)
        return sorted(self.events.refused_keys.union(self.cases.event_keys(), filled))

    def gathered(self, file: TableFacts) -> Gathered:
        """All of it."""
        unit = "org_unit" if "org_unit" in self.filled else "role"
        rows = self._spool.spooled().parts(self._room, InProcess())
        known = {role: labels.known() for role, labels in self._labels.items()}
        views = [partial(_shown, self.stamps, unit)] * len(rows.tables)
        order = self.role_keys.get(ORDER_KEY)
        return Gathered(
            table=file,
            rows=rows.seen_through(views),
            labels=known | {"case_id": self.cases.references(), "org_unit": known[unit]},
            varying=(),
            free=(),
            set_aside=pl.concat([*self._set_aside, *self._refused()]),
            files=((file.file_name, self.events.rows_read),),
            rows_read=self.events.rows_read,
            roles=Roles(columns={} if order is None else {"order": order}),
            stamps=self.stamps.events,
            believed=believed(self._spreads),
            steps=self._steps,
            quality_counts=self._quality_counts(),
        )

    def _add(self, block: TraceBlock) -> None:
        texts = row_block(block.columns)
        rows = texts.with_columns(
            self.cases.add(block),
            pl.Series(ROW, block.rows, dtype=pl.UInt32),
            *(labels.codes(texts[role]) for role, labels in self._labels.items()),
            *self.stamps.read(texts).get_columns(),
        )
        good = rows["problem"].is_null()
        kept = rows.filter(good).drop("problem")
        self.filled.update(role for role in self.role_keys if kept[role].count())
        if ORDER_KEY in kept.columns:
            kept = kept.with_columns(as_ranks(kept[ORDER_KEY]).alias(RANK)).drop(ORDER_KEY)
        self._spreads += [spread(kept["timestamp"]), spread(kept["start"])]
        followed = kept.select("case_id", "timestamp")
        self._steps += steps(followed if self._last is None else pl.concat([self._last, followed]))
        self._last = followed.tail(1) if followed.height else self._last
        self._spool.add(kept.with_columns(pl.col("case_id").alias(KEY)))
        self._set_aside.append(rows.filter(~good).select("row", reason="problem"))

    def _refused(self) -> list[pl.DataFrame]:
        """`row` and `reason` of what the stream set aside."""
        return [
            pl.DataFrame(
                {"row": numbers, "reason": [reason] * len(numbers)}, schema=QUARANTINE_SCHEMA
            )
            for reason, numbers in self.events.set_aside.items()
        ]

    def _quality_counts(self) -> Counter[str]:
        return self.stamps.events.quality_counts + Counter(
            case_without_name=self.cases.without_name,
            case_without_event=self.cases.without_event,
            case_name_repeated=self.cases.repeated(),
        )


def _shown(stamps: LogStamps, unit: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with the unit, and with the dates that only the whole log tells."""
    return stamps.dated(rows.with_columns(rows[unit].alias("org_unit")).drop("role"))
