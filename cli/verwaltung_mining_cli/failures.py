"""What goes wrong, as the user reads it: what, on the next line the remedy, no traceback."""

import errno
import os
import sys
import traceback
from collections.abc import Callable

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand

from verwaltung_mining_cli.console import note
from verwaltung_mining_cli.interrupts import ended_as_interrupted, forget_interrupt
from verwaltung_mining_cli.session import Session

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
NOT_LOADED = "failed to map segment"
"""What Linux says of a library for which there is no memory."""
NO_THREAD = ("WouldBlock", "can't start new thread")
"""What Polars and Python say where the operating system gives them no thread."""


def guarded(run: Callable[[], object], session: Session) -> int:
    """Run and give the exit code; print what went wrong to stderr."""
    try:
        with ended_as_interrupted():
            outcome = run()
    except click.UsageError as error:
        return _usage(error, session)
    except click.ClickException as error:
        return _failed(error.format_message(), "", session, error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _interrupted(session)
    except BrokenPipeError:
        return _reader_gone()
    except OSError as error:
        if error.errno == errno.EPIPE:
            return _reader_gone()
        return _without_words(error, session)
    except Exception as error:  # noqa: BLE001 - the last place that can turn it into a message
        return _without_words(error, session) if _no_memory(error) else _known(error, session)
    except BaseException as error:
        if not _no_memory(error):
            raise
        return _without_words(error, session)
    return outcome if isinstance(outcome, int) else DONE


def _no_memory(error: BaseException) -> bool:
    """Whether the operating system gave no memory: asked for, for a library, or for a thread.

    Polars ends with a panic, which is no Exception, where it cannot start its threads.
    """
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    said = str(error)
    starts = isinstance(error, RuntimeError) or type(error).__name__ == "PanicException"
    return (
        isinstance(error, MemoryError)
        or (isinstance(error, ImportError) and NOT_LOADED in said)
        or (starts and any(words in said for words in NO_THREAD))
    )


def _without_words(error: BaseException, session: Session) -> int:
    """An error that does not say itself what is to be done."""
    if session.verbose:
        note("".join(traceback.format_exception(error)).rstrip())
    if not _no_memory(error):
        return _unexpected(error, session)
    where = f" ({session.doing})" if session.doing else ""
    message = session.say(
        de=f"Der Arbeitsspeicher reicht nicht{where}.", en=f"there is not enough memory{where}."
    )
    remedy = session.say(
        de="Schließen Sie andere Programme, erhöhen Sie die Speichergrenze des Laufs, oder lesen "
        "Sie einen kleineren Export. Kein Protokoll und kein Ergebnis ist halb geschrieben.",
        en="close other programs, raise the memory limit of the run, or read a smaller export. "
        "No log and no result is half-written.",
    )
    return _failed(message, remedy, session, FAILED)


def _known(error: Exception, session: Session) -> int:
    """An error of the package carries its own words and exit code."""
    from verwaltung_mining import VerwaltungMiningError

    if not isinstance(error, VerwaltungMiningError):
        return _without_words(error, session)
    if session.verbose:
        note("".join(traceback.format_exception(error)).rstrip())
    message, _, remedy = error.in_language(session.language).partition("\n")
    return _failed(message, remedy, session, error.exit_code)


def _usage(error: click.UsageError, session: Session) -> int:
    if isinstance(error, NoArgsIsHelpError):
        note(error.format_message())
        return USAGE
    path = error.ctx.command_path if error.ctx is not None else "verwaltung-mining"
    remedy = session.say(de=f"Hilfe: {path} --help", en=f"help: {path} --help")
    return _failed(_usage_message(error, session), remedy, session, USAGE)


def _usage_message(error: click.UsageError, session: Session) -> str:
    """Click's message; in German for the mistakes that are made most."""
    if session.language != "de":
        return error.format_message()
    if isinstance(error, click.NoSuchOption):
        return f"Die Option {error.option_name} gibt es nicht.{_similar(error.possibilities)}"
    if isinstance(error, NoSuchCommand):
        return f"Den Befehl {error.command_name} gibt es nicht.{_similar(error.possibilities)}"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"Es fehlt die Angabe {error.param.get_error_hint(error.ctx)}."
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"Die Angabe {error.param.get_error_hint(error.ctx)} passt nicht: {error.message}"
    return error.format_message()


def _similar(names: object) -> str:
    known = ", ".join(str(name) for name in names) if isinstance(names, list | tuple) else ""
    return f" Gemeint ist vielleicht {known}." if known else ""


def _unexpected(error: BaseException, session: Session) -> int:
    kind = type(error).__name__
    message = session.say(de=f"Unerwartet: {kind}.", en=f"unexpected: {kind}.")
    remedy = session.say(
        de="Mit -v erscheint der Hergang; bitte melden Sie ihn ohne Falldaten.",
        en="-v shows how it came about; please report that without case data.",
    )
    return _failed(message, remedy, session, FAILED)


def _failed(message: str, remedy: str, session: Session, code: int) -> int:
    note(f"{session.say(de='Fehler', en='Error')}: {message}")
    if remedy:
        note(remedy)
    return code


def _interrupted(session: Session) -> int:
    """Say at which step; what is not complete by then has not been written."""
    head = session.say(de="Abgebrochen", en="Interrupted")
    note(f"{head}: {session.doing}" if session.doing else f"{head}.")
    forget_interrupt()
    return INTERRUPTED


def _reader_gone() -> int:
    """The reader of a pipe closed it: nothing to say, and nothing more to flush."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - lives to the end
    return DONE
