"""What follows what on one case's way, where branches run side by side."""

from collections.abc import Sequence

from verwaltung_mining.simulation.visits import Visit


class Way:
    """The visits of one case and how far its branches have come.

    >>> def visit(branch):
    ...     return Visit("", "", "", "", 0, 0, branch=branch)
    >>> way = Way([visit(None), visit(0), visit(1), visit(0), visit(None)])
    >>> way.after(0, 5), way.after(1, 9), way.after(2, 7), way.after(3, 12)
    ([(1, 5), (2, 5)], [(3, 9)], [], [(4, 12)])
    """

    __slots__ = ("_ends", "visits")

    def __init__(self, visits: Sequence[Visit]) -> None:
        self.visits = visits
        self._ends: dict[int, list[int]] = {}
        """First position behind a block of branches → ends of its finished branches."""

    def first(self) -> list[int]:
        """Positions that come first."""
        return self._beginning(0)

    def after(self, position: int, end: int) -> list[tuple[int, int]]:
        """Positions that can follow now, each with the instant since when."""
        branch = self.visits[position].branch
        if branch is None:
            return [(p, end) for p in self._beginning(position + 1)]
        behind = self._block_end(position)
        later = next(
            (p for p in range(position + 1, behind) if self.visits[p].branch == branch), None
        )
        if later is not None:
            return [(later, end)]
        ends = self._ends.setdefault(behind, [])
        ends.append(end)
        if len(ends) < self._branches_before(behind):
            return []
        return [(p, max(ends)) for p in self._beginning(behind)]

    def _beginning(self, position: int) -> list[int]:
        """The visit at a position, or the first one of each branch of the block there."""
        if position >= len(self.visits):
            return []
        if self.visits[position].branch is None:
            return [position]
        heads: dict[int | None, int] = {}
        for p in range(position, self._block_end(position)):
            heads.setdefault(self.visits[p].branch, p)
        return list(heads.values())

    def _block_end(self, position: int) -> int:
        while position < len(self.visits) and self.visits[position].branch is not None:
            position += 1
        return position

    def _branches_before(self, behind: int) -> int:
        branches = set()
        while behind > 0 and self.visits[behind - 1].branch is not None:
            behind -= 1
            branches.add(self.visits[behind].branch)
        return len(branches)
