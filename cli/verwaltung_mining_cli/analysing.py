"""From what the user named to an analysis: a finished one from its folder, else a new one."""

from pathlib import Path
from typing import TYPE_CHECKING

from verwaltung_mining_cli.console import progress
from verwaltung_mining_cli.engine import AS_SET, Engine
from verwaltung_mining_cli.reading import Reading
from verwaltung_mining_cli.session import Session

if TYPE_CHECKING:
    from verwaltung_mining import Analysis

ANALYSIS_FILE = "analysis.json"


def analysis_of(
    path: Path | str,
    reading: Reading,
    settings: Path | None,
    session: Session,
    engine: Engine = AS_SET,
) -> "Analysis":
    """Read the log and analyse it; a folder that `analyze --out` wrote is opened instead."""
    import verwaltung_mining as vm

    if isinstance(path, Path) and _is_analysis(path):
        return vm.open_analysis(path)
    loaded = vm.load_settings(settings)
    runner = engine.open(loaded)
    log = reading.open(path, session, loaded, runner)
    with progress(
        session,
        de=f"{log.name} wird ausgewertet …",
        en=f"analysing {log.name} …",
    ):
        return vm.analyse(log, settings=loaded, engine=runner)


def _is_analysis(path: Path) -> bool:
    return path.name == ANALYSIS_FILE or (path / ANALYSIS_FILE).is_file()
