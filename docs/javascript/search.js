// The search fields of a page: the one in the header and any other ([data-search]). Engine and index are classic scripts, so that
// the search works from a folder too; they are taken in when a field is first used. Nothing typed is kept or sent.
(function () {
  "use strict";

  const MOST = 12;
  const own = document.currentScript.dataset;
  let loading;

  function script(address) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = resolve;
      element.onerror = () => reject(new Error(address));
      document.head.append(element);
    });
  }

  function load() {
    loading ??= Promise.all([script(own.engine), script(own.index)]).then(() => {
      const { options, index } = self.policySearchIndex;
      return MiniSearch.loadJS(index, options);
    });
    return loading;
  }

  function find(engine, query) {
    const exact = engine.search(query, { fields: ["number"], prefix: false, fuzzy: false }).filter((hit) => hit.number === query);
    const strict = engine.search(query);
    const wide = strict.length ? strict : engine.search(query, { combineWith: "OR" });
    const seen = new Set();
    return [...exact, ...wide].filter((hit) => !seen.has(hit.id) && seen.add(hit.id)).slice(0, MOST);
  }

  // A few words around the first word that was found, so that the reader sees why the clause is here.
  function excerpt(text, terms) {
    const at = Math.max(0, Math.min(...terms.map((term) => text.toLowerCase().indexOf(term)).filter((place) => place >= 0), text.length));
    const start = at > 60 && at < text.length ? text.lastIndexOf(" ", at - 50) + 1 : 0;
    const part = text.slice(start, start + 160);
    return (start ? "\u2026 " : "") + part + (start + 160 < text.length ? "\u2026" : "");
  }

  function made(name, className, ...content) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...content);
    return element;
  }

  function item(hit) {
    const link = made("a", "search__link");
    link.href = own.root.replace(/\/?$/, "/") + hit.address;
    const number = made("strong", "", hit.number || hit.kind);
    link.append(made("span", "search__title", number, ` ${hit.title}`), made("span", "search__text", excerpt(hit.text, hit.terms)));
    return made("li", "search__result", link);
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
      let hits;
      try {
        hits = find(await load(), query);
      } catch {
        state.textContent = "The search could not start. Use the contents on the start page.";
        return;
      }
      if (query !== input.value.trim()) return;
      results.replaceChildren(made("ol", "search__list", ...hits.map(item)));
      state.textContent = hits.length
        ? `${hits.length === MOST ? `The first ${MOST}` : hits.length} ${hits.length === 1 ? "result" : "results"}`
        : "Nothing found in this edition. Try another word, or ring if a child may be at risk.";
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
      links()[0]?.click();
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
