// A calculator's page: the form asks, Python in the worker answers. Answers stay in the form; nothing is stored or sent.
(function () {
  "use strict";

  const page = document.querySelector("[data-calculator]");
  const form = page.querySelector("[data-form]");
  const result = page.querySelector("[data-result]");
  const problems = page.querySelector("[data-problems]");
  const state = page.querySelector("[data-state]");
  const data = JSON.parse(page.querySelector("[data-rules]").textContent);
  const words = data.form;
  const outdated = page.querySelector("[data-outdated]");
  const record = policyRecordSection(page.querySelector("[data-record]"), data);
  const interview = policyInterview(page, data.asked_first, words);
  const PAUSE = 150;
  const WAIT = 2000; // milliseconds after which a page that never rests starts Python all the same
  const title = document.title;
  let runtime;
  let rows = {};
  let changes = 0;
  let made = null;
  let asking = false;
  let pause;

  const asOf = form.querySelector("[data-answer=as_of]");
  const reset = () => {
    policyForm.mark(form, [], {});
    acceptAll();
    problems.querySelector("ul").replaceChildren();
    policyForm.setDate(asOf, new Date());
    changed();
    withdraw();
    interview.reset();
  };
  for (const field of form.querySelectorAll("[data-kind=entries]")) policyForm.list(field);
  policyForm.setDate(asOf, new Date());
  page.dataset.interview = "settled";

  // What is written or ticked and a word that is ticked ("I don't know") exclude each other. In a list each part has its own.
  form.addEventListener("input", (event) => {
    const field = event.target.closest("[data-kind=day], [data-kind=number], [data-kind=several]");
    if (!field) return;
    if (event.target.matches("[data-word]:checked")) {
      for (const input of field.querySelectorAll("input:not([type=checkbox])")) input.value = "";
      for (const other of field.querySelectorAll("[data-word], [data-several]")) if (other !== event.target) other.checked = false;
    } else if (!event.target.matches("[data-word]")) {
      for (const word of field.querySelectorAll("[data-word]")) word.checked = false;
    }
  });
  form.addEventListener("input", changed);
  form.addEventListener("reset", () => setTimeout(reset));

  // An answer belongs to the form as it was sent: once the form changes it goes from the screen, or never comes.
  // After each change, and a pause in which more may be typed, the worker says which questions are left to ask. One
  // request at a time; a reply about answers that have changed since is not used.
  function changed() {
    changes += 1;
    if (record.shown()) replaceByNotice();
    result.hidden = true;
    page.dataset.interview = "asking";
    interview.outdate();
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE);
  }

  async function ask() {
    if (asking) return;
    asking = true;
    await start();
    while (made?.about !== changes && !failed()) {
      const about = changes;
      const now = await make().catch(() => ({ about, found: { errors: [] } }));
      if (about === changes) {
        made = now;
        interview.update(now.found);
        page.dataset.interview = "settled";
      }
    }
    asking = false;
  }

  // What Python makes of the form as it stands: the questions left, what of the form is not clear, what is sent, and the outcome.
  // That is begun before anybody asks for it, so that whoever then presses the button need not wait for it.
  async function make() {
    const about = changes;
    const read = policyForm.read(form);
    const found = await runtime.ask(data.rules, read.answers);
    const unneeded = found.no_longer_needed ?? [];
    const needed = (answer) => !unneeded.includes(answer.split("[")[0]);
    // Without its day no decision can be made; nor can it be said not to be known, as other dates can.
    const incomplete = new Set([...(read.answers.as_of ? [] : ["as_of"]), ...read.incomplete.filter(needed)]);
    const may = (answer) => policyForm.fieldOf(form, answer, read.rows)?.querySelector("[value=unknown]");
    const unclear = [
      ...[...incomplete].map((answer) => ({ answer, text: may(answer) ? words.incomplete_date : words.incomplete_day })),
      ...read.contradicted.filter(needed).map((answer) => ({ answer, text: words.listed_and_none })),
    ];
    const sent = Object.fromEntries(Object.entries(read.answers).filter(([answer]) => !unneeded.includes(answer)));
    const outcome = unclear.length || about !== changes ? null : runtime.answer(data.rules, sent);
    outcome?.catch(() => {});
    return { about, read, found, unclear, sent, outcome };
  }

  const failed = () => page.dataset.ready === undefined;

  // What the calculator is doing; where it has failed, the whole decision as a table takes its place.
  function tell(text, broken = false) {
    state.textContent = text;
    state.classList.toggle("form__state--failed", broken);
    page.querySelector("[data-fall-back]").hidden = !broken;
    if (broken) interview.showAll();
  }

  function start() {
    runtime ??= policyRuntime(data.calculator);
    return runtime.ready.then(
      () => {
        tell(words.ready);
        page.dataset.ready = "";
        pause ??= setTimeout(ask, PAUSE); // what a browser runs for the first time it has to compile
      },
      () => tell(words.failed, true),
    );
  }
  if (self.requestIdleCallback) requestIdleCallback(start, { timeout: WAIT });
  else setTimeout(start, PAUSE);
  form.addEventListener("focusin", start, { once: true });

  // For what else a calculator's page does with the same day and the same worker.
  self.policyCalculator = {
    data,
    day: () => policyForm.read(form).answers.as_of,
    runtime: async () => {
      await start();
      return runtime;
    },
  };

  const labelOf = (name) => {
    const field = policyForm.fieldOf(form, name, rows);
    return field ? policyForm.labelOf(field) : name;
  };

  // Takes away all that was said of an answer: nothing of it may stand, be copied or be printed beside other answers.
  function withdraw() {
    result.hidden = true;
    result.replaceChildren();
    record.clear();
    outdated.textContent = "";
    delete page.dataset.outcome;
  }

  function replaceByNotice() {
    withdraw();
    outdated.textContent = words.outdated;
  }

  function acceptAll() {
    problems.hidden = true;
    document.title = title;
  }

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
    document.title = `${words.problem_title}: ${title}`;
    withdraw();
    problems.focus();
  }

  state.textContent = words.loading;
  form.querySelector("[type=submit]").disabled = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const about = changes;
    tell(failed() ? words.loading : words.working);
    await start();
    let now;
    let outcome;
    try {
      now = made?.about === changes && made.read ? made : await make();
      interview.leave(now.found);
      outcome = await now.outcome;
    } catch {
      tell(words.failed, true);
      return;
    }
    tell(words.ready);
    if (changes !== about) {
      replaceByNotice();
      return;
    }
    const { read, unclear, sent } = now;
    rows = read.rows;
    if (unclear.length) {
      refuse(unclear);
      return;
    }
    if (outcome.errors) {
      refuse(outcome.errors);
    } else {
      acceptAll();
      policyForm.mark(form, outcome.warnings, rows);
      policyResult(result, outcome, data, labelOf);
      outdated.textContent = "";
      // What was given and not sent stands in the record too, as not needed.
      const unused = Object.keys(read.answers).filter((answer) => !(answer in sent));
      const recorded = { ...outcome, ignored: [...new Set([...outcome.ignored, ...unused])] };
      record.show(recorded, read.answers, null);
      policyTimes(result, page.querySelector("[data-times-template]"), data,
        (moments) => runtime.times(data.rules, moments), (times) => record.show(recorded, read.answers, times));
    }
    page.dataset.sent = JSON.stringify(sent);
    page.dataset.outcome = JSON.stringify(outcome);
    page.dataset.answered = String(Number(page.dataset.answered ?? 0) + 1);
    page.dispatchEvent(new Event("policy:answered"));
  });
})();
