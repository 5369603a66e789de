"""Bad input through the real library: a message, a remedy, an exit code, no half-written file."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run

HEADER = "Az;Schritt;Ende\n"
STEPS = ("Eingang", "Prüfung", "Bescheid")


def rows(cases: int, *, steps: tuple[str, ...] = STEPS) -> str:
    return "".join(
        f"{case};{step};{1 + case % 20 + day:02d}.02.2024 08:{case % 60:02d}\n"
        for case in range(cases)
        for day, step in enumerate(steps)
    )


def log(cases: int = 60, **options: tuple[str, ...]) -> bytes:
    return (HEADER + rows(cases, **options)).encode()


XML = '<?xml version="1.0"?><!DOCTYPE l [%s]><log><trace><string key="concept:name" value="&a;"/>'
REFUSED: dict[str, tuple[bytes | None, int]] = {
    "missing.csv": (None, 1),
    "empty.csv": (b"", 1),
    "header_only.csv": (HEADER.encode(), 1),
    "binary.csv": (bytes(range(256)) * 20, 1),
    "no_case_column.csv": (b"foo;bar\n1;2\n3;4\n", 1),
    "no_stamps.csv": ((HEADER + "1;A;gestern\n2;B;morgen\n").encode(), 1),
    "truncated.csv.gz": (gzip.compress(log())[:80], 1),
    "truncated.xes.gz": (gzip.compress(b"<log><trace>" * 1000)[:60], 1),
    "bomb.xes": ((XML % '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">').encode(), 1),
    "entity.xes": ((XML % '<!ENTITY a SYSTEM "file:///etc/hostname">').encode(), 1),
    "not_xml.xes": (b"<log><trace", 1),
    "sheet.xlsx": (b"PK\x03\x04" + bytes(200), 1),
    "names.csv": (log(steps=("Eingang", "Weiterleitung an Frau Müller", "Bescheid")), 4),
}

ANALYSED: dict[str, bytes] = {
    "plain.csv": log(),
    "windows.csv": log().decode().encode("cp1252"),
    "single_case.csv": log(1),
    "nine_cases.csv": log(9),
    "one_event_each.csv": log(steps=("Eingang",)),
    "two_digit_years.csv": log().replace(b".2024", b".24"),
    "duplicates.csv": log() + rows(60).encode(),
    "some_bad_stamps.csv": log() + "7;Prüfung;99.99.2024 08:00\n8;Prüfung;\n".encode(),
    "sentinel.csv": log() + "7;Prüfung;31.12.9999 00:00\n".encode(),
    "odd_labels.csv": log(steps=("<script>alert(1)</script>", '=HYPERLINK(""x"")', "🏛 \x1b[31m")),
}


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("verb", ["analyze", "inspect"])
@pytest.mark.parametrize("name", REFUSED)
def test_unusable_file_is_refused_with_a_message_and_a_remedy(
    run: Run, there: Path, name: str, verb: str
) -> None:
    content, code = REFUSED[name]
    if content is not None:
        (there / name).write_bytes(content)
    before = set(there.iterdir())
    outcome = run(verb, name, "--lang", "de", *(["--out", "out"] if verb == "analyze" else []))
    assert outcome.exit_code == code, outcome.stderr
    assert outcome.stdout == ""
    message, remedy = outcome.stderr.splitlines()
    assert message.startswith("Fehler: ")
    assert "Unerwartet" not in message
    assert remedy
    assert set(there.iterdir()) == before


@pytest.mark.parametrize("name", ANALYSED)
def test_odd_file_is_analysed_as_far_as_it_goes(run: Run, there: Path, name: str) -> None:
    (there / name).write_bytes(ANALYSED[name])
    outcome = run("analyze", name, "--out", "out")
    assert outcome.exit_code == 0, outcome.stderr
    assert outcome.stdout.startswith(f"Read {name}: ")
    assert "\x1b" not in outcome.stdout
    written = {path.name for path in (there / "out").iterdir()}
    assert {"analysis.json", "candidates.csv", "summary.md"} <= written
    assert ("map.svg" in written) == (name not in {"single_case.csv", "nine_cases.csv"})


@pytest.mark.parametrize(
    ("name", "aside"), [("some_bad_stamps.csv", 2), ("sentinel.csv", 1), ("plain.csv", 0)]
)
def test_rows_set_aside_are_counted_in_the_account(
    run: Run, there: Path, name: str, aside: int
) -> None:
    (there / name).write_bytes(ANALYSED[name])
    account = run("inspect", name).stdout
    assert f"rows read {180 + aside}" in account
    assert "= 180 events" in account


def altered(change: Callable[[str], str], there: Path) -> None:
    path = there / "out" / "analysis.json"
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def test_result_that_was_cut_off_is_no_result(run: Run, there: Path) -> None:
    (there / "log.csv").write_bytes(log())
    assert run("analyze", "log.csv", "--out", "out").exit_code == 0
    altered(lambda text: text[:-100], there)
    outcome = run("explain", "out", "1")
    assert outcome.exit_code == 1
    assert "analysis.json" in outcome.stderr


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[privacy]\nshow_persons = 3\n", 2),
        ("[privacy]\nshow = 5\n", 2),
        ("[privat]\nx = 1\n", 2),
        ("[privacy\n", 2),
        ("[privacy]\nshow_persons = 6\n", 0),
        ("\ufeff[privacy]\nshow_persons = 6\n", 0),
    ],
)
def test_settings_that_lower_a_threshold_or_are_unknown_are_refused(
    run: Run, there: Path, text: str, code: int
) -> None:
    (there / "log.csv").write_bytes(log())
    (there / "verwaltung-mining.toml").write_text(text, "utf-8")
    outcome = run("analyze", "log.csv", "--lang", "de")
    assert outcome.exit_code == code, outcome.stderr
    assert "Unerwartet" not in outcome.stderr


def test_narrow_filter_is_refused_by_the_privacy_gate(run: Run, there: Path) -> None:
    (there / "log.csv").write_bytes(log())
    outcome = run("analyze", "log.csv", "--from", "2024-02-20")
    assert outcome.exit_code == 4, outcome.stderr
