"""Being ended from outside: like Ctrl-C, so that everything begun is tidied up."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDINGS = [
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
]
"""What a service manager, a closed terminal and Ctrl-Break on Windows send."""


@contextmanager
def ended_as_interrupted() -> Iterator[None]:
    """In this block the end of the process is asked for as a KeyboardInterrupt.

    A signal that the caller ignores (nohup) or handles stays as it is.
    """
    ours = [number for number in ENDINGS if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
