"""What an edition that is based on another may tell of its changes: `change` of a clause, and `removed` of a part."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from publishing.faults import Fault
from publishing.model import Clause, DocumentControl, RemovedClause
from publishing.yaml_files import YamlFile

PartFile = tuple[YamlFile, tuple[Clause, ...], tuple[RemovedClause, ...]]


def faults_of_changes(control_file: YamlFile, control: DocumentControl, parts: Iterable[PartFile], editions: Path) -> Iterator[Fault]:
    """Yield a fault for each change that is told where there is nothing to compare with, or of a clause that is both there and gone.

    parts: the file, the clauses and the removed clauses of each section, appendix and of document control. editions: the
    folder of all editions. Whether a change is told where there is one is the linter's business (L104).
    """
    parts = tuple(parts)
    if control.based_on is None:
        yield from _told_against_nothing(parts)
        return
    if control.based_on == control.edition or not (editions / control.based_on / "policy").is_dir():
        wrong = f'this edition says that it is based on "{control.based_on}"'
        yield control_file.fault(("based_on",), wrong, "name another edition of the library, or take the key out")
    there = {clause.id for _, clauses, _ in parts for clause in clauses}
    gone: set[str] = set()
    for file, _, removed in parts:
        for number, clause in enumerate(removed):
            if clause.id in there:
                yield file.fault(
                    ("removed", number, "id"), f'the clause "{clause.id}" is removed and is there', "take it off one of the two"
                )
            if clause.id in gone:
                yield file.fault(("removed", number, "id"), f'the clause "{clause.id}" is removed twice', "keep one of them")
            gone.add(clause.id)
            for target in clause.see:
                if target not in there:
                    wrong = f'the clause "{clause.id}" is removed, and there is no clause "{target}" to see in its place'
                    yield file.fault(("removed", number, "see"), wrong, "use an id of this edition's clauses")


def _told_against_nothing(parts: tuple[PartFile, ...]) -> Iterator[Fault]:
    right = "say in edition.yml which edition this one is `based_on`, or take it out"
    for file, clauses, removed in parts:
        for number, clause in enumerate(clauses):
            if clause.change:
                yield file.fault(
                    ("clauses", number, "change"), f"clause {clause.id} tells a change, and the edition is based on no other", right
                )
        if removed:
            yield file.fault(("removed",), "clauses are removed, and the edition is based on no other", right)
