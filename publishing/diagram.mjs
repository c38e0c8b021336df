// Reads a graph (JSON) on standard input and prints its drawing (SVG), laid out by Graphviz.
import { instance } from "@viz-js/viz";
import { readFileSync } from "node:fs";

const viz = await instance();
const drawn = viz.render(JSON.parse(readFileSync(0, "utf-8")), { format: "svg_inline" });
if (drawn.status !== "success") throw new Error(drawn.errors.map((error) => error.message).join("; "));
process.stdout.write(drawn.output);
