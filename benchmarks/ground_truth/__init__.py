"""Planted problems, what only looks like them, and what the analysis makes of both."""
