// The times that follow a referral by telephone: a small form under the action that says to refer. Text only, no HTML.
(function () {
  "use strict";

  const two = (number) => String(number).padStart(2, "0");

  function localTime(moment) {
    return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
  }

  const { element, ringing } = policyResult;

  // What something rests on: its clauses as links, its authority, and the layer it belongs to where that is not the policy.
  function citing(entry, data) {
    const clauses = entry.clauses.flatMap((id, at) => [at ? ", " : "", element("a", { href: data.clauses[id].address }, data.clauses[id].name)]);
    const cited = element("span", { class: "cited" }, "From ", ...clauses, entry.authority ? `; ${entry.authority}` : "");
    if (entry.layer === "policy") return [cited];
    return [cited, " ", element("span", { class: `layer layer--${entry.layer}` }, data.rules.words.shared.layers[entry.layer])];
  }

  function show(place, times, data) {
    const numbers = Object.values(data.contacts).filter((number) => number.includes(" "));
    const entry = (told) => element("div", { class: "times__entry" },
      element("dt", {}, `${told.label}: `, element("strong", {}, told.when)),
      element("dd", {}, ...(told.passed ? [element("strong", { class: "times__passed" }, told.passed), " "] : []),
        ...ringing(told.text, numbers), " ", ...citing(told, data)));
    place.replaceChildren(
      element("h4", { class: "times__heading", tabindex: "-1" }, data.times.heading),
      element("p", {}, times.called, ...times.warnings.map((warning) => element("strong", { class: "times__passed" }, ` ${warning.text}`))),
      element("dl", { class: "times__list" }, entry(times.written_by), entry(times.ask_from), entry(times.chase_by)),
      element("ul", {}, ...times.notes.map((note) => element("li", {}, note.text, " ", ...citing(note, data)))),
    );
    place.firstChild.focus();
  }

  // Puts the form under the first action of the result that refers. ask: moments -> a promise of the times or of errors;
  // told: what is shown has changed, with the times or with null.
  self.policyTimes = function offer(result, template, data, ask, told) {
    const actions = data.rules.words[data.calculator].actions;
    const place = [...result.querySelectorAll("[data-action]")].find((item) => actions[item.dataset.action]?.refers);
    if (!place) return;
    place.append(template.content.cloneNode(true));
    const box = place.querySelector("[data-times]");
    const form = box.querySelector("form");
    const shown = box.querySelector("[data-times-shown]");
    let changes = 0;
    box.open = Boolean(actions[place.dataset.action].headline);

    function refuse(problems) {
      policyForm.mark(form, problems, {});
      form.querySelector("input").focus();
    }

    form.addEventListener("input", () => {
      changes += 1;
      shown.replaceChildren();
      told(null);
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const { answers } = policyForm.read(form);
      const asked = ++changes;
      shown.replaceChildren();
      told(null);
      if (!answers.call) {
        refuse([{ answer: "call", text: data.times.incomplete }]);
        return;
      }
      const times = await ask({ call: answers.call, now: localTime(new Date()) }).catch(() => ({ errors: [{ text: data.form.failed }] }));
      if (asked !== changes || !form.isConnected) return;
      if (times.errors) {
        refuse(times.errors.map(({ text }) => ({ answer: "call", text })));
        return;
      }
      policyForm.mark(form, [], {});
      show(shown, times, data);
      told(times);
    });
  };
})();
