/**
 * Every kind of alert that the code raises has its line in docs/telemetry.md: when it is raised and
 * over, where to look and what to do.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { SILENCE } from "../../src/monitor/silence.ts";
import { ALERTS, LOGS } from "./signals.ts";
import { withSignals } from "./signals-page.ts";

const root = resolve(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const [, alerts = "", , , symptoms = ""] = read("docs/telemetry.md").split(/^## /m);

/**
 * First word or words of the id of an alert, as the code writes it; an id in a constant is looked
 * up in its file.
 */
function raised(): readonly string[] {
  const files = readdirSync(join(root, "src/sync"), { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts"),
  );
  return files.flatMap((name) => {
    const text = read(`src/sync/${name}`);
    const calls = [...text.matchAll(/alerts\.raise\(\s*[\w.]+,\s*([^,]+),/g)];
    if (calls.length !== text.split("alerts.raise(").length - 1)
      throw new Error(`${name} raises an alert in a form that this test can't read`);
    return calls.flatMap(([, given = ""]) => {
      const value = /^\w+$/.test(given)
        ? (new RegExp(`const ${given} = ([^;]+);`).exec(text)?.[1] ?? given)
        : given;
      const literal = /^["`]([a-z-]+)/.exec(value)?.[1];
      if (literal !== undefined) return [literal];
      if (given.startsWith("`${PREFIX}")) return watched();
      throw new Error(`${name} raises an alert whose id this test can't read: ${given}`);
    });
  });
}

/** What the watch names, and what cron tells of an object that is silent. */
const watched = (): readonly string[] =>
  [...read("src/monitor/watch.ts").matchAll(/found\.set\(\s*(?:["`]([a-z-]+))?/g)].map(
    ([call, name]) => {
      if (name === undefined) throw new Error(`the watch names what this test can't read: ${call}`);
      return `watch ${name}`;
    },
  );

const kinds = [...new Set([...raised(), SILENCE])].toSorted();
/** The line's first cell begins with it. */
const isIn = (table: string, kind: string): boolean =>
  new RegExp(`^\\| \`${kind}[ \`]`, "m").test(table);

test("the kinds of alerts are read from the code", () => {
  expect(kinds).toEqual(
    expect.arrayContaining([
      "capability",
      "doubt",
      "first-day",
      "job",
      "proof",
      "tenant",
      "watch connection",
      "watch orders",
      "watch projection",
      "watch rate",
    ]),
  );
});

test("each says when it is raised and when it is over", () => {
  expect(kinds.filter((kind) => !isIn(alerts, kind))).toEqual([]);
});

test("and where to look and what to do", () => {
  expect(symptoms).toContain("where to look");
  expect(kinds.filter((kind) => !isIn(symptoms, kind))).toEqual([]);
});

test("the tables are made of test/docs/signals.ts", () => {
  const page = read("docs/telemetry.md");
  expect(withSignals(page)).toBe(page);
  expect(() => withSignals("# Telemetry")).toThrow("no table");
});

test("the data names no alert that nothing raises", () => {
  const named = ALERTS.map(({ alert }) => /^`([^`]*?)(?: …| order:…)?`/.exec(alert)?.[1] ?? alert);
  expect(named.toSorted()).toEqual(kinds);
});

test("each event that is logged is in the data, with when to look at it, and no other", () => {
  const logged = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes("compiled"))
    .flatMap((name) =>
      [...read(`src/${name}`).matchAll(/\bevent: "([a-z.-]+)"/g)].map(([, event = ""]) => event),
    );
  expect(logged.length).toBeGreaterThan(20);
  expect(LOGS.map(({ event }) => event).toSorted()).toEqual([...new Set(logged)].toSorted());
  expect(LOGS.filter(({ threshold, todo }) => threshold === "" || todo === "")).toEqual([]);
});
