"""The options that say how and where a log is analysed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from verwaltung_mining_cli.bilingual import option
from verwaltung_mining_cli.options import settings_option

if TYPE_CHECKING:
    from verwaltung_mining import Settings

F = TypeVar("F", bound=Callable[..., Any])

NAMES = ("kind", "workers", "spark_master")

OPTIONS = (
    option("--engine", "kind", type=click.Choice(["local", "processes", "spark"]),
           de="Wo gerechnet wird: in diesem Prozess, in mehreren oder auf einem Spark-Cluster. Das "
              "Ergebnis ist dasselbe.",
           en="Where to compute: in this process, in several, or on a Spark cluster. The result is "
              "the same."),
    option("--workers", type=click.IntRange(min=1), metavar="N",
           de="Zahl der Prozesse (sonst einer je Kern).",
           en="Number of processes (else one a core)."),
    option("--spark-master", metavar="URL",
           de="Adresse des Spark-Clusters.", en="Address of the Spark cluster."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Engine:
    """What the command line says about where to compute; the settings say the rest."""

    said: dict[str, Any] = field(default_factory=dict)

    def open(self, settings: "Settings") -> Any:
        """Start it."""
        import verwaltung_mining as vm

        return vm.open_engine(settings=settings, **self.said)


AS_SET = Engine()
"""As the settings say."""


def engine_options(function: F) -> F:
    """--settings, and where to compute; the function gets `settings` and one argument `engine`."""

    @wraps(function)
    def collected(*args: Any, **values: Any) -> Any:
        given = {name: values.pop(name) for name in NAMES}
        said = {name: value for name, value in given.items() if value is not None}
        return function(*args, engine=Engine(said), **values)

    for add in reversed(OPTIONS):
        collected = add(collected)
    return settings_option(collected)  # type: ignore[return-value]
