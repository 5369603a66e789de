"""What is too small to be worth a workshop's time."""

MATERIAL_SHARE = 0.01
"""Least share of all case time a candidate must save, before pass-through (docs/methods.md)."""
MATERIAL_DAYS = 10.0
"""Least case-days per year a candidate must save (docs/methods.md)."""
