"""The wait that would be there without the rule under which a step is released."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verwaltung_mining.shapes.rhythm import Rhythm
from verwaltung_mining.texts import Text

Floats = npt.NDArray[np.float64]

RAREST = 0.05
"""A wait that escapes with a smaller chance counts for no more than twenty like it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalWait:
    """The wait that would be there without the rule, in seconds, and what shows it."""

    seconds: float
    least: float
    most: float
    yardstick: Text


ESCAPED = Text(
    de="die Fälle, die an anderen Tagen oder einzeln erledigt wurden; ist die Wartezeit lang, "
    "zählt sie auch für die gleich langen, die auf einen Termin trafen",
    en="the cases that were done on other days or singly; a long wait counts for those of the "
    "same length too that met a date",
)
MISSED = Text(
    de="die Zeit, bis ein Fall bereit ist, aus den Terminen, die Fälle noch erreichen oder "
    "verpassen, und die Zeit bis zum nächsten Dienst",
    en="the time until a case is ready, from the dates that cases still make or miss, and the "
    "time until work is done again",
)
BETWEEN_LISTS = Text(
    de="die Bearbeitung im nächsten Dienst, sobald der Fall bereit ist; bereit war er zwischen "
    "zwei Listen, und eine Liste entsteht zwischen dem Dienstschluss am Vortag und dem Beginn"
    " der Arbeit daran",
    en="work in the next office hours once the case is ready; it became ready between two lists,"
    " and a list is made between the end of work on the day before and the begin of work on "
    "it",
)
ASSUMED = Text(
    de="ein Arbeitstag: Zu wenige Fälle wurden außerhalb des Takts erledigt, um es zu messen",
    en="one working day: too few cases were done outside the rhythm to measure it",
)


def normal_wait(
    seconds: Floats,
    rhythm: Rhythm,
    *,
    usual: float | None,
    minimum_unbatched: int,
    assumed: float,
) -> NormalWait:
    """Normal wait with its least and greatest admissible value.

    Measured on the events that escape the rule, long waits counting for the like of them that met a
    date; where there are too few, by the dates that cases miss; where neither is possible, the
    assumed wait is taken, and the usual time of the other steps bounds how far off that may be and
    widens the interval. Where both can be measured, the interval holds both.
    """
    shown = [] if rhythm.normal is None else [rhythm.normal[0]]
    free = rhythm.escaped
    if free.sum() >= minimum_unbatched:
        weights = None if rhythm.chance is None else 1.0 / np.maximum(rhythm.chance[free], RAREST)
        mean = float(np.average(seconds[free], weights=weights))
        return NormalWait(
            seconds=mean, least=min([mean, *shown]), most=max([mean, *shown]), yardstick=ESCAPED
        )
    if rhythm.normal is not None:
        middle, slack = rhythm.normal
        return NormalWait(
            seconds=middle,
            least=max(middle - slack, 0.0),
            most=middle + slack,
            yardstick=BETWEEN_LISTS if rhythm.by_the_clock else MISSED,
        )
    typical = assumed if usual is None else usual
    return NormalWait(
        seconds=assumed,
        least=min(assumed, typical),
        most=max(assumed, typical),
        yardstick=ASSUMED,
    )
