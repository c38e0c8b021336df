"""The search as a reader meets it, over both doors: her own words, her slips, her questions, and what the edition does not hold."""

import pytest

from tests.doors import SITE

PLACEHOLDER = "For example"


def results_of(page):
    """Return the ids of what is shown, in order."""
    return page.evaluate("[...document.querySelectorAll('.md-search [data-id]')].map((element) => element.dataset.id)")


def ask(page, words):
    """Type words into the field of the header and return the ids of what is then shown."""
    field = page.locator(".md-search [data-search-input]")
    field.focus()
    field.fill(words)
    page.locator(".md-search [data-id]").first.wait_for()
    return results_of(page)


@pytest.fixture
def start(page, door):
    page.goto(f"{door}/3.0/contacts.html")
    return page


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("A&E", "13.1"),
        ("a and e", "13.1"),
        ("DNA", "27.3"),
        ("was not brought", "27.3"),
        ("lad at his mate's", "22.1"),
        ("munchausen by proxy", "26.1"),
        ("cot death", "29.1"),
        ("MARF", "15.4"),
        ("left with a 9 yr old", "app1-neglect"),
        ("girl will be cut", "24.3"),
    ],
)
def test_a_readers_own_word_leads_to_the_clause_that_uses_another(start, words, clause):
    assert clause in ask(start, words)[:5]


@pytest.mark.parametrize(
    ("short", "long"), [("FGM", "female genital mutilation"), ("EHA", "early help assessment"), ("CDOP", "child death overview panel")]
)
def test_a_short_form_and_what_it_stands_for_find_the_same_clause(start, short, long):
    first = [next(result for result in ask(start, words) if result[0].isdigit() or result.startswith("app")) for words in (short, long)]
    assert first[0].partition(".")[0] == first[1].partition(".")[0]


@pytest.mark.parametrize(
    ("words", "meant"),
    [("safegaurding supervison", "supervision"), ("privte fostring", "fostering"), ("marrige", "marriage"), ("Munchhausen", "munchausen")],
)
def test_a_slip_is_forgiven_and_said(start, words, meant):
    ask(start, words)
    assert f"“{meant}”" in start.locator("#search-state").inner_text()


def test_a_word_of_three_letters_is_taken_as_it_is(start):
    field = start.locator(".md-search [data-search-input]")
    field.fill("dbx")
    start.get_by_text("Nothing found in this edition").wait_for()


def test_half_a_word_finds_already(start):
    assert ask(start, "genog")[0] == "17.4" or "app4-uses" in results_of(start)[:5]
    assert ask(start, "emergency duty tea")[0] == "contact:emergency-duty-team"


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("Do I need consent to refer?", "15.1"),
        ("How quickly must a referral be put in writing?", "15.2"),
        ("who supervises the named GP", "16.4"),
        ("What is a child?", "3.4"),
    ],
)
def test_a_whole_question_finds_its_clause(start, question, clause):
    assert clause in ask(start, question)[:3]


def test_a_question_that_no_clause_holds_whole_is_answered_by_the_nearest_and_says_so(start):
    ask(start, "private fostering trampoline")
    assert "nothing on “trampoline”" in start.locator("#search-state").inner_text()
    assert results_of(start)[0].startswith(("22.", "calculator:private-fostering"))


@pytest.mark.parametrize(("typed", "clause"), [("13.3", "13.3"), ("clause 15.3b", "15.3b"), ("15.2", "15.2")])
def test_a_clause_number_leads_to_that_clause_first(start, typed, clause):
    assert ask(start, typed)[0] == clause


def test_a_number_can_be_rung_from_the_result_and_names_how_sure_it_is(start):
    assert ask(start, "out of hrs number")[0] == "contact:emergency-duty-team"
    assert ask(start, "out of hours number")[0] == "contact:emergency-duty-team"
    result = start.locator(".md-search [data-id='contact:emergency-duty-team']")
    assert result.get_by_role("link", name="Ring 0300 555 8574").get_attribute("href") == "tel:03005558574"
    assert "Confirmed 28 February 2025" in result.inner_text()


def test_calculators_and_words_of_the_glossary_are_found_and_named_as_such(start):
    assert "calculator:private-fostering" in ask(start, "private fostering")
    assert start.locator(".md-search [data-id='calculator:private-fostering'] .search__kind").inner_text() == "Calculator"
    assert "word:EHA" in ask(start, "what does EHA mean")[:3]


@pytest.mark.parametrize(
    ("named", "role"),
    [
        ("health visitor", "health-visitor"),
        ("I am a HV", "health-visitor"),
        ("receptionist", "receptionist"),
        ("GP", "gp-practice"),
        ("practice manager", "manager"),
        ("A&E", "emergency-services"),
    ],
)
def test_who_names_a_role_is_offered_its_page_among_the_first_three(start, named, role):
    assert f"page:roles/{role}" in ask(start, named)[:3]
    assert start.locator(f".md-search [data-id='page:roles/{role}'] .search__kind").inner_text() == "For you"


def test_who_asks_more_than_a_role_is_answered_by_clauses_first(start):
    assert not [result for result in ask(start, "who supervises the named GP")[:3] if result.startswith("page:roles/")]


@pytest.mark.parametrize(
    ("words", "place"),
    [("child came to A&E again", "calculator:emergency-attendance"), ("nobody lets us in", "app5-chart"), ("nothing heard back", "15.3b")],
)
def test_the_words_of_a_moment_lead_to_what_it_leads_to(start, words, place):
    assert ask(start, words)[0] == place
    assert start.locator(".md-search [data-id] .search__asked").first.is_visible()


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("bruise on a 3 month old baby", "bruised-baby"),
        ("what is the LADO number", "lado-number"),
        ("do I report FGM to the police", "fgm-police-duty"),
        ("level 3 training hours", "training-hours"),
        ("county lines", "exploitation"),
        ("how many days to escalate", "escalation-days"),
        ("section 47", "section-47"),
    ],
)
def test_what_the_edition_does_not_answer_is_said_first_with_the_nearest_clauses(start, question, entry):
    assert ask(start, question)[0] == f"missing:{entry}"
    assert start.locator("#search-state").inner_text().startswith("Not in this edition.")
    box = start.locator(f".md-search [data-id='missing:{entry}']")
    assert box.get_by_text("Not in this edition.").is_visible()
    start.locator(".md-search").get_by_text("Nearest in this edition", exact=True).wait_for()


@pytest.mark.parametrize(
    "question",
    ["private fostering", "do I need consent to refer", "forced marriage", "level 1 how often", "allegation against a nurse", "FGM"],
)
def test_what_the_edition_answers_is_not_said_to_be_missing(start, question):
    assert not [result for result in ask(start, question) if result.startswith("missing:")]


@pytest.mark.parametrize("words", ["mauled by a terrier", "bare knuckle brawl in the kitchen"])
def test_what_holds_none_of_the_words_says_so_and_why_it_is_shown(start, words):
    ask(start, words)
    alike = start.locator(".md-search .search__result:has(.search__kind--like)")
    assert alike.count()
    for text in alike.all_inner_texts():
        assert "Near in meaning" in text
    assert "near in meaning only" in start.locator("#search-state").inner_text()
    assert not start.locator(".md-search .search__result:has(.search__kind--like) mark").count()


def test_small_words_alone_lead_to_nothing(start):
    start.locator(".md-search [data-search-input]").fill("sozzled on vodka")
    start.locator("#search-state", has_text="Nothing found in this edition").wait_for()
    assert results_of(start) == []


def test_danger_is_never_joined_by_what_is_perhaps_not_there(start):
    for words in ("he has a knife", "child in danger now"):
        assert ask(start, words)[0] == "danger"
        assert not start.locator(".md-search").get_by_text("Perhaps not in this edition.").count()


def test_without_the_meanings_of_words_what_holds_them_is_found_all_the_same(chromium):
    context = chromium.new_context(service_workers="block")
    page = context.new_page()
    page.route("**/search-meanings.js", lambda route: route.abort())
    page.goto(f"{SITE.as_uri()}/3.0/index.html")
    assert "27.2" in ask(page, "dental caries")
    context.close()


@pytest.mark.parametrize("words", ["child in danger now", "999", "kid not breathing", "he has a knife", "overdose taken an overdose"])
def test_words_of_danger_put_the_emergency_line_first(start, words):
    assert ask(start, words)[0] == "danger"
    line = start.locator(".md-search [data-id=danger]")
    assert line.get_by_role("link", name="Ring 999").get_attribute("href") == "tel:999"
    assert start.locator("#search-state").inner_text().startswith("Emergency line first.")


def test_the_words_found_are_marked_where_they_stand(start):
    ask(start, "walk in centre")
    assert "walk in centres" in start.locator(".md-search [data-id='13.1'] mark").all_inner_texts()


def test_the_number_of_results_is_told_to_a_screen_reader(start):
    ask(start, "dental caries")
    state = start.locator("#search-state")
    assert state.get_attribute("role") == "status"
    alike = start.locator(".md-search .search__kind--like").count()
    told = f"{start.locator('.md-search li').count()} results" + (f", {alike} of them near in meaning only." if alike else ".")
    assert told in state.inner_text()
    assert start.locator(".md-search [data-search-input]").get_attribute("aria-describedby") == "search-state"


def test_arrows_walk_through_the_results_and_back_to_the_field(start):
    ask(start, "emergency duty team")
    start.locator(".md-search [data-search-input]").focus()
    links = start.locator(".md-search__output [data-search-results] a")
    for place in range(3):
        start.keyboard.press("ArrowDown")
        assert links.nth(place).evaluate("(link) => link === document.activeElement")
    for _ in range(3):
        start.keyboard.press("ArrowUp")
    assert start.evaluate("document.activeElement.matches('[data-search-input]')")


def test_enter_opens_the_first_result_and_never_dials(start):
    ask(start, "999")
    start.locator(".md-search [data-search-input]").focus()
    start.keyboard.press("Enter")
    start.wait_for_url("**/3.0/**#clause-*")


def test_escape_closes_the_search_of_the_header(start):
    ask(start, "consent")
    start.keyboard.press("Escape")
    assert not start.locator(".md-search__output").is_visible()


def test_a_field_in_a_page_shows_its_own_results_below_it(page, door):
    page.goto(f"{door}/3.0/index.html")
    field = page.locator("#search-field")
    field.fill("was not brought")
    page.locator(".search [data-id='27.3']").wait_for()
    assert page.locator(".md-search [data-id]").count() == 0
    page.keyboard.press("Escape")
    assert field.input_value() == ""
    assert page.locator(".search [data-id]").count() == 0


def test_the_slash_goes_to_the_field_in_the_page_where_there_is_one(page, door):
    page.goto(f"{door}/3.0/index.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search-field"
    assert not page.locator(".md-search__output").is_visible()


def test_the_search_of_a_draft_knows_what_the_draft_adds(page, door):
    page.goto(f"{door}/4.0-draft/index.html")
    assert ask(page, "do I report FGM to the police")[0] == "24-police"
    assert ask(page, "perplexing presentation")[0] == "26.4"
    assert "15-danger" in ask(page, "child in danger now")[:3]


def test_nothing_typed_is_stored_or_put_into_the_address(start):
    before = start.url
    ask(start, "a name that nobody may keep, consent")
    assert start.url == before
