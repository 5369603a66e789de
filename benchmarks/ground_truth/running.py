"""Judge every log of a design on all processors, and go on where an earlier run stopped."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec
from benchmarks.ground_truth.design import Block, Spec
from benchmarks.ground_truth.judgement import Judgement, judge

from verwaltung_mining.simulation import true_effects


class Named(Protocol):
    """What has a name of its own."""

    @property
    def name(self) -> str:
        """Tells it apart from all others."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of one log: the name of its specification, and what was made of it."""

    name: str


S = TypeVar("S", bound=Named)
R = TypeVar("R", bound=Result)


def run(specs: Sequence[S], store: Path, make: Callable[[S], R], *, form: type[R]) -> list[R]:
    """What `make` makes of each specification, in their order; known results are not made again.

    `store` keeps one JSON line per result, in the `form` given; a result has the name of its
    specification. Work begins with the first.
    """
    store.parent.mkdir(parents=True, exist_ok=True)
    known = {result.name: result for result in _stored(store, form)}
    missing = [spec for spec in specs if spec.name not in known]
    os.environ["POLARS_MAX_THREADS"] = "1"
    workers = ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"))
    with store.open("ab") as file, workers as pool:
        running = [pool.submit(make, spec) for spec in missing]
        try:
            for number, future in enumerate(as_completed(running), start=1):
                result = future.result()
                known[result.name] = result
                file.write(msgspec.json.encode(result) + b"\n")
                file.flush()
                print(f"\r{number} of {len(missing)} logs", end="", flush=True)
        finally:
            pool.shutdown(cancel_futures=True)
    if missing:
        print()
    return [known[spec.name] for spec in specs]


def _stored(store: Path, form: type[R]) -> Iterator[R]:
    """Whole lines of an earlier run; a line cut off by an interruption is made again."""
    if not store.exists():
        return
    lines = store.read_bytes().split(b"\n")
    store.write_bytes(b"".join(line + b"\n" for line in lines[:-1]))
    for line in lines[:-1]:
        yield msgspec.json.decode(line, type=form)


class Record(Result, frozen=True, kw_only=True):
    """One log of the planted design and what was made of it."""

    block: Block
    cases: int
    timing: str
    shape: str
    around_the_clock: bool
    plants: int
    judgement: Judgement


def judged_log(spec: Spec) -> Record:
    """Make one log, analyse it and compare."""
    drawn = spec.scenario()
    judgement = judge(drawn)
    if spec.surroundings.gate:
        local = true_effects(drawn.process, drawn.plants, seed=drawn.seed, cases=drawn.cases)
        days = sum(effect.saved_case_days for effect in local.values())
        judgement = msgspec.structs.replace(judgement, local_days=days)
    return Record(
        name=spec.name,
        block=spec.block,
        cases=spec.cases,
        timing=spec.timing,
        shape=spec.surroundings.shape,
        around_the_clock=spec.surroundings.around_the_clock,
        plants=len(drawn.plants),
        judgement=judgement,
    )
