/** A chart of accounts, codings with accounts of their own, and what is predicted under them. */
import type { Chart, Posting } from "../../../../src/domain/ledger/posting.ts";
import type { SystemArticles } from "../../../../src/domain/ledger/ledger.ts";
import type { PlanInput } from "../../../../src/flows/orders/shared/plan-input.ts";
import { planOrder } from "../../../../src/flows/orders/preparation/plan.ts";
import { predictPosting } from "../../../../src/flows/orders/posting/predict.ts";
import {
  codings,
  customer,
  documentOf,
  input,
  order,
  type Sold,
  systemArticles,
  tax,
} from "../kit.ts";

export const vat = (code: string, rate: string, account: number | null) => ({
  id: code.toLowerCase(),
  code,
  rate,
  account,
});

export const CHART: Chart = new Map([
  [3001, { name: "Sales 25", vat: vat("SE25", "0.25", 2611) }],
  [3002, { name: "Sales 12", vat: vat("SE12", "0.12", 2621) }],
  [3041, { name: "Services 25", vat: vat("SE25", "0.25", 2611) }],
  [3042, { name: "Services 25, no code", vat: null }],
  [3004, { name: "Sales without VAT", vat: vat("SE0", "0", null) }],
  [3105, { name: "Export", vat: vat("EXP", "0", null) }],
  [3106, { name: "EU with VAT", vat: vat("SE25", "0.25", 2611) }],
  [3107, { name: "EU, triangular trade", vat: vat("EUT", "0", null) }],
  [3108, { name: "EU", vat: vat("EUG", "0", null) }],
  [3109, { name: "OSS", vat: vat("OSS", "0", null) }],
]);

/** Each rate and kind of coding with an account of its own. */
export const CODINGS = codings.map((coding) => ({
  ...coding,
  accounts: {
    ...coding.accounts,
    domestic:
      coding.vatRate === "0.12" ? 3002 : coding.id.startsWith("coding-service") ? 3041 : 3001,
  },
}));

export const OWN: SystemArticles = {
  ...systemArticles,
  codings: {
    ...Object.fromEntries(
      Object.entries(systemArticles.adjusting).map(([coding, id]) => [id, coding]),
    ),
    "own-shipping-0.25": "coding-service-0.25",
    "own-discount-0.25": "coding-goods-0.25",
    "own-closing": "coding-goods-0",
  },
};

export function posting(
  sold: readonly Sold[],
  fields: Partial<PlanInput> = {},
  { chart = CHART, pricesIncludeVat = false } = {},
): Posting {
  const given = input(order(sold, { pricesIncludeVat, ...fields.order }), {
    codings: CODINGS,
    systemArticles: OWN,
    customer: customer("company"),
    ...fields,
    ...(fields.order === undefined ? {} : { order: fields.order }),
  });
  return predictPosting(given, documentOf(planOrder(given)), chart);
}

export const shown = ({ lines }: Posting): readonly string[] =>
  lines.map(({ role, account, debit, credit, vatCode }) =>
    [role, account ?? "?", debit, credit, vatCode ?? "-"].join(" "),
  );
export const whys = ({ lines }: Posting): readonly (readonly string[])[] =>
  lines.map(({ reasons }) => reasons.map(({ code }) => code));

export const abroad = (
  country: string,
  fields: Parameters<typeof customer>[1] & object,
  kind: "company" | "private",
) =>
  ({ customer: customer(kind, { country, tax: tax(), ...fields }) }) satisfies Partial<PlanInput>;
export const goingTo = (country: string, sold: readonly Sold[], pricesIncludeVat = false) => {
  const base = order(sold, { pricesIncludeVat });
  const invoiceAddress = { ...base.invoiceAddress, country };
  return { ...base, invoiceAddress, deliveryAddress: invoiceAddress };
};
