// Jumps from change to change and shows the kinds that the reader picks. Without this script every change is shown.
(function () {
  "use strict";

  for (const section of document.querySelectorAll(".redline__edition")) follow(section);

  // Of several editions on one page, the keys are for the one at the top of the window.
  function current() {
    return [...document.querySelectorAll(".redline__edition")].find((section) => section.getBoundingClientRect().bottom > 0);
  }

  function follow(section) {
    const form = section.querySelector("[data-filter]");
    if (!form) return;
    const boxes = [...form.querySelectorAll("fieldset input[type=checkbox]")];
    const bar = section.querySelector("[data-jump]");
    const where = bar.querySelector("[data-where]");
    const keys = bar.querySelector("[data-keys]");
    const changes = [...section.querySelectorAll("[data-change]")];
    const rows = [...section.querySelectorAll("tr[data-kinds]")];
    const parts = [...section.querySelectorAll(".redline__part")];
    let last = null;
    form.hidden = bar.hidden = false;

    const shown = () => changes.filter((change) => !change.hidden);

    function filter() {
      const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
      for (const one of [...changes, ...rows]) {
        one.hidden = !one.dataset.kinds.split(" ").some((kind) => wanted.has(kind));
      }
      for (const part of parts) part.hidden = ![...part.querySelectorAll("[data-change]")].some((change) => !change.hidden);
      where.textContent = `${shown().length} of ${changes.length} clauses shown`;
    }

    // The change at which the reader is: the one in focus or last jumped to, else the first that is not above the window.
    function here(list) {
      const focused = list.findIndex((change) => change.contains(document.activeElement));
      if (focused >= 0) return focused;
      const top = last?.getBoundingClientRect().top;
      if (list.includes(last) && top >= 0 && top < innerHeight) return list.indexOf(last);
      const below = list.findIndex((change) => change.getBoundingClientRect().top > 0);
      return (below < 0 ? list.length : below) - 0.5;
    }

    function jump(step) {
      const list = shown();
      if (!list.length) return;
      const at = here(list);
      const next = step > 0 ? Math.floor(at + 1) : Math.ceil(at - 1);
      const place = Math.min(Math.max(next, 0), list.length - 1);
      last = list[place];
      last.focus();
      last.scrollIntoView({ block: "start" });
      where.textContent = `Change ${place + 1} of ${list.length}`;
    }

    function all(checked) {
      for (const box of boxes) box.checked = checked;
      filter();
    }

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => { if (boxes.includes(event.target)) filter(); });
    form.querySelector("[data-all]").addEventListener("click", () => all(true));
    form.querySelector("[data-none]").addEventListener("click", () => all(false));
    bar.querySelector("[data-next]").addEventListener("click", () => jump(1));
    bar.querySelector("[data-previous]").addEventListener("click", () => jump(-1));
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
      if (section !== current() || !keys.checked || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = { n: 1, p: -1 }[event.key.toLowerCase()];
      if (step) { jump(step); event.preventDefault(); }
    });

    // A link to a clause that the filter hides shows it again.
    addEventListener("hashchange", () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && changes.includes(target) && target.hidden) { all(true); target.scrollIntoView(); }
    });
  }
})();
