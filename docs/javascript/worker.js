// The one worker of all calculators: starts Python with the calculators, then answers, and screens a file piece by piece. A
// classic worker, because that is the only kind that starts from a folder.
//
// It starts from a memory that was kept when everything was imported and warmed up (publishing/runtime/snapshot.mjs), or,
// where that cannot be used, plainly from Python's library and the calculators' wheel. With `packed` it reads everything
// from memory; else from the network, each file held against its digest.
"use strict";

const MADE_UP = "https://runtime.invalid/";
const PROGRAM = "pyodide.asm.wasm";
const WASM = "application/wasm";
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
let door;

function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const values = new Uint8Array(128);
  for (let digit = 0; digit < DIGITS.length; digit++) values[DIGITS.charCodeAt(digit)] = digit;
  const length = (text.length / 4) * 3 - (text.endsWith("==") ? 2 : Number(text.endsWith("=")));
  const bytes = new Uint8Array(length + 2);
  for (let at = 0, to = 0; at < text.length; at += 4, to += 3) {
    const four =
      (values[text.charCodeAt(at)] << 18) | (values[text.charCodeAt(at + 1)] << 12) |
      (values[text.charCodeAt(at + 2)] << 6) | values[text.charCodeAt(at + 3)];
    bytes[to] = four >> 16;
    bytes[to + 1] = four >> 8;
    bytes[to + 2] = four;
  }
  return bytes.subarray(0, length);
}

// The page gives up a start that shows no sign of life, and not one that is only slow.
const alive = () => self.postMessage({ kind: "alive" });

function fromMemory(packed) {
  async function take(name) {
    alive();
    if (!(name in packed)) throw new TypeError(`${name} is not part of the runtime`);
    const stream = new Blob([fromBase64(packed[name])]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(await new Response(stream).arrayBuffer()); // whole, so that what is damaged is told here
  }
  return {
    take,
    run: async (name) => {
      const program = new Blob([await (await take(name)).arrayBuffer()], { type: "text/javascript" });
      importScripts(URL.createObjectURL(program));
    },
  };
}

function fromServer(files, integrity) {
  const base = new URL(".", self.location.href);
  const take = self.fetch.bind(self);
  return {
    async take(name) {
      alive();
      const response = await take(new URL(files[name], base), { integrity: integrity[name] });
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      return response;
    },
    run: async (name) => importScripts(new URL(files[name], base)),
  };
}

// Pyodide asks by its own names. What cannot be had would leave it waiting for ever, so the page is told at once.
function answerPyodide(source, instead) {
  self.fetch = async (request) => {
    const name = String(request.url ?? request).split("/").pop();
    if (name === PROGRAM) return new Response();
    if (name in instead) return new Response(instead[name]);
    return told(source.take(name));
  };
}

async function told(promise) {
  try {
    return await promise;
  } catch (error) {
    self.postMessage({ kind: "failed", text: String(error) });
    throw error;
  }
}

// Python's program is compiled while the rest is still on its way; Pyodide would begin when it has everything else. A type
// that the server gave wrongly is put right.
function compileAtOnce(source) {
  const whole = told(source.take(PROGRAM).then((response) => WebAssembly.compileStreaming(
    response.headers.get("Content-Type") === WASM ? response : new Response(response.body, { headers: { "Content-Type": WASM } }),
  )));
  whole.catch(() => {});
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await whole;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
}

// Takes a kept memory apart; see publishing/runtime/snapshot.mjs.
function read(buffer) {
  const [length] = new Uint32Array(buffer, 0, 1);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const written = new Uint32Array(buffer, 4 + length, 2 * head.written);
  const held = new Uint32Array(buffer, 4 + length + written.byteLength, 2 * head.held);
  return { ...head, written, held, bytes: new Uint8Array(buffer, 4 + length + written.byteLength + held.byteLength) };
}

// Makes the memory of a WebAssembly that has just started the kept one, if the program in it is the one that it was kept from.
// Whatever else the start left there is written over or emptied, for that is not the same in every start.
function restore(kept, memory) {
  const words = new Uint32Array(memory.buffer);
  const perBlock = kept.block / 4;
  const taken = new Uint8Array(words.length / perBlock);
  let sum = 0;
  for (let run = 0; run < kept.held.length; run += 2) {
    const end = kept.held[run] + kept.held[run + 1];
    taken.fill(1, kept.held[run], end);
    for (let at = kept.held[run] * perBlock; at < end * perBlock; at++) sum = (Math.imul(sum, 31) + words[at]) | 0;
  }
  if (sum !== kept.sum) throw new Error("the kept memory belongs to another program");
  let from = 0;
  for (let run = 0; run < kept.written.length; run += 2) {
    const length = kept.written[run + 1] * kept.block;
    taken.fill(1, kept.written[run], kept.written[run] + kept.written[run + 1]);
    memory.set(kept.bytes.subarray(from, from + length), kept.written[run] * kept.block);
    from += length;
  }
  for (let block = 0; block < taken.length; block++) {
    if (taken[block]) continue;
    for (let at = block * perBlock; at < (block + 1) * perBlock; at++) if (words[at]) words[at] = 0; // to write everywhere would take memory
  }
  return kept.config;
}

// Pyodide starts while the memory is still on its way; `kept`: the settings and the length of memory (bytes) that it starts with.
async function startKept(source, { settings, memory }) {
  answerPyodide(source, { "python_stdlib.zip": "" });
  compileAtOnce(source);
  const soon = told(source.take("snapshot.bin").then((response) => response.arrayBuffer()).then(read));
  soon.catch(() => {});
  await source.run("pyodide.js");
  await source.run("pyodide.asm.js");
  const makeModule = self._createPyodideModule;
  self._createPyodideModule = async (emscripten) => {
    const module = await makeModule(emscripten);
    const kept = await soon;
    alive();
    emscripten.API.restoreSnapshot = () => restore(kept, module.HEAPU8);
    return module;
  };
  return loadPyodide({ indexURL: MADE_UP, ...settings, _loadSnapshot: new Uint8Array(memory) });
}

async function startPlainly(source, calculator) {
  answerPyodide(source, {});
  compileAtOnce(source);
  await source.run("pyodide.js");
  await source.run("pyodide.asm.js");
  const wheel = source.take("calculators.whl").then((response) => response.arrayBuffer());
  const lock = await (await source.take("pyodide-lock.json")).json();
  const pyodide = await loadPyodide({ indexURL: MADE_UP, lockFileContents: { ...lock, packages: {} } });
  pyodide.FS.writeFile("/calculators.whl", new Uint8Array(await wheel));
  alive();
  pyodide.runPython("import sys; sys.path.insert(0, '/calculators.whl'); import calculators.browser as door");
  pyodide.globals.get("door").warm_up(calculator);
  return pyodide;
}

const SMALLEST_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

async function start({ calculator, plainly, kept, packed, files, integrity }) {
  new WebAssembly.Module(SMALLEST_MODULE); // throws where it is forbidden, for which Pyodide would wait for ever
  const source = packed ? fromMemory(packed) : fromServer(files, integrity);
  const pyodide = await (plainly ? startPlainly(source, calculator) : startKept(source, kept));
  door = pyodide.globals.get("door");
}

self.onmessage = async ({ data }) => {
  try {
    if (data.kind === "start") {
      await start(data);
      self.postMessage({ kind: "ready" });
    } else if (data.kind === "screen") {
      self.postMessage({ kind: "reply", id: data.id, reply: door.screen(data.step, data.given, data.rules) });
    } else {
      self.postMessage({ kind: "reply", id: data.id, reply: door.call(data.name, data.calculator, data.rules, data.given) });
    }
  } catch (error) {
    self.postMessage({ kind: "failed", id: data.id, text: String(error) });
  }
};
