"""How often known problems are found, with their true size, and what else is reported.

    python -m benchmarks.ground_truth --seed 1000000 --out build/ground-truth

Four layers: problems planted in simulated logs, problems spiked into the real logs of
../shared/data/logs, changes to a log that must not change its result, and good practices. Writes
the tables of each as Markdown and JSON; an interrupted run goes on where it stopped. Run it in the
project's root.
"""

import json
from collections.abc import Callable
from pathlib import Path

import click
import msgspec
from benchmarks.ground_truth import (
    design,
    invariant_tables,
    invariants,
    running,
    spiked,
    spiked_tables,
    strengths,
    tables,
)

Layer = Callable[[int, Path, str], tuple[str, object]]
"""Seed, file that keeps the results, beginning of names → Markdown and what goes into the JSON."""


def planted(seed: int, store: Path, only: str) -> tuple[str, object]:
    """Problems planted in simulated logs."""
    specs = [spec for spec in design.design(seed) if spec.name.startswith(only)]
    specs.sort(key=lambda spec: -spec.cases)
    records = running.run(specs, store, running.judged_log, form=running.Record)
    return tables.markdown(records), tables.as_json(records)


def spikes(seed: int, store: Path, only: str) -> tuple[str, object]:
    """Problems spiked into real logs."""
    if not spiked.FOLDER.is_dir():
        return "The folder ../shared/data/logs is not beside the project.\n", []
    specs = [spec for spec in spiked.design(seed) if spec.name.startswith(only)]
    records = running.run(specs, store, spiked.judged_spike, form=spiked.SpikedRecord)
    return spiked_tables.markdown(records), spiked_tables.as_json(records)


def unchanged(seed: int, store: Path, only: str) -> tuple[str, object]:
    """Changes to simulated logs that must not change their results."""
    specs = [spec for spec in invariants.design(seed) if spec.name.startswith(only)]
    records = running.run(
        specs, store, invariants.judged_invariant, form=invariants.InvariantRecord
    )
    return invariant_tables.markdown(records), invariant_tables.as_json(records)


def practices(seed: int, store: Path, only: str) -> tuple[str, object]:
    """Good practices planted in simulated logs."""
    specs = [spec for spec in strengths.design(seed) if spec.name.startswith(only)]
    records = running.run(specs, store, strengths.judged_practice, form=strengths.StrengthRecord)
    return strengths.markdown(records), [msgspec.to_builtins(record) for record in records]


LAYERS: dict[str, Layer] = {
    "planted": planted,
    "spiked": spikes,
    "invariants": unchanged,
    "strengths": practices,
}


@click.command()
@click.option("--layer", type=click.Choice([*LAYERS, "all"]), default="all", show_default=True)
@click.option("--seed", default=1_000_000, show_default=True, help="Other seeds draw other logs.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/ground-truth"),
    show_default=True,
)
@click.option("--only", default="", help="Only logs whose name begins so, e.g. alone-return_loop.")
def main(layer: str, seed: int, out: Path, only: str) -> None:
    """Make the logs, judge them, write the tables."""
    for name in LAYERS if layer == "all" else (layer,):
        print(f"{name}:")
        text, content = LAYERS[name](seed, out / f"{name}-{seed}.jsonl", only)
        (out / f"{name}-{seed}.md").write_text(text, encoding="utf-8")
        (out / f"{name}-{seed}.json").write_text(json.dumps(content, indent=1) + "\n")
        print(text)


if __name__ == "__main__":
    main()
