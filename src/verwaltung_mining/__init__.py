"""Learn from your own process: an exported event log in, ranked improvement candidates out.

>>> import verwaltung_mining as vm
>>> log = vm.read_log(vm.sample_log("bauantrag"))
>>> analysis = vm.analyse(log)
>>> analysis.candidates[0].confidence
'high'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verwaltung_mining.api import (
        Analysis,
        CandidateView,
        Log,
        ProcessMap,
        ProcessModel,
        analyse,
        detectors_text,
        open_analysis,
        open_engine,
        read_log,
        write_settings_template,
    )
    from verwaltung_mining.calendar import Calendar
    from verwaltung_mining.detectors import DETECTORS, Detector
    from verwaltung_mining.errors import (
        AmbiguousError,
        ColumnMissingError,
        DataError,
        FileUnreadableError,
        OutputExistsError,
        RefusedError,
        SettingsError,
        UnknownNameError,
        VerwaltungMiningError,
    )
    from verwaltung_mining.settings import Settings
    from verwaltung_mining.settings import load as load_settings
    from verwaltung_mining.simulation.samples import SAMPLES, sample_log
    from verwaltung_mining.texts import Text

_API = "verwaltung_mining.api"
_ERRORS = "verwaltung_mining.errors"
_HOMES = {
    "DETECTORS": "verwaltung_mining.detectors",
    "SAMPLES": "verwaltung_mining.simulation.samples",
    "AmbiguousError": _ERRORS,
    "Analysis": _API,
    "Calendar": "verwaltung_mining.calendar",
    "CandidateView": _API,
    "ColumnMissingError": _ERRORS,
    "DataError": _ERRORS,
    "Detector": "verwaltung_mining.detectors",
    "FileUnreadableError": _ERRORS,
    "Log": _API,
    "OutputExistsError": _ERRORS,
    "ProcessMap": _API,
    "ProcessModel": _API,
    "RefusedError": _ERRORS,
    "Settings": "verwaltung_mining.settings",
    "SettingsError": _ERRORS,
    "Text": "verwaltung_mining.texts",
    "UnknownNameError": _ERRORS,
    "VerwaltungMiningError": _ERRORS,
    "analyse": _API,
    "detectors_text": _API,
    "load_settings": "verwaltung_mining.settings",
    "open_analysis": _API,
    "open_engine": _API,
    "read_log": _API,
    "sample_log": "verwaltung_mining.simulation.samples",
    "write_settings_template": _API,
}
_OTHER_NAMES = {"load_settings": "load"}

__all__ = [
    "DETECTORS",
    "SAMPLES",
    "AmbiguousError",
    "Analysis",
    "Calendar",
    "CandidateView",
    "ColumnMissingError",
    "DataError",
    "Detector",
    "FileUnreadableError",
    "Log",
    "OutputExistsError",
    "ProcessMap",
    "ProcessModel",
    "RefusedError",
    "Settings",
    "SettingsError",
    "Text",
    "UnknownNameError",
    "VerwaltungMiningError",
    "analyse",
    "detectors_text",
    "load_settings",
    "open_analysis",
    "open_engine",
    "read_log",
    "sample_log",
    "write_settings_template",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used, so that importing the package stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), _OTHER_NAMES.get(name, name))
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
