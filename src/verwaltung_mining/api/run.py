"""From a log to its analysis."""

from pathlib import Path

from verwaltung_mining.api.analysis import Analysis
from verwaltung_mining.api.log import Log
from verwaltung_mining.pipeline import prepare, run
from verwaltung_mining.settings import Settings, settings_of


def analyse(log: Log, *, settings: Settings | str | Path | None = None) -> Analysis:
    """The ranked improvement candidates of a log.

    `settings` as loaded by `load_settings`, or the path of a settings file; without it
    `verwaltung-mining.toml` in the working directory counts, else the defaults.
    Raises SettingsError for unknown sections, keys or wrong values.
    """
    prepared = prepare(log.event_log, settings_of(settings), left_out=log.left_out)
    return Analysis(document=run(prepared), prepared=prepared)
