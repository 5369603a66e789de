"""What this process may have of its machine."""

import ctypes
import os
import sys
from pathlib import Path

LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)
"""Where Linux tells how much a container may take (version 2 and 1 of control groups)."""


def machine_memory() -> int:
    """Bytes of memory of this machine, or of the container in which this process runs."""
    said = [file.read_text().strip() for file in LIMITS if file.is_file()]
    return min([_installed(), *(int(limit) for limit in said if limit.isdigit())])


def _installed() -> int:
    if sys.platform == "win32":
        kilobytes = ctypes.c_ulonglong()
        ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes))
        return kilobytes.value * 1024
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
