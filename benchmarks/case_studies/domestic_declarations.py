"""Three figures of docs/case-studies.md, from DomesticDeclarations.xes.gz alone."""

from statistics import median

from reading import between, ended, returned

cases = ended("DomesticDeclarations.xes.gz", {"Payment Handled"})
loops = [time for case in cases if (time := returned(case, "Declaration SUBMITTED by EMPLOYEE"))]
owner = between(cases, None, "Declaration APPROVED by BUDGET OWNER")
pay = between(cases, "Declaration FINAL_APPROVED by SUPERVISOR", "Request Payment")
print(f"return to SUBMITTED: {len(loops)} cases, {sum(loops):.0f} days, median {median(loops):.2f}")
print(f"before APPROVED by BUDGET OWNER: {len(owner)} times, {sum(owner):.0f} days")
print(f"to Request Payment: {len(pay)} times, median {median(pay):.2f}, {sum(pay):.0f} days")
