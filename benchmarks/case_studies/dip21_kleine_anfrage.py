"""Three figures of docs/case-studies.md, from dip21_kleine_anfrage.csv.gz alone."""

import csv
import gzip
from collections import defaultdict
from datetime import date
from itertools import pairwise
from statistics import mean, median

from reading import folder

rows = defaultdict(list)
with gzip.open(folder() / "dip21_kleine_anfrage.csv.gz", "rt", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        rows[row["case_id"]].append((row["date"], int(row["pos"]), row["activity"]))
cases = [sorted(case) for case in rows.values() if max(case)[2] == "Antwort"]
spent = [(date.fromisoformat(c[-1][0]) - date.fromisoformat(c[0][0])).days for c in cases]
waits = [
    (date.fromisoformat(b[0]) - date.fromisoformat(a[0])).days
    for case in cases
    for a, b in pairwise(case)
    if (a[2], b[2]) == ("Kleine Anfrage", "Antwort")
]
print(f"answered: {len(cases)} of {len(rows)} cases, median {median(spent):.0f} days")
print(f"mean {mean(spent):.2f} days; within 14 days {mean(days <= 14 for days in spent):.0%}")
print(f"question to answer: {len(waits)} times, {sum(waits):.0f} days")
