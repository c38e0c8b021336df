// Drives Firefox for tests/firefox/driven.py: node drive.mjs FIREFOX SCRIPTS. One JSON command a line in, {value} or {fault}
// a line out. Firefox has no command that switches scripts off, so SCRIPTS (true or false) holds for all of its pages.
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import puppeteer from "puppeteer-core";

const PATIENCE = 120_000; // milliseconds; a machine that is busy with other tests needs many of them
const [executablePath, scripts] = process.argv.slice(2);
const firefox = await puppeteer.launch({
  browser: "firefox",
  executablePath,
  protocolTimeout: PATIENCE,
  extraPrefsFirefox: { "javascript.enabled": JSON.parse(scripts) },
});
let context;
let page;
let seen;

// Elements by steps [selector, which one of them or null for all], each below those of the step before.
async function elements(steps) {
  let found = [page];
  for (const [selector, number] of steps) {
    found = (await Promise.all(found.map((one) => one.$$(selector)))).flat();
    if (number !== null) found = found.slice(number, number + 1);
  }
  return found;
}

// Does what is asked as soon as as many elements are there as fit. A page that is left, drawn anew or brought back under the hand is asked again.
const GONE = /no such node|no such frame|no such handle|stale|detached|not known|navigat|moved away|not clickable/i;
async function when(steps, fits, act) {
  let last = "not there in time";
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(50)) {
    try {
      const found = await elements(steps);
      if (fits(found.length)) return await act(found[0]);
    } catch (error) {
      if (!GONE.test(error.message)) throw error;
      last = error.message;
    }
  }
  throw new Error(`${last}: ${JSON.stringify(steps)}`);
}

const the = (steps, act) => when(steps, (count) => count === 1, act);

// Clicks an element; where the page moved it from under the hand meanwhile, that is a click to be made again.
async function click(one) {
  await one.evaluate((element) => {
    element.addEventListener("click", () => { element.wasClicked = true; }, { capture: true, once: true });
  });
  await one.click();
  // A page that was left by the click has nobody to ask any more.
  const clicked = await one.evaluate((element) => Boolean(element.wasClicked)).catch(() => true);
  if (!clicked) throw new Error("moved away from a click");
}

const commands = {
  // A page of its own, in a profile of its own, without the one before.
  async open({ address }) {
    await context?.close();
    context = await firefox.createBrowserContext();
    page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.setViewport({ width: 1280, height: 900 });
    seen = { wrong: [], asked: [] };
    page.on("pageerror", (error) => seen.wrong.push(String(error)));
    page.on("console", (message) => { if (message.type() === "error") seen.wrong.push(message.text()); });
    page.on("request", (request) => seen.asked.push(request.url()));
    await page.goto(address, { waitUntil: "domcontentloaded" });
  },
  seen: () => seen,
  version: () => firefox.version(),
  evaluate: ({ program, given }) => page.evaluate(`(${program})(${JSON.stringify(given)})`),
  waitFor: ({ steps }) => when(steps, (count) => count > 0, () => null),
  count: async ({ steps }) => (await elements(steps)).length,
  attribute: ({ steps, name }) => the(steps, (one) => one.evaluate((element, wanted) => element.getAttribute(wanted), name)),
  text: ({ steps }) => the(steps, (one) => one.evaluate((element) => element.innerText)),
  click: ({ steps }) => the(steps, click),
  // Types over what stands there.
  async fill({ steps, text }) {
    await the(steps, (one) => one.evaluate((field) => { field.focus(); field.select(); }));
    await page.keyboard.type(text);
  },
  select: ({ steps, value }) => the(steps, (one) => one.select(value)),
  press: ({ key }) => page.keyboard.press(key),
  type: ({ text }) => page.keyboard.type(text),
  clickAt: ({ x, y }) => page.mouse.click(x, y),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...given } = JSON.parse(line);
  const reply = await Promise.resolve(commands[command](given)).then(
    (value) => ({ value: value ?? null }),
    (error) => ({ fault: `${command}: ${error.message}` }),
  );
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
await firefox.close();
