"""What may stand as it is in the calculators' code though no edition declares it: file -> what stands there -> why.

Each has to do with the calendar, with JSON or with how a text is put together, and says nothing of the policy. Whatever is no
longer in its file is itself a finding.
"""

from collections.abc import Mapping

SEPARATOR = "parts the entries of a list that is shown"

# In any file: what names an answer in a list (attendances[0].date) and the words of a list's entries (calculator.list).
EVERYWHERE = ("[", "]", "].", ".")

STRUCTURAL: Mapping[str, Mapping[object, str]] = {
    "calculators/core/answers.py": {
        "[0-9]{4}-[0-9]{2}-[0-9]{2}": "the shape of a date, YYYY-MM-DD",
        "([01][0-9]|2[0-3]):[0-5][0-9]": "the shape of a time of day, HH:MM",
        ", ": SEPARATOR,
        "^": "where a pattern of JSON Schema begins",
        "$": "where a pattern of JSON Schema ends",
        "$schema": "a key of JSON Schema",
        "https://json-schema.org/draft/2020-12/schema": "the edition of JSON Schema",
        "\N{REPLACEMENT CHARACTER}": "stands for a letter that cannot be shown",
        "\N{HORIZONTAL ELLIPSIS}": "stands for the rest of a long answer",
        1e30: "above it a number is not written out in a message",
        60: "letters of an answer that a message shows",
        1000: "entries that a list of one child or one family can hold; more of them are a mistake in pasting",
    },
    "calculators/core/dates.py": {
        12: "months in a year",
        2: "February",
        29: "the leap day",
    },
    "calculators/core/edition.py": {
        "at least": "a comparison word of the editions' data",
        "more than": "a comparison word of the editions' data",
        "at most": "a comparison word of the editions' data",
    },
    "calculators/core/facts.py": {
        4096: "results of a walk that are kept, for speed alone",
    },
    "calculators/referral_times.py": {
        "referral-times": "the group of the parameters that stand with the words of the referral times",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]": "the shape of a day and a time, YYYY-MM-DDTHH:MM",
        " ": "parts the words of a date",
        "%H:%M": "the shape of a time of day that is shown",
        ", ": SEPARATOR,
    },
    "calculators/core/explanation.py": {
        " ": "parts the words of a date, and the sentences of a headline",
        ", ": SEPARATOR,
    },
}
