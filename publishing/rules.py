"""What a calculator is given of an edition, as plain data: the same for the command line, the tests and the browser."""

from datetime import date
from typing import Any

from calculators import ask
from calculators.core import edition as calculators_edition
from publishing.edition import Edition
from publishing.english_calendar import bank_holidays, clock_changes
from publishing.load import REFERRAL_TIMES

NOT_FOR_RULES = dict.fromkeys(("form", "numbers", "search_examples", "table", "record"), True) | {
    "referral_times": {"additions", "bank_holidays", "form", "readings"}
}

ONLY_IN_THE_TABLE = {"facts", "heading"}


def calculator_data(edition: Edition, *calculators: str) -> dict[str, Any]:
    """Return the JSON-able dictionary that `calculators.core.edition.Edition.from_data` reads.

    Without names it holds every calculator of the edition. What law or a reading adds stands beside the edition's
    own parameters under the same calculator. Bank holidays and the changes of the clocks are handed over as data, for the
    years that the edition's words name: the rules know no calendar of their own.
    """
    names = calculators or tuple(edition.decisions)
    parameters = {
        group: {name: parameter.model_dump(by_alias=True, exclude_none=True, mode="json") for name, parameter in entries.items()}
        for group, entries in edition.parameters.items()
    }
    times = edition.shared.referral_times
    if times:
        parameters[REFERRAL_TIMES] = {key: addition.model_dump(exclude_none=True, mode="json") for key, addition in times.additions.items()}
    years = times.bank_holidays.model_dump() if times else {}
    for name in names:
        additions = {key: addition.model_dump(exclude_none=True, mode="json") for key, addition in edition.additions(name).items()}
        parameters[name] = {**parameters.get(name, {}), **additions}
    words = {
        name: edition.decisions[name].model_dump(mode="json", exclude={"additions", "readings", "each", *ONLY_IN_THE_TABLE})
        for name in names
    }
    words |= {
        f"{name}.{entries}": each.model_dump(mode="json", exclude=ONLY_IN_THE_TABLE)
        for name in names
        for entries, each in edition.decisions[name].each.items()
    }
    return {
        "edition": edition.name,
        "in_force_from": edition.in_force_from.isoformat() if edition.in_force_from else None,
        "lapsed_from": edition.lapsed_from.isoformat() if edition.lapsed_from else None,
        "draft": edition.draft,
        "parameters": parameters,
        "words": {"shared": edition.shared.model_dump(mode="json", by_alias=True, exclude=NOT_FOR_RULES), **words},
        "bank_holidays": years | {"days": list(bank_holidays(**years))} if years else None,
        "clock_changes": list(clock_changes(**years)) if years else [],
    }


def asked_first(edition: Edition, calculator: str) -> dict[str, Any]:
    """Return what a form asks before anything is answered (see `calculators.ask`); it does not depend on the day."""
    rules = calculators_edition.Edition.from_data(calculator_data(edition, calculator))
    return ask(calculator, {"as_of": (edition.in_force_from or date.today()).isoformat()}, rules)
