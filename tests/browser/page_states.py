"""What the pages can look like: one page of each kind, and each state that a reader can bring a page into."""

from functools import cache, partial
from pathlib import Path

from person import give, settled
from test_calculators import EDITION, EXAMPLES, open_calculator, outcome_shown

from calculators import DECISIONS
from publishing.page import EDITIONS
from publishing.pages import WRITTEN
from publishing.shelf import load_shelf

SITE = Path(__file__).resolve().parent.parent.parent / "site"
FORWARDS = "index.html"  # nobody stays on it
SCREENED = "emergency-attendance"
ROWS = "".join(f"{child},2026-0{month}-01,{service}\n" for child, service in (("K1", "A&E"), ("K2", "drop-in")) for month in (3, 4, 5))
LIST = f"child,date,service\n{ROWS}K3,soon,A&E\n"
LARGE = "child,date,service\n" + "".join(f"K{row % 30_000},2026-01-{1 + row % 28:02},A&E\n" for row in range(100_000))
NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })"


@cache
def every_page():
    """Return the paths of all pages of the built site, but the one that only forwards."""
    return [path for file in sorted(SITE.rglob("*.html")) if (path := file.relative_to(SITE).as_posix()) != FORWARDS]


@cache
def kinds():
    """Return one page of each kind: of each template, in the edition in force where it has one, a part with a form to print, a draft's."""
    found = {}
    sites = load_shelf(with_pdf=False).sites
    for edition, site in sorted(sites.items(), key=lambda item: item[0] != EDITION):
        found[f"of {edition}"] = f"{edition}/index.html"
        for path, page in site.pages.items():
            forms = page.template == "part.html.j2" and any(
                form.clause in {clause.id for clause in page.subject.clauses} for form in site.edition.forms
            )
            found.setdefault((page.template, forms), f"{edition}/{path}")
    return list(dict.fromkeys([*found.values(), *(f"{EDITION}/{path}" for path in WRITTEN), EDITIONS]))


def submit(page):
    page.locator("[data-form] [type=submit]").click()


def answered(page):
    before = int(page.locator("[data-calculator]").get_attribute("data-answered") or 0)
    submit(page)
    return outcome_shown(page, before)


class AtOnce:
    """Sets fields as a script would; how people fill in a form is tried elsewhere."""

    def __init__(self, page):
        self.page = page

    def write(self, field, text):
        self.page.fill(f"#{field}", text)

    def choose(self, field):
        self.page.evaluate("field => document.getElementById(field).click()", field)

    def pick(self, field, value):
        self.page.select_option(f"#{field}", value)

    def press(self, button):
        self.page.evaluate("button => document.querySelector(button).click()", button)


def give_all(page, answers):
    """Give all answers of a case at once, every question being shown."""
    page.get_by_label("Show every question").check()
    settled(page)
    for name, value in answers.items():
        give(page, AtOnce(page), name, value)


def blank(page, door, calculator):
    open_calculator(page, door, calculator)


def open_cleared(page, door, calculator):
    """Open a calculator, or clear it where the page stands at it already, which saves a start of Python."""
    if page.url.endswith(f"/calculators/{calculator}.html") and page.locator("[data-calculator][data-outcome]").count():
        page.get_by_role("button", name="Clear the form").click()
        page.locator("[data-result]").wait_for(state="hidden")
    else:
        open_calculator(page, door, calculator)


def outcome(page, door, calculator, name):
    open_cleared(page, door, calculator)
    give_all(page, EXAMPLES[calculator][name])
    assert answered(page)["outcome"] == name


def nothing_answered(page, door, calculator):
    open_calculator(page, door, calculator)
    answered(page)


def every_mistake(page, door, calculator):
    """Half of every date, no day of the decision, and entries beside "there were none"."""
    open_calculator(page, door, calculator)
    page.get_by_label("Show every question").check()
    settled(page)
    for part in page.locator("[data-form] [data-part=month]:visible").all():
        part.fill("13")
    page.fill("#q-as_of-day", "")
    for none in page.locator("[data-kind=entries] input[value=none]").all():
        none.check()
    submit(page)
    page.locator("[data-problems]").wait_for()


def no_such_day(page, door):
    open_calculator(page, door, "private-fostering")
    for part, value in (("day", "30"), ("month", "2"), ("year", "2020")):
        page.fill(f"#q-date_of_birth-{part}", value)
    submit(page)
    page.locator("[data-problems]").wait_for()


def entry_to_check(page, door):
    open_calculator(page, door, SCREENED)
    for part, value in (("day", "1"), ("month", "1"), ("year", "2999")):
        page.fill(f"#q-attendances-0-date-{part}", value)
    answered(page)
    page.locator("#q-attendances-0-date-error").wait_for()


def no_longer_needed(page, door):
    open_calculator(page, door, "private-fostering")
    page.fill("#q-age_years-input", "7") if page.locator("#q-age_years-input").is_visible() else None
    page.locator("label[for='q-carer-friend_or_neighbour']").click()
    settled(page)
    page.locator("label[for='q-carer-grandparent']").click()
    settled(page)


def changed_answer(page, door):
    open_calculator(page, door, "private-fostering")
    page.get_by_label("A grandparent").check()
    answered(page)
    page.get_by_label("A host family").check()
    page.locator("[data-outdated]:not(:empty)").wait_for()


def referred(page, door):
    open_calculator(page, door, SCREENED)
    page.locator("label[for='q-concern-yes']").click()
    answered(page)


def times_shown(page, door):
    referred(page, door)
    for part, value in (("day", "18"), ("month", "12"), ("year", "2026"), ("time", "17:00")):
        page.fill(f"#q-call-{part}", value)
    page.get_by_role("button", name="Show the times").click()
    page.locator(".times__heading").wait_for()


def times_refused(page, door):
    referred(page, door)
    page.get_by_role("button", name="Show the times").click()
    page.locator("#q-call-error").wait_for()


def record_by_hand(page, door):
    referred(page, door)
    page.evaluate(NO_CLIPBOARD)
    page.get_by_role("button", name="Copy as text").click()
    page.locator("#record-text").wait_for()


def cannot_start(page, door):
    page.route("**/assets/runtime/**", lambda route: route.abort())
    try:
        page.goto(f"{door}/{EDITION}/calculators/private-fostering.html")
        page.get_by_label("A grandparent").check()
        submit(page)
        page.locator(".form__state--failed").wait_for()
    finally:
        page.unroute("**/assets/runtime/**")


def choose(page, text):
    page.set_input_files("#screen-file", files=[{"name": "list.csv", "mimeType": "text/csv", "buffer": text.encode()}])


def list_screened(page, door):
    open_calculator(page, door, SCREENED)
    choose(page, LIST)
    page.locator("[data-screen-result] .result__headline").wait_for()


def list_refused(page, door):
    open_calculator(page, door, SCREENED)
    choose(page, "NHS number,When\n1,2")
    page.locator("#screen-file-error").wait_for()


def list_being_read(page, door):
    open_calculator(page, door, SCREENED)
    choose(page, LARGE)
    page.locator("[data-screen-cancel]").wait_for()


def search_for(page, door, words):
    page.goto(f"{door}/{EDITION}/sections/13-emergency-services.html")
    page.keyboard.press("/")
    said = page.locator("[role=search] [role=status]").first
    before = said.inner_text()
    page.keyboard.type(words)
    if words:
        page.wait_for_function("([line, before]) => line.textContent !== before", arg=[said.element_handle(), before])


def search_fails(page, door):
    page.route("**/search-index.js", lambda route: route.abort())
    try:
        search_for(page, door, "consent")
    finally:
        page.unroute("**/search-index.js")


def menu_open(page, door):
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{door}/{EDITION}/contacts.html")
    page.get_by_role("button", name="Menu").click()


def part_of_menu_open(page, door):
    menu_open(page, door)
    page.get_by_role("button", name="The policy").click()


def clause_asked_for(page, door):
    page.goto(f"{door}/{EDITION}/sections/13-emergency-services.html#clause-13-3")


def all_details_open(page, door):
    open_calculator(page, door, "escalation")
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")


STATES = {
    **{f"{calculator}, nothing typed": partial(blank, calculator=calculator) for calculator in DECISIONS},
    **{f"{calculator}, nothing answered": partial(nothing_answered, calculator=calculator) for calculator in DECISIONS},
    **{f"{calculator}, every mistake": partial(every_mistake, calculator=calculator) for calculator in DECISIONS},
    **{
        f"{calculator}, outcome {name}": partial(outcome, calculator=calculator, name=name)
        for calculator, examples in EXAMPLES.items()
        for name in examples
    },
    "a day that is not in the calendar": no_such_day,
    "an entry to check": entry_to_check,
    "an answer that is no longer needed": no_longer_needed,
    "an answer that has changed": changed_answer,
    "the times after a call": times_shown,
    "the times, without a call": times_refused,
    "the record, to copy by hand": record_by_hand,
    "a calculator that cannot start": cannot_start,
    "a list, screened": list_screened,
    "a list that cannot be used": list_refused,
    "a list while it is read": list_being_read,
    "the search, nothing typed": partial(search_for, words=""),
    "the search, with results": partial(search_for, words="consent"),
    "the search, without results": partial(search_for, words="zzzzqqqq"),
    "the search, failed": search_fails,
    "the menu of a narrow screen": menu_open,
    "a part of the menu of a narrow screen": part_of_menu_open,
    "a clause that was asked for": clause_asked_for,
    "all that can be opened": all_details_open,
}
