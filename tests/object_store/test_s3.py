"""A log in an object store: the same result as from the folder; a server on this machine only."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner
from tests.cli.conftest import Run
from tests.engine.parted import log_of, result

import verwaltung_mining as vm
from verwaltung_mining.engine import OnDisk
from verwaltung_mining.engine.spark import SparkJobs
from verwaltung_mining.errors import FileUnreadableError, SettingsError, UnwritableError
from verwaltung_mining.eventlog import store
from verwaltung_mining.eventlog.store import write_log
from verwaltung_mining_cli.main import verbs

moto = pytest.importorskip("moto.server", reason="needs moto[server]")
boto3 = pytest.importorskip("boto3")
pytest.importorskip("s3fs", reason="needs the extra s3")

BUCKET = "logs"
ADDRESS = f"s3://{BUCKET}/procedure.vmlog"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@contextmanager
def checked(server: str) -> Iterator[None]:
    """A block in which the server asks for credentials that it knows; it knows none."""
    _let_pass(server, "0")
    try:
        yield
    finally:
        _let_pass(server, "inf")


def _let_pass(server: str, requests: str) -> None:
    """So many requests are answered whoever asks."""
    address = f"{server}/moto-api/reset-auth"
    plain = {"Content-Type": "text/plain"}
    with urlopen(Request(address, data=requests.encode(), headers=plain, method="POST")):
        pass


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    said = {
        "AWS_ACCESS_KEY_ID": "one",
        "AWS_SECRET_ACCESS_KEY": "two",
        "AWS_REGION": "eu-central-1",
        "AWS_ENDPOINT_URL": server,
    }
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3", endpoint_url=server, region_name="us-east-1")
    client.create_bucket(Bucket=BUCKET)
    yield client
    for each in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=each["Key"])
    client.delete_bucket(Bucket=BUCKET)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line in English."""
    monkeypatch.setenv("VERWALTUNG_MINING_LANG", "en")
    return lambda *arguments: CliRunner().invoke(verbs, arguments)


@pytest.fixture
def folder(bucket: Any, tmp_path: Path) -> Path:
    """A log in parts, and the same in the bucket."""
    local = tmp_path / "procedure.vmlog"
    write_log(log_of("bauantrag"), local, events_per_part=3000)
    for file in local.rglob("*.*"):
        bucket.upload_file(str(file), BUCKET, f"{local.name}/{file.relative_to(local).as_posix()}")
    return local


@pytest.fixture
def left_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "EVENTS_IN_MEMORY", 0)


def test_same_result_as_from_the_folder(folder: Path, left_there: None) -> None:
    there = vm.read_log(ADDRESS).event_log
    assert all(isinstance(table, OnDisk) for table in there.events.tables)
    assert len(there.events.tables) > 1
    assert result(there) == result(vm.read_log(folder).event_log)


def test_small_logs_are_held_in_memory(folder: Path) -> None:
    there = vm.read_log(ADDRESS).event_log
    assert there.events.collect().equals(vm.read_log(folder).event_log.events.collect())


def test_a_flipped_byte_is_named(folder: Path, bucket: Any) -> None:
    key = "procedure.vmlog/events/part-00000.parquet"
    content = bytearray((folder / "events" / "part-00000.parquet").read_bytes())
    content[len(content) // 2] ^= 1
    bucket.put_object(Bucket=BUCKET, Key=key, Body=bytes(content))
    with pytest.raises(FileUnreadableError, match=r"events/part-00000\.parquet is missing or dam"):
        vm.read_log(ADDRESS)


def test_a_missing_part_is_named(folder: Path, bucket: Any) -> None:
    bucket.delete_object(Bucket=BUCKET, Key="procedure.vmlog/cases.parquet")
    with pytest.raises(FileUnreadableError, match=r"cases\.parquet is missing or damaged"):
        vm.read_log(ADDRESS)


def test_a_part_that_goes_meanwhile(folder: Path, bucket: Any, left_there: None) -> None:
    there = vm.read_log(ADDRESS).event_log
    bucket.delete_object(Bucket=BUCKET, Key="procedure.vmlog/events/part-00000.parquet")
    with pytest.raises(FileUnreadableError, match="no longer there"):
        there.events.collect()


@pytest.mark.parametrize("address", [f"s3://{BUCKET}/other.vmlog", "s3://elsewhere/a.vmlog"])
def test_no_log_under_the_address(address: str, bucket: Any) -> None:
    with pytest.raises(FileUnreadableError, match="is no imported log"):
        vm.read_log(address)


def test_nobody_answers(bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(FileUnreadableError, match="does not answer"):
        vm.read_log(ADDRESS)


def test_credentials_are_asked_for(bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(SettingsError, match="AWS_SECRET_ACCESS_KEY is not set"):
        vm.read_log(ADDRESS)


def test_wrong_credentials_are_told(
    folder: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "stranger")
    refused = pytest.raises(FileUnreadableError, match="does not allow reading")
    with checked(server), refused as caught:
        vm.read_log(ADDRESS)
    assert "credentials" in caught.value.hint.en
    assert "two" not in str(caught.value)


def test_command_line_explains_a_candidate_of_a_log_there(folder: Path, run: Run) -> None:
    found = run("analyze", str(folder), "--json")
    first = json.loads(found.stdout)["candidates"][0]["id"]
    there, here = (run("explain", where, first) for where in (ADDRESS, str(folder)))
    assert there.exit_code == 0, there.stderr
    assert there.stdout == here.stdout


def test_nothing_is_written_there(folder: Path) -> None:
    with pytest.raises(UnwritableError, match="copy it there whole"):
        vm.read_log(folder).save(ADDRESS)


def test_spark_reads_the_parts_itself(folder: Path, left_there: None) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="needs the extra spark")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    built = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    for name in ("spark.driver.bindAddress", "spark.driver.host"):
        built = built.config(name, "127.0.0.1")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_ENDPOINT_URL"):
        built = built.config(f"spark.executorEnv.{name}", os.environ[name])
    session = built.getOrCreate()
    try:
        there = vm.read_log(ADDRESS).event_log
        on_spark = replace(there, events=there.events.on(SparkJobs(session)))
        assert result(on_spark) == result(vm.read_log(folder).event_log)
    finally:
        session.stop()


@pytest.mark.slow
def test_command_line_on_spark_gives_the_same_result(
    folder: Path, left_there: None, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    pytest.importorskip("pyspark.sql", reason="needs the extra spark")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    master = ("--engine", "spark", "--spark-master", "local[2]")
    there = run("analyze", ADDRESS, "--json", *master)
    assert there.exit_code == 0, there.stderr
    assert there.stdout == run("analyze", str(folder), "--json").stdout
