"""Parts findings into those that stand and those that companion/accepted.yml accepts, and tells what it accepts in vain."""

from collections.abc import Iterator
from dataclasses import dataclass

from publishing.lint.context import ACCEPTED, Context
from publishing.lint.finding import Finding
from publishing.lint.shapes import Acceptance

CODE, RULE = "L001", "unused-acceptance"
EDITION = "edition"


@dataclass(frozen=True)
class AcceptedFinding:
    """A finding that may stand, and the reason."""

    finding: Finding
    reason: str


def sorted_out(context: Context, found: list[Finding]) -> tuple[list[Finding], list[AcceptedFinding]]:
    """Return the findings that nobody accepts, those of acceptances that fit nothing among them, and the accepted ones."""
    acceptances = context.accepted.findings
    standing: list[Finding] = []
    accepted: list[AcceptedFinding] = []
    fitting: set[tuple[int, str | None]] = set()
    for finding in found:
        fits = [number for number, acceptance in enumerate(acceptances) if _fits(acceptance, finding)]
        fitting |= {(number, finding.clause if acceptances[number].clauses else None) for number in fits}
        if fits:
            accepted.append(AcceptedFinding(finding, acceptances[fits[0]].reason))
        else:
            standing.append(finding)
    return [*standing, *_in_vain(context, fitting)], accepted


def _fits(acceptance: Acceptance, finding: Finding) -> bool:
    """Say whether an acceptance covers a finding. What covers more than one place must say what it is about."""
    if acceptance.code != finding.code or (acceptance.about and acceptance.about != finding.about):
        return False
    if acceptance.clauses:
        return finding.clause in acceptance.clauses
    place = str(acceptance.place)
    if finding.place == place:
        return True
    around = place == EDITION or finding.place.startswith(f"{place} ") or (finding.part or "").lower() == place
    return around and acceptance.about is not None


def _in_vain(context: Context, fitting: set[tuple[int, str | None]]) -> Iterator[Finding]:
    """Yield a finding for each acceptance, each of its clauses and each author that fits nothing."""
    for number, acceptance in enumerate(context.accepted.findings):
        about = f' about "{acceptance.about}"' if acceptance.about else ""
        for clause in acceptance.clauses or (None,):
            if (number, clause) not in fitting:
                wrong = f"there is no finding {acceptance.code}{about} at {clause or acceptance.place}"
                yield _told(context, ("findings", number), f"acceptance {acceptance.code} {clause or acceptance.place}", wrong)
    prose = "\n".join(" ".join(text.raw.split()) for text in context.texts)
    for number, author in enumerate(context.accepted.authors):
        if author.name not in prose:
            yield _told(context, ("authors", number), f"author {author.name}", f'"{author.name}" stands nowhere in this edition')


def _told(context: Context, at: tuple[str | int, ...], place: str, wrong: str) -> Finding:
    return context.in_file(CODE, ACCEPTED, at, place, wrong, "take it off accepted.yml, or correct its place", rule=RULE)
