"""Numbers as prose writes them: in digits or in words."""

import re

TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", *TEENS]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
HUNDRED = 100
ANY = rf"(?:\d+|(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES[1:10])}))?|{'|'.join(reversed(ONES))})"


def in_words(number: int) -> str | None:
    """Return a number below a hundred in words, e.g. "twenty-eight"; None for a larger one."""
    if number < len(ONES):
        return ONES[number]
    if number >= HUNDRED:
        return None
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")


def pattern_of(number: int) -> str:
    """Return a pattern that finds a number in digits or in words, and no part of a longer number."""
    written = in_words(number)
    after = rf"(?![- ](?:{'|'.join(ONES[1:10])})\b)" if written in TENS else ""
    words = rf"|(?<!ty )(?<![\w-]){written.replace('-', '[- ]')}\b{after}" if written else ""
    return rf"(?:(?<![\d.,]){number}(?![\d]|[.,]\d){words})"


def pattern_of_words(text: str) -> str:
    """Return a pattern that finds a text whatever its spacing, each of its numbers in digits or in words."""
    values = {word: number for number, word in enumerate(ONES)}
    parts = []
    for word in text.split():
        number = int(word) if word.isdigit() else values.get(word.lower())
        parts.append(pattern_of(number) if number is not None else re.escape(word))
    return r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)"
