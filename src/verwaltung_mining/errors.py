"""What can go wrong, each with what was found, where, and what to do.

VerwaltungMiningError            exit code 1
├── DataError                    1   the export cannot be read as it is
│   ├── FileUnreadableError      1   missing, empty, truncated, wrong format
│   ├── ColumnMissingError       1   a role (case, activity, time) has no column
│   └── AmbiguousError           1   two readings are possible; a flag decides
├── OutputExistsError            1   a file would be overwritten without --force
├── UnwritableError              1   a folder cannot be written to
├── WorkerLostError              1   a worker process ended before its task was done
├── WorkersDifferError           1   a Spark worker lacks this package or has another version
├── UnknownNameError             2   no candidate, detector or sample has this name
├── SettingsError                2   a settings or mapping file has a wrong key or value
└── RefusedError                 4   the privacy or quality gate says no
"""

from functools import partial
from typing import Any, ClassVar

from verwaltung_mining.texts import Language, Text, sentence


class VerwaltungMiningError(Exception):
    """Any error of this package that a user can act on.

    >>> remedy = Text(de="neu ausleiten", en="export again")
    >>> error = DataError(Text(de="leer", en="empty"), hint=remedy)
    >>> str(error), error.exit_code
    ('empty (export again)', 1)
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: Text, *, hint: Text) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled with its hint, so that it comes back whole from a worker process."""
        return partial(type(self), hint=self.hint), (self.message,), self.__dict__

    def in_language(self, language: Language) -> str:
        """Message and remedy in one line each."""
        remedy = sentence(self.hint.in_language(language))
        return f"{self.message.in_language(language)}\n{remedy}"

    def __str__(self) -> str:
        return f"{self.message.en} ({self.hint.en})"


class DataError(VerwaltungMiningError):
    """The export cannot be read as it is."""


class FileUnreadableError(DataError):
    """The file is missing, empty, truncated or not of the expected format."""


class ColumnMissingError(DataError):
    """No column plays a role that is needed."""


class AmbiguousError(DataError):
    """Two readings are possible and only the user can decide."""


class OutputExistsError(VerwaltungMiningError):
    """A file exists and may not be replaced."""


class UnwritableError(VerwaltungMiningError):
    """A file or folder cannot be written."""


class WorkerLostError(VerwaltungMiningError):
    """A process that worked on parts of a log ended again and again."""


class WorkersDifferError(VerwaltungMiningError):
    """A Spark worker lacks this package or has another version of it."""


class UnknownNameError(VerwaltungMiningError):
    """What the user named does not exist in this log, result or version."""

    exit_code: ClassVar[int] = 2


class SettingsError(VerwaltungMiningError):
    """A settings or mapping file holds an unknown key or a wrong value."""

    exit_code: ClassVar[int] = 2


class RefusedError(VerwaltungMiningError):
    """The privacy or quality gate refuses."""

    exit_code: ClassVar[int] = 4
