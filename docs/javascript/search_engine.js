// Answers a query: what of it the edition holds, best first, and whether it asks for something that is not there or for help at once.
// MiniSearch ranks each word (BM25); here the words are joined, so that what holds more of them stands above what holds one often. What is
// near in meaning is added, so that a question in words that nobody foresaw finds something too; it is told apart as such (`like`).
(function () {
  "use strict";

  const { words, phrases, found, isStop } = self.policyWords;
  const MOST = 12;
  const FIELDS = { number: 3, heading: 3, title: 2, topics: 3, asked: 3, terms: 1, text: 2, notes: 0.6 };
  const KINDS = { clause: 1, calculator: 0.9, card: 0.9, contact: 0.6, word: 0.45, page: 0.5, role: 0.2 };
  const NAMED = 1.5; // what a group names is more to the point than a word that is only rare
  const LITERAL = 0.5; // the very word beside its group, which counts 1
  const LEAST = 0.4; // of the part of a question that the best result holds
  const COMMON = 0.4; // a part that so many hold is not marked where it stands
  const BEGUN = 0.6; // a word that begins with what was typed
  const EVEN = 0.7; // below 1: that a part is there counts for more than how often
  const SLIP = 0.7; // a word that differs from what was typed by a letter or two
  // What is added for being like: a document in meaning, a group, a question that authors wrote down. Chosen on the tuned queries.
  const LIKE = { least: 0.5, counts: 0.25, shown: 4, worth: 0.3 }; // worth: of what the best has
  const LIKE_GROUP = { least: 0.65, counts: 0.3, most: 3 };
  const LIKE_ASKED = { counts: 1.5, next: 0.7 }; // each further answer of a question counts less
  const PERHAPS = { meaning: 0.65, asked: 0.4, held: 0.45 }; // from here on a question may be one that the edition does not answer
  const RING = new Set(["number", "phone", "telephone", "tel", "ring", "call", "contact", "dial", "helpline"]);
  const MEANS = /\b(what (is|are|does|do|s)|whats|meaning|means?|definition|define|stands? for|short for)\b/;

  const FRAME = new Set(["mean", "definit", "defin", "stand", "short"]);

  const above = (value, least) => Math.max(0, (value - least) / (1 - least));

  // common: the meanings of common words. Without them only words that are held are found.
  function engine(data, MiniSearch, stemmer, common) {
    const likeness = common && self.policyLikeness(data, common);
    const stems = new Map(); // the same words come thousands of times
    const short = new Map(Object.entries(data.short)); // as readers write -> the word
    const stem = (word) => stems.get(word) ?? stems.set(word, stemmer(short.get(word) ?? word)).get(word);
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
    index.addAll(data.documents.map((each) => ({ number: "", title: "", text: "", ...each, asked: each.asked?.join(". ") })));
    const joined = (list) => list.map((each) => each.stem).join(" ");
    const numbers = new Map(data.documents.filter((each) => each.number).map((each) => [each.id, joined(words(each.number, stem))]));
    const documents = new Map(data.documents.map((each) => [each.id, each]));
    for (const { words: equal, from } of data.groups) terms([...equal, ...from].join(" . "));
    for (const each of [...data.questions, ...data.missing, data.danger]) terms(each.asks.join(" . "));
    const { read, parts, asks } = self.policyReading(data, MiniSearch, stem, tree, surface, likeness?.knows);

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

    function keeps(unit, _, all) {
      return unit.words.length > 1 || !isStop(unit.words[0].word) || all.every((each) => each.words.every((word) => isStop(word.word)));
    }

    // What is asked, as the words that are meant; and what it holds, as stems and groups.
    const meant = (list) => list.map((each) => each.slip ?? short.get(each.word) ?? each.word).flatMap((word) => word.split(" "));
    const features = (list) => {
      const hits = found(tree, list.map((each) => each.stem));
      const content = list.filter((each) => !isStop(each.word)).map((each) => each.stem);
      return [...new Set([...content, ...hits.flatMap((hit) => [...hit.equal, ...hit.from]).map(group)])];
    };
    const nearestAsked = self.policyAsked(data, (text) => words(text, stem), features);

    // How much is added to a document for groups to which the question comes near in meaning.
    function byGroups(near) {
      const added = new Map();
      const groups = [...near].filter((each) => each[1].near > LIKE_GROUP.least).sort((a, b) => b[1].near - a[1].near);
      for (const [number, { near: value }] of groups.slice(0, LIKE_GROUP.most)) {
        const hits = index.search(group(number));
        for (const { id, score } of hits) added.set(id, Math.max(added.get(id) ?? 0, Math.sqrt(score / hits[0].score) * above(value, LIKE_GROUP.least)));
      }
      return added;
    }

    // How much is added to a document for the questions that are like this one, each with the question: id -> { added, text }.
    function byQuestions(near) {
      const added = new Map();
      for (const { number, like, text } of near) {
        data.questions[number].finds.forEach((id, at) => {
          const value = like * (like / near[0].like) * LIKE_ASKED.next ** at;
          if (value > (added.get(id)?.added ?? 0)) added.set(id, { added: value, text });
        });
      }
      return added;
    }

    // Adds to each hit how like it is to what is asked, and to the hits the most like of those that hold no word of it.
    // Returns the entry of what is not there that comes nearest of all, if one does and nothing holds every word.
    function addAlike(list, hits, whole) {
      // Small words alone mean nothing: one of the others has to be known.
      const content = list.filter((each) => !isStop(each.word));
      const tells = !content.length || meant(content).some((word) => likeness?.knows(word));
      const near = (tells && likeness?.near(meant(list))) || { documents: new Map(), groups: new Map(), missing: new Map() };
      const [first, ...others] = nearestAsked(list, near.asked);
      const groups = byGroups(near.groups);
      const questions = byQuestions(first ? [first, ...others] : []);
      const held = new Map(hits.map((hit) => [hit.id, hit]));
      const alike = [];
      for (const document of data.documents) {
        if (document.kind === "role") continue;
        const { near: value = 0, text } = near.documents.get(document.id) ?? {};
        const { added: asked = 0, text: question } = questions.get(document.id) ?? {};
        const added = KINDS[document.kind] * (LIKE.counts * above(value, LIKE.least) + LIKE_GROUP.counts * (groups.get(document.id) ?? 0)) + LIKE_ASKED.counts * asked;
        const hit = held.get(document.id);
        if (hit) {
          hit.score = hit.score / whole + added;
          hit.question = question;
        } else if (added) alike.push({ document, score: added, nearest: text, question });
      }
      const top = Math.max(0, ...[...hits, ...alike].map(({ score }) => score));
      const most = alike.filter((each) => each.score >= LIKE.worth * top).sort((a, b) => b.score - a.score).slice(0, LIKE.shown);
      hits.push(...most.map(({ document, ...rest }) => ({ ...document, ...rest, held: 0, matched: new Set(), like: true })));
      if (hits.some((hit) => hit.held > PERHAPS.held)) return undefined;
      const missing = first?.like > PERHAPS.asked && data.questions[first.number].finds[0].match(/^missing:(.*)/)?.[1];
      if (missing) return data.missing.find((entry) => entry.id === missing);
      const [number, entry] = [...near.missing].reduce((best, each) => (each[1].near > best[1].near ? each : best), [-1, { near: PERHAPS.meaning }]);
      const answered = [...near.documents.values(), ...near.groups.values()].some((each) => each.near > entry.near);
      return answered ? undefined : data.missing[number];
    }

    // Whether a query names a role, in its words or in words equal to them, and asks nothing else.
    function isRole(document, units) {
      const names = (document.names ?? []).map((name) => joined(words(name, stem)));
      const equal = units.length === 1 ? units[0].equal.flatMap((number) => data.groups[number].words) : [];
      const asked = units.flatMap((unit) => unit.words).filter((word) => !isStop(word.word));
      return [joined(asked), ...equal.map((phrase) => joined(words(phrase, stem)))].some((key) => names.includes(key));
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
      const { missing, danger } = asks(list);

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
      const inOrder = () => hits.sort((a, b) => b.score - a.score);
      const [best] = inOrder();
      // Who asks what a word means and finds it asks nothing else.
      const explained = means && hits.some((hit) => hit.every);
      const notThere = missing.length || explained ? undefined : addAlike(list, hits, whole);
      const perhaps = danger ? undefined : notThere;
      // What holds the words best stays among the first three, however near in meaning others are.
      const pushed = inOrder().indexOf(best);
      if (pushed > 2) hits.splice(2, 0, ...hits.splice(pushed, 1));
      // Who asks for a role alone is offered its page among the first three.
      const role = hits.findIndex((hit) => isRole(hit, units));
      if (role > 2) hits.splice(2, 0, ...hits.splice(role, 1));
      // What holds far less of the question than the best does would only be noise; beside what is not there, it has to hold half.
      const least = Math.max(missing.length ? 0.5 : 0, LEAST * Math.max(0, ...hits.map(({ held }) => held)));
      const worth = hits.filter((hit) => hit.like || hit.held >= least);
      const nearest = [...new Set(missing.flatMap((entry) => entry.nearest))];
      const first = nearest.map((id) => hits.find((hit) => hit.id === id) ?? { ...documents.get(id), matched: new Set() });
      const told = (entry) => ({ ...entry, contacts: (entry.contacts ?? []).map((id) => documents.get(`contact:${id}`)) });
      return {
        danger,
        missing: missing.map(told),
        perhaps: perhaps && told(perhaps),
        nearest: first,
        hits: worth.filter((hit) => !nearest.includes(hit.id)).slice(0, MOST),
        more: worth.length > MOST,
        whole: hits[0]?.every ?? false,
        unknown: looked.filter((each) => !each.hits.size).map((each) => query.slice(each.unit.words[0].start, each.unit.words.at(-1).end)),
        literal: hits.some((hit) => !hit.like),
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

  self.policySearchEngine = engine;
})();
