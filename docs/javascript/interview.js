// The interview: of all questions the form shows those that can still change the outcome, the most decisive first. An
// answer that no longer matters stays, marked. What the reader is in, and what Tab leads to next, is left alone, and so
// is everything above it: changes happen below, or wait until the reader has left the questions.
(function () {
  "use strict";

  const CONTROLS = "input, select, textarea";

  // Whether the reader has put anything into a field; "I don't know" is something.
  function touched(field) {
    return [...field.querySelectorAll(CONTROLS)].some((control) =>
      control.matches("[type=radio], [type=checkbox]") ? control.checked !== control.defaultChecked : control.value.trim() !== "");
  }

  // Whether the next Tab leaves the field: its last control has the focus. The radio buttons of a group are one stop.
  function atTheEnd(field) {
    const here = document.activeElement;
    const last = [...field.querySelectorAll(`${CONTROLS}, button`)].filter((control) => control.getClientRects().length).pop();
    return here === last || (here.type === "radio" && last.type === "radio" && here.name === last.name);
  }

  // first: what is asked before anything is answered. States are those of `calculators.ask`.
  // Returns {update, outdate, reset, showAll, leave}.
  self.policyInterview = function (page, first, words) {
    const form = page.querySelector("[data-form]");
    const holder = form.querySelector("[data-questions]");
    const progress = form.querySelector("[data-progress]");
    const control = page.querySelector("[data-interview-control]");
    const everything = control.querySelector("[data-show-all]");
    const nameOf = (field) => field.dataset.answer;
    let state = first;
    let upToDate = true;
    let wasEnough = false;
    let byKeyboard = false;
    let pressed = false;
    let soon;

    // How far down the questions stand as they are: to the one that has the focus, or that Tab is about to enter.
    function held(fields) {
      const here = fields.findIndex((field) => field.contains(document.activeElement));
      if (here < 0 || !byKeyboard || !atTheEnd(fields[here])) return here;
      const next = fields.findIndex((field, at) => at > here && !field.hidden);
      return next < 0 ? here : next;
    }

    function arrange() {
      if (!pressed) settle(held);
    }

    // downTo: how far down the questions stay as they are. The one that has the focus does so in any case.
    function settle(downTo) {
      const anchor = document.activeElement;
      const before = anchor.getBoundingClientRect().top;
      const fields = [...holder.children];
      const fixed = downTo(fields);
      order(fields, fixed);
      fields.forEach((field, at) => {
        const asked = state.in_order.includes(nameOf(field));
        const answered = touched(field);
        const stays = (at <= fixed || field.contains(anchor)) && !field.hidden;
        field.hidden = !(everything.checked || asked || answered || stays);
        mark(field, !asked && !field.hidden && (answered || !everything.checked), answered);
      });
      if (upToDate) tellProgress(fields);
      const moved = anchor.getBoundingClientRect().top - before;
      if (moved && anchor !== document.body) scrollBy({ top: moved, behavior: "instant" });
    }

    // What is answered never moves. The rest follows in the order to ask it; all of it in its printed order if wished.
    function order(fields, fixed) {
      if (everything.checked && fixed >= 0) return;
      const rank = (field) => {
        const asked = everything.checked ? -1 : state.in_order.indexOf(nameOf(field));
        return asked < 0 ? state.in_order.length + Number(field.dataset.place) : asked;
      };
      const mayMove = (field, at) => !field.contains(document.activeElement) && !touched(field) && (at > fixed || field.hidden);
      const free = fields.filter((field, at) => everything.checked || mayMove(field, at));
      const ordered = [...fields.filter((field) => !free.includes(field)), ...free.sort((a, b) => rank(a) - rank(b))];
      if (ordered.some((field, at) => field !== fields[at])) holder.append(...free);
    }

    function mark(field, unneeded, answered) {
      const place = field.querySelector("[data-unneeded]");
      const text = unneeded ? words[answered ? "no_longer_needed" : "no_longer_asked"] : "";
      if (place.textContent !== text) place.textContent = text;
      place.hidden = !unneeded;
      field.classList.toggle("field--unneeded", unneeded);
    }

    // Said once: the words are only touched where they change.
    function tellProgress(fields) {
      const read = policyForm.read(form);
      const unclear = [...read.incomplete, ...state.unusable];
      const dealtWith = (name) => {
        const field = policyForm.fieldOf(form, name, read.rows);
        if (!field || !touched(field) || unclear.some((part) => part === name || part.startsWith(`${name}[`))) return false;
        const parts = (read.rows[name] ?? []).flatMap((row) => [...row.querySelectorAll("[data-asked]")]);
        return parts.every(touched);
      };
      const enough = state.still_open.every(dealtWith);
      const left = fields.some((field) => state.in_order.includes(nameOf(field)) && !touched(field));
      const text = enough ? words[left ? "enough_but_optional" : "enough"] : wasEnough ? words.more_again : "";
      wasEnough ||= enough;
      if (progress.textContent !== text) progress.textContent = text;
    }

    function arrangeSoon() {
      clearTimeout(soon);
      soon = setTimeout(arrange);
    }

    // Nothing moves under a pointer that is pressed, or the click would miss.
    document.addEventListener("pointerdown", () => { pressed = true; byKeyboard = false; });
    for (const kind of ["pointerup", "pointercancel"]) document.addEventListener(kind, () => { pressed = false; arrangeSoon(); });
    document.addEventListener("keydown", () => { byKeyboard = true; });
    document.addEventListener("focusin", arrangeSoon);
    document.addEventListener("focusout", arrangeSoon);
    everything.addEventListener("change", arrange);
    control.hidden = false;

    return {
      // A state that could not be found out, for want of a day of decision, leaves the questions as they are.
      update(found) {
        upToDate = !found.errors;
        if (upToDate) state = found;
        else progress.textContent = "";
        arrange();
      },
      outdate() { upToDate = false; },
      reset() {
        state = first;
        wasEnough = false;
        progress.textContent = "";
        arrange();
      },
      showAll() {
        everything.checked = true;
        control.hidden = true;
        arrange();
      },
      // The reader asks for the answer, and so leaves the questions.
      leave(found) {
        if (found.errors) return;
        state = found;
        settle(() => -1);
      },
    };
  };
})();
