"""XES as a stream: one pass over the file, no tree, nothing kept that no column needs."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from verwaltung_mining.importers.xes_parts import errors as xes_errors
from verwaltung_mining.importers.xes_parts.events import EventCollector, TraceBlock

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC = b"PK\x03\x04"
CHUNK_BYTES = 1 << 18
INTERNAL = "internal"
"""lxml's word for: &amp; and &#252; are decoded, nothing outside the file is read.

False would leave &amp; undecoded; entities of the file's own are refused with its DOCTYPE.
"""
BOMB_GRACE_BYTES = 32 * 1024 * 1024
"""Unpacked bytes up to which no packing ratio is suspicious."""
BOMB_RATIO = 200
"""Unpacked to packed bytes; 11 public logs reach 18 to 43 (measured), gzip at most 1032."""
MAX_NESTING = 32
"""Attributes nested deeper than this are left out; XES in the wild nests once or twice."""
LIST_TEXT_LENGTH = 1000
"""Characters kept of a list whose items share one key."""

ATTRIBUTE_TAGS = frozenset({"string", "date", "int", "float", "boolean", "id", "list", "container"})


def stream_xes(path: Path, collector: EventCollector) -> Iterator[TraceBlock]:
    """Feed every trace and event of an XES or XES.gz file to `collector`; its blocks, one by one.

    Raises FileUnreadableError for missing, empty, truncated or malformed files, for XML that is
    not XES, for document types and entities (never needed by XES, but a way to attack), and for
    archives that unpack to far more than a log would.
    """
    parser = etree.XMLParser(
        target=_Target(path.name, collector),  # type: ignore[arg-type]  # needs no text, comments
        huge_tree=False,
        resolve_entities=INTERNAL,  # type: ignore[arg-type]  # the stubs know only bool
        no_network=True,
        load_dtd=False,
    )
    try:
        for chunk in _chunks(path):
            parser.feed(chunk)
            yield from collector.ready()
        parser.close()
        yield from collector.ready()
    except etree.XMLSyntaxError as error:
        raise xes_errors.malformed(path.name, error) from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise xes_errors.unpackable(path.name) from error
    except OSError as error:
        raise xes_errors.unopened(path.name) from error


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as packed:
        magic = packed.read(len(ZIP_MAGIC))
        packed.seek(0)
        if not magic:
            raise xes_errors.empty(path.name)
        if magic == ZIP_MAGIC:
            raise xes_errors.zipped(path.name)
        if not magic.startswith(GZIP_MAGIC):
            yield from iter(lambda: packed.read(CHUNK_BYTES), b"")
            return
        unpacked = 0
        with gzip.GzipFile(fileobj=packed) as source:
            while chunk := source.read(CHUNK_BYTES):
                unpacked += len(chunk)
                if unpacked > max(BOMB_GRACE_BYTES, BOMB_RATIO * packed.tell()):
                    raise xes_errors.bomb(path.name, unpacked, BOMB_RATIO)
                yield chunk


class _Target:
    """Receives the parser's calls; knows the nesting of XES, nothing of its meaning."""

    def __init__(self, file_name: str, collector: EventCollector) -> None:
        self._file_name = file_name
        self._collector = collector
        self._local_names: dict[str, str] = {}
        self._event: dict[str, str] | None = None
        self._trace: dict[str, str] | None = None
        self._keys: list[str] = []
        self._lists = 0
        self._depth = 0

    def doctype(self, name: str, public_id: str | None, system_url: str | None) -> None:
        raise xes_errors.document_type(self._file_name)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._local_names.get(tag)
        if name is None:
            name = self._local_names[tag] = tag.rpartition("}")[2]
        if (not self._depth and name != "log") or name in xes_errors.OTHER_FORMATS:
            raise xes_errors.not_xes(self._file_name, name)
        self._depth += 1
        if name in ATTRIBUTE_TAGS:
            self._start_attribute(name, attributes)
        elif name == "event":
            self._end_event()
            self._event = {}
        elif name == "trace":
            self._end_trace()
            self._trace = {}
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
        owner = self._trace if self._event is None else self._event
        if value is None or owner is None or len(keys) > MAX_NESTING:
            return
        if self._lists and key in owner:
            value = f"{owner[key]}, {value}"[:LIST_TEXT_LENGTH]
        owner[key] = value

    def end(self, tag: str) -> None:
        self._depth -= 1
        name = self._local_names[tag]
        if name in ATTRIBUTE_TAGS:
            self._keys.pop()
            if name == "list":
                self._lists -= 1
        elif name == "event":
            self._end_event()
        elif name == "trace":
            self._end_trace()

    def _end_event(self) -> None:
        if self._event is not None:
            self._collector.event(self._event, in_trace=self._trace is not None)
        self._event = None

    def _end_trace(self) -> None:
        self._end_event()
        if self._trace is not None:
            self._collector.end_trace(self._trace)
        self._trace = None

    def close(self) -> None:
        """The file ended well; the collector holds what was read."""
        self._collector.end_log()
