// Starts Python in a worker and asks it. Over http the worker is a file; from a folder, where a page may fetch nothing,
// one classic script brings the same files and the worker starts from memory.
(function () {
  "use strict";

  const EMBEDDED = "embedded.js";

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
    for (const [name, text] of Object.entries(self.policyRuntimeFiles)) {
      files[name] = await unpacked(text);
      delete self.policyRuntimeFiles[name];
    }
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

  // Returns {ready, answer(rules, answers)}: promises of the runtime being up, and of an outcome.
  self.policyRuntime = function start(base, calculator) {
    const waiting = new Map();
    let next = 0;
    let fail;
    const failed = new Promise((_, reject) => { fail = reject; });
    failed.catch(() => {});
    const starting = (location.protocol === "file:" ? fromFolder(base, calculator) : fromServer(base, calculator)).then((worker) => {
      worker.onerror = (event) => fail(new Error(event.message || "the worker could not start"));
      return new Promise((resolve) => {
        worker.onmessage = ({ data }) => {
          if (data.kind === "ready") resolve(worker);
          else if (data.kind === "failed" && data.id === undefined) fail(new Error(data.text));
          else {
            const { resolve: done, reject } = waiting.get(data.id);
            waiting.delete(data.id);
            data.kind === "failed" ? reject(new Error(data.text)) : done(JSON.parse(data.outcome));
          }
        };
      });
    });
    const ready = Promise.race([starting, failed]);
    ready.catch(() => {});
    return {
      ready,
      async answer(rules, answers) {
        const worker = await ready;
        const id = next++;
        const outcome = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
        worker.postMessage({ kind: "answer", id, calculator, rules: JSON.stringify(rules), answers: JSON.stringify(answers) });
        return Promise.race([outcome, failed]);
      },
    };
  };
})();
