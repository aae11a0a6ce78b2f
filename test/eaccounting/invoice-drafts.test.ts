import { describe, expect, test } from "vitest";
import { readInvoice } from "../../src/eaccounting/customer-invoices.ts";
import {
  convertDraft,
  createDraft,
  dayUnknown,
  readCreditDraft,
  readDraft,
  readWrittenDraft,
  updateDraft,
} from "../../src/eaccounting/invoice-drafts.ts";
import { DRAFT_READ_ONLY, DRAFT_ROW_READ_ONLY } from "../../src/eaccounting/put-fields.ts";
import {
  answer,
  ARTICLE_ID,
  CUSTOMER_ID,
  ORDER_ID,
  plan,
  rawOrder,
  row,
  TERMS_ID,
  textRow,
} from "./fixtures.ts";

type Body = Record<string, unknown> & { Rows: Record<string, unknown>[] };
const body = (request: { body: unknown } | null) => request?.body as Body;

/** Writable fields of `CustomerInvoiceDraftApi` and its rows in the vendor's specification. */
const WRITABLE =
  "CustomerId IsCreditInvoice RotReducedInvoicingType Rows YourReference OurReference BuyersOrderReference DeliveryCustomerName DeliveryAddress1 DeliveryAddress2 DeliveryPostalCode DeliveryCity DeliveryCountryCode DeliveryMethodName DeliveryMethodCode TermsOfPaymentId EuThirdParty InvoiceDate DueDate DeliveryDate ReplaceUnitPriceWhenZero InvoiceAddress1 InvoiceAddress2 ElectronicReference UsesGreenTechnology".split(
    " ",
  );
const REQUIRED = ["CustomerId", "EuThirdParty", "RotReducedInvoicingType"];
const ROW_WRITABLE =
  "LineNumber ArticleId IsTextRow Text UnitPrice DiscountPercentage Quantity WorkCostType IsWorkCost ReversedConstructionServicesVatFree CostCenterItemId1 ProjectId".split(
    " ",
  );
const ROW_REQUIRED = ["IsTextRow", "ReversedConstructionServicesVatFree"];

/** A draft as the vendor answers it, with what a person put on it and a field of a later version. */
const rawDraft = (change: Record<string, unknown> = {}): Record<string, unknown> => {
  const {
    Status: _,
    Number: __,
    OrderDate: ___,
    Amount: ____,
    VatAmount: _____,
    RoundingsAmount: ______,
    CurrencyCode: _______,
    ...rest
  } = rawOrder();
  return {
    ...rest,
    InvoiceDate: "2026-11-24",
    DueDate: "2026-12-24",
    InvoiceCurrencyCode: "SEK",
    IsCreditInvoice: false,
    ReplaceUnitPriceWhenZero: false,
    TotalAmount: 250,
    TotalVatAmount: 50,
    TotalRoundings: 0,
    TotalAmountBaseCurrency: 250,
    TotalVatAmountBaseCurrency: 50,
    Rows: rawOrder().Rows.map(
      ({ EligibleForReverseChargeOnVat: _e, DeliveredQuantity: _d, IsWorkCost: _w, ...one }) => ({
        ...one,
        ReversedConstructionServicesVatFree: false,
      }),
    ),
    ...change,
  };
};

describe("a new draft", () => {
  test("carries only writable fields, every required one, and no total", () => {
    const sent = body(createDraft(plan()));
    expect(Object.keys(sent).filter((name) => !WRITABLE.includes(name))).toEqual([]);
    expect(REQUIRED.filter((name) => sent[name] === undefined || sent[name] === null)).toEqual([]);
    for (const one of sent.Rows) {
      expect(Object.keys(one).filter((name) => !ROW_WRITABLE.includes(name))).toEqual([]);
      expect(ROW_REQUIRED.filter((name) => one[name] === undefined)).toEqual([]);
    }
  });

  test("has the plan's day, and leaves a free row free", () => {
    expect(body(createDraft(plan({ orderDate: "2025-12-31" })))).toMatchObject({
      InvoiceDate: "2025-12-31",
      ReplaceUnitPriceWhenZero: false,
      IsCreditInvoice: false,
    });
  });

  test("leaves the invoice address to the customer: half of it is read-only", () => {
    expect(
      Object.keys(body(createDraft(plan()))).filter((name) => name.startsWith("Invoice")),
    ).toEqual(["InvoiceDate"]);
  });

  test("what the plan left too long or too fine is a bug and is thrown", () => {
    expect(() => createDraft(plan({ rows: [row({ quantity: "0.125" })] }))).toThrow(/Quantity/);
    const name = "x".repeat(51);
    expect(() =>
      createDraft(
        plan({
          deliveryAddress: {
            name,
            address1: "",
            address2: "",
            postCode: "1",
            city: "A",
            country: "SE",
          },
        }),
      ),
    ).toThrow(/DeliveryCustomerName/);
  });
});

describe("an update", () => {
  test("isn't sent when nothing that we own differs", () => {
    expect(updateDraft(ORDER_ID, rawDraft(), plan())).toBeNull();
  });

  test("gives back what a person and a later version put there, and no read-only field", () => {
    const sent = body(
      updateDraft(
        ORDER_ID,
        rawDraft({ ElectronicReference: "E-1" }),
        plan({ rows: [row({ quantity: "3" }), textRow()] }),
      ),
    );
    expect(sent).toMatchObject({
      ElectronicReference: "E-1",
      NewerField: { of: "the vendor" },
      DeliveryDate: "2026-12-01",
      DueDate: "2026-12-24",
    });
    expect(sent.Rows[0]).toMatchObject({
      ArticleId: ARTICLE_ID,
      Quantity: 3,
      ProjectId: "0f0e0d0c-0000-4000-8000-00000000000b",
      RowFieldOfTheVendor: 7,
    });
    expect(
      Object.keys(sent).filter((name) => (DRAFT_READ_ONLY as readonly string[]).includes(name)),
    ).toEqual([]);
    expect(
      sent.Rows.flatMap((one) => Object.keys(one)).filter((name) =>
        (DRAFT_ROW_READ_ONLY as readonly string[]).includes(name),
      ),
    ).toEqual([]);
  });

  test("of a draft that is shown with today's date says our day again, and leaves its due date to the terms", () => {
    expect(
      body(updateDraft(ORDER_ID, rawDraft({ InvoiceDate: "2026-12-02" }), plan())),
    ).toMatchObject({ InvoiceDate: "2026-11-24", DueDate: null, TermsOfPaymentId: TERMS_ID });
  });
});

test("before a draft is booked its day is said again, also where it is shown with that very day", () => {
  expect(updateDraft(ORDER_ID, rawDraft(), plan())).toBeNull();
  expect(body(updateDraft(ORDER_ID, dayUnknown(rawDraft()), plan()))).toMatchObject({
    InvoiceDate: "2026-11-24",
  });
});

test("a booking tells the totals and each row's amount in the price basis, and keeps the draft's day by both switches", () => {
  const expected = {
    credit: false,
    total: "250.00",
    vat: "50.00",
    roundings: "0.00",
    rows: [{ lineNumber: 1, amount: "250.00" }],
  };
  const gross = convertDraft(ORDER_ID, { ...expected, pricesIncludeVat: true });
  expect(gross).toMatchObject({
    method: "POST",
    path: `/customerinvoicedrafts/${ORDER_ID}/convert`,
    query: { keepOriginalDraftDate: "true", overrideCompanyKeepOriginalDraftDate: "true" },
  });
  expect(gross.body).toEqual({
    TotalAmountInvoiceCurrency: 250,
    TotalVatAmountInvoiceCurrency: 50,
    TotalRoundingsInvoiceCurrency: 0,
    Rows: [{ LineNumber: 1, TotalAmountIncVatInvoiceCurrency: 250 }],
  });
  expect(body(convertDraft(ORDER_ID, { ...expected, pricesIncludeVat: false })).Rows).toEqual([
    { LineNumber: 1, TotalAmountNoVatInvoiceCurrency: 250 },
  ]);
});

test("a credit's expected totals are below zero, as documented, and its rows, whose sign isn't, aren't told", () => {
  const expected = {
    credit: true,
    total: "250.00",
    vat: "50.00",
    roundings: "0.00",
    pricesIncludeVat: true,
    rows: [{ lineNumber: 1, amount: "250.00" }],
  };
  expect(convertDraft(ORDER_ID, expected).body).toEqual({
    TotalAmountInvoiceCurrency: -250,
    TotalVatAmountInvoiceCurrency: -50,
    TotalRoundingsInvoiceCurrency: 0,
  });
});

describe("a credit's draft", () => {
  test.each([1, -1] as const)(
    "has its quantities with the sign %d, and prices above zero",
    (rows) => {
      const sent = body(createDraft(plan({ credit: { rows } })));
      expect([
        sent["IsCreditInvoice"],
        sent.Rows[0]?.["Quantity"],
        sent.Rows[0]?.["UnitPrice"],
      ]).toEqual([true, 2 * rows, 125]);
    },
  );

  test.each([
    [1, -1],
    [1, 1],
    [-1, -1],
    [-1, 1],
  ])(
    "is read as the sale that it takes back: rows with sign %d, totals with sign %d",
    (rowSign, totalSign) => {
      const rows = (rawDraft()["Rows"] as Record<string, unknown>[]).map((one) => ({
        ...one,
        Quantity: Number(one["Quantity"]) * rowSign,
        Amount: Number(one["Amount"]) * rowSign,
      }));
      const read = readCreditDraft(
        answer(
          rawDraft({
            IsCreditInvoice: true,
            Rows: rows,
            TotalAmount: 250 * totalSign,
            TotalVatAmount: 50 * totalSign,
          }),
        ),
      );
      expect(read).toMatchObject({
        ok: true,
        value: {
          order: {
            amount: "250.00",
            vatAmount: "50.00",
            rows: [{ quantity: "2", amount: "250.00" }, {}],
          },
        },
      });
    },
  );
});

describe("an answer", () => {
  test("is read as a draft, with a row's missing amount as not told", () => {
    const rows = rawDraft()["Rows"] as Record<string, unknown>[];
    const read = readDraft(answer(rawDraft({ Rows: rows.map((one) => ({ ...one, Amount: 0 })) })));
    expect(read).toMatchObject({
      ok: true,
      value: {
        order: {
          id: ORDER_ID,
          number: null,
          status: "draft",
          customerId: CUSTOMER_ID,
          currency: "SEK",
          amount: "250.00",
          vatAmount: "50.00",
          rows: [{ amount: null, vatRate: "0.25" }, { isTextRow: true }],
        },
      },
    });
  });

  test("of a write that can't be read is an outcome that isn't known", () => {
    expect(readWrittenDraft(answer(rawDraft({ TotalVatAmount: "50" })))).toMatchObject({
      ok: false,
      error: { kind: "unknown-outcome", cause: expect.stringContaining("TotalVatAmount") },
    });
  });

  test.each([25, 0.25])(
    "of an invoice names its rate as %d and is read as a fraction",
    (VatPercent) => {
      const invoice = {
        Id: ORDER_ID,
        InvoiceNumber: 7,
        IsCreditInvoice: false,
        CustomerId: CUSTOMER_ID,
        CustomerIsPrivatePerson: true,
        IncludesVat: true,
        CurrencyCode: "SEK",
        InvoiceDate: "2026-11-24T00:00:00",
        TotalAmountInvoiceCurrency: 250,
        TotalVatAmountInvoiceCurrency: 50,
        TotalRoundings: 0,
        RemainingAmountInvoiceCurrency: 250,
        VatSpecification: [
          { AmountInvoiceCurrency: 200, VatAmountInvoiceCurrency: 50, VatPercent },
        ],
      };
      expect(readInvoice(answer(invoice))).toMatchObject({
        ok: true,
        value: {
          number: 7,
          date: "2026-11-24",
          total: "250.00",
          remaining: "250.00",
          perRate: [{ rate: "0.25", net: "200.00", vat: "50.00" }],
        },
      });
    },
  );
});
