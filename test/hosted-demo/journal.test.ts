/**
 * The demo's journal: how much it takes, and that a whole day of it, done again, comes to the same
 * at both vendors. And how much the site takes of one visitor.
 */
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { type DemoEnv, VENDORS } from "../../scripts/hosted-demo/env.ts";
import { type Entry, Journal } from "../../scripts/hosted-demo/journal.ts";
import { Playing } from "../../scripts/hosted-demo/playing.ts";
import { createDemoSite } from "../../scripts/hosted-demo/site.ts";

/** As the object's own tables; `bytes`: what it says that they take. */
function tables(bytes: () => number = () => 0): SqlStorage {
  const database = new DatabaseSync(":memory:");
  return {
    get databaseSize() {
      return bytes();
    },
    exec: (query: string, ...binds: (string | number)[]) => {
      const rows = /^(CREATE|DELETE)/.test(query)
        ? (database.exec(query), [])
        : database.prepare(query).all(...binds);
      return { toArray: () => rows, one: () => rows[0], [Symbol.iterator]: () => rows.values() };
    },
  } as unknown as SqlStorage;
}

const NOON = Date.UTC(2026, 10, 29, 12);
const call = (n: number, method = "POST", path = "/_control/orders/form", body = "") => ({
  at: NOON + n * 60_000,
  method,
  url: `${VENDORS.asperion}${path}`,
  headers: [["content-type", "application/x-www-form-urlencoded"]] as const,
  body,
});

test("it takes two days' worth of calls, and nothing more before it is emptied", () => {
  const sql = tables();
  const journal = new Journal(sql);
  sql.exec(
    `WITH RECURSIVE calls(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM calls WHERE n < ?)
      INSERT INTO journal SELECT n, 0, 'POST', '', '[]', '' FROM calls`,
    19_999,
  );
  expect(journal.add(call(20_000))?.n).toBe(20_000);
  expect(journal.add(call(20_001))).toBeNull();
  journal.clear();
  expect(journal.add(call(1))?.n).toBe(1);
});

test("it takes 64 MB, and nothing more", () => {
  let bytes = 64 * 1024 * 1024;
  const journal = new Journal(tables(() => bytes));
  expect(journal.add(call(1))?.n).toBe(1);
  bytes += 1;
  expect(journal.add(call(2))).toBeNull();
});

const ACTS = 500;
const STATE = "/_control/state";

/** What both vendors hold. */
async function held(playing: Playing): Promise<readonly unknown[]> {
  const states: unknown[] = [];
  for (const vendor of Object.values(VENDORS))
    states.push(await (await playing.look(new Request(`${vendor}${STATE}`))).json());
  return states;
}

/** As much as visitors may do in a day: orders placed and cancelled, and records with drawn ids. */
function* day(): Iterable<Omit<Entry, "n">> {
  for (let n = 0; n < ACTS; n += 1) {
    const kind = n % 5;
    if (kind < 3)
      yield call(n, "POST", "/_control/orders/form", `articleCode=MUG&quantity=${(n % 4) + 1}`);
    else if (kind === 3)
      yield call(n, "POST", `/_control/play/123/orders/${1001 + (n % 40)}`, "act=cancel");
    else
      yield {
        ...call(n),
        url: `${VENDORS.eaccounting}/_control/projects`,
        headers: [["content-type", "application/json"]],
        body: JSON.stringify({
          Number: `P${n}`,
          Name: "Shop",
          StartDate: "2026-01-01",
          Status: 1,
        }),
      };
  }
}

test("a whole day, done again by an object that lost its memory, comes to the same", async () => {
  const made = { seed: "a seed of this test", begun: NOON };
  const journal = new Journal(tables());
  const sent: string[] = [];
  const deliver = async ({ url }: Request) => {
    sent.push(url);
    return new Response(null, { status: 202 });
  };
  const first = await Playing.after(journal, made, deliver);
  const answered: number[] = [];
  for (const one of day()) {
    const entry = journal.add(one);
    if (entry === null) throw new Error("the day is too long");
    answered.push((await first.do(entry)).status);
  }
  // Most of it was done, so that there is something to compare.
  expect(answered.filter((status) => status < 400).length).toBeGreaterThan(ACTS / 2);
  const before = await held(first);
  const webhooks = sent.length;
  const second = await Playing.after(journal, made, deliver);
  expect(await held(second)).toEqual(before);
  expect(sent).toHaveLength(webhooks);
  const other = await Playing.after(journal, { ...made, seed: "another" }, deliver);
  expect(await held(other)).not.toEqual(before);
});

const env = { DEMO_SECRET: "a secret of this test, long enough to be one" } as DemoEnv;
/** What the site answers to a form of so many bytes; `null`: it doesn't say how many. */
async function posted(bytes: string | null): Promise<number> {
  const site = createDemoSite(async () => new Response(null, { status: 204 }));
  const headers = bytes === null ? {} : { "content-length": bytes };
  const request = new Request("http://localhost/admin/sign-out", { method: "POST", headers });
  return (await site.fetch(request, env, { waitUntil: () => undefined } as never)).status;
}

test("a form of 64 KB is taken, and a larger one, or one that doesn't say, isn't", async () => {
  expect(await posted("65536")).toBe(204);
  expect(await posted("65537")).toBe(403);
  expect(await posted(null)).toBe(403);
});
