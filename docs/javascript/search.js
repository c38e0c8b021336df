// Finds clauses, numbers and calculators as the reader types. Engine and index are classic scripts, so that the search
// works from a folder too; they are taken in when the field is first used.
(function () {
  "use strict";

  const MOST = 12;
  const search = document.querySelector("[data-search]");
  const toggle = document.getElementById("__search");
  const input = search.querySelector("input");
  const list = search.querySelector("ol");
  const state = search.querySelector("[role=status]");
  const invitation = state.textContent;
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
    loading ??= Promise.all([script(search.dataset.engine), script(search.dataset.index)]).then(() => {
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

  function item(hit) {
    const link = document.createElement("a");
    link.className = "md-search-result__link";
    link.href = search.dataset.root.replace(/\/?$/, "/") + hit.address;
    const article = document.createElement("article");
    article.className = "md-search-result__article md-typeset";
    const title = document.createElement("p");
    title.className = "search-title";
    const number = document.createElement("strong");
    number.textContent = hit.number || hit.kind;
    title.append(number, ` ${hit.title}`);
    const text = document.createElement("p");
    text.className = "search-text";
    text.textContent = excerpt(hit.text, hit.terms);
    article.append(title, text);
    link.append(article);
    const element = document.createElement("li");
    element.className = "md-search-result__item";
    element.append(link);
    return element;
  }

  async function show() {
    const query = input.value.trim();
    if (!query) {
      list.replaceChildren();
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
    list.replaceChildren(...hits.map(item));
    state.textContent = hits.length
      ? `${hits.length === MOST ? `The first ${MOST}` : hits.length} ${hits.length === 1 ? "result" : "results"}`
      : "Nothing found in this edition. Try another word, or ring if a child may be at risk.";
  }

  function links() {
    return [...list.querySelectorAll("a")];
  }

  function close() {
    toggle.checked = false;
    input.blur();
  }

  input.addEventListener("focus", () => { toggle.checked = true; load().catch(() => {}); });
  input.addEventListener("input", show);
  toggle.addEventListener("change", () => { if (toggle.checked) input.focus(); });
  search.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await show();
    links()[0]?.click();
  });
  list.addEventListener("click", (event) => { if (event.target.closest("a")) toggle.checked = false; });
  search.addEventListener("keydown", (event) => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape") {
      close();
    } else if (event.key === "ArrowDown" && all.length) {
      event.preventDefault();
      all[Math.min(at + 1, all.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at ? all[at - 1] : input).focus();
    }
  });
  search.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !search.contains(event.relatedTarget)) toggle.checked = false;
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      toggle.checked = true;
      input.focus();
    }
  });
})();
