/**
 * What nobody could check about the vendors may turn out either way: the same orders under every
 * position of every switch that touches money or look-ups. The total is always what was charged, or
 * the order is held; it is never wrong.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import {
  articleRows,
  codesOf,
  companyBuyer,
  grossOf,
  mug,
  privateBuyer,
} from "../support/orders.ts";
import { everyOf } from "../support/every-of.ts";

let bridge: Bridge;
let n = 0;
/** Retired after their test: else each look of the clock would look at all that came before. */
const tenants: Tenant[] = [];
const MINUTE = 60_000;

beforeAll(async () => {
  bridge = await Bridge.startFast();
});

afterEach(async () => {
  await Promise.all(
    tenants.splice(0).map((tenant) => bridge.ask("DELETE", `/tenants/${tenant.id}`)),
  );
  for (const vendor of ["asperion", "eaccounting"] as const) {
    const { definitions } = (await bridge.control(vendor, "GET", "/switches")) as {
      definitions: { name: string; default: unknown }[];
    };
    await bridge.control(
      vendor,
      "PUT",
      "/switches",
      Object.fromEntries(definitions.map((one) => [one.name, one.default])),
    );
    await bridge.control(vendor, "DELETE", "/faults");
  }
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

type Switches = { readonly asperion?: Json; readonly eaccounting?: Json; readonly company?: Json };

async function turn({ asperion = {}, eaccounting = {} }: Switches): Promise<void> {
  await bridge.control("asperion", "PUT", "/switches", asperion);
  await bridge.control("eaccounting", "PUT", "/switches", eaccounting);
}

/** A tenant with a company of its own, where nothing has been learnt yet. */
async function freshTenant(company: Json = {}, orders: Json = {}): Promise<Tenant> {
  n += 1;
  const name = `Switched ${n} AB`;
  await bridge.companyId(name);
  await bridge.control(
    "eaccounting",
    "PUT",
    `/company?company=${encodeURIComponent(name)}`,
    company,
  );
  const tenant = await bridge.tenant({ company: name, orders });
  tenants.push(tenant);
  return tenant;
}

const SKUS = [
  ["MUG", "H"],
  ["TEA", "M"],
  ["BOOK", "L"],
  ["TSHIRT", "H"],
] as const;

/** Forty lines of all rates, with odd prices, quantities and discounts; the same ones in every run. */
const manyLines = Array.from({ length: 40 }, (_, index) => {
  const [articleCode, vatCode] = SKUS[index % SKUS.length] ?? SKUS[0];
  return {
    articleCode,
    vatCode,
    quantity: 1 + (index % 4),
    price: Number((((index * 713) % 9700) / 100 + 0.37).toFixed(2)),
    discountPercentage: index % 3 === 0 ? 7.5 : 0,
  };
});

const ORDERS: Readonly<Record<string, () => Json>> = {
  "a company's 100.00": () => ({
    ...companyBuyer(`Odd${n}`),
    pricesIncludeVat: true,
    lines: [{ articleCode: "NL21", quantity: 1, price: 100, vatCode: "NL21" }],
  }),
  "a person's odd total": () => ({
    ...privateBuyer(`Private${n}`),
    lines: [
      { articleCode: "TSHIRT", quantity: 3, price: 33.33, discountPercentage: 12.34 },
      { articleCode: "TEA", quantity: 7, price: 1.99 },
      { lineType: "Shipping", description: "Frakt", price: 0.49, quantity: 1, vatCode: "H" },
    ],
  }),
  "mixed rates with discounts": () => ({
    ...companyBuyer(`Mixed${n}`),
    lines: [
      { articleCode: "MUG", quantity: 7, price: 8.49, discountPercentage: 5 },
      { articleCode: "TEA", quantity: 3, price: 6.27 },
      { articleCode: "BOOK", quantity: 2, price: 14.95 },
      { lineType: "Discount", description: "Voucher", quantity: -1, price: 3.33, vatCode: "H" },
    ],
  }),
  "forty lines of a company": () => ({ ...companyBuyer(`Forty${n}`), lines: manyLines }),
  "forty lines of a person": () => ({ ...privateBuyer(`Fortyperson${n}`), lines: manyLines }),
};

async function bookedExactly(
  tenant: Tenant,
  order: Json,
  basis: "excl" | "incl",
  what: string,
): Promise<Json> {
  const placed = await bridge.place(order);
  const { job } = await bridge.book(tenant, placed.id);
  expect([what, job.outcome, ...(job.outcome === "booked" ? [] : codesOf(job))]).toEqual([
    what,
    "booked",
  ]);
  const documents = await bridge.ordersOf(placed.orderNumber, tenant.company);
  expect(documents).toHaveLength(1);
  const [document = {}] = documents;
  expect([what, grossOf(document, basis)]).toEqual([
    what,
    Number(placed["amountInclVat"]).toFixed(2),
  ]);
  expect(document["Status"]).toBe(2);
  expect(everyOf(articleRows(document), (row) => Number(row["UnitPrice"]) >= 0)).toBe(true);
  return document;
}

/** Every pair of two of the three is met. */
const readings = ["private-unless-setting", "inverted", "never", "always"].flatMap(
  (includesVatReading, at) =>
    ["row", "rate"].map((vatRounding, which) => ({
      eaccounting: {
        includesVatReading,
        vatRounding,
        orderAmountBasis: (at + which) % 2 === 0 ? "excl" : "incl",
      },
    })),
);

const MONEY: readonly Switches[] = [
  ...readings,
  { company: { ShowPricesExclVatPC: true } },
  {
    company: { ShowPricesExclVatPC: true },
    eaccounting: { includesVatReading: "inverted", vatRounding: "rate" },
  },
  { company: { DomesticCurrencyRounding: 1 } },
  {
    company: { DomesticCurrencyRounding: 1 },
    eaccounting: { orderAmountBasis: "incl", vatRounding: "rate" },
  },
  { asperion: { vatRounding: "rate" } },
  {
    asperion: { vatRounding: "rate" },
    eaccounting: { vatRounding: "rate", orderAmountBasis: "incl" },
  },
];

/** These change how things are asked and shown, not what they come to. */
const WORDS: readonly Switches[] = [
  { asperion: { idFilter: "refused" } },
  { asperion: { idFilter: "ignored" } },
  { asperion: { idFilter: "refused", singleReadMeta: "present" } },
  { asperion: { listsCarryLines: "no" } },
  { asperion: { listsCarryLines: "no", idFilter: "ignored", errorContentType: "problem+json" } },
  {
    eaccounting: { rowOrder: "shuffled", defaultOrder: "by-creation", pageSizeOverMax: "refused" },
  },
  { eaccounting: { rowOrder: "shuffled", vatRounding: "rate", includesVatReading: "never" } },
  {
    eaccounting: {
      unknownFields: "ignored",
      missingValueTypes: "refused",
      customerNumberOmittedByPut: "renumbered",
    },
  },
  {
    eaccounting: {
      extraFields: "on",
      articleStockWithModule: "refused",
      filterText: "case-sensitive",
    },
  },
  {
    eaccounting: {
      filterOurReference: "no",
      filterYourReference: "no",
      filterBuyersOrderReference: "no",
      filterVoucherText: "no",
      filterRows: "no",
    },
  },
];

const named = (positions: readonly Switches[]) =>
  positions.map((position) => [JSON.stringify(position), position] as const);

describe("the total is what was charged, to the cent", () => {
  test.each(named(MONEY))("for all kinds of orders, with %s", async (_, position) => {
    await turn(position);
    const tenant = await freshTenant(position.company);
    const basis = position.eaccounting?.["orderAmountBasis"] === "incl" ? "incl" : "excl";
    const [company, person, ...others] = Object.entries(ORDERS);
    // The first of a kind teaches how the ledger computes: what is learnt side by side is another test's matter.
    for (const [what, order] of [company, person].filter((one) => one !== undefined))
      await bookedExactly(tenant, order(), basis, what);
    await Promise.all(others.map(([what, order]) => bookedExactly(tenant, order(), basis, what)));
  });

  test.each(named(WORDS))("however things are asked and shown, with %s", async (_, position) => {
    await turn(position);
    const tenant = await freshTenant();
    for (const what of ["a person's odd total", "mixed rates with discounts"])
      await bookedExactly(tenant, ORDERS[what]?.() ?? {}, "excl", what);
  });
});

test("a ledger that rounds half a cent to the even one is never booked wrong: the total is exact, or the order is held", async () => {
  for (const vatRounding of ["row", "rate"]) {
    await turn({ eaccounting: { roundingHalf: "even", vatRounding } });
    const tenant = await freshTenant();
    for (const [what, order] of Object.entries(ORDERS)) {
      const placed = await bridge.place(order());
      const { job } = await bridge.book(tenant, placed.id);
      const documents = await bridge.ordersOf(placed.orderNumber, tenant.company);
      if (job.outcome === "held") expect([what, documents]).toEqual([what, []]);
      else
        expect([what, job.outcome, documents.map((document) => grossOf(document))]).toEqual([
          what,
          "booked",
          [Number(placed["amountInclVat"]).toFixed(2)],
        ]);
    }
  }
});

describe("what turns out otherwise after it was learnt is seen at the next order and learnt anew", () => {
  test("the rounding of VAT: one update makes the total exact, and the next order needs none", async () => {
    const tenant = await freshTenant();
    // Of these, the two ways of rounding give another total: two halves of a cent.
    const order = (): Json => ({
      ...companyBuyer(`Turned${n}`),
      lines: Array.from({ length: 9 }, () => ({ articleCode: "MUG", quantity: 1, price: 8.47 })),
    });
    for (const [position, other] of [
      ["row", "rate"],
      ["rate", "row"],
    ] as const) {
      await turn({ eaccounting: { vatRounding: position } });
      await bookedExactly(tenant, order(), "excl", position);
      await turn({ eaccounting: { vatRounding: other } });
      const turned = await bridge.counting(() =>
        bookedExactly(tenant, order(), "excl", `${position} turned`),
      );
      expect(turned["PUT /v2/orders/{id}"]).toBe(1);
      expect((await bridge.health(tenant.id)).learnt.vatRounding).toBe(other);
      const known = await bridge.counting(() =>
        bookedExactly(tenant, order(), "excl", `${other} known`),
      );
      expect(known).toEqual({ "GET /v1/SalesOrderWithLines": 1, "POST /v2/orders": 1 });
    }
  });

  test("the price basis: the document is corrected at once, and the next order needs nothing", async () => {
    const tenant = await freshTenant();
    const order = (): Json => ({
      ...companyBuyer(`Basis${n}`),
      lines: [mug(3), { articleCode: "TEA", quantity: 2 }],
    });
    await bookedExactly(tenant, order(), "excl", "before");
    await turn({ eaccounting: { includesVatReading: "always" } });
    const turned = await bridge.counting(() => bookedExactly(tenant, order(), "excl", "turned"));
    expect(turned["PUT /v2/orders/{id}"]).toBe(1);
    expect((await bridge.health(tenant.id)).learnt.pricesIncludeVat.company).toBe(true);
    const known = await bridge.counting(() => bookedExactly(tenant, order(), "excl", "known"));
    expect(known).toEqual({ "GET /v1/SalesOrderWithLines": 1, "POST /v2/orders": 1 });
  });

  test("what an order's amount counts: nothing is booked that can't be explained", async () => {
    const tenant = await freshTenant();
    const order = (): Json => ({ ...companyBuyer(`Amount${n}`), lines: [mug(3)] });
    await bookedExactly(tenant, order(), "excl", "before");
    await turn({ eaccounting: { orderAmountBasis: "incl" } });
    const placed = await bridge.place(order());
    const { job } = await bridge.book(tenant, placed.id);
    const documents = await bridge.ordersOf(placed.orderNumber, tenant.company);
    if (job.outcome === "held") expect(documents).toEqual([]);
    else
      expect(documents.map((document) => grossOf(document, "incl"))).toEqual([
        Number(placed["amountInclVat"]).toFixed(2),
      ]);
  });
});

describe("a write without an answer is found whatever can be filtered and however late it shows", () => {
  const LOOK_UPS: readonly (readonly [what: string, position: Json, orders: Json])[] = [
    ["by a filter on our reference", {}, {}],
    ["by a scan, where our reference can't be filtered", { filterOurReference: "no" }, {}],
    [
      "by a scan, where your reference can't be filtered",
      { filterYourReference: "no" },
      { markerField: "YourReference" },
    ],
    [
      "by a filter on the buyer's order reference",
      {},
      { markerField: "BuyersOrderReference", buyerReferenceField: "YourReference" },
    ],
    [
      "by the last look-up, where lists show a commit after ten minutes",
      { commitVisibleAfterMs: 10 * MINUTE },
      {},
    ],
    [
      "by the last scan, where neither works",
      { filterOurReference: "no", commitVisibleAfterMs: 10 * MINUTE },
      {},
    ],
    ["whatever the case of letters counts for", { filterText: "case-sensitive" }, {}],
  ];

  /**
   * What the company was seeded with must not vanish from its lists, so it has to be older than any
   * delay.
   */
  async function agedTenant(orders: Json = {}): Promise<Tenant> {
    const tenant = await freshTenant({}, orders);
    await bridge.advance(20 * MINUTE);
    await bridge.settled(tenant.id);
    return tenant;
  }

  test.each(LOOK_UPS)("%s", async (_, position, orders) => {
    const tenant = await agedTenant(orders);
    await turn({ eaccounting: position });
    const order = await bridge.place({ ...companyBuyer(`Doubt${n}`), lines: [mug()] });
    await bridge.fault("eaccounting", { route: "POST /v2/orders", kind: "commit-then-drop" });
    await bridge.webhook(tenant, order.id);
    const { job } = await bridge.resolved(tenant, `order:${order.id}`);
    expect(job.outcome).toBe("booked");
    expect(await bridge.ordersOf(order.orderNumber, tenant.company)).toHaveLength(1);
  });

  test("an order that came through after the last look-up is noticed by the look after the repeat, and the younger one deleted", async () => {
    const tenant = await agedTenant();
    await turn({ eaccounting: { commitVisibleAfterMs: 18 * MINUTE } });
    const order = await bridge.place({ ...companyBuyer(`Toolate${n}`), lines: [mug()] });
    await bridge.fault("eaccounting", { route: "POST /v2/orders", kind: "commit-then-drop" });
    await bridge.webhook(tenant, order.id);
    await bridge.resolved(tenant, `order:${order.id}`);
    await bridge.until(async () => {
      await bridge.advance(10 * MINUTE);
      await bridge.resolved(tenant, `order:${order.id}`);
      return (await bridge.ordersOf(order.orderNumber, tenant.company)).length === 1;
    }, "one document is left");
    const [job] = await bridge.jobs(tenant.id, { key: `order:${order.id}` });
    expect(codesOf(job ?? { reasons: [] })).toContain("second-document-deleted");
  });
});
