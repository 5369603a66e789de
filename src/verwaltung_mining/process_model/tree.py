"""A process tree: a model built from blocks that follow, exclude, overlap or repeat each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Operator = Literal["sequence", "choice", "parallel", "loop"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A block of a process: an activity, nothing (a way past), or an operator over blocks.

    A loop does its first child, then may do one of the others and start again.
    Source: Leemans 2022, Robust Process Mining with Guarantees, sec. 2.4.
    """

    operator: Operator | None = None
    children: tuple["Tree", ...] = ()
    activity: int | None = None

    @property
    def silent(self) -> bool:
        """Nothing happens: a way past."""
        return self.operator is None and self.activity is None

    def activities(self) -> Iterator[int]:
        """The codes of all activities, from left to right.

        >>> list(Tree(operator="choice", children=(Tree(activity=4), Tree())).activities())
        [4]
        """
        if self.activity is not None:
            yield self.activity
        for child in self.children:
            yield from child.activities()


def block(operator: Operator, children: Sequence[Tree]) -> Tree:
    """A block; a loop whose body is a loop becomes one loop that allows the same.

    >>> inner = block("loop", [Tree(activity=0), Tree(activity=1)])
    >>> [child.activity for child in block("loop", [inner, Tree(activity=2)]).children]
    [0, 1, 2]
    """
    first, *others = children
    if operator == "loop" and first.operator == "loop":
        return Tree(operator="loop", children=(*first.children, *others))
    return Tree(operator=operator, children=tuple(children))
