// Shows what the search engine answers, and says it in one line. It knows nothing of fields and keys.
(function () {
  "use strict";

  const KINDS = { clause: "Clause", contact: "Number to ring", calculator: "Calculator", card: "Card", word: "Glossary", page: "Page", role: "For you" };
  const LENGTH = 190;

  function made(name, className, ...content) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...content);
    return element;
  }

  function ring(number) {
    const link = made("a", "search__ring", `Ring ${number}`);
    link.href = `tel:${number.replace(/ /g, "")}`;
    return link;
  }

  // The part of a text in which most of the found words stand, with those marked; its beginning where none stands in it.
  function excerpt(text, matched, marks) {
    const spans = marks(text, matched);
    const held = (start) => new Set(spans.filter((span) => span[0] >= start && span[1] <= start + LENGTH).map((span) => text.slice(...span).toLowerCase())).size;
    const starts = [0, ...spans.map((span) => span[0])];
    const best = starts.reduce((one, other) => (held(other) > held(one) ? other : one));
    const before = text.lastIndexOf(". ", best) + 1;
    const start = best < LENGTH / 2 ? 0 : best - before < LENGTH / 3 ? before + 1 : text.lastIndexOf(" ", best - 30) + 1;
    const end = start + LENGTH < text.length ? text.lastIndexOf(" ", start + LENGTH) : text.length;
    const shown = made("span", "search__text");
    if (start) shown.append("\u2026 ");
    let at = start;
    for (const [first, last] of spans) {
      if (first < at || last > end) continue;
      shown.append(text.slice(at, first), made("mark", "", text.slice(first, last)));
      at = last;
    }
    shown.append(text.slice(at, end), end < text.length ? " \u2026" : "");
    return { shown, found: spans.length > 0 };
  }

  // A piece out of a text, with marks where it goes on.
  function piece(text) {
    return `${/^[a-z]/.test(text) ? "\u2026 " : ""}${text}${/[.?!"]$/.test(text) ? "" : " \u2026"}`;
  }

  function result(hit, root, marks) {
    const link = made("a", "search__link");
    link.href = root + hit.address;
    const number = hit.kind === "clause" ? `${hit.number} ` : "";
    const title = made("span", "search__title", number ? made("strong", "", number) : "", hit.title, " ", made("span", "search__kind", KINDS[hit.kind]));
    if (hit.like) title.append(" ", made("span", "search__kind search__kind--like", "Near in meaning"));
    link.append(title);
    // The words of the start page that lead here, where the query holds two of them.
    const asked = (hit.asked ?? []).find((words) => marks(words, hit.matched).length > 1);
    if (asked) link.append(made("span", "search__asked", `\u201c${asked}\u201d`));
    // A question of ours that is like it is said to be that: the policy has none of its words.
    else if (hit.question && hit.like) link.append(made("span", "search__asked", `For questions like \u201c${hit.question}\u201d`));
    const inText = hit.nearest ? { shown: made("span", "search__text", piece(hit.nearest)), found: true } : excerpt(hit.text, hit.matched, marks);
    const found = inText.found || marks(`${hit.title}. ${hit.topics ?? ""}`, hit.matched).length;
    const inNotes = hit.notes && !found ? excerpt(hit.notes, hit.matched, marks) : undefined;
    if (inNotes?.found) {
      inNotes.shown.prepend("Note on this clause: ");
      link.append(inNotes.shown);
    } else {
      link.append(inText.shown);
    }
    const item = made("li", "search__result", link);
    item.dataset.id = hit.id;
    if (hit.kind === "contact") item.append(ring(hit.number));
    item.classList.add(`search__result--${hit.kind}`);
    return item;
  }

  function list(hits, root, marks) {
    return made("ol", "search__list", ...hits.map((hit) => result(hit, root, marks)));
  }

  // What the edition does not answer, and whom to ring instead.
  function notThere(entry, how) {
    const box = made("div", "search__missing", made("p", "", made("strong", "", how), entry.says));
    box.dataset.id = `missing:${entry.id}`;
    for (const contact of entry.contacts) box.append(made("p", "search__contact", ring(contact.number), made("span", "", made("strong", "", contact.title), ` ${contact.text}`)));
    return box;
  }

  // The elements that show an answer. root: the address of the edition's folder.
  function shown(answer, danger, root, marks) {
    const parts = [];
    if (answer.danger) {
      const line = made("p", "search__danger", made("strong", "", danger.says), " ", ring(danger.number), " ", made("span", "search__source", "Not from the policy's text."));
      line.dataset.id = "danger";
      parts.push(line);
    }
    for (const entry of answer.missing) parts.push(notThere(entry, "Not in this edition. "));
    if (answer.perhaps) parts.push(notThere(answer.perhaps, "Perhaps not in this edition. "));
    if (answer.nearest.length) parts.push(made("p", "search__heading", "Nearest in this edition"), list(answer.nearest, root, marks));
    if (answer.nearest.length && answer.hits.length) parts.push(made("p", "search__heading", "Others with some of these words; they do not answer it"));
    if (answer.hits.length && !answer.literal && !answer.nearest.length) parts.push(made("p", "search__heading", "Nothing holds these words. Nearest in meaning:"));
    if (answer.hits.length) parts.push(list(answer.hits, root, marks));
    return parts;
  }

  // One line for eye and ear: how much was found, and how well it fits.
  function said(answer) {
    const count = answer.nearest.length + answer.hits.length;
    const alike = answer.hits.filter((hit) => hit.like).length;
    const results = `${answer.more ? "The first " : ""}${count} ${count === 1 ? "result" : "results"}`;
    const parts = [];
    if (answer.danger) parts.push("Emergency line first.");
    if (!count && !answer.missing.length && !answer.perhaps) return [...parts, "Nothing found in this edition. Try another word, or ring if a child may be at risk."].join(" ");
    for (const [typed, meant] of answer.meant) parts.push(`\u201c${typed}\u201d taken as \u201c${meant}\u201d.`);
    if (answer.missing.length) parts.push("Not in this edition.");
    if (answer.perhaps) parts.push("Perhaps not in this edition.");
    if (answer.unknown.length && !answer.missing.length) parts.push(`This edition has nothing on ${answer.unknown.map((word) => `\u201c${word}\u201d`).join(", ")}.`);
    else if (!answer.whole && !answer.missing.length && count) parts.push("None holds all of that; the nearest stand first.");
    parts.push(alike ? `${results}, ${alike === count ? (count === 1 ? "" : "all ") : `${alike} of them `}near in meaning only.` : `${results}.`);
    return parts.join(" ");
  }

  self.policyResults = { shown, said };
})();
