"""What the measurements ran on: a figure without its machine and its load says little."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

PACKAGES = ("verwaltung-mining", "polars", "numpy", "pm4py", "pandas", "duckdb", "r4pm", "pyarrow")
GB = 1e9


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """A Linux machine and the packages on it."""

    cores: int
    memory_gb: float
    processor: str
    system: str
    python: str
    versions: dict[str, str | None]
    """None: not installed."""


def machine() -> Machine:
    """This machine."""
    return Machine(
        cores=os.cpu_count() or 1,
        memory_gb=round(_memory("MemTotal") / GB, 1),
        processor=_processor(),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        versions={package: _version(package) for package in PACKAGES},
    )


def free_memory() -> int:
    """Bytes that a new process could use."""
    return _memory("MemAvailable")


def load() -> tuple[float, float, float]:
    """Processes that ran or waited, on average over 1, 5 and 15 minutes."""
    one, five, fifteen = os.getloadavg()
    return round(one, 1), round(five, 1), round(fifteen, 1)


def _memory(name: str) -> int:
    lines = Path("/proc/meminfo").read_text().splitlines()
    (line,) = (line for line in lines if line.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    models = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.processor() or "unknown")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
