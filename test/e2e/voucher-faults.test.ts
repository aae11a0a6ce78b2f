/**
 * For each kind of write of a voucher: a runner that dies around it, a connection that is cut
 * before or after the vendor commits, a commit that comes minutes late. A voucher is a booking: it
 * is looked for, and never sent again by itself. The table is typed by the engine's own kinds: a
 * new one without a row doesn't compile.
 */
import { describe, expect, test } from "vitest";
import type { OperationKind, OperationState } from "../../src/domain/jobs/job.ts";
import type { Json } from "../support/bridge.ts";
import { type Death, statesOf as orderStates, untilDead as orderDies } from "../support/dying.ts";
import { codesOf, companyBuyer } from "../support/orders.ts";
import { movedBy, vouchersOf } from "../support/vouchers.ts";
import { bridge, tenant, useVouchers } from "../support/vouchers-set-up.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";

useVouchers();

type VoucherWrite = Extract<OperationKind, "voucher.create" | "ledger-item.create">;
type Placed = Json & { id: number; orderNumber: string };
/**
 * `owed`: what the order's vouchers come to on the receivable in the end. `unsent`: where the write
 * never happened, and a person is asked.
 */
type Case = {
  readonly placed: Placed;
  readonly type: string;
  readonly vouchers: number;
  readonly owed: string | undefined;
  readonly unsent: number;
};
type Row = {
  readonly kind: VoucherWrite;
  readonly arrange: () => Promise<Case>;
  readonly route: string;
};

const MINUTE = 60_000;
let n = 0;

const place = (
  lines: readonly Json[] = [{ articleCode: "MUG", quantity: 10, price: 10 }],
): Promise<Placed> => bridge.place({ ...companyBuyer(`Doubted${(n += 1)}`), lines });

/** The customer is made beforehand, so that the item is the run's first write. */
async function withItem(): Promise<Case> {
  await bridge.reconfigure(tenant, {
    orders: { voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_001 } },
  });
  const who = companyBuyer(`Doubted${(n += 1)}`);
  const before = await bridge.place({
    ...who,
    lines: [{ articleCode: "MUG", quantity: 1, price: 10 }],
  });
  expect((await bridge.book(tenant, before.id)).job.outcome).toBe("booked");
  return {
    placed: await bridge.place({
      ...who,
      lines: [{ articleCode: "MUG", quantity: 10, price: 10 }],
    }),
    type: "order.created",
    vouchers: 1,
    owed: "125.00",
    unsent: 0,
  };
}

/** Booked, then cancelled: what is written is its reversal. */
async function cancelled(): Promise<Case> {
  await bridge.reconfigure(tenant, { orders: { cancelledAfterBooking: "credit" } });
  const placed = await place();
  expect((await bridge.book(tenant, placed.id)).job.outcome).toBe("booked");
  await bridge.edit(placed.id, { status: 9 });
  await bridge.advance(COALESCE);
  return { placed, type: "order.cancelled", vouchers: 2, owed: undefined, unsent: 1 };
}

/** Booked as owed, then paid: what is written is its payment. */
async function paidLater(): Promise<Case> {
  await bridge.reconfigure(tenant, {
    orders: { payments: "register", voucher: { paid: "clearing" } },
  });
  const placed = await bridge.place({
    ...companyBuyer(`Doubted${(n += 1)}`),
    paymentStatus: "Open",
    paymentMethodId: "CARD",
    lines: [{ articleCode: "MUG", quantity: 10, price: 10 }],
  });
  expect((await bridge.book(tenant, placed.id)).job.outcome).toBe("booked");
  await bridge.edit(placed.id, { paymentStatus: "Paid" });
  await bridge.advance(COALESCE);
  return { placed, type: "order.paid", vouchers: 2, owed: undefined, unsent: 1 };
}

const toBook = async (): Promise<Case> => ({
  placed: await place(),
  type: "order.created",
  vouchers: 1,
  owed: "125.00",
  unsent: 0,
});

const WRITES = {
  "voucher.create": { kind: "voucher.create", arrange: toBook, route: "POST /v2/vouchers" },
  "ledger-item.create": {
    kind: "ledger-item.create",
    arrange: withItem,
    route: "POST /v2/customerledgeritems/customerledgeritemswithvoucher",
  },
} as const satisfies { readonly [Kind in VoucherWrite]: Row };
const rows: readonly (readonly [name: string, row: Row])[] = [
  ...Object.entries<Row>(WRITES),
  ["a reversal", { kind: "voucher.create", arrange: cancelled, route: "POST /v2/vouchers" }],
  ["a payment", { kind: "voucher.create", arrange: paidLater, route: "POST /v2/vouchers" }],
];

const statesOf = ({ placed }: Case, kind: OperationKind): Promise<readonly OperationState[]> =>
  orderStates(bridge, tenant, placed.id, kind);
const untilDead = ({ placed, type }: Case, death: Death): Promise<void> =>
  orderDies(bridge, tenant, { id: placed.id, type }, death);

async function expectRightEnd({ placed, vouchers, owed }: Case): Promise<void> {
  const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
  expect([
    job.status,
    ["booked", "updated", "skipped"].includes(job.outcome ?? "") ? "well" : job.reasons,
  ]).toEqual(["done", "well"]);
  const found = await vouchersOf(bridge, placed.orderNumber);
  expect([found.length, movedBy(found)["1510"]]).toEqual([vouchers, owed]);
}

/**
 * It isn't known to have happened, and didn't: looked for three times, then a person's, and not
 * sent once more whatever comes.
 */
async function expectPerson({ placed, unsent }: Case): Promise<void> {
  const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
  expect([job.outcome, codesOf(job)]).toEqual(["needs-attention", ["in-doubt-needs-person"]]);
  expect(await vouchersOf(bridge, placed.orderNumber)).toHaveLength(unsent);
}

describe("a runner that dies", () => {
  test.each(rows)("before %s is journaled", async (_, { arrange }) => {
    const made = await arrange();
    await untilDead(made, { method: "begin", nth: 1, when: "before" });
    await bridge.advance(LEASE);
    await expectRightEnd(made);
  });

  test.each(rows)(
    "when %s is journaled as sent, and not sent: a person is asked",
    async (_, { kind, arrange }) => {
      const made = await arrange();
      await untilDead(made, { method: "begin", nth: 1, when: "after" });
      expect(await statesOf(made, kind)).toContain("sent");
      await bridge.evict(tenant);
      await bridge.advance(LEASE);
      await expectPerson(made);
    },
  );

  test.each(rows)(
    "when %s is done and its answer not recorded",
    async (_, { kind, arrange, route }) => {
      const made = await arrange();
      const before = await bridge.calls("eaccounting");
      await untilDead(made, { method: "complete", nth: 1, when: "before" });
      expect((await bridge.calls("eaccounting"))[route]).toBe((before[route] ?? 0) + 1);
      expect(await statesOf(made, kind)).toContain("sent");
      await bridge.advance(LEASE);
      await expectRightEnd(made);
    },
  );

  test.each(rows)("after %s was recorded", async (_, { arrange }) => {
    const made = await arrange();
    await untilDead(made, { method: "complete", nth: 1, when: "after" });
    await bridge.evict(tenant);
    await bridge.advance(LEASE);
    await expectRightEnd(made);
  });

  test("once its number is reserved: the next attempt has the same one", async () => {
    const made = await withItem();
    await untilDead(made, { method: "reserveNumber", nth: 1, when: "after" });
    await bridge.advance(LEASE);
    await expectRightEnd(made);
    const numbers = ((await bridge.ledger())["customerledgeritems"] ?? [])
      .map((item) => Number(item["InvoiceNumber"]))
      .toSorted((a, b) => a - b);
    expect(numbers.at(-1)).toBe((numbers.at(-2) ?? 0) + 1);
  });
});

describe("a connection that is cut", () => {
  test.each(rows)(
    "%s, after the vendor committed: found by its text",
    async (_, { kind, arrange, route }) => {
      const made = await arrange();
      await bridge.fault("eaccounting", { route, kind: "commit-then-drop" });
      await untilDead(made, { method: "park", nth: 1, when: "after" });
      expect(await statesOf(made, kind)).toContain("in-doubt");
      await bridge.advance(LEASE);
      await expectRightEnd(made);
    },
  );

  test.each(rows)(
    "%s, before it reached the vendor: a person is asked, and only a person's retry books it",
    async (_, { arrange, route }) => {
      const made = await arrange();
      await bridge.fault("eaccounting", { route, kind: "drop" });
      expect((await bridge.webhook(tenant, made.placed.id, { type: made.type })).status).toBe(202);
      await expectPerson(made);
      const { job } = await bridge.resolved(tenant, `order:${made.placed.id}`);
      await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
      await expectRightEnd(made);
    },
  );
});

describe("a commit that comes late", () => {
  test.each(
    rows.flatMap(([name, row]) =>
      (row.route === "POST /v2/vouchers" && name === row.kind ? [0.5, 10] : [10]).map(
        (minutes) => [name, minutes, row] as const,
      ),
    ),
  )("%s, %d minutes", async (_, minutes, { kind, arrange, route }) => {
    const made = await arrange();
    await bridge.fault("eaccounting", { route, kind: "late-commit", ms: minutes * MINUTE });
    expect((await bridge.webhook(tenant, made.placed.id, { type: made.type })).status).toBe(202);
    await bridge.until(
      async () => (await statesOf(made, kind)).includes("in-doubt"),
      "the write is in doubt",
    );
    await expectRightEnd(made);
    await bridge.advance(20 * MINUTE);
    await expectRightEnd(made);
  });
});

test("a vendor that refuses to filter on the text is read by date, and the voucher is found all the same", async () => {
  await bridge.control("eaccounting", "PUT", "/switches", { filterVoucherText: "no" });
  const made = await toBook();
  await bridge.fault("eaccounting", { route: "POST /v2/vouchers", kind: "commit-then-drop" });
  expect((await bridge.webhook(tenant, made.placed.id)).status).toBe(202);
  await bridge.until(
    async () => (await statesOf(made, "voucher.create")).includes("in-doubt"),
    "the write is in doubt",
  );
  await expectRightEnd(made);
  await bridge.control("eaccounting", "PUT", "/switches", { filterVoucherText: "yes" });
});
