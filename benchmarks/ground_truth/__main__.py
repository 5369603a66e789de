"""How often planted problems are found, with their true size, and what else is reported.

    python -m benchmarks.ground_truth --seed 1000000 --out build/ground-truth

Writes the tables as Markdown and JSON; an interrupted run goes on where it stopped. Run it in the
project's root.
"""

import json
from pathlib import Path

import click
from benchmarks.ground_truth.design import design
from benchmarks.ground_truth.running import Record, judged_log, run
from benchmarks.ground_truth.tables import as_json, markdown


@click.command()
@click.option("--seed", default=1_000_000, show_default=True, help="Other seeds draw other logs.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/ground-truth"),
    show_default=True,
)
@click.option("--only", default="", help="Only logs whose name begins so, e.g. alone-return_loop.")
def main(seed: int, out: Path, only: str) -> None:
    """Make the logs, judge them, write the tables."""
    specs = [spec for spec in design(seed) if spec.name.startswith(only)]
    specs.sort(key=lambda spec: -spec.cases)
    records = run(specs, out / f"seed-{seed}.jsonl", judged_log, form=Record)
    text = markdown(records)
    (out / f"seed-{seed}.md").write_text(text, encoding="utf-8")
    (out / f"seed-{seed}.json").write_text(json.dumps(as_json(records), indent=1) + "\n")
    print(text)


if __name__ == "__main__":
    main()
