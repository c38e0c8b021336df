// Starts Python in a worker and asks it. Over http the worker is a file and takes the others beside it; from a folder, where
// a page may fetch nothing, a classic script brings the same files and the worker starts from memory.
(function () {
  "use strict";

  // What publishing/runtime/bundle.py tells of the runtime: where it lies, `files` by their hashes, `integrity`, and `kept`, how
  // Pyodide starts for the kept memory; and the calculator of this page.
  const { base: folder, files: told, calculatorName } = document.currentScript.dataset;
  const base = new URL(folder.replace(/\/?$/, "/"), location.href).href;
  const { files, integrity, kept } = JSON.parse(told);
  const PATIENCE = 30_000; // milliseconds without a sign of life; an old PC may need more of them for a whole start

  function script(name) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = base + files[name];
      element.onload = resolve;
      element.onerror = () => reject(new Error(`${name} cannot be read`));
      document.head.append(element);
    });
  }

  async function fromFolder(plainly) {
    if (!self.policyRuntimeFiles) await script("embedded.js");
    if (plainly) await script("embedded-plain.js");
    if (!self.policyWorker || !self.policyRuntimeFiles) throw new Error("embedded.js is not whole");
    const worker = new Worker(URL.createObjectURL(new Blob([self.policyWorker], { type: "text/javascript" })));
    return { worker, packed: self.policyRuntimeFiles };
  }

  const fromServer = async () => ({ worker: new Worker(base + files["worker.js"]), files, integrity });

  // One try: resolves with a worker that is up, or rejects; a worker that failed or hangs is ended.
  async function boot(calculator, plainly) {
    const { worker, ...source } = await (location.protocol === "file:" ? fromFolder(plainly) : fromServer());
    return new Promise((resolve, reject) => {
      const fail = (text) => {
        clearTimeout(patience);
        worker.terminate();
        reject(new Error(text));
      };
      const wait = () => setTimeout(fail, PATIENCE, "Python did not start in time");
      let patience = wait();
      worker.onerror = (event) => fail(event.message || "the worker could not start");
      worker.onmessage = ({ data }) => {
        if (data.kind !== "ready" && data.kind !== "alive") return fail(data.text);
        clearTimeout(patience);
        if (data.kind === "alive") patience = wait();
        else resolve(worker);
      };
      worker.postMessage({ kind: "start", calculator, plainly, kept, ...source });
    });
  }

  // The promise of a worker, and what is asked of it: put(message, bytes handed over) gives the promise of its reply.
  function asked(start) {
    const waiting = new Map();
    let next = 0;
    // Tells all who wait for a reply that none will come.
    function refuse(text) {
      for (const { reject } of waiting.values()) reject(new Error(text));
      waiting.clear();
    }
    const ready = start.then((worker) => {
      delete self.policyRuntimeFiles;
      worker.onmessage = ({ data }) => {
        const { resolve, reject } = waiting.get(data.id);
        waiting.delete(data.id);
        if (data.kind === "failed") reject(new Error(data.text));
        else resolve(JSON.parse(data.reply));
      };
      worker.onerror = (event) => refuse(event.message);
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
    // Ends the worker; who still waits for a reply is told, and can ask another.
    async function end() {
      (await ready).terminate();
      refuse("the worker was ended");
    }
    return { ready, put, end };
  }

  // From a server Python begins when the page first stands there: it is fetched and compiled beside the page. From a folder the
  // page itself has to read it, so that waits until the page has nothing else to do, or until somebody asks.
  let ahead;
  let asksItself = location.protocol === "file:";
  requestAnimationFrame(() => setTimeout(() => {
    if (asksItself) return;
    ahead = boot(calculatorName, false);
    ahead.catch(() => {});
  }));

  function begin(calculator) {
    const begun = ahead ?? boot(calculator, false);
    asksItself = true;
    ahead = null;
    return begun;
  }

  // Returns {ready, answer(rules, answers), ask(rules, answers), times(rules, asked), screen(step, given, rules)}: promises of
  // the runtime being up, of what a function of the calculators makes of what it is given, and of what a step of a screening
  // gives (calculators/screening_door.py); bytes given are handed over, not copied.
  self.policyRuntime = function start(calculator) {
    const plainly = () => boot(calculator, true);
    // From the kept memory first; once more, plainly, where that cannot be used.
    let python = asked(begin(calculator).catch((error) => {
      document.documentElement.dataset.startedPlainly = error.message; // for whoever looks into it; a reader is told nothing
      return plainly();
    }));
    let again;
    // What fails in a kept memory is asked once more of a Python that was started plainly and lacks nothing.
    async function call(name, rules, given) {
      const message = { kind: "call", name, calculator, rules: JSON.stringify(rules), given: JSON.stringify(given) };
      try {
        return await python.put(message);
      } catch (error) {
        await python.ready;
        again ??= asked(plainly());
        await again.ready;
        const failed = python;
        python = again;
        if (failed !== again) failed.end();
        return python.put(message);
      }
    }
    return {
      ready: python.ready,
      answer: (rules, answers) => call("answer", rules, answers),
      ask: (rules, answers) => call("ask", rules, answers),
      times: (rules, moments) => call("times", rules, moments),
      screen: (step, given, rules) => python.put(
        { kind: "screen", step, given, rules: rules && JSON.stringify(rules) },
        given instanceof Uint8Array ? [given.buffer] : [],
      ),
    };
  };
})();
