// A calculator's page: the form asks, Python in the worker answers. Answers stay in the form; nothing is stored or sent.
(function () {
  "use strict";

  const base = new URL(document.currentScript.dataset.runtime.replace(/\/?$/, "/"), location.href).href;
  const page = document.querySelector("[data-calculator]");
  const form = page.querySelector("[data-form]");
  const result = page.querySelector("[data-result]");
  const problems = page.querySelector("[data-problems]");
  const state = page.querySelector("[data-state]");
  const data = JSON.parse(page.querySelector("[data-rules]").textContent);
  const words = data.form;
  const interview = policyInterview(page, data.asked_first, words);
  const PAUSE = 150;
  let runtime;
  let rows = {};
  let changes = 0;
  let asking = false;
  let pause;

  const asOf = form.querySelector("[data-answer=as_of]");
  const reset = () => {
    policyForm.mark(form, [], {});
    problems.hidden = true;
    result.hidden = true;
    policyForm.setDate(asOf, new Date());
    changed();
    interview.reset();
  };
  for (const field of form.querySelectorAll("[data-kind=entries]")) policyForm.list(field);
  policyForm.setDate(asOf, new Date());
  page.dataset.interview = "settled";

  // A date or number that is written and a word that is ticked ("I don't know") exclude each other.
  form.addEventListener("input", (event) => {
    const field = event.target.closest("[data-kind=day], [data-kind=number]");
    if (!field) return;
    if (event.target.matches("[data-word]:checked")) {
      for (const input of field.querySelectorAll("input:not([data-word])")) input.value = "";
      for (const other of field.querySelectorAll("[data-word]")) if (other !== event.target) other.checked = false;
    } else if (!event.target.matches("[data-word]")) {
      for (const word of field.querySelectorAll("[data-word]")) word.checked = false;
    }
  });
  form.addEventListener("input", changed);
  form.addEventListener("reset", () => setTimeout(reset));

  // After each change, and a pause in which more may be typed, the worker says which questions are left to ask. One
  // request at a time; a reply about answers that have changed since is not used.
  function changed() {
    changes += 1;
    page.dataset.interview = "asking";
    interview.outdate();
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE);
  }

  async function ask() {
    if (asking) return;
    asking = true;
    await start();
    for (let about; about !== changes && !failed();) {
      about = changes;
      const found = await runtime.ask(data.rules, policyForm.read(form).answers).catch(() => ({ errors: [] }));
      if (about === changes) {
        interview.update(found);
        page.dataset.interview = "settled";
      }
    }
    asking = false;
  }

  const failed = () => page.dataset.ready === undefined;

  function start() {
    runtime ??= policyRuntime(base, data.calculator);
    return runtime.ready.then(
      () => { state.textContent = words.ready; page.dataset.ready = ""; },
      () => {
        state.textContent = words.failed;
        state.classList.add("form__state--failed");
        interview.showAll();
      },
    );
  }
  (self.requestIdleCallback ?? setTimeout)(start);
  form.addEventListener("focusin", start, { once: true });

  const labelOf = (name) => {
    const field = policyForm.fieldOf(form, name, rows);
    return field ? policyForm.labelOf(field) : name;
  };

  function refuse(found) {
    policyForm.mark(form, found, rows);
    problems.querySelector("ul").replaceChildren(...found.map(({ answer, text }) => {
      const item = document.createElement("li");
      const field = policyForm.fieldOf(form, answer, rows);
      const link = document.createElement("a");
      link.href = `#${field?.id ?? ""}`;
      link.textContent = `${labelOf(answer)} ${text[0].toUpperCase()}${text.slice(1)}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        field?.querySelector("input, select")?.focus();
      });
      item.append(link);
      return item;
    }));
    problems.hidden = false;
    result.hidden = true;
    problems.focus();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const read = policyForm.read(form);
    rows = read.rows;
    state.textContent = failed() ? words.loading : words.working;
    await start();
    let outcome;
    let sent;
    try {
      const unneeded = interview.unneeded(await runtime.ask(data.rules, read.answers));
      const incomplete = read.incomplete.filter((answer) => !unneeded.includes(answer.split("[")[0]));
      if (incomplete.length) {
        state.textContent = words.ready;
        refuse(incomplete.map((answer) => ({ answer, text: words.incomplete_date })));
        return;
      }
      sent = Object.fromEntries(Object.entries(read.answers).filter(([answer]) => !unneeded.includes(answer)));
      outcome = await runtime.answer(data.rules, sent);
    } catch {
      state.textContent = words.failed;
      return;
    }
    state.textContent = words.ready;
    if (outcome.errors) {
      refuse(outcome.errors);
    } else {
      problems.hidden = true;
      policyForm.mark(form, outcome.warnings, rows);
      policyResult(result, outcome, data, labelOf);
    }
    page.dataset.sent = JSON.stringify(sent);
    page.dataset.outcome = JSON.stringify(outcome);
    page.dataset.answered = String(Number(page.dataset.answered ?? 0) + 1);
  });
})();
