// Answers in Pyodide under Node: one JSON object a line in, one JSON value a line out. {calculator, rules, answers} gives
// an outcome; {states: calculator} gives every state of a calculator as text.
// The library and the calculators are the files that the site serves: node answer.mjs LIBRARY WHEEL.
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { loadPyodide } from "pyodide";

const [library, wheel] = process.argv.slice(2).map((path) => resolve(path));
const python = await loadPyodide({ stdLibURL: library });
python.FS.writeFile("/calculators.whl", readFileSync(wheel));
python.runPython("import sys; sys.path.insert(0, '/calculators.whl'); import calculators.browser as door");
const door = python.globals.get("door");
python.runPython(readFileSync(new URL("every_state.py", import.meta.url), "utf-8"));
const states = python.globals.get("states");
let rules;
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  if (asked.states) {
    process.stdout.write(JSON.stringify(states(asked.states)) + "\n");
    continue;
  }
  rules = asked.rules ?? rules;
  process.stdout.write(door.call("answer", asked.calculator, JSON.stringify(rules), JSON.stringify(asked.answers)) + "\n");
}
