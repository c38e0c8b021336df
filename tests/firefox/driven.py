"""A page in Firefox under as many of Playwright's names as `person.fill_in` uses: one person fills in forms in both engines.

Playwright's own way to an unchanged Firefox needs commands that Debian's does not know yet; Puppeteer's does without them.
"""

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


class Firefox:
    """A Firefox and the one page that is open in it; use it as a context manager. A command that fails raises `RuntimeError`.

    Without scripts a page can be opened, clicked at a place and asked by `evaluate`; what waits for elements needs scripts.
    """

    def __init__(self, scripts=True):
        self._scripts = scripts

    def __enter__(self):
        path = (ROOT / "build" / "setup" / "firefox").read_text(encoding="utf-8").strip()
        self._node = subprocess.Popen(
            ["node", str(Path(__file__).with_name("drive.mjs")), path, json.dumps(self._scripts)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        return self

    def __exit__(self, *_):
        self._node.stdin.close()
        self._node.wait()

    def tell(self, command, **given):
        """Return what Node says to one command."""
        self._node.stdin.write(json.dumps({"command": command, **given}) + "\n")
        self._node.stdin.flush()
        line = self._node.stdout.readline()
        if not line:
            raise RuntimeError("Firefox cannot be driven; what Node says of it stands above")
        reply = json.loads(line)
        if "fault" in reply:
            raise RuntimeError(reply["fault"])
        return reply["value"]

    def goto(self, address):
        """Open an address in a fresh page, with a profile of its own."""
        self.tell("open", address=address)

    def evaluate(self, program, given=None):
        """Return what a function, as text, makes of what is given, in the page."""
        return self.tell("evaluate", program=program, given=given)

    def locator(self, selector):
        return Elements(self, [[selector, None]])

    def press(self, key):
        self.tell("press", key=key)

    def type(self, text):
        self.tell("type", text=text)

    def click_at(self, x, y):
        self.tell("clickAt", x=x, y=y)

    def seen(self):
        """Return what went wrong in the page, and the addresses that it asked for."""
        seen = self.tell("seen")
        return seen["wrong"], seen["asked"]


class Elements:
    """What selectors find in the page as it then is. What is done is done with the one that is found."""

    def __init__(self, firefox, steps):
        self._firefox, self._steps = firefox, steps

    def _tell(self, command, **given):
        return self._firefox.tell(command, steps=self._steps, **given)

    def locator(self, selector):
        return Elements(self._firefox, [*self._steps, [selector, None]])

    def nth(self, number):
        return Elements(self._firefox, [*self._steps[:-1], [self._steps[-1][0], number]])

    def all(self):
        return [self.nth(number) for number in range(self.count())]

    def count(self):
        return self._tell("count")

    def wait_for(self):
        self._tell("waitFor")

    def get_attribute(self, name):
        return self._tell("attribute", name=name)

    def inner_text(self):
        return self._tell("text")

    def click(self):
        self._tell("click")

    def fill(self, text):
        self._tell("fill", text=text)

    def select_option(self, value):
        self._tell("select", value=value)
