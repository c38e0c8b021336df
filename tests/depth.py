"""How far the tests go: as far as `make test` has time for, or all the way where THOROUGH is set, as `make test-all` does."""

import os

THOROUGH = bool(os.environ.get("THOROUGH"))


def depth(ordinary, thorough):
    """Return how many of something a test tries."""
    return thorough if THOROUGH else ordinary
