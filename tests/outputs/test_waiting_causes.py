"""How the causes of waiting are told in the summary and on the terminal."""

from tests.sample_document import released, text

from verwaltung_mining.outputs.markdown import summary_markdown
from verwaltung_mining.outputs.terminal import terminal_text
from verwaltung_mining.release.document import UnitSample, WaitingCauses, WaitingRow
from verwaltung_mining.release.waiting_causes import waiting_row


def row(target: str, cases: int, batching: float, extraneous: float) -> WaitingRow:
    waits = {"batching": batching, "contention": 0.0, "prioritisation": 0.0,
             "unavailability": 0.0, "extraneous": extraneous}  # fmt: skip
    return waiting_row(
        waits,
        occurrences=cases,
        processing_days=100.0,
        source="Prüfung",
        target=target,
        cases=cases,
    )


KNOWN = WaitingCauses(
    transitions=(row("Bescheid <x>", 1400, 1500.0, 100.0), row("Akte", 20, 0.0, 300.0))
)


def test_summary_has_the_table_the_sum_and_the_efficiency() -> None:
    told = summary_markdown(released(waiting_causes=KNOWN), "en").decode()
    assert "## Why cases wait" in told
    assert "| From | To | Cases | Case-days in the period |" in told
    assert "79% until enough cases have come; 21% for no reason the log shows" in told
    assert "| Prüfung | Bescheid &lt;x&gt; | 1,400 | 1,600 | 94% | 0% | 0% | 0% | 6% |" in told
    assert "| all 2 |  |  | 1,900 | 79% | 0% | 0% | 0% | 21% |" in told
    assert "Work is done in 9.5% of the time" in told
    assert "it would be 33.3%" in told


def test_german_summary_says_the_same() -> None:
    told = summary_markdown(released(waiting_causes=KNOWN), "de").decode()
    assert "## Warum Fälle warten" in told
    assert "| Von | Nach | Fälle | Falltage im Zeitraum |" in told
    assert "| alle 2 |  |  | 1.900 | 79\u202f% |" in told
    assert "bis genug Fälle beisammen sind" in told


def test_terminal_says_it_in_one_sentence() -> None:
    told = " ".join(terminal_text(released(waiting_causes=KNOWN), "en").split())
    assert "Why cases wait before steps: 79% until enough cases have come" in told


def test_without_starts_the_summary_says_why_there_is_no_table() -> None:
    missing = WaitingCauses(skipped=text("no starts"))
    told = summary_markdown(released(waiting_causes=missing), "en").decode()
    assert "Why cases wait" not in told
    assert "- Causes of waiting unknown: no starts (english)." in told
    assert "Why cases wait" not in terminal_text(released(waiting_causes=missing), "en")


def test_sentence_leaves_out_causes_that_round_to_nothing() -> None:
    told = " ".join(terminal_text(released(waiting_causes=KNOWN), "en").split())
    assert "0%" not in told[told.index("Why cases wait") :].split(".")[0]


def test_heading_of_the_table_says_that_not_all_units_were_looked_at() -> None:
    sampled = WaitingCauses(
        transitions=KNOWN.transitions, units=UnitSample(looked_at=40, all_units=1200)
    )
    english = summary_markdown(released(waiting_causes=sampled), "en").decode()
    assert "\n## Why cases wait (at 40 units drawn at random out of 1,200)\n" in english
    german = summary_markdown(released(waiting_causes=sampled), "de").decode()
    drawn = "an 40 zufällig gezogenen von 1.200 Organisationseinheiten"
    assert f"\n## Warum Fälle warten ({drawn})\n" in german
    whole = summary_markdown(released(waiting_causes=KNOWN), "en").decode()
    assert "\n## Why cases wait\n" in whole
