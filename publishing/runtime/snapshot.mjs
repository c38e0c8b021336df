// Makes the memory snapshot: the browser's Python as it stands when the calculators are imported and warmed up.
//
//   node snapshot.mjs FOLDER LIBRARY SNAPSHOT LOADED
//
// FOLDER holds Pyodide's files and the wheel, LIBRARY is the zip of Python's library. Writes to SNAPSHOT, block by block, what
// the program does not bring itself, and to LOADED (JSON) `modules`, the names of all modules imported, and `kept`, the settings and
// the length of memory (bytes) with which Pyodide is started for it. A block is either written, or held: it
// is as the program has it, which the worker proves by a sum; or it is empty, and the worker empties it.
//
// SNAPSHOT: the length of its head in bytes (Uint32, little-endian); the head (JSON, filled up with spaces to a multiple of
// four); pairs of Uint32, the first block and the number of blocks of each run: first the `written`, then the `held`; the bytes
// of the written runs.
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

const require = createRequire(import.meta.url);
require(join(folder, "pyodide.asm.js"));
const makeModule = globalThis._createPyodideModule;

// The same sources give the same memory, so that a site which is built again need not be fetched again: the clocks stand still, and
// nothing is random. No reader's secret hangs on it, for a calculator needs no random number.
function asEveryTime() {
  Date.now = () => Date.UTC(2020, 0, 1);
  performance.now = () => 0;
  let number = 0;
  const fill = (view) => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let at = 0; at < bytes.length; at++) bytes[at] = number = (Math.imul(number, 1664525) + 1013904223) >>> 8;
    return view;
  };
  require("node:crypto").randomFillSync = fill;
  crypto.getRandomValues = fill;
}

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
  const modules = JSON.parse(pyodide.runPython("import json; json.dumps(sorted(sys.modules))"));
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
gc.freeze()  # what stands now is never given back, so no answer has to wait until it has been looked through
`);
  return [modules, pyodide.makeMemorySnapshot()];
}

// Two memories: as the program brings it, before anything of it has run, and as it is when a snapshot would be written over it.
async function fresh(length) {
  let brought, started;
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (program, imports) => {
    const done = await instantiate.call(WebAssembly, program, imports);
    if (imports?.env?.memory) brought ??= new Uint8Array(imports.env.memory.buffer.slice(0));
    return done;
  };
  globalThis._createPyodideModule = async (emscripten) => {
    const module = await makeModule(emscripten);
    emscripten.API.restoreSnapshot = () => {
      started = module.HEAPU8.slice();
      throw new Error("that is all");
    };
    return module;
  };
  await loadPyodide({ ...options, _loadSnapshot: new Uint8Array(length) }).catch((error) => {
    if (!started) throw error;
  });
  WebAssembly.instantiate = instantiate;
  if (!brought) throw new Error("Pyodide no longer gives its program a memory, so what the program brings cannot be told");
  return [brought, started];
}

const wordsOf = (bytes) => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);

// What a start of the program touched is written in any case: it may hold the time, a random number, or what is left of a call,
// and be another in another start. What no start touched is as the program brings it, or was empty and may be emptied.
function parts(now, brought, started) {
  const [words, ...others] = [now, brought, started].map(wordsOf);
  const written = [];
  const held = [];
  for (let block = 0; block < now.length / BLOCK; block++) {
    let at = (block * BLOCK) / 4;
    const end = at + BLOCK / 4;
    let empty = true;
    for (; at < end && others.every((other) => words[at] === other[at]); at++) empty &&= words[at] === 0;
    if (at === end && empty) continue;
    const runs = at === end ? held : written;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === block) last[1]++;
    else runs.push([block, 1]);
  }
  return { written, held };
}

// The worker holds its own memory against it.
function sum(bytes, runs) {
  const words = wordsOf(bytes);
  const perBlock = BLOCK / 4;
  let total = 0;
  for (const [first, count] of runs) {
    for (let at = first * perBlock; at < (first + count) * perBlock; at++) total = (Math.imul(total, 31) + words[at]) | 0;
  }
  return total;
}

asEveryTime();
const [modules, whole] = await ready();
const [, offset, configLength] = new Uint32Array(whole.buffer, 0, 3);
const CONFIG = 48; // where Pyodide puts the state of its JavaScript side, before the memory
const config = JSON.parse(new TextDecoder().decode(whole.subarray(CONFIG, CONFIG + configLength)));
const memory = whole.slice(offset);
const { written, held } = parts(memory, ...(await fresh(memory.length)));
const head = JSON.stringify({
  block: BLOCK,
  sum: sum(memory, held),
  written: written.length,
  held: held.length,
  config,
});
const text = new TextEncoder().encode(head);
const padded = new Uint8Array(Math.ceil(text.length / 4) * 4).fill(0x20);
padded.set(text);
writeFileSync(
  target,
  Buffer.concat([
    new Uint8Array(Uint32Array.of(padded.length).buffer),
    padded,
    new Uint8Array(Uint32Array.from([...written, ...held].flat()).buffer),
    ...written.map(([first, count]) => memory.subarray(first * BLOCK, (first + count) * BLOCK)),
  ]),
);
writeFileSync(loaded, JSON.stringify({ modules, kept: { settings, memory: memory.length } }));
process.exit(0);
