// Many at once: a chosen or dropped file is read in pieces and handed to the worker, so that the page never stands still.
// The file stays on this computer; what the worker holds of it is forgotten with the next file, on Stop, or with the page.
(function () {
  "use strict";

  const part = document.querySelector("[data-screen]");
  if (!part) return;

  const BYTES = 1 << 18; // a piece takes the worker a fraction of a second, so that Stop is heard at once
  const CHILDREN = 1000;
  const SHOWN = 100;
  const { data, day, runtime } = self.policyCalculator;
  const element = self.policyElement;
  const screen = data.rules.words[data.calculator].screen;
  const words = screen.page;
  const place = (name) => part.querySelector(`[data-screen-${name}]`);
  const [field, error, progress, state, preview, result] = ["field", "error", "progress", "state", "preview", "result"].map(place);
  const input = field.querySelector("input");
  const bar = progress.querySelector("progress");
  let turn = 0; // the number of the file that is being read; an older one stops by itself

  part.hidden = false;
  document.querySelector("[data-screen-link]").hidden = false;

  function clear() {
    for (const hidden of [error, progress, preview, result]) hidden.hidden = true;
    field.classList.remove("field--wrong");
    input.removeAttribute("aria-invalid");
    preview.replaceChildren();
    result.replaceChildren();
    bar.value = 0;
  }

  function refuse(text) {
    clear();
    state.textContent = "";
    error.textContent = text;
    error.hidden = false;
    field.classList.add("field--wrong");
    input.setAttribute("aria-invalid", "true");
    input.focus();
  }

  const cell = (name, text) => element("td", { "data-heading": name }, text);
  const table = (name, headings, rows) => element("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": name },
    element("table", { class: "screen__table" },
      element("thead", {}, element("tr", {}, ...headings.map((heading) => element("th", { scope: "col" }, heading)))),
      element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map((text, at) => cell(headings[at], text)))))));

  function showPreview(rows) {
    if (!rows.length || preview.querySelectorAll("tbody tr").length === rows.length) return;
    const headings = [words.line, screen.table.child, words.written, words.read, words.service];
    preview.replaceChildren(
      element("h3", {}, words.preview),
      element("p", {}, words.preview_about),
      table(words.preview, headings, rows.map((row) => [row.line, row.child, row.written, row.date, row.service])));
    preview.hidden = false;
  }

  function save(text, name, type) {
    const link = element("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  function button(label, act) {
    const made = element("button", { type: "button", class: "button" }, label);
    made.addEventListener("click", act);
    return element("p", {}, made);
  }

  const list = (lines) => element("ul", {}, ...lines.map((line) => element("li", {}, line)));

  function showResult(found, problems, name, python) {
    const title = element("h3", { class: "result__headline", tabindex: "-1" }, found.summary.join(" "));
    const file = `${data.calculator}-${found.as_of}`;
    const many = found.groups.some((group) => group.count);
    problems.sort((one, other) => one.line - other.line);
    result.replaceChildren(
      title,
      element("p", {}, element("strong", {}, found.emergency)),
      ...(many ? [element("p", {}, words.period), button(words.save, async () => save((await python.screen("saved")).text, `${file}.csv`, "text/csv"))] : []),
      ...found.groups.filter((group) => group.count).flatMap((group) => [
        element("h4", {}, `${group.title} (${group.count})`),
        element("p", {}, group.note),
        table(group.title, group.headings, group.rows),
        ...(group.count > group.rows.length ? [element("p", {}, words.more)] : []),
      ]),
      element("h4", {}, words.rest), list(found.rest), element("p", {}, found.rest_note),
      ...(problems.length
        ? [element("h4", {}, `${words.problems} (${problems.length})`), element("p", {}, words.problems_about),
          list(problems.slice(0, SHOWN).map(({ text }) => text)),
          ...(problems.length > SHOWN ? [element("p", {}, words.more)] : []),
          button(words.save_problems, () => save(problems.map(({ text }) => `${text}\n`).join(""), `${file}.txt`, "text/plain"))]
        : []),
      element("h4", {}, words.notes), list(found.notes),
      element("h4", {}, words.cautions), list(found.cautions),
      element("p", { class: "quiet" }, `${name}. ${found.about}`));
    result.hidden = false;
    title.focus();
  }

  class Unusable extends Error {}

  // Reads a file to its end; returns the result, or undefined when another file, or Stop, came in between.
  async function read(file, mine, python) {
    const problems = [];
    const step = async (name, given, rules) => {
      const reply = await python.screen(name, given, rules);
      if (reply.unusable) throw new Unusable(reply.unusable);
      if (mine !== turn) return undefined;
      for (const problem of reply.problems ?? []) problems.push(problem);
      if (reply.preview) showPreview(reply.preview);
      return reply;
    };
    if (!await step("open", day(), data.rules)) return undefined;
    for (let at = 0; at < file.size; at += BYTES) {
      let piece;
      try {
        piece = new Uint8Array(await file.slice(at, at + BYTES).arrayBuffer());
      } catch {
        throw new Unusable(words.cannot_read);
      }
      if (mine !== turn || !await step("feed", piece)) return undefined;
      bar.value = at / file.size / 2;
    }
    let reply = await step("end");
    const all = reply?.left;
    if (reply) state.textContent = words.deciding;
    while (reply?.left) {
      reply = await step("conclude", CHILDREN);
      if (reply) bar.value = 1 - reply.left / all / 2;
    }
    const found = reply && await step("result", SHOWN);
    return found && { found, problems };
  }

  async function start(files) {
    const mine = ++turn;
    if (files.length !== 1) return refuse(words.one_file);
    if (!day()) return refuse(words.as_of);
    clear();
    progress.hidden = false;
    state.textContent = words.reading;
    try {
      const python = await runtime();
      const done = mine === turn && await read(files[0], mine, python);
      if (!done) return undefined;
      progress.hidden = true;
      state.textContent = words.done;
      showResult(done.found, done.problems, files[0].name, python);
    } catch (failure) {
      if (mine === turn) refuse(failure instanceof Unusable ? `${words.unusable}. ${failure.message}` : words.failed);
    }
    return undefined;
  }

  place("cancel").addEventListener("click", async () => {
    turn += 1;
    clear();
    state.textContent = words.cancelled;
    input.focus();
    (await runtime()).screen("close").catch(() => {});
  });

  // The same file can be chosen again after it was put right.
  input.addEventListener("click", () => { input.value = ""; });
  input.addEventListener("change", () => { if (input.files.length) start(input.files); });

  // A file dropped beside a field must not take the reader off the page, so the whole page takes it.
  const over = (event, yes) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    field.classList.toggle("screen--over", yes);
  };
  document.addEventListener("dragover", (event) => over(event, true));
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) over(event, false); });
  document.addEventListener("drop", (event) => {
    over(event, false);
    if (!event.dataTransfer?.types.includes("Files")) return;
    input.value = "";
    part.scrollIntoView();
    start([...event.dataTransfer.files]);
  });
})();
