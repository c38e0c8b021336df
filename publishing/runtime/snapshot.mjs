// Makes the memory snapshot: the browser's Python as it stands when the calculators are imported and warmed up.
//
//   node snapshot.mjs FOLDER LIBRARY SNAPSHOT LOADED
//
// FOLDER holds Pyodide's files and the wheel, LIBRARY is the zip of Python's library. Writes to SNAPSHOT what differs from
// the memory right after WebAssembly has started, block by block, and to LOADED the names of all modules imported.
//
// SNAPSHOT: the length of its head in bytes (Uint32, little-endian); the head (JSON, filled up with spaces to a multiple of
// four); pairs of Uint32, the first block and the number of blocks of each run that differs; the bytes of those runs.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { loadPyodide } from "pyodide";

const [folder, library, target, loaded] = process.argv.slice(2).map((path) => resolve(path));
const BLOCK = 64;
const indexURL = `${folder}/`;
const lock = JSON.parse(readFileSync(join(folder, "pyodide-lock.json"), "utf-8"));
const [wheel] = Object.values(lock.packages);
// The worker starts with the same ones.
const settings = { lockFileContents: { ...lock, packages: {} }, _sysExecutable: "python", env: { PYTHONHASHSEED: "0", LANG: "C.UTF-8" } };
const options = { ...settings, indexURL, stdLibURL: library };

createRequire(import.meta.url)(join(folder, "pyodide.asm.js"));
const makeModule = globalThis._createPyodideModule;

async function ready() {
  const pyodide = await loadPyodide({ ...options, _makeSnapshot: true });
  pyodide.FS.writeFile("/calculators.whl", readFileSync(join(folder, wheel.file_name)));
  pyodide.runPython(`
import sys
sys.path.insert(0, "/calculators.whl")
import traceback
import calculators.browser as door
door.warm_up()
`);
  writeFileSync(loaded, pyodide.runPython("import json; json.dumps(sorted(sys.modules))"));
  // Nothing of the files is there when the memory is used again, so nothing may look for them.
  pyodide.runPython(`
import gc, zipimport
sys.path.clear()
sys.path_importer_cache.clear()
zipimport._zip_directory_cache.clear()
gc.collect()
`);
  // What Python gave back still holds what stood there, and would be written. Each size takes such places and leaves them empty;
  // more at once would make the memory grow.
  pyodide.runPython(`
def leave_empty():
    for size in (65536, 16384, 4096, 2048, 1024, 600):
        taken = [bytearray(size) for _ in range((1 << 20) // size)]
        del taken
leave_empty()
del leave_empty
gc.collect()
`);
  return pyodide.makeMemorySnapshot();
}

// The memory as it is when a snapshot would be written over it, in a start that is so many milliseconds later. Python keeps the time
// since its worker began, in whole seconds too: on an old PC those are others than here.
async function fresh(length, later) {
  let memory;
  const clocks = [performance, Date].map((clock) => [clock, clock.now]);
  for (const [clock, now] of clocks) clock.now = () => now.call(clock) + later;
  globalThis._createPyodideModule = async (emscripten) => {
    const module = await makeModule(emscripten);
    emscripten.API.restoreSnapshot = () => {
      memory = module.HEAPU8.slice();
      throw new Error("that is all");
    };
    return module;
  };
  await loadPyodide({ ...options, _loadSnapshot: new Uint8Array(length) }).catch((error) => {
    if (!memory) throw error;
  });
  for (const [clock, now] of clocks) clock.now = now;
  return memory;
}

const wordsOf = (bytes) => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);

// A block that is not the same in every start, such as the state of a random number, is written in any case.
function runsOfDifference(now, starts) {
  const words = wordsOf(now);
  const others = starts.map(wordsOf);
  const runs = [];
  for (let block = 0; block < now.length / BLOCK; block++) {
    let at = (block * BLOCK) / 4;
    const end = at + BLOCK / 4;
    while (at < end && others.every((old) => words[at] === old[at])) at++;
    if (at === end) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === block) last[1]++;
    else runs.push([block, 1]);
  }
  return runs;
}

// Of all that is not written; the worker holds its own memory against it.
function sum(bytes, runs) {
  const words = wordsOf(bytes);
  const perBlock = BLOCK / 4;
  let total = 0;
  let at = 0;
  for (const [first, count] of [...runs, [bytes.length / BLOCK, 0]]) {
    for (; at < first * perBlock; at++) total = (Math.imul(total, 31) + words[at]) | 0;
    at += count * perBlock;
  }
  return total;
}

const whole = await ready();
const [, offset, configLength] = new Uint32Array(whole.buffer, 0, 3);
const CONFIG = 48; // where Pyodide puts the state of its JavaScript side, before the memory
const config = JSON.parse(new TextDecoder().decode(whole.subarray(CONFIG, CONFIG + configLength)));
const memory = whole.slice(offset);
const LATER = [0, 1_001, 1e9 + 1, 1e12 + 1];
const starts = [];
for (const later of LATER) starts.push(await fresh(memory.length, later));
const runs = runsOfDifference(memory, starts);
const head = JSON.stringify({
  block: BLOCK,
  memory: memory.length,
  sum: sum(starts[0], runs),
  runs: runs.length,
  config,
  settings,
});
const text = new TextEncoder().encode(head);
const padded = new Uint8Array(Math.ceil(text.length / 4) * 4).fill(0x20);
padded.set(text);
writeFileSync(
  target,
  Buffer.concat([
    new Uint8Array(Uint32Array.of(padded.length).buffer),
    padded,
    new Uint8Array(Uint32Array.from(runs.flat()).buffer),
    ...runs.map(([first, count]) => memory.subarray(first * BLOCK, (first + count) * BLOCK)),
  ]),
);
process.exit(0);
