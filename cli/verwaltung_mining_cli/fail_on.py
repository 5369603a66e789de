"""--fail-on: an exit code of its own when a candidate is sure enough."""

from typing import TYPE_CHECKING

import click

from verwaltung_mining_cli.bilingual import option

if TYPE_CHECKING:
    from verwaltung_mining import Analysis

THRESHOLD_HIT = 3
REACHES = {
    "any": ("hint", "low", "medium", "high"),
    "medium": ("medium", "high"),
    "high": ("high",),
}
"""Choice → the labels of confidence that reach it."""

fail_on_option = option(
    "--fail-on", type=click.Choice(list(REACHES)),
    de="Rückgabewert 3, wenn ein Vorschlag so sicher ist.",
    en="Exit with 3 if a candidate is as sure as this.",
)  # fmt: skip


def exit_if_reached(ctx: click.Context, analysis: "Analysis", level: str | None) -> None:
    """Leave with the exit code 3 where a candidate reaches the level."""
    if level is not None and any(c.confidence in REACHES[level] for c in analysis.candidates):
        ctx.exit(THRESHOLD_HIT)
