/**
 * A voucher's credit that the shop pays back after it was booked: no more goes back than came in
 * for its order, unless a person says that the payment is in the books.
 */
import { describe, expect, test } from "vitest";
import { refundWithoutPayment } from "../../../../src/flows/orders/documents/vouchers/retained-money.ts";
import type { FlowWorld, Json, Run } from "../../../support/flow-world.ts";
import { books, BUYER, change, mug, tenant } from "../registered-world.kit.ts";

type Placed = { readonly id: number };
const CARD = { ...BUYER, paymentMethodId: "CARD" };
const OPEN = { paymentStatus: "Open" };
const REFUNDED = { paymentStatus: "Refunded" };

const world = (voucher: Json = {}) =>
  tenant({ type: "mutation", voucher: { paid: "clearing", ...voucher } });

async function booked(there: FlowWorld, what: Json): Promise<Placed> {
  const placed = await there.place({ ...CARD, ...OPEN, ...what });
  expect((await there.book(placed.id)).end.outcome).toBe("booked");
  return placed;
}
const sold = (there: FlowWorld, what: Json = {}): Promise<Placed> =>
  booked(there, { lines: [mug(100, 2)], ...what });
const credited = (there: FlowWorld, { id }: Placed, what: Json = {}): Promise<Placed> =>
  booked(there, { creditsOrderId: id, lines: [mug(100, -2)], ...what });
async function told(there: FlowWorld, of: Placed, to: Json, types?: readonly string[]) {
  await change(there, of, to);
  return there.book(of.id, types);
}
const words = ({ end }: Run): readonly unknown[] => {
  const { code, params = {} } = end.reasons[0] ?? {};
  return [end.outcome, code, params["due"], params["paid"], params["refunded"], params["currency"]];
};

describe.each(["recommended", "daily"])("at level %s", (level) => {
  test.each<[string, Json, string]>([
    ["nothing", OPEN, "0.00"],
    ["a part", { paymentStatus: "PartlyPaid", amountPaid: 50 }, "50.00"],
  ])("isn't paid back where %s came in for its order", async (_what, how, paid) => {
    const there = await world({ level });
    const credit = await credited(there, await sold(there, how));
    const before = await books(there);
    const run = await told(there, credit, REFUNDED);
    expect([words(run), run.writes, await books(there)]).toEqual([
      ["needs-attention", "refund-without-payment", "200.00", paid, null, "SEK"],
      [],
      before,
    ]);
    const retried = await there.book(credit.id, ["retry-by-person"]);
    expect([retried.end.outcome, retried.codes.includes("voucher-paid")]).toEqual(["booked", true]);
  });

  test("is paid back where it came in, at once or later", async () => {
    const there = await world({ level });
    for (const how of [{ paymentStatus: "Paid", amountPaid: 200 }, OPEN]) {
      const order = await sold(there, how);
      const credit = await credited(there, order);
      await told(there, order, { paymentStatus: "Paid", amountPaid: 200 });
      const run = await told(there, credit, REFUNDED);
      expect([run.end.outcome, run.codes.includes("voucher-paid")]).toEqual(["booked", true]);
    }
    expect(await books(there)).toEqual({});
  });
});

test("is booked once its order's payment is", async () => {
  const there = await world();
  const order = await sold(there);
  const credit = await credited(there, order);
  expect(words(await told(there, credit, REFUNDED))[1]).toBe("refund-without-payment");
  await told(there, order, { paymentStatus: "Paid", amountPaid: 200 });
  const run = await there.book(credit.id);
  expect([run.end.outcome, run.codes.includes("voucher-paid")]).toEqual(["booked", true]);
  expect(await books(there)).toEqual({});
});

test("counts what another credit of its order paid back", async () => {
  const there = await world();
  const order = await sold(there, { paymentStatus: "PartlyPaid", amountPaid: 150 });
  const [first, second] = [
    await credited(there, order, { lines: [mug(100, -1)] }),
    await credited(there, order, { lines: [mug(100, -1)] }),
  ];
  expect((await told(there, first, REFUNDED)).end.outcome).toBe("booked");
  const part = { paymentStatus: "PartlyPaid", amountPaid: -50 };
  expect((await told(there, second, part)).end.outcome).toBe("booked");
  expect(words(await told(there, second, REFUNDED))).toEqual([
    "needs-attention",
    "refund-without-payment",
    "100.00",
    "50.00",
    "100.00",
    "SEK",
  ]);
});

test("counts what its order's voucher left on the receivable though it was paid, as that is matched in the ledger", async () => {
  const there = await tenant({ type: "mutation", payments: "none", refunds: "none" });
  const order = await sold(there, { paymentStatus: "Paid", amountPaid: 200 });
  const credit = await credited(there, order);
  there.configure({ orders: { refunds: "register", voucher: { paid: "clearing" } } });
  const run = await told(there, credit, REFUNDED);
  expect([run.end.outcome, run.codes.includes("voucher-paid")]).toEqual(["booked", true]);
});

test("waits for its order while that is being worked on, as its payment may be booked by then", async () => {
  const voucher = { money: { settled: "0.00", owedOn: 1510 }, ledgerItem: null };
  const end = { outcome: "held", reasons: [], label: null, figures: null };
  const waited: string[] = [];
  const asked = (outcome: string | null) =>
    refundWithoutPayment({
      order: { creditsOrderId: 7, payment: "refunded", gross: "200.00", amountPaid: null },
      ports: {
        eventTypes: ["order.updated"],
        lockOriginal: async () => ({
          ok: true,
          value: {
            documents: [{ role: "voucher", state: "live", id: "v", number: "A1", voucher }],
            refunded: "0.00",
            outcome,
          },
        }),
        waitFor: async (key: string) => {
          waited.push(key);
          return { ok: true, value: end };
        },
      },
    } as never);
  expect(await asked("booked")).toMatchObject({ value: { outcome: "needs-attention" } });
  expect(waited).toEqual([]);
  expect(await asked(null)).toMatchObject({ value: { outcome: "held" } });
  expect(waited).toEqual(["order:7"]);
});
