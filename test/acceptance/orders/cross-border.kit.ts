/** The words of the cases abroad: who buys, where it goes, what becomes of it. */
import type { LedgerCompany, LedgerCustomer } from "../../../src/domain/ledger/ledger.ts";
import type { Address } from "../../../src/domain/orders/order.ts";
import type { ReasonCode } from "../../../src/domain/reasons/index.ts";
import { address, tax } from "../../flows/orders/kit.ts";
import type { AcceptanceCase, Made } from "./case.ts";

/** `row`: its number in the table. */
export type CrossBorderCase = AcceptanceCase & { readonly row: string };

export const invoice = { orders: { type: "invoice" } } as const;
export const to = (country: string, fields: Partial<Address> = {}) => ({
  invoiceAddress: address({ country, ...fields }),
});
export const delivered = (country: string, fields: Partial<Address> = {}) => ({
  deliveryAddress: address({ country, name: "The neighbour", ...fields }),
});
export const oss: Partial<LedgerCompany> = { usesOss: true };
export const eur = { currency: "EUR" } as const;

export const buyer = (
  country: string,
  vatCountry: string | null = null,
  marks: Parameters<typeof tax>[0] = {},
): Partial<LedgerCustomer> => ({ country, tax: tax({ vatCountry, ...marks }) });
export const DUTCH = buyer("NL", "NL", { currency: "EUR" });
export const GERMAN = buyer("DE", null, { currency: "EUR" });

export const hundred = (rate: string, sku = "G-0.25") => [{ price: "100.00", rate, sku }] as const;
export const made = (vat: Made["vat"], more: Partial<Made> = {}): Made => ({
  type: "invoice",
  gross: "100.00",
  vat,
  ...more,
});
export const free = made({});
export const held = (...codes: readonly ReasonCode[]) => ({ held: codes });
