"""XES as a stream: one pass over the file, no tree, nothing kept that no column needs."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from verwaltung_mining.errors import FileUnreadableError
from verwaltung_mining.importers.xes_events import EventCollector
from verwaltung_mining.texts import Text

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC = b"PK\x03\x04"
CHUNK_BYTES = 1 << 18
BOMB_GRACE_BYTES = 64 * 1024 * 1024
"""Unpacked bytes up to which no packing ratio is suspicious."""
BOMB_RATIO = 200
"""Unpacked to packed bytes; 11 public logs reach 18 to 43 (measured), gzip at most 1032."""
MAX_NESTING = 32
"""Attributes nested deeper than this are left out; XES in the wild nests once or twice."""
LIST_TEXT_LENGTH = 1000
"""Characters kept of a list whose items share one key."""

ATTRIBUTE_TAGS = frozenset(
    {"string", "date", "int", "float", "boolean", "id", "list", "container"}
)
OTHER_FORMATS = {
    "object-types": Text(de="ein objektzentriertes Log (OCEL)", en="an object-centric log (OCEL)"),
    "WorkflowLog": Text(de="eine MXML-Datei", en="an MXML file"),
    "pnml": Text(de="ein Petri-Netz (PNML)", en="a Petri net (PNML)"),
    "definitions": Text(de="ein BPMN-Modell", en="a BPMN model"),
    "html": Text(de="eine HTML-Seite", en="an HTML page"),
}


def stream_xes(path: Path, collector: EventCollector) -> None:
    """Feed every trace and event of an XES or XES.gz file to `collector`.

    Raises FileUnreadableError for missing, empty, truncated or malformed files, for XML that is
    not XES, for document types and entities (never needed by XES, but a way to attack), and for
    archives that unpack to far more than a log would.
    """
    parser = etree.XMLParser(
        target=_Target(path.name, collector),  # type: ignore[arg-type]  # needs no text, comments
        huge_tree=False,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        for chunk in _chunks(path):
            parser.feed(chunk)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise _malformed(path.name, error) from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _unpackable(path.name) from error
    except OSError as error:
        raise _unopened(path.name) from error


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as packed:
        magic = packed.read(len(ZIP_MAGIC))
        packed.seek(0)
        if not magic:
            raise _empty(path.name)
        if magic == ZIP_MAGIC:
            raise _zipped(path.name)
        if not magic.startswith(GZIP_MAGIC):
            yield from iter(lambda: packed.read(CHUNK_BYTES), b"")
            return
        unpacked = 0
        with gzip.GzipFile(fileobj=packed) as source:
            while chunk := source.read(CHUNK_BYTES):
                unpacked += len(chunk)
                if unpacked > max(BOMB_GRACE_BYTES, BOMB_RATIO * packed.tell()):
                    raise _bomb(path.name, unpacked)
                yield chunk


class _Target:
    """Receives the parser's calls; knows the nesting of XES, nothing of its meaning."""

    def __init__(self, file_name: str, collector: EventCollector) -> None:
        self._file_name = file_name
        self._collector = collector
        self._local_names: dict[str, str] = {}
        self._open: dict[str, str] | None = None
        self._trace: dict[str, str] | None = None
        self._keys: list[str] = []
        self._lists = 0
        self._depth = 0

    def doctype(self, name: str, public_id: str | None, system_url: str | None) -> None:
        raise _document_type(self._file_name)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._local_names.get(tag)
        if name is None:
            name = self._local_names[tag] = tag.rpartition("}")[2]
        if (not self._depth and name != "log") or name in OTHER_FORMATS:
            raise _not_xes(self._file_name, name)
        self._depth += 1
        if name in ATTRIBUTE_TAGS:
            self._start_attribute(name, attributes)
        elif name == "event":
            self._open = {}
        elif name == "trace":
            self._trace = self._open = {}
            self._collector.start_trace()
        elif name == "classifier":
            self._collector.classifier(attributes.get("keys", ""))

    def _start_attribute(self, name: str, attributes: dict[str, str]) -> None:
        key = attributes.get("key", "")
        keys = self._keys
        if keys and len(keys) < MAX_NESTING:
            key = f"{keys[-1]}.{key}"
        keys.append(key)
        if name == "list":
            self._lists += 1
        value = attributes.get("value")
        if value is None or self._open is None or len(keys) > MAX_NESTING:
            return
        if self._lists and key in self._open:
            value = f"{self._open[key]}, {value}"[:LIST_TEXT_LENGTH]
        self._open[key] = value

    def end(self, tag: str) -> None:
        self._depth -= 1
        name = self._local_names[tag]
        if name in ATTRIBUTE_TAGS:
            self._keys.pop()
            if name == "list":
                self._lists -= 1
        elif name == "event" and self._open is not None:
            self._collector.event(self._open, in_trace=self._trace is not None)
            self._open = self._trace
        elif name == "trace" and self._trace is not None:
            self._collector.end_trace(self._trace)
            self._trace = self._open = None

    def close(self) -> None:
        """Nothing is left over: the collector holds what was read."""


def _document_type(file_name: str) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{file_name} enthält einen Dokumenttyp (DOCTYPE) mit möglichen Entitäten.",
            en=f"{file_name} holds a document type (DOCTYPE), which may define entities.",
        ),
        hint=Text(
            de="XES braucht keinen. Entfernen Sie die Angabe, wenn Sie der Quelle vertrauen.",
            en="XES needs none. Remove the DOCTYPE declaration if you trust the source.",
        ),
    )


def _not_xes(file_name: str, element: str) -> FileUnreadableError:
    known = OTHER_FORMATS.get(element)
    return FileUnreadableError(
        Text(
            de=f"{file_name} ist keine XES-Datei, sondern "
            + (known.de if known else f"XML mit dem Element <{element[:40]}>")
            + ".",
            en=f"{file_name} is not an XES file but "
            + (known.en if known else f"XML with the element <{element[:40]}>")
            + ".",
        ),
        hint=Text(
            de="Leiten Sie das Protokoll als XES oder als CSV-Tabelle aus.",
            en="export the log as XES or as a CSV table.",
        ),
    )


def _malformed(file_name: str, error: etree.XMLSyntaxError) -> FileUnreadableError:
    reason = (error.msg or "").partition(", line")[0]
    return FileUnreadableError(
        Text(
            de=f"{file_name} ist kein vollständiges XML (Zeile {error.lineno}: {reason}).",
            en=f"{file_name} is not complete XML (line {error.lineno}: {reason}).",
        ),
        hint=Text(
            de="Vermutlich ist die Datei abgeschnitten oder beschädigt; leiten Sie sie neu aus.",
            en="the file is probably cut off or damaged; export it again.",
        ),
    )


def _unpackable(file_name: str) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{file_name} lässt sich nicht bis zum Ende entpacken.",
            en=f"{file_name} cannot be unpacked to its end.",
        ),
        hint=Text(
            de="Die Übertragung brach wohl ab; kopieren Sie die Datei noch einmal.",
            en="its transfer probably broke off; copy the file again.",
        ),
    )


def _unopened(file_name: str) -> FileUnreadableError:
    return FileUnreadableError(
        Text(de=f"{file_name} lässt sich nicht öffnen.", en=f"{file_name} cannot be opened."),
        hint=Text(
            de="Prüfen Sie Pfad und Leserechte.", en="check the path and your right to read it."
        ),
    )


def _empty(file_name: str) -> FileUnreadableError:
    return FileUnreadableError(
        Text(de=f"{file_name} ist leer.", en=f"{file_name} is empty."),
        hint=Text(de="Leiten Sie das Protokoll neu aus.", en="export the log again."),
    )


def _zipped(file_name: str) -> FileUnreadableError:
    return FileUnreadableError(
        Text(de=f"{file_name} ist ein ZIP-Archiv.", en=f"{file_name} is a ZIP archive."),
        hint=Text(
            de="Entpacken Sie es und geben Sie die XES-Datei darin an.",
            en="unpack it and name the XES file inside.",
        ),
    )


def _bomb(file_name: str, unpacked: int) -> FileUnreadableError:
    return FileUnreadableError(
        Text(
            de=f"{file_name} entpackt sich auf mehr als {unpacked // 2**20} MiB, das "
            f"{BOMB_RATIO}-Fache seiner Größe; so verhält sich kein Protokoll.",
            en=f"{file_name} unpacks to more than {unpacked // 2**20} MiB, "
            f"{BOMB_RATIO} times its size; no log behaves like that.",
        ),
        hint=Text(
            de="Entpacken Sie die Datei selbst, wenn Sie der Quelle vertrauen.",
            en="unpack the file yourself if you trust the source.",
        ),
    )
