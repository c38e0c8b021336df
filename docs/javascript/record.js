// The record of an answer as lines of text, built from plain data alone: what was answered, what came of it and on which
// clauses, with blanks to fill in by hand. It reads no page and knows no calculator by name.
(function () {
  "use strict";

  const blank = (letters) => "_".repeat(letters);
  const sentence = (label, text) => `${label}${/[?.!:]$/.test(label) ? "" : ":"} ${text}`;

  const joined = (parts) => parts.reduce((text, part) => `${text}${/[?.!]$/.test(text) ? "" : ";"} ${part}`);

  // data: the page's rules and words, the clauses' names, contacts, and how edition and tool are called.
  function speaker(data) {
    const shared = data.rules.words.shared;
    const say = data.record;

    // A day as a reader sees it; anything else as it was written, also what only looks like a day.
    function day(text) {
      const [year, month, date] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).slice(1).map(Number);
      return shared.months[month - 1] && date >= 1 && date <= new Date(year, month, 0).getDate() ? `${date} ${shared.months[month - 1]} ${year}` : text;
    }

    // The question that an answer's name means: "start", "attendances[1].date", or, below a list, "date" of its entry.
    function labelOf(name, questions) {
      const labels = [];
      for (const step of name.split(".")) {
        const [, key, number] = /^(\w+)(?:\[(\d+)\])?$/.exec(step) ?? [step, step];
        const question = questions?.[key];
        labels.push(number === undefined ? question?.label ?? key : `${question?.entry ?? key} ${Number(number) + 1}`);
        questions = question?.questions;
      }
      return labels.join(": ");
    }

    function cited(entry) {
      const names = entry.clauses.map((id) => data.clauses[id]?.name ?? id).join(", ");
      const layer = entry.layer && entry.layer !== "policy" ? `. ${shared.layers[entry.layer]}` : "";
      return `${say.from} ${names}${entry.authority ? `; ${entry.authority}` : ""}${layer}.`;
    }

    const signed = (by) => `${by} ${blank(28)} ${say.on} ${blank(12)} ${say.at} ${blank(8)}`;
    return { shared, say, day, labelOf, cited, signed };
  }

  function valueOf(question, value, { say, day }) {
    if (Array.isArray(value)) return value.length ? value.map((one) => valueOf(question, one, { say, day })).join("; ") : question.options?.none ?? say.none;
    if (value === "unknown") return question.options?.unknown ?? say.not_known;
    return question.options?.[value] ?? day(String(value));
  }

  // One line an entry of a list; what no entry gives is said once.
  function entriesOf(question, entries, told) {
    const asked = Object.entries(question.questions);
    const never = asked.filter(([name]) => entries.every((entry) => entry[name] === undefined));
    const missing = (parts) => (parts.length ? [sentence(told.say.not_answered, joined(parts.map(([, part]) => part.label)))] : []);
    const lines = entries.map((entry, number) => {
      const given = asked.filter(([name]) => entry[name] !== undefined).map(([name, part]) => sentence(part.label, valueOf(part, entry[name], told)));
      const left = asked.filter((part) => entry[part[0]] === undefined && !never.includes(part));
      return `${question.entry ?? ""} ${number + 1}. ${[...given, ...missing(left)].join("; ")}`.trim();
    });
    return [...lines, ...missing(never)];
  }

  function answersOf(questions, answers, told) {
    const given = [];
    const open = { not_answered: [], not_known: [] };
    for (const [name, question] of Object.entries(questions)) {
      const value = answers[name];
      if (value === undefined) open.not_answered.push(question.label);
      else if (value === "unknown") open.not_known.push(question.label);
      else if (Array.isArray(value) && value.some((entry) => typeof entry === "object")) given.push({ text: question.label, under: entriesOf(question, value, told) });
      else given.push({ text: sentence(question.label, valueOf(question, value, told)) });
    }
    return { given, open: Object.entries(open).flatMap(([kind, labels]) => labels.map((label) => ({ text: sentence(told.say[kind], label) }))) };
  }

  // What is said of the whole, or (about, of) of one entry of a list such as one child.
  function partsOf(outcome, words, questions, data, told, about = "") {
    const { shared, say, labelOf, cited, signed } = told;
    const list = (name) => outcome[name] ?? [];
    const part = (title, items) => ({ title: about + title, items });
    const first = [{ text: outcome.headline, main: true }, ...(outcome.note ? [{ text: outcome.note }] : [])];
    if (outcome.ground) first.push({ text: sentence(say.decides, outcome.ground) });
    if (outcome.by_text_alone && outcome.by_text_alone !== outcome.outcome) first.push({ text: sentence(say.by_text_alone, words.outcomes[outcome.by_text_alone].title) });
    for (const version of list("versions")) first.push({ text: version.text, under: [cited({ clauses: [version.clause] })] });
    return [
      part(say.outcome, outcome.headline ? first : []),
      part(say.actions, list("actions").map((action, number) => ({
        text: `${number + 1}. ${action.text}`,
        main: true,
        under: [
          sentence(say.who, action.who),
          ...(action.by ? [sentence(say.by, action.by)] : []),
          ...(action.when ? [sentence(say.depends_on, joined(action.when.split(", ").map((name) => labelOf(name, questions))))] : []),
          cited(action),
          signed(say.done_by),
        ],
      }))),
      part(say.recipients, list("recipients").map((name) => {
        const { label, contact } = words.recipients[name];
        return { text: `${contact ? `${label}, ${data.contacts[contact]}` : label}. ${signed(say.told_by)}` };
      })),
      part(say.unknown, list("unknown").map((entry) => ({
        text: labelOf(entry.answer, questions), under: [sentence(say.settles, entry.settles), sentence(say.until_then, entry.until_then)],
      }))),
      part(say.reasons, list("reasons").map((reason) => ({
        text: sentence(say.found, reason.found), under: [`${sentence(say.test, reason.test)}. ${say.met[String(reason.met)]}. ${cited(reason)}`],
      }))),
      part(say.warnings, list("warnings").map((entry) => ({ text: sentence(labelOf(entry.answer, questions), entry.text) }))),
      part(say.cautions, list("cautions").map((entry) => ({ text: `${shared.kinds[entry.kind]}. ${entry.text} ${cited(entry)}` }))),
      part(say.ignored, list("ignored").map((name) => ({ text: labelOf(name, questions) }))),
      part(say.nearest_change, outcome.nearest_change ? [{ text: outcome.nearest_change }] : []),
    ].filter(({ items }) => items.length);
  }

  function timesOf(times, told) {
    const three = [times.written_by, times.ask_from, times.chase_by];
    return { title: told.say.times, items: [
      { text: times.called },
      ...three.map((entry) => ({ text: entry.text, main: true, under: [told.cited(entry), told.signed(told.say.done_by)] })),
      ...times.notes.map((note) => ({ text: `${note.text} ${told.cited(note)}` })),
    ] };
  }

  // Returns {head: [line], parts: [{title, items: [{text, main, under: [line]}]}]}; main: what a reader acts on. answers: as given, without what was left out.
  // times: what follows a referral by telephone, null where nobody asked.
  self.policyRecord = function record(outcome, answers, times, data) {
    const told = speaker(data);
    const { shared, say, day } = told;
    const words = data.rules.words[data.calculator];
    const answered = answersOf(words.questions, answers, told);
    const whole = partsOf(outcome, words, words.questions, data, told);
    const before = whole.findIndex(({ title }) => title === say.unknown || title === say.reasons);
    const acting = whole.slice(0, before);
    const ofEntries = Object.keys(data.rules.words).filter((name) => name.startsWith(`${data.calculator}.`)).flatMap((name) => {
      const list = name.slice(data.calculator.length + 1);
      const question = words.questions[list];
      return (outcome[list] ?? []).flatMap((entry, number) => partsOf(entry, data.rules.words[name], question.questions, data, told, `${question.entry} ${number + 1}: `));
    });
    return {
      head: [
        ...(data.document.draft ? [data.document.draft] : []),
        `${say.heading}: ${words.title}`,
        `${sentence(say.policy, data.document.title)}, ${data.document.reference}`,
        [[say.edition, outcome.edition], [say.hash, data.document.hash], [say.tool_hash, data.document.tool_hash]].map((pair) => sentence(...pair)).join(". "),
        sentence(say.day, day(outcome.as_of)),
        say.uncontrolled.toUpperCase(),
      ],
      parts: [
        { title: "", items: [{ text: sentence(say.number, blank(28)) }, { text: `${outcome.emergency} ${shared.layers.safety}.`, main: true }] },
        ...acting,
        ...(times ? [timesOf(times, told)] : []),
        ...ofEntries,
        ...whole.slice(before),
        ...[{ title: say.answers, items: answered.given }, { title: say.open, items: answered.open }].filter(({ items }) => items.length),
        { title: "", items: [{ text: `${say.judgement} ${say.uncontrolled}.` }] },
      ],
    };
  };

  // Returns a record as one plain text.
  self.policyRecord.text = ({ head, parts }) => [
    head.join("\n"),
    ...parts.map(({ title, items }) => [
      ...(title ? [title.toUpperCase()] : []),
      ...items.flatMap(({ text, under = [] }) => [text, ...under.map((line) => `   ${line}`)]),
    ].join("\n")),
  ].join("\n\n") + "\n";
})();
