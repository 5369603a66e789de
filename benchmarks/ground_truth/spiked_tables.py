"""The second layer's tables, as Markdown and as JSON."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from statistics import median

import msgspec
from benchmarks.ground_truth.judgement import SURE, Verdict
from benchmarks.ground_truth.spiked import SpikedRecord
from benchmarks.ground_truth.tables import NO_TARGET, share_of, table

HEAD = (
    "| {} | spikes | no place | not to be told | found | sure | estimate ÷ truth, median | range "
    "| at its place ÷ truth, median | intervals that hold the truth | sure and new elsewhere "
    "| sure before, gone after |"
)
LINE = "|---|---:|---:|---:|---:|---:|---:|---|---:|---:|---:|---:|"


def markdown(records: Sequence[SpikedRecord]) -> str:
    """By kind, log, kind and log, and size; then what was missed and what appeared elsewhere."""
    parts = (
        _grouped("planted", records, lambda r: f"`{r.kind}`"),
        _grouped("log", records, lambda r: _short(r.log)),
        _grouped("planted, log", records, lambda r: f"`{r.kind}`, {_short(r.log)}"),
        _grouped("share of case time asked for", records, lambda r: f"{r.size:.0%}"),
        _absorbed(records),
        _missed(records),
        _listed("sure and new elsewhere", (w for r in records for w in _elsewhere(r))),
        _listed("sure before, gone after", (w for r in records for w in _gone(r))),
    )
    return "\n".join(parts)


def as_json(records: Sequence[SpikedRecord]) -> list[object]:
    """Every record."""
    return [msgspec.to_builtins(record) for record in records]


def verdicts_of(records: Iterable[SpikedRecord]) -> list[Verdict]:
    """What became of the spikes that found a place."""
    return [verdict for record in records for verdict in record.judgement.verdicts]


def _grouped(
    what: str, records: Sequence[SpikedRecord], group: Callable[[SpikedRecord], str]
) -> str:
    names = dict.fromkeys(group(record) for record in records)
    rows = [_row(name, [r for r in records if group(r) == name]) for name in names]
    return table(HEAD.format(what), LINE, [*rows, _row("all", records)])


def _row(name: str, records: Sequence[SpikedRecord]) -> str:
    verdicts = verdicts_of(records)
    asked = [v for v in verdicts if v.carried]
    found = [v for v in asked if v.found]
    ratios = [v.ratio for v in found if v.has_interval]
    held = [v.inside for v in found if v.has_interval]
    local = [_local_ratio(r) for r in records if _told(r)]
    cells = (
        name,
        str(len(records)),
        str(len(records) - len(verdicts)),
        str(sum(not v.can_be_told for v in verdicts)),
        share_of(len(found), len(asked)),
        str(sum(v.confidence in SURE for v in found)),
        f"{median(ratios):.2f}" if ratios else NO_TARGET,
        f"{min(ratios):.2f} to {max(ratios):.2f}" if ratios else NO_TARGET,
        f"{median(local):.2f}" if local else NO_TARGET,
        share_of(sum(held), len(held)),
        str(sum(len(r.judgement.unplanted) for r in records)),
        str(sum(len(r.gone) for r in records)),
    )
    return f"| {' | '.join(cells)} |"


def _told(record: SpikedRecord) -> bool:
    """Whether it was asked for, found, and told with an amount at its place."""
    verdicts = record.judgement.verdicts
    return record.at_place is not None and all(v.carried and v.has_interval for v in verdicts)


def _local_ratio(record: SpikedRecord) -> float:
    """What is told before the pass-through, over the truth."""
    return (record.at_place or 0.0) / record.judgement.verdicts[0].true_days


def _absorbed(records: Sequence[SpikedRecord]) -> str:
    """Where only a part is taken to pass, beside what passes in the log as it is."""
    rows = (
        f"| `{r.kind}` | {_short(r.log)} | {r.judgement.verdicts[0].place} | {r.pass_through:.2f} "
        f"| {r.passed_before:.2f} | {_local_ratio(r):.2f} |"
        for r in records
        if _told(r) and r.pass_through is not None and r.pass_through < 1
    )
    head = (
        "| a part is absorbed | log | place | pass-through | of the step's own waits, without the "
        "spike | at its place ÷ truth |"
    )
    return table(head, "|---|---|---|---:|---:|---:|", rows)


def _missed(records: Sequence[SpikedRecord]) -> str:
    rows = (
        f"| `{r.kind}` | {_short(r.log)} | {v.place} | {v.true_days:,.0f} | {v.share:.1%} "
        f"| {v.cases:,} |"
        for r in records
        for v in r.judgement.verdicts
        if v.carried and not v.found
    )
    head = "| missed | log | place | true case-days | share of case time | cases |"
    return table(head, "|---|---|---|---:|---:|---:|", rows)


def _elsewhere(record: SpikedRecord) -> list[str]:
    return [f"{_short(record.log)} | `{record.kind}` | {w}" for w in record.judgement.unplanted]


def _gone(record: SpikedRecord) -> list[str]:
    return [f"{_short(record.log)} | `{record.kind}` | {w}" for w in record.gone]


def _listed(what: str, found: Iterable[str]) -> str:
    rows = (f"| {line} | {n} |" for line, n in Counter(found).most_common())
    return table(f"| log | spiked | {what} | times |", "|---|---|---|---:|", rows)


def _short(log: str) -> str:
    return log.split(".")[0].replace("_", " ")
