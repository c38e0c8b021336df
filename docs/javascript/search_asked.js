// Finds the questions that authors wrote down (companion/questions.yml) which are most like what is asked, by words held in common, rare
// ones counting more, and by meaning. Many questions that are somewhat alike count as well as one that is very much so.
(function () {
  "use strict";

  const BY_MEANING = 0.5; // the other half is by words
  const LEAST = 0.5; // nearness in meaning from where it counts
  const SHARPNESS = 3; // the higher, the more the one nearest question counts beside the others of its answer
  const ALIKE = 0.4; // what is less alike only has small things in common
  const MOST = 5; // answers that are looked at

  // read: a text -> its words; features: words -> what they hold, as stems and groups.
  function asked({ questions, documents }, read, features) {
    const list = questions.flatMap(({ asks }, number) => asks.map((text) => ({ number, text, holds: features(read(text)) })));
    const holders = new Map();
    const texts = [...list.map((each) => each.holds), ...documents.filter((each) => each.kind !== "role").map((each) => features(read(each.text)))];
    for (const holds of texts) for (const key of holds) holders.set(key, (holders.get(key) ?? 0) + 1);
    const rare = (key) => Math.log(1 + texts.length / (1 + (holders.get(key) ?? 0))) ** 2;
    const rarity = new Map([...holders.keys()].map((key) => [key, rare(key)]));
    const weigh = (keys) => keys.reduce((sum, key) => sum + (rarity.get(key) ?? rare(key)), 0);
    for (const each of list) each.length = Math.sqrt(weigh(each.holds)) || 1;

    // The answers whose questions are most like what is asked, best first: [{ number, like, text }], text being the question that is most
    // like it. words: as they were read; meanings: how near each question is in meaning, where that is known.
    return function near(words, meanings) {
      const holds = new Set(features(words));
      const length = Math.sqrt(weigh([...holds])) || 1;
      const best = new Map();
      for (const each of list) {
        const common = weigh(each.holds.filter((key) => holds.has(key))) / (each.length * length);
        const sense = Math.max(0, ((meanings?.get(each.text)?.near ?? 0) - LEAST) / (1 - LEAST));
        const like = meanings ? BY_MEANING * sense + (1 - BY_MEANING) * common : common;
        const old = best.get(each.number) ?? { sum: 0, most: 0 };
        best.set(each.number, { sum: old.sum + like ** SHARPNESS, ...(like > old.most ? { most: like, text: each.text } : { most: old.most, text: old.text }) });
      }
      const answers = [...best].map(([number, { sum, text }]) => ({ number, like: sum ** (1 / SHARPNESS), text }));
      return answers.filter((each) => each.like > ALIKE).sort((a, b) => b.like - a.like).slice(0, MOST);
    };
  }

  self.policyAsked = asked;
})();
