// Reads documents (JSON) on standard input and prints a MiniSearch index of them with the options the page loads it by.
import MiniSearch from "minisearch";
import { readFileSync } from "node:fs";

const options = {
  fields: ["number", "title", "text"],
  storeFields: ["number", "title", "text", "kind", "address"],
  searchOptions: { boost: { number: 4, title: 2 }, prefix: true, fuzzy: 0.2, combineWith: "AND" },
};
const documents = JSON.parse(readFileSync(0, "utf-8"));
const index = new MiniSearch(options);
index.addAll(documents);
process.stdout.write(JSON.stringify({ options, index: index.toJSON() }));
