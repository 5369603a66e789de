"""Three figures of docs/case-studies.md, from BPIC15_1.xes.gz alone."""

from collections import Counter
from statistics import mean, median

from reading import days, returned, traces

COMPLETE, RETRIEVE, TERM = "08_AWB45_005", "08_AWB45_020_1", "08_AWB45_010"
PUBLISHED = "01_HOOFD_530"
every = [case for _, case in traces("BPIC15_1.xes.gz")]
often = sorted(Counter(case[-1][0] for case in every).items(), key=lambda e: (-e[1], e[0]))
before = [sum(n for _, n in often[:place]) for place in range(len(often))]
last = {step for (step, _), n in zip(often, before, strict=True) if n < 0.95 * len(every)}
cases = [case for case in every if case[-1][0] in last]
spent = [days(case[0][1], case[-1][1]) for case in cases]
loops = [(case, time) for case in cases if (time := returned(case, COMPLETE))]
asked = sum(any(step == RETRIEVE for step, _ in case) for case, _ in loops)
supplied = sum(any(step == TERM for step, _ in case) for case in cases)
weekday = Counter(when.weekday() for case in cases for step, when in case if step == PUBLISHED)
print(f"throughput of {len(cases)} cases: median {median(spent):.0f}, mean {mean(spent):.1f} days")
print(
    f"return to 'request complete': {len(loops)} cases, {sum(t for _, t in loops):.0f} days; "
    f"{asked} of them with 'retrieve missing data'"
)
print(f"'enter date publication' on Wednesdays: {weekday[2]} of {weekday.total()}")
print(f"cases with 'term for supplying missing data': {supplied}")
