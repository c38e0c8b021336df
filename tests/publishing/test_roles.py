"""What binds a role: made from whom each clause binds, nearest first, with nothing of the policy left out."""

from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath

import pytest

from publishing.editions import load_editions
from publishing.faults import FaultsFound
from publishing.load import load_edition
from publishing.page import Page
from publishing.role_pages import reading

SITE = Path(__file__).resolve().parent.parent.parent / "site"
ROLES = "companion/roles.yml"
EDITIONS = load_editions().by_name
EVERY_ROLE = [(name, role.id) for name, edition in EDITIONS.items() for role in edition.roles]


class Targets(HTMLParser):
    """The addresses of a page's links that stand inside the list of a role, in order."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        address = dict(attributes).get("href") or ""
        if tag == "a" and "#clause-" in address:
            self.found.append(normpath(join("roles", address)))


def read(name, role_id):
    edition = EDITIONS[name]
    return reading(edition, next(role for role in edition.roles if role.id == role_id))


def binding_words(clause):
    """Whom a clause binds, read from the author's file and not from the code under test."""
    raw = clause.clause.model_dump()
    return {*raw["binds"], *(word for further in raw["also"] for word in further["binds"])}


@pytest.mark.parametrize("name", EDITIONS)
def test_every_binding_clause_stands_on_the_page_of_some_role(name, figure):
    edition = EDITIONS[name]
    binding = {clause.id for clause in edition.clauses.values() if binding_words(clause)}
    covered = {bound.clause.id for role in edition.roles for bound in reading(edition, role).binding}
    assert binding == covered
    figure(f"role coverage of {name}: {len(edition.roles)} roles, {len(covered)} of {len(binding)} binding clauses")


@pytest.mark.parametrize(("name", "role_id"), EVERY_ROLE)
def test_every_clause_stands_in_one_place_of_a_roles_page(name, role_id):
    found = read(name, role_id)
    listed = [bound.clause.id for bound in found.binding]
    listed += [clause.id for parts in (found.also, found.rest) for _, clauses in parts for clause in clauses]
    assert sorted(listed) == sorted(EDITIONS[name].clauses)


@pytest.mark.parametrize(("name", "role_id"), EVERY_ROLE)
def test_a_page_leads_to_every_clause_as_built(name, role_id):
    edition = EDITIONS[name]
    linked = set(Targets((SITE / name / "roles" / f"{role_id}.html").read_text(encoding="utf-8")).found)
    page = Page("index.html", "", "", "")
    for clause in edition.clauses.values():
        assert page.link_to(edition.parts_by_id[clause.part].page, clause.anchor) in linked, clause.id


@pytest.mark.parametrize(("name", "role_id"), EVERY_ROLE)
def test_a_clause_binds_a_role_exactly_where_a_word_of_it_means_the_role(name, role_id):
    found = read(name, role_id)
    role = found.role
    tiers = {"you": set(role.you), "organisation": set(role.organisation), "everyone": set(role.everyone)}
    bound = {bound.clause.id: bound for bound in found.binding}
    for clause in EDITIONS[name].clauses.values():
        nearest = next((tier for tier, words in tiers.items() if words & binding_words(clause)), None)
        assert (bound[clause.id].tier if clause.id in bound else None) == nearest, clause.id


PLACES = [
    ("health-visitor", "13.2", "you", [("should", ("health visitor",))]),
    ("gp-practice", "10.2", "you", [("must", ("all staff",)), ("may", ("GP",))]),
    ("gp-practice", "24.4", "organisation", [("must", ("provider", "GP practice"))]),
    ("receptionist", "9-must", "everyone", [("must", ("all staff",))]),
    ("emergency-services", "24.3", "organisation", [("must", ("all staff", "hospital"))]),
    ("ccg-staff", "28.1", "you", [("may", ("CCG staff",))]),
    ("manager", "app6-3.3", "you", [("should", ("all staff", "manager"))]),
    ("partner", "app6-3.3", "you", [("must", ("safeguarding board",))]),
]


@pytest.mark.parametrize(("role_id", "clause_id", "tier", "duties"), PLACES)
def test_a_clause_says_how_and_with_which_force_it_binds_a_role(role_id, clause_id, tier, duties):
    (bound,) = [bound for bound in read("3.0", role_id).binding if bound.clause.id == clause_id]
    assert (bound.tier, list(bound.duties)) == (tier, duties)


def test_what_does_not_bind_a_role_is_not_said_to_bind_it():
    assert not {"21.2", "16.6", "22.2", "24.4"} & {bound.clause.id for bound in read("3.0", "receptionist").binding}


BROKEN = [
    ("a word of binds that is none", "you: [health visitor]", "you: [health visitors]", '"health visitors" of the role "health-visitor" is no word', "health visitor"),
    ("a word that binds somebody and means no role", "police, DART]", "police]", 'no role covers "DART", whom 21.2 binds', "put it under `you`"),
    ("a word twice in a role", "you: [health visitor]", "you: [health visitor, all staff]", '"all staff" means the role "health-visitor" twice', "one of the lists"),
    ("a role that means nobody", "    you: [volunteer]\n    everyone: [all staff]\n", "", "no word of `binds` means this role", "give `you`"),
    ("a role twice", "id: school-nurse", "id: health-visitor", 'the role "health-visitor" stands twice', "another id"),
    ("a role called as the list", "id: school-nurse", "id: index", 'the role "index" stands twice, or is called as the list', "another id"),
    ("a clause put first that does not bind", '"13.1", "13.4"', '"21.2", "13.4"', "clause 21.2, which does not bind it", "under `topics`"),
    ("a clause put first that is none", '"13.1", "13.4"', '"13.9", "13.4"', 'clause "13.9", which there is not', "this edition's clauses"),
    ("a clause put first twice", '"13.1", "13.4"', '"13.4", "13.4"', "clause 13.4 twice", "keep one of them"),
    ("a topic that is none", "topics: [GP practices,", "topics: [GP practice,", 'names the topic "GP practice"', "GP practices"),
    ("a contact that is none", "designated-nurse]", "designated-nurses]", 'names the contact "designated-nurses"', "designated-nurse"),
    ("a calculator that is none", "calculators: [escalation]", "calculators: [escalate]", 'names the calculator "escalate"', "escalation"),
    ("a moment that is none", "moments: [worried, number,", "moments: [worry, number,", 'names the moment "worry"', "worried"),
    ("a warning on no note", "notes: [owner-gone]", "notes: [owner-left]", 'the note "owner-left", which there is not', "owner-gone"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "wrong", "right"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_role_that_cannot_be_made_is_told_in_one_line(copied, old, new, wrong, right):
    copied.change(ROLES, old, new)
    with pytest.raises(FaultsFound) as found:
        load_edition("3.0", copied.folder)
    fitting = [fault for fault in found.value.faults if wrong in fault.wrong and right in fault.right]
    assert len(fitting) == 1, [str(fault) for fault in found.value.faults]
    assert fitting[0].file == copied.edition / ROLES


def test_a_clause_that_binds_somebody_new_needs_a_role(copied):
    copied.change("policy/edition.yml", "  - DART\n", "  - DART\n  - ambulance crew\n")
    copied.change("policy/sections/13-emergency-services.yml", "binds: [all staff]", "binds: [all staff, ambulance crew]")
    with pytest.raises(FaultsFound) as found:
        load_edition("3.0", copied.folder)
    (fault,) = found.value.faults
    assert fault.wrong == 'no role covers "ambulance crew", whom 13.1 binds'
