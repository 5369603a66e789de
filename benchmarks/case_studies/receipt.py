"""Three figures of docs/case-studies.md, from receipt.xes.gz alone."""

from statistics import median

from reading import between, days, ended, returned

T02, T05, T06, T10 = (
    "T02 Check confirmation of receipt",
    "T05 Print and send confirmation of receipt",
    "T06 Determine necessity of stop advice",
    "T10 Determine necessity to stop indication",
)
LAST = {"Confirmation of receipt", T05, T10, "T15 Print document X request unlicensed"}
cases = ended("receipt.xes.gz", LAST)
minutes = median(days(case[0][1], case[-1][1]) for case in cases) * 24 * 60
loops = [time for case in cases if (time := returned(case, T02))]
waits = between(cases, T05, T06)
slowest = sum(sorted(waits)[-len(waits) // 10 :]) / sum(waits)
print(f"median throughput of {len(cases)} cases: {minutes:.1f} minutes")
print(f"return to T02: {len(loops)} cases, {sum(loops):.1f} days, median {median(loops):.2f}")
print(f"T05 to T06: {len(waits)} times, {sum(waits):.1f} days, slowest tenth {slowest:.0%} of them")
