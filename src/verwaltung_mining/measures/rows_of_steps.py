"""Which rows of the event table belong to each step."""

import numpy as np

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.measures.operating_time import Ints
from verwaltung_mining.statistics import rows_by


def rows_of_steps(log: AnalysedLog) -> dict[int, Ints]:
    """Activity → positions of its events, ascending; for activities that occur, by code."""
    return rows_by(log.events.column("activity").to_numpy())


def index_of_events(log: AnalysedLog) -> Ints:
    """Case index of each event; asked for by `log.once`, like the rows of steps."""
    return log.events.column("index").to_numpy().astype(np.int64)
