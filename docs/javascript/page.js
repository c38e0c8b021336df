// What every page does: the review banner on the reader's own clock, and copying a clause's link, its citation or a report.
(function () {
  "use strict";

  const banner = document.querySelector("[data-lapsed-from]");
  if (banner) {
    const [year, month, day] = banner.dataset.lapsedFrom.split("-").map(Number);
    const lapsed = new Date() >= new Date(year, month - 1, day);
    banner.classList.toggle("review--lapsed", lapsed);
    banner.querySelector("[data-lapsed]").hidden = !lapsed;
    banner.querySelector("[data-due]").hidden = lapsed;
  }

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // Without a clipboard (a page from a folder in an old browser) the text is selected in a field instead.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      field.className = "visually-hidden";
      document.body.append(field);
      field.select();
      const copied = document.execCommand("copy");
      field.remove();
      return copied;
    }
  }

  // Text that the browser does not copy is shown, marked, to be copied by hand.
  function byHand(button, text) {
    const field = button.parentElement.querySelector(".by-hand") ?? button.parentElement.appendChild(document.createElement("textarea"));
    field.className = "by-hand";
    field.readOnly = true;
    field.rows = Math.min(12, text.split("\n").length);
    field.setAttribute("aria-label", `${button.textContent}: the text, to copy by hand`);
    field.value = text;
    field.focus();
    field.select();
  }

  for (const button of document.querySelectorAll("[data-copy], [data-copy-text]")) {
    const label = button.innerHTML;
    const { copy: anchor, copyText } = button.dataset;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const copied = await copy(copyText ?? new URL(anchor, location.href).href);
      if (!copied && copyText) return byHand(button, copyText);
      button.firstChild.textContent = copied ? "Copied" : "Copy it from the address bar";
      if (!copied) location.hash = anchor;
      button.focus();
      return setTimeout(() => { button.innerHTML = label; }, 3000);
    });
  }
})();
