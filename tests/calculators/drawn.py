"""Raw answers by chance for any calculator, drawn from its own table of answers, with dates around every limit."""

from datetime import date, timedelta

from hypothesis import strategies as st

from calculators.core.ages import STANDS_IN

AS_OF = date(2026, 3, 1)
_STEPS = (*range(-2, 3), *(sign * days + near for sign in (-1, 1) for days in (14, 28, 60, 183, 365) for near in (-1, 0, 1)))
_BIRTHDAYS = [AS_OF.replace(year=AS_OF.year - years) + timedelta(days=near) for years in (1, 5, 6, 16, 17, 18, 21) for near in (-1, 0, 1)]
DAYS = sorted({*_BIRTHDAYS, *(AS_OF + timedelta(days=step) for step in _STEPS), date(2024, 2, 29), date(2008, 2, 29)})
TIMES = ("00:00", "09:30", "23:59")


def kind_of(answer):
    """Return the name of an answer's class: "Choice", "Day", "Entries" and so on."""
    return type(answer).__name__


def known(answer):
    """Draw what can be given for one answer, known as a whole."""
    match kind_of(answer):
        case "Choice":
            return st.sampled_from(answer.values)
        case "Several":
            return st.lists(st.sampled_from(answer.values), max_size=3)
        case "Day":
            return st.sampled_from([*map(date.isoformat, DAYS), *answer.words])
        case "WholeNumber":
            return st.integers(0, 22)
        case "Clock":
            return st.sampled_from(TIMES)
        case "Text":
            return st.sampled_from(["A", "B"])
        case "Entries":
            return st.lists(entry_of(answer), max_size=5)


def drawn(answer):
    """Draw what can be given for one answer, also that it is not known."""
    return known(answer) if kind_of(answer) == "Text" else known(answer) | st.just("unknown")


def entry_of(entries):
    """Draw one entry of a list."""
    if is_bare(entries):
        return drawn(entries.fields[0])
    return st.fixed_dictionaries({}, optional={part.name: drawn(part) for part in entries.fields}).map(_agreeing)


def is_bare(entries):
    """Say whether the entries of a list are plain answers and no objects."""
    return getattr(entries, "bare", False)


def answers_of(decision, **given):
    """Draw answers of a calculator on one day; `given` are taken as they are, strategies among them."""
    optional = {answer.name: drawn(answer) for answer in decision.answers if answer.name not in given}
    required = {name: value if isinstance(value, st.SearchStrategy) else st.just(value) for name, value in given.items()}
    return st.fixed_dictionaries({"as_of": st.just(AS_OF.isoformat()), **required}, optional=optional).map(_agreeing)


def _agreeing(answers):
    """Leave out the answer that stands in for another one where that is given: by chance the two would contradict each other."""
    return {name: value for name, value in answers.items() if answers.get(STANDS_IN.get(name), "unknown") == "unknown"}


def lists_of(decision):
    """Return the answers of a calculator that are lists of entries."""
    return [answer for answer in decision.answers if kind_of(answer) == "Entries"]
