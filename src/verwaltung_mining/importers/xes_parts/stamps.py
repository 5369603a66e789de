"""Stamps of an XES log: instants, their precision, and the zone whose clock they show."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from verwaltung_mining.importers.columns.roles import Roles
from verwaltung_mining.importers.options import DEFAULT_ZONE, ReadOptions
from verwaltung_mining.importers.stamps.event_stamps import EventStamps
from verwaltung_mining.importers.stamps.evidence import StampWay
from verwaltung_mining.importers.stamps.precision import (
    CLOCK,
    ClockFacts,
    clock_facts,
    clocks,
    time_precision,
)
from verwaltung_mining.importers.stamps.reading import read_part

OFFSET = r":\d{2}(?:[.,]\d+)?\s?(Z|z|[+-]\d{2}:?(?:\d{2})?)\s*$"
MINUTES_PER_HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LogZone:
    """The zone of a log's local dates, and why."""

    name: str
    reason: str
    utc_only: bool = False
    """Every stamp is written in UTC, whatever the zone of the office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offsets:
    """The offsets that stamps are written with; those of parts add up."""

    written: Counter[int] = field(default_factory=Counter)
    """Minutes → stamps."""
    unwritten: int = 0
    agreeing: int = 0
    """Stamps whose offset is that of the zone asked for."""

    def __add__(self, other: "Offsets") -> "Offsets":
        return Offsets(
            written=self.written + other.written,
            unwritten=self.unwritten + other.unwritten,
            agreeing=self.agreeing + other.agreeing,
        )

    def zone(self, asked: str) -> LogZone:
        """The zone asked for, unless every stamp of the file contradicts the default one.

        A file whose stamps all carry one other offset of whole hours was written in that fixed
        zone; UTC says nothing, because exporters write it whatever their zone.

        >>> Offsets(written=Counter({-300: 7})).zone("Europe/Berlin").name
        'Etc/GMT+5'
        """
        if not self.written:
            return LogZone(name=asked, reason="no stamp carries an offset")
        if set(self.written) == {0}:
            reason = "all stamps are in UTC"
            return LogZone(name=asked, reason=reason, utc_only=not self.unwritten)
        hours, rest = divmod(-min(self.written), MINUTES_PER_HOUR)
        alone = len(self.written) == 1 and not rest
        if asked == DEFAULT_ZONE and not self.agreeing and alone:
            return LogZone(name=f"Etc/GMT{hours:+d}", reason="all stamps carry this offset")
        agreeing = self.agreeing / self.written.total()
        return LogZone(name=asked, reason=f"agrees with {agreeing:.1%} of the offsets")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How the stamps of a log are written, as far as only the whole log tells."""

    zone: str
    """Whose clock they show."""
    ways: Mapping[str, StampWay] = field(default_factory=dict)


class LogStamps:
    """The stamps of a log, read block by block."""

    def __init__(self, options: ReadOptions, written: Written | None) -> None:
        """No stamp yet. What is not known of how they are written, the first block tells."""
        self._options = options
        self._written = written
        self._read: EventStamps | None = None
        self._offsets = Offsets()
        self._in_utc = ClockFacts()

    def read(self, rows: pl.DataFrame) -> pl.DataFrame:
        """As `EventStamps.read`, of the text columns `timestamp` and `start` of a block."""
        if self._read is None:
            self._read = self._begun(rows["timestamp"])
        stamps = self._read.read(rows)
        instants = stamps["timestamp"]
        self._offsets += offsets(rows["timestamp"], instants, self._options.zone)
        utc = instants.dt.replace_time_zone(None)
        self._in_utc += clock_facts(utc, _shown_in_utc(utc))
        return stamps

    @property
    def events(self) -> EventStamps:
        """What was seen on the way."""
        if self._read is None:
            raise ValueError("a log has at least one block")
        return self._read

    @property
    def zone(self) -> LogZone:
        """The zone of the log's local dates, by all stamps so far."""
        return self._offsets.zone(self._options.zone)

    def used(self) -> Written:
        """How they were read."""
        return Written(zone=self.events.options.zone, ways=self.events.ways)

    def told(self) -> Written:
        """How all of them together say that they are written. Raises AmbiguousError."""
        return Written(zone=self.zone.name, ways=self.events.settled())

    def dated(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows in which midnight UTC, where frequent, is a date that was written without a time."""
        if not self.zone.utc_only:
            return rows
        utc = rows["timestamp"].dt.replace_time_zone(None)
        days = time_precision(_shown_in_utc(utc), self._in_utc) == "day"
        return rows.with_columns(
            clock=pl.when(days).then(pl.lit("day", dtype=CLOCK)).otherwise("clock"),
            local_date=pl.when(days).then(utc.dt.date()).otherwise("local_date"),
        )

    def _begun(self, first: pl.Series) -> EventStamps:
        written = self._written
        if written is None:
            asked = self._options.zone
            instants = read_part(first, None, zone=asked).frame["instant"]
            written = Written(zone=offsets(first, instants, asked).zone(asked).name)
        roles = Roles(columns={"timestamp": "timestamp", "start": "start"})
        told = replace(self._options, zone=written.zone, date_order=None, time_formats=())
        return EventStamps(roles=roles, options=told, ways=written.ways)


def offsets(texts: pl.Series, instants: pl.Series, asked: str) -> Offsets:
    """The offsets of stamps, and how many are those of the zone asked for."""
    minutes = _offset_minutes(texts)
    local = instants.dt.convert_time_zone(asked)
    in_zone = (local.dt.base_utc_offset() + local.dt.dst_offset()).dt.total_minutes()
    counts = minutes.drop_nulls().value_counts(name="stamps")
    return Offsets(
        written=Counter(dict(counts.iter_rows())),
        unwritten=minutes.null_count(),
        agreeing=int((minutes == in_zone).sum()),
    )


def _shown_in_utc(utc: pl.Series) -> pl.Series:
    return clocks(utc, pl.repeat("second", len(utc), eager=True))


def _offset_minutes(stamps: pl.Series) -> pl.Series:
    """Minutes of the written offset; null where none is written."""
    text = stamps.to_frame("stamp").select(
        offset=pl.col("stamp").str.extract(OFFSET).str.replace("(?i)z", "+0000")
    )
    digits = pl.col("offset").str.replace_all(r"\D", "").str.pad_end(len("0000"), "0")
    hours, minutes = digits.str.slice(0, 2), digits.str.slice(2, 2)
    total = hours.cast(pl.Int32) * MINUTES_PER_HOUR + minutes.cast(pl.Int32)
    signed = pl.when(pl.col("offset").str.starts_with("-")).then(-total).otherwise(total)
    return text.select(signed.alias("offset")).to_series()
