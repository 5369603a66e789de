"""The widest way by which each node of a graph is reached."""

from collections import defaultdict
from collections.abc import Mapping
from heapq import heappop, heappush

Path = tuple[int, int]
Weights = Mapping[Path, float]
"""Path (source, target) → how strong it is."""


def widest_tree(weights: Weights, *, root: int) -> dict[int, int]:
    """Node → the node before it on its widest way from the root: the weakest path is strongest.

    Every node that the root reaches, in the order of reaching. Source: Pollack 1960, The maximum
    capacity through a network. Ties by the numbers of the path's ends.

    >>> widest_tree({(-1, 0): 9, (0, 1): 5, (1, 0): 99, (-1, 1): 1}, root=-1)
    {0: -1, 1: 0}
    """
    outgoing: defaultdict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for (source, target), weight in weights.items():
        outgoing[source].append((-weight, source, target))
    before: dict[int, int] = {}
    waiting: list[tuple[float, int, int]] = []
    newest = root
    while True:
        for path in outgoing[newest]:
            heappush(waiting, path)
        while waiting and (waiting[0][2] in before or waiting[0][2] == root):
            heappop(waiting)
        if not waiting:
            return before
        _, source, newest = heappop(waiting)
        before[newest] = source
