"""What each worked case of the current edition tells, in short lines that stand in Git: tests/calculators/approved/.

A change of the rules that changes what any reader is told shows there, line by line, and is read before it is committed:

    python tests/calculators/approved.py     # writes the lines anew; then read `git diff tests/calculators/approved`
"""

import json
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(__file__).resolve().parent / "approved"
MET = {True: "yes", False: "no", None: "not known"}
NUMBERED = "child {}: "


def told(outcome):
    """Return what an outcome tells, in lines; words that stand in the edition are named and not repeated."""
    if "errors" in outcome:
        return [f"refused: {error['answer']}, {error['kind']}: {error['text']}" for error in outcome["errors"]]
    return list(_lines(outcome))


def _lines(outcome):
    yield f"is {outcome['outcome']}, possible {_listed(outcome['possible'])}, by the text alone {outcome.get('by_text_alone')}"
    yield outcome["headline"]
    for action in outcome["actions"]:
        yield f"do: {action['id']}" + (f", if {action['when']}" if action["when"] else "")
    yield f"tell: {_listed(outcome['recipients'])}"
    if outcome.get("ground"):
        yield f"ground: {outcome['ground']}"
    for reason in outcome["reasons"]:
        yield f"found: {reason['fact']}: {reason['found']}: {MET[reason['met']]}"
    yield f"ask: {_listed(entry['answer'] for entry in outcome['unknown'])}; rests on: {_listed(outcome.get('decided_by', ()))}"
    for caution in outcome["cautions"]:
        yield f"careful: {caution['kind']}, {_listed(caution['clauses'])}"
    for warning in outcome["warnings"]:
        yield f"warns: {warning['answer']}, {warning['kind']}: {warning['text']}"
    if outcome["ignored"]:
        yield f"not used: {_listed(map(str, outcome['ignored']))}"
    if outcome["nearest_change"]:
        yield f"nearest: {outcome['nearest_change']}"
    for number, child in enumerate(outcome.get("children", ()), 1):
        yield from (NUMBERED.format(number) + line for line in _lines(child))


def _listed(names):
    return " ".join(names) or "nobody and nothing"


def all_told(published, edition):
    """Return, by calculator, what every worked case tells: case -> lines."""
    from calculators import answer

    return {
        calculator: {case.case: told(answer(calculator, json.loads(json.dumps(case.answers)), edition)) for case in cases}
        for calculator, cases in published.cases.items()
    }


def approved(calculator):
    """Return the lines that were approved: case -> lines."""
    return yaml.load((FOLDER / f"{calculator}.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def renew():
    """Write what is told now."""
    sys.path.insert(0, str(ROOT))
    from calculators.core.edition import Edition
    from publishing.load import load_edition, load_library
    from publishing.rules import calculator_data

    published = load_edition(load_library().current)
    FOLDER.mkdir(exist_ok=True)
    for calculator, cases in all_told(published, Edition.from_data(calculator_data(published))).items():
        text = yaml.dump(cases, sort_keys=False, allow_unicode=True, width=10_000, Dumper=yaml.CSafeDumper)
        (FOLDER / f"{calculator}.yml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    renew()
