"""Survivorship: how far two groups of cases differ in what makes cases easy or hard."""

import numpy as np

from verwaltung_mining.measures.analysed import AnalysedLog
from verwaltung_mining.shapes.strata import STRATUM_ROLES, codes
from verwaltung_mining.strengths.kind import Bools
from verwaltung_mining.strengths.strength import Dimension, MixDifference

DIMENSIONS: dict[str, Dimension] = {"case_type": "case_type", "channel": "channel"}


def case_mix(
    log: AnalysedLog, members: Bools, others: Bools, *, without: str | None, block: bool = True
) -> tuple[MixDifference, ...]:
    """Distance of the groups by case type, channel and 13-week block.

    `without` names an attribute that makes the groups; `block` is left out where time does.
    """
    found = []
    for role in STRATUM_ROLES:
        names = [a.name for a in log.attribute_list if a.role == role and a.name != without][:1]
        found += [
            MixDifference(
                dimension=DIMENSIONS[role],
                attribute=name,
                distance=_distance(codes(log, (name,)), members, others),
            )
            for name in names
        ]
    if block:
        distance = _distance(codes(log, ("block",)), members, others)
        found.append(MixDifference(dimension="block", attribute=None, distance=distance))
    return tuple(found)


def _distance(code: np.ndarray, members: Bools, others: Bools) -> float:
    """Total variation distance of the shares of each code in both groups."""
    width = int(code.max(initial=0)) + 1
    inside, outside = (np.bincount(code[group], minlength=width) for group in (members, others))
    if not inside.sum() or not outside.sum():
        return 0.0
    return float(np.abs(inside / inside.sum() - outside / outside.sum()).sum() / 2)
