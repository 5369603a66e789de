"""The Markdown of docs/ground-truth.md, and the same as JSON."""

from collections.abc import Iterable, Sequence
from statistics import median

import msgspec
from benchmarks.ground_truth.figures import (
    ALONE,
    COVERAGE,
    PLANTED,
    TOGETHER,
    Figure,
    error,
    half_width,
    pools,
    precision,
    targets,
    wilson_upper,
)
from benchmarks.ground_truth.judgement import Verdict
from benchmarks.ground_truth.running import Record

NO_TARGET = "–"
REACHED = {True: "yes", False: "**missed**", None: NO_TARGET}


def markdown(records: Sequence[Record]) -> str:
    """All tables."""
    parts = (
        _targets(targets(records)),
        _kinds(records),
        _pools(records),
        _scenarios(records),
        _exceptions(records),
    )
    return "\n".join(parts)


def as_json(records: Sequence[Record]) -> dict[str, object]:
    """The figures with targets, the pools, and every log with its verdicts."""

    def figures(of: Iterable[Figure]) -> list[object]:
        return [{**msgspec.to_builtins(f), "reached": f.reached} for f in of]

    return {
        "targets": figures(targets(records)),
        "pools": figures(pools([r for r in records if r.block in PLANTED])),
        "logs": [msgspec.to_builtins(record) for record in records],
    }


def _targets(figures: Iterable[Figure]) -> str:
    rows = (
        f"| {f.name} | {_value(f)} | {f.of:,} | {_target(f)} | {REACHED[f.reached]} |"
        for f in figures
    )
    return table("| what | measured | on | target | reached |", "|---|---:|---:|---|---|", rows)


def _kinds(records: Sequence[Record]) -> str:
    """Each kind: how often found, how well valued."""
    every = [v for r in records for v in r.judgement.verdicts if r.block != "gate"]
    kinds = sorted({v.kind for v in every}, key=lambda kind: next(
        (v.detector, v.kind) for v in every if v.kind == kind))  # fmt: skip
    rows = (_kind_row(kind, [v for v in every if v.kind == kind], records) for kind in kinds)
    head = (
        "| planted | detector | found | not to be told | sure | estimate ÷ truth, median | range "
        "| error alone | error together | intervals that hold the truth | half-width, median "
        "| decoys taken for it |"
    )
    return table(head, "|---|---|---:|---:|---:|---:|---|---:|---:|---:|---:|---:|", rows)


def _kind_row(kind: str, verdicts: Sequence[Verdict], records: Sequence[Record]) -> str:
    carried = [v for v in verdicts if v.carried]
    found = [v for v in carried if v.found]
    sure = [v for v in found if v.confidence in ("high", "medium")]
    valued = [v for v in found if v.has_interval]
    large = [v for v in verdicts if not v.can_be_told and (v.share >= 0.02 or not v.saves_time)]
    ratios = [v.ratio for v in valued]
    held = [v.inside for v in valued]
    detector = verdicts[0].detector
    decoys = [r for r in records if r.name.startswith(f"decoy-{kind}-") and r.judgement.decoys]
    taken = sum(bool(r.judgement.mistaken) for r in decoys)
    span = f"{min(ratios):.2f} to {max(ratios):.2f}" if ratios else NO_TARGET
    middle = f"{median(ratios):.2f}" if ratios else NO_TARGET
    return (
        f"| {kind.replace('_', ' ')} | `{detector}` | {share_of(len(found), len(carried))} "
        f"| {len(large)} | {len(sure)} | {middle} | {span} "
        f"| {_error_of(kind, records, ALONE)} | {_error_of(kind, records, TOGETHER)} "
        f"| {share_of(sum(held), len(held))} | {_percent(half_width(found))} "
        f"| {share_of(taken, len(decoys))} |"
    )


def _error_of(kind: str, records: Sequence[Record], blocks: Sequence[str]) -> str:
    """Mean absolute error of the benefit of a kind as a share of the truth, bounds too."""
    errors = [
        abs(v.ratio - 1)
        for r in records
        if r.block in blocks
        for v in r.judgement.verdicts
        if v.kind == kind and v.carried and v.has_interval
    ]
    return _percent(sum(errors) / len(errors) if errors else None)


def _percent(value: float | None) -> str:
    return NO_TARGET if value is None else f"{value:.0%}"


def _pools(records: Sequence[Record]) -> str:
    """Coverage and width by pools; judged are those that are large enough."""
    planted = [r for r in records if r.block in PLANTED]
    rows = []
    for pool in pools(planted):
        if pool.value is None:
            continue
        upper = wilson_upper(pool)
        judged = REACHED[upper >= COVERAGE] if pool.target is not None else "too few"
        rows.append(f"| {pool.name} | {_value(pool)} | {pool.of} | {upper:.3f} | {judged} |")
    head = "| pool of intervals | hold the truth | of | upper Wilson bound | not below 0.93 |"
    return table(head, "|---|---:|---:|---:|---|", rows)


def _scenarios(records: Sequence[Record]) -> str:
    """Recall, precision and error by block."""
    rows = []
    for block in dict.fromkeys(r.block for r in records):
        chosen = [r for r in records if r.block == block]
        carried = [v for r in chosen for v in r.judgement.verdicts if v.carried]
        found = [v for v in carried if v.found]
        missed = error("", chosen, [v.detector for v in carried])
        rows.append(
            f"| {block} | {len(chosen)} | {share_of(len(found), len(carried))} "
            f"| {_value(precision(chosen))} | {_value(missed)} |"
        )
    head = "| block | logs | found | precision of high and medium | error of the benefit |"
    return table(head, "|---|---:|---:|---:|---:|", rows)


def _exceptions(records: Sequence[Record]) -> str:
    """What is sure and not planted, by detector: where to look first."""
    counts: dict[str, int] = {}
    for record in records:
        for what in record.judgement.unplanted:
            detector = what.split(" ", 1)[0]
            key = f"| `{detector}` | {record.block} |"
            counts[key] = counts.get(key, 0) + 1
    rows = (f"{key} {n} |" for key, n in sorted(counts.items(), key=lambda item: -item[1]))
    return table("| sure, and not planted | block | times |", "|---|---|---:|", rows)


def table(head: str, line: str, rows: Iterable[str]) -> str:
    """A Markdown table."""
    return "\n".join([head, line, *rows, ""])


def _target(figure: Figure) -> str:
    if figure.target is None:
        return NO_TARGET
    return f"{'at least' if figure.at == 'least' else 'at most'} {figure.target:.2f}"


def _value(figure: Figure) -> str:
    return NO_TARGET if figure.value is None else f"{figure.value:.3f}"


def share_of(part: int, whole: int) -> str:
    """How many of how many."""
    return f"{part} of {whole}" if whole else NO_TARGET
