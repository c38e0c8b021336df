"""The draft of edition 4.0: what the law asks stands in it, what is not settled does not, and nobody takes it for a policy in force."""

import re

import pytest

from calculators import answer
from calculators.core.edition import Edition
from publishing.edition import clause_words
from publishing.load import load_edition, load_library
from publishing.rules import calculator_data

NAME = "4.0-draft"
DRAFT = load_edition(NAME)
BEFORE = load_edition(DRAFT.control.based_on)
RULES = Edition.from_data(calculator_data(DRAFT))
CHANGED = {clause.id: clause.clause.change for clause in DRAFT.clauses.values() if clause.clause.change}
ENDED = re.compile(r"\b(?:CCGs?|DSCB|LSCBs?|NHS CB|NHS CG|Local Area Team|Serious Case Reviews?)\b")
HISTORY = {"7.3", "17.5", "18.8"}


def words(clause):
    return clause_words(DRAFT.clauses[clause])


def test_the_draft_says_that_it_is_one():
    assert load_library().current != NAME
    assert DRAFT.draft and not DRAFT.control.approvals and DRAFT.in_force_from is None
    first = DRAFT.parts[0].clauses[0]
    assert "Nobody has approved it, and it is not for use in practice." in clause_words(first)
    assert "due for review in January 2021 and has lapsed" in clause_words(first)


@pytest.mark.parametrize("calculator", DRAFT.decisions)
def test_every_answer_from_the_draft_says_that_it_is_a_draft(calculator):
    outcome = answer(calculator, {"as_of": "2026-06-01"}, RULES)
    assert [caution["text"] for caution in outcome["cautions"] if caution["kind"] == "draft"] == [
        "Edition 4.0-draft is a draft. It is not approved and not for use in practice."
    ]


def test_most_of_what_is_changed_is_settled_law_and_each_change_has_its_authority(figure):
    removed = [clause for part in DRAFT.parts for clause in part.removed]
    new = [clause for clause in CHANGED if clause not in BEFORE.clauses]
    told = [*CHANGED.values(), *removed]
    sure = {level: sum(change.confidence == level for change in told) for level in ("H", "M", "L")}
    figure(f"edition {NAME}: {len(CHANGED) - len(new)} clauses changed, {len(new)} new, {len(removed)} removed; confidence {sure}")
    assert len(told) >= 20 and new and removed
    assert sure["H"] > 9 * (sure["M"] + sure["L"]) > 0


def test_a_clause_keeps_its_number_and_no_number_stands_twice():
    removed = {clause.id for part in DRAFT.parts for clause in part.removed}
    assert set(BEFORE.clauses) - set(DRAFT.clauses) == removed
    assert not [clause.id for clause in DRAFT.clauses.values() if clause.clause.unused]
    assert "duplicate-number" not in {note.kind for note in DRAFT.notes}
    assert not {
        clause.source.clause for clause in (DRAFT.clauses[id].clause for id in CHANGED if id not in BEFORE.clauses) if clause.source
    }


@pytest.mark.parametrize("clause", sorted(set(DRAFT.clauses) - HISTORY))
def test_a_clause_names_no_body_that_has_ended(clause):
    assert not ENDED.search(words(clause))


# What the law asks: clause, and what must stand in it
LAW = [
    ("22.1", "28 days or more, or is meant to last that long", "under 16, or under 18 if disabled", "the carer's own home", "not a parent", "parental responsibility", "from its first day"),
    ("22.2", "must tell children's social care", "0300 555 0050", "six weeks before", "at once"),
    ("22.3", "a grandparent, brother, sister, aunt, uncle or step-parent", "marriage or civil partnership", "Nobody else is one", "mental disorder"),
    ("22.4", "looked after by a local authority", "placed for adoption", "a school, a hospital or a care home", "personal capacity", "independent school", "more than two weeks of the school's holidays"),
    ("24-police", "you cannot pass it on", "101", "under 18", "tells you that she has had FGM", "signs on her body", "end of the next working day", "ring 999"),
    ("24.4", "Acute trusts, mental health trusts and GP practices", "every quarter", "24 March 2026"),
    ("24.6", "never takes the place of telling children's social care"),
    ("15-danger", "must ring 999 at once", "0300 555 8574"),
    ("25.1", "before turning 18", "No force or pressure is needed"),
    ("25.3", "must ring 999", "Do not contact the parents", "101"),
    ("21-definition", "aged 16 or over", "personally connected", "economic abuse", "is a victim too"),
    ("9.1", "harmed a child", "criminal offence", "may pose a risk of harm", "may not be suitable"),
    ("9-must", "within one working day"),
    ("7.4b", "must refer a person to the DBS"),
    ("13.2", "CP-IS", "has a social worker"),
    ("13.5", "CP-IS", "made before birth", "looked after", "12 months"),
    ("18.3", "UK GDPR and the Data Protection Act 2018", "paragraph 18", "public task"),
    ("3.4", "under 18", "section 105", "The unborn are included", "the age of 25"),
    ("29.1", "joint agency response", "child death review partners"),
    ("30.1", "within five working days", "rapid review", "15 working days", "local child safeguarding practice review"),
    ("31.1", "Section 26 of the Counter-Terrorism and Security Act 2015", "31 December 2023", "ICBs are not named"),
    ("31.5", "every 3 years", "notice", "check", "share", "Channel"),
    ("1.2", "Dudley Safeguarding People Partnership", "the local authority, the ICB and the police", "lead partner", "delegated partner"),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "facts"), [(row[0], row[1:]) for row in LAW], ids=[row[0] for row in LAW])
def test_the_clause_holds_what_the_law_asks(clause, facts):
    assert [fact for fact in facts if fact not in words(clause)] == []


# What is a local fact, or not sure: the words of the edition before stand, and a note says what the owner has to decide
OPEN = ["13.1", "13.3", "14.4", "15.2", "15.3b", "15.4", "17.1", "18.1", "21.1", "27.1", "6.2", "20.6", "app1-what", "app1-sexual"]


@pytest.mark.parametrize("clause", OPEN)
def test_what_is_not_settled_stays_as_it_was(clause):
    assert words(clause) == clause_words(BEFORE.clauses[clause]) and clause not in CHANGED


@pytest.mark.parametrize("clause", [*OPEN, *(id for id, change in CHANGED.items() if change.confidence != "H")])
def test_what_only_the_owner_can_decide_is_told_beside_its_clause(clause):
    assert any("the owner has to" in note.text.lower() for note in DRAFT.notes_of(clause)), clause


def test_no_number_of_a_rule_is_new_but_those_of_the_law():
    def values(edition):
        return {
            f"{group}.{name}": (entry.value, entry.compare, entry.within, entry.lowest, entry.highest)
            for group, entries in edition.parameters.items()
            for name, entry in entries.items()
        }

    before, now = values(BEFORE), values(DRAFT)
    assert {name for name in before if now.get(name) != before[name]} == {
        "private-fostering.stay",
        "dart-routing.band_health_visitor",
        "dart-routing.band_school",
        "dart-routing.band_gp_only",
    }
    additions = {f"{calculator}.{name}" for calculator in BEFORE.decisions for name in BEFORE.additions(calculator)}
    assert set(now) - set(before) - additions == {"allegations.lado_told", "dart-routing.bands_by_education"}


def test_each_age_stands_in_exactly_one_band():
    bands = [RULES.band("dart-routing", name) for name in ("band_health_visitor", "band_school", "band_gp_only")]
    for age in range(18):
        assert sum(band.holds(age) for band in bands) == 1, age
    assert not any(band.holds(18) for band in bands)


@pytest.mark.parametrize("education", ["yes", "part_time", "no", "unknown"])
@pytest.mark.parametrize("age", range(18))
def test_each_child_is_routed_by_its_one_band(age, education):
    (child,) = answer("dart-routing", {"as_of": "2026-06-01", "children": [{"age_years": age, "full_time_education": education}]}, RULES)[
        "children"
    ]
    expected = {"gp", "health_visitor"} if age < 5 else {"gp"}
    if age >= 5 and education != "no":
        expected.add("school_health_advisor")
    if 5 <= age < 16 and education in ("no", "unknown"):
        expected.add("designated_nurse")
    assert set(child["recipients"]) == expected
    kinds = {caution["kind"] for caution in child["cautions"]}
    assert kinds == ({"gap"} if 5 <= age < 16 and education == "no" else set())


@pytest.mark.parametrize("days", [27, 28, 29])
def test_by_the_drafts_own_words_the_answer_is_the_one_of_the_law(days):
    given = {"as_of": "2026-06-01", "date_of_birth": "2015-03-27", "carer": "friend_or_neighbour", "arranged_by": "parent"}
    given |= {"looked_after": "no", "parent_lives_there": "no", "broken_stays": "no", "start": "2026-06-01"}
    outcome = answer("private-fostering", given | {"end": f"2026-06-{days:02}"}, RULES)
    assert outcome["outcome"] == outcome["by_text_alone"] == ("notify" if days >= 28 else "not_private_fostering")
    assert not [caution for caution in outcome["cautions"] if caution["kind"] == "ambiguity"]


def test_the_stages_of_an_escalation_stand_once_and_both_places_agree():
    stages = [f"app6-3.{stage}" for stage in range(1, 6)]
    named = re.findall(r"Stage (\d): .*?\(Appendix 6, 3\.(\d)\)", words("28.2"))
    assert [f"app6-3.{clause}" for stage, clause in named if stage == clause] == stages
    for told in ("nurse_and_board_told_from", "service_manager_told_from"):
        assert DRAFT.parameters["escalation"][told].words in words("28.2")
    assert "Designated Senior Nurse/Doctor should be told" in words("app6-3.3") and "notify the Board Manager" in words("app6-3.3")
    assert "must report this to the service manager for safeguarding and quality assurance" in words("app6-3.4")
    assert not any(outcome.versions for outcome in DRAFT.decisions["escalation"].outcomes.values())
