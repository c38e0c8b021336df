"""A clause or a sentence is too long.

Why: nobody finds the one line that binds them in a page of prose, and a sentence past 30 words is read twice.

Read: 200 words for a whole clause with its points, 30 words for a sentence. A point of a list is a sentence.

Fix: make two sentences, or a list. A clause cannot be cut in two, as its id is the source's: accept a long clause where the
source is as long, and a long sentence where one title fills it.
"""

from collections.abc import Iterator

from publishing.edition import clause_words
from publishing.lint.context import Context
from publishing.lint.finding import Finding
from publishing.lint.reading import sentences_of, words_of

CODE = "L402"
CLAUSE, SENTENCE = 200, 30


def check(context: Context) -> Iterator[Finding]:
    """Yield each clause, and each sentence of a clause, above its limit."""
    for clause in context.edition.clauses.values():
        length = len(words_of(clause_words(clause)))
        if length > CLAUSE:
            wrong = f"the clause has {length} words, over {CLAUSE}"
            yield context.at_clause(CODE, clause.id, wrong, "say it shorter", key="text", about="clause")
    for text in context.texts_of("clause"):
        for sentence in sentences_of(text.words):
            length = len(words_of(sentence))
            if length > SENTENCE:
                start = " ".join(sentence.split()[:5])
                yield context.in_text(CODE, text, start, f'the sentence "{start} …" has {length} words, over {SENTENCE}', "make two of it")
