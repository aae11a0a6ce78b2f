/**
 * What look-ups cost: an idle tenant's day, an unknown value, a refusal in their midst; and when
 * the company's claim is looked at.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forget as readAnew } from "../../src/sync/tenant/storage/memory.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { Engine } from "./crowd/engine.ts";

// The platform seals beside the program, in a time that can't be moved.
vi.mock("../../src/store/seal.ts", async (original) => ({
  ...(await original<typeof import("../../src/store/seal.ts")>()),
  sealJson: async (_: unknown, value: unknown) => ({
    keyId: "k",
    bytes: new TextEncoder().encode(JSON.stringify(value)),
  }),
  sealJsonText: async (_: unknown, json: string) => ({
    keyId: "k",
    bytes: new TextEncoder().encode(json),
  }),
  openJson: async (_: unknown, sealed: { readonly bytes: Uint8Array }) => ({
    ok: true,
    value: JSON.parse(new TextDecoder().decode(sealed.bytes)) as unknown,
  }),
  sealText: async (_: unknown, text: string) => ({
    keyId: "k",
    bytes: new TextEncoder().encode(text),
  }),
  hmacs: async () => [],
}));
vi.mock("../../src/sync/tenant/journal/name-words.ts", async (original) => ({
  ...(await original<typeof import("../../src/sync/tenant/journal/name-words.ts")>()),
  withWords: async (_: unknown, report: unknown) => report,
}));

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const START = Date.parse("2026-06-01T08:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Everything but look-ups is off. */
const QUIET = {
  schedules: { debtors: "never", orders: "never", products: "never", stock: "never" },
} as const;

const CODINGS = "GET /v2/articleaccountcodings";
const LABELS = "GET /v2/customerlabels";
const count = (engine: Engine, what: string, since: number): number =>
  engine.callsOf("eaccounting", since).filter((call) => call.what === what).length;
const documents = (engine: Engine): number =>
  Number(engine.sql.exec("SELECT count(*) AS n FROM documents").toArray()[0]?.["n"]);
const outcomes = (engine: Engine): unknown[] =>
  engine.sql.exec("SELECT status, outcome, wait FROM jobs WHERE flow = 'orders'").toArray();
/** As if the ledger had got the currency since it was read. */
function forget(engine: Engine): void {
  engine.sql.exec("UPDATE cache SET value = '[\"SEK\"]' WHERE kind = 'currencies'");
  readAnew(engine.sql);
}

test("an idle tenant reads its look-ups once a day, and asks for nothing else", async () => {
  const engine = await Engine.open({ start: START }, QUIET);
  await engine.pass(HOUR);
  const since = engine.time.now();
  await engine.pass(24 * HOUR);
  expect(count(engine, CODINGS, since)).toBeLessThanOrEqual(3);
  expect(engine.callsOf("eaccounting", since).length).toBeLessThanOrEqual(40);
});

test("something unknown leads to one reading for all orders that met it, and each is planned once more and booked", async () => {
  const engine = await Engine.open({ start: START }, QUIET);
  await engine.pass(HOUR);
  forget(engine);
  const since = engine.time.now();
  const orders = await Promise.all(
    Array.from({ length: 5 }, (_, n) =>
      engine.place({ ...companyBuyer(`Euro${n}`), currencyCode: "EUR", lines: [mug(1)] }),
    ),
  );
  for (const order of orders) void engine.tell(order.id);
  await engine.pass(5 * MINUTE, () => documents(engine) === 5);
  expect(documents(engine)).toBe(5);
  expect(count(engine, CODINGS, since)).toBe(1);
});

test("what stays unknown is held, and read anew once in five minutes at most", async () => {
  const engine = await Engine.open({ start: START }, QUIET);
  await engine.pass(HOUR);
  const since = engine.time.now();
  for (let n = 0; n < 12; n += 1) {
    const order = await engine.place({
      ...companyBuyer(`Odd${n}`),
      currencyCode: "XAU",
      lines: [mug(1)],
    });
    void engine.tell(order.id);
    await engine.pass(MINUTE);
  }
  await engine.pass(5 * MINUTE);
  expect(outcomes(engine)).toEqual(
    Array.from({ length: 12 }, () => ({ status: "done", outcome: "held", wait: null })),
  );
  expect(count(engine, CODINGS, since)).toBeLessThanOrEqual(3);
});

test("a reading that is refused on its way goes on at the call that was refused", async () => {
  const engine = await Engine.open(
    { start: START },
    { schedules: { ...QUIET.schedules, lookups: 60 } },
  );
  await engine.pass(30 * MINUTE);
  await engine.control("eaccounting", "POST", "/faults", {
    route: "GET /v2/currencies",
    kind: "status",
    status: 429,
    times: 3,
    body: {
      ErrorCode: 4010,
      DeveloperErrorMessage: "API calls quota exceeded! Try again in 3 seconds.",
    },
  });
  const since = engine.time.now();
  await engine.pass(50 * MINUTE);
  expect(count(engine, "GET /v2/currencies", since)).toBe(4);
  expect(count(engine, CODINGS, since)).toBe(1);
  expect(count(engine, "GET /v2/countries", since)).toBe(1);
});

test("the company's claim is looked at before the first write after an idle hour, and every five minutes while something is written", async () => {
  const engine = await Engine.open(
    { start: START },
    { schedules: { ...QUIET.schedules, lookups: "never" } },
  );
  await engine.pass(2 * HOUR);
  const since = engine.time.now();
  const tell = async (name: string): Promise<void> => {
    const order = await engine.place({ ...companyBuyer(name), lines: [mug(1)] });
    void engine.tell(order.id);
    await engine.pass(MINUTE);
  };
  await tell("First");
  const calls = engine.callsOf("eaccounting", since).map(({ what }) => what);
  expect(calls.indexOf(LABELS)).toBeGreaterThanOrEqual(0);
  expect(calls.indexOf(LABELS)).toBeLessThan(calls.findIndex((what) => what.startsWith("POST")));
  expect(count(engine, LABELS, since)).toBe(1);
  for (let minute = 0; minute < 20; minute += 1) await tell(`Next${minute}`);
  expect(documents(engine)).toBe(21);
  const looks = engine
    .callsOf("eaccounting", since)
    .filter(({ what }) => what === LABELS)
    .map(({ at }) => at);
  // A write each minute: never longer than five minutes and the minute to the next write.
  for (const [index, at] of looks.entries())
    expect((looks[index + 1] ?? engine.time.now()) - at).toBeLessThanOrEqual(6 * MINUTE + 10_000);
  expect(looks.length).toBeLessThanOrEqual(6);
  const idle = engine.time.now();
  await engine.pass(3 * HOUR);
  expect(count(engine, LABELS, idle)).toBe(0);
});

test("another installation's claim stops the tenant before anything is written after an idle hour", async () => {
  const engine = await Engine.open({ start: START }, QUIET);
  await engine.pass(2 * HOUR);
  await engine.foreignClaim("asperion-sync elsewhere/other");
  const since = engine.time.now();
  const order = await engine.place({ ...companyBuyer("Late"), lines: [mug(1)] });
  void engine.tell(order.id);
  await engine.pass(5 * MINUTE);
  expect(
    engine.callsOf("eaccounting", since).filter(({ what }) => what.startsWith("POST")),
  ).toEqual([]);
  expect(documents(engine)).toBe(0);
});
