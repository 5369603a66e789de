"""Run one program; write how long it took and how much memory it held at most.

    python watched.py RESULT PROGRAM ARGUMENT…

A small process of its own, because a child's peak counts from the size of the process that
starts it. RESULT becomes JSON: seconds, cpu_seconds, peak_bytes (largest resident set of the
program or of one of its children), code (exit code). What the program prints is dropped, its
errors pass.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

NO_BYTE_CODE = "PYTHONDONTWRITEBYTECODE"
"""Not passed on: an installed program has its byte code, and so has one that was started before."""
KILOBYTE = 1024
"""Linux counts the resident set in these."""


def main(result: Path, command: list[str]) -> int:
    """Start, wait, write; the program's exit code."""
    passed = {name: value for name, value in os.environ.items() if name != NO_BYTE_CODE}
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=passed)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    code = os.waitstatus_to_exitcode(status)
    figures = {
        "seconds": seconds,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "peak_bytes": usage.ru_maxrss * KILOBYTE,
        "code": code,
    }
    result.write_text(json.dumps(figures), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
