/**
 * The main tasks with the keyboard alone, without scripts, on a page that is zoomed to 200 %: each
 * thing that is pressed is come to by Tab, what has the focus is seen, nothing is cut off, and no
 * page moves sideways.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { TASKS } from "../bench/tasks/tasks.ts";
import { Person } from "../bench/tasks/person.ts";
import { TEST_WORKER } from "../../scripts/local/bundle.ts";
import { startWorld, type World } from "../../scripts/local/world.ts";
import { keyboard } from "./keyboard-hands.ts";
import { overflow } from "./pages-browser.ts";
import { CLIPPED } from "./walk.ts";
import { sharedBrowser } from "./shared-browser.ts";

/** Of 1280 by 900, twice as large. */
const ZOOMED = { width: 640, height: 450 };
/** Calls a minute: no task is about waiting for the vendor. */
const UNLIMITED = 60_000;

let world: World;

beforeAll(async () => {
  world = await startWorld({
    ports: { worker: 0, asperion: 0, eaccounting: 0 },
    name: "keyboard",
    // Bundled already.
    main: TEST_WORKER,
    vars: { EACCOUNTING_RATE_PER_MINUTE: String(UNLIMITED) },
  });
  await world.operator.control("eaccounting", "PUT", "/limits", { perMinute: UNLIMITED });
});

afterAll(async () => {
  await world.stop();
});

test.each(TASKS)("$name, with the keyboard alone, at 200 %", async (task) => {
  const context = await (
    await sharedBrowser()
  ).newContext({
    baseURL: world.runtime.url,
    javaScriptEnabled: false,
    viewport: ZOOMED,
  });
  const page = await context.newPage();
  const unseen = new Set<string>();
  const cut = new Set<string>();
  const hands = keyboard(page, unseen);
  const person = new Person(page, hands, async () => {
    const at = new URL(page.url()).pathname;
    const wider = await overflow(page);
    if (wider > 0) cut.add(`${at}: wider by ${wider}`);
    for (const text of await page.evaluate<readonly string[]>(CLIPPED)) cut.add(`${at}: ${text}`);
  });
  await person.begin("/admin");
  await person.type("Operator token", world.adminToken);
  await person.press("Sign in with the operator token");
  await task.run(person, world);
  await context.close();
  expect({ unseen: [...unseen], cut: [...cut] }).toEqual({ unseen: [], cut: [] });
});
