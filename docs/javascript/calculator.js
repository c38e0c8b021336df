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
  let runtime;
  let rows = {};

  const asOf = form.querySelector("[data-answer=as_of]");
  const reset = () => {
    policyForm.mark(form, [], {});
    problems.hidden = true;
    result.hidden = true;
    policyForm.setDate(asOf, new Date());
  };
  for (const field of form.querySelectorAll("[data-kind=entries]")) policyForm.list(field);
  asOf.querySelector("[data-word]").closest(".field__option").remove();
  reset();

  // A date that is written and a word that is ticked ("I don't know") exclude each other.
  form.addEventListener("input", (event) => {
    const field = event.target.closest("[data-kind=day]");
    if (!field) return;
    if (event.target.matches("[data-word]:checked")) {
      for (const input of field.querySelectorAll("[data-part]")) input.value = "";
      for (const other of field.querySelectorAll("[data-word]")) if (other !== event.target) other.checked = false;
    } else if (event.target.matches("[data-part]")) {
      for (const word of field.querySelectorAll("[data-word]")) word.checked = false;
    }
  });
  form.addEventListener("reset", () => setTimeout(reset));

  function start() {
    runtime ??= policyRuntime(base, data.calculator);
    return runtime.ready.then(
      () => { state.textContent = words.ready; page.dataset.ready = ""; },
      () => { state.textContent = words.failed; state.classList.add("form__state--failed"); },
    );
  }
  (self.requestIdleCallback ?? setTimeout)(start);
  form.addEventListener("focusin", start, { once: true });

  // For what else a calculator's page does with the same day and the same worker.
  self.policyCalculator = {
    data,
    day: () => {
      const day = policyForm.read(form).answers.as_of;
      return day === "incomplete" ? undefined : day;
    },
    runtime: async () => {
      await start();
      return runtime;
    },
  };

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
    if (read.incomplete.length) {
      refuse(read.incomplete.map((answer) => ({ answer, text: words.incomplete_date })));
      return;
    }
    state.textContent = page.dataset.ready === undefined ? words.loading : words.working;
    await start();
    let outcome;
    try {
      outcome = await runtime.answer(data.rules, read.answers);
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
    page.dataset.outcome = JSON.stringify(outcome);
    page.dataset.answered = String(Number(page.dataset.answered ?? 0) + 1);
  });
})();
