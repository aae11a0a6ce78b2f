/** What a statement changes for the pages, seen by the table that it writes. */
import { expect, test, vi } from "vitest";
import { FIRST_SCHEMA } from "../../src/sync/tenant/storage/first/schema.ts";
import { areasOf, Live } from "../../src/sync/tenant/live/live.ts";

test("writes of jobs, alerts and the like change areas; reading and counting change none", () => {
  for (const [query, binds, areas] of [
    ["UPDATE jobs SET status = ?", ["done"], ["orders", "attention", "status", "payouts", "days"]],
    ["  INSERT OR REPLACE INTO alerts (id) VALUES (?)", ["a"], ["attention", "status"]],
    ["DELETE FROM runs WHERE id = ?", ["r"], ["status"]],
    [
      "INSERT OR REPLACE INTO meta (k, v) VALUES (?, ?)",
      ["pause", "{}"],
      ["status", "orders", "attention"],
    ],
    // A run of the comparison: how far it is, and which days it ended.
    ["INSERT OR REPLACE INTO meta (k, v) VALUES (?, ?)", ["proof", "{}"], ["comparison"]],
    ["INSERT OR REPLACE INTO meta (k, v) VALUES (?, ?)", ["compared-days", "[]"], ["comparison"]],
    ["INSERT OR REPLACE INTO meta (k, v) VALUES (?, ?)", ["cared", "1"], []],
    ["SELECT * FROM jobs", [], []],
    ["UPDATE hourly_counters SET n = n + 1", [], []],
  ] as const)
    expect([query, areasOf(query, binds)]).toEqual([query, areas]);
});

test("each table that changes an area is one", () => {
  for (const table of [
    "jobs",
    "operations",
    "documents",
    "alerts",
    "runs",
    "backfills",
    "tokens",
  ]) {
    expect(FIRST_SCHEMA).toContain(`CREATE TABLE ${table} (`);
    expect(areasOf(`DELETE FROM ${table}`, [])).not.toEqual([]);
  }
});

/** Sockets of an object, with what each was sent. */
function stage() {
  const sent: string[] = [];
  const closed: number[] = [];
  const clock = { at: 0 };
  const socket = {
    send: (text: string) => void sent.push(text),
    close: (code: number) => void closed.push(code),
    deserializeAttachment: () => ({ session: "s", until: 5_000 }),
  };
  const later: (() => void)[] = [];
  const live = new Live(
    { getWebSockets: () => [socket] } as unknown as DurableObjectState,
    () => clock.at,
    (act) => void later.push(act),
  );
  const commit = (): void => later.splice(0).forEach((act) => act());
  return { live, sent, closed, clock, commit };
}

test("what changes in one transaction is told once, when it is over", () => {
  const { live, sent, commit } = stage();
  live.changed(["orders"]);
  live.changed(["orders", "attention"]);
  expect(sent).toEqual([]);
  commit();
  expect(sent).toEqual(["changed:orders,attention"]);
});

test("at most once a second; what was held back is told with the next change", () => {
  const { live, sent, clock, commit } = stage();
  live.changed(["orders"]);
  commit();
  clock.at = 999;
  live.changed(["attention"]);
  commit();
  expect(sent).toEqual(["changed:orders"]);
  clock.at = 1_000;
  live.changed(["status"]);
  commit();
  expect(sent).toEqual(["changed:orders", "changed:attention,status"]);
});

test("a socket that is too old is closed, and hears nothing more", () => {
  const { live, sent, closed, clock, commit } = stage();
  clock.at = 5_000;
  live.changed(["orders"]);
  commit();
  expect([sent, closed]).toEqual([[], [4408]]);
});

test("while no page is open the platform isn't asked for sockets; a page that opens is told at once", () => {
  class Pair {
    readonly 0 = {};
    readonly 1 = { serializeAttachment: () => undefined };
  }
  vi.stubGlobal("WebSocketPair", Pair);
  vi.stubGlobal("WebSocketRequestResponsePair", class {});
  vi.stubGlobal("Response", class {});
  const sent: string[] = [];
  const open: object[] = [];
  let asked = 0;
  const ctx = {
    getWebSockets: () => {
      asked += 1;
      return open;
    },
    setWebSocketAutoResponse: () => undefined,
    acceptWebSocket: () =>
      void open.push({
        send: (text: string) => void sent.push(text),
        deserializeAttachment: () => ({ session: "s", until: 5_000 }),
      }),
  };
  const live = new Live(
    ctx as unknown as DurableObjectState,
    () => 0,
    (act) => act(),
  );
  for (let n = 0; n < 3; n += 1) live.changed(["orders"]);
  expect(asked).toBe(1);
  live.accept({ session: "s", until: 5_000 });
  live.changed(["status"]);
  expect(sent).toEqual(["changed:status"]);
  vi.unstubAllGlobals();
});
