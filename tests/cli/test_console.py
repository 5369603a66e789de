"""Output on any code page, without colour; progress only where it helps."""

import io
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verwaltung_mining_cli import console
from verwaltung_mining_cli.console import fitting, progress
from verwaltung_mining_cli.session import Session


def stream(encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


@given(st.text(max_size=40), st.sampled_from(["ascii", "cp850", "cp1252", "utf-8", "cp437"]))
def test_every_text_can_be_written_on_every_code_page(text: str, encoding: str) -> None:
    out = stream(encoding)
    out.write(fitting(text, out))
    out.flush()


def test_text_that_fits_is_left_alone() -> None:
    text = "Prüfung → Bescheid 10,8\u202f% ⇄ 審査"
    assert fitting(text, stream("utf-8")) == text


def test_old_code_pages_get_plain_signs_and_keep_umlauts() -> None:
    assert fitting("Prüfung → Bescheid: 10,8\u202f% (3–5) …", stream("cp850")) == (
        "Prüfung -> Bescheid: 10,8 % (3-5) ..."
    )


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock(threading.Timer):
    """A timer that strikes at once."""

    def start(self) -> None:
        assert self.interval == console.PROGRESS_AFTER_SECONDS
        self.function(*self.args, **self.kwargs)


def told(monkeypatch: pytest.MonkeyPatch, session: Session, out: io.StringIO) -> str:
    monkeypatch.setattr(console.sys, "stderr", out)
    with progress(session, de="liest", en="reading"):
        pass
    return out.getvalue()


def test_progress_is_told_on_a_terminal_only_and_not_when_quiet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(console.threading, "Timer", Clock)
    assert told(monkeypatch, Session(), Terminal()) == "reading\n"
    assert told(monkeypatch, Session(quiet=True), Terminal()) == ""
    assert told(monkeypatch, Session(), io.StringIO()) == ""


def test_what_takes_less_than_a_second_needs_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, Session(), Terminal()) == ""
