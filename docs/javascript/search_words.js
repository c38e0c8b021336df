// How the search cuts a text into words, and which phrases of readers it knows. Used for the policy's texts and for what is typed alike.
(function () {
  "use strict";

  const WORD = /(?<![a-z0-9])[a-z] ?[&/] ?[a-z](?![a-z0-9])|\d+(?:\.\d+)+[a-z]?|[a-z0-9]+(?:'[a-z]+)*|#/g;
  // Words that no question turns on. "not" stays in phrases such as "not brought", which are matched before these are left out.
  const STOP = new Set(
    `a about after all also am an and any are as at be because been being but by can could did do does doing done for from get gets go
    goes going got had has have having he her hers him his how i if im in is isnt it its just ive let may me might mine more much must my
    need needs no not of on onto or our ours out please said say says shall she should so some such than that the their them then there
    these they thing things this those to too up upon us very was we were what whats when where which while who whom whos why will with
    would you your yours actually really something someone anybody anyone somebody want wants know again already cant dont wont doesnt
    didnt`.split(/\s+/),
  );

  // Whose door it is makes no other phrase of it.
  const WHOSE = new Set(["the", "a", "an", "my", "his", "her", "their", "your", "our"]);

  // In a phrase, "#" is any figure.
  const FIGURE = /^\d+$/;

  // Letters alike, length kept, so that a place in the flat text is the same place in the text as written.
  function flat(text) {
    return text.replace(/[\u2018\u2019`]/g, "'").replace(/[\u2010-\u2015]/g, "-").replace(/[^\x00-\x7f]/g, (letter) => {
      const plain = letter.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
      return plain.length === letter.length ? plain : letter.length === 1 ? " " : "  ";
    }).toLowerCase();
  }

  // The words of a text, each with its stem and where it stands. "child's" is child, "A & E" and "A/E" are a&e, "don't" is dont.
  function words(text, stem) {
    return [...flat(text).matchAll(WORD)].map((match) => {
      const written = match[0].replace(/'s$/, "");
      const word = /^\w ?[&/] ?\w$/.test(written) ? `${written[0]}&${written.at(-1)}` : written.replace(/'/g, "");
      return { word, stem: /\d/.test(word) ? word : stem(word), start: match.index, end: match.index + written.length };
    });
  }

  // The phrases of all groups as a tree of stems. A leaf holds the groups it is equal to, and those it only leads to.
  function phrases(groups, stem) {
    const root = { next: new Map(), equal: [], from: [] };
    groups.forEach((group, number) => {
      for (const kind of ["words", "from"]) {
        for (const phrase of group[kind]) {
          let node = root;
          const all = words(phrase, stem).map((each) => each.stem);
          const said = all.filter((key) => !WHOSE.has(key));
          for (const key of said.length ? said : all) {
            if (!node.next.has(key)) node.next.set(key, { next: new Map(), equal: [], from: [] });
            node = node.next.get(key);
          }
          node[kind === "words" ? "equal" : "from"].push(number);
        }
      }
    });
    return root;
  }

  // Every phrase that stands among stems, as { from, to, equal, from }: places of its first word and after its last.
  function found(tree, stems, unfinished) {
    const hits = [];
    for (let first = 0; first < stems.length; first += 1) {
      let node = tree;
      for (let at = first; at < stems.length; at += 1) {
        if (at > first && WHOSE.has(stems[at]) && !node.next.has(stems[at])) continue;
        const last = at === stems.length - 1 && unfinished && at > first;
        const begun = node.next.get(stems[at]) ?? (FIGURE.test(stems[at]) ? node.next.get("#") : undefined) ?? (last ? [...node.next].find(([key]) => key.startsWith(unfinished))?.[1] : undefined);
        if (!begun) break;
        node = begun;
        if (node.equal.length || node.from.length) hits.push({ first, after: at + 1, equal: node.equal, from: node.from });
      }
    }
    return hits;
  }

  self.policyWords = { words, phrases, found, isStop: (word) => STOP.has(word) };
})();
