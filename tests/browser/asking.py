"""Asks many queries of a search in a browser: ours by its field or by its engine, and the stock search of Material."""

# Types each query into the first field of the page and waits for what is shown.
BY_THE_FIELD = """async (queries) => {
    const input = document.querySelector("[data-search-input]");
    const results = input.closest("[data-search]").querySelector("[data-search-results]");
    const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
    const ask = async (query) => {
        results.replaceChildren();
        input.value = query;
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await wait(0);
        return [...results.querySelectorAll("[data-id]")].map((element) => element.dataset.id);
    };
    const before = performance.now();
    input.focus();
    while (!(await ask("referral")).length) await wait(5);
    const first = performance.now() - before;
    const found = [];
    const times = [];
    for (const query of queries) {
        const began = performance.now();
        found.push(await ask(query));
        times.push(performance.now() - began);
    }
    return { found, first, times };
}"""

# Asks the page's engine itself, and reads what would be shown without showing it.
BY_THE_ENGINE = """async (queries) => {
    const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
    document.querySelector("[data-search-input]").focus();
    while (!self.policyResults || !self.policySearchEngine || !self.policySearchData || !self.MiniSearch || !self.policyStem || !self.policyMeanings) await wait(5);
    const engine = policySearchEngine(policySearchData, MiniSearch, policyStem, policyMeanings);
    return queries.map((query) => {
        const box = document.createElement("div");
        box.append(...policyResults.shown(engine.answer(query), policySearchData.danger, "", engine.marks));
        return [...box.querySelectorAll("[data-id]")].map((element) => element.dataset.id);
    });
}"""

# Keeps Material's worker and what it answers. Its messages: 2 asks, 3 answers.
WATCH_THE_WORKER = """self.answers = [];
const Stock = self.Worker;
self.Worker = class extends Stock {
    constructor(...rest) {
        super(...rest);
        self.stock = this;
        this.addEventListener("message", (event) => {
            if (event.data.type !== 3) return;
            self.answers.push(event.data.data.items.map((group) => group.map((entry) => entry.location)));
            if (self.unseen) event.stopImmediatePropagation();
        });
    }
};"""

# Asks Material's search: typed into its field, or, which shows nothing and is quicker, its worker with the very message that its field sends.
STOCK = """async ([queries, typed]) => {
    const input = document.querySelector("[data-md-component=search-query]");
    const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
    const found = [];
    self.unseen = !typed;
    input.focus();
    for (const query of ["policy", ...queries]) {
        const before = self.answers.length;
        if (typed) {
            input.value = query;
            input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
        } else self.stock.postMessage({ type: 2, data: query });
        for (let turn = 0; turn < 2000 && self.answers.length === before; turn += 1) await wait(1);
        found.push(self.answers.length > before ? self.answers.at(-1) : null);
    }
    return found.slice(1);
}"""


def rank(results, right):
    """Return the place of the first right result, counted from 1; None where there is none."""
    return next((place for place, result in enumerate(results, 1) if right(result)), None)


def told(places, name):
    """Return the share of queries answered among the first three, the mean reciprocal rank, and both as a line."""
    at_three = sum(place is not None and place <= 3 for place in places) / len(places)
    mean = sum(1 / place for place in places if place) / len(places)
    return at_three, mean, f"search, {name}, {len(places)} queries: {at_three:.1%} right among the first 3, mean reciprocal rank {mean:.3f}"
