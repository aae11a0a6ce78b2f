/**
 * No figure that a shop can send ends a run by an error of ours: an order with it is booked, held,
 * left out or refused, always with a reason. In every field of an order and of a credit, for every
 * kind of document, first seen or edited; and the lists of sweeps stay readable beside it.
 */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readOrderHeads } from "../../../src/asperion/orders.ts";
import { LANGUAGES } from "../../../src/domain/language.ts";
import { reasonOf } from "../../../src/domain/vendors/reason-of-failure.ts";
import { runOrder } from "../../../src/flows/orders/run.ts";
import { DEMO_SHOP } from "../../sandbox/asperion/seed.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { mug, privateBuyer } from "../../support/orders.ts";
import { reasonText } from "../../support/reason-text.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

const HEAD = [
  "amountExclVat",
  "vatAmount",
  "amountInclVat",
  "amountPaid",
  "discountPercentage",
  "currencyRate",
  "debtorId",
  "creditsOrderId",
  "orderNumber",
  "status",
  "paymentConditionId",
  "paymentMethodId",
  "deliveryMethodId",
] as const;
const LINE = [
  "quantity",
  "price",
  "discountPercentage",
  "vatPercentage",
  "amountExclVat",
  "vatAmount",
  "amountInclVat",
  "lineNumber",
] as const;

const hostile = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    1,
    -1,
    100,
    -100,
    100.0001,
    -99.99,
    0.001,
    0.005,
    10.005,
    -10.005,
    33.333333333,
    1e-7,
    5e-324,
    0.1 + 0.2,
    1e9,
    99_999_999_999.99,
    100_000_000_000,
    1e15,
    2 ** 53,
    123_456_789_012_345.67,
    1e21,
    -1e21,
    1.7976931348623157e308,
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -20_000, max: 20_000 }).map((figure) => figure / 100),
);

type Change =
  | { readonly at: "head"; readonly field: (typeof HEAD)[number]; readonly value: number }
  | {
      readonly at: "line";
      readonly index: number;
      readonly field: (typeof LINE)[number];
      readonly value: number;
    }
  /** A line, and the head with it, computed by the shop from a figure that makes no sense. */
  | {
      readonly at: "computed";
      readonly index: number;
      readonly line: Readonly<Partial<Record<(typeof LINE)[number], number>>>;
    }
  /** A discount that the head alone has, and what it leaves, to more decimals than money has. */
  | { readonly at: "off"; readonly percentage: number; readonly more: number };
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ at: fc.constant("head" as const), field: fc.constantFrom(...HEAD), value: hostile }),
  fc.record({
    at: fc.constant("line" as const),
    index: fc.nat(2),
    field: fc.constantFrom(...LINE),
    value: hostile,
  }),
  fc.record({
    at: fc.constant("computed" as const),
    index: fc.nat(2),
    line: fc.record(
      { quantity: hostile, price: hostile, discountPercentage: hostile, vatPercentage: hostile },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    at: fc.constant("off" as const),
    percentage: fc.oneof(hostile, fc.constantFrom(10, 33.33, 99.9)),
    more: fc.constantFrom(0, 0.0001, 0.004, -0.004),
  }),
);

const cents = (figure: number): number => {
  const rounded = Math.round(figure * 100) / 100;
  return Number.isFinite(rounded) ? rounded : figure;
};
const finite = (figure: number): number =>
  Number.isFinite(figure) ? figure : Math.sign(figure) * Number.MAX_VALUE || 0;

/** As a shop would: the line's amounts from its figures, the head's from its lines. */
function computed(line: Record<string, number>, includesVat: boolean): Record<string, number> {
  const { quantity = 1, price = 0, discountPercentage = 0, vatPercentage = 0 } = line;
  const size = finite(cents(quantity * price * (1 - discountPercentage / 100)));
  const vat = finite(
    cents(
      includesVat ? (size * vatPercentage) / (100 + vatPercentage) : (size * vatPercentage) / 100,
    ),
  );
  return includesVat
    ? { ...line, amountExclVat: finite(cents(size - vat)), vatAmount: vat, amountInclVat: size }
    : { ...line, amountExclVat: size, vatAmount: vat, amountInclVat: finite(cents(size + vat)) };
}

type Placed = Record<string, unknown> & { lines?: { _data: Record<string, number>[] } };

function changed(order: Placed, changes: readonly Change[]): Placed {
  const lines = (order.lines?._data ?? []).map((line) => ({ ...line }));
  const head: Placed = { ...order, lines: { _data: lines } };
  for (const one of changes) {
    if (one.at === "head") head[one.field] = one.value;
    if (one.at === "off") {
      const total = lines.reduce((sum, each) => sum + (each["amountInclVat"] ?? 0), 0);
      head["discountPercentage"] = one.percentage;
      head["amountInclVat"] = finite(total * (1 - one.percentage / 100) + one.more);
    }
    if (one.at === "head" || one.at === "off") continue;
    const at = one.index % Math.max(lines.length, 1);
    const line = lines[at];
    if (line === undefined) continue;
    if (one.at === "line") line[one.field] = one.value;
    else {
      lines[at] = computed({ ...line, ...one.line }, order["pricesIncludeVat"] === true);
      for (const field of ["amountExclVat", "vatAmount", "amountInclVat"] as const)
        head[field] = finite(cents(lines.reduce((sum, each) => sum + (each[field] ?? 0), 0)));
    }
  }
  return head;
}

/** In every answer of the shop that has this order. */
const saying = (id: number, changes: readonly Change[]) => {
  const said = (body: unknown): unknown => {
    if (Array.isArray(body)) return body.map(said);
    if (typeof body !== "object" || body === null) return body;
    const object = body as Placed;
    if (object["id"] === id && "amountInclVat" in object) return changed(object, changes);
    return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, said(value)]));
  };
  return said;
};

const VAT = { vat: { table: { H: "SHIPPING" } } };

type As = readonly [name: string, orders: Json, lookups: Json];
const TYPES: readonly As[] = [
  ["a sales order", { type: "sales-order" }, VAT],
  [
    "a booked invoice",
    { type: "invoice", payments: "register", refunds: "register", editedAfterBooking: "delta" },
    VAT,
  ],
  [
    "a voucher, all in one",
    {
      type: "mutation",
      voucher: { level: "simple", paid: "clearing" },
      payments: "register",
      refunds: "register",
      editedAfterBooking: "delta",
    },
    VOUCHER_LOOKUPS,
  ],
  [
    "a voucher, line by line",
    {
      type: "mutation",
      voucher: { level: "extreme", rate: "source" },
      editedAfterBooking: "delta",
    },
    VOUCHER_LOOKUPS,
  ],
  [
    "a voucher with its item",
    { type: "mutation", voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_001 } },
    VOUCHER_LOOKUPS,
  ],
];

let world: FlowWorld;
beforeEach(async () => {
  world = await FlowWorld.open();
});
afterEach(() => {
  world.shopSays = null;
});

let n = 0;
const sold = fc.record({ euros: fc.boolean(), pricesIncludeVat: fc.boolean(), paid: fc.boolean() });
const bodyOf = ({
  euros,
  pricesIncludeVat,
  paid,
}: typeof sold extends fc.Arbitrary<infer T> ? T : never): Json => ({
  ...privateBuyer(`Hostile${(n += 1)}`),
  pricesIncludeVat,
  paymentStatus: paid ? "Paid" : "Open",
  paymentMethodId: "CARD",
  ...(euros ? { currencyCode: "EUR" } : {}),
  lines: [
    mug(),
    { articleCode: "TEA", vatCode: "M", quantity: 2, price: 4.5 },
    { lineType: "Shipping", description: "Post", quantity: 1, price: 4.9, vatCode: "H" },
  ],
});

/** Every failure has a kind and a reason, and each reason its words; what is thrown has none. */
async function run(id: number): Promise<string> {
  const ended = await world.look(id, (ports) =>
    runOrder({ ...ports, eventTypes: ["order.updated"] }),
  );
  const reasons = ended.ok ? ended.value.reasons : [reasonOf(ended.error)];
  for (const one of reasons)
    for (const language of LANGUAGES) expect(reasonText(one, language).text).not.toBe("");
  return ended.ok ? ended.value.outcome : ended.error.kind;
}

describe.each(TYPES)("as %s", (_, orders, lookups) => {
  const changes = fc.array(change, { minLength: 1, maxLength: 3 });
  const configure = async (): Promise<void> => {
    const { bankaccounts = [] } = await world.ledger();
    const account = String(bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"]);
    world.configure({
      orders,
      lookups: { ...lookups, paymentMethod: { default: account, table: {} } },
    });
  };

  test("an order, seen first and edited to it", async () => {
    await configure();
    await fc.assert(
      fc.asyncProperty(sold, changes, async (one, figures) => {
        const placed = await world.place(bodyOf(one));
        world.shopSays = saying(placed.id, figures);
        expect(await run(placed.id)).toMatch(/./);
        const honest = await world.place(bodyOf(one));
        world.shopSays = null;
        await run(honest.id);
        world.shopSays = saying(honest.id, figures);
        expect(await run(honest.id)).toMatch(/./);
        world.shopSays = null;
      }),
      { numRuns: 60 },
    );
  });

  test("a credit, seen first", async () => {
    await configure();
    await fc.assert(
      fc.asyncProperty(sold, changes, async (one, figures) => {
        const body = bodyOf(one);
        const placed = await world.place(body);
        await run(placed.id);
        const lines = (body["lines"] as Json[]).map((line) => ({
          ...line,
          quantity: -Number(line["quantity"]),
        }));
        const credit = await world.place({
          ...body,
          creditsOrderId: placed.id,
          paymentStatus: one.paid ? "Refunded" : "Open",
          lines,
        });
        world.shopSays = saying(credit.id, figures);
        expect(await run(credit.id)).toMatch(/./);
        world.shopSays = null;
      }),
      { numRuns: 40 },
    );
  });
});

test("a list with it stays readable", async () => {
  const placed = await world.place(bodyOf({ euros: false, pricesIncludeVat: true, paid: true }));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (figures) => {
      const item = changed(
        { ...placed, lines: placed["lines"] as { _data: Record<string, number>[] } },
        figures,
      );
      const body = { _data: [item], _meta: { administrationId: DEMO_SHOP } };
      const read = readOrderHeads({ status: 200, headers: {}, body } as never, DEMO_SHOP);
      expect(read.ok ? "read" : read.error.kind).toMatch(/read|contract/);
    }),
    { numRuns: 2000 },
  );
});
