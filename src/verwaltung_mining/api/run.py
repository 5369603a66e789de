"""From a log to its analysis."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from verwaltung_mining.api.analysis import Analysis
from verwaltung_mining.api.log import Log
from verwaltung_mining.engine import Executor
from verwaltung_mining.engine.settings import EngineSettings
from verwaltung_mining.pipeline import prepare, run
from verwaltung_mining.settings import Settings, settings_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def open_engine(
    kind: Literal["local", "processes", "spark"] | None = None,
    *,
    workers: int | None = None,
    spark_master: str | None = None,
    session: "SparkSession | None" = None,
    settings: Settings | str | Path | None = None,
) -> Executor:
    """Where logs are worked on: in this process, in several, or on a Spark cluster.

    What is not said is taken from `[engine]` of the settings. `session` is a Spark session that
    is there already. Raises SettingsError where PySpark is missing.
    """
    said = {
        "kind": "spark" if session is not None and kind is None else kind,
        "workers": workers,
        "spark_master": spark_master,
    }
    given = {name: value for name, value in said.items() if value is not None}
    chosen = settings_of(settings).section("engine", EngineSettings)
    return msgspec.structs.replace(chosen, **given).executor(session)


def analyse(
    log: Log,
    *,
    settings: Settings | str | Path | None = None,
    engine: Executor | None = None,
) -> Analysis:
    """The ranked improvement candidates of a log.

    `settings` as loaded by `load_settings`, or the path of a settings file; without it
    `verwaltung-mining.toml` in the working directory counts, else the defaults.
    `engine` as `open_engine` gives it says where the log is worked on; the result is the same.
    Raises SettingsError for unknown sections, keys or wrong values.
    """
    chosen = settings_of(settings)
    executor = engine or chosen.section("engine", EngineSettings).executor()
    events = log.event_log.events.on(executor)
    prepared = prepare(replace(log.event_log, events=events), chosen, left_out=log.left_out)
    return Analysis(document=run(prepared), prepared=prepared)
