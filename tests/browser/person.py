"""Fills in a calculator's form as a person does: what is shown, in the order shown; by mouse, or by keyboard alone."""

PARTS = ("day", "month", "year")

# The answers that the page shows and asks for, in its order: hidden ones and those marked "No longer needed" are not.
SHOWN = """() => [...document.querySelectorAll("[data-form] [data-answer]")]
    .filter((field) => !field.hidden && !field.querySelector("[data-unneeded]:not([hidden])"))
    .map((field) => field.dataset.answer)"""


class Mouse:
    """Clicks, and types into what was clicked."""

    def __init__(self, page):
        self.page = page

    def write(self, field, text):
        self.page.locator(f"#{field}").click()
        self.page.locator(f"#{field}").fill(text)

    def choose(self, field):
        self.page.locator(f"label[for='{field}']").click()

    def pick(self, field, value):
        self.page.locator(f"#{field}").select_option(value)

    def press(self, button):
        self.page.locator(button).click()


class Keyboard:
    """Tab, Space, Enter, arrow keys and typing, nothing else."""

    def __init__(self, page):
        self.page = page

    def write(self, field, text):
        self.tab_to(f"#{field}")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, field):
        if self.page.locator(f"#{field}").get_attribute("type") == "checkbox":
            self.tab_to(f"#{field}")
            self.page.keyboard.press("Space")
            return
        name = self.page.locator(f"#{field}").get_attribute("name")
        self.tab_to(f"input[type=radio][name='{name}']")
        self.page.keyboard.press("Space")
        while not self.on(f"#{field}"):
            self.page.keyboard.press("ArrowDown")

    def pick(self, field, value):
        self.tab_to(f"#{field}")
        while self.page.evaluate("document.activeElement.value") != value:
            self.page.keyboard.press("ArrowDown")

    def press(self, button):
        self.tab_to(button)
        self.page.keyboard.press("Enter")

    def on(self, selector):
        return self.page.evaluate("selector => document.activeElement.matches(selector)", selector)

    def tab_to(self, selector):
        for _ in range(800):
            if self.on(selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard never reaches {selector}")


def fill_in(page, hand, answers):
    """Give each answer of a case that the page asks for, until it asks for none of them any more.

    The day of the decision comes first: the questions depend on it, and it stands below them.
    """
    left = dict(answers)
    while name := next((name for name in ("as_of", *page.evaluate(SHOWN)) if name in left), None):
        give(page, hand, name, left.pop(name))
        settled(page)


def give(page, hand, name, value):
    """Give one answer as the contract has it."""
    field = f"q-{name}"
    kind = page.locator(f"#{field}").get_attribute("data-kind")
    if kind == "entries" and isinstance(value, list):
        _list(page, hand, name, value)
    elif isinstance(value, list):
        for item in value or ["none"]:
            hand.choose(f"{field}-{item}")
    elif value != "unknown" and (kind == "number" or _is_date(value)):
        _write(hand, field, kind, value)
    else:
        hand.choose(f"{field}-{value}")


def _list(page, hand, name, entries):
    rows = page.locator(f"#q-{name} [data-entry]")
    if not entries:
        hand.choose(f"q-{name}-none")
    for number, entry in enumerate(entries):
        if rows.count() <= number:
            hand.press(f"#q-{name} [data-add]")
        parts = rows.nth(number).locator("[data-entry-answer]")
        for part in parts.all():
            kind, field = part.get_attribute("data-kind"), part.get_attribute("id")
            value = entry.get(part.get_attribute("data-entry-answer")) if isinstance(entry, dict) else entry
            if value is None:
                continue
            if kind == "choice":
                hand.pick(f"{field}-input", value)
            elif value == "unknown":
                hand.choose(f"{field}-unknown")
            else:
                _write(hand, field, kind, value)


def _write(hand, field, kind, value):
    if kind == "day":
        year, month, day = value.split("-")
        for part, text in zip(PARTS, (str(int(day)), str(int(month)), year), strict=True):
            hand.write(f"{field}-{part}", text)
    else:
        hand.write(f"{field}-input", str(value))


def settled(page):
    """Wait until the page has heard from Python which questions are left, and has shown it."""
    page.locator("[data-calculator][data-interview=settled]").wait_for()
    page.evaluate("() => new Promise((shown) => setTimeout(() => requestAnimationFrame(shown)))")


def _is_date(value):
    return isinstance(value, str) and len(value) == 10 and value[4] == "-"


def hold_python_back(page):
    """Have the next page's worker hear nothing, and so not begin; returns what lets it begin."""
    page.add_init_script("""
        const begins = new Promise((resolve) => { self.letPythonBegin = resolve; });
        const post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (...given) { begins.then(() => post.apply(this, given)); };
    """)
    return lambda: page.evaluate("self.letPythonBegin()")
