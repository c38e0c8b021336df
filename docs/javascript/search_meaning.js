// Tells how near in meaning a question comes to what the search knows, from tables of words (publishing/search_meaning.py).
// A text is the sum of its words, rare ones counting more; two texts are as near as their sums point the same way.
(function () {
  "use strict";

  const { words } = self.policyWords;
  const PIECES = /(?<=[.;:])\s+/; // a document is as near as the nearest of its sentences and points
  const SHORT = 8; // letters of a piece that says nothing by itself

  // These few loops run over every number of every text; they are kept plain, which makes them quick.
  function add(sum, list, weight) {
    for (let at = 0; at < sum.length; at += 1) sum[at] += weight * list[at];
  }

  function scaled(sum) {
    let most = 1;
    for (let at = 0; at < sum.length; at += 1) if (sum[at] > most) most = sum[at];
    else if (-sum[at] > most) most = -sum[at];
    const bytes = new Int8Array(sum.length);
    let squares = 0;
    for (let at = 0; at < sum.length; at += 1) {
      const value = Math.round((sum[at] * 127) / most);
      bytes[at] = value;
      squares += value * value;
    }
    return { bytes, length: Math.sqrt(squares) || 1 };
  }

  function product(bytes, row, from) {
    let sum = 0;
    for (let at = 0; at < bytes.length; at += 1) sum += bytes[at] * row[from + at];
    return sum;
  }

  // Reads tables of words and tells what a list of words means; undefined where none of them is known.
  function meanings(tables) {
    const known = new Map();
    for (const { words: list, records } of tables) {
      const bytes = atob(records);
      const all = list ? list.split(" ") : [];
      const size = bytes.length / all.length;
      all.forEach((word, number) => known.set(word, { bytes, at: number * size, size }));
    }
    const unpacked = new Map();
    function signs(word) {
      if (!unpacked.has(word)) {
        const { bytes, at, size } = known.get(word);
        const list = new Int8Array((size - 1) * 8);
        for (let bit = 0; bit < list.length; bit += 1) list[bit] = bytes.charCodeAt(at + 1 + (bit >> 3)) & (1 << (bit & 7)) ? 1 : -1;
        unpacked.set(word, { list, weight: bytes.charCodeAt(at) });
      }
      return unpacked.get(word);
    }
    // The sum of words, each number in one byte; its length stands beside it.
    function meaning(list) {
      const all = list.filter((word) => known.has(word)).map(signs);
      if (!all.length) return undefined;
      const size = all[0].list.length;
      const sum = new Int32Array(size);
      for (const each of all) add(sum, each.list, each.weight);
      return scaled(sum);
    }
    return { meaning, knows: (word) => known.has(word) };
  }

  // Everything that a question is held against: pieces of documents, phrases of groups, the questions that authors wrote down, and what
  // is asked of what is not there.
  function* pieces({ documents, groups, questions, missing }) {
    for (const each of documents) {
      if (each.kind === "role") continue;
      yield ["documents", each.id, [each.title, each.heading].filter(Boolean).join(" ")];
      for (const piece of each.text.split(PIECES)) if (piece.length > SHORT) yield ["documents", each.id, piece, true];
      // A note is no text of the clause, so it is never quoted as if it were.
      for (const piece of (each.notes ?? "").split(PIECES)) if (piece.length > SHORT) yield ["documents", each.id, piece];
      for (const words of [...(each.asked ?? []), ...(each.topics ?? "").split("; ")]) if (words) yield ["documents", each.id, words];
    }
    for (const [number, group] of groups.entries()) for (const phrase of [...group.words, ...group.from]) yield ["groups", number, phrase];
    for (const phrase of questions.flatMap((question) => question.asks)) yield ["asked", phrase, phrase];
    for (const [number, entry] of missing.entries()) for (const phrase of entry.asks) yield ["missing", number, phrase];
  }

  // data: what the search knows, with the table of its own words; common: the table of all others.
  function likeness(data, common) {
    const { meaning, knows } = meanings([common, data.meanings]);
    const list = [];
    for (const [kind, id, text, quoted] of pieces(data)) {
      const made = meaning(words(text, (word) => word).map((each) => each.word));
      if (made) list.push({ kind, id, text: quoted ? text : undefined, ...made });
    }
    // All of them stand in one row of bytes, one after the other: that is what makes them quick to go through at each key.
    const size = list[0]?.bytes.length ?? 0;
    const row = new Int8Array(list.length * size);
    list.forEach((each, number) => {
      row.set(each.bytes, number * size);
      delete each.bytes;
    });

    // How near each thing is to what is asked: { documents, groups, asked, missing }, each id -> { near, text }, text being the piece of it.
    function near(asked) {
      const best = { documents: new Map(), groups: new Map(), asked: new Map(), missing: new Map() };
      const question = meaning(asked);
      if (!question) return best;
      const { bytes, length } = question;
      list.forEach((each, number) => {
        const value = product(bytes, row, number * size) / (length * each.length);
        const old = best[each.kind].get(each.id);
        if (!old || value > old.near) best[each.kind].set(each.id, { near: value, text: each.text });
      });
      return best;
    }

    return { near, knows };
  }

  self.policyLikeness = likeness;
})();
