"""The example output in the READMEs: what the first command prints, down to the hints.

`python -m tests.project.readme_example` writes it anew after a change that is meant.
"""

import re
from pathlib import Path
from typing import Literal

import verwaltung_mining as vm

ROOT = Path(__file__).resolve().parents[2]
READMES: tuple[tuple[str, Literal["de", "en"]], ...] = (("README.md", "en"), ("README.de.md", "de"))
EXAMPLE = re.compile(r"(?<=^```text\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
HINTS = re.compile(r"\n\n(Hints|Hinweise) ")


def printed() -> dict[str, str]:
    """README → the example as the tool prints it now."""
    log = vm.read_log(ROOT / "sample_logs" / "bauantrag.csv")
    analysis = vm.analyse(log, settings=vm.Settings(tables={}))
    return {
        name: HINTS.split(analysis.to_text(language))[0].strip() + "\n"
        for name, language in READMES
    }


def written() -> dict[str, str]:
    """README → the example as it stands there."""
    return {name: _only_example((ROOT / name).read_text(encoding="utf-8")) for name, _ in READMES}


def _only_example(readme: str) -> str:
    (example,) = EXAMPLE.findall(readme)
    return str(example)


def main() -> None:
    """Write the examples anew."""
    for name, example in printed().items():
        path = ROOT / name
        old = _only_example(path.read_text(encoding="utf-8"))
        path.write_text(path.read_text(encoding="utf-8").replace(old, example), encoding="utf-8")


if __name__ == "__main__":
    main()
