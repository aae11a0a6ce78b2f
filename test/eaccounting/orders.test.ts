import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonNumber } from "../../src/eaccounting/body.ts";
import {
  confirmOrder,
  createOrder,
  deleteOrder,
  invoiceOrder,
  orderById,
  readActedOrder,
  readOrder,
  readOrderId,
  readWrittenOrder,
  updateOrder,
} from "../../src/eaccounting/orders.ts";
import { ORDER_READ_ONLY, ORDER_ROW_READ_ONLY } from "../../src/eaccounting/put-fields.ts";
import {
  answer,
  ARTICLE_ID,
  CUSTOMER_ID,
  ORDER_ID,
  OTHER_ARTICLE_ID,
  plan,
  rawOrder,
  row,
  TERMS_ID,
  textRow,
} from "./fixtures.ts";

const body = (request: { body: unknown } | null) =>
  request?.body as Record<string, unknown> & { Rows: Record<string, unknown>[] };

/**
 * Writable fields of `OrderApi` and `OrderRowApi` in the vendor's specification; totals are
 * writable there, but never sent.
 */
const WRITABLE =
  "CustomerId CurrencyCode DeliveryCustomerName DeliveryAddress1 DeliveryAddress2 DeliveryPostalCode DeliveryCity DeliveryCountryCode YourReference OurReference BuyersOrderReference InvoiceAddress1 InvoiceAddress2 InvoiceCity InvoiceCountryCode InvoiceCustomerName InvoicePostalCode DeliveryMethodName DeliveryMethodCode DeliveryTermName DeliveryTermCode TermsOfPaymentId EuThirdParty OrderDate Status DeliveryDate Rows ShippedDateTime RotReducedInvoicingType RotPropertyType Persons ReverseChargeOnConstructionServices UsesGreenTechnology".split(
    " ",
  );
const REQUIRED = [
  "CustomerId",
  "OrderDate",
  "CurrencyCode",
  "Status",
  "EuThirdParty",
  "ReverseChargeOnConstructionServices",
  "RotReducedInvoicingType",
];
const ROW_WRITABLE =
  "LineNumber DeliveredQuantity ArticleId ArticleNumber IsTextRow Text UnitPrice DiscountPercentage Quantity WorkCostType IsWorkCost WorkHours MaterialCosts EligibleForReverseChargeOnVat CostCenterItemId1 CostCenterItemId2 CostCenterItemId3 ProjectId GreenTechnologyType".split(
    " ",
  );
const ROW_REQUIRED = ["LineNumber", "IsTextRow", "IsWorkCost", "EligibleForReverseChargeOnVat"];

test.each([
  [undefined, false],
  [false, false],
  [true, true],
])("triangular trade %s is sent as %s", (triangular, sent) => {
  const document = triangular === undefined ? plan() : { ...plan(), triangular };
  expect(body(createOrder(document))["EuThirdParty"]).toBe(sent);
});

describe("a new order", () => {
  test("carries only writable fields, every required one, and no total", () => {
    const sent = body(createOrder(plan()));
    expect(Object.keys(sent).filter((name) => !WRITABLE.includes(name))).toEqual([]);
    expect(REQUIRED.filter((name) => sent[name] === undefined || sent[name] === null)).toEqual([]);
    for (const one of sent.Rows) {
      expect(Object.keys(one).filter((name) => !ROW_WRITABLE.includes(name))).toEqual([]);
      expect(ROW_REQUIRED.filter((name) => one[name] === undefined)).toEqual([]);
    }
  });

  test("says its figures as JSON numbers, and delivers what is ordered", () => {
    const sent = body(
      createOrder(
        plan({ rows: [row({ quantity: "-1.5", unitPrice: "0.10", discount: "0.1234" })] }),
      ),
    );
    expect(sent.Rows[0]).toMatchObject({
      ArticleId: ARTICLE_ID,
      Quantity: -1.5,
      DeliveredQuantity: -1.5,
      UnitPrice: 0.1,
      DiscountPercentage: 0.1234,
    });
  });

  test("rounds a delivered quantity that is finer than its field, and not the ordered one", () => {
    const sent = body(createOrder(plan({ rows: [row({ quantity: "0.3333" })] })));
    expect(sent.Rows[0]).toMatchObject({ Quantity: 0.3333, DeliveredQuantity: 0.33 });
  });

  test("sends an empty second address line as text, as the ledger would fill a null from the customer", () => {
    expect(body(createOrder(plan()))["InvoiceAddress2"]).toBe("");
  });

  test("a text row has no figures", () => {
    expect(body(createOrder(plan({ rows: [textRow()] }))).Rows[0]).toEqual({
      LineNumber: 2,
      IsTextRow: true,
      IsWorkCost: false,
      EligibleForReverseChargeOnVat: false,
      ArticleId: null,
      Text: "Thank you",
    });
  });

  test("is a draft or ongoing as the plan says", () => {
    expect(body(createOrder(plan({ status: "draft" })))["Status"]).toBe(1);
    expect(body(createOrder(plan()))["Status"]).toBe(2);
  });

  test("what the plan left too long or too fine is a bug and is thrown", () => {
    expect(() => createOrder(plan({ ourReference: "x".repeat(101) }))).toThrow(/OurReference/);
    expect(() => createOrder(plan({ buyersOrderReference: "x".repeat(36) }))).toThrow(
      /BuyersOrderReference/,
    );
    expect(() => createOrder(plan({ rows: [row({ unitPrice: "0.00001" })] }))).toThrow(/UnitPrice/);
    expect(() => createOrder(plan({ rows: [textRow({ text: " " })] }))).toThrow(/text row/);
  });
});

describe("an update", () => {
  test("isn't sent when nothing that we own differs, though dates, GUIDs and nulls are written otherwise", () => {
    expect(updateOrder(ORDER_ID, rawOrder(), plan())).toBeNull();
  });

  test("sends back what it doesn't know, on the head and on rows, and nothing that is read-only", () => {
    const sent = body(
      updateOrder(ORDER_ID, rawOrder(), plan({ rows: [row({ unitPrice: "100.00" }), textRow()] })),
    );
    expect(sent).toMatchObject({
      NewerField: { of: "the vendor" },
      DeliveryDate: "2026-12-01",
      Status: 2,
      CustomerId: CUSTOMER_ID,
    });
    expect(sent.Rows[0]).toMatchObject({
      UnitPrice: 100,
      RowFieldOfTheVendor: 7,
      ProjectId: "0f0e0d0c-0000-4000-8000-00000000000b",
    });
    expect(
      Object.keys(sent).filter((name) => (ORDER_READ_ONLY as readonly string[]).includes(name)),
    ).toEqual([]);
    for (const one of sent.Rows)
      expect(
        Object.keys(one).filter((name) =>
          (ORDER_ROW_READ_ONLY as readonly string[]).includes(name),
        ),
      ).toEqual([]);
  });

  test("loses no writable field of the answer", () => {
    const raw = rawOrder();
    const sent = body(updateOrder(ORDER_ID, raw, plan({ ourReference: "1001 #K7Q2M9XB" })));
    const lost = Object.keys(raw).filter(
      (name) => !(ORDER_READ_ONLY as readonly string[]).includes(name) && !(name in sent),
    );
    expect(lost).toEqual([]);
  });

  test("never changes a status: a shipped order stays shipped", () => {
    const sent = body(
      updateOrder(ORDER_ID, { ...rawOrder(), Status: 3 }, plan({ buyersOrderReference: "PO-2" })),
    );
    expect(sent["Status"]).toBe(3);
  });

  test("leaves what the plan doesn't say", () => {
    const raw = { ...rawOrder(), YourReference: "Anna, typed by hand", DeliveryTermName: "DAP" };
    expect(updateOrder(ORDER_ID, raw, plan())).toBeNull();
    expect(body(updateOrder(ORDER_ID, raw, plan({ buyersOrderReference: "PO-2" })))).toMatchObject({
      YourReference: "Anna, typed by hand",
      DeliveryTermName: "DAP",
    });
  });

  test("an inserted row takes nothing from its neighbours, which keep what a person put on them", () => {
    const rows = [
      row({ articleId: OTHER_ARTICLE_ID, text: "New" }),
      row({ lineNumber: 2 }),
      textRow({ lineNumber: 3 }),
    ];
    const sent = body(updateOrder(ORDER_ID, rawOrder(), plan({ rows })));
    expect(sent.Rows.map((one) => [one["LineNumber"], one["ProjectId"]])).toEqual([
      [1, undefined],
      [2, "0f0e0d0c-0000-4000-8000-00000000000b"],
      [3, undefined],
    ]);
  });

  test("a row that the plan has no more is left out", () => {
    expect(body(updateOrder(ORDER_ID, rawOrder(), plan({ rows: [row()] }))).Rows).toHaveLength(1);
  });

  test("rows that came in another order than their numbers are no difference", () => {
    const raw = rawOrder();
    raw.Rows.reverse();
    expect(updateOrder(ORDER_ID, raw, plan())).toBeNull();
  });

  test("two rows that changed places are a difference", () => {
    const [first, second] = [row({ text: "One" }), row({ lineNumber: 2, text: "Two" })];
    const raw = rawOrder();
    const [a] = raw.Rows;
    raw.Rows = [
      { ...a, Text: "Two" },
      { ...a, LineNumber: 2, Text: "One" },
    ];
    expect(
      body(updateOrder(ORDER_ID, raw, plan({ rows: [first, second] }))).Rows.map(
        (one) => one["Text"],
      ),
    ).toEqual(["One", "Two"]);
  });

  test("a delivery that a person noted stays; one of ours follows the quantity", () => {
    const raw = rawOrder();
    const changed = plan({ rows: [row({ quantity: "3" }), textRow()] });
    expect(body(updateOrder(ORDER_ID, raw, changed)).Rows[0]).toMatchObject({
      Quantity: 3,
      DeliveredQuantity: 3,
    });
    raw.Rows[0] = { ...raw.Rows[0], DeliveredQuantity: 1 };
    expect(body(updateOrder(ORDER_ID, raw, changed)).Rows[0]).toMatchObject({
      Quantity: 3,
      DeliveredQuantity: 1,
    });
  });
});

test("every decimal text becomes the number that names it, or is refused", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }),
      fc.integer({ min: 0, max: 9999 }),
      (whole, part) => {
        const text = `${whole}.${String(part).padStart(4, "0")}`;
        expect(jsonNumber("x", text, 4).toFixed(4).replace("-0.0000", "0.0000")).toBe(
          text.replace("-0.0000", "0.0000"),
        );
      },
    ),
  );
  expect(() => jsonNumber("x", "123456789012345678.01", 2)).toThrow();
  expect(() => jsonNumber("x", "0.005", 2)).toThrow();
  expect(Object.is(jsonNumber("x", "-0.00", 2), 0)).toBe(true);
});

describe("an answer", () => {
  test("is read with decimal figures, lower-case ids and rows by their number", () => {
    const raw = rawOrder();
    raw.Rows.reverse();
    const read = readOrder(answer(raw));
    expect(read).toMatchObject({
      ok: true,
      value: {
        order: {
          id: ORDER_ID,
          number: 17,
          status: "ongoing",
          customerId: CUSTOMER_ID,
          customerIsPrivate: true,
          pricesIncludeVat: true,
          amount: "200.00",
          vatAmount: "50.00",
          roundingsAmount: "0.00",
          rows: [
            {
              lineNumber: 1,
              articleId: ARTICLE_ID,
              quantity: "2",
              unitPrice: "125.00",
              vatRate: "0.25",
              amount: "250.00",
            },
            { lineNumber: 2, isTextRow: true, articleId: null, vatRate: null },
          ],
        },
        raw,
      },
    });
  });

  test("reads a VAT rate as a fraction, also where it comes as a percentage", () => {
    const raw = rawOrder();
    raw.Rows = [{ ...raw.Rows[0], VatRate: 25 }];
    const read = readOrder(answer(raw));
    expect(read.ok && read.value.order.rows[0]?.vatRate).toBe("0.25");
  });

  test("of another shape is a contract failure that names the path", () => {
    const raw = rawOrder();
    raw.Rows[0] = { ...raw.Rows[0], UnitPrice: "125,00" };
    expect(readOrder(answer(raw))).toMatchObject({
      ok: false,
      error: { kind: "contract", vendor: "eaccounting", path: "Rows.0.UnitPrice" },
    });
    expect(readOrder(answer({ ...rawOrder(), Status: 5 }))).toMatchObject({
      ok: false,
      error: { kind: "contract", path: "Status" },
    });
  });

  test("of a write that can't be read leaves the outcome unknown, with the path, and its id can still be read", () => {
    const broken = answer({ ...rawOrder(), VatAmount: null }, 201);
    expect(readWrittenOrder(broken)).toMatchObject({
      ok: false,
      error: { kind: "unknown-outcome", cause: expect.stringContaining("VatAmount") },
    });
    expect(readOrderId(broken)).toEqual({ ok: true, value: ORDER_ID });
    expect(readOrderId(answer(null, 201))).toMatchObject({
      ok: false,
      error: { kind: "unknown-outcome" },
    });
  });

  test("of an action may be empty", () => {
    expect(readActedOrder(answer(null, 200))).toEqual({ ok: true, value: null });
    expect(readActedOrder(answer(rawOrder()))).toMatchObject({
      ok: true,
      value: { order: { id: ORDER_ID } },
    });
  });
});

test("requests name the template that the limit counts, and an id can't leave its segment", () => {
  expect(orderById("a/b")).toMatchObject({
    method: "GET",
    endpoint: "/orders/{id}",
    path: "/orders/a%2Fb",
    capability: "orders",
  });
  // It takes one, though there is nothing to say.
  expect([invoiceOrder(ORDER_ID).endpoint, invoiceOrder(ORDER_ID).body]).toEqual([
    "/orders/{id}/convert",
    {},
  ]);
  expect(confirmOrder(ORDER_ID)).toMatchObject({
    method: "POST",
    endpoint: "/orders/{id}/converteddrafttoorder",
    body: null,
  });
  expect(deleteOrder(ORDER_ID)).toMatchObject({ method: "DELETE", endpoint: "/orders/{id}" });
  expect(() => orderById("")).toThrow();
});

test("terms, references and delivery of the plan reach their fields", () => {
  const sent = body(
    createOrder(
      plan({
        yourReference: "Anna",
        deliveryMethod: { name: "Post", code: "POST" },
        deliveryAddress: {
          name: "B",
          address1: "C",
          address2: "",
          postCode: "1",
          city: "D",
          country: "FI",
        },
      }),
    ),
  );
  expect(sent).toMatchObject({
    YourReference: "Anna",
    DeliveryMethodName: "Post",
    DeliveryMethodCode: "POST",
    DeliveryCustomerName: "B",
    DeliveryCountryCode: "FI",
    TermsOfPaymentId: TERMS_ID,
  });
});
