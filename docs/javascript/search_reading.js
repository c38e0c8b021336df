// Reads a query: the words that are meant, slips put right; the parts that are looked up; and what it asks of what authors wrote down
// as asked (what is not in the edition, and danger). It knows nothing of documents.
(function () {
  "use strict";

  const { words, found, isStop } = self.policyWords;
  // The smallest words, which do not even tell one question from another.
  const SMALL = new Set(["a", "an", "the", "is", "are", "of", "on", "in", "to", "for", "my", "i", "do", "be", "and", "or", "with", "at", "by"]);
  const places = ({ first, after }) => Array.from({ length: after - first }, (_, at) => first + at);

  // surface: each word that can be meant -> its stem. tree: the phrases of the groups. isWord: whether a word is English, where that is known.
  function reading({ missing, danger }, MiniSearch, stem, tree, surface, isWord = () => false) {
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
        const meant = isWord(each.word) ? [] : corrected(each.word);
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

    // What an author wrote down as asked, as parts that a query has to hold. Only the smallest words are left out of it.
    const parted = (phrase) => parts(read(`${phrase} `)).filter((unit, _, every) => unit.words.length > 1 || !SMALL.has(unit.words[0].word) || every.length === 1);
    const asked = [...missing.map((entry) => ({ entry, asks: entry.asks })), { entry: null, asks: danger.asks }].flatMap(({ entry, asks }) =>
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

    // What a query asks of what was written down: the entries of what is not there, and whether it is danger.
    function asks(list) {
      const overlapping = found(tree, list.map((each) => each.stem));
      const inside = (one, other) => one !== other && other.first <= one.first && one.after <= other.after && places(other).length > places(one).length;
      const hits = overlapping.filter((hit) => !overlapping.some((other) => inside(hit, other)));
      const said = asked.filter((each) => holds(list, hits, each.parts, !each.entry) && !each.unless.some((phrase) => holds(list, hits, phrase, false)));
      return { missing: [...new Set(said.map((each) => each.entry))].filter(Boolean), danger: said.some((each) => !each.entry) };
    }

    return { read, parts, asks };
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

  self.policyReading = reading;
})();
