/**
 * The coding of an article of our own needs the account of the sale like any other: without one the
 * ledger would refuse only when the document is booked, after it was written.
 */
import { describe, expect, test } from "vitest";
import type { LedgerCoding } from "../../../src/domain/ledger/ledger.ts";
import type { PlanInput } from "../../../src/flows/orders/shared/plan-input.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import {
  systemArticles as madeAs,
  purposeOf,
  wantedArticles,
} from "../../../src/flows/setup/system-articles.ts";
import {
  address,
  codesOf,
  codings,
  company,
  customer,
  input,
  order,
  settings,
  type Sold,
  systemArticles,
  tax,
} from "./kit.ts";

type Account = keyof LedgerCoding["accounts"];
const without = (
  field: Account,
  which: (coding: LedgerCoding) => boolean,
): readonly LedgerCoding[] =>
  codings.map((coding) =>
    which(coding) ? { ...coding, accounts: { ...coding.accounts, [field]: null } } : coding,
  );
const isService = ({ kind }: LedgerCoding): boolean => kind === "service";

function planned(
  lines: readonly Sold[],
  country: string,
  list: readonly LedgerCoding[],
  fields: Partial<PlanInput> = {},
): unknown {
  const of = { invoiceAddress: address({ country, postCode: "1011" }) };
  const wanted = wantedArticles(list, "SE");
  const plan = planOrder(
    input(order(lines, of), {
      codings: list,
      systemArticles: madeAs(wanted.map((article) => ({ article, id: purposeOf(article) }))),
      customer: customer("private", { country, tax: tax() }),
      form: "invoice",
      today: "2026-11-24",
      ...fields,
    }),
  );
  return plan.kind === "hold"
    ? plan.reasons.map(({ code, params }) => [code, params["line"], params["kind"]])
    : "planned";
}
const mug: Sold = { price: "100.00" };
const fee: Sold = { kind: "fee", price: "9.00" };
const shipping: Sold = { kind: "shipping", price: "49.00" };
const free = { rate: "0" } as const;
const lacks = (line: number | null, kind: string) => [["coding-without-account", line, kind]];

describe("to a person in the EU", () => {
  const list = without("withinEuWithVat", isService);
  test.each([
    ["shipping", shipping],
    ["a fee", fee],
    ["a tip", { ...fee, kind: "tip" } satisfies Sold],
  ])("%s is held without its account", (_, line) => {
    expect(planned([mug, line], "DE", list)).toEqual(lacks(2, "eu-consumer"));
    expect(planned([mug, line], "DE", codings)).toBe("planned");
  });

  test("a discount, which has a coding of goods, isn't", () => {
    const discount: Sold = { kind: "discount", quantity: "-1", price: "9.00" };
    expect(planned([mug, discount], "DE", list)).toBe("planned");
  });

  test("shipping at home needs no such account", () => {
    const swede = { customer: customer("private") };
    expect(planned([mug, shipping], "SE", list, swede)).toBe("planned");
  });

  test("free shipping takes what has an account, and is held where nothing has", () => {
    const free_: Sold = { ...shipping, price: "0", rate: "0.12" };
    const one = without(
      "withinEuWithVat",
      ({ kind, vatRate }) => kind === "service" && vatRate === "0.12",
    );
    expect(planned([mug, free_], "DE", one)).toBe("planned");
    expect(planned([mug, free_], "DE", list)).toEqual(lacks(2, "eu-consumer"));
  });
});

test("a fee of an export is held without its account", () => {
  const lines = [
    { ...mug, ...free, sku: "G-0.25" },
    { ...fee, ...free },
  ];
  expect(planned(lines, "NO", without("outsideEu", isService))).toEqual(lacks(2, "export"));
  expect(planned(lines, "NO", codings)).toBe("planned");
});

test("a closing row is held without its account", () => {
  const german = {
    customer: customer("company", { country: "DE", tax: tax() }),
    settings: settings({ orders: { companyWithoutVatNumber: "as-private" } }),
  };
  const lines: Sold[] = [{ price: "100.00", rate: "0.21", sku: "G-0.21" }, { price: "0.03" }];
  const list = without("withinEuWithVat", ({ vatRate }) => vatRate === "0");
  expect(planned(lines, "DE", list, german)).toEqual(lacks(null, "eu-consumer"));
  expect(planned(lines, "DE", codings, german)).toBe("planned");
});

test("shipping of construction is held without the account for the reverse charge", () => {
  const builder = {
    company: { ...company, usesReverseConstruction: true },
    customer: customer("company", { tax: tax({ reverseConstruction: true }) }),
  };
  const lines = [
    { ...mug, ...free, sku: "G-0.25" },
    { ...shipping, ...free },
  ];
  expect(planned(lines, "SE", without("reversed", isService), builder)).toEqual(
    lacks(2, "reversed"),
  );
});

test("what a set-up made before it noted codings isn't looked at", () => {
  const plan = planOrder(
    input(order([mug, shipping], { invoiceAddress: address({ country: "DE" }) }), {
      codings: without("withinEuWithVat", isService),
      systemArticles,
      customer: customer("private", { country: "DE", tax: tax() }),
    }),
  );
  expect(codesOf(plan)).not.toContain("coding-without-account");
});
