"""The JSON Schema of the result document, generated from its structs and shipped beside this file.

Write it anew after a change of release/document.py:
`python -m verwaltung_mining.outputs.schema > src/verwaltung_mining/outputs/analysis.schema.json`
"""

import json
import sys
from importlib.resources import files
from typing import Any

import msgspec

from verwaltung_mining.release.document import AnalysisDocument

FILE_NAME = "analysis.schema.json"


def shipped_schema() -> str:
    """The schema as shipped with the package."""
    return files("verwaltung_mining.outputs").joinpath(FILE_NAME).read_text(encoding="utf-8")


def generated_schema() -> str:
    """The schema of the structs as they are now.

    Every key is required (what does not apply is null); unknown keys are allowed, because later
    versions may add some.
    """
    schema = msgspec.json.schema(AnalysisDocument)
    for part in schema["$defs"].values():
        _contract(part)
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "verwaltung-mining/analysis/1",
        "description": "Result of `verwaltung-mining analyze --json`; see docs/results.md.",
        **schema,
    }
    return json.dumps(whole, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _contract(part: dict[str, Any]) -> None:
    part.pop("additionalProperties", None)
    if part.get("type") == "object":
        part["required"] = sorted(part["properties"])


if __name__ == "__main__":
    sys.stdout.write(generated_schema())
