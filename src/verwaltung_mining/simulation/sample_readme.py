"""The README of the sample logs: what is planted where, and what it truly costs."""

from collections.abc import Sequence

from verwaltung_mining.simulation.sample import Sample, Truth, sample_truth
from verwaltung_mining.simulation.samples import FILES
from verwaltung_mining.simulation.simulate import Effect

INTRODUCTION = """# Sample logs

Three invented procedures of an invented town, made by the simulator of this project (seed 1). No
real data: no case, person, unit or figure in them exists. Short signs such as `SB-07` stand for
nobody.

Because the logs are simulated, the true effect of every planted problem is known: it is the time of
all completed cases in the log minus the time that the same cases take when this one problem is
removed and everything else, including every random draw, stays. Effects are case-days: one day that
one applicant waits. Case time runs from a case's first stamp in the log to its last; completed
cases are those that were finished before the export day. Per year is total · 365.25 / window, the
window running from the first to the last stamp of completed cases. Effects overlap and share
queues, so they do not add up exactly.

The offices work Monday to Wednesday 7:30-16:00, Thursday 7:30-17:30 and Friday 7:30-13:00, not on
the holidays of their Land; post and files travel around the clock.

`python -m verwaltung_mining.simulation.sample_files sample_logs` writes this folder anew, byte for
byte; a test proves it, and the figures below with it.
"""

FORMATS = {
    "bauantrag": "CSV, semicolons, Windows-1252, `dd.mm.yyyy HH:MM`, start and end of each step",
    "wohngeld": "CSV, commas, UTF-8, completions only",
    "gewerbeanmeldung": "XES, completions only",
}


def sample_readme(samples: Sequence[Sample]) -> str:
    """The whole README."""
    sections = (_section(sample, sample_truth(sample)) for sample in samples)
    return "\n".join([INTRODUCTION, *sections])


def _section(sample: Sample, truth: Truth) -> str:
    problems = sorted(
        zip(sample.planted, truth.problems, strict=True), key=lambda pair: -pair[1].saved_case_days
    )
    rows = "\n".join(
        f"| {planted.text} | {effect.affected_cases} | {_effect(effect, truth)} |"
        for planted, effect in problems
    )
    years = f"{truth.window_days:.0f} days"
    return f"""## {sample.title}: `{FILES[sample.name]}`

{FORMATS[sample.name]}. {truth.cases} cases, {truth.events} events; exported on \
{sample.export_day.isoformat()}, when {truth.completed} cases were completed. Window {years}, \
{truth.case_days:.0f} case-days in all. Holidays of {sample.process.calendar.land}.

| planted problem | affected cases | case-days | per year | share of case time |
|---|---:|---:|---:|---:|
{rows}

What goes well: {sample.strength.text}. {truth.strength.affected_cases} cases; without it all \
cases together would take {truth.strength.saved_case_days:.0f} case-days more \
({truth.per_year(truth.strength.saved_case_days):.0f} per year).
"""


def _effect(effect: Effect, truth: Truth) -> str:
    days = effect.saved_case_days
    return f"{days:.0f} | {truth.per_year(days):.0f} | {days / truth.case_days:.1%}"
