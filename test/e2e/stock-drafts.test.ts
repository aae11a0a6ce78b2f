/**
 * Drafts in eAccounting of orders that count as booked: they were made before stock was switched
 * on, or a person linked them. They take nothing yet, and the shop gets none of what was sold
 * back.
 */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Bridge, type Json } from "../support/bridge.ts";
import { codesOf, companyBuyer } from "../support/orders.ts";
import { CORRECTIONS, Shelves } from "../support/stock.ts";

let bridge: Bridge;
let own: Shelves;

beforeAll(async () => {
  bridge = await Bridge.startFast();
});

afterEach(async () => {
  // One shop has one tenant that keeps its stock.
  await bridge.reconfigure(own.tenant, { stock: { enabled: false } });
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

const LISTS = ["GET /v2/customerinvoicedrafts", "GET /v2/orders"];

const sell = (code: string, quantity: number, more: Json[] = []) =>
  bridge.place({
    ...companyBuyer("Drafts"),
    pricesIncludeVat: false,
    lines: [{ articleCode: code, quantity, price: 10 }, ...more],
  });

async function booked(code: string, quantity: number): Promise<string> {
  const sold = await sell(code, quantity);
  expect((await bridge.book(own.tenant, sold.id)).job.outcome).toBe("booked");
  return sold.orderNumber;
}

const inLedger = async (what: "orders" | "customerinvoicedrafts"): Promise<readonly Json[]> =>
  ((await bridge.ledger(own.tenant.company))[what] ?? []) as readonly Json[];

/** What a person does in eAccounting. */
const person = (method: string, path: string, body?: Json) =>
  bridge.control(
    "eaccounting",
    method,
    `${path}?company=${encodeURIComponent(own.tenant.company)}`,
    body,
  );

/** Long after whatever happened last: nothing is looked at for being recent. */
async function later(): Promise<void> {
  await bridge.advance(3 * 3_600_000);
  await bridge.settled(own.tenant.id);
}

test.each([
  [{ type: "draft-invoice" }, "customerinvoicedrafts"],
  [{ type: "sales-order", orderStatus: "draft" }, "orders"],
] as const)(
  "what stands as drafts of %j when stock is switched on isn't given back to the shop, whatever becomes of it",
  async (before, what) => {
    own = await Shelves.fresh(bridge, `Late ${what.slice(-6)} AB`);
    await bridge.reconfigure(own.tenant, { stock: { enabled: false }, orders: { ...before } });
    const code = await own.article(20, 20);
    const numbers = [await booked(code, 4), await booked(code, 3), await booked(code, 2)];
    expect(await own.stock(code)).toBe(11);
    await bridge.reconfigure(own.tenant, {
      stock: { enabled: true, correctionDebtor: CORRECTIONS },
      orders: { type: "invoice", orderStatus: "ongoing" },
    });
    await booked(code, 1);
    await later();
    const { job } = await own.run();
    expect(codesOf(job)).toContain("stock-unbooked");
    expect([await own.stock(code), await own.corrections(code)]).toEqual([10, []]);

    // A person books the first, and deletes the second, whose pieces are there again.
    const named = (number: string) => (draft: Json) =>
      ["OurReference", "YourReference", "BuyersOrderReference"].some((field) =>
        String(draft[field]).startsWith(`${number} `),
      );
    const [first, second] = await Promise.all(
      numbers.map(async (number) => String((await inLedger(what)).find(named(number))?.["Id"])),
    );
    await (what === "orders"
      ? person("PATCH", `/orders/${first}`, { Status: 2 })
      : person("POST", `/${what}/${first}/convert`));
    await own.run();
    expect([await own.stock(code), await own.corrections(code)]).toEqual([10, []]);
    await person("DELETE", `/${what}/${second}`);
    await own.run();
    expect(await own.stock(code)).toBe(13);
  },
);

test("however many drafts stand, each of their lists is read once before the stock and once after it", async () => {
  own = await Shelves.fresh(bridge, "Many AB");
  await bridge.reconfigure(own.tenant, {
    stock: { enabled: false },
    orders: { type: "draft-invoice" },
  });
  const code = await own.article(20, 20);
  const reads = async () => {
    const calls = await bridge.counting(() => own.run());
    return Object.fromEntries(
      Object.entries(calls).filter(([route]) => /orders|drafts|SalesOrder/i.test(route)),
    );
  };
  const on = () =>
    bridge.reconfigure(own.tenant, {
      stock: { enabled: true, correctionDebtor: CORRECTIONS },
      orders: { type: "invoice" },
    });
  await on();
  const none = await reads();
  expect(Object.keys(none)).not.toContain(LISTS[0]);
  await bridge.reconfigure(own.tenant, {
    stock: { enabled: false },
    orders: { type: "draft-invoice" },
  });
  for (let made = 0; made < 5; made += 1) await booked(code, 1);
  await on();
  await later();
  const many = await reads();
  expect(many[LISTS[0] ?? ""]).toBe(2);
  expect({ ...many, [LISTS[0] ?? ""]: 0 }).toEqual({ ...none, [LISTS[0] ?? ""]: 0 });
  expect(await own.stock(code)).toBe(15);
});

test("a draft that a person links counts until it is booked: a sales order, and an invoice", async () => {
  own = await Shelves.fresh(bridge, "Linked drafts AB");
  const [reserved, taken] = [await own.article(10, 10), await own.article(10, 10)];
  const model = await booked(await own.article(5, 5), 1);
  const [known] = await bridge.ordersOf(model, own.tenant.company);
  const articles = (await bridge.ledger(own.tenant.company))["articles"] ?? [];
  const made: Record<string, string> = {};
  for (const [code, path, what] of [
    [reserved, "orders", "order"],
    [taken, "customerinvoicedrafts", "invoice-draft"],
  ] as const) {
    const missing = { articleCode: "NOBODY-HAS-THIS", quantity: 1, price: 5, vatCode: "H" };
    const sold = await sell(code, 4, [missing]);
    const held = (await bridge.book(own.tenant, sold.id)).job;
    expect(held.outcome).toBe("held");
    const article = articles.find(({ Number }) => Number === code);
    const draft = await person("POST", `/${path}`, {
      CustomerId: known?.["CustomerId"] ?? null,
      Rows: [{ ArticleId: article?.["Id"], Quantity: 4, UnitPrice: 11.25, LineNumber: 1 }],
      ...(path === "orders" ? { Status: 1 } : {}),
    } as Json);
    made[path] = String(draft["Id"]);
    const linked = await bridge.api("POST", `/tenants/${own.tenant.id}/jobs/${held.id}/link`, {
      what,
      number: made[path],
      confirm: true,
    });
    expect(linked.status).toBe(200);
  }
  await later();
  await own.run();
  expect([await own.stock(reserved), await own.stock(taken)]).toEqual([6, 6]);
  await person("PATCH", `/orders/${made["orders"]}`, { Status: 2 });
  await person("POST", `/customerinvoicedrafts/${made["customerinvoicedrafts"]}/convert`);
  await later();
  await own.run();
  expect([await own.stock(reserved), await own.stock(taken)]).toEqual([6, 6]);
});
