// The search fields of a page: the one in the header and any other ([data-search]). Engine and data are classic scripts, so that
// the search works from a folder too; they are taken in when a field is first used. Nothing typed is kept or sent.
(function () {
  "use strict";

  const own = document.currentScript.dataset;
  const root = own.root.replace(/\/?$/, "/");
  let loading;

  function script(address) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.async = false;
      element.src = address;
      element.onload = resolve;
      element.onerror = () => reject(new Error(address));
      document.head.append(element);
    });
  }

  function load() {
    // Without what words mean, what holds them is found all the same.
    loading ??= Promise.all([...own.scripts.split(" ").map(script), script(own.meanings).catch(() => {})]).then(() =>
      policySearchEngine(policySearchData, MiniSearch, policyStem, self.policyMeanings),
    );
    return loading;
  }

  function field(search) {
    const toggle = search.querySelector("label[for=__search]") && document.getElementById("__search");
    const input = search.querySelector("[data-search-input]");
    const results = search.querySelector("[data-search-results]");
    const state = search.querySelector("[data-search-state]");
    const go = search.querySelector("[data-search-go]");
    const invitation = state.textContent;

    async function show() {
      const query = input.value.trim();
      if (!query) {
        results.replaceChildren();
        state.textContent = invitation;
        return;
      }
      try {
        const engine = await load();
        if (query !== input.value.trim()) return;
        const answer = engine.answer(input.value);
        results.replaceChildren(...policyResults.shown(answer, policySearchData.danger, root, engine.marks));
        state.textContent = policyResults.said(answer);
      } catch {
        state.textContent = "The search could not start. Use the A to Z or the contents on the start page.";
      }
    }

    const links = () => [...results.querySelectorAll("a")];

    if (go) go.disabled = false;
    input.addEventListener("focus", () => {
      if (toggle) toggle.checked = true;
      load().catch(() => {});
    });
    input.addEventListener("input", show);
    search.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      await show();
      links().find((link) => link.protocol !== "tel:")?.click();
    });
    search.addEventListener("keydown", (event) => {
      const all = links();
      const at = all.indexOf(document.activeElement);
      if (event.key === "Escape") {
        if (toggle) {
          toggle.checked = false;
          input.blur();
        } else {
          input.value = "";
          show();
          input.focus();
        }
      } else if (event.key === "ArrowDown" && all.length) {
        event.preventDefault();
        all[Math.min(at + 1, all.length - 1)].focus();
      } else if (event.key === "ArrowUp" && at >= 0) {
        event.preventDefault();
        (at ? all[at - 1] : input).focus();
      }
    });
    if (toggle) {
      toggle.addEventListener("change", () => { if (toggle.checked) input.focus(); });
      results.addEventListener("click", (event) => { if (event.target.closest("a")) toggle.checked = false; });
      search.addEventListener("focusout", (event) => {
        if (event.relatedTarget && !search.contains(event.relatedTarget)) toggle.checked = false;
      });
    }
    return { toggle, input };
  }

  const fields = [...document.querySelectorAll("[data-search]")].map(field);

  // "/" goes to the field in the page's middle, if there is one, else to the header's.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const { toggle, input } = fields.find((each) => !each.toggle) ?? fields[0];
      if (toggle) toggle.checked = true;
      input.focus();
    }
  });
})();
