"""On which side of a threshold a worked case stands (see `calculators/threshold_steps.py` of the project)."""


def visitor_pass(answers, value):
    """Days of a month against the number from which a visitor has a pass."""
    if isinstance(answers.get("days"), int) and answers.get("identity_seen") == "yes" and answers.get("role") != "volunteer":
        yield "visitor-pass.days", answers["days"] - value("visitor-pass.days")


STEPS = {"visitor-pass": visitor_pass}
BORROWED = {}
