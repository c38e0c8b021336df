// What every page does: the review banner on the reader's own clock, and copying a clause's link.
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

  for (const button of document.querySelectorAll("[data-copy]")) {
    const label = button.innerHTML;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const copied = await copy(new URL(button.dataset.copy, location.href).href);
      button.textContent = copied ? "Copied" : "Copy it from the address bar";
      if (!copied) location.hash = button.dataset.copy;
      button.focus();
      setTimeout(() => { button.innerHTML = label; }, 3000);
    });
  }
})();
