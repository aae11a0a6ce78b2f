/**
 * Orders as the tests place them, and what the ledger's own state says of a document. Amounts are
 * decimal text.
 */
import Big from "big.js";
import type { Json } from "./bridge.ts";

/** An address in the country of the ledger's company, in the form of the shop. */
export const homeAddress = (name: string): Json => ({
  name,
  address: "Storgatan 1",
  postCode: "111 22",
  city: "Stockholm",
  countryCode: "SE",
});

const at = (name: string): Json => ({
  invoiceAddress: homeAddress(name),
  deliveryAddress: homeAddress(name),
});

/**
 * A company that buys as a guest: known by its e-mail address, the same in every order under this
 * name.
 */
export const companyBuyer = (name: string): Json => ({
  debtorId: null,
  companyName: `${name} AB`,
  attentionTo: `${name} Contact`,
  emailAddress: `${name.toLowerCase()}@example.com`,
  ...at(`${name} AB`),
});

/** A private person who buys as a guest, at prices that include VAT. */
export const privateBuyer = (name: string): Json => ({
  debtorId: null,
  companyName: null,
  attentionTo: `${name} Person`,
  emailAddress: `${name.toLowerCase()}@example.com`,
  pricesIncludeVat: true,
  ...at(`${name} Person`),
});

export const mug = (quantity = 1): Json => ({ articleCode: "MUG", quantity });

/**
 * The ledger's own total, without its rounding to whole units. `basis`: how the ledger was told to
 * count its `Amount`.
 */
export function grossOf(order: Json | undefined, basis: "excl" | "incl" = "excl"): string {
  const amount = new Big(Number(order?.["Amount"]));
  return (
    basis === "excl"
      ? amount.plus(Number(order?.["VatAmount"]))
      : amount.minus(Number(order?.["RoundingsAmount"]))
  ).toFixed(2);
}

export const rowsOf = (order: Json | undefined): readonly Json[] =>
  (order?.["Rows"] as readonly Json[] | undefined) ?? [];

/** Rows that carry an amount, as the ledger has them. */
export const articleRows = (order: Json | undefined): readonly Json[] =>
  rowsOf(order).filter((row) => row["IsTextRow"] === false);
export const textRows = (order: Json | undefined): readonly string[] =>
  rowsOf(order)
    .filter((row) => row["IsTextRow"] === true)
    .map((row) => String(row["Text"]));

export const codesOf = (job: {
  readonly reasons: readonly { readonly code: string }[];
}): readonly string[] => job.reasons.map((reason) => reason.code);
