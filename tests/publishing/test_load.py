"""A malformed file stops the build with file, line, what is wrong and what would be right."""

import time

import pytest

from publishing.faults import FaultsFound
from publishing.load import load_edition, load_library

CLAUSE_13_3 = '  - id: "13.3"'
SECTION_13 = "policy/sections/13-emergency-services.yml"
PARAMETERS = "policy/parameters.yml"
FOSTERING, ATTENDANCE = (f"companion/decisions/{name}.yml" for name in ("private-fostering", "emergency-attendance"))


def faults_of(copied):
    with pytest.raises(FaultsFound) as found:
        load_edition("3.0", copied.folder)
    return found.value.faults


BROKEN = [
    ("an unknown key", SECTION_13, '    binds: [community provider]', '    bind: [community provider]', 'unknown key "bind"', "binds"),
    ("a key that stands twice", SECTION_13, CLAUSE_13_3, '  - id: "13.3"\n    id: "13.3"', 'the key "id" stands twice', "keep one"),
    ("a clause id used twice", SECTION_13, CLAUSE_13_3, '  - id: "13.2"', '"13.2" stands already at 13-emergency-services.yml', "give a second printing a letter"),
    ("a clause id of another file", SECTION_13, CLAUSE_13_3, '  - id: "1.1"', '"1.1" stands already at 01-introduction.yml', "letter"),
    ("a number as clause id", SECTION_13, CLAUSE_13_3, "  - id: 13.3", "13.3, which is not text", 'in quotation marks: "13.3"'),
    ("a role nobody knows", SECTION_13, "binds: [community provider]", "binds: [community providers]", '"community providers" is not a role', "roles"),
    ("a force that is none", SECTION_13, "    duty: must", "    duty: ought", "'ought'", "'must', 'should' or 'may'"),
    ("a duty that binds nobody", SECTION_13, "    binds: [community provider]\n", "", "a duty and whom it binds stand together", "give both"),
    ("no text", SECTION_13, "    text: >-\n      If you see", "    then: >-\n      If you see", "is missing", "add it"),
    ("a parameter that is none", SECTION_13, "emergency-attendance.contacts", "emergency-attendance.contract", 'no threshold "emergency-attendance.contract"', "emergency-attendance.contacts"),
    ("a slot that is no slot", SECTION_13, '{{ threshold("emergency-attendance.contacts") }}', "{{ contacts }}", "{{ contacts }} cannot be filled", "{{ threshold("),
    ("braces that do not close", SECTION_13, '{{ clause("13.1") }}', '{{ clause("13.1")', "braces that do not close", "{{ clause("),
    ("a contact's number in prose", SECTION_13, "If you see a child", "Ring 0300 555 0050. If you see a child", '"0300 555 0050" is typed', 'contact("single-point-of-access")'),
    ("a contact's number written together", SECTION_13, "If you see a child", "Ring 03005550050. If you see a child", '"03005550050" is typed', "single-point-of-access"),
    ("a number that is no contact's", SECTION_13, "If you see a child", "Ring 01384 111222. If you see a child", '"01384 111222" is typed', "add it to contacts.yml"),
    ("the police number in prose", SECTION_13, "If you see a child", "Ring 101. If you see a child", '"101" is typed', "police-caiu"),
    ("a contact that is none", "companion/decisions/private-fostering.yml", 'contact("single-point-of-access")', 'contact("front-door")', 'no contact "front-door"', "single-point-of-access"),
    ("text where a number stands", PARAMETERS, "    value: 3\n", '    value: "3"\n', "'3', which is not a whole number", "without quotation marks"),
    ("a comparison that is none", PARAMETERS, "    compare: at least", "    compare: over", "'over'", "'at least'"),
    ("a parameter of no kind", PARAMETERS, "    value: 3\n", "", "neither a number, a list nor a band", "give `value`"),
    ("a month that is none", "policy/edition.yml", 'issued: "2018-01"', 'issued: "2018-13"', "2018-13 is not a month", "2018-01"),
    ("a day that is none", "policy/edition.yml", "2018-01-16", "2018-02-30", "2018-02-30 is not a day", "2018-01-16"),
    ("a note of no kind", "companion/notes.yml", "kind: lost-content", "kind: lost", "'lost'", "'lost-content'"),
    ("a confirmation of no contact", "companion/confirmations.yml", "contact: emergency-duty-team", "contact: duty-team", 'no contact "duty-team"', "contacts.yml"),
    ("a contact id used twice", "policy/contacts.yml", "id: designated-nurse", "id: designated-doctor", '"designated-doctor" stands twice', "id of its own"),
    ("indentation that breaks YAML", SECTION_13, '    binds: [community provider]', '   binds: [community provider', "not YAML", "indentation"),
    ("a fact of the rule without words", FOSTERING, "facts:\n  age:\n", "facts:\n  years:\n", 'the fact "age" has no words in `facts`', "add it"),
    ("words of no fact", FOSTERING, "  looked_after:\n    label: Is the child\n", "  looked_afterr:\n    label: Is the child\n", 'there is no fact "looked_afterr"', "use one of age, length"),
    ("a value of a fact without words", FOSTERING, "      hospital: a hospital or care home\n", "", 'the value "hospital" has no words in `facts.carer.values`', "add it"),
    ("words of no value", FOSTERING, "      hospital: a hospital", "      hospice: a hospital", 'there is no value "hospice" for `facts.carer.values`', "hospital, authority"),
    ("words together of no value", ATTENDANCE, "[below_threshold, threshold_reached]", "[below_threshold, above_threshold]", 'there is no value "above_threshold" for `facts.contacts.together`', "threshold_reached"),
    ("a fact that rests on no clause", FOSTERING, '    label: Was the stay arranged by\n    clauses: ["22.1"]', '    label: Was the stay arranged by\n    clauses: ["22.9"]', 'there is no clause "22.9"', "use an id"),
    ("an alias", SECTION_13, "    binds: [all staff]\n", "    binds: &who [all staff]\n    duty: *who\n", "stands twice", "keep one"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "wrong", "right"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_file_is_named_with_line_fault_and_remedy(copied, name, old, new, wrong, right):
    line = copied.change(name, old, new)
    faults = faults_of(copied)
    fitting = [fault for fault in faults if wrong in fault.wrong and right in fault.right]
    assert fitting, [str(fault) for fault in faults]
    assert fitting[0].file == copied.edition / name
    assert abs(fitting[0].line - line) <= old.count("\n") + 7, (fitting[0].line, line)


@pytest.mark.parametrize(
    ("old", "new"), [("clauses.3", None), ('  - id: "13.3"', '  - id: "13.2"'), ("If you see a child", "Ring 0300 555 0050")]
)
def test_the_line_is_the_very_line_of_the_fault(copied, old, new):
    if new is None:
        old, new = "    binds: [community provider]", "    bind: [community provider]"
    line = copied.change(SECTION_13, old, new)
    assert line in {fault.line for fault in faults_of(copied)}


def test_all_faults_of_a_step_are_told_at_once(copied):
    copied.change(SECTION_13, "    duty: must", "    duty: ought")
    copied.change("policy/edition.yml", 'issued: "2018-01"', 'issued: "2018-13"')
    assert {fault.file.name for fault in faults_of(copied)} == {"13-emergency-services.yml", "edition.yml"}


def test_a_missing_file_is_named(copied):
    (copied.edition / "policy" / "contacts.yml").unlink()
    assert "this file is missing" in str(faults_of(copied)[0])


def test_a_file_that_is_not_utf_8_is_named(copied):
    (copied.edition / SECTION_13).write_bytes(b'section: "13"\ntitle: caf\xe9\n')
    assert "not UTF-8" in faults_of(copied)[0].wrong


def test_a_reference_to_a_clause_not_yet_written_is_allowed_until_the_edition_is_complete(copied):
    (copied.edition / "policy" / "sections" / "18-information-sharing.yml").unlink()
    copied.change(SECTION_13, '{{ clause("13.1") }}', '{{ clause("18.6") }}')
    copied.change("policy/edition.yml", "complete: true", "complete: false")
    assert load_edition("3.0", copied.folder).clauses["13.3"]
    copied.change("policy/edition.yml", "complete: false", "complete: true")
    assert any('no clause "18.6"' in fault.wrong for fault in faults_of(copied))


def test_the_library_names_only_editions_that_are_there(copied):
    (copied.folder / "library.yml").write_text('title: T\ncurrent: "4.0"\neditions: ["3.0", "4.0"]\n')
    with pytest.raises(FaultsFound) as found:
        load_library(copied.folder)
    assert "has no folder" in found.value.faults[0].wrong


def test_yes_no_and_dates_stay_text_as_authors_mean_them(copied):
    copied.change("companion/cases/private-fostering.yml", 'looked_after: "no"', "looked_after: no")
    copied.change("policy/edition.yml", 'issued: "2018-01"', "issued: 2018-01")
    edition = load_edition("3.0", copied.folder)
    assert {case.answers["looked_after"] for case in edition.cases["private-fostering"] if "looked_after" in case.answers} <= {
        "yes",
        "no",
        "unknown",
    }
    assert edition.control.issued == "2018-01"


def test_loading_is_timed_for_the_record(figure):
    times = []
    for _ in range(3):
        began = time.perf_counter()
        clauses = len(load_edition("3.0").clauses)
        times.append((time.perf_counter() - began) / clauses * 100)
    assert clauses
    figure(f"loading an edition: {min(times) * 1000:.0f} ms per hundred clauses, {clauses} clauses in all")


def test_every_answer_has_a_question_and_every_choice_a_label(published):
    from calculators import DECISIONS
    from calculators.core.answers import Choice, Entries

    for name, decision in DECISIONS.items():
        questions = published.decisions[name].questions
        assert set(questions) == {answer.name for answer in decision.answers}
        for answer in decision.answers:
            if isinstance(answer, Choice):
                assert set(questions[answer.name].options) == set(answer.values)
            if isinstance(answer, Entries):
                assert set(questions[answer.name].questions) == {part.name for part in answer.fields}


def test_the_edition_lapses_on_the_first_of_the_month_after_its_review(published):
    assert published.lapsed_from.isoformat() == "2021-02-01"
    assert published.in_force_from.isoformat() == "2018-01-16"


def test_an_action_that_finds_out_what_no_question_asks_is_a_fault(copied):
    copied.change("companion/decisions/escalation.yml", "finds_out: [stages_done]", "finds_out: [stages]")
    with pytest.raises(FaultsFound) as found:
        load_edition("3.0", copied.folder)
    assert "confirm_missing_stage finds out stages, which is no question; take one of " in str(found.value)
