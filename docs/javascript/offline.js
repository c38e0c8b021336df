// Has the browser keep the whole site, over http(s) only, and says what the reader is looking at: a copy that was kept because no
// server answers, or a site that has changed since. A page that holds answers is never loaded again by itself.
(function () {
  "use strict";

  const { worker } = document.currentScript.dataset;
  const workers = navigator.serviceWorker;
  if (!location.protocol.startsWith("http") || !workers || navigator.connection?.saveData) return;

  const AGAIN = 3_600_000; // milliseconds after which a page that is looked at again asks whether the site has changed
  const PATIENCE = 30_000; // milliseconds that a calculator goes before the keeping of the site
  const kept = document.querySelector("[data-kept]");
  const [newer, alone] = ["newer", "alone"].map((name) => kept.querySelector(`template[data-${name}]`));
  let asked = 0;
  let touched = false;
  let taking = () => false;

  document.addEventListener("input", () => { touched = true; }, { capture: true, once: true });

  function tell(template) {
    kept.querySelector("p")?.remove();
    if (template) kept.append(template.content.cloneNode(true));
    return kept.querySelector("p");
  }

  function take(registration, byReader) {
    taking = () => byReader || !touched;
    registration.waiting.postMessage({ kind: "take", asked: byReader });
  }

  // What was fetched waits: it is taken at once on a page that has just come, else when the reader says so.
  function offer(registration) {
    tell(newer).querySelector("button").addEventListener("click", () => {
      if (registration.waiting) take(registration, true);
      else location.reload();
    });
  }

  function watch(registration) {
    workers.addEventListener("message", ({ data }) => { if (data.kind === "waits") offer(registration); });
    const follow = (coming) => coming?.addEventListener("statechange", () => {
      if (coming.state === "installed" && workers.controller) offer(registration);
    });
    follow(registration.installing); // the browser looks for a changed site by itself, and may have begun before this script
    registration.addEventListener("updatefound", () => follow(registration.installing));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && Date.now() - asked > AGAIN) look(registration);
    });
  }

  // When the page that is looked at was fetched, by the server's own clock; null where it did not say.
  async function day() {
    const { headers } = await fetch(location.pathname);
    return headers.get("date") && new Date(headers.get("date"));
  }

  async function look(registration) {
    asked = Date.now();
    try {
      await registration.update();
    } catch {
      const line = tell(alone);
      const since = await day().catch(() => null);
      if (since) {
        line.querySelector("time").textContent = since.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
        line.querySelector("[data-since]").hidden = false;
      }
    }
  }

  function idle() {
    return new Promise((resolve) => {
      const rest = () => (self.requestIdleCallback ? requestIdleCallback(resolve, { timeout: PATIENCE }) : setTimeout(resolve, 2000));
      if (document.readyState === "complete") rest();
      else addEventListener("load", rest, { once: true });
    });
  }

  // The reader's own wait comes first: at a calculator the site is kept once there was an answer, or time enough for one.
  async function quiet() {
    const calculator = document.querySelector("[data-calculator]");
    if (calculator) {
      await Promise.race([
        new Promise((resolve) => calculator.addEventListener("policy:answered", resolve, { once: true })),
        new Promise((resolve) => setTimeout(resolve, PATIENCE)),
      ]);
    }
    await idle();
  }

  // Only what this page asked for is shown by itself, and not over answers that were given in the meantime.
  workers.addEventListener("controllerchange", () => {
    if (taking()) location.reload();
    else tell(newer).querySelector("button").addEventListener("click", () => location.reload());
  });

  (async () => {
    let registration = await workers.getRegistration();
    if (!workers.controller) {
      await quiet();
      registration = await workers.register(worker, { updateViaCache: "none" });
    }
    watch(registration);
    if (workers.controller) {
      if (registration.waiting && touched) offer(registration);
      else if (registration.waiting) take(registration, false);
      await idle();
      await look(registration);
    }
  })().catch(() => {}); // a browser that keeps nothing shows the site as the server gives it
})();
