// Plain Pyodide in a worker, as its documentation shows it: loads from beside it, or from `files` where nothing may be fetched.
let door;

async function start({ files, indexURL }) {
  if (files) {
    self.fetch = async (request) => new Response(files[String(request.url ?? request).split("/").pop()],
      { headers: { "Content-Type": "application/wasm" } });
    for (const name of ["pyodide.js", "pyodide.asm.js"]) importScripts(URL.createObjectURL(new Blob([files[name]])));
  } else importScripts(indexURL + "pyodide.js");
  const lock = files && JSON.parse(new TextDecoder().decode(files["pyodide-lock.json"]));
  const pyodide = await loadPyodide({ indexURL, ...(lock ? { lockFileContents: lock } : {}) });
  const wheel = files ? files["calculators.whl"] : await (await fetch(`${indexURL}calculators.whl`)).arrayBuffer();
  pyodide.unpackArchive(wheel, "wheel");
  pyodide.runPython("import calculators.browser as door");
  door = pyodide.globals.get("door");
}

let started;
self.onmessage = async ({ data }) => {
  started ??= start(data);
  await started;
  if (data.answers) self.postMessage(door.call("answer", "private-fostering", data.rules, JSON.stringify(data.answers)));
};
