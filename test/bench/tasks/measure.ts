/** How many clicks, pages, fields and seconds the usual tasks take, with both sandboxes as vendors. */
import { launchChromium } from "../../../scripts/chromium.ts";
import { startWorld } from "../../../scripts/local/world.ts";
import { fixed } from "../stats.ts";
import type { Section } from "../table.ts";
import { type Count, Person, secondsOf } from "./person.ts";
import { type Task, TASKS } from "./tasks.ts";

/** `missed`: a task took more clicks or seconds than was wanted. */
export async function measureTasks(
  progress: (line: string) => void,
): Promise<{ readonly section: Section; readonly missed: boolean }> {
  const world = await startWorld({
    ports: { worker: 0, asperion: 0, eaccounting: 0 },
    name: "bench-tasks",
  });
  const browser = await launchChromium(["--no-sandbox"]);
  try {
    const measured: { readonly task: Task; readonly count: Count }[] = [];
    for (const task of TASKS) {
      progress(task.name);
      // Without scripts each press is a page of its own, so that pages can be counted.
      const context = await browser.newContext({
        baseURL: world.runtime.url,
        javaScriptEnabled: false,
      });
      const page = await context.newPage();
      await page.goto("/admin");
      await page.getByLabel("Operator token").fill(world.adminToken);
      await Promise.all([
        page.waitForNavigation(),
        page.getByRole("button", { name: "Sign in with the operator token" }).click(),
      ]);
      const person = new Person(page);
      await task.run(person, world);
      measured.push({ task, count: person.count() });
      await context.close();
    }
    return {
      section: {
        title: "What people do most, by a model of a person",
        head: ["", "clicks", "pages", "fields", "most on a page", "keys", "seconds", "wanted"],
        rows: measured.map(({ task, count }) => [
          task.name,
          String(count.clicks),
          String(count.pages),
          String(count.fields),
          String(count.mostFields),
          String(count.keys),
          fixed(secondsOf(count), 0),
          wantedOf(task, count),
        ]),
        notes: [
          "Seconds: 1.1 a click, 0.28 a key, 1.35 a decision (each click, and each field that is shown and not folded), and what the pages took. The vendors' pages are left out.",
        ],
      },
      missed: measured.some(({ task, count }) => isMissed(task, count)),
    };
  } finally {
    await browser.close();
    await world.stop();
  }
}

const isMissed = ({ mostClicks, mostSeconds }: Task, count: Count): boolean =>
  count.clicks > mostClicks || (mostSeconds !== null && secondsOf(count) > mostSeconds);

const wantedOf = (task: Task, count: Count): string =>
  `${task.mostClicks} clicks${task.mostSeconds === null ? "" : `, ${task.mostSeconds} s`}${isMissed(task, count) ? ": missed" : ""}`;
