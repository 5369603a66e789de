"""Being ended from outside: like Ctrl-C, so that everything begun is tidied up."""

import signal
import threading
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

    A signal that the caller ignores (nohup) or handles stays as it is, and so do all outside the
    main thread, the only one that Python lets handle signals.
    """
    main = threading.current_thread() is threading.main_thread()
    ours = [n for n in ENDINGS if main and signal.getsignal(n) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def forget_interrupt() -> None:
    """Have Python forget an interruption that has been told.

    It remembers one that came while a text was executed, as dataclasses and named tuples do when a
    module is loaded, and `python -m` then ends as if by Ctrl-C, whatever the exit code. The next
    text that is executed makes it forget.
    """
    exec("")  # noqa: S102 - an empty text of our own
