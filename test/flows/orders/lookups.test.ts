/**
 * What look-ups put into a document: references, terms, delivery, cost centres, project; and what
 * the settings refuse.
 */
import { describe, expect, it } from "vitest";
import { makeFacts, POST_TERMS } from "./lookups.kit.ts";
import { numbersToLookUp } from "../../../src/flows/orders/money/lines.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";
import {
  address,
  company,
  countries,
  customer,
  documentOf,
  input,
  order,
  settings,
  type Sold,
  tax,
} from "./kit.ts";
import { faultsIn } from "../../../src/settings/setting-faults.ts";
import { describedInEnglish } from "../../support/in-english.ts";

const one: readonly Sold[] = [{ price: "100.00" }, { kind: "text", text: "Thank you" }];
const plan = (
  lookups: Parameters<typeof settings>[0],
  of = order(one),
  kind: "company" | "private" = "private",
) => planOrder(input(of, { settings: settings(lookups), customer: customer(kind) }));

describe("a look-up by country and kind of customer", () => {
  it("chooses the text before the marker, and says nothing of a name", () => {
    const lookups = { lookups: { ourReference: { table: { SE: "Anna", "SE/company": "Bengt" } } } };
    expect([
      documentOf(plan(lookups)).ourReference,
      documentOf(plan(lookups, order(one), "company")).ourReference,
    ]).toEqual(["Anna · 1001 #K7Q2M9XA", "Bengt · 1001 #K7Q2M9XA"]);
    expect(JSON.stringify(plan(lookups).reasons)).not.toContain("Anna");
  });

  it("fills cost centres and project of every row with an article, adjusting rows among them", () => {
    const document = documentOf(
      plan(
        {
          lookups: {
            costCenter1: { table: { SE: POST_TERMS.center } },
            project: { default: POST_TERMS.project, table: { NO: POST_TERMS.center } },
          },
        },
        order([...one, { quantity: "3", price: "33.33", discount: "0.12345" }]),
      ),
    );
    const dims = { CostCenterItemId1: POST_TERMS.center, ProjectId: POST_TERMS.project };
    expect(document.rows.map((row) => [row.role, row.mapped])).toEqual([
      ["line", dims],
      ["text", undefined],
      ["line", dims],
      ["adjusting", dims],
    ]);
  });

  it("chooses terms of delivery by Asperion's method, narrowed to a country", () => {
    const of = order(one, { deliveryMethodId: "DHL" });
    const lookups = {
      lookups: { deliveryTerms: { table: { DHL: "Fraktfritt", "DHL@NO": "DAP" } } },
    };
    expect(documentOf(plan(lookups, of)).mapped).toEqual({ DeliveryTermName: "Fraktfritt" });
    const abroad = planOrder(
      input(
        order([{ price: "100.00", rate: "0", sku: "G-0.25" }], {
          deliveryMethodId: "DHL",
          invoiceAddress: address({ country: "NO" }),
        }),
        {
          settings: settings(lookups),
          customer: customer("private", { country: "NO", tax: tax() }),
        },
      ),
    );
    expect(documentOf(abroad).mapped).toEqual({ DeliveryTermName: "DAP" });
    expect(abroad.reasons).toContainEqual({
      code: "lookup-chosen",
      params: {
        lookup: "deliveryTerms",
        line: null,
        from: "DHL",
        by: "table",
        key: "DHL@NO",
        value: "DAP",
      },
    });
  });

  it("names the narrowed row that chose the terms of payment", () => {
    const narrowed = plan(
      { lookups: { termsOfPayment: { table: { "30": "terms-30", "30@SE": "terms-10" } } } },
      order(one, { paymentConditionId: "30" }),
    );
    expect(documentOf(narrowed).termsOfPaymentId).toBe("terms-10");
    expect(narrowed.reasons.find(({ code }) => code === "terms-chosen")?.params).toEqual({
      from: "30",
      by: "table",
      terms: "terms-10",
      key: "30@SE",
    });
  });
});

it("what either kind of customer may be sold is looked up, each number once: who buys may show only later", () => {
  const set = settings({
    lookups: {
      article: { table: { "A/company": "A-COMPANY", "B@SE/private": "B-HOME", "C@NO": "C-NO" } },
      vat: { table: { "H/company": "SHIPPING" } },
    },
  });
  const lines: readonly Sold[] = [
    { sku: "A" },
    { sku: "B" },
    { sku: "B" },
    { sku: "C" },
    { kind: "shipping", vatCode: "H" },
  ];
  expect(numbersToLookUp(order(lines), set, { company, countries })).toEqual([
    "A",
    "B-HOME",
    "C",
    "A-COMPANY",
    "B",
    "SHIPPING",
  ]);
});

describe("the facts of an order", () => {
  it.each(makeFacts())("%s", (_, facts, wanted) => expect(facts()).toEqual(wanted));
});

describe("settings refuse", () => {
  const faults = (given: object): readonly string[] => {
    const read = settingsSchema.safeParse(given);
    return read.success ? [] : describedInEnglish(faultsIn(read.error));
  };

  it("a row of which nobody could say whom it fits, or when", () => {
    expect(faults({ lookups: { termsOfPayment: { table: { "30@EURO": "x" } } } })[0]).toContain(
      "lookups.termsOfPayment.table",
    );
    expect(
      faults({
        lookups: {
          article: {
            table: {
              "A from 2026-01-01 until 2026-02-01": "x",
              "A from 2026-01-01 until 2026-03-01": "y",
            },
          },
        },
      })[0],
    ).toContain("match the same orders");
  });

  it("is already filled by a rule", () => {
    const rule = { target: "ProjectId", default: "30000000-0000-4000-8000-000000000030" };
    expect(
      faults({
        lookups: { project: { default: "30000000-0000-4000-8000-000000000030" } },
        mapping: { orders: { rows: [rule] } },
      }),
    ).toEqual([
      "lookups.project: ProjectId is already filled by a rule. Remove the rule or leave this blank.",
    ]);
  });

  it("nothing of what could be stored before", () => {
    expect(
      faults({
        lookups: {
          termsOfPayment: { default: "a", table: { "30": "b" } },
          paymentMethod: { table: { CARD: "c", "IDEAL 2": "d" } },
        },
      }),
    ).toEqual([]);
  });
});
