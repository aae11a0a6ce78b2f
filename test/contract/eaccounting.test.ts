/**
 * Our client against the sandbox over real HTTP: what the one sends, the other has to take without
 * a note.
 */
import { describe, expect, test } from "vitest";
import { DOCUMENT_KINDS, findDocuments } from "../../src/eaccounting/documents.ts";
import { findNumbered } from "../../src/eaccounting/numbered-documents.ts";
import {
  confirmOrder,
  createOrder,
  deleteOrder,
  orderById,
  readActedOrder,
  readOrder,
  readWrittenOrder,
  updateOrder,
  voidOrder,
} from "../../src/eaccounting/orders.ts";
import { row } from "../eaccounting/fixtures.ts";
import {
  clientFaults,
  must,
  read,
  sandbox,
  search,
  setting,
  switches,
  useLedger,
  write,
} from "../support/ledger-client.ts";

useLedger();

describe("a sales order", () => {
  test("is created, read, updated and deleted without a note by the vendor", async () => {
    const { order, article } = await setting();
    const created = must(readWrittenOrder(must(await write(createOrder(order)))));
    expect(created.order).toMatchObject({
      status: "ongoing",
      pricesIncludeVat: true,
      customerIsPrivate: true,
      ourReference: "1001 #K7Q2M9XA",
      rows: [
        { lineNumber: 1, articleId: article.id, vatRate: "0.25", unitPrice: "25.00" },
        { isTextRow: true, text: "Thank you" },
      ],
    });
    const again = must(readOrder(must(await read(orderById(created.order.id)))));
    expect(again.order).toEqual(created.order);
    expect(updateOrder(created.order.id, again.raw, order)).toBeNull();
    const update = updateOrder(created.order.id, again.raw, {
      ...order,
      buyersOrderReference: "PO-2",
      rows: [row({ articleId: article.id, quantity: "3", unitPrice: "25.00" })],
    });
    if (update === null) throw new Error("no update");
    const updated = must(readActedOrder(must(await write(update))));
    expect(updated?.order).toMatchObject({
      buyersOrderReference: "PO-2",
      rows: [{ quantity: "3", lineNumber: 1 }],
    });
    must(await write(deleteOrder(created.order.id)));
    expect(await read(orderById(created.order.id))).toMatchObject({
      ok: false,
      error: { kind: "not-found" },
    });
    expect(await write(deleteOrder(created.order.id))).toMatchObject({
      ok: false,
      error: { kind: "not-found" },
    });
    expect(await clientFaults()).toEqual([]);
  });

  test("keeps through an update what the vendor added since, and is confirmed by its own call", async () => {
    await switches({ extraFields: "on", rowOrder: "shuffled" });
    const { order } = await setting();
    const draft = must(
      readWrittenOrder(must(await write(createOrder({ ...order, status: "draft" })))),
    );
    expect(draft.order).toMatchObject({ status: "draft", number: null });
    const update = updateOrder(draft.order.id, draft.raw, {
      ...order,
      buyersOrderReference: "PO-2",
    });
    if (update === null) throw new Error("no update");
    must(await write(update));
    const after = must(readOrder(must(await read(orderById(draft.order.id)))));
    expect(after.raw["VendorAddedField"]).toBe(draft.raw["VendorAddedField"]);
    expect(after.raw["VendorAddedField"]).toMatch(/added by the vendor/);
    const confirmed = readActedOrder(must(await write(confirmOrder(draft.order.id))));
    expect(must(confirmed)?.order).toMatchObject({ status: "ongoing", number: expect.any(Number) });
    expect(await write(voidOrder(draft.order.id))).toMatchObject({
      ok: false,
      error: { kind: "rejected" },
    });
    expect(await clientFaults()).toEqual([]);
  });

  test("of a customer that isn't there is refused by its code, whatever status the vendor gives it", async () => {
    const { order } = await setting();
    const stranger = createOrder({ ...order, customerId: "00000000-0000-4000-8000-000000000000" });
    for (const status3000 of ["404", "400"]) {
      await switches({ status3000 });
      expect(await write(stranger)).toMatchObject({
        ok: false,
        error: { kind: "rejected", status: Number(status3000), code: 3000 },
      });
    }
  });

  test("that was committed while its answer got lost is an unknown outcome, and found by its marker", async () => {
    const { order } = await setting();
    await sandbox.control("POST", "/faults", {
      route: "POST /v2/orders",
      kind: "commit-then-drop",
      times: 1,
    });
    expect(await write(createOrder(order))).toMatchObject({
      ok: false,
      error: { kind: "unknown-outcome" },
    });
    expect(must(await findDocuments(read, search())).documents).toHaveLength(1);
  });

  test("that hangs, or fails behind a proxy, is an unknown outcome", async () => {
    const { order } = await setting();
    await sandbox.control("POST", "/faults", { route: "POST /v2/orders", kind: "hang", times: 1 });
    expect(await write(createOrder(order), 50)).toMatchObject({
      ok: false,
      error: { kind: "unknown-outcome" },
    });
    await sandbox.control("POST", "/faults", {
      route: "POST /v2/orders",
      kind: "status",
      status: 400,
      body: "<h1>Bad request</h1>",
      times: 1,
    });
    expect(await write(createOrder(order))).toMatchObject({
      ok: false,
      error: { kind: "unknown-outcome" },
    });
  });
});

describe("a look-up by marker", () => {
  test.each([
    ["yes", "filter"],
    ["no", "scan"],
  ] as const)(
    "finds the order where the field can be filtered by: %s",
    async (filterOurReference, how) => {
      await switches({ filterOurReference });
      const { order } = await setting();
      const made = must(readWrittenOrder(must(await write(createOrder(order)))));
      must(await write(createOrder({ ...order, ourReference: "1001 #K7Q2M9XAB" })));
      const found = must(await findDocuments(read, search()));
      expect(found.how).toBe(how);
      expect(found.documents.map((one) => one.id)).toEqual([made.order.id]);
    },
  );

  // A day's voucher and a payout's are looked for before their first write.
  test("finds orders and vouchers also where lists can't be sorted by when they were made", async () => {
    await switches({ filterCreatedUtc: "no" });
    const { order } = await setting();
    const made = must(readWrittenOrder(must(await write(createOrder(order))))).order;
    await sandbox.control("POST", "/vouchers", { VoucherText: "1001 #K7Q2M9XA" });
    for (const [kind, many] of [
      ["order", 1],
      ["voucher", 1],
      ["invoice-draft", 0],
    ] as const) {
      const found = must(await findDocuments(read, search({ kind })));
      expect([kind, found.how, found.documents.length]).toEqual([kind, "filter", many]);
    }
    const numbered = must(await findNumbered(read, "order", String(made.number), Date.now()));
    expect(numbered.map(({ document }) => document.id)).toEqual([made.id]);
  });

  test("can be asked of every kind of document, with and without filters", async () => {
    for (const value of ["yes", "no"]) {
      await switches({
        filterOurReference: value,
        filterYourReference: value,
        filterBuyersOrderReference: value,
        filterVoucherText: value,
      });
      for (const kind of DOCUMENT_KINDS) {
        const found = await findDocuments(
          read,
          search({ kind, fields: ["OurReference", "YourReference", "BuyersOrderReference"] }),
        );
        expect(found).toMatchObject({
          ok: true,
          value: { documents: [], how: value === "yes" ? "filter" : "scan" },
        });
      }
    }
  });

  test("reads every page of a scan", async () => {
    await switches({ filterOurReference: "no" });
    const { order } = await setting();
    for (let n = 0; n < 105; n += 1)
      must(
        await write(
          createOrder({ ...order, ourReference: n === 104 ? "1001 #K7Q2M9XA" : `${n} #AAAAAAAA` }),
        ),
      );
    expect(must(await findDocuments(read, search())).documents).toHaveLength(1);
  });
});
