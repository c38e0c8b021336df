"""What a reader takes away from each clause, as the clipboard gets it: its citation and a report of a problem."""

import functools

import pytest

from publishing.edition import clause_label
from publishing.editions import load_editions
from publishing.manifest import edition_hash
from publishing.pages import Site


@functools.cache
def site_of(name):
    editions = load_editions()
    return Site(editions.library, editions.by_name[name], with_pdf=False)


def block_of(page, anchor):
    """Return a clause's block with its tools open, and a field to paste into."""
    block = page.locator(f"[id='{anchor}']")
    block.locator(".clause__tools > summary").click()
    return block


def pasted_after(page, button):
    """Return what a reader pastes after a click on a button: read from the clipboard as another program does."""
    pressed, name = button.element_handle(), button.text_content()
    pressed.click()
    page.wait_for_function("button => button.firstChild.textContent === 'Copied'", arg=pressed)
    assert pressed.text_content().endswith(name.partition(" for ")[2])
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { id: 'pasted' }))")
    page.locator("#pasted").focus()
    page.keyboard.press("Control+V")
    text = page.locator("#pasted").input_value()
    page.evaluate("document.getElementById('pasted').remove()")
    return text


# Press each button of a page and read the real clipboard after it.
COPY_ALL = """async () => {
  const read = [];
  for (const button of document.querySelectorAll("[data-copy-text]")) {
    const name = button.textContent, clause = button.closest(".clause");
    await navigator.clipboard.writeText("");
    button.click();
    while (button.firstChild.textContent !== "Copied") await new Promise((done) => setTimeout(done, 1));
    const shown = clause.querySelector(".clause__citation").textContent;
    read.push({ anchor: clause.id, name, shown, text: await navigator.clipboard.readText() });
  }
  return read;
}"""


@pytest.mark.parametrize("door", ["http"], indirect=True)
@pytest.mark.parametrize("name", load_editions().by_name)
def test_the_citation_and_the_report_of_every_clause_can_be_copied(page, door, name):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    site = site_of(name)
    for part in site.edition.parts:
        page.goto(f"{door}/{name}/{part.page}")
        read = iter(page.evaluate(COPY_ALL))
        for clause, citation, report in zip(part.clauses, read, read, strict=True):
            assert citation["anchor"] == report["anchor"] == clause.anchor
            assert citation["text"] == citation["shown"] == site.feedback.citation(clause)
            number = clause_label(clause.id).lower()
            assert citation["name"].lower() == f"copy citation for {number}"
            assert report["name"].lower() == f"copy report for {number}"
            lines = report["text"].replace("\r\n", "\n").split("\n")
            assert f"Edition: {name}" in lines
            assert f"Clause: {clause.id}" in lines
            assert f"Text of the edition: {edition_hash(name)}" in lines
            assert f"Page: {name}/{part.page}#{clause.anchor}" in lines


def test_a_citation_can_be_copied_through_each_door_and_the_button_says_so(page, door):
    page.goto(f"{door}/3.0/sections/15-referral.html")
    block = block_of(page, "clause-15-3b")
    assert pasted_after(page, block.get_by_role("button", name="Copy citation for 15.3b")) == site_of("3.0").feedback.citation(
        site_of("3.0").edition.clauses["15.3b"]
    )
    block.get_by_role("button", name="Copy citation for 15.3b").wait_for()


def test_a_browser_that_copies_nothing_shows_the_text_to_be_copied_by_hand(page, door):
    page.add_init_script("delete Navigator.prototype.clipboard; document.execCommand = () => false")
    page.goto(f"{door}/3.0/sections/13-emergency-services.html")
    block = block_of(page, "clause-13-3")
    block.get_by_role("button", name="Copy report for 13.3").click()
    field = block.get_by_label("Copy report for 13.3: the text, to copy by hand")
    assert "Clause: 13.3" in field.input_value()
    assert page.evaluate("getSelection().toString()") == field.input_value()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_open_tools_of_a_clause_do_not_make_the_page_wider(page, door, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{door}/4.0-draft/sections/09-allegations.html")
    block_of(page, "clause-9-must")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_of_it_is_printed(page, door):
    page.goto(f"{door}/3.0/sections/13-emergency-services.html")
    block = block_of(page, "clause-13-3")
    page.emulate_media(media="print")
    assert not block.locator(".clause__tools").is_visible()
