"""Takes the pictures of the main pages at phone and desktop width, in light and dark: `make screenshots` writes them to build/screenshots/."""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from calculators import DECISIONS  # noqa: E402
from publishing.load import load_library  # noqa: E402

library = load_library()
SITE = ROOT / "site"
PICTURES = ROOT / "build" / "screenshots"
README_PICTURE, README_START = ROOT / "docs" / "screenshot.png", ROOT / "docs" / "screenshot-start.png"
BROWSER = ROOT / "build" / "setup" / "browser"
WIDTHS = {"phone": 390, "desktop": 1280}
DARK = ("index.html", "roles/gp-practice.html", "contacts.html", "sections/13-emergency-services.html", "cards/worried-now.html")
TALLEST = 12_000  # of a picture, in pixels: a page of a role is far longer, and more of the same
PLACES = (
    "index.html",
    "roles/index.html",
    "roles/gp-practice.html",
    "contacts.html",
    "a-to-z.html",
    "glossary.html",
    "cards/worried-now.html",
    "document-control.html",
    "sections/13-emergency-services.html",
    *(f"calculators/{name}.html" for name in DECISIONS),
    "guidance/family-focus.html",
    "cards/index.html",
    "hazards.html",
)
OTHERS = (
    "editions.html",
    *(f"{name}/{place}" for name in library.editions if name != library.current for place in ("index.html", "redline.html")),
)


def main() -> int:
    """Take every picture; the first argument `readme` also renews the README's."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER.read_text().strip(), args=["--no-sandbox", "--disable-gpu"])
        for name, width in WIDTHS.items():
            page = browser.new_page(viewport={"width": width, "height": 900})
            for place in (*(f"{library.current}/{place}" for place in PLACES), *OTHERS):
                _picture(page, place, name)
            _answered(page)
            page.screenshot(path=PICTURES / f"answer-{name}.png", full_page=True)
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme="dark")
            for place in DARK:
                _picture(page, f"{library.current}/{place}", f"{name}-dark")
            _answered(page)
            page.screenshot(path=PICTURES / f"answer-{name}-dark.png", full_page=True)
        if sys.argv[1:] == ["readme"]:
            page = browser.new_page(viewport={"width": 1100, "height": 900})
            _answered(page)
            page.locator("[data-result]").evaluate("result => result.scrollIntoView()")
            page.screenshot(path=README_PICTURE)
            page.set_viewport_size({"width": 1280, "height": 1000})
            page.goto(f"{SITE.as_uri()}/{library.current}/index.html")
            page.screenshot(path=README_START)
        browser.close()
    print(f"pictures are in {PICTURES.relative_to(ROOT)}/")
    return 0


def _picture(page: Page, place: str, name: str) -> None:
    page.goto(f"{SITE.as_uri()}/{place}")
    width, height = page.viewport_size["width"], page.evaluate("document.documentElement.scrollHeight")
    path = PICTURES / f"{place.replace('/', '-').removesuffix('.html')}-{name}.png"
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)})


def _answered(page: Page) -> None:
    """Fill in three attendances and show the answer."""
    page.goto(f"{SITE.as_uri()}/{library.current}/calculators/emergency-attendance.html")
    for part, value in (("day", "4"), ("month", "5"), ("year", "2022")):
        page.fill(f"#q-date_of_birth-{part}", value)
    for number, date in enumerate((("10", "1", "2026"), ("2", "3", "2026"), ("30", "5", "2026"))):
        for part, value in zip(("day", "month", "year"), date, strict=True):
            page.fill(f"#q-attendances-{number}-date-{part}", value)
        page.select_option(f"#q-attendances-{number}-service-input", "emergency_department")
    page.check("#q-concern-no")
    page.check("#q-social_worker-no")
    page.get_by_role("button", name="Show what to do").click()
    page.locator("[data-result] h2").wait_for(timeout=60_000)
    page.wait_for_timeout(800)


if __name__ == "__main__":
    sys.exit(main())
