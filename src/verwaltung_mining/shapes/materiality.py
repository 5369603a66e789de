"""What is too small to be worth a workshop's time."""

MATERIAL_SHARE = 0.01
"""Least share of all case time a candidate is likely to save (docs/methods.md). Detectors ask it of
the time at a place, before they look closer; the gate asks it once more after pass-through."""
MATERIAL_DAYS = 10.0
"""Least case-days per year, asked by the gate alone (docs/methods.md)."""
