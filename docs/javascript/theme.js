// What the theme leaves to the pointer, for every hand: its menu, the parts of its menu, its search on a narrow screen and its
// colours become buttons that say whether they are open. Without this script the theme's own labels stay.
(function () {
  "use strict";

  const drawer = document.getElementById("__drawer");
  const side = document.querySelector(".md-sidebar--primary");

  // A button in a label's place, which does what the label did. It keeps the label's "for", by which the theme's styles know it.
  function asButton(label) {
    const button = document.createElement("button");
    for (const { name, value } of label.attributes) if (name !== "tabindex") button.setAttribute(name, value);
    button.type = "button";
    button.append(...label.childNodes);
    label.replaceWith(button);
    button.addEventListener("click", () => document.getElementById(button.getAttribute("for")).click());
    return button;
  }

  function opens(button, box, part) {
    part.id ||= `${box.id}_part`;
    button.setAttribute("aria-controls", part.id);
    const tell = () => button.setAttribute("aria-expanded", String(box.checked));
    box.addEventListener("change", tell);
    tell();
  }

  // A part of the menu. On a narrow screen it slides over the rest and has a way back of its own; the focus goes with it.
  for (const label of document.querySelectorAll(".md-nav--primary .md-nav__item--nested > label[for]")) {
    const box = document.getElementById(label.htmlFor);
    const part = label.parentElement.querySelector("nav");
    const button = asButton(label);
    const back = asButton(part.querySelector("label.md-nav__title"));
    const title = back.textContent.trim();
    back.setAttribute("aria-label", `Back from ${title}`);
    opens(button, box, part);
    button.addEventListener("click", () => { if (box.checked) back.focus(); });
    back.addEventListener("click", () => button.focus());
  }

  // The menu of a narrow screen: the focus goes into it and out of it, and it closes behind the focus.
  const label = document.querySelector(".md-header label[for=__drawer]");
  if (label && side) {
    const menu = asButton(label);
    opens(menu, drawer, side);
    const close = () => { if (drawer.checked) drawer.click(); };
    drawer.addEventListener("change", () => { if (drawer.checked) side.querySelector("a, button").focus(); });
    side.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !side.contains(event.relatedTarget)) close();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !drawer.checked) return;
      close();
      menu.focus();
    });
  }

  const search = document.querySelector(".md-header__button[for=__search]");
  if (search) asButton(search);

  // Light and dark: the theme shows one of the two, whichever can be chosen now. Its own keys stay out of it.
  const colours = document.querySelector("[data-md-component=palette]");
  for (const label of colours?.querySelectorAll("label[for]") ?? []) {
    const button = asButton(label);
    button.setAttribute("aria-label", label.title);
    button.addEventListener("keydown", (event) => event.stopPropagation());
    button.addEventListener("click", () => colours.querySelector("button:not([hidden])").focus());
  }
  for (const option of colours?.querySelectorAll("input") ?? []) option.hidden = true;
})();
