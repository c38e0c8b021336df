// Reads the form into the answers that the calculators take, and shows problems beside their fields. Empty is not known.
(function () {
  "use strict";

  // Half a date. It is no text, so that nobody can type it, and it is left out of what is sent.
  const INCOMPLETE = Symbol("incomplete");
  const two = (text) => text.padStart(2, "0");

  function partsOf(field) {
    return ["day", "month", "year"].map((part) => field.querySelector(`[data-part=${part}]`));
  }

  // A date as YYYY-MM-DD, undefined when nothing is written, INCOMPLETE when a part is missing. A year needs its four
  // figures: "15" for 2015 would make a child two thousand years old.
  function dateOf(field) {
    const [day, month, year] = partsOf(field).map((input) => input.value.trim());
    if (!day && !month && !year) return undefined;
    return day && month && year.length === 4 ? `${year}-${two(month)}-${two(day)}` : INCOMPLETE;
  }

  // A day and a time as YYYY-MM-DDTHH:MM, undefined when nothing is written, INCOMPLETE when a part is missing.
  function momentOf(field) {
    const day = dateOf(field);
    const time = field.querySelector("[data-part=time]").value.trim().replace(".", ":");
    if (!day && !time) return undefined;
    return day && day !== INCOMPLETE && time ? `${day}T${time.padStart(5, "0")}` : INCOMPLETE;
  }

  const wordOf = (field) => field.querySelector("[data-word]:checked")?.value;
  const chosen = (field) => field.querySelector("input[type=radio]:checked")?.value;
  const written = (field) => field.querySelector("input, select").value.trim() || undefined;
  const numberOf = (text) => (/^[0-9]+$/.test(text ?? "") ? Number(text) : text);

  function entryOf(entry) {
    const answers = {};
    for (const field of entry.querySelectorAll("[data-entry-answer]")) {
      const value = (entryReaders[field.dataset.kind] ?? written)(field);
      if (value !== undefined) answers[field.dataset.entryAnswer] = value;
    }
    return answers;
  }

  // Rows that are wholly empty are no entries. Each entry remembers its row, so that a problem finds it again.
  function entriesOf(field) {
    const how = chosen(field);
    const rows = [...field.querySelectorAll("[data-entry]")].filter((row) => Object.keys(entryOf(row)).length);
    if (how === "unknown") return { value: "unknown", rows: [] };
    if (how === "none") return { value: [], rows: [], contradicted: rows.length > 0 };
    const entries = rows.map(entryOf).map((entry) => ("bare" in field.dataset ? Object.values(entry)[0] : entry));
    return { value: rows.length ? entries : undefined, rows };
  }

  // Several may be ticked; "none of these" is an answer, nothing ticked is not.
  function severalOf(field) {
    const word = wordOf(field);
    if (word) return word === "none" ? [] : word;
    const ticked = [...field.querySelectorAll("[data-several]:checked")].map((input) => numberOf(input.value));
    return ticked.length ? ticked : undefined;
  }

  const entryReaders = {
    day: (field) => wordOf(field) ?? dateOf(field),
    number: (field) => wordOf(field) ?? numberOf(written(field)),
  };
  const readers = { ...entryReaders, choice: (field) => numberOf(chosen(field)), several: severalOf, moment: momentOf };

  // Returns {answers, rows, incomplete, contradicted}: the answers; answer name -> row elements of a list; fields with half
  // a date; lists that hold entries although "none" is chosen.
  self.policyForm = {
    read(form) {
      const answers = {};
      const rows = {};
      const incomplete = [];
      const contradicted = [];
      for (const field of form.querySelectorAll("[data-answer]")) {
        const name = field.dataset.answer;
        if (field.dataset.kind === "entries") {
          const entries = entriesOf(field);
          rows[name] = entries.rows;
          if (entries.contradicted) contradicted.push(name);
          if (entries.value !== undefined) answers[name] = entries.value;
          entries.rows.forEach((row, number) => {
            for (const [part, value] of Object.entries(entryOf(row))) if (value === INCOMPLETE) incomplete.push(`${name}[${number}].${part}`);
          });
          continue;
        }
        const value = readers[field.dataset.kind](field);
        if (value === INCOMPLETE) incomplete.push(name);
        else if (value !== undefined) answers[name] = value;
      }
      return { answers, rows, incomplete, contradicted };
    },

    // The element of the form that an answer's name means: "start", or "attendances[1].date".
    fieldOf(form, name, rows) {
      const entry = /^(\w+)\[(\d+)\](?:\.(\w+))?$/.exec(name);
      if (!entry) return form.querySelector(`[data-answer="${CSS.escape(name)}"]`);
      const row = rows[entry[1]]?.[Number(entry[2])];
      return (entry[3] && row?.querySelector(`[data-entry-answer="${entry[3]}"]`)) || row;
    },

    labelOf(field) {
      const label = field.querySelector("legend, label");
      const row = field.closest("[data-entry]");
      const where = row && row !== field ? `${row.querySelector("legend").textContent.trim()}: ` : "";
      return where + label.textContent.trim();
    },

    // Shows each problem beside its field; the field is marked invalid and described by it.
    mark(form, problems, rows) {
      for (const slot of form.querySelectorAll(".field__error")) slot.hidden = true;
      for (const marked of form.querySelectorAll(".field--wrong")) marked.classList.remove("field--wrong");
      for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
      for (const { answer, text } of problems) {
        const field = this.fieldOf(form, answer, rows);
        const slot = field?.querySelector(".field__error");
        if (!slot) continue;
        slot.textContent = text[0].toUpperCase() + text.slice(1);
        slot.hidden = false;
        field.classList.add("field--wrong");
        for (const input of field.querySelectorAll("input:not([data-word]), select")) input.setAttribute("aria-invalid", "true");
      }
    },

    setDate(field, date) {
      const [day, month, year] = partsOf(field);
      [day.value, month.value, year.value] = [date.getDate(), date.getMonth() + 1, date.getFullYear()];
    },

    // Adds rows to a list, takes them away, and keeps their numbers right.
    list(field) {
      const template = field.querySelector("[data-entry-template]");
      const holder = field.querySelector("[data-entries]");
      let made = holder.children.length;
      const number = () => [...holder.children].forEach((row, at) => {
        for (const place of row.querySelectorAll("[data-entry-number]")) place.textContent = at + 1;
        row.querySelector("[data-remove]").hidden = holder.children.length === 1;
      });
      const add = field.querySelector("[data-add]");
      add.hidden = false;
      add.addEventListener("click", () => {
        const copy = document.createElement("template");
        copy.innerHTML = template.innerHTML.replaceAll("NUMBER", String(made++));
        holder.append(copy.content);
        number();
        holder.lastElementChild.querySelector("input").focus();
      });
      holder.addEventListener("click", (event) => {
        if (!event.target.closest("[data-remove]")) return;
        event.target.closest("[data-entry]").remove();
        number();
        add.focus();
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      number();
    },
  };
})();
