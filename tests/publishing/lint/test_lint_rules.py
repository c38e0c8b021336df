"""Each rule fires on a copy that was broken for it, and names the file and the very line."""

import re
from pathlib import Path

import pytest

from publishing.lint import rules as rules_package
from publishing.load import ROOT

SECTION_12, SECTION_13, SECTION_15 = (
    f"policy/sections/{name}.yml" for name in ("12-risk-indicators", "13-emergency-services", "15-referral")
)
SECTION_23, CONTROL, PARAMETERS = "policy/sections/23-missing-children.yml", "policy/edition.yml", "policy/parameters.yml"
NOTES, GLOSSARY, TOPICS = "companion/notes.yml", "companion/glossary.yml", "companion/topics.yml"
ATTENDANCE, FOSTERING, SHARED = (f"companion/decisions/{name}.yml" for name in ("emergency-attendance", "private-fostering", "shared"))
HAZARDS = "companion/hazards.yml"
SYNONYMS, MISSING = "companion/synonyms.yml", "companion/not_in_edition.yml"
ATTENDANCE_CASES, FOSTERING_CASES = "companion/cases/emergency-attendance.yml", "companion/cases/private-fostering.yml"
STARTS = "If you see a child"
THRESHOLD_13_3 = '{{ threshold("emergency-attendance.contacts") }}'
LONG = "word " * 210

_LOG = (ROOT / "editions/3.0" / HAZARDS).read_text(encoding="utf-8")
_H16 = _LOG[_LOG.index("- id: H16") : _LOG.index("- id: H17")]
H16_CONTROLS = _H16[_H16.index("    controls:") :].rstrip() + "\n"

# what is broken, code, file, old text, new text, a piece of the line that is named, the place, a piece of what is wrong
BROKEN = [
    ("a drawn reference", "L101", SECTION_13, '{{ clause("13.1") }}', '{{ clause("13.9") }}', 'clause("13.9")', "clause 13.3", 'no clause "13.9"'),
    ("a note's clause", "L101", NOTES, '- clause: "13.6"', '- clause: "13.9"', '- clause: "13.9"', "note on 13.9", 'no clause "13.9"'),
    ("a topic's clause", "L101", TOPICS, '["17.1"]', '["17.9"]', '"17.9"', "topic Body map", 'no clause "17.9"'),
    ("a case's clause", "L101", ATTENDANCE_CASES, 'clause: "13.3"', 'clause: "13.9"', 'clause: "13.9"', "case emergency-attendance No contact at all is not a sign of safety, only nothing to count", "13.9"),
    ("a reading's clause", "L101", ATTENDANCE, 'clause: "13.3"', 'clause: "13.9"', 'clause: "13.9"', "calculator emergency-attendance readings.0.clause", "13.9"),
    ("a parameter's clause", "L101", PARAMETERS, 'clause: "13.3"', 'clause: "13.9"', 'clause: "13.9"', "parameter emergency-attendance.contacts", "13.9"),
    ("a clause typed by hand", "L102", SECTION_13, STARTS, f"As clause 13.4 says. {STARTS}", "As clause 13.4", "clause 13.5", '"clause 13.4" is typed by hand'),
    ("a bare number typed by hand", "L102", SECTION_13, STARTS, f"As 13.4 says. {STARTS}", "As 13.4", "clause 13.5", '"13.4" is typed by hand'),
    ("a section typed by hand", "L102", SECTION_13, STARTS, f"See section 9. {STARTS}", "See section 9", "clause 13.5", '"section 9" is typed'),
    ("an appendix typed by hand", "L102", ATTENDANCE, "because: The clause does not", "because: Appendix 2 does not", "Appendix 2", "calculator emergency-attendance readings.0.because", "Appendix 2"),
    ("a number printed twice", "L102", NOTES, "The clause gives no deadline.", "As 18.7 has it.", "As 18.7", "note on 22.2", "18.7 is printed twice"),
    ("a number that is none", "L102", NOTES, "The clause gives no deadline.", "As 18.77 has it.", "As 18.77", "note on 22.2", 'no clause "18.77"'),
    ("a section that is none", "L102", NOTES, "The clause gives no deadline.", "As section 40 has it.", "section 40", "note on 22.2", "none of this edition"),
    ("a number left out", "L103", SECTION_13, '- id: "13.4"', '- id: "13.7"', '- id: "13.7"', "clause 13.7", "no 13.4 before it"),
    ("a number that runs back", "L103", SECTION_13, '- id: "13.4"', '- id: "13.7"', '- id: "13.5"', "clause 13.5", "13.5 stands after 13.7"),
    ("two ids with one address", "L103", SECTION_13, '- id: "13.5"', '- id: "13-4"', '- id: "13-4"', "clause 13-4", "share the address #clause-13-4"),
    ("an id of another part", "L103", SECTION_23, '- id: "23.1"', '- id: "33.1"', '- id: "33.1"', "clause 33.1", "belongs to another part"),
    ("an id that is not its source's", "L103", SECTION_13, 'source: {clause: "13.5"}', 'source: {clause: "13.4"}', 'source: {clause: "13.4"}', "clause 13.5", 'its source "13.4"'),
    ("a second printing before the first", "L103", SECTION_15, '- id: "15.3"', '- id: "15.3c"', '- id: "15.3c"', "clause 15.3c", "stands before the first"),
    ("a parameter's number in its clause", "L201", SECTION_13, THRESHOLD_13_3, "3 contacts", "3 contacts", "clause 13.3", '"3 contacts" is typed; the parameter emergency-attendance.contacts'),
    ("a parameter's number in words", "L201", SECTION_13, THRESHOLD_13_3, "three or more contacts", "three or more", "clause 13.3", '"three or more contacts" is typed'),
    ("a parameter's months", "L201", SECTION_13, THRESHOLD_13_3, "some contacts in twelve months", "twelve months", "clause 13.3", '"twelve months" is typed'),
    ("an age in its clause", "L201", "policy/sections/22-private-fostering.yml", '{{ threshold("private-fostering.age_limit") }}', "aged sixteen", "aged sixteen", "clause 22.1", "private-fostering.age_limit"),
    ("a parameter's words elsewhere", "L201", SECTION_12, "The factors in this section", "Within twenty-four hours. The factors in this section", "Within twenty-four", "clause 12.1", "referral.written_follow_up"),
    ("a parameter's words in a note", "L201", NOTES, "The clause gives no deadline.", "It says more than 28 days.", "It says more than 28 days.", "note on 22.2", "private-fostering.stay"),
    ("a number of days as weeks", "L201", FOSTERING, "text: A stay with breaks", "text: A stay of four weeks with breaks", "four weeks", "calculator private-fostering readings.5.text", '"four weeks" is typed'),
    ("a birthday in a calculator", "L201", FOSTERING, "is protected until the birthday itself", "is protected until the 16th birthday", "16th birthday", "calculator private-fostering readings.6.because", '"16th birthday" is typed'),
    ("a contact's number in the glossary", "L202", GLOSSARY, "A list that is checked", "Ring 01384456111. A list that is checked", "01384456111", "glossary barred list", "designated-doctor"),
    ("a number of nobody in a heading", "L202", "policy/sections/08-roles.yml", "heading: Primary care", "heading: Primary care, 01384 999888", "01384 999888", "clause 8.4", '"01384 999888" is typed'),
    ("within twenty-four", "L203", SECTION_15, '{{ threshold("referral.written_follow_up") }}. Any', "within 24. Any", "within 24.", "clause 15.2", '"within 24" has no unit'),
    ("within three", "L203", SECTION_15, '{{ threshold("referral.outcome_told") }} should', "within three should", "within three should", "clause 15.3b", '"within three" has no unit'),
    ("a parameter nobody uses", "L204", PARAMETERS, "  age_limit:\n", '  spare: {value: 5, unit: days, compare: at least, words: five days, clause: "3.4"}\n  age_limit:\n', "  spare:", "parameter child.spare", "no calculator reads it"),
    ("an addition nobody uses", "L204", FOSTERING, "additions:\n", "additions:\n  spare: {values: [a], words: w, layer: law, authority: A}\n", "  spare:", "parameter private-fostering.spare", "no text draws it"),
    ("an abbreviation nobody explains", "L301", SECTION_13, STARTS, f"The XQC says so. {STARTS}", "The XQC", "clause 13.5", '"XQC" is not in the glossary'),
    ("an abbreviation in the plural", "L301", NOTES, "The clause gives no deadline.", "Its XQCs give none.", "Its XQCs", "note on 22.2", '"XQC" is not in the glossary'),
    ("an abbreviation nobody uses", "L302", GLOSSARY, "- term: body map", "- term: ZQT\n  kind: abbreviation\n  meaning: M.\n- term: body map", "- term: ZQT", "glossary ZQT", '"ZQT" stands nowhere'),
    ("a must that binds nobody", "L303", "policy/sections/11-recognising-abuse.yml", "The categories overlap.", "Staff must know that the categories overlap.", "Staff must", "clause 11.6", 'says "must" and binds nobody'),
    ("a duty without a word of force", "L304", "policy/sections/19-inspections-and-reviews.yml", "    text: >-\n      The CCG's Designated Senior Nurse must be told", "    text: >- # 19.4\n      The CCG's Designated Senior Nurse is told", "# 19.4", "clause 19.4", '("must"), and no word of its text'),
    ("a further duty without one", "L304", "policy/sections/03-scope.yml", "{duty: may, binds: [contractor, GP]}", "{duty: should, binds: [contractor, GP]}", "text: >-", "clause 3.7", 'binds contractor, GP ("should")'),
    ("a note to oneself", "L305", SECTION_13, STARTS, f"TODO: write this. {STARTS}", "TODO", "clause 13.5", '"TODO" holds a place'),
    ("a row of crosses", "L305", GLOSSARY, "A list that is checked", "A list of XXX that is checked", "XXX", "glossary barred list", '"XXX" holds a place'),
    ("dummy text", "L305", PARAMETERS, "words: under 18", "words: lorem ipsum", "words: lorem", "parameter child.age_limit", '"lorem" holds a place'),
    ("a date to be confirmed", "L305", CONTROL, "Minor changes to match", "TBC. Minor changes to match", "TBC.", "document control", '"TBC" holds a place'),
    ("a person with a title", "L306", SECTION_13, STARTS, f"Ask Dr Smith. {STARTS}", "Ask Dr Smith", "clause 13.5", '"Dr Smith" looks like'),
    ("a person without a title", "L306", NOTES, "The clause gives no deadline.", "Ask Jane Fothergill.", "Ask Jane", "note on 22.2", "Jane Fothergill"),
    ("a person among the contacts", "L306", "policy/contacts.yml", "role: Designated Doctor for Safeguarding Children", "role: Jane Fothergill", "role: Jane", "contact designated-doctor", "Jane Fothergill"),
    ("a hard section", "L401", SECTION_23, "The DSCB has guidance", "Responsibilities notwithstanding, organisational arrangements necessitate interdisciplinary communication regarding individuals; the DSCB has guidance", "title:", "section 23", "the reading age is"),
    ("a long sentence", "L402", SECTION_23, "The DSCB has guidance", f"Here come {'many ' * 30}words about what the DSCB has, namely guidance", "Here come", "clause 23.1", "words, over 30"),
    ("a long clause", "L402", SECTION_23, "The DSCB has guidance", f"{LONG}. The DSCB has guidance", "text: >-", "clause 23.1", "words, over 200"),
    ("a law overtaken", "L501", SECTION_12, "The factors in this section", "The Data Protection Act 1998 applies. The factors in this section", "Protection Act 1998", "clause 12.1", "the UK GDPR"),
    ("guidance whose year stands apart", "L501", SECTION_12, "The factors in this section", 'See "Working Together to Safeguard Children" (HM Government, 2015). The factors in this section', "See \"Working", "clause 12.1", "Working Together 2026"),
    ("a law overtaken whose note is gone", "L501", NOTES, '- clause: "18.3"\n  kind: law-overtaken', '- clause: "18.3"\n  kind: drafting', None, "clause 18.3", "the UK GDPR"),
    ("an approved edition that calls itself a draft", "L504", "policy/edition.yml", "heading: Document status", "heading: This is a draft", "This is a draft", "edition", "`clauses.0.heading` says that it is a draft"),
    ("a clause that was to stand until the approval", "L504", "policy/edition.yml", "    heading: Document status\n", '    heading: Document status\n    until_approved: "doc-control-pdf"\n', "until_approved", "edition", "`clauses.0.until_approved` says"),
    ("a field that the calculator does not have", "L601", FOSTERING, "{other: \"{count} years old on {day}, and disabled\"", "{other: \"{cuont} years old on {day}, and disabled\"", "{cuont}", "calculator private-fostering reasons.age.found.disabled.other", "nothing fills {cuont}"),
    ("a field where none is filled", "L601", FOSTERING, "headline: This is not private fostering.", "headline: On {day} this is not private fostering.", "On {day}", "calculator private-fostering outcomes.not_private_fostering.headline", "nothing fills {day} here"),
    ("a test that was renamed", "L701", HAZARDS, "test_search_says_when_nothing_is_found", "test_search_says_that_nothing_is_found", "says_that_nothing", "hazard H24", "tests/browser/test_pages.py has no test"),
    ("a test in a file that is gone", "L701", HAZARDS, "tests/engines/test_engines.py", "tests/engines/test_motors.py", "test_motors", "hazard H14", 'no file "tests/engines/test_motors.py"'),
    ("a test named otherwise than pytest does", "L701", HAZARDS, "[tests/browser/test_pages.py::test_search_says_when_nothing_is_found]", "[nothing is found]", "[nothing is found]", "hazard H24", "does not name a test"),
    ("a worked case that was renamed", "L701", HAZARDS, "A great-aunt is not a close relative", "A great-uncle is not a close relative", "great-uncle", "hazard H01", "private-fostering has no worked case"),
    ("a hazard that no test holds", "L701", HAZARDS, H16_CONTROLS, "    controls:\n      - {kind: procedure, does: D, who: W}\n", "    controls:", "hazard H16", "no control of it names a test"),
    ("a severity that is none", "L701", HAZARDS, "severity: major, likelihood: medium", "severity: serious, likelihood: medium", "severity: serious", "hazard H01", 'the severity "serious" lies outside the matrix'),
    ("a likelihood that is none", "L701", HAZARDS, "      likelihood: low\n", "      likelihood: rare\n", "likelihood: rare", "hazard H01", 'the likelihood "rare" lies outside the matrix'),
    ("a risk that its controls make worse", "L701", HAZARDS, "      likelihood: low\n", "      likelihood: very high\n", "residual:", "hazard H01", "is rated above the risk without controls (3)"),
    ("synonyms of nothing in the edition", "L801", SYNONYMS, "- words: [volunteer]", "- words: [zeppelin]", "- words: [zeppelin]", "synonyms zeppelin", "none of zeppelin stands in this edition"),
    ("a question that a clause answers by now", "L802", SECTION_12, "The factors in this section", "A bruise in a baby is one. The factors in this section", None, "not in edition bruised-baby", '"bruise" stands in clause 12.1'),
    ("a field of the shared words", "L601", SHARED, "{day} is after the day", "{dya} is after the day", "{dya}", "calculator shared problems.after_as_of", "nothing fills {dya}"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name", "old", "new", "line", "place", "wrong"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_a_rule_fires_on_its_broken_copy_and_names_the_line(copied, new_findings, code, name, old, new, line, place, wrong):
    unfinished(copied)
    copied.change(name, old, new)
    found = new_findings(code)
    fitting = [finding for finding in found if finding.place == place and wrong in finding.wrong]
    assert fitting, list(map(str, found))
    assert all(finding.right and finding.code == code for finding in found)
    if line:
        lines = (copied.edition / name).read_text(encoding="utf-8").splitlines()
        assert fitting[0].file == copied.edition / name
        assert line in lines[fitting[0].line - 1], (fitting[0].line, lines[fitting[0].line - 1])


def unfinished(copied):
    """Let the copy be an edition that is still being written, in which the loader allows what the linter is to find."""
    path = copied.edition / CONTROL
    path.write_text(path.read_text(encoding="utf-8").replace("complete: true", "complete: false"), encoding="utf-8")


QUIET = [
    ("a section of a law", "L102", SECTION_13, STARTS, f"Section 11 of the Children Act 2004 holds. {STARTS}"),
    ("a decimal that is no reference", "L102", NOTES, "The clause gives no deadline.", "It costs 13.999 or 3.4%."),
    ("a number printed twice, and which is said", "L102", NOTES, "The clause gives no deadline.", "As the second 18.7 has it, and 18.7b."),
    ("the number of an edition", "L102", SECTION_13, STARTS, f"Edition 2.9 said otherwise. {STARTS}"),
    ("a number of Appendix 6", "L102", NOTES, "This paragraph stands unnumbered", "As 2.4 has it, this paragraph stands unnumbered"),
    ("the same number of something else", "L201", SECTION_12, "The factors in this section", "Of 28 children and 3 staff. The factors in this section"),
    ("the note that tells the law's number", "L201", NOTES, "The clause gives no deadline.", "The law says 28 days."),
    ("a deadline with its unit", "L203", SECTION_15, '{{ threshold("referral.outcome_told") }} should', "within three clear working days should"),
    ("a deadline of one and a half", "L203", SECTION_15, '{{ threshold("referral.outcome_told") }} should', "within two or three weeks should"),
    ("a name of the glossary with capitals in it", "L301", SECTION_13, STARTS, f"GPs and NHS 111 and the SAFEGUARDING CHILDREN CORE COM. {STARTS}"),
    ("the reference number", "L305", SECTION_13, STARTS, f"This is QS/XX/058/V3.0. {STARTS}"),
    ("the names of organisations and laws", "L306", SECTION_13, STARTS, f"West Midlands Police and the Children Act. {STARTS}"),
    ("a role with a capital", "L306", SECTION_13, STARTS, f"The Named Nurse Safeguarding Children. {STARTS}"),
    ("a list of points", "L402", SECTION_13, "      - NHS 111\n", "      - NHS 111\n" + "      - a short point\n" * 20),
    ("synonyms of which one word is there", "L801", SYNONYMS, "- words: [volunteer]", "- words: [zeppelin, volunteer]"),
    ("a longer word that only begins alike", "L802", SECTION_12, "The factors in this section", "A gangway is one. The factors in this section"),
    ("another year of the same guidance", "L501", SECTION_12, "The factors in this section", 'See "Working Together to Safeguard Children" (2026). The factors in this section'),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "old", "new"), [row[1:] for row in QUIET], ids=[row[0] for row in QUIET])
def test_a_rule_leaves_alone_what_is_right(copied, new_findings, code, name, old, new):
    unfinished(copied)
    copied.change(name, old, new)
    assert list(map(str, new_findings(code))) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "threshold", "wrong"),
    [
        (ATTENDANCE_CASES, 'care_leaver: "yes"', 'care_leaver: "no"', "child.age_limit_extended", "no worked case stands just below, at, just above it"),
        (FOSTERING_CASES, r"\n- case: Fifteen days of the holidays[^-]*(?:-\w[^-]*|-\d[^-]*)*(?=\n- case)", "", "private-fostering.school_holiday_stay", "just above"),
        (FOSTERING_CASES, r"(?m)^  outcome: .*(?:\n  (?!clause).*)*", "  outcome: check\n  possible: [check]\n  actions: []\n  recipients: []\n  unknown: []", "private-fostering.school_holiday_stay", "all end the same"),
    ],
)  # fmt: skip
def test_a_threshold_needs_cases_on_both_sides_that_end_differently(copied, new_findings, name, old, new, threshold, wrong):
    path = copied.edition / name
    text = path.read_text(encoding="utf-8")
    changed = re.sub(old, new, text)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    found = [finding for finding in new_findings("L602") if finding.place == f"threshold {threshold}"]
    assert found and wrong in found[0].wrong and found[0].file == path


def test_a_parameter_that_only_a_calculator_reads_is_used(published, new_findings):
    assert "services" in published.parameters["emergency-attendance"]
    assert not any("emergency-attendance" in finding.place for finding in new_findings("L204"))


def test_every_rule_has_a_code_of_its_own_and_says_why_and_how_to_fix_it(rules):
    folder = Path(rules_package.__path__[0])
    files = {path.stem.replace("_", "-"): path for path in folder.glob("[a-z]*.py")}
    assert {rule.name for rule in rules.values()} == set(files)
    for rule in rules.values():
        assert "Why:" in rule.about and "Fix:" in rule.about and "\n\n" in rule.about, rule.name
        assert len(files[rule.name].read_text(encoding="utf-8").splitlines()) <= 120, rule.name
    elsewhere = {"L104", "L502", "L503", "L602", "L603"}
    assert {row[1] for row in BROKEN} | elsewhere == set(rules), "a rule without a broken copy"
