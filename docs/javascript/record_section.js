// The section under a result from which the record is copied or printed. It holds the record of the answer shown, or nothing.
(function () {
  "use strict";

  // A telephone number stays on one line; a line with blanks leaves room for a hand.
  const together = (text) => text.replace(/(\d{3,}) (?=\d{3})/g, "$1\u00a0");
  const forHand = (text) => (text.includes("____") ? " record__blank" : "");

  function written(sheet, record) {
    const paragraph = (text, kind) => {
      const made = document.createElement("p");
      made.className = kind + forHand(text);
      made.textContent = together(text);
      return made;
    };
    sheet.querySelector("[data-record-head]").replaceChildren(...record.head.map((line) => paragraph(line, "record__line")));
    sheet.querySelector("[data-record-body]").replaceChildren(...record.parts.flatMap(({ title, items }) => [
      ...(title ? [paragraph(title, "record__title")] : []),
      ...items.map(({ text, main, under = [] }) => {
        const item = document.createElement("div");
        item.className = title ? "record__item" : "record__item record__item--apart";
        item.append(paragraph(text, main ? "record__main" : "record__line"), ...under.map((line) => paragraph(line, "record__under")));
        return item;
      }),
    ]));
  }

  // Returns {show(outcome, answers, times), shown(), clear()}.
  self.policyRecordSection = function recordSection(section, data) {
    const sheet = section.querySelector("[data-record-sheet]");
    const state = section.querySelector("[data-record-state]");
    const byHand = section.querySelector("[data-record-by-hand]");
    const field = byHand.querySelector("textarea");
    let text = "";

    function settle() {
      state.textContent = "";
      byHand.hidden = true;
      field.value = "";
    }

    section.querySelector("[data-record-copy]").addEventListener("click", async () => {
      settle();
      try {
        await navigator.clipboard.writeText(text);
        state.textContent = data.record.copied;
      } catch {
        // A page from a folder, or a browser that asks first: the reader copies the text that is selected.
        field.value = text;
        byHand.hidden = false;
        field.focus();
        field.select();
        state.textContent = data.record.copy_by_hand;
      }
    });

    return {
      show(outcome, answers, times) {
        settle();
        const record = policyRecord(outcome, answers, times, data);
        text = policyRecord.text(record);
        written(sheet, record);
        section.hidden = false;
        // While a record is shown it is what the page prints, by the button and by the browser's own menu alike.
        document.documentElement.classList.add("prints-record");
      },
      shown: () => text !== "",
      clear() {
        settle();
        text = "";
        written(sheet, { head: [], parts: [] });
        section.hidden = true;
        document.documentElement.classList.remove("prints-record");
      },
    };
  };
})();
