/** How eAccounting's limit is used, on a tenant's page. */
import { countEn } from "../plurals.ts";
import type { Translated } from "../words.ts";

export const en = {
  title: "eAccounting's limit",
  lead: (perMinute: string) =>
    `eAccounting takes ${perMinute} requests a minute for each kind of request, of all shops together. Live orders go first; shops are served in turn.`,
  unknown: "How the limit is used can't be said at the moment.",
  idle: "Nothing was asked of eAccounting within the last minute.",
  of: (used: string, limit: string) => `${used} of ${limit} in the last minute`,
  waiting: (count: number) => countEn(count, "shop waits its turn", "shops wait their turn"),
  paused: (span: string) => `eAccounting asked to be left alone for another ${span}`,
  slowed: (percent: string) =>
    `asked ${percent} more slowly for a while, as eAccounting had refused requests: another program may use the same client`,
  single: (kind: string) => `${kind}, one at a time`,
  endpoints: {
    "/customerinvoicedrafts/{id}/convert": "Drafts of invoices: booked",
    "/orders/{id}/convert": "Sales orders: invoiced",
    "/orders/{id}/converteddrafttoorder": "Sales orders: confirmed",
    "/orders/{id}/voided": "Sales orders: taken back",
    "/customerinvoices/{id}/email": "Invoices: sent by e-mail",
    "/customerinvoices/{id}/einvoice": "Invoices: sent electronically",
    "/customerinvoices/{id}/payments": "Payments of invoices",
    "/accounts": "Accounts",
    "/articleaccountcodings": "Codings",
    "/articles": "Articles",
    "/bankaccounts": "Bank accounts",
    "/companysettings": "Company's settings",
    "/costcenters": "Cost centres",
    "/countries": "Countries",
    "/currencies": "Currencies",
    "/currencies/exchangerate": "Exchange rates",
    "/customerinvoicedrafts": "Drafts of invoices",
    "/customerinvoices": "Invoices",
    "/customerlabels": "Customer labels",
    "/customerledgeritems": "Customer ledger",
    "/customers": "Customers",
    "/deliverymethods": "Delivery methods",
    "/fiscalyears": "Fiscal years",
    "/orders": "Sales orders",
    "/projects": "Projects",
    "/termsofpayments": "Terms of payment",
    "/units": "Units",
    "/vatcodes": "VAT codes",
    "/vouchers": "Vouchers",
  } as Readonly<Record<string, string>>,
};

export type VendorLimitWords = Translated<typeof en>;
