"""JupyterLite and marimo as their users publish a notebook, with nothing to be asked of another host.

Both run the same lines: they take the edition's rules and the answers from `question.json`, ask the same calculators, and show the
outcome. Each is built by its own program, as its documentation has it for a site that stands alone, from a mirror (see there).
"""

import json
import os
import subprocess
import textwrap
from pathlib import Path
from urllib.parse import quote

from calculators.private_fostering_facts import NAME
from tests.bench.installed import programs
from tests.bench.mirror import make_mirror
from tests.bench.peers import rules
from tests.bench.server import Server
from tests.bench.ways import ANSWERS

QUESTION = "question.json"
LINES = f"""import json
import calculators.browser
from pyodide.http import pyfetch
asked = await (await pyfetch("/peers/{QUESTION}")).json()
outcome = json.loads(calculators.browser.call("answer", "{NAME}", asked["rules"], asked["answers"]))
"""
SHOWN_BY_JUPYTERLITE = """from IPython.display import Markdown
Markdown("## " + outcome["headline"])"""
SHOWN_BY_MARIMO = """import marimo as mo
mo.md("## " + outcome["headline"])"""

# JupyterLite's console, which runs the lines of its address: the one way in which it answers without a press.
JUPYTERLITE = "peers/jupyterlite/repl/index.html?kernel=python&execute=1&code=" + quote(LINES + SHOWN_BY_JUPYTERLITE)
MARIMO = "peers/marimo/index.html"
SETTINGS = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {"litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": {"disablePyPIFallback": True}}},
}

# marimo looks up in a browser what its page needs; this hands it the browser that is here. Arguments: the browser, and marimo's own.
MARIMO_WITH_BROWSER = """
import sys
from functools import partialmethod
from marimo._cli.cli import main
from playwright.async_api import BrowserType
BrowserType.launch = partialmethod(BrowserType.launch, executable_path=sys.argv.pop(1), args=["--no-sandbox"])
main()
"""


def add_notebooks(folder: Path, work: Path, browser: Path) -> None:
    """Add both notebooks' pages below `peers` of the folder that is measured. work: an empty folder; browser: the program."""
    peers = folder / "peers"
    question = {"rules": json.dumps(rules()), "answers": json.dumps(ANSWERS)}
    (peers / QUESTION).write_text(json.dumps(question), encoding="utf-8")
    _jupyterlite(work / "jupyterlite", peers / "jupyterlite")
    _marimo(work / "marimo", peers / "marimo", browser)


def _jupyterlite(work: Path, made: Path) -> None:
    make_mirror(work / "static" / "pyodide", "pyodide-for-jupyterlite")
    (work / "jupyter-lite.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    _run(work, programs() / "jupyter", "lite", "build", "--apps", "repl", "--no-unused-shared-packages", "--output-dir", made)


def _marimo(work: Path, made: Path, browser: Path) -> None:
    make_mirror(work / "mirror", "pyodide-for-marimo")
    notebook = work / "notebook" / "private_fostering.py"
    notebook.parent.mkdir()
    notebook.write_text(as_a_notebook(LINES + SHOWN_BY_MARIMO), encoding="utf-8")
    server = Server(work / "mirror")
    try:
        export = ("export", "html-wasm", notebook, "--output", made, "--mode", "run", "--no-sandbox", "--offline")
        sources = ("--pyodide-index-url", f"{server.address}/", "--pypi-index-url", f"{server.address}/none")
        _run(work, programs() / "python", "-c", MARIMO_WITH_BROWSER, browser, *export, *sources)
    finally:
        server.stop()


def as_a_notebook(lines: str) -> str:
    """Return lines of Python as a notebook of marimo with one cell."""
    cell = textwrap.indent(lines, "    ")
    return f"import marimo\n\napp = marimo.App()\n\n\n@app.cell\nasync def _():\n{cell}\n    return\n"


def _run(folder: Path, *command: str | Path) -> None:
    path = f"{programs()}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} could not build its page:\n{(done.stdout + done.stderr)[-2000:]}")
