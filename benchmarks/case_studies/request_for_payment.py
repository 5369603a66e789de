"""Three figures of docs/case-studies.md, from RequestForPayment.xes.gz alone."""

from statistics import mean, median

from reading import between, ended, returned

ASKED = "Request For Payment "
cases = ended("RequestForPayment.xes.gz", {"Payment Handled", f"{ASKED}REJECTED by EMPLOYEE"})
loops = [time for case in cases if (time := returned(case, f"{ASKED}SUBMITTED by EMPLOYEE"))]
owner = between(cases, None, f"{ASKED}APPROVED by BUDGET OWNER")
waits = between(cases, None, "Payment Handled")
paid = [when.weekday() for case in cases for step, when in case if step == "Payment Handled"]
share = sum(day in (0, 3) for day in paid) / len(paid)
print(f"return to SUBMITTED: {len(loops)} cases, {sum(loops):.0f} days, median {median(loops):.2f}")
print(f"before APPROVED by BUDGET OWNER: {len(owner)} times, {sum(owner):.0f} days")
print(f"Mondays and Thursdays: {share:.1%}; wait {median(waits):.2f}, mean {mean(waits):.2f}")
