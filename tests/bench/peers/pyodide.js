// Asks the worker one question after the other; it is started as soon as the page is there. From a folder, where a page may
// fetch nothing, a script (embedded.js) brings what the worker needs.
(function () {
  "use strict";

  const script = (src) => new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject }));
  });

  async function started() {
    if (location.protocol !== "file:") {
      const worker = new Worker("worker.js");
      worker.postMessage({ indexURL: new URL("pyodide/", location.href).href });
      return worker;
    }
    await script("embedded.js");
    const files = {};
    for (const [name, text] of Object.entries(self.embedded)) {
      const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      files[name] = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
    }
    const worker = new Worker(URL.createObjectURL(new Blob([self.program])));
    worker.postMessage({ files, indexURL: "https://runtime.invalid/" }, Object.values(files));
    return worker;
  }

  const start = started();
  self.answer = async (answers) => {
    const worker = await start;
    const reply = new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(JSON.parse(data)); });
    worker.postMessage({ answers, rules: self.rules });
    return reply;
  };
})();
