/**
 * Stock, through the real Worker and both sandboxes: written where it differs, once, and never
 * fighting with sales.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Bridge, type Json } from "../support/bridge.ts";
import { codesOf, companyBuyer } from "../support/orders.ts";
import { CORRECTIONS, Shelves } from "../support/stock.ts";

let bridge: Bridge;
let shelves: Shelves;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  shelves = await Shelves.of(bridge, "Shelf AB");
});

afterEach(async () => {
  await bridge.control("eaccounting", "DELETE", "/faults");
  await bridge.control("asperion", "DELETE", "/faults");
  await bridge.control("eaccounting", "PUT", "/switches", { stockTouchesChangedUtc: "no" });
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

const order = (code: string, quantity: number, more: object = {}) =>
  bridge.place({ ...companyBuyer("Shelf"), lines: [{ articleCode: code, quantity }], ...more });

describe("a difference", () => {
  test("is written as one correction order, whatever its sign, and then there is none", async () => {
    const few = await shelves.article(30, 12);
    const many = await shelves.article(5, 9.5);
    const { job } = await shelves.run();
    expect([job.outcome, codesOf(job)[0]]).toEqual(["updated", "stock-corrected"]);
    expect([await shelves.stock(few), await shelves.stock(many)]).toEqual([30, 5]);
    const [made, ...others] = await shelves.corrections(few);
    expect(others).toEqual([]);
    expect(made).toMatchObject({
      debtorId: CORRECTIONS,
      amountInclVat: 0,
      reference: expect.stringMatching(/^Stock \d+ #[A-Z2-7]{8}$/) as string,
    });
    await shelves.expectQuiet();
  });

  test("of a service, of an article without stock keeping and of one that the shop lacks is left alone", async () => {
    const service = await shelves.article(0, 7, {
      ledger: { CodingName: "Services 25", IsStock: false, StockBalance: 0 },
    });
    const unmanaged = await shelves.article(8, 0, { shop: { manageStock: false } });
    const { job } = await shelves.run();
    expect([job.outcome, ...codesOf(job)]).toEqual([
      "skipped",
      "stock-equal",
      "stock-not-managed",
      "stock-article-missing",
    ]);
    expect([await shelves.stock(service), await shelves.stock(unmanaged)]).toEqual([7, 0]);
  });
});

describe("a sale", () => {
  test("that isn't booked yet isn't given back, and booking it writes nothing", async () => {
    const code = await shelves.article(10, 10);
    const sold = await order(code, 4);
    const { job } = await shelves.run();
    expect(codesOf(job)).toContain("stock-unbooked");
    expect([await shelves.stock(code), await shelves.corrections(code)]).toEqual([6, []]);
    expect((await bridge.book(shelves.tenant, sold.id)).job.outcome).toBe("booked");
    await bridge.advance(60_000);
    await shelves.expectQuiet();
    expect(await shelves.stock(code)).toBe(6);
  });

  test("of an article that is left alone isn't told as deducted", async () => {
    const code = await shelves.article(8, 0, { shop: { manageStock: false } });
    const sold = await order(code, 2);
    const { job } = await shelves.run();
    expect(codesOf(job)).not.toContain("stock-unbooked");
    expect((await bridge.book(shelves.tenant, sold.id)).job.outcome).toBe("booked");
  });

  test("of an order that is held stays taken off for as long as it is held", async () => {
    const code = await shelves.article(10, 10);
    const held = await order(code, 3, {
      lines: [
        { articleCode: code, quantity: 3 },
        { articleCode: "NOBODY-HAS-THIS", quantity: 1, price: 5, vatCode: "H" },
      ],
    });
    expect((await bridge.book(shelves.tenant, held.id)).job.outcome).toBe("held");
    await bridge.advance(24 * 3_600_000);
    await bridge.settled(shelves.tenant.id);
    await shelves.expectQuiet();
    expect(await shelves.stock(code)).toBe(7);
    await bridge.edit(held.id, { status: 9 });
    await bridge.book(shelves.tenant, held.id, "order.cancelled");
    await bridge.advance(60_000);
    await shelves.expectQuiet();
    expect(await shelves.stock(code)).toBe(10);
  });

  test("that was edited after it was booked counts by its difference until the edit is through", async () => {
    const code = await shelves.article(20, 20);
    const sold = await order(code, 2);
    expect((await bridge.book(shelves.tenant, sold.id)).job.outcome).toBe("booked");
    await bridge.advance(300_000);
    await bridge.edit(sold.id, { lines: [{ articleCode: code, quantity: 5 }] });
    await bridge.advance(300_000);
    await shelves.expectQuiet();
    expect(await shelves.stock(code)).toBe(15);
    await bridge.book(shelves.tenant, sold.id, "order.updated");
    await bridge.advance(300_000);
    await shelves.expectQuiet();
    expect(await shelves.stock(code)).toBe(15);
  });

  test("whose order is cancelled, and its document deleted, while both sides are read stays as the shop counts it", async () => {
    const code = await shelves.article(20, 20);
    const sold = await order(code, 4);
    expect((await bridge.book(shelves.tenant, sold.id)).job.outcome).toBe("booked");
    await bridge.advance(300_000);
    await bridge.edit(sold.id, { status: 9 });
    await bridge.fault("asperion", { route: "GET /v1/articles", kind: "latency", ms: 4000 });
    const lists = async () => (await bridge.calls("asperion"))["GET /v1/articles"] ?? 0;
    const before = await lists();
    await bridge.ask("POST", `/tenants/${shelves.tenant.id}/flows/stock/run`);
    const isRead = async () => (await lists()) > before;
    await bridge.untilDue(shelves.tenant, "stock", isRead, "the ledger's stock was read");
    const { job: cancelled } = await bridge.book(shelves.tenant, sold.id, "order.cancelled");
    expect(codesOf(cancelled)[0]).toBe("order-removed");
    const { job } = await bridge.resolved(shelves.tenant, "stock");
    expect(codesOf(job)).toContain("stock-moving");
    expect([await shelves.stock(code), await shelves.corrections(code)]).toEqual([20, []]);
    await bridge.advance(60_000);
    await shelves.expectQuiet();
    expect(await shelves.stock(code)).toBe(20);
  });

  test.each(["waits", "is held"])(
    "in exchange stays out of the shop while its credit order %s",
    async (how) => {
      const [back, out] = [await shelves.article(10, 10), await shelves.article(10, 10)];
      const buyer = companyBuyer(`Swap ${how}`);
      const lines = [{ articleCode: back, quantity: 2, price: 10 }];
      const sold = await bridge.place({ ...buyer, lines });
      expect((await bridge.book(shelves.tenant, sold.id)).job.outcome).toBe("booked");
      const swap = await bridge.place({
        ...buyer,
        creditsOrderId: sold.id,
        lines: [
          { articleCode: back, quantity: -1, price: 10 },
          { articleCode: out, quantity: 1, price: 4 },
        ],
      });
      if (how === "is held")
        expect((await bridge.book(shelves.tenant, swap.id)).job.outcome).toBe("held");
      await bridge.advance(300_000);
      await shelves.expectQuiet();
      expect([await shelves.stock(back), await shelves.stock(out)]).toEqual([9, 9]);
    },
  );

  test("that a person links to a journal voucher stays taken off until that person skips it", async () => {
    const code = await shelves.article(10, 10);
    const lines = [
      { articleCode: code, quantity: 4, price: 10 },
      { articleCode: "NOBODY-HAS-THIS", quantity: 1, price: 5, vatCode: "H" },
    ];
    const sold = await order(code, 4, { lines, pricesIncludeVat: false });
    const held = (await bridge.book(shelves.tenant, sold.id)).job;
    const row = (AccountNumber: number, DebitAmount: number, CreditAmount: number): Json => ({
      AccountNumber,
      DebitAmount,
      CreditAmount,
    });
    const made = await bridge.control(
      "eaccounting",
      "POST",
      `/vouchers?company=${encodeURIComponent(shelves.tenant.company)}`,
      {
        Rows: [row(1930, 56.25, 0), row(3001, 0, 45), row(2611, 0, 11.25)],
        VoucherDate: String(sold["date"]).slice(0, 10),
      },
    );
    const job = `/tenants/${shelves.tenant.id}/jobs/${held.id}`;
    const number = made["NumberAndNumberSeries"];
    await bridge.ask("POST", `${job}/link`, { what: "voucher", number });
    await bridge.advance(3 * 3_600_000);
    await bridge.settled(shelves.tenant.id);
    const { job: run } = await shelves.run();
    expect(codesOf(run)).toContain("stock-unbooked");
    expect([await shelves.stock(code), await shelves.corrections(code)]).toEqual([6, []]);
    await bridge.ask("POST", `${job}/skip`, { note: "counted in eAccounting" });
    await shelves.run();
    expect(await shelves.stock(code)).toBe(10);
  });

  test("between reading and writing is kept: a correction is a difference", async () => {
    const code = await shelves.article(30, 10);
    await bridge.fault("asperion", {
      route: "POST /v1/SalesOrderWithLines",
      kind: "latency",
      ms: 1500,
    });
    const posts = async () => (await bridge.calls("asperion"))["POST /v1/SalesOrderWithLines"] ?? 0;
    const before = await posts();
    await bridge.ask("POST", `/tenants/${shelves.tenant.id}/flows/stock/run`);
    const isSent = async () => (await posts()) > before;
    await bridge.untilDue(shelves.tenant, "stock", isSent, "the correction is on its way");
    const sold = await order(code, 2);
    const { job } = await bridge.resolved(shelves.tenant, "stock");
    expect(job.outcome).toBe("updated");
    expect(await shelves.stock(code)).toBe(28);
    await bridge.book(shelves.tenant, sold.id);
    await bridge.advance(60_000);
    await shelves.expectQuiet();
    expect(await shelves.stock(code)).toBe(28);
  });
});

describe("a correction order that comes back", () => {
  test("by the sweep is skipped with a reason of its own", async () => {
    const code = await shelves.article(3, 1);
    await shelves.run();
    const [made] = await shelves.corrections(code);
    await bridge.reconfigure(shelves.tenant, { schedules: { orders: null } });
    await bridge.advance(6 * 60_000);
    const { job } = await bridge.resolved(shelves.tenant, `order:${String(made?.["id"])}`);
    expect([job.outcome, ...codesOf(job)]).toEqual(["skipped", "stock-correction-order"]);
  });

  test("by its webhook as well, and no document is made of it", async () => {
    const code = await shelves.article(3, 1);
    await shelves.run();
    const [made] = await shelves.corrections(code);
    const { job } = await bridge.book(shelves.tenant, Number(made?.["id"]));
    expect([job.outcome, ...codesOf(job)]).toEqual(["skipped", "stock-correction-order"]);
    expect(await bridge.ordersOf(String(made?.["orderNumber"]), shelves.tenant.company)).toEqual(
      [],
    );
    await bridge.advance(60_000);
    await shelves.expectQuiet();
  });
});

describe("the debtor of corrections", () => {
  const ownDebtor = async (): Promise<number> =>
    Number(
      (await bridge.control("asperion", "POST", "/debtors", { name: "Corrections of its own" }))[
        "id"
      ],
    );
  const put = async (debtor: number) => {
    const { version, ...settings } = await bridge.ask(
      "GET",
      `/tenants/${shelves.tenant.id}/settings`,
    );
    const stock = { ...(settings["stock"] as Json), correctionDebtor: debtor };
    return bridge.api("PUT", `/tenants/${shelves.tenant.id}/settings`, {
      ...settings,
      version,
      stock,
    });
  };

  test("is refused where something was sold to it, and a sale to it is booked as one", async () => {
    const code = await shelves.article(5, 5);
    const sale = await bridge.place({
      debtorId: 205,
      lines: [{ articleCode: code, quantity: 1, price: 10 }],
    });
    expect((await bridge.book(shelves.tenant, sale.id)).job.outcome).toBe("booked");
    const debtor = await ownDebtor();
    expect((await put(debtor)).status).toBe(200);
    const refused = await put(205);
    expect([refused.status, (refused.body["errors"] as Json[])[0]?.["path"]]).toEqual([
      400,
      "stock.correctionDebtor",
    ]);
  });

  test("to whom something was sold after it was chosen gets no correction, until another is chosen", async () => {
    const debtor = await ownDebtor();
    expect((await put(debtor)).status).toBe(200);
    const code = await shelves.article(7, 2);
    await bridge.place({
      debtorId: debtor,
      lines: [{ articleCode: code, quantity: 1, price: 10 }],
    });
    const before = await shelves.stock(code);
    const { job } = await shelves.run();
    expect([job.outcome, codesOf(job)[0], await shelves.stock(code)]).toEqual([
      "held",
      "stock-debtor-has-sales",
      before,
    ]);
    expect((await put(await ownDebtor())).status).toBe(200);
    expect((await shelves.run()).job.outcome).toBe("updated");
  });
});

test("every page is read: stock that moves doesn't say so by its change stamp", async () => {
  const code = await shelves.article(10, 10);
  await bridge.advance(3 * 3_600_000);
  await bridge.control(
    "eaccounting",
    "POST",
    `/orders?company=${encodeURIComponent(shelves.tenant.company)}`,
    { Rows: [{ ArticleNumber: code, Quantity: 4 }] },
  );
  await shelves.run();
  expect(await shelves.stock(code)).toBe(6);
});

test("it runs by itself every fifteen minutes", async () => {
  await bridge.reconfigure(shelves.tenant, { schedules: { stock: null } });
  const code = await shelves.article(10, 2);
  await bridge.advance(16 * 60_000);
  await bridge.until(async () => (await shelves.stock(code)) === 10, "the figure is right");
});
