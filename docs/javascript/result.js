// Shows an outcome: one clear instruction, who does it and by when, why, what is not known, cautions. Text only, no HTML.
(function () {
  "use strict";

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) if (value !== undefined && value !== null) made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }
  self.policyElement = element;

  // Words in which every number of the contacts can be rung.
  function ringing(text, numbers) {
    const parts = [];
    let rest = text;
    while (rest) {
      const found = numbers.map((number) => [rest.indexOf(number), number]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0])[0];
      if (!found) break;
      parts.push(rest.slice(0, found[0]), element("a", { class: "ring", href: `tel:${found[1].replaceAll(" ", "")}` }, found[1]));
      rest = rest.slice(found[0] + found[1].length);
    }
    return [...parts, rest];
  }

  // data: the page's rules, clause addresses, contacts. labels: answer name -> the question's label in the form.
  self.policyResult = function show(place, outcome, data, labelOf) {
    const shared = data.rules.words.shared;
    const words = data.rules.words[data.calculator];
    const numbers = Object.values(data.contacts).filter((number) => number.includes(" "));
    const clauses = (ids) => ids.flatMap((id, at) => {
      const { name, address } = data.clauses[id];
      return [at ? ", " : "", address ? element("a", { href: address }, name) : name];
    });
    const cited = (entry) => element("span", { class: "cited" }, "From ", ...clauses(entry.clauses), entry.authority ? `; ${entry.authority}` : "");
    const layer = (entry) => (entry.layer === "policy" ? null : element("span", { class: `layer layer--${entry.layer}` }, shared.layers[entry.layer]));
    const day = (text) => {
      const [year, month, date] = text.split("-").map(Number);
      return `${date} ${shared.months[month - 1]} ${year}`;
    };
    const names = (list) => list.split(", ").map(labelOf);

    const actions = outcome.actions.map((action) => element("li", { class: "action", "data-action": action.id },
      element("p", { class: "action__text" }, ...ringing(action.text, numbers)),
      element("dl", { class: "action__facts" },
        element("div", {}, element("dt", {}, "Who"), element("dd", {}, action.who)),
        action.by ? element("div", {}, element("dt", {}, "By when"), element("dd", {}, action.by)) : null,
        action.when ? element("div", {}, element("dt", {}, "Depends on"), ...names(action.when).map((name) => element("dd", {}, name))) : null),
      element("p", { class: "action__source" }, cited(action), " ", layer(action))));

    const marks = { true: ["Yes", "met"], false: ["No", "unmet"], null: ["Not known", "open"] };
    const why = (reasons) => element("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": "Why" }, element("table", { class: "reasons" },
      element("thead", {}, element("tr", {}, ...["Found", "Test", "Met?"].map((title) => element("th", { scope: "col" }, title)))),
      element("tbody", {}, ...reasons.map((reason) => {
        const [word, kind] = marks[String(reason.met)];
        return element("tr", {},
          element("td", { class: "reason__found" }, reason.found),
          element("td", {}, reason.test, " ", element("br"), cited(reason), " ", layer(reason)),
          element("td", {}, element("strong", { class: `met met--${kind}` }, word)));
      }))));
    const told = (recipients) => element("ul", {}, ...recipients.map((name) => {
      const { label, contact } = words.recipients[name];
      return element("li", {}, label, ...(contact ? [": ", ...ringing(data.contacts[contact], numbers)] : []));
    }));
    const careful = (cautions) => element("ul", { class: "cautions" }, ...cautions.map((entry) => element("li", {},
      element("strong", {}, `${shared.kinds[entry.kind]}. `), ...ringing(entry.text, numbers), " ", element("span", { class: "cited" }, "From ", ...clauses(entry.clauses)))));

    // The list of which each entry has an answer of its own, such as the children of a household, and its words.
    const [listed, ofEach] = Object.keys(words.questions).map((name) => [name, data.rules.words[`${data.calculator}.${name}`]]).find(([, found]) => found) ?? [];
    const each = (child, number) => element("section", { class: "child" },
      element("h4", {}, `${words.questions[listed].entry} ${number + 1}`),
      child.recipients.length ? element("p", {}, "Tell:") : element("p", {}, child.headline),
      ...(child.recipients.length ? [told(child.recipients)] : []),
      ...(child.cautions.length ? [careful(child.cautions)] : []),
      ...(child.nearest_change ? [element("p", {}, child.nearest_change)] : []),
      element("details", {}, element("summary", {}, "Why"), why(child.reasons)));

    const part = (title, ...children) => [element("h3", {}, title), ...children];
    place.replaceChildren(
      element("h2", { class: `result__headline result__headline--${outcome.possible.length > 1 ? "open" : "settled"}`, tabindex: "-1" }, outcome.headline),
      element("p", { class: "result__note" }, outcome.note),
      ...(outcome.ground ? [element("p", {}, element("strong", {}, "What decides: "), outcome.ground)] : []),
      element("p", { class: "result__emergency" }, element("strong", {}, outcome.emergency), " ", element("span", { class: "layer layer--safety" }, shared.layers.safety)),
      ...(actions.length ? part("What to do", element("ol", { class: "actions" }, ...actions)) : []),
      ...(outcome[listed]?.length
        ? part(ofEach.told, ...outcome[listed].map(each))
        : outcome.recipients.length ? part("Who is told", told(outcome.recipients)) : []),
      ...(outcome.versions.length
        ? part("As the policy prints it", element("dl", { class: "versions" }, ...outcome.versions.map((version) => element("div", {},
          element("dt", {}, ...clauses([version.clause])), element("dd", {}, version.text)))))
        : []),
      ...(outcome.unknown.length
        ? part("Not known yet", element("ul", { class: "unknown" }, ...outcome.unknown.map((entry) => element("li", {},
          element("strong", {}, labelOf(entry.answer)), ` ${entry.settles} `, element("em", {}, `Until then: ${entry.until_then}`)))))
        : []),
      ...(outcome.nearest_change ? part("What would change this", element("p", {}, outcome.nearest_change)) : []),
      ...part("Why", why(outcome.reasons)),
      ...(outcome.by_text_alone !== outcome.outcome
        ? [element("p", { class: "by-text" }, element("strong", {}, "By the policy's own words alone: "), words.outcomes[outcome.by_text_alone].title,
          ". The answer above also takes in what law or safety adds.")]
        : []),
      ...(outcome.warnings.length
        ? part("Check these entries", element("ul", {}, ...outcome.warnings.map((entry) => element("li", {}, `${labelOf(entry.answer)}: ${entry.text}`))))
        : []),
      ...(outcome.cautions.length
        ? part("Take care", careful(outcome.cautions))
        : []),
      ...(outcome.ignored.length
        ? [element("p", { class: "quiet" }, "Given but not needed for this answer: ", outcome.ignored.map(labelOf).join("; "))]
        : []),
      element("p", { class: "quiet" }, `Edition ${outcome.edition}, day of the decision ${day(outcome.as_of)}. This supports your judgement; it does not replace it.`),
    );
    place.hidden = false;
    place.querySelector("h2").focus();
    place.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  };
  Object.assign(self.policyResult, { element, ringing });
})();
