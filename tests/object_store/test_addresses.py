"""Addresses that cannot be read, told before anything is asked of a network."""

import sys

import pytest

import verwaltung_mining as vm
from verwaltung_mining.errors import SettingsError


@pytest.mark.parametrize("scheme", ["gopher", "hdfs", "ftp", "https"])
def test_unknown_scheme_is_refused_with_those_there_are(scheme: str) -> None:
    with pytest.raises(SettingsError, match=f"{scheme}:// is not read") as caught:
        vm.read_log(f"{scheme}://host/procedure.vmlog")
    assert "s3, gs, abfs, abfss and local folders" in caught.value.hint.en
    assert "lokale Ordner" in caught.value.hint.de


@pytest.mark.parametrize("missing", ["fsspec", "s3fs"])
def test_missing_extra_is_named_with_the_command_that_installs_it(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "one")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "two")
    if missing == "s3fs":
        registry = pytest.importorskip("fsspec.registry", reason="needs the extra s3")
        monkeypatch.delitem(registry._registry, "s3", raising=False)  # another test's s3fs
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(SettingsError, match="a package for s3:// is missing") as caught:
        vm.read_log("s3://logs/procedure.vmlog")
    assert caught.value.hint.en == "pip install 'verwaltung-mining[s3]'"
    assert caught.value.exit_code == 2
