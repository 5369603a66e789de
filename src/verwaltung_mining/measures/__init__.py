"""What can be measured on an event log: one measure, one file, one function, one name.

Each takes a LazyFrame with the columns of `eventlog.schema.EVENT_SCHEMA` (or the part it needs),
sorted as there, and gives a LazyFrame; nothing is collected. Times are Durations by the clock, or
working time where a calendar is given.
"""

from verwaltung_mining.measures.arrivals import arrivals
from verwaltung_mining.measures.busy_time import busy_time
from verwaltung_mining.measures.completions import completions
from verwaltung_mining.measures.directly_follows import directly_follows, transitions
from verwaltung_mining.measures.first_time_right import first_time_right
from verwaltung_mining.measures.handover import handover
from verwaltung_mining.measures.processing_time import processing_time
from verwaltung_mining.measures.repetitions import repetitions
from verwaltung_mining.measures.rework import rework
from verwaltung_mining.measures.sojourn_time import sojourn_time
from verwaltung_mining.measures.throughput_time import throughput_time
from verwaltung_mining.measures.variant import variant, variants
from verwaltung_mining.measures.waiting_time import waiting_time
from verwaltung_mining.measures.work_in_progress import work_in_progress

__all__ = [
    "arrivals",
    "busy_time",
    "completions",
    "directly_follows",
    "first_time_right",
    "handover",
    "processing_time",
    "repetitions",
    "rework",
    "sojourn_time",
    "throughput_time",
    "transitions",
    "variant",
    "variants",
    "waiting_time",
    "work_in_progress",
]
