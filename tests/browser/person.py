"""Fills in a calculator's form as a person does: with the mouse, or with the keyboard alone."""

PARTS = ("day", "month", "year")


def by_mouse(page, answers, words):
    """Fill the form from answers as the contract has them, clicking and typing."""
    for name, value in answers.items():
        field = f"#q-{name}"
        if isinstance(value, list):
            _list_by_mouse(page, name, value)
        elif name in ("age_years",):
            page.locator(f"{field}-input").fill(str(value))
        elif _is_date(value):
            _date_by_mouse(page, field, value)
        else:
            page.locator(f"label[for='q-{name}-{value}']").click()
    page.get_by_role("button", name="Show what to do").click()


def _list_by_mouse(page, name, entries):
    if not entries:
        page.locator(f"label[for='q-{name}-none']").click()
    for number, entry in enumerate(entries):
        if page.locator(f"#q-{name} [data-entry]").count() <= number:
            page.get_by_role("button", name="Add another").click()
        row = page.locator(f"#q-{name} [data-entry]").nth(number)
        for part, value in entry.items():
            if value == "unknown":
                continue
            field = row.locator(f"[data-entry-answer={part}]")
            if part == "date":
                for piece, text in zip(PARTS, _pieces(value), strict=True):
                    field.locator(f"[data-part={piece}]").fill(text)
            elif part == "service":
                field.locator("select").select_option(value)
            else:
                field.locator("input").fill(value)


def _date_by_mouse(page, field, value):
    for piece, text in zip(PARTS, _pieces(value), strict=True):
        page.locator(f"{field}-{piece}").click()
        page.locator(f"{field}-{piece}").fill(text)


def by_keyboard(page, answers, words):
    """Fill the form with Tab, Space, arrow keys and typing only, and press Enter on the button."""
    page.locator("body").evaluate("body => body.ownerDocument.activeElement.blur()")
    rows = {name: value for name, value in answers.items() if isinstance(value, list)}
    plain = {name: value for name, value in answers.items() if name not in rows}
    order = page.evaluate("[...document.querySelectorAll('[data-answer]')].map(field => field.dataset.answer)")
    for name in sorted({**plain, **rows}, key=order.index):
        value = answers[name]
        if isinstance(value, list):
            _list_by_keyboard(page, name, value)
        elif name == "age_years":
            _tab_to(page, f"q-{name}-input")
            page.keyboard.type(str(value))
        elif _is_date(value):
            for piece, text in zip(PARTS, _pieces(value), strict=True):
                _tab_to(page, f"q-{name}-{piece}")
                page.keyboard.press("Control+A")
                page.keyboard.type(text)
        else:
            _choose(page, name, value)
    _tab_to_button(page)
    page.keyboard.press("Enter")


def _choose(page, name, value):
    target = f"q-{name}-{value}"
    if page.locator(f"#{target}").get_attribute("type") == "checkbox":
        _tab_to(page, target)
        page.keyboard.press("Space")
        return
    ids = page.evaluate('name => [...document.querySelectorAll(`input[type=radio][name="${name}"]`)].map(input => input.id)', name)
    _tab_to(page, *ids)
    page.keyboard.press("Space")
    while _focused(page) != target:
        page.keyboard.press("ArrowDown")


def _list_by_keyboard(page, name, entries):
    if not entries:
        _choose(page, name, "none")
    for number, entry in enumerate(entries):
        if page.locator(f"#q-{name} [data-entry]").count() <= number:
            while not page.evaluate("document.activeElement.matches('[data-add]')"):
                page.keyboard.press("Tab")
            page.keyboard.press("Enter")
        for part in ("date", "service", "reference", "time"):
            value = entry.get(part)
            if value in (None, "unknown"):
                continue
            if part == "date":
                for piece, text in zip(PARTS, _pieces(value), strict=True):
                    _tab_to(page, f"q-{name}-{number}-date-{piece}")
                    page.keyboard.type(text)
            else:
                _tab_to(page, f"q-{name}-{number}-{part}-input")
                if part == "service":
                    while page.evaluate("document.activeElement.value") != value:
                        page.keyboard.press("ArrowDown")
                else:
                    page.keyboard.type(value)


def _tab_to(page, *ids):
    for _ in range(200):
        if _focused(page) in ids:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reaches {ids}")


def _tab_to_button(page):
    for _ in range(200):
        if page.evaluate("document.activeElement.matches('form [type=submit]')"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard never reaches the button")


def _focused(page):
    return page.evaluate("document.activeElement.id")


def _is_date(value):
    return isinstance(value, str) and len(value) == 10 and value[4] == "-"


def _pieces(value):
    year, month, day = value.split("-")
    return str(int(day)), str(int(month)), year
