"""What the search knows, and what authors are told who write synonyms or what is not in an edition."""

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.companion import GlossaryEntry
from publishing.faults import FaultsFound
from publishing.load import ROOT, load_edition, load_guides, load_library
from publishing.pages import Site
from publishing.search import search_data, stemmer_script
from publishing.search_words import SynonymGroup, joined_groups, normal, short_forms

SYNONYMS, MISSING, QUESTIONS = "companion/synonyms.yml", "companion/not_in_edition.yml", "companion/questions.yml"


@pytest.fixture
def copy(tmp_path):
    """Return a function that writes a file of a copy of the edition and gives the faults told when it is loaded."""
    shutil.copytree(ROOT, tmp_path / "data")

    def written(name, text, edition="3.0"):
        (tmp_path / "data" / "editions" / edition / name).write_text(text, encoding="utf-8")
        try:
            load_edition(edition, tmp_path / "data")
        except FaultsFound as found:
            return [str(fault) for fault in found.faults]
        return []

    return written


FAULTS = [
    (SYNONYMS, "- words: [kid]\n", "a word alone finds nothing more"),
    (SYNONYMS, "- words: [A&E, ED]\n- words: [ed, casualty]\n", '"ed" is equal to "A&E" already; join the two groups'),
    (SYNONYMS, '- words: [A&E, "A & E"]\n', '"A & E" stands twice in this group'),
    (SYNONYMS, '- words: [consent, "?"]\n', '"?" holds no letter and no figure'),
    (SYNONYMS, "- words: [a, b]\n  form: [c]\n", "form"),
    (SYNONYMS, "- words: [social care]\n  short: [soc]\n", '"social care" is several words'),
    (SYNONYMS, "- words: [social]\n  short: [soc care]\n", '"soc care" is not one word of letters'),
    (SYNONYMS, "- words: [hour]\n  short: [hr]\n- words: [HR, staff]\n", '"hr" stands for "HR" already'),
    (SYNONYMS, "- words: [hour]\n  short: [hr]\n- words: [staff]\n  short: [HR]\n", '"HR" stands for "hour" already'),
    (QUESTIONS, '- {finds: ["99.9"], asks: [a question]}\n', 'there is no clause "99.9"'),
    (QUESTIONS, '- {finds: ["contact:nobody"], asks: [a question]}\n', 'there is no contact "nobody" in this edition'),
    (QUESTIONS, '- {finds: ["missing:nothing"], asks: [a question]}\n', 'there is no missing "nothing" in this edition'),
    (QUESTIONS, '- {finds: ["book:one"], asks: [a question]}\n', '"book" is no kind of thing that the search finds'),
    (QUESTIONS, '- {finds: ["13.1"], asks: [in A&E again, "In A & E, again?"]}\n', '"In A & E, again?" is asked already'),
    (QUESTIONS, '- {finds: ["13.1"], asks: []}\n', "asks"),
    (MISSING, "danger:\n  asks: []\n", "danger.asks"),
    (MISSING, 'entries:\n  - {id: a, asks: [b], says: S., nearest: ["99.9"]}\n', 'there is no clause "99.9"'),
    (MISSING, 'entries:\n  - {id: a, asks: [b], says: S., nearest: ["13.1"], contacts: [nobody]}\n', 'there is no contact "nobody"'),
    (
        MISSING,
        'entries:\n  - {id: a, asks: [LADO number], says: S., nearest: ["13.1"]}\n  - {id: b, asks: [number LADO], says: S., nearest: ["13.1"]}\n',
        '"number LADO" is asked already, under "a"',
    ),
    (
        MISSING,
        'entries:\n  - {id: a, asks: [b], says: S., nearest: ["13.1"]}\n  - {id: a, asks: [c], says: S., nearest: ["13.1"]}\n',
        'the id "a" stands twice',
    ),
]


@pytest.mark.parametrize(("name", "text", "told"), FAULTS)
def test_a_fault_is_told_in_one_line_with_file_and_place(copy, name, text, told):
    faults = copy(name, text)
    assert any(told in fault and f"{name}:" in fault for fault in faults), faults


def test_an_edition_may_do_without_each_of_these_files(tmp_path):
    shutil.copytree(ROOT, tmp_path / "data")
    for name in (SYNONYMS, QUESTIONS, MISSING):
        (tmp_path / "data" / "editions" / "3.0" / name).unlink()
    edition = load_edition("3.0", tmp_path / "data")
    assert edition.synonyms == edition.questions == ()
    assert edition.missing.entries == ()
    assert search_data(Site(load_library(tmp_path / "data"), edition))["danger"]["asks"] == ()


def group(words, one_way=()):
    return SynonymGroup.model_validate({"words": tuple(words), "from": tuple(one_way)})


def test_the_glossarys_words_are_groups_already_and_join_those_that_share_a_word():
    entry = GlossaryEntry(term="EDT", kind="abbreviation", stands_for="Emergency Duty Team", meaning="M.")
    joined = joined_groups((group(["emergency duty team"], ["weekend"]),), (entry,))
    assert joined == [{"words": ["Emergency Duty Team", "EDT"], "from": ["weekend"]}]


def test_a_word_of_several_meanings_joins_no_groups():
    joined = joined_groups((group(["FGM"], ["cut"]), group(["self-harm"], ["cut"])), ())
    assert [entry["words"] for entry in joined] == [["FGM"], ["self-harm"]]


def test_a_short_form_is_read_as_its_word_and_is_no_group():
    hours = SynonymGroup.model_validate({"words": ("Hours",), "short": ("hrs",)})
    assert short_forms((hours, group(["a", "b"]))) == {"hrs": "hours"}
    assert joined_groups((hours,), ()) == []


WORDS = st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=4, unique=True)


@given(st.lists(WORDS, max_size=6))
def test_after_joining_no_word_is_equal_to_two_things_and_none_is_lost(groups):
    joined = [set(entry["words"]) for entry in joined_groups(tuple(map(group, groups)), ())]
    assert sum(map(len, joined)) == len(set().union(*joined, set()))
    for words in groups:
        assert any(set(words) <= entry for entry in joined)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("A & E", "a&e"),
        ("A/E", "a&e"),
        ("Munchausen's", "munchausen"),
        ("CP-IS", "cp is"),
        ("13.3", "13.3"),
        ("Café", "cafe"),
        ("# year-old", "# year old"),
    ],
)
def test_words_are_compared_without_case_signs_and_accents(written, compared):
    assert normal(written) == compared


@pytest.mark.parametrize("name", load_library().editions)
def test_the_search_knows_each_clause_with_its_number_topics_notes_and_address(name):
    edition = load_edition(name)
    data = search_data(Site(load_library(), edition, load_guides()))
    clauses = {entry["id"]: entry for entry in data["documents"] if entry["kind"] == "clause"}
    assert clauses.keys() == edition.clauses.keys()
    assert all(entry["text"] and entry["number"] and "#clause-" in entry["address"] for entry in clauses.values())
    assert any("topics" in entry for entry in clauses.values())
    assert any("notes" in entry for entry in clauses.values())
    assert len({entry["id"] for entry in data["documents"]}) == len(data["documents"])


@pytest.mark.parametrize("name", load_library().editions)
def test_a_number_says_whether_it_is_confirmed_or_as_printed(name):
    edition = load_edition(name)
    contacts = [entry for entry in search_data(Site(load_library(), edition))["documents"] if entry["kind"] == "contact"]
    assert len(contacts) == len(edition.contacts)
    for entry in contacts:
        sure = entry["id"].removeprefix("contact:") in edition.confirmations
        assert ("Confirmed" if sure else "As printed") in entry["text"]
        assert bool(entry.get("confirmed")) == sure


def test_the_stemmer_is_a_classic_script():
    script = stemmer_script()
    assert "export" not in script
    assert script.startswith("self.policyStem")


@pytest.mark.parametrize("name", load_library().editions)
def test_the_search_knows_each_role_and_each_moment_and_where_it_leads(name):
    edition = load_edition(name)
    entries = {entry["id"]: entry for entry in search_data(Site(load_library(), edition, load_guides()))["documents"]}
    for role in edition.roles:
        assert entries[f"page:roles/{role.id}"]["address"] == f"roles/{role.id}.html"
        assert set(role.you) <= set(entries[f"page:roles/{role.id}"]["names"])
    told = [words for entry in entries.values() for words in entry.get("asked", ())]
    assert {moment.words for moment in edition.moments.by_id.values()} == set(told)
    if name == "3.0":
        assert entries["27.3"]["asked"] == ["A child was not brought"]
