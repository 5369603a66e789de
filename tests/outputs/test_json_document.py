"""The JSON document: its schema, its bytes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import msgspec
import pytest
from tests.sample_document import document, released

from verwaltung_mining.outputs.json_document import json_document
from verwaltung_mining.outputs.schema import generated_schema, shipped_schema
from verwaltung_mining.release import ReleaseContext, release_analysis
from verwaltung_mining.release.document import AnalysisDocument

SCHEMA = json.loads(shipped_schema())
ROOT = Path(__file__).resolve().parents[2]
WRITE = (
    "import sys; from tests.sample_document import released; "
    "from verwaltung_mining.outputs.json_document import json_document; "
    "sys.stdout.buffer.write(json_document(released()))"
)


def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    return jsonschema.Draft202012Validator(SCHEMA)


def test_shipped_schema_is_that_of_the_structs() -> None:
    assert shipped_schema() == generated_schema()


def test_document_validates() -> None:
    validator().validate(json.loads(json_document(released())))


def test_later_versions_may_add_keys() -> None:
    validator().validate(json.loads(json_document(released())) | {"added_later": 1})


@pytest.mark.parametrize("key", ["schema", "log", "candidates", "privacy", "provenance"])
def test_document_without_a_key_of_the_contract_does_not_validate(key: str) -> None:
    whole = json.loads(json_document(released()))
    del whole[key]
    with pytest.raises(jsonschema.ValidationError):
        validator().validate(whole)


def test_field_that_does_not_apply_is_null_not_missing() -> None:
    locus = json.loads(json_document(released()))["candidates"][0]["locus"]
    assert locus["source"] is None
    assert set(locus) == {"activity", "source", "target", "activities", "org_units", "segment"}


def test_numbers_are_not_rounded() -> None:
    value = 1 / 3
    totals = msgspec.structs.replace(document().totals, case_days=value)
    whole = release_analysis(document(totals=totals), ReleaseContext())
    assert json.loads(json_document(whole))["totals"]["case_days"] == value


def test_keys_are_sorted_and_the_file_ends_with_a_line_break() -> None:
    written = json_document(released())
    assert (
        written
        == (
            json.dumps(json.loads(written), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        ).encode()
    )


def test_bytes_are_the_same_under_every_hash_seed() -> None:
    written = {
        subprocess.run(
            [sys.executable, "-c", WRITE], capture_output=True, check=True,
            env=os.environ | {"PYTHONHASHSEED": seed}, cwd=ROOT,
        ).stdout
        for seed in ("0", "1")
    }  # fmt: skip
    assert written == {json_document(released())}


def test_everything_written_can_be_read_back() -> None:
    read = msgspec.json.decode(json_document(released()), type=AnalysisDocument)
    assert read.candidates
    assert msgspec.json.encode(read, order="sorted") == msgspec.json.encode(
        msgspec.json.decode(json_document(released())), order="sorted"
    )


def test_only_released_documents_are_written() -> None:
    with pytest.raises(TypeError):
        json_document(document())  # type: ignore[arg-type]
