"""Keyed hashes of case references: the same with the same key, nothing without it."""

import hmac
import os
from pathlib import Path

import polars as pl
import pytest

from verwaltung_mining.errors import SettingsError
from verwaltung_mining.identity.case_keys import case_keys, key_of

REFERENCES = pl.Series(["AZ-1", "AZ-2", "AZ-1"])


def test_same_reference_and_key_give_the_same_hash_and_no_other() -> None:
    one, two = case_keys(REFERENCES, b"a" * 32), case_keys(REFERENCES, b"b" * 32)
    hashes = one.hashes.to_list()
    assert hashes[0] == hashes[2] != hashes[1]
    assert hashes[0] == hmac.digest(b"a" * 32, b"AZ-1", "sha256")[:16]
    assert not set(hashes) & set(two.hashes.to_list())
    assert one.check != two.check


def test_key_is_drawn_once_and_then_read(tmp_path: Path) -> None:
    key = key_of(tmp_path / "key")
    assert len(key) == 32
    assert key_of(tmp_path / "key") == key
    assert key_of(tmp_path / "other") != key


@pytest.mark.skipif(os.name == "nt", reason="POSIX rights")
def test_only_its_owner_reads_the_key(tmp_path: Path) -> None:
    key_of(tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"secret", b"A" * 64, b"0" * 63, b"\xff" * 64])
def test_file_without_a_key_is_named_and_kept(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "letter.txt"
    file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"letter\.txt is no key file"):
        key_of(file)
    assert file.read_bytes() == content


def test_keys_do_not_show_themselves() -> None:
    assert "AZ" not in repr(case_keys(REFERENCES, b"a" * 32))
    assert "hashes" not in repr(case_keys(REFERENCES, b"a" * 32))
