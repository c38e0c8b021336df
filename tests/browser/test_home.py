"""As a new user: from the start page to the right clause, calculator or number, in at most two clicks."""

import pytest

MOST_CLICKS = 2
WAYS = [
    # what is happening, the links that are followed from the start page, where that leads, words that then stand in sight
    ("I am worried about a child", ["I am worried about a child"], "cards/worried-now.html", "Ring children's social care"),
    ("who answers tonight", ["I need a number"], "contacts.html", "0300 555 8574"),
    ("who answers tonight", ["A child is in danger now"], "contacts.html", "999"),
    ("a third attendance", ["A child came to A&E again"], "calculators/emergency-attendance.html", "A child came to emergency services"),
    ("the clause of the third attendance", ["A child came to A&E again", "13.3"], "sections/13-emergency-services.html#clause-13-3", "three or more contacts within 12 months"),
    ("a notice of domestic abuse", ["A domestic abuse notification came"], "calculators/dart-routing.html", "Domestic abuse in a household"),
    ("a lad at his mate's", ["A child lives with someone else's family"], "calculators/private-fostering.html", "Is this private fostering?"),
    ("whom to tell of him", ["A child lives with someone else's family", "22.2"], "sections/22-private-fostering.html#clause-22-2", "must tell the designated officer"),
    ("did not attend", ["A child was not brought"], "sections/27-missed-appointments.html#clause-27-3", "offer another appointment"),
    ("no access", ["Nobody lets us in on a visit"], "appendices/5-missed-appointments.html#clause-app5-chart", "At every stage, record the actions"),
    ("missing", ["A child has gone missing"], "sections/23-missing-children.html#clause-23-1", "cases where children go missing"),
    ("a death", ["A child has died"], "sections/29-child-deaths.html#clause-29-4", "the CDOP co-ordinator"),
    ("a nurse is accused", ["An allegation about a colleague"], "sections/09-allegations.html#clause-9-must", "Report it as soon as possible"),
    ("FGM", ["FGM, done or feared"], "sections/24-female-genital-mutilation.html#clause-24-3", "a parent who has had FGM"),
    ("FGM, whom to ring", ["FGM, done or feared", "24-helpline"], "sections/24-female-genital-mutilation.html#clause-24-helpline", "0800 028 3550"),
    ("a forced marriage", ["Forced marriage"], "sections/25-forced-marriage.html#clause-25-3", "Do not contact the parents"),
    ("Munchausen's", ["An illness may be made up"], "sections/26-fabricated-illness.html#clause-26-3b", "you should not raise this concern with the parents"),
    ("consent", ["Do I need consent? Do I tell the parents?"], "sections/15-referral.html#clause-15-1", "You do not need consent"),
    ("no outcome after three days", ["I have heard nothing back"], "sections/15-referral.html#clause-15-3b", "within three working days"),
    ("no further action, and I think it is wrong", ["I disagree with a decision"], "calculators/escalation.html", "Professionals disagree about a child"),
    ("the next stage, in words", ["I disagree with a decision", "28.2"], "sections/28-professional-disagreement.html#clause-28-2", "Stage 3: your manager must talk"),
    ("how often supervision", ["I need supervision"], "sections/16-supervision.html#clause-16-2", "you need to arrange child protection supervision"),
    ("level 1 how often", ["Which training do I need?"], "sections/20-training.html#clause-20-6", "a level 1 update"),
]  # fmt: skip
DRAFT_WAYS = [
    ("A child is in danger now", "sections/15-referral.html#clause-15-danger", "you must ring 999 at once"),
    ("FGM, done or feared", "sections/24-female-genital-mutilation.html#clause-24-police", "It is yours in person"),
    ("A child has died", "sections/29-child-deaths.html#clause-29-4", "the one list of people to tell"),
]


def follow(page, name):
    """Follow the link of this name, or of this clause, that stands in the page's content; one click."""
    content = page.locator(".md-content__inner")
    anchor = f'a[href$="#clause-{name.replace(".", "-")}"]'
    link = content.locator(anchor) if name[0].isdigit() else content.get_by_role("link", name=name, exact=True)
    link.first.click()


def stands_in_sight(page, place, words):
    path, _, anchor = place.partition("#")
    page.wait_for_url(f"**/{place}")
    said = page.locator(f"#{anchor}" if anchor else ".md-content__inner")
    assert words in " ".join(said.inner_text().split())
    assert said.evaluate("element => element.getBoundingClientRect().top < innerHeight && element.getBoundingClientRect().bottom > 0")


def test_the_ways_are_ten_or_more_and_none_is_longer_than_two_clicks():
    assert len({place for _, _, place, _ in WAYS}) >= 10
    assert max(len(links) for _, links, _, _ in WAYS) <= MOST_CLICKS


@pytest.mark.parametrize(("links", "place", "words"), [row[1:] for row in WAYS], ids=[" then ".join(row[1]) for row in WAYS])
def test_a_new_user_comes_from_the_start_page_to_what_answers(page, door, links, place, words):
    page.goto(f"{door}/index.html")
    page.wait_for_url("**/3.0/index.html")
    for name in links:
        follow(page, name)
    stands_in_sight(page, f"3.0/{place}", words)


@pytest.mark.parametrize("door", ["file"], indirect=True)
@pytest.mark.parametrize(("name", "place", "words"), DRAFT_WAYS)
def test_the_draft_leads_to_its_own_clauses(page, door, name, place, words):
    page.goto(f"{door}/4.0-draft/index.html")
    follow(page, name)
    stands_in_sight(page, f"4.0-draft/{place}", words)


def test_the_emergency_number_and_both_numbers_of_social_care_ring_from_the_start_page(page, door):
    page.goto(f"{door}/3.0/index.html")
    rings = page.locator(".md-content__inner .moments--first a[href^='tel:']")
    assert rings.evaluate_all("links => links.map((link) => link.getAttribute('href'))") == [
        "tel:999",
        "tel:03005550050",
        "tel:03005558574",
    ]
    for link in rings.all():  # the tile around a number leads elsewhere; the number itself must take the press
        assert link.evaluate(
            "link => { const box = link.getBoundingClientRect();"
            " return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === link; }"
        )


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_moment_can_be_pressed_anywhere_on_its_tile(page, door, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{door}/3.0/index.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#moment-not-brought .moment__waits").click(force=True)  # the link lies over the words
    page.wait_for_url("**/27-missed-appointments.html#clause-27-3")


def test_what_cannot_wait_stands_above_the_fold(page, door):
    page.goto(f"{door}/3.0/index.html")
    for name in ("danger", "worried", "number"):
        box = page.locator(f"#moment-{name}").bounding_box()
        assert box["y"] + box["height"] <= page.viewport_size["height"], name


def test_the_moments_are_reached_by_keyboard_in_the_order_in_which_they_stand(page, door):
    page.goto(f"{door}/3.0/index.html")
    page.locator("#moment-danger .moment__link").focus()
    reached = []
    for _ in range(7):
        reached.append(page.evaluate("document.activeElement.textContent"))
        page.keyboard.press("Tab")
    assert reached == [
        "A child is in danger now", "Ring 999", "I am worried about a child", "I need a number", "0300 555 0050", "0300 555 8574",
        "A child came to A&E again",
    ]  # fmt: skip
