"""Observations: occurrences of places in cases."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from verwaltung_mining.shapes.claims import Claims, Floats, Ints
from verwaltung_mining.shapes.hypothesis import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Observations:
    """Occurrences of places in cases, with the time each took."""

    place: Ints
    claims: Claims
    places: tuple[Place, ...]
    """By place code."""

    rows: Ints
    """Position of each occurrence in the frame it was taken from."""
    done: Ints | None = None
    """Completion of the step that each occurrence leads to, where its time ends before (in ms)."""

    @property
    def seconds(self) -> Floats:
        """Time of each occurrence."""
        return self.claims.seconds

    @property
    def done_by(self) -> Ints:
        """When the step that each occurrence leads to was completed."""
        return self.claims.finish if self.done is None else self.done

    def select(self, chosen: npt.NDArray[np.bool_] | Ints | slice) -> "Observations":
        """Some of the occurrences, by mask, position or as a stretch."""
        return replace(
            self,
            place=self.place[chosen],
            claims=self.claims.select(chosen),
            rows=self.rows[chosen],
            done=None if self.done is None else self.done[chosen],
        )
