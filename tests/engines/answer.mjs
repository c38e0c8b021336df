// Answers in Pyodide under Node: one JSON object a line in, one JSON value a line out. {calculator, rules, answers} gives
// an outcome; {states: calculator} gives every state of a calculator as text.
// The runtime is the folder that the site serves, so the wheel and the lock file are the reader's own.
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { loadPyodide } from "pyodide";

const indexURL = resolve(process.argv[2]) + "/";
const python = await loadPyodide({ indexURL, packages: ["safeguarding-calculators"] });
python.runPython(`
import json
from functools import lru_cache
import calculators
from calculators.core.edition import Edition

edition = lru_cache(maxsize=4)(lambda rules: Edition.from_data(json.loads(rules)))

def answer(calculator, rules, answers):
    return calculators.answer_json(calculator, answers, edition(rules))
`);
python.runPython(readFileSync(new URL("states.py", import.meta.url), "utf-8"));
const states = python.globals.get("states");
const answer = python.globals.get("answer");
let rules;
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  if (asked.states) {
    process.stdout.write(JSON.stringify(states(asked.states)) + "\n");
    continue;
  }
  rules = asked.rules ?? rules;
  process.stdout.write(answer(asked.calculator, JSON.stringify(rules), JSON.stringify(asked.answers)) + "\n");
}
