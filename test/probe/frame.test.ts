/** What the probe promises whatever it asks: levels, pace, resuming, clean-up, no personal data. */
import { readdirSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { confirmBooking } from "../../scripts/probe/account.ts";
import { check, holds, rowOf } from "../../scripts/probe/check.ts";
import { readOptions } from "../../scripts/probe/options.ts";
import { PLANS, WITHOUT_CHECK } from "../../scripts/probe/plans.ts";
import { reportOf, tableOf } from "../../scripts/probe/report.ts";
import { readRows } from "../../scripts/probe/rows.ts";
import { NotAllowed } from "../../scripts/probe/session.ts";
import { signIn } from "../../scripts/probe/sign-in.ts";
import { freshState, MARKER, type ProbeState } from "../../scripts/probe/state.ts";
import { PATHS } from "../../src/asperion/contract.ts";
import { DEFAULT_CLIENT } from "../sandbox/asperion/sandbox.ts";
import { startAsperion, type StartedAsperion } from "../sandbox/asperion/start.ts";
import { asperionSwitches } from "../sandbox/asperion/switches.ts";
import { definitions } from "../sandbox/eaccounting/switches.ts";
import { WITHOUT_ROW } from "./positions.ts";
import { type Probed, probed, run } from "./probing.ts";

const SWITCHES = new Set([...Object.keys(asperionSwitches), ...Object.keys(definitions)]);

let world: Probed;
let served: StartedAsperion | null = null;
beforeAll(async () => {
  world = await probed("asperion");
});
beforeEach(() => world.control("POST", "/reset", { keep: ["clock"] }));
afterEach(async () => {
  await served?.close();
  served = null;
});

const checks = Object.values(PLANS).flatMap((plan) => plan.checks);
const of = (id: string) => checks.filter((one) => one.id === id);

test("every row has a check, or says why it has none, and never both", () => {
  const checked = new Set(checks.map(({ id }) => rowOf(id)));
  const rows = readRows();
  expect(rows.filter(({ id }) => !checked.has(id) && WITHOUT_CHECK[id] === undefined)).toEqual([]);
  expect(rows.filter(({ id }) => checked.has(id) && WITHOUT_CHECK[id] !== undefined)).toEqual([]);
  const known = new Set(readRows().map(({ id }) => id));
  expect([...checked, ...Object.keys(WITHOUT_CHECK)].filter((id) => !known.has(id))).toEqual([]);
});

test("each file that a row names is there, as the probe names it to whoever changes it", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" });
  const named = readRows().flatMap(({ id, inCode }) =>
    [...inCode.matchAll(/`([\w./-]+\.tsx?)`/g)].map(([, path = ""]) => ({ id, path })),
  );
  const isThere = (path: string): boolean =>
    files.some((file) => `src/${file}` === path || `/${file}`.endsWith(`/${path}`));
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter(({ path }) => !isThere(path))).toEqual([]);
});

test("rows and checks have names of their own", () => {
  const twice = (ids: readonly string[]) => ids.filter((id, at) => ids.indexOf(id) !== at);
  expect(twice(readRows().map(({ id }) => id))).toEqual([]);
  expect(twice(checks.map(({ id }) => id))).toEqual([]);
});

test("a check's switches are its row's, and each switch of a row with checks is found out", () => {
  const rows = new Map(readRows().map((row) => [row.id, row]));
  for (const [id, parts] of Map.groupBy(checks, (one) => rowOf(one.id))) {
    const found = new Set(parts.flatMap(({ switches }) => switches ?? []));
    const wanted = (rows.get(id)?.switches ?? []).filter((name) => SWITCHES.has(name));
    expect([...found].toSorted(), id).toEqual(wanted.toSorted());
  }
});

test("each switch of the sandboxes is found out, but for those that no row is about", () => {
  const found = new Set(checks.flatMap(({ switches }) => switches ?? []));
  expect([...SWITCHES].filter((name) => !found.has(name))).toEqual(Object.keys(WITHOUT_ROW));
});

test("a check that reads can't write, and one that writes can't book", async () => {
  const tries = (level: "read" | "write") =>
    check({
      id: "P4",
      level,
      look: (session) =>
        level === "read"
          ? session.write("POST", PATHS.articles, { body: {} })
          : session.book("an order", "POST", PATHS.orders, { body: {} }),
      judge: () => holds("written"),
    });
  await expect(run(world, [tries("read")])).rejects.toThrow(NotAllowed);
  await expect(run(world, [tries("write")])).rejects.toThrow(NotAllowed);
});

test("without flags nothing but reads goes out", async () => {
  await run(world, PLANS.asperion.checks, { levels: ["read"] });
  const { calls } = (await world.control("GET", "/calls?limit=1000")) as {
    calls: readonly { method: string; path: string }[];
  };
  expect(calls.length).toBeGreaterThan(50);
  expect(calls.filter((one) => one.method !== "GET" && one.path !== "/connect/token")).toEqual([]);
});

test("a run that was stopped goes on where it was", async () => {
  const reads = PLANS.asperion.checks.filter(
    ({ level, last }) => level === "read" && last !== true,
  );
  const asked: string[] = [];
  const told = {
    levels: ["read"] as const,
    onCheck: ({ id }: { id: string }) => void asked.push(id),
  };
  const first = await run(world, reads, { ...told, isStopped: () => asked.length === 3 });
  expect(Object.keys(first.findings)).toEqual(asked);
  await run(world, reads, { ...told, state: first });
  expect(asked.toSorted()).toEqual(reads.map(({ id }) => id).toSorted());
});

test("what a killed run left is found by its marker and set aside, without its state", async () => {
  // Dead from then on: it can't clean up after itself.
  let isDead = false;
  const living = world.access();
  const mortal: typeof fetch = async (...asked) => {
    if (isDead) throw new Error("killed");
    return living.http.fetch(...asked);
  };
  const dies = run(world, of("P41"), {
    access: { ...living, http: { fetch: mortal } },
    store: {
      read: () => null,
      write: ({ stays, findings }: ProbeState) => {
        isDead = stays.length > 2 && findings["P41"] !== undefined;
      },
    },
  });
  await expect(dies).rejects.toThrow("--clean");
  const left = () => world.control("GET", "/state?administrationId=123") as Promise<Shop>;
  const live = ({ administrations: [shop] }: Shop) => [
    ...(shop?.articles ?? []).filter((one) => one.articleCode.startsWith(MARKER) && one.active),
    ...(shop?.orders ?? []).filter((one) => one.reference?.startsWith(MARKER) && one.status !== 9),
    ...(shop?.debtors ?? []).filter((one) => one.name.startsWith(MARKER) && !one.blocked),
  ];
  expect(live(await left())).toHaveLength(3);
  await run(world, of("P4"), { state: freshState(world.time.now(), "fed987", "demo") });
  expect(live(await left())).toEqual([]);
  const { administrations } = await left();
  expect(administrations[0]?.articles.some((one) => one.articleCode.startsWith(MARKER))).toBe(true);
});

type Shop = {
  readonly administrations: readonly {
    readonly articles: readonly { readonly articleCode: string; readonly active: boolean }[];
    readonly orders: readonly { readonly reference: string | null; readonly status: number }[];
    readonly debtors: readonly { readonly name: string; readonly blocked: boolean }[];
  }[];
};

test("what can't be taken back is told before it is made, by name", async () => {
  const { stays } = await run(world, of("P40"));
  expect(new Set(stays.map(({ what }) => what))).toEqual(
    new Set(["a debtor, blocked", "an article, inactive", "an order, cancelled"]),
  );
});

test("the vendor's limit is kept, and a 429 is waited for as it says", async () => {
  await world.control("PUT", "/switches", { requestsPerSecond: 10 });
  await run(world, PLANS.asperion.checks, { levels: ["read", "write", "book"] });
  const refused = (await world.control("GET", "/calls?limit=5000")) as {
    calls: readonly { status: number }[];
  };
  expect(refused.calls.filter(({ status }) => status === 429)).toEqual([]);
  await world.control("POST", "/faults", {
    route: "GET /v1/SalesOrderWithLines",
    kind: "status",
    status: 429,
    headers: { "Retry-After": "30" },
  });
  const before = world.time.now();
  const { findings } = await run(world, of("P4"), { levels: ["read"] });
  expect(findings["P4"]?.verdict).toBe("holds");
  expect(world.time.now() - before).toBeGreaterThanOrEqual(30_000);
});

test("the report names nobody, and has no token", async () => {
  const access = world.access();
  await world.control("POST", "/orders", {
    debtorId: 204,
    comments: "Ring the bell at Åsa",
    lines: [{ articleCode: "MUG", quantity: 1 }],
  });
  const state = await run(world, PLANS.asperion.checks, { access });
  const report = reportOf({
    vendor: "asperion",
    rows: readRows(),
    state,
    checks: PLANS.asperion.checks,
    without: WITHOUT_CHECK,
  });
  const said = JSON.stringify(report) + tableOf(report);
  const personal =
    /Bloemen|Jansen|Åsa|Öberg|example\.com|Keizersgracht|Lindelaan|NL0012345|5551234|123456/;
  expect(said).not.toMatch(personal);
  expect(said).not.toContain(access.tokens.accessToken);
  expect(said).toContain("P26");
});

test("a row that differs says what the product does then, and what is changed", async () => {
  await world.control("PUT", "/switches", { listsCarryLines: "no" });
  const state = await run(world, of("P4"), { levels: ["read"] });
  const rows = readRows().filter(({ id }) => id === "P4");
  const report = reportOf({ vendor: "asperion", rows, state, checks: of("P4"), without: {} });
  expect(report.rows[0]).toMatchObject({
    verdict: "differs",
    ifWrong: "one more read an order",
    change: "`asperion/orders.ts` `isWhole`; sandbox: listsCarryLines",
  });
  expect(tableOf(report)).toContain("GET /v1/SalesOrderWithLines?pageSize=100 → 200");
});

test("the sign-in goes through the browser to a callback of this machine", async () => {
  served = await startAsperion();
  const tokens = await signIn({
    vendor: "asperion",
    http: { fetch },
    time: { now: Date.now, sleep: async () => {} },
    client: {
      identityUrl: served.url,
      clientId: DEFAULT_CLIENT.id,
      clientSecret: DEFAULT_CLIENT.secret,
    },
    back: { port: 0 },
    open: (address) => void fetch(address),
  });
  expect(tokens.refreshToken).not.toBeNull();
});

test("booking asks for the account's own name", async () => {
  const typed = (name: string) => confirmBooking("Demo Shop", async () => name);
  await expect(typed("demo shop")).rejects.toThrow("nothing was done");
  await expect(typed("Demo Shop")).resolves.toBeUndefined();
});

test("flags are read strictly", () => {
  expect(readOptions(["asperion"]).levels).toEqual(["read"]);
  expect(readOptions(["asperion", "--book"]).levels).toEqual(["read", "write", "book"]);
  expect(() => readOptions(["asperion", "--wrte"])).toThrow("npm run probe");
  expect(readOptions(["eaccounting"]).vendor).toBe("eaccounting");
  expect(() => readOptions(["visma"])).toThrow("npm run probe");
});
