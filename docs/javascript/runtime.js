// Starts Python in a worker and asks it. Over http the worker is a file; from a folder, where a page may fetch nothing,
// one classic script brings the same files and the worker starts from memory.
(function () {
  "use strict";

  const EMBEDDED = "embedded.js";
  const PATIENCE = 60_000;

  function script(address) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = resolve;
      element.onerror = () => reject(new Error(`${address} cannot be read`));
      document.head.append(element);
    });
  }

  async function unpacked(text) {
    const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
  }

  async function fromFolder(base, calculator) {
    await script(base + EMBEDDED);
    const files = {};
    for (const [name, text] of Object.entries(self.policyRuntimeFiles)) files[name] = await unpacked(text);
    delete self.policyRuntimeFiles;
    const program = URL.createObjectURL(new Blob([files["worker.js"]], { type: "text/javascript" }));
    const worker = new Worker(program);
    worker.postMessage({ kind: "start", calculator, files }, Object.values(files));
    return worker;
  }

  async function fromServer(base, calculator) {
    const worker = new Worker(base + "worker.js");
    worker.postMessage({ kind: "start", calculator });
    return worker;
  }

  // One try: resolves with a worker that is up, or rejects; a worker that failed or hangs is ended.
  async function boot(base, calculator) {
    const worker = await (location.protocol === "file:" ? fromFolder(base, calculator) : fromServer(base, calculator));
    return new Promise((resolve, reject) => {
      const fail = (text) => {
        worker.terminate();
        reject(new Error(text));
      };
      const patience = setTimeout(fail, PATIENCE, "Python did not start in time");
      worker.onerror = (event) => fail(event.message || "the worker could not start");
      worker.onmessage = ({ data }) => {
        clearTimeout(patience);
        if (data.kind === "ready") resolve(worker);
        else fail(data.text);
      };
    });
  }

  // Returns {ready, answer(rules, answers), ask(rules, answers), times(rules, asked), screen(step, given, rules)}: promises of
  // the runtime being up, of what a function of the calculators makes of what it is given, and of what a step of a screening
  // gives (calculators/screening_door.py); bytes given are handed over, not copied.
  self.policyRuntime = function start(base, calculator) {
    const waiting = new Map();
    let next = 0;
    const ready = boot(base, calculator).catch(() => boot(base, calculator)).then((worker) => {
      worker.onmessage = ({ data }) => {
        const { resolve, reject } = waiting.get(data.id);
        waiting.delete(data.id);
        if (data.kind === "failed") reject(new Error(data.text));
        else resolve(JSON.parse(data.reply));
      };
      worker.onerror = (event) => {
        for (const { reject } of waiting.values()) reject(new Error(event.message));
        waiting.clear();
      };
      return worker;
    });
    ready.catch(() => {});
    async function put(message, taken) {
      const worker = await ready;
      const id = next++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.postMessage({ ...message, id }, taken);
      });
    }
    const call = (name, rules, given) =>
      put({ kind: "call", name, calculator, rules: JSON.stringify(rules), given: JSON.stringify(given) });
    return {
      ready,
      answer: (rules, answers) => call("answer", rules, answers),
      ask: (rules, answers) => call("ask", rules, answers),
      times: (rules, asked) => call("times", rules, asked),
      screen: (step, given, rules) => put(
        { kind: "screen", step, given, rules: rules && JSON.stringify(rules) },
        given instanceof Uint8Array ? [given.buffer] : [],
      ),
    };
  };
})();
