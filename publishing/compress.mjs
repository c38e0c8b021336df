// Writes NAME.br and NAME.gz beside each file of a folder that gets smaller by it: node compress.mjs FOLDER
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [folder] = process.argv.slice(2);
const MADE = /\.(br|gz)$/;
const COMPRESSED_ALREADY = /\.(pdf|png|woff2?)$/;
const FOR_FOLDERS = /\bembedded[^/\\]*\.js$/; // what brings the runtime to a folder is never asked of a server
const AT_LEAST = 0.95;
const ways = {
  br: (bytes) =>
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length > 1e6 ? 9 : 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  gz: (bytes) => gzipSync(bytes, { level: 9 }),
};
const sizes = { files: 0, br: 0, gz: 0 };

for (const name of readdirSync(folder, { recursive: true })) {
  const path = join(folder, name);
  const about = statSync(path);
  if (!about.isFile() || MADE.test(path) || COMPRESSED_ALREADY.test(path) || FOR_FOLDERS.test(path)) continue;
  const { size, mtime } = about;
  const bytes = readFileSync(path);
  sizes.files += size;
  for (const [ending, compressed] of Object.entries(ways)) {
    const made = compressed(bytes);
    if (made.length > AT_LEAST * size) continue;
    writeFileSync(`${path}.${ending}`, made);
    utimesSync(`${path}.${ending}`, mtime, mtime);
    sizes[ending] += made.length;
  }
}
const mega = (size) => `${(size / 1e6).toFixed(1)} MB`;
console.log(`${mega(sizes.files)} of files: ${mega(sizes.br)} as .br, ${mega(sizes.gz)} as .gz beside them`);
