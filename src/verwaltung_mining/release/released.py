"""The wrapper that every writer and display demands, and only the gate makes."""

from typing import Final, Generic, NoReturn, TypeVar, final

T = TypeVar("T")

GATE_KEY: Final = object()
"""For the modules of this package alone; a test looks for it elsewhere."""


@final
class Released(Generic[T]):
    """A value that passed the privacy gate.

    >>> Released("not from the gate", object())
    Traceback (most recent call last):
    TypeError: only the gate in verwaltung_mining.release makes a Released value
    """

    __slots__ = ("_value",)
    _value: T

    def __init__(self, value: T, key: object) -> None:
        if key is not GATE_KEY:
            raise TypeError("only the gate in verwaltung_mining.release makes a Released value")
        object.__setattr__(self, "_value", value)

    def opened(self, key: object) -> T:
        """The value, for `opened` below."""
        if key is not GATE_KEY:
            raise TypeError("take the value out with verwaltung_mining.release.opened")
        return self._value

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a Released value cannot be changed")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a Released value cannot be changed")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Released value cannot be pickled or copied; write it with an output")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Released) and bool(self._value == other._value)

    def __hash__(self) -> int:
        return hash((Released, type(self._value)))

    def __repr__(self) -> str:
        return f"<Released {type(self._value).__name__}>"


def opened(released: Released[T]) -> T:
    """The value inside, for a writer; anything that did not pass the gate is a TypeError."""
    if not isinstance(released, Released):
        raise TypeError(f"not released by the privacy gate: {type(released).__name__}")
    return released.opened(GATE_KEY)
