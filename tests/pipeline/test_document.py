"""The whole way from a log to the document."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import jsonschema
import polars as pl
import pytest
from tests.pipeline.busy_office import LABELS, busy_office
from tests.pipeline.document_of import Document, bytes_of, document_of, texts
from tests.procedures import procedure

from verwaltung_mining.engine import Parts
from verwaltung_mining.outputs.schema import shipped_schema

FOUND = {
    "information_request", "return_loop", "slow_transition", "batch_release", "extra_step",
    "unexplained_wait",
}  # fmt: skip
ODD = (
    "{activity}", "Prüfung {0}", "{asked} {", "}} reply {{", "Zeile\neins", "<script>alert(1)",
    '=HYPERLINK("x")', "%s %(name)s", "📄 Akte\\N{x}",
)  # fmt: skip


@cache
def office() -> Document:
    return document_of(busy_office())


def ids(document: Document) -> set[str]:
    return {candidate["id"] for candidate in document["candidates"]}


def test_office_with_problems_gets_candidates_of_all_these_kinds() -> None:
    assert {c["detector"] for c in office()["candidates"]} >= FOUND


def test_document_is_valid_by_the_shipped_schema() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(shipped_schema()))
    validator.validate(office())
    validator.validate(document_of(procedure([(0, 0)])))


def test_two_runs_give_the_same_bytes() -> None:
    assert bytes_of(busy_office()) == bytes_of(busy_office())


@pytest.mark.parametrize("seed", ["1", "2"])
def test_hash_seed_of_python_changes_no_byte(seed: str) -> None:
    code = (
        "import sys; from tests.pipeline.busy_office import busy_office; "
        "from tests.pipeline.document_of import bytes_of; "
        "sys.stdout.buffer.write(bytes_of(busy_office()))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
    )
    assert printed.stdout == bytes_of(busy_office())


def test_ids_are_unique_and_do_not_depend_on_how_many_cases_there_are() -> None:
    candidates = office()["candidates"]
    assert len(ids(office())) == len(candidates)
    longer = document_of(busy_office(cases=360, weeks=48))
    strong = {c["id"] for c in candidates if c["confidence"] in ("high", "medium")}
    assert strong
    assert strong <= ids(longer)


def test_ids_follow_the_labels_of_the_place_and_not_their_codes() -> None:
    """Every code is one higher, the names are the same."""
    log = busy_office()
    shifted = replace(
        log,
        events=Parts.of(log.events.collect().with_columns(pl.col("activity") + 1)),
        activities=("Altakten", *LABELS),
    )
    assert ids(document_of(shifted)) == ids(office())


def test_ranks_are_those_of_the_list_and_sums_fit() -> None:
    document = office()
    candidates = document["candidates"]
    assert [c["rank"] for c in candidates] == list(range(1, len(candidates) + 1))
    counted = [c["benefit"] for c in candidates if c["benefit"]["fair_share"] is not None]
    total = sum(benefit["fair_share"] for benefit in counted)
    assert counted[-1]["cumulative"] == pytest.approx(total)
    assert total <= document["totals"]["case_days_per_year"]
    lows = [benefit["low"] for benefit in counted]
    assert lows == sorted(lows, reverse=True)
    cumulative = [benefit["cumulative"] for benefit in counted]
    assert cumulative == sorted(cumulative)


def test_low_and_high_are_the_standalone_interval_scaled_by_the_share() -> None:
    for candidate in office()["candidates"]:
        benefit, evidence = candidate["benefit"], candidate["evidence"]
        if benefit["fair_share"] is None:
            assert (benefit["low"], benefit["high"], benefit["cumulative"]) == (None, None, None)
            continue
        scale = benefit["fair_share"] / benefit["standalone"]
        assert benefit["low"] == pytest.approx(evidence["standalone_low"] * scale)
        assert benefit["high"] == pytest.approx(evidence["standalone_high"] * scale)


def test_uncounted_candidates_follow_the_counted_ones() -> None:
    null = [c["benefit"]["fair_share"] is None for c in office()["candidates"]]
    assert null == sorted(null)
    for candidate in office()["candidates"]:
        hint_or_symptom = candidate["confidence"] == "hint" or candidate["symptom_of"] is not None
        assert hint_or_symptom == (candidate["benefit"]["fair_share"] is None)
        assert candidate["symptom_of"] in {None, *ids(office())}


def test_every_detector_says_what_it_tested() -> None:
    tested = {row["detector"]: row for row in office()["tested"]}
    assert tested["slow_transition"]["hypotheses"] > 0
    assert tested["ping_pong"]["skipped"] is not None
    reported = [c["detector"] for c in office()["candidates"]]
    assert all(row["reported"] == reported.count(name) for name, row in tested.items())


def test_no_text_has_an_unfilled_brace() -> None:
    found = texts(office()["candidates"]) + texts(office()["strengths"])
    assert len(found) > 100
    assert [text for text in found if "{" in text or "}" in text] == []


def test_no_text_of_a_candidate_is_empty() -> None:
    assert all(text.strip() for text in texts(office()["candidates"]))


def test_first_sentence_speaks_of_a_case_and_the_second_of_a_year() -> None:
    for candidate in office()["candidates"]:
        english = candidate["observation"]["en"]
        assert str(candidate["affected_cases"]) in english.split(".")[0]
        assert " a year" in english
        assert " im Jahr" in candidate["observation"]["de"]


def test_short_window_speaks_of_the_period_and_keeps_the_yearly_fields() -> None:
    short = document_of(busy_office(cases=300, weeks=14))
    assert short["log"]["window_days"] < 180
    assert short["candidates"]
    for candidate in short["candidates"]:
        assert candidate["confidence"] in ("low", "hint")
        assert " a year" not in candidate["observation"]["en"]
        assert " im Jahr" not in candidate["observation"]["de"]
        assert "in the period" in candidate["observation"]["en"]
        assert "im Zeitraum" in candidate["observation"]["de"]
        assert candidate["benefit"]["standalone"] > 0
        formula = candidate["evidence"]["formula"]
        assert "in the period" in formula["en"]
        assert "365" not in formula["en"] + formula["de"]


def test_odd_labels_come_through_unchanged_and_break_no_text() -> None:
    """Braces, line breaks, markup and format signs in names of activities and attributes."""
    odd = document_of(
        busy_office(labels=ODD, attribute="{name}", value="{x} }{"),
        detectors={"information_request": {"request_words": ["{asked}"], "reply_words": ["reply"]}},
    )
    assert {c["detector"] for c in odd["candidates"]} >= FOUND
    for candidate in odd["candidates"]:
        locus = candidate["locus"]
        named = {locus["activity"], locus["source"], locus["target"]} - {None}
        assert named | set(locus["activities"] or ()) <= set(ODD)
        for text in candidate["title"].values():
            assert all(label in text for label in named)
        for part in locus["segment"] or ():
            assert part["attribute"] == "{name}"
            assert f"{part['attribute']} = {part['value']}" in candidate["title"]["en"]


def test_filled_texts_hold_the_label_as_it_is() -> None:
    labels = [*LABELS]
    labels[4] = "Entwurf {typical} {0} <b>\n{{x}}"
    document = document_of(busy_office(labels=labels))
    titles = [
        c["title"]["de"]
        for c in document["candidates"]
        if c["locus"]["activity"] == labels[4]
        or labels[4] in (c["locus"]["source"], c["locus"]["target"])
    ]
    assert titles
    assert all(labels[4] in title for title in titles)


def test_log_without_completed_cases_gives_a_document_without_candidates() -> None:
    log = procedure([(0, 0), (1, 5)])
    log = replace(log, cases=log.cases.with_columns(completed=pl.lit(value=False)))
    document = document_of(log)
    assert document["candidates"] == []
    assert document["log"]["analysed_cases"] == 0
    assert document["log"]["open_cases"] == 1
