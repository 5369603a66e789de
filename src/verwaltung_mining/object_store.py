"""Files of an object store that the analyst names: read, never written.

Credentials and endpoint come from the environment of the process that reads (AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_ENDPOINT_URL, AWS_REGION), so that neither an address
nor a task that is shipped to a worker holds any.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Literal

from verwaltung_mining.errors import FileUnreadableError, SettingsError, UnwritableError
from verwaltung_mining.texts import Text

SCHEMES = ("s3", "gs", "abfs", "abfss")
"""Tested: s3. The others are passed on to fsspec and Polars as they are."""


def is_address(path: str | Path) -> bool:
    """Whether a text is a URL and no path; a scheme of one letter is a Windows drive."""
    return isinstance(path, str) and "://" in path


@dataclass(frozen=True, slots=True)
class Stored:
    """A file or folder of an object store; asked as a local path is."""

    address: str

    @property
    def name(self) -> str:
        """The last part of the address."""
        return self.address.rstrip("/").rsplit("/", 1)[-1]

    @property
    def parent(self) -> "Stored":
        """The folder that it lies in."""
        return Stored(self.address.rstrip("/").rsplit("/", 1)[0])

    def __truediv__(self, name: str) -> "Stored":
        return Stored(f"{self.address.rstrip('/')}/{name}")

    def __str__(self) -> str:
        return self.address

    def read_bytes(self) -> bytes:
        """All bytes; raises FileNotFoundError, and FileUnreadableError where nobody answers."""
        files = _files(self.address)
        with _told(self.address):
            content: bytes = files.cat_file(self.address)
        return content

    def open(self, _mode: Literal["rb"]) -> IO[bytes]:
        """The bytes as a stream; a part of a log is small enough to be held."""
        return BytesIO(self.read_bytes())

    def is_file(self) -> bool:
        """Whether there is such a file."""
        files = _files(self.address)
        with _told(self.address):
            return bool(files.isfile(self.address))

    def is_dir(self) -> bool:
        """Whether anything lies below this address."""
        files = _files(self.address)
        with _told(self.address):
            return bool(files.isdir(self.address))


def cloud_options(address: str) -> dict[str, Any]:
    """What Polars needs beside the address: nothing for a local path."""
    if _scheme(address) != "s3":
        return {}
    said = _s3()
    options = {
        "aws_access_key_id": said["AWS_ACCESS_KEY_ID"],
        "aws_secret_access_key": said["AWS_SECRET_ACCESS_KEY"],
        "aws_session_token": said["AWS_SESSION_TOKEN"],
        "aws_region": said["AWS_REGION"] or "us-east-1",
        "aws_endpoint_url": said["AWS_ENDPOINT_URL"],
        "aws_allow_http": "true" if said["AWS_ENDPOINT_URL"].startswith("http://") else "",
    }
    given = {name: value for name, value in options.items() if value}
    return {"storage_options": given, "credential_provider": None}


def refuse_writing(path: str | Path) -> None:
    """Raise UnwritableError for an address: a log is written whole to a local folder only."""
    if is_address(path):
        raise UnwritableError(
            Text(
                de=f"{path}: In einen Objektspeicher wird nicht geschrieben.",
                en=f"{path}: nothing is written to an object store.",
            ),
            hint=Text(
                de="Importieren Sie in einen lokalen Ordner und kopieren Sie ihn ganz dorthin.",
                en="import to a local folder and copy it there whole.",
            ),
        )


def _scheme(address: str) -> str:
    return address.partition("://")[0] if "://" in address else ""


def _s3() -> dict[str, str]:
    names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION",
             "AWS_ENDPOINT_URL")  # fmt: skip
    said = {name: os.environ.get(name, "") for name in names}
    for name in names[:2]:
        if not said[name]:
            raise SettingsError(
                Text(de=f"{name} ist nicht gesetzt.", en=f"{name} is not set."),
                hint=Text(
                    de="Setzen Sie die Zugangsdaten als Umgebungsvariablen, auch auf jedem "
                    "Rechner, der mitrechnet.",
                    en="set the credentials as environment variables, on every worker too.",
                ),
            )
    return said


def _files(address: str) -> Any:
    """The file system of an address, by fsspec; nothing of it is kept in a cache."""
    scheme = _scheme(address)
    if scheme not in SCHEMES:
        raise SettingsError(
            Text(
                de=f"{scheme}:// wird nicht gelesen.",
                en=f"{scheme}:// is not read.",
            ),
            hint=Text(
                de="Möglich sind " + ", ".join(SCHEMES) + " und lokale Ordner.",
                en="there are " + ", ".join(SCHEMES) + " and local folders.",
            ),
        )
    options: dict[str, Any] = {}
    if scheme == "s3":
        said = _s3()
        options = {
            "key": said["AWS_ACCESS_KEY_ID"],
            "secret": said["AWS_SECRET_ACCESS_KEY"],
            "token": said["AWS_SESSION_TOKEN"] or None,
            "endpoint_url": said["AWS_ENDPOINT_URL"] or None,
            "client_kwargs": {"region_name": said["AWS_REGION"] or "us-east-1"},
        }
    try:
        import fsspec

        return fsspec.filesystem(scheme, use_listings_cache=False, **options)
    except ImportError as error:
        raise _no_extra(scheme) from error


@contextmanager
def _told(address: str) -> Iterator[None]:
    """What stands against reading, as an error with a remedy; a missing file stays as it is."""
    failures: tuple[type[Exception], ...] = (OSError, *_unanswered(address))
    try:
        yield
    except FileNotFoundError:
        raise
    except PermissionError as error:
        raise _no_rights(address) from error
    except failures as error:
        raise unreachable(address) from error


def _unanswered(address: str) -> tuple[type[Exception], ...]:
    """What the client of S3 raises where nobody answers."""
    if _scheme(address) != "s3":
        return ()
    from botocore.exceptions import BotoCoreError

    return (BotoCoreError,)


def _no_extra(scheme: str) -> SettingsError:
    package = {"s3": "verwaltung-mining[s3]", "gs": "gcsfs"}.get(scheme, "adlfs")
    return SettingsError(
        Text(
            de=f"Für {scheme}:// fehlt ein Paket.",
            en=f"a package for {scheme}:// is missing.",
        ),
        hint=Text(de=f"pip install '{package}'", en=f"pip install '{package}'"),
    )


def _no_rights(address: str) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{address}: Der Objektspeicher erlaubt das Lesen nicht.",
            en=f"{address}: the object store does not allow reading.",
        ),
        hint=Text(
            de="Prüfen Sie die Zugangsdaten in der Umgebung und die Rechte am Bucket.",
            en="check the credentials in the environment and the rights to the bucket.",
        ),
    )


def unreachable(address: str) -> FileUnreadableError:
    """The error for an object store that does not answer, or not as it should."""
    return FileUnreadableError(
        Text(
            de=f"{address}: Der Objektspeicher antwortet nicht.",
            en=f"{address}: the object store does not answer.",
        ),
        hint=Text(
            de="Prüfen Sie AWS_ENDPOINT_URL, AWS_REGION und das Netz.",
            en="check AWS_ENDPOINT_URL, AWS_REGION and the network.",
        ),
    )
