"""Labels of activities that people can read, one for each activity."""

from collections import Counter
from collections.abc import Mapping

import polars as pl


def readable_labels(activities: pl.Series, names: Mapping[str, str]) -> dict[str, str]:
    """Activity as exported → its label: the name told beside the code, unique, else the code.

    Two activities of one name keep their codes behind it, so that they stay two.

    >>> readable_labels(pl.Series(["a", "b", "c"]), {"a": "Check", "b": "Check", "c": "Decide"})
    {'a': 'Check (a)', 'b': 'Check (b)', 'c': 'Decide'}
    """
    exported = activities.unique().sort().to_list()
    wanted = {code: names.get(code, code) for code in exported}
    often = Counter(wanted.values())
    labels = {
        code: name if often[name] == 1 else f"{name} ({code})" for code, name in wanted.items()
    }
    return labels if len(set(labels.values())) == len(labels) else {c: c for c in exported}
