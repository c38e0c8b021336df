"""The calculators of the example (see `calculators/policy.py` of the project)."""

from calculators import visitor_pass

MODULES = (visitor_pass,)
CALLS = {}
SCREENING = {}
