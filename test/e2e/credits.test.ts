/**
 * Credit orders: full, partial, repeated, early, too much; under every sign that shop and ledger
 * may have.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { draftsOf, figuresOf, invoicesOf, money, placeAndBook } from "../support/invoices.ts";
import { codesOf, companyBuyer, mug, textRows } from "../support/orders.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";

let bridge: Bridge;
let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant({ orders: { type: "invoice" } });
});

afterEach(async () => {
  await bridge.break({ crash: null });
  await bridge.control("eaccounting", "DELETE", "/faults");
  await bridge.control("asperion", "PUT", "/switches", { creditSign: "negative" });
  await bridge.control("eaccounting", "PUT", "/switches", {
    creditRows: "positive",
    creditTotals: "negative",
    creditOfWrongSign: "taken",
    creditDraftOfWrongSign: "taken",
  });
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

type Placed = Json & { id: number; orderNumber: string };
const buyer = (): Json => companyBuyer(`Credited${(n += 1)}`);

/** An invoiced order of ten mugs, and its buyer. */
async function invoiced(at = tenant): Promise<{ who: Json; original: Placed }> {
  const who = buyer();
  const { placed, timeline } = await placeAndBook(bridge, at, { ...who, lines: [mug(10)] });
  expect(codesOf(timeline.job)[0]).toBe("invoice-booked");
  return { who, original: placed };
}

const creditOf = (
  original: { id: number },
  who: Json,
  lines: readonly Json[] = [mug(-3)],
  more: Json = {},
): Json => ({ ...who, creditsOrderId: original.id, paymentStatus: "Refunded", lines, ...more });
const credit = (
  original: { id: number },
  who: Json,
  lines?: readonly Json[],
  more?: Json,
  at = tenant,
) => placeAndBook(bridge, at, creditOf(original, who, lines, more));

async function booked({ orderNumber }: Placed, at = tenant): Promise<Json | undefined> {
  const found = await invoicesOf(bridge, orderNumber, at.company);
  expect(found).toHaveLength(1);
  return found[0];
}

test("a partial credit is one credit invoice, dated on its own day, that says which invoice it is of", async () => {
  const { who, original } = await invoiced();
  const invoice = await booked(original);
  const { placed, timeline } = await credit(original, who);
  expect([timeline.job.outcome, codesOf(timeline.job)[0]]).toEqual(["booked", "credit-booked"]);
  const made = await booked(placed);
  expect([
    made?.["IsCreditInvoice"],
    money(made?.["RemainingAmountInvoiceCurrency"]),
    money(made?.["TotalVatAmountInvoiceCurrency"]),
  ]).toEqual([true, money(placed["amountInclVat"]), money(placed["vatAmount"])]);
  expect(Number(placed["amountInclVat"])).toBeLessThan(0);
  expect(textRows(made)).toContainEqual(
    `Kreditering av faktura ${String(invoice?.["InvoiceNumber"])}`,
  );
  expect(await draftsOf(bridge, placed.orderNumber)).toEqual([]);
});

test("credits of one order never take back more than was invoiced, whatever their order or haste", async () => {
  const { who, original } = await invoiced();
  const placed = await Promise.all(
    [6, 3, 4].map((count) => bridge.place(creditOf(original, who, [mug(-count)]))),
  );
  await Promise.all(placed.map(({ id }) => bridge.webhook(tenant, id)));
  const ends = await Promise.all(placed.map(({ id }) => bridge.resolved(tenant, `order:${id}`)));
  const total = ends.filter(({ job }) => job.outcome === "booked").length;
  expect(
    ends.filter(({ job }) => job.outcome === "held").map(({ job }) => codesOf(job)[0]),
  ).toEqual(Array.from({ length: 3 - total }, () => "credit-exceeds-original"));
  const { customerinvoices = [] } = await bridge.ledger();
  const numbers = placed.map(({ orderNumber }) => orderNumber);
  const sum = customerinvoices
    .filter((one) =>
      numbers.some((number) => String(one["OurReference"]).startsWith(`${number} #`)),
    )
    .reduce((all, one) => all + Number(one["RemainingAmountInvoiceCurrency"]), 0);
  expect(-sum).toBeLessThanOrEqual(Number(original["amountInclVat"]));
  expect(total).toBe(2);
});

test("a credit of everything leaves nothing to credit", async () => {
  const { who, original } = await invoiced();
  const all = await credit(original, who, [mug(-10)]);
  const more = await credit(original, who, [mug(-1)]);
  expect([all.timeline.job.outcome, codesOf(more.timeline.job)]).toEqual([
    "booked",
    ["credit-exceeds-original"],
  ]);
});

test("an order that was refunded without a credit is told, and looked at again by itself once its credit is booked", async () => {
  const { who, original } = await invoiced();
  await bridge.edit(original.id, { paymentStatus: "Refunded" });
  await bridge.advance(COALESCE);
  const { job } = await bridge.book(tenant, original.id, "order.updated");
  const alerts = async () =>
    ((await bridge.ask("GET", `/tenants/${tenant.id}/alerts`))["alerts"] as Json[]).filter(
      (one) => one["code"] === "refunded-without-credit" && one["resolvedAt"] === null,
    ).length;
  expect([job.outcome, codesOf(job)[0], await alerts()]).toEqual([
    "needs-attention",
    "refunded-without-credit",
    1,
  ]);
  await credit(original, who, [mug(-10)]);
  const newest = async () => (await bridge.jobs(tenant.id, { key: `order:${original.id}` }))[0];
  await bridge.until(
    async () =>
      (await newest())?.outcome !== "needs-attention" || (await newest())?.wait === "coalesce",
    "the order was told of its credit",
  );
  await bridge.advance(COALESCE);
  await bridge.until(
    async () => (await newest())?.outcome === "booked",
    "the order is looked at again",
  );
  expect(await alerts()).toBe(0);
});

test("a credit that comes before its original is booked waits for it, and goes on by itself", async () => {
  const who = buyer();
  const original = await bridge.place({ ...who, lines: [mug(10)] });
  await bridge.fault("eaccounting", {
    route: "POST /v2/customerinvoicedrafts",
    kind: "status",
    status: 503,
    times: 1,
  });
  const placed = await bridge.place(creditOf(original, who));
  await bridge.webhook(tenant, placed.id);
  const waiting = await bridge.newest(tenant, `order:${placed.id}`);
  expect([waiting.status, waiting.wait, codesOf(waiting)]).toEqual([
    "waiting",
    "key",
    ["credit-waits-for-original"],
  ]);
  // It made the original known, which no webhook had told of.
  expect((await bridge.resolved(tenant, `order:${original.id}`)).job.outcome).toBe("booked");
  expect((await bridge.resolved(tenant, `order:${placed.id}`)).job.outcome).toBe("booked");
});

test("a credit of a sales order is held, and so is one of an order from before the start line", async () => {
  await bridge.reconfigure(tenant, { orders: { type: "sales-order" } });
  const who = buyer();
  const order = await placeAndBook(bridge, tenant, { ...who, lines: [mug(10)] });
  const old = await placeAndBook(bridge, tenant, {
    ...who,
    lines: [mug(10)],
    date: "2020-01-01T10:00:00",
  });
  await bridge.reconfigure(tenant, { orders: { type: "invoice" } });
  const ofOrder = await credit(order.placed, who);
  const ofOld = await credit(old.placed, who);
  expect([codesOf(ofOrder.timeline.job), codesOf(ofOld.timeline.job)]).toEqual([
    ["credit-of-sales-order"],
    ["credit-original-not-here"],
  ]);
});

describe("signs", () => {
  test("a shop whose credits are above zero is held until the tenant says so", async () => {
    await bridge.control("asperion", "PUT", "/switches", { creditSign: "positive" });
    const { who, original } = await invoiced();
    const held = await credit(original, who);
    expect([held.timeline.job.outcome, codesOf(held.timeline.job)]).toEqual([
      "held",
      ["credit-sign"],
    ]);
    await bridge.reconfigure(tenant, { orders: { creditSign: "positive" } });
    await bridge.advance(COALESCE);
    const timeline = await bridge.book(tenant, held.placed.id, "order.updated");
    await bridge.reconfigure(tenant, { orders: { creditSign: "negative" } });
    expect(timeline.job.outcome).toBe("booked");
    expect(Number((await booked(held.placed))?.["RemainingAmountInvoiceCurrency"])).toBe(
      -Math.abs(Number(held.placed["amountInclVat"])),
    );
  });

  const positions = (["positive", "negative"] as const).flatMap((creditRows) =>
    (["negative", "positive"] as const).flatMap((creditTotals) =>
      (["taken", "refused"] as const).flatMap((creditOfWrongSign) =>
        (["taken", "refused"] as const).map((creditDraftOfWrongSign) => ({
          creditRows,
          creditTotals,
          creditOfWrongSign,
          creditDraftOfWrongSign,
        })),
      ),
    ),
  );

  test.each(positions)(
    "a credit is a credit where the ledger has %o, and the second one costs no more than an invoice",
    async (switches) => {
      await bridge.control("eaccounting", "PUT", "/switches", switches);
      const at = await bridge.tenant({
        company: `Signs ${(n += 1)} AB`,
        orders: { type: "invoice" },
      });
      const { who, original } = await invoiced(at);
      const first = await credit(original, who, [mug(-3)], {}, at);
      expect([first.timeline.job.outcome, codesOf(first.timeline.job)[0]]).toEqual([
        "booked",
        "credit-booked",
      ]);
      const second = await bridge.place(creditOf(original, who, [mug(-2)]));
      const calls = await bridge.counting(() => bridge.book(at, second.id));
      expect(calls["PUT /v2/customerinvoicedrafts/{id}"]).toBeUndefined();
      for (const placed of [first.placed, second]) {
        const made = await booked(placed, at);
        expect([
          made?.["IsCreditInvoice"],
          money(made?.["RemainingAmountInvoiceCurrency"]),
        ]).toEqual([true, money(placed["amountInclVat"])]);
      }
    },
  );
});

describe("faults", () => {
  const routes = {
    create: "POST /v2/customerinvoicedrafts",
    convert: "POST /v2/customerinvoicedrafts/{id}/convert",
  } as const;
  const faults = [
    { kind: "drop" },
    { kind: "commit-then-drop" },
    { kind: "late-commit", ms: 240_000 },
  ] as const;

  test.each(
    Object.values(routes).flatMap((route) =>
      faults.map((fault) => [route, fault.kind, fault] as const),
    ),
  )("%s, %s: one credit", async (route, _, fault) => {
    const { who, original } = await invoiced();
    const placed = await bridge.place(creditOf(original, who));
    await bridge.fault("eaccounting", { route, ...fault });
    await bridge.webhook(tenant, placed.id);
    await bridge.advance(LEASE);
    expect((await bridge.resolved(tenant, `order:${placed.id}`)).job.outcome).toBe("booked");
    await bridge.advance(1_200_000);
    expect((await bridge.resolved(tenant, `order:${placed.id}`)).job.outcome).toBe("booked");
    expect(figuresOf(await booked(placed))[0].replace("-", "")).toBe(
      money(placed["amountInclVat"]).replace("-", ""),
    );
    expect(await draftsOf(bridge, placed.orderNumber)).toEqual([]);
  });
});
