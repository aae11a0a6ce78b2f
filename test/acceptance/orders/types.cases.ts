/** Which kind of document an order becomes. */
import { address } from "../../flows/orders/kit.ts";
import type { AcceptanceCase, Made } from "./case.ts";

const hundred = [{ price: "100.00" }] as const;
const made = (type: Made["type"]): Made => ({ type, gross: "100.00", vat: { "0.25": "20.00" } });
const rules = (
  typeRules: readonly object[],
  type: Made["type"] = "invoice",
): AcceptanceCase["settings"] => ({ orders: { type, typeRules: typeRules as never } });

export const TYPES: readonly AcceptanceCase[] = [
  {
    name: "without a setting an order becomes a sales order",
    buyer: "private",
    lines: hundred,
    e2e: true,
    expect: made("sales-order"),
  },
  {
    name: "a tenant's type is every order's",
    buyer: "private",
    lines: hundred,
    settings: rules([], "draft-invoice"),
    e2e: true,
    expect: made("draft-invoice"),
  },
  {
    name: "an order of a payment method in a rule takes the rule's type",
    buyer: "private",
    lines: hundred,
    order: { paymentMethodId: "9" },
    settings: rules([{ paymentMethods: ["8", "9"], type: "sales-order" }]),
    expect: made("sales-order"),
  },
  {
    name: "an order without a payment method fits no rule of payment methods",
    buyer: "private",
    lines: hundred,
    settings: rules([{ paymentMethods: ["8"], type: "sales-order" }]),
    expect: made("invoice"),
  },
  {
    name: "a rule of countries looks at the delivery address",
    buyer: "private",
    lines: hundred,
    order: { deliveryAddress: address({ city: "Malmö" }) },
    settings: rules([{ deliveryCountries: ["SE"], type: "draft-invoice" }]),
    expect: made("draft-invoice"),
  },
  {
    name: "without a delivery address a rule of countries looks at the invoice address",
    buyer: "private",
    lines: hundred,
    settings: rules([{ deliveryCountries: ["NO"], type: "draft-invoice" }]),
    expect: made("invoice"),
  },
  {
    name: "a gross exactly at the foot of a range is within it",
    buyer: "private",
    lines: hundred,
    settings: rules([{ grossFrom: "100.00", type: "sales-order" }]),
    expect: made("sales-order"),
  },
  {
    name: "a gross a cent above the head of a range is outside",
    buyer: "private",
    lines: hundred,
    settings: rules([{ grossTo: "99.99", type: "sales-order" }]),
    expect: made("invoice"),
  },
  {
    name: "a rule for companies leaves a private person's order alone",
    buyer: "private",
    lines: hundred,
    settings: rules([{ customerKind: "company", type: "sales-order" }]),
    expect: made("invoice"),
  },
  {
    name: "of two rules that fit the first one decides",
    buyer: "private",
    lines: hundred,
    settings: rules([
      { customerKind: "private", type: "draft-invoice" },
      { grossFrom: "1.00", type: "sales-order" },
    ]),
    expect: made("draft-invoice"),
  },
  {
    name: "all conditions of a rule must hold",
    buyer: "private",
    lines: hundred,
    settings: rules([{ customerKind: "private", grossFrom: "100.01", type: "sales-order" }]),
    expect: made("invoice"),
  },
];
