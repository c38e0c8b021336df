"""The command line of the calculators. It reads the clock, files and the policy data, and stays out of the wheel."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from calculators import CALLS, DECISIONS, SCREENING, answer
from calculators.core.answers import AS_OF, Unusable, answers_schema
from calculators.core.edition import Edition
from calculators.core.explanation import problem_text
from calculators.core.interview import ask
from calculators.core.proof import prove
from publishing.faults import FaultsFound
from publishing.load import load_edition, load_library
from publishing.rules import calculator_data
from publishing.table_text import whole_decision_as_text

UNUSABLE = 2
TIMES = "times"


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0 an outcome, 1 a proof that failed, 2 input that cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except FaultsFound as found:
        return _refuse(map(str, found.faults))
    except BrokenPipeError:
        return 0
    except (OSError, UnicodeDecodeError) as error:
        return _refuse(
            [f"{getattr(error, 'filename', None) or 'input'}: cannot be read ({error}); give a readable file, or - for standard input"]
        )


class _OneLine(argparse.ArgumentParser):
    """Says in one line what is wrong with a command."""

    def error(self, message: str) -> NoReturn:
        self.exit(UNUSABLE, f"{self.prog}: {message}; --help says how\n")


def _parser() -> argparse.ArgumentParser:
    parser = _OneLine(prog="python -m calculators", description="Decisions of the policy, from the command line.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _command(commands, "list", _list, "name the calculators")
    schema = _command(commands, "schema", _schema, "print the JSON Schema of a calculator's answers")
    decide = _command(commands, "decide", _decide, "answer one object of answers, or one a line")
    asking = _command(commands, "ask", _ask, "name the next question that can still change the outcome, and why it is asked")
    table = _command(commands, "table", _table, "print the whole decision as a table")
    proof = _command(commands, "prove", _prove, "visit every state and check each property")
    asking.add_argument("--answers", metavar="FILE", required=True, help="one JSON object of the answers so far; - reads standard input")
    for command in (schema, decide, asking, table):
        command.add_argument("calculator", choices=sorted(DECISIONS), metavar="CALCULATOR")
    source = decide.add_mutually_exclusive_group(required=True)
    source.add_argument("--answers", metavar="FILE", help="one JSON object; - reads standard input")
    source.add_argument("--batch", metavar="FILE", help="JSON Lines, one object a line; - reads standard input")
    which = proof.add_mutually_exclusive_group(required=True)
    which.add_argument("calculator", nargs="?", choices=sorted(DECISIONS), metavar="CALCULATOR")
    which.add_argument("--all", action="store_true", help="every calculator, and every edition unless one is named")
    beside = [*([_of_times(commands)] if TIMES in CALLS else []), *([_of_screening(commands)] if SCREENING else [])]
    for command in (schema, decide, asking, table, proof, *beside):
        command.add_argument("--edition", metavar="NAME", help="an edition; without it the current one answers")
    return parser


def _of_times(commands: Any) -> argparse.ArgumentParser:
    referral = _command(commands, "referral-times", _referral_times, "say what follows a referral by telephone, and by when")
    referral.add_argument("--call", metavar="TIME", required=True, help="when the call ended, local time, as in 2026-12-18T17:00")
    return referral


def _of_screening(commands: Any) -> argparse.ArgumentParser:
    screening = _command(commands, "screen", _screen, "name the children of a list of contacts who reach the threshold")
    screening.add_argument("calculator", choices=list(SCREENING), metavar="CALCULATOR")
    screening.add_argument("file", metavar="FILE.csv", help="one row a contact; - reads standard input")
    screening.add_argument("--as-of", metavar="YYYY-MM-DD", help="the day of the decision; today if left out")
    return screening


def _command(commands: Any, name: str, run: Any, about: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    parser.set_defaults(run=run)
    return parser


def _list(options: argparse.Namespace) -> int:
    edition = load_edition(load_library().current)
    for name, words in edition.decisions.items():
        print(f"{name:24} {words.title}")
    return 0


def _schema(options: argparse.Namespace) -> int:
    _edition(options)
    print(json.dumps(answers_schema(options.calculator, DECISIONS[options.calculator].answers), indent=2))
    return 0


def _decide(options: argparse.Namespace) -> int:
    edition = _edition(options)
    if options.batch:
        with _open(options.batch) as lines:
            for line in lines:
                print(json.dumps(_answer_line(options.calculator, line, edition), ensure_ascii=False), flush=options.batch == "-")
        return 0
    with _open(options.answers) as file:
        outcome = _answer_line(options.calculator, file.read(), edition)
    if "errors" in outcome:
        return _refuse(f"{error['answer']}: {error['text']}" for error in outcome["errors"])
    print(json.dumps(outcome, indent=2, ensure_ascii=False))
    return 0


def _ask(options: argparse.Namespace) -> int:
    edition = _edition(options)
    with _open(options.answers) as file:
        question = _with_answers(file.read(), lambda answers: ask(DECISIONS[options.calculator], answers, edition), edition)
    if "errors" in question:
        return _refuse(f"{error['answer']}: {error['text']}" for error in question["errors"])
    print(json.dumps(question, indent=2, ensure_ascii=False))
    return 0


def _referral_times(options: argparse.Namespace) -> int:
    found = CALLS[TIMES]("", {"call": options.call}, _edition(options))
    if "errors" in found:
        return _refuse(f"--{error['answer']}: {error['text']}" for error in found["errors"])
    print(json.dumps(found, indent=2, ensure_ascii=False))
    return 0


def _answer_line(calculator: str, text: str, edition: Edition) -> dict[str, Any]:
    return _with_answers(text, lambda answers: answer(calculator, answers, edition), edition)


def _with_answers(text: str, use: Callable[[Any], dict[str, Any]], edition: Edition) -> dict[str, Any]:
    """Return what `use` makes of answers given as JSON, today filled in; {"errors": […]} where they cannot be used."""
    try:
        answers = json.loads(text)
    except (ValueError, RecursionError) as error:
        return {"errors": [{"answer": "answers", "kind": "not_json", "text": f"this is not JSON ({error}); give one object such as {{}}"}]}
    if isinstance(answers, dict):
        answers = {AS_OF: date.today().isoformat()} | answers
    try:
        return use(answers)
    except Unusable as unusable:
        return {"errors": [problem_text(problem, edition) for problem in unusable.problems]}


def _table(options: argparse.Namespace) -> int:
    print(whole_decision_as_text(options.calculator, load_edition(_edition_name(options))))
    return 0


def _prove(options: argparse.Namespace) -> int:
    failed = False
    for edition_name in load_library().editions if options.all and not options.edition else [_edition_name(options)]:
        edition = Edition.from_data(calculator_data(load_edition(edition_name)))
        for name in sorted(DECISIONS) if options.all else [options.calculator]:
            for finding in prove(DECISIONS[name], edition):
                failed |= not finding.holds
                print(f"{name}, edition {edition_name}: {finding}")
    return 1 if failed else 0


def _screen(options: argparse.Namespace) -> int:
    from calculators.screen_command import screen

    return screen(options.file, options.as_of or date.today().isoformat(), _edition(options))


def _edition(options: argparse.Namespace) -> Edition:
    return Edition.from_data(calculator_data(load_edition(_edition_name(options))))


def _edition_name(options: argparse.Namespace) -> str:
    library = load_library()
    name: str = options.edition or library.current
    if name not in library.editions:
        raise _Unknown(f'--edition: there is no edition "{name}"; use one of {", ".join(library.editions)}')
    return name


class _Unknown(FaultsFound):
    def __init__(self, text: str):
        super().__init__([])
        self.faults = [text]  # type: ignore[list-item]


def _open(name: str) -> Any:
    return sys.stdin if name == "-" else Path(name).open(encoding="utf-8")


def _refuse(lines: Iterable[str] | Iterator[str]) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return UNUSABLE


if __name__ == "__main__":
    sys.exit(main())
