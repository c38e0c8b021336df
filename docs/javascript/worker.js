// The one worker of all calculators: loads Pyodide and the calculators, then answers, and screens a file piece by piece. A
// classic worker, because that is the only kind that starts from a folder. With `files` it reads everything from memory instead of the network.
"use strict";

const MADE_UP = "https://runtime.invalid/";
const TYPES = { wasm: "application/wasm", json: "application/json" };
let python;
let screen;

function fromMemory(files) {
  self.fetch = async (request) => {
    const name = String(request.url ?? request).split("/").pop();
    if (!(name in files)) throw new TypeError(`${name} is not part of the runtime`);
    return new Response(files[name], { headers: { "Content-Type": TYPES[name.split(".").pop()] ?? "application/octet-stream" } });
  };
  for (const name of ["pyodide.js", "pyodide.asm.js"]) {
    importScripts(URL.createObjectURL(new Blob([files[name]], { type: "text/javascript" })));
  }
  return MADE_UP;
}

// A file that cannot be had would leave Pyodide waiting for ever, so the page is told at once.
function fromServer() {
  const base = new URL(".", self.location.href).href;
  const take = self.fetch;
  self.fetch = async (...request) => {
    try {
      const response = await take(...request);
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      return response;
    } catch (error) {
      self.postMessage({ kind: "failed", text: String(error) });
      throw error;
    }
  };
  importScripts(base + "pyodide.js");
  return base;
}

async function start(files, calculator) {
  const indexURL = files ? fromMemory(files) : fromServer();
  const pyodide = await loadPyodide({ indexURL, packages: ["safeguarding-calculators"] });
  pyodide.runPython(`
import json
from functools import lru_cache
import calculators
from calculators.core.edition import Edition

@lru_cache(maxsize=4)
def _edition(rules):
    return Edition.from_data(json.loads(rules))

def _answer(name, calculator, rules, given):
    return calculators.call_json(name, calculator, given, _edition(rules))

@lru_cache(maxsize=1)
def _door():
    from calculators.screening_door import ScreeningDoor
    return ScreeningDoor()

def _screen(step, given, rules):
    return _door().step(step, given.to_bytes() if step == "feed" else given, _edition(rules) if rules else None)
`);
  python = pyodide.globals.get("_answer");
  screen = pyodide.globals.get("_screen");
  pyodide.runPython(`calculators.DECISIONS["${calculator}"].visit()`);
}

self.onmessage = async ({ data }) => {
  try {
    if (data.kind === "start") {
      await start(data.files, data.calculator);
      self.postMessage({ kind: "ready" });
    } else if (data.kind === "screen") {
      self.postMessage({ kind: "reply", id: data.id, reply: screen(data.step, data.given, data.rules) });
    } else {
      self.postMessage({ kind: "reply", id: data.id, reply: python(data.name, data.calculator, data.rules, data.given) });
    }
  } catch (error) {
    self.postMessage({ kind: "failed", id: data.id, text: String(error) });
  }
};
