"""The result document as JSON: sorted keys, numbers as computed, the same bytes every time."""

import msgspec

from verwaltung_mining.release import Released, opened
from verwaltung_mining.release.document import AnalysisDocument


def json_document(released: Released[AnalysisDocument]) -> bytes:
    """UTF-8, two spaces of indent, a line break at the end."""
    encoded = msgspec.json.encode(opened(released), order="sorted")
    return msgspec.json.format(encoded, indent=2) + b"\n"
