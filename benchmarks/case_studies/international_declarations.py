"""Three figures of docs/case-studies.md, from InternationalDeclarations.xes.gz alone."""

from collections import Counter
from itertools import pairwise
from statistics import median

from reading import days, ended, returned, traces

FILE = "InternationalDeclarations.xes.gz"
cases = ended(FILE, {"Payment Handled", "End trip"})
throughput = median(days(case[0][1], case[-1][1]) for case in cases)
loops = [time for case in cases if (time := returned(case, "Declaration SUBMITTED by EMPLOYEE"))]
paid_before = Counter(
    (values["Permit RequestedBudget"], values["Permit id"])
    for values, case in traces(FILE)
    if ("Payment Handled", "Start trip") in {(a[0], b[0]) for a, b in pairwise(case)}
    and 920 <= float(values["Permit RequestedBudget"]) < 1600
)
(most, number), *_ = paid_before.most_common(1)
print(f"median throughput of {len(cases)} cases: {throughput:.2f} days")
print(f"return to SUBMITTED: {len(loops)} cases, {sum(loops):.0f} days, median {median(loops):.2f}")
print(f"trip after payment, 920-1600: {sum(paid_before.values())} cases, {number} of them {most}")
