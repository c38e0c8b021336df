// Lets the worker's own code make kept memories whole again, in starts that left something of their own.
//
//   node restore.mjs WORKER SNAPSHOT MEMORY NUMBERS
//
// WORKER is the worker's script, SNAPSHOT the kept memory, MEMORY its length in bytes, NUMBERS a list (JSON) of seeds, of one start each. Prints, for each, a
// line (JSON): `same`, whether its memory is byte for byte that of a start which left nothing; `refused`, what is said where the
// start has another program, in one word of one block that is held.
import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { runInNewContext } from "node:vm";

const [worker, snapshot, length, numbers] = process.argv.slice(2);
const made = runInNewContext(`${readFileSync(worker, "utf-8")}\n({ read, restore });`, { self: {}, TextDecoder, Uint8Array, Uint32Array });
const file = readFileSync(snapshot);
const kept = made.read(file.buffer.slice(file.byteOffset, file.byteOffset + file.length));
const [program] = JSON.parse(numbers);
const perBlock = kept.block / 4;

function random(seed) {
  let state = seed | 1;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

// Any words would do for the program, if their sum were the kept one; so the sum is made to fit.
function started(seed, left) {
  const memory = new Uint8Array(Number(length));
  const words = new Uint32Array(memory.buffer);
  const next = random(seed);
  if (left) for (let at = 0; at < words.length; at++) if (next() < 0.01) words[at] = next() * 2 ** 32;
  const ofProgram = random(program);
  for (let run = 0; run < kept.held.length; run += 2) {
    const end = (kept.held[run] + kept.held[run + 1]) * perBlock;
    for (let at = kept.held[run] * perBlock; at < end; at++) words[at] = ofProgram() * 2 ** 32;
  }
  return memory;
}

function sumOf(memory) {
  const words = new Uint32Array(memory.buffer);
  let sum = 0;
  for (let run = 0; run < kept.held.length; run += 2) {
    for (let at = kept.held[run] * perBlock; at < (kept.held[run] + kept.held[run + 1]) * perBlock; at++) sum = (Math.imul(sum, 31) + words[at]) | 0;
  }
  return sum;
}

const restored = (memory) => {
  made.restore({ ...kept, sum: sumOf(started(program, false)) }, memory);
  return createHash("sha256").update(memory).digest("hex");
};

const clean = restored(started(program, false));
for (const seed of JSON.parse(numbers)) {
  const next = random(seed);
  const other = started(seed, true);
  const run = 2 * Math.floor((next() * kept.held.length) / 2);
  const at = (kept.held[run] + Math.floor(next() * kept.held[run + 1])) * kept.block + Math.floor(next() * kept.block);
  other[at] ^= 1;
  let refused = null;
  try {
    restored(other);
  } catch (error) {
    refused = error.message;
  }
  console.log(JSON.stringify({ same: restored(started(seed, true)) === clean, refused }));
}
