// The decision of 22.1 and 22.2 as a page written by hand would have it: outcome, headline, actions and whom to tell, for answers
// that are known. It weighs nothing that is not known, gives no reasons and no cautions. The bench holds it against the
// calculator's own answers before it measures. `decision` (words.js) holds the edition's numbers and words.
(function () {
  "use strict";

  const { limits, relatives, outcomes } = self.decision;
  const form = document.querySelector("form");
  const DAY = 86_400_000;
  const NEVER = ["parent", "person_with_parental_responsibility", ...relatives, "hospital_or_care_home", "local_authority_carer"];

  function ageOn(birth, day) {
    const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
    return day.slice(5) < birth.slice(5) ? years - 1 : years;
  }

  const daysInclusive = (first, last) => (Date.parse(last) - Date.parse(first)) / DAY + 1;

  function nameOf(given) {
    const holiday = given.carer === "school" && given.school_holiday === "yes";
    if (NEVER.includes(given.carer) || (given.carer === "school" && !holiday)) return "not_private_fostering";
    if (given.looked_after === "yes" || given.parent_lives_there === "yes") return "not_private_fostering";
    if (given.arranged_by === "adoption_agency") return "not_private_fostering";
    const passed = given.end !== "open" && given.end < given.as_of;
    const ended = passed && given.still_there === "no";
    const open = given.end === "open" || (passed && !ended);
    const age = ageOn(given.date_of_birth, given.start > given.as_of ? given.start : ended ? given.end : given.as_of);
    const young = age < limits.age;
    if (!young && !(given.disabled === "yes" && age < limits.age_disabled)) return "not_private_fostering";
    const days = open ? Infinity : daysInclusive(given.start, given.end);
    const broken = given.broken_stays === "yes";
    if (days < (holiday && young ? limits.holiday : limits.stay) && !broken) return "not_private_fostering";
    const authority = ["local_authority", "court"].includes(given.arranged_by);
    return broken || given.home === "childs" || ended || (holiday && young) || authority ? "check" : "notify";
  }

  self.decide = (given) => outcomes[nameOf({ home: "carers", still_there: "yes", ...given })];

  function read() {
    const given = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
    if (given.open) given.end = "open";
    return given;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const outcome = self.decide(read());
    const lines = [outcome.headline, ...outcome.actions, ...outcome.recipients].map((text) => {
      const line = document.createElement("p");
      line.textContent = text;
      return line;
    });
    document.querySelector("output").replaceChildren(...lines);
    self.shown = outcome;
  });

  // Fills in the form and sends it, as the bench has it.
  self.answer = async (answers) => {
    form.reset();
    for (const [name, value] of Object.entries(answers)) {
      if (name === "end" && value === "open") form.elements.open.checked = true;
      else form.elements[name].value = value;
    }
    form.requestSubmit();
    return self.shown;
  };
})();
