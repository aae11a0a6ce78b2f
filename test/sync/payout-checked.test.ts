/**
 * A payout of more orders than one run looks at: it says of how many it has looked, hands on, and
 * pays and books nothing before it has looked at all of them.
 */
import { expect, test } from "vitest";
import type { FlowPorts } from "../../src/flows/port.ts";
import { GOES_ON } from "../../src/flows/payouts/settle-invoices.ts";
import { runPayout } from "../../src/sync/run/payout.ts";
import { guid } from "../support/guid.ts";
import { HEAD } from "../flows/payouts/kit.ts";

const ORDERS = 600;
const A_RUN = 500;
const KEY = "payout:p1";
/** A payout of so many orders, each with an invoice; what is asked and written is noted. */
function room() {
  const shop = { mark: "m", remaining: 10 };
  const seen = { read: 0, claims: 0, handed: [] as unknown[] };
  const memory = new Map<string, string>();
  const dues = Array.from({ length: ORDERS }, (_, n) => ({
    keys: [`order:${n}`],
    label: String(n),
    on: "invoice",
    account: 1580,
    amount: "10.00",
    documents: [{ id: guid(n), number: String(n) }],
  }));
  const payments = [
    { account: 1580, bank: "b", lines: ORDERS, received: "6000.00", paidBack: "0.00" },
  ];
  const plan = { kind: "voucher", date: HEAD.day, rows: [], payments };
  const payout = (_: unknown, { ask, from }: { readonly ask: string; readonly from?: number }) => {
    if (ask === "plan")
      return { kind: "plan", head: HEAD, plan, mark: shop.mark, approved: shop.mark };
    if (ask === "dues") {
      const [at, next] = [from ?? 0, (from ?? 0) + 400];
      return { kind: "dues", dues: dues.slice(at, next), next: next < ORDERS ? next : null };
    }
    seen.claims += 1;
    return { kind: "overlaps", count: 1, payout: "po_0" };
  };
  const session = {
    ref: {},
    object: { runs: { payout: async (ref: unknown, asked: never) => payout(ref, asked) } },
  } as never;
  const read = async ({ path }: { readonly path: string }) => {
    seen.read += 1;
    const Id = path.split("/").at(-1) ?? "";
    const body = {
      Id,
      CustomerId: Id,
      CustomerIsPrivatePerson: false,
      IncludesVat: false,
      CurrencyCode: "SEK",
      TotalAmountInvoiceCurrency: 10,
      TotalVatAmountInvoiceCurrency: 0,
      RemainingAmountInvoiceCurrency: shop.remaining,
    };
    return { ok: true, value: { status: 200, headers: {}, body } };
  };
  const run = async () => {
    const ports = {
      key: KEY,
      eventTypes: [],
      journal: [],
      documents: [],
      settings: { trial: false, payouts: { invoices: "settle" } },
      lists: { company: { currency: "SEK", country: "SE" } },
      now: () => Date.parse("2026-03-03T12:00:00Z"),
      remembered: (name: string) => memory.get(name) ?? null,
      remember: (name: string, text: string) => void memory.set(name, text),
      enqueue: async (events: readonly unknown[]) => {
        seen.handed.push(...events);
        return { ok: true, value: undefined };
      },
      read,
      write: () => {
        throw new Error("written before every invoice was looked at");
      },
    } as unknown as FlowPorts;
    const before = seen.read;
    const ended = await runPayout(ports, session);
    if (!ended.ok) throw new Error(JSON.stringify(ended.error));
    return { ...ended.value, read: seen.read - before };
  };
  return { shop, seen, run };
}

const CHECKED = [{ code: "payout-invoices-checked", params: { count: A_RUN, of: ORDERS } }];
const NEXT = { key: KEY, flow: "payouts", type: GOES_ON, lane: "live" };

test("the first run says of how many orders the invoices were checked, and the next one goes on behind them", async () => {
  const { seen, run } = room();
  expect(await run()).toMatchObject({ outcome: "updated", reasons: CHECKED, read: A_RUN });
  expect(seen).toMatchObject({ claims: 0, handed: [NEXT] });
  // All are looked at: nothing more is said of it, and the payout is taken up.
  const next = await run();
  expect([next.reasons.map(({ code }) => code), next.read]).toEqual([
    ["payout-overlaps"],
    ORDERS - A_RUN,
  ]);
  expect(seen).toMatchObject({ claims: 1, handed: [NEXT] });
});

test("a plan that became another meanwhile is checked from its first order", async () => {
  const { shop, run } = room();
  await run();
  shop.mark = "m2";
  expect(await run()).toMatchObject({ outcome: "updated", reasons: CHECKED, read: A_RUN });
});

test("an invoice that can't be paid holds it, and is checked again from the first order", async () => {
  const { shop, seen, run } = room();
  await run();
  shop.remaining = 5;
  const held = await run();
  expect([held.outcome, held.reasons[0]?.code]).toEqual(["held", "payout-invoice-differs"]);
  shop.remaining = 10;
  expect(await run()).toMatchObject({ reasons: CHECKED, read: A_RUN });
  expect(seen.claims).toBe(0);
});
