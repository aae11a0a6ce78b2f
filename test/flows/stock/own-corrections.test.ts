/**
 * A correction that the shop changes: it is known by its id, and the next one isn't written before
 * a person has looked. Over ports that keep what went through them.
 */
import { describe, expect, test } from "vitest";
import type { VendorRequest } from "../../../src/domain/vendors/request.ts";
import { err, ok } from "../../../src/domain/result.ts";
import { correctsStock } from "../../../src/domain/goods/stock.ts";
import { ownCorrections, withCorrection } from "../../../src/flows/settlement.ts";
import type { FlowPorts } from "../../../src/flows/port.ts";
import { changedNow, changedSince } from "../../../src/flows/stock/last-correction.ts";
import { push } from "../../../src/flows/stock/push-plan.ts";
import { inLedger, inShop, plan, settings } from "./kit.ts";

type Body = Readonly<Record<string, unknown>> | null;

/** A tenant that remembers; `answered`: what the shop answers to a correction, made of what we sent. */
function tenant(answered: (sent: Readonly<Record<string, unknown>>) => Body, stored: Body = null) {
  const memory: Record<string, string> = {};
  const whole = (body: unknown) => ok({ status: 200, isJson: true, headers: {}, body });
  let sent: Readonly<Record<string, unknown>> = {};
  const ports = (eventTypes: readonly string[] = []): FlowPorts =>
    ({
      administrationId: 123,
      journalBornAt: 0,
      key: "stock",
      memory: { ...memory },
      eventTypes,
      lookups: { articlesListedWhole: true },
      settings: { stock: { ...settings(), correctionDebtor: 205 } },
      now: () => Date.UTC(2026, 10, 28),
      note: () => undefined,
      remember: (key: string, value: string) => {
        memory[key] = value;
      },
      remembered: (key: string) => memory[key] ?? null,
      settle: () => undefined,
      enqueue: async () => ok(undefined),
      readPage: async () =>
        stored === null
          ? err({ kind: "not-found", vendor: "asperion" })
          : whole({
              _data: [{ ...ORDER, reference: sent["reference"], ...stored }],
              _meta: { administrationId: 123, totalCount: 1, pageCount: 1, nextPage: null },
            }),
      write: async (_: unknown, request: VendorRequest) => {
        sent = request.body as Readonly<Record<string, unknown>>;
        return ok({
          opId: 1,
          attempt: 1,
          answer: { status: 201, isJson: true, headers: {}, body: answered(sent) },
        });
      },
    }) as unknown as FlowPorts;
  return {
    memory,
    correct: async () => {
      const own = ports();
      const shelf = { ledger: [inLedger("MUG", "14")], shop: [inShop("MUG", "0")] };
      const done = await push(own, plan(shelf), async () => ok(undefined));
      if (!done.ok) throw new Error(done.error.kind);
      const stops = changedNow(own);
      if (stops !== null) expect(stops.code).toBe("stock-correction-changed");
      return stops?.params ?? null;
    },
    next: async (eventTypes: readonly string[] = []) => {
      const own = ports(eventTypes);
      const since = await changedSince(own);
      if (!since.ok) throw new Error(since.error.kind);
      return since.value?.params ?? null;
    },
    own: () => ownCorrections(ports()),
  };
}

const ORDER = {
  id: 9,
  orderNumber: "1009",
  date: "2026-11-28T12:00:00",
  status: 4,
  paymentStatus: "Open",
  currencyCode: "EUR",
  pricesIncludeVat: false,
  amountExclVat: 0,
  vatAmount: 0,
  amountInclVat: 0,
  lines: { _data: [] },
};

const asSent = (sent: Readonly<Record<string, unknown>>): Body => ({
  ...ORDER,
  reference: sent["reference"],
  lines: sent["lines"],
});

test("an answer that shows what was sent stops nothing", async () => {
  const own = tenant(asSent);
  expect([await own.correct(), await own.next()]).toEqual([null, null]);
  expect(own.memory["stock-sent"]).toBeUndefined();
});

describe("an answer that shows something else stops the next correction", () => {
  test.each<[string, Body]>([
    ["amount", { amountInclVat: 140 }],
    ["reference", { reference: null }],
    ["reference", { reference: "Stock" }],
    ["quantity", { lines: { _data: [{ articleCode: "MUG", quantity: 14 }] } }],
  ])("its %s, until a person lets one more be written", async (what, change) => {
    const own = tenant((sent) => ({ ...asSent(sent), ...change }));
    const stops = { order: "1009", what };
    expect([await own.correct(), await own.next(), await own.next()]).toEqual([
      stops,
      stops,
      stops,
    ]);
    expect([await own.next(["retry-by-person"]), await own.next()]).toEqual([null, null]);
  });
});

describe("an answer that shows too little is followed by a look at the order", () => {
  const bare = () => ({ id: 9, orderNumber: "1009" });
  test.each<[string, Body, unknown]>([
    ["as sent", {}, null],
    ["a price", { amountInclVat: 140 }, { order: "1009", what: "amount" }],
    ["no reference", { reference: null }, { order: "1009", what: "reference" }],
    ["it is gone", null, null],
  ])("%s", async (_, stored, expected) => {
    const own = tenant(bare, stored);
    expect(await own.correct()).toBeNull();
    expect([await own.next(["retry-by-person"]), await own.next()]).toEqual([expected, expected]);
  });

  test("one without an id is looked for by its reference", async () => {
    const found = tenant(() => null, {});
    expect([await found.correct(), await found.next()]).toEqual([null, null]);
    const lost = tenant(() => null, { reference: null });
    await lost.correct();
    expect(await lost.next()).toMatchObject({ what: "reference" });
  });
});

test("a correction is known by its id, with a price and without a reference", async () => {
  const own = tenant(asSent);
  await own.correct();
  const order = { id: 9, reference: null, isFree: false, debtorId: 1 };
  expect(correctsStock(order, own.own())).toBe(true);
  expect(correctsStock({ ...order, id: 10 }, own.own())).toBe(false);
});

test("the newest hundred are known", () => {
  let text: string | null = null;
  for (let id = 1; id <= 101; id += 1) text = withCorrection(text, String(id));
  const { ids } = ownCorrections({
    memory: { "stock-corrections": text ?? "" },
    settings: { stock: settings() } as FlowPorts["settings"],
  });
  expect([ids.size, ids.has("1"), ids.has("101")]).toEqual([100, false, true]);
});
