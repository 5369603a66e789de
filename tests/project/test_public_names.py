"""What `import verwaltung_mining` promises: these names, and next to no time."""

import subprocess
import sys

import pytest

import verwaltung_mining as vm

PROMISED = [
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
"""A name that goes from here breaks somebody's notebook; one that comes stays for good."""

HEAVY = {"IPython", "lxml", "matplotlib", "msgspec", "networkx", "numpy", "pandas", "pm4py"}
HEAVY |= {"polars", "scipy"}


def _loaded_by(code: str) -> set[str]:
    """Top-level names of the modules that a new interpreter has loaded after `code`."""
    script = f"import sys\n{code}\nprint(*sorted({{m.split('.')[0] for m in sys.modules}}))"
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return set(run.stdout.split())


def test_the_public_names_are_those_promised() -> None:
    assert vm.__all__ == PROMISED


@pytest.mark.parametrize("name", PROMISED)
def test_every_public_name_exists_and_is_found_by_completion(name: str) -> None:
    assert getattr(vm, name) is not None
    assert name in dir(vm)


def test_every_public_name_says_what_it_is() -> None:
    undocumented = [
        name
        for name in PROMISED
        if callable(getattr(vm, name)) and not (getattr(vm, name).__doc__ or "").strip()
    ]
    assert undocumented == []


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_like_this"):
        vm.nothing_like_this  # noqa: B018


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = _loaded_by("import verwaltung_mining")
    assert "verwaltung_mining" in loaded
    assert loaded & HEAVY == set()


def test_asking_for_help_loads_nothing_heavy() -> None:
    loaded = _loaded_by(
        "from verwaltung_mining_cli.main import main\n"
        "import contextlib, io\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    sys.argv = ['verwaltung-mining', '--help']\n"
        "    main()"
    )
    assert "click" in loaded
    assert loaded & HEAVY == set()


def test_analysing_is_possible_without_ever_loading_pm4py() -> None:
    """Discovery alone needs it: seconds that only the model and the map pay."""
    loaded = _loaded_by("import verwaltung_mining as vm\nvm.read_log\nvm.analyse")
    assert "polars" in loaded
    assert "pm4py" not in loaded
