"""Which groups are held against which others at each place, and in which cells.

A cell is a sum of strata, so that a question about a million occurrences is put to the few
thousand counts of strata and groups.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verwaltung_mining.shapes.claims import Ints
from verwaltung_mining.shapes.groups import NO_GROUP, Groups
from verwaltung_mining.shapes.observations import Observations
from verwaltung_mining.statistics import (
    NOT_COMPARED,
    Question,
    RankCounts,
    RankTests,
    assign_cells,
    counted_tests,
)

Bools = npt.NDArray[np.bool_]

LEFT_OUT, PEER, AFFECTED = -1, 0, 1
"""What a group is at a place."""


def roles(
    groups: Groups,
    *,
    affected: int | Ints,
    left_out: Sequence[int | Ints] = (),
    unknown: int = PEER,
) -> Ints:
    """What each group is at each place, the unknown group first; whoever is not named is a peer.

    A group is given for all places or by place, NO_GROUP where there is none. What is left out
    stays so.
    """
    table = np.full((groups.places, groups.groups), PEER, np.int64)
    every = np.arange(groups.places)
    table[every, np.subtract(affected, NO_GROUP)] = AFFECTED
    for group in left_out:
        table[every, np.subtract(group, NO_GROUP)] = LEFT_OUT
    table[:, 0] = unknown
    return table


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The affected of each place and their peers in the same cells."""

    groups: Groups
    cell: Ints
    """By portion, NOT_COMPARED where it is left out or has no match."""
    affected: Bools
    """By portion."""
    place: Ints
    """By cell."""

    @classmethod
    def of(cls, groups: Groups, role: Ints, *, minimum: int) -> "Compared":
        """Cells of at least `minimum` affected and peers, as fine as they can be; see `roles`."""
        part = role[groups.place]
        affected = (groups.size * (part == AFFECTED)).sum(axis=1)
        count = (groups.size * (part != LEFT_OUT)).sum(axis=1)
        cell = assign_cells(groups.place, groups.levels, affected, count=count, minimum=minimum)
        place = np.zeros(int(cell.max(initial=NOT_COMPARED)) + 1, np.int64)
        place[cell[cell != NOT_COMPARED]] = groups.place[cell != NOT_COMPARED]
        return cls(
            groups=groups,
            cell=np.where(part == LEFT_OUT, NOT_COMPARED, cell[:, None]).ravel(),
            affected=(part == AFFECTED).ravel(),
            place=place,
        )

    def tests(self, counts: RankCounts) -> RankTests:
        """One test per place, of the occurrences' times as they were counted."""
        question = Question(
            cell=self.cell, affected=self.affected, place=self.place, places=self.groups.places
        )
        return counted_tests(counts, question)

    def cases(self) -> tuple[Ints, Ints]:
        """Affected cases and cases among their peers, by place."""
        ranked = self.groups.ranked
        met = np.where(self.affected, 1, 2).astype(np.uint8) * (self.cell != NOT_COMPARED)
        of_case = np.bitwise_or.reduceat(met[self.groups.portion], ranked.first)
        place = ranked.observations.place[ranked.first]
        affected, peers = (
            np.bincount(place[of_case & side > 0], minlength=self.groups.places) for side in (1, 2)
        )
        return affected, peers

    def at(self, place: int) -> tuple[Observations, Bools, Ints, Ints | None]:
        """The compared occurrences of a place: which are affected, in which cells and groups."""
        here = self.groups.ranked.at(place)
        here = here[self.cell[self.groups.portion[here]] != NOT_COMPARED]
        portion = self.groups.portion[here]
        group = portion % self.groups.groups if self.groups.told_apart else None
        observations = self.groups.ranked.observations.select(here)
        return observations, self.affected[portion], self.cell[portion], group
