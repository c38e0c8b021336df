// Answers a query: what of it the edition holds, best first, and whether it asks for something that is not there or for help at once.
// MiniSearch ranks each word (BM25); here the words are joined, so that what holds more of them stands above what holds one often.
(function () {
  "use strict";

  const { words, phrases, found, isStop } = self.policyWords;
  const MOST = 12;
  const FIELDS = { number: 3, heading: 3, title: 2, topics: 3, terms: 1, text: 2, notes: 0.6 };
  const KINDS = { clause: 1, calculator: 0.9, card: 0.9, contact: 0.6, word: 0.45, page: 0.5 };
  const NAMED = 1.5; // what a group names is more to the point than a word that is only rare
  const LITERAL = 0.5; // the very word beside its group, which counts 1
  const LEAST = 0.4; // of the part of a question that the best result holds
  const COMMON = 0.4; // a part that so many hold is not marked where it stands
  const BEGUN = 0.6; // a word that begins with what was typed
  const EVEN = 0.7; // below 1: that a part is there counts for more than how often
  const SLIP = 0.7; // a word that differs from what was typed by a letter or two
  const RING = new Set(["number", "phone", "telephone", "tel", "ring", "call", "contact", "dial", "helpline"]);
  const MEANS = /\b(what (is|are|does|do|s)|whats|meaning|means?|definition|define|stands? for|short for)\b/;

  const FRAME = new Set(["mean", "definit", "defin", "stand", "short"]);

  // The smallest words, which do not even tell one question from another.
  const SMALL = new Set(["a", "an", "the", "is", "are", "of", "on", "in", "to", "for", "my", "i", "do", "be", "and", "or", "with", "at", "by"]);
  const places = ({ first, after }) => Array.from({ length: after - first }, (_, at) => first + at);

  function engine(data, MiniSearch, stemmer) {
    const stems = new Map(); // the same words come thousands of times
    const stem = (word) => stems.get(word) ?? stems.set(word, stemmer(word)).get(word);
    const tree = phrases(data.groups, stem);
    const surface = new Map(); // each word that can be meant -> its stem

    const group = (number) => `=${number}`;
    // A text as the index holds it: its stems, and the groups whose equal words stand in it.
    function terms(text) {
      const list = words(text, stem);
      for (const { word, stem: key } of list) surface.set(word, key);
      const keys = list.map((each) => each.stem);
      return [...keys, ...found(tree, keys).flatMap((hit) => hit.equal.map(group))];
    }

    const index = new MiniSearch({
      fields: Object.keys(FIELDS),
      tokenize: terms,
      processTerm: (term) => term,
      searchOptions: { tokenize: (term) => [term], boost: FIELDS },
    });
    index.addAll(data.documents.map((each) => ({ number: "", title: "", text: "", ...each })));
    const joined = (list) => list.map((each) => each.stem).join(" ");
    const numbers = new Map(data.documents.filter((each) => each.number).map((each) => [each.id, joined(words(each.number, stem))]));
    const documents = new Map(data.documents.map((each) => [each.id, each]));
    for (const { words: equal, from } of data.groups) terms([...equal, ...from].join(" . "));
    for (const { asks } of [...data.missing, data.danger]) terms(asks.join(" . "));

    const known = new Set(surface.values());
    let spelling;
    // The words that differ from one by a slip, nearest first. Words of three letters are taken as they are.
    function corrected(word) {
      if (word.length < 4 || /\d/.test(word)) return [];
      if (!spelling) {
        spelling = new MiniSearch({ idField: "word", fields: ["word"], tokenize: (each) => [each], processTerm: (each) => each });
        spelling.addAll([...surface.keys()].filter((each) => each.length > 3 && !/\d/.test(each)).map((each) => ({ word: each })));
      }
      const most = word.length < 6 ? 1 : 2;
      const near = spelling.search(word, { fuzzy: most, maxFuzzy: most }).map(({ id }) => id);
      const swapped = [...word].slice(1).map((letter, at) => word.slice(0, at) + letter + word[at] + word.slice(at + 2));
      const rank = (each) => (swapped.includes(each) ? 0 : 2) + (each[0] === word[0] ? 0 : 2) + distance(word, each);
      return [...new Set([...swapped.filter((each) => surface.has(each)), ...near])].sort((a, b) => rank(a) - rank(b)).slice(0, 3);
    }

    // What was typed as words, each with the stem that is meant: a slip is put right here, so that phrases hold.
    function read(query) {
      const typed = words(query, stem);
      return typed.map((each, at) => {
        const last = at === typed.length - 1 && !/\s$/.test(query);
        if (surface.has(each.word) || isStop(each.word) || /\d/.test(each.word)) return { ...each, last, others: [] };
        const begun = last && each.word.length > 1 && [...surface.keys()].some((word) => word.startsWith(each.word));
        if (begun || known.has(each.stem)) return { ...each, last, begun, others: [] };
        const meant = corrected(each.word);
        if (!meant.length) return { ...each, last, others: [] };
        const keys = [...new Set(meant.map((word) => surface.get(word)))];
        return { ...each, last, slip: meant[0], stem: keys[0], others: keys.slice(1) };
      });
    }

    // The parts of a query that are looked up: phrases and single words, each with the groups it leads to.
    function parts(list) {
      const keys = list.map((each) => each.stem);
      const unfinished = list.at(-1)?.last && list.at(-1).word.length > 1 ? list.at(-1).word : undefined;
      const hits = found(tree, keys, unfinished).sort((a, b) => b.after - b.first - (a.after - a.first));
      const taken = new Set();
      const units = [];
      for (const { first, after, equal, from } of hits) {
        const at = places({ first, after });
        if (at.some((place) => taken.has(place))) continue;
        for (const place of at) taken.add(place);
        units.push({ first, after, equal, groups: [...equal, ...from], words: list.slice(first, after) });
      }
      list.forEach((word, at) => {
        if (!taken.has(at)) units.push({ first: at, after: at + 1, equal: [], groups: [], words: [word] });
      });
      return units.sort((a, b) => a.first - b.first);
    }

    // What holds a part: id -> score, with the index's terms that were matched there.
    function look(unit) {
      const best = new Map();
      const take = (results, weight) => {
        for (const { id, score, terms: matched } of results) {
          const old = best.get(id) ?? { score: 0, terms: new Set() };
          old.score += score * weight;
          for (const term of matched) old.terms.add(term);
          best.set(id, old);
        }
      };
      const content = unit.words.filter((each) => !isStop(each.word) || unit.words.length === 1);
      for (const number of new Set(unit.groups)) take(index.search(group(number)), 1);
      const literal = unit.groups.length ? LITERAL : 1;
      if (content.length > 1) take(index.search({ combineWith: "AND", queries: content.map((each) => each.stem) }), literal / content.length);
      for (const word of unit.words.length === 1 ? content : []) {
        take(index.search(word.stem), literal * (word.slip ? SLIP : 1));
        for (const other of word.others) take(index.search(other), SLIP / 2);
        if (word.word.length > 2 && (word.last || word.word.length > 4)) {
          const begun = index.search(word.word, { prefix: true }).filter(({ id }) => !best.has(id));
          take(begun, BEGUN * literal);
        }
      }
      return best;
    }

    // What an author wrote down as asked, as parts that a query has to hold. Only the smallest words are left out of it.
    const parted = (phrase) => parts(read(`${phrase} `)).filter((unit, _, every) => unit.words.length > 1 || !SMALL.has(unit.words[0].word) || every.length === 1);
    const asked = [...data.missing.map((entry) => ({ entry, asks: entry.asks })), { entry: null, asks: data.danger.asks }].flatMap(({ entry, asks }) =>
      asks.map((ask) => ({ entry, parts: parted(ask), unless: (entry?.unless ?? []).map(parted) })),
    );

    // Whether a query holds every part of a question: its words, or words equal to them, each in a place of its own.
    // Words that only lead to others are too wide for that, but not where a child may be in danger.
    function holds(list, hits, question, wide) {
      const free = new Set(list.keys());
      return question.every((part) => {
        const hit = hits.find((each) => [...each.equal, ...(wide ? each.from : [])].some((number) => part.equal.includes(number)) && places(each).every((at) => free.has(at)));
        const taken = hit ? places(hit) : part.words.map((word) => [...free].find((at) => list[at].stem === word.stem || (list[at].begun && word.word.startsWith(list[at].word))));
        for (const at of taken) free.delete(at);
        return taken.every((at) => at !== undefined) && new Set(taken).size === taken.length;
      });
    }

    function keeps(unit, _, all) {
      return unit.words.length > 1 || unit.groups.length || !isStop(unit.words[0].word) || all.every((each) => each.words.every((word) => isStop(word.word)));
    }

    function answer(query) {
      const list = read(query);
      const all = parts(list);
      const ring = list.some((each) => RING.has(each.word) || RING.has(each.stem));
      const means = MEANS.test(query.toLowerCase());
      const every = all.filter(keeps);
      const framing = ({ word, stem: key }) => (ring && (RING.has(word) || RING.has(key))) || (means && FRAME.has(key));
      const without = every.filter((unit) => unit.words.length > 1 || !framing(unit.words[0]));
      const units = without.length ? without : every;
      const overlapping = found(tree, list.map((each) => each.stem));
      const inside = (one, other) => one !== other && other.first <= one.first && one.after <= other.after && places(other).length > places(one).length;
      const hitsOf = overlapping.filter((hit) => !overlapping.some((other) => inside(hit, other)));
      const said = asked.filter((each) => holds(list, hitsOf, each.parts, !each.entry) && !each.unless.some((phrase) => holds(list, hitsOf, phrase, false)));
      const missing = [...new Set(said.map((each) => each.entry))].filter(Boolean);
      const danger = said.some((each) => !each.entry);

      const looked = units.map((unit) => ({ unit, hits: look(unit) }));
      const weigh = ({ unit, hits }) => Math.log(1 + documents.size / (1 + hits.size)) * (unit.groups.length ? NAMED : 1);
      const whole = looked.reduce((sum, each) => sum + weigh(each), 0);
      const total = new Map();
      for (const each of looked) {
        const most = Math.max(0, ...[...each.hits.values()].map(({ score }) => score));
        for (const [id, { score, terms: matched }] of each.hits) {
          const old = total.get(id) ?? { score: 0, covered: 0, units: 0, terms: new Set() };
          old.score += weigh(each) * (score / most) ** EVEN;
          old.covered += weigh(each);
          old.units += 1;
          if (each.hits.size < documents.size * COMMON || looked.length === 1) for (const term of matched) old.terms.add(term);
          total.set(id, old);
        }
      }
      const asIs = joined(list.filter((each) => each.word !== "clause"));
      const hits = [...total].map(([id, { score, covered, units: held, terms: matched }]) => {
        const document = documents.get(id);
        let kind = KINDS[document.kind];
        if (ring && document.kind === "contact") kind = 3;
        if (means && document.kind === "word") kind = 1.1;
        const exact = numbers.get(id) === asIs;
        const part = covered / whole;
        return { ...document, score: score * kind * part * part * (exact ? 100 : 1), held: part, every: held === units.length, matched };
      });
      if (ring && !without.length) for (const hit of hits) if (hit.confirmed || hit.id === "page:contacts") hit.score *= 10;
      hits.sort((a, b) => b.score - a.score);
      // What holds far less of the question than the best does would only be noise; beside what is not there, it has to hold half.
      const least = Math.max(missing.length ? 0.5 : 0, LEAST * Math.max(0, ...hits.map(({ held }) => held)));
      const worth = hits.filter((hit) => hit.held >= least);
      const nearest = [...new Set(missing.flatMap((entry) => entry.nearest))];
      const first = nearest.map((id) => hits.find((hit) => hit.id === id) ?? { ...documents.get(id), matched: new Set() });
      return {
        danger,
        missing: missing.map((entry) => ({ ...entry, contacts: (entry.contacts ?? []).map((id) => documents.get(`contact:${id}`)) })),
        nearest: first,
        hits: worth.filter((hit) => !nearest.includes(hit.id)).slice(0, MOST),
        more: worth.length > MOST,
        whole: hits[0]?.every ?? false,
        unknown: looked.filter((each) => !each.hits.size).map((each) => query.slice(each.unit.words[0].start, each.unit.words.at(-1).end)),
        meant: list.filter((each) => each.slip).map((each) => [each.word, each.slip]),
      };
    }

    // Where the matched words stand in a text: [start, end] of each, in order.
    function marks(text, matched) {
      const list = words(text, stem);
      const spans = list.filter((each) => matched.has(each.stem)).map((each) => [each.start, each.end]);
      for (const hit of found(tree, list.map((each) => each.stem))) {
        if (hit.equal.some((number) => matched.has(group(number)))) spans.push([list[hit.first].start, list[hit.after - 1].end]);
      }
      spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
      return spans.filter(([start], at) => !spans.slice(0, at).some(([, end]) => start < end));
    }

    return { answer, marks, words: surface.size };
  }

  // How many letters have to be changed, put in or left out to make one word of another.
  function distance(one, other) {
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let a = 1; a <= one.length; a += 1) {
      const next = [a];
      for (let b = 1; b <= other.length; b += 1) {
        next[b] = Math.min(row[b] + 1, next[b - 1] + 1, row[b - 1] + (one[a - 1] === other[b - 1] ? 0 : 1));
      }
      row = next;
    }
    return row[other.length];
  }

  self.policySearchEngine = engine;
})();
