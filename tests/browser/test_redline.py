"""The redline as a file of its own: opened from a folder, filtered by kind, walked through by key, printed."""

import pytest

from publishing.__main__ import main


@pytest.fixture(scope="module")
def redline(tmp_path_factory):
    """The address of the redline of the two editions, one file in a folder."""
    file = tmp_path_factory.mktemp("redline") / "redline.html"
    assert main(["redline", "3.0", "4.0-draft", "--format", "html", "--no-impact", "--output", str(file)]) == 0
    return file.as_uri()


@pytest.fixture
def opened(chromium, redline):
    """The redline in a page of its own; nothing may go wrong on it and no other file may be asked for."""
    page = chromium.new_page(viewport={"width": 1100, "height": 900})
    wrong, asked = [], []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(redline)
    yield page
    page.close()
    assert wrong == [] and {address.partition("#")[0] for address in asked} == {redline}


def in_focus(page):
    return page.evaluate("document.activeElement.id")


def test_a_kind_can_be_picked_and_all_come_back(opened):
    opened.get_by_role("button", name="No kind").click()
    assert opened.locator("[data-change]:visible").count() == 0
    opened.get_by_label("Duty weakened (1)").check()
    assert [one.get_attribute("data-kinds").split()[0] for one in opened.locator("[data-change]:visible").all()] == ["duty-weakened"]
    assert opened.get_by_role("status").inner_text().startswith("1 of ")
    opened.get_by_role("button", name="All kinds").click()
    assert opened.locator("[data-change]:visible").count() == opened.locator("[data-change]").count()


def test_keys_go_from_change_to_change_and_can_be_turned_off(opened):
    ids = [one.get_attribute("id") for one in opened.locator("[data-change]").all()]
    seen = []
    for key in ("n", "n", "n", "p"):
        opened.keyboard.press(key)
        seen.append(in_focus(opened))
    assert seen == [ids[0], ids[1], ids[2], ids[1]]
    opened.get_by_label("Use the keys P and N").uncheck()
    before = in_focus(opened)
    opened.keyboard.press("n")
    assert in_focus(opened) == before


def test_buttons_pass_over_what_the_filter_hides(opened):
    opened.get_by_role("button", name="No kind").click()
    opened.get_by_label("Clause removed (3)").check()
    removed = [one.get_attribute("id") for one in opened.locator("[data-change]:visible").all()]
    seen = []
    for button in ("Next change", "Next change", "Next change", "Next change", "Previous change"):
        opened.get_by_role("button", name=button).click()
        seen.append(in_focus(opened))
    assert seen == [*removed, removed[2], removed[1]]


def test_on_paper_every_change_is_readable_without_colour(opened):
    opened.emulate_media(media="print")
    assert opened.get_by_role("button", name="Next change").is_hidden()
    gone, came = opened.locator(".redline__text del").first, opened.locator(".redline__text ins").first
    line = "one => getComputedStyle(one).textDecorationLine"
    assert gone.evaluate(line) == "line-through" and came.evaluate(line) == "underline"
    assert gone.evaluate("one => getComputedStyle(one).color") == came.evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
