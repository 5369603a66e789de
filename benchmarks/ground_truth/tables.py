"""The Markdown of docs/ground-truth.md, and the same as JSON."""

from collections.abc import Callable, Iterable, Sequence
from statistics import median

from benchmarks.ground_truth.figures import POOL, Figure, coverage, error, precision, targets
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
    """The figures with targets, and every verdict."""
    return {
        "targets": [
            {"name": f.name, "value": f.value, "of": f.of, "target": f.target, "at": f.at,
             "reached": f.reached}
            for f in targets(records)
        ],
        "logs": len(records),
    }  # fmt: skip


def _targets(figures: Iterable[Figure]) -> str:
    rows = (
        f"| {f.name} | {_value(f)} | {f.of:,} | "
        f"{'at least' if f.at == 'least' else 'at most'} {f.target:.2f} | {REACHED[f.reached]} |"
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
        "| intervals that hold the truth | decoys taken for it |"
    )
    return table(head, "|---|---|---:|---:|---:|---:|---|---:|---:|", rows)


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
        f"| {share_of(sum(held), len(held))} | {share_of(taken, len(decoys))} |"
    )


def _pools(records: Sequence[Record]) -> str:
    """Coverage by pools that are large enough to be judged, and by the others for information."""
    from scipy.stats import binomtest

    rows = []
    for name, chosen in _pools_of(records):
        figure = coverage(name, chosen)
        if figure.value is None:
            continue
        inside = round(figure.value * figure.of)
        upper = binomtest(inside, figure.of).proportion_ci(method="wilson").high
        judged = REACHED[upper >= (figure.target or 0.0)] if figure.of >= POOL else "too few"
        rows.append(f"| {name} | {_value(figure)} | {figure.of} | {upper:.3f} | {judged} |")
    head = "| pool of intervals | hold the truth | of | upper Wilson bound | not below 0.93 |"
    return table(head, "|---|---:|---:|---:|---|", rows)


def _pools_of(records: Sequence[Record]) -> list[tuple[str, list[Record]]]:
    planted = [r for r in records if r.block in ("alone", "up to three", "all together")]

    def where(holds: Callable[[Record], bool]) -> list[Record]:
        return [r for r in planted if holds(r)]

    return [
        ("all", planted),
        *((block, where(lambda r, b=block: r.block == b)) for block in  # type: ignore[misc]
          ("alone", "up to three", "all together")),
        *((f"{n:,} cases", where(lambda r, n=n: r.cases == n)) for n in (500, 2_000, 10_000)),  # type: ignore[misc]
        ("start and end", where(lambda r: r.timing == "interval")),
        ("completions only", where(lambda r: r.timing != "interval")),
        ("office hours", where(lambda r: not r.around_the_clock)),
        ("around the clock", where(lambda r: r.around_the_clock)),
        *((s, where(lambda r, s=s: r.shape == s)) for s in  # type: ignore[misc]
          ("straight", "parallel", "external wait")),
        ("confounded", [r for r in records if r.block == "confounded"]),
    ]  # fmt: skip


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


def _value(figure: Figure) -> str:
    return NO_TARGET if figure.value is None else f"{figure.value:.3f}"


def share_of(part: int, whole: int) -> str:
    """How many of how many."""
    return f"{part} of {whole}" if whole else NO_TARGET
