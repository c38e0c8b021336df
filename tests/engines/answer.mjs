// Answers in Pyodide under Node: one JSON object a line in ({calculator, rules, answers}), one outcome a line out.
// The runtime is the folder that the site serves, so the wheel and the lock file are the reader's own.
import { createInterface } from "node:readline";
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
const answer = python.globals.get("answer");
let rules;
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  rules = asked.rules ?? rules;
  process.stdout.write(answer(asked.calculator, JSON.stringify(rules), JSON.stringify(asked.answers)) + "\n");
}
