"""The ways to an answer that are measured, and what is asked of the pages of each."""

from dataclasses import dataclass

from calculators.private_fostering_facts import NAME
from tests.bench.peers import CURRENT

ANSWERS = {"as_of": "2026-06-01", "carer": "grandparent"}
OUTCOME = "not_private_fostering"
READER_TAKES = 2000  # milliseconds that a reader takes to fill in the form

# How a page is asked: each gives the function that answers.
OURS = "async () => { const runtime = await policyCalculator.runtime(); return (given) => runtime.answer(policyCalculator.data.rules, given); }"
PEER = "async () => self.answer"

# What a reader does who fills in the form and presses the button: ours by the form itself, a peer by the function that it has.
PRESS_OURS = """async () => {
    const page = document.querySelector("[data-calculator]");
    document.querySelector("label[for=q-carer-grandparent]").click();
    const shown = new Promise((resolve) => new MutationObserver((_, observer) => {
        if (page.dataset.outcome) resolve(observer.disconnect());
    }).observe(page, { attributes: true }));
    await new Promise((resolve) => setTimeout(resolve, TAKES - performance.now()));
    page.querySelector("[data-form] [type=submit]").click();
    await shown;
    return performance.now() - TAKES;
}"""
PRESS_PEER = """async () => {
    await new Promise((resolve) => setTimeout(resolve, TAKES - performance.now()));
    await self.answer(GIVEN);
    return performance.now() - TAKES;
}"""


@dataclass(frozen=True)
class Way:
    """One way: its name; the page that is opened, below the folder that is measured; the door; whether it is the site."""

    name: str
    page: str
    door: str
    ours: bool = False

    @property
    def asked(self) -> str:
        return OURS if self.ours else PEER

    @property
    def pressed(self) -> str:
        return PRESS_OURS if self.ours else PRESS_PEER

    @property
    def kept(self) -> bool:
        """Say whether the browser keeps the whole site after a first visit."""
        return self.ours and self.page.startswith("site/") and self.door == "http"


@dataclass(frozen=True)
class Showing:
    """One way until the outcome stands in the page: its name; the page, below the folder that is measured; where in the page the
    outcome is to stand; what a reader does there (a program that takes the answers), or nothing where the page answers by itself."""

    name: str
    page: str
    place: str
    act: str = ""


CALCULATOR = f"{CURRENT}/calculators/{NAME}.html"
BY_HAND = "written by hand in JavaScript"
PLAIN = "plain Pyodide in a worker"
SERVER = (
    Way("this site", f"site/{CALCULATOR}", "http", ours=True),
    Way("this site, started plainly", f"plainly/{CALCULATOR}", "http", ours=True),
    Way(BY_HAND, "peers/handwritten.html", "http"),
    Way("PyScript in a worker", "peers/pyscript.html", "http"),
    Way(PLAIN, "peers/pyodide.html", "http"),
)
FOLDER = (
    Way("this site", f"site/{CALCULATOR}", "file", ours=True),
    Way(BY_HAND, "peers/handwritten.html", "file"),
    Way(PLAIN, "peers/pyodide.html", "file"),
)
