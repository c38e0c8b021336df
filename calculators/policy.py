"""The calculators of this policy, and what it has beside them. Another policy has a file of this name in its own folder.

MODULES: one calculator each. CALLS: what the browser may ask for beside an outcome, by name. SCREENING: the door through which
a calculator reads a list of many, by the calculator's name; there is one at most.
"""

from calculators import dart_routing, emergency_attendance, escalation, private_fostering
from calculators.referral_times import referral_times
from calculators.screening_door import ScreeningDoor

MODULES = (private_fostering, emergency_attendance, dart_routing, escalation)
CALLS = {"times": referral_times}
SCREENING = {emergency_attendance.NAME: ScreeningDoor}
