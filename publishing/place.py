"""Where the policy lies that is published, and where what is made of it goes.

The environment variable POLICY names the folder of another policy; without it the project's own is published. Such a folder
holds `policy_data/`; its calculators, if it has some, in `calculators/`; its hand-written pages, if it has some, in `docs/pages/`.
"""

import os
from pathlib import Path

VARIABLE = "POLICY"
PROJECT = Path(__file__).resolve().parent.parent
POLICY = Path(os.environ.get(VARIABLE) or PROJECT).resolve()
OWN = POLICY == PROJECT
DATA = POLICY / "policy_data"
RULES = POLICY / "calculators"
WRITTEN = POLICY / "docs" / "pages"
BUILD = PROJECT / "build" if OWN else PROJECT / "build" / "policies" / POLICY.name
SITE = PROJECT / "site" if OWN else BUILD / "site"
