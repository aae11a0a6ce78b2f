/**
 * What both vendors hold in the end, as the auditor takes it: from their own state, past the
 * product.
 */
import Big from "big.js";
import type { Json, Operator } from "../../scripts/local/operator.ts";
import { grossOf } from "../support/orders.ts";
import type { Kind, Ledger, LedgerDocument, ShopOrder } from "./auditor.ts";
import { ACCOUNTS, kindOf } from "./profiles.ts";
import type { Shop } from "./shop.ts";
import { textOf } from "../sandbox/kit/text.ts";

const CANCELLED = 9;
const HOME = "SEK";
const MARKER = /(?:^|\W)(\S+) #([A-Z2-7]{8})$/;
/** It stands first in a voucher's text, and other words may follow. */
const VOUCHER_MARKER = /^(\S+) #([A-Z2-7]{8})(?:\W|$)/;
const money = (value: unknown): string => new Big(Number(value ?? 0)).toFixed(2);
const list = (of: Json, name: string): readonly Json[] =>
  (of[name] as readonly Json[] | undefined) ?? [];

/**
 * The ledger rounds VAT by row or by rate, half a cent of each; a voucher's is ours, but for the
 * cent of a conversion.
 */
function slackOf(kind: Kind, currency: string, lines: number): string {
  if (kind === "voucher") return currency === HOME ? "0.00" : "0.03";
  return new Big("0.01").times(lines + 2).toFixed(2);
}

export async function readShop(
  operator: Operator,
  { profile, ids, edited, refused }: Pick<Shop, "profile" | "ids" | "edited" | "refused">,
): Promise<readonly ShopOrder[]> {
  const { administrations } = (await operator.control(
    "asperion",
    "GET",
    `/state?administrationId=${profile.administrationId}`,
  )) as { administrations: { orders: Json[] }[] };
  const orders = (administrations[0]?.orders ?? []).filter((order) => ids.has(Number(order["id"])));
  const numbers = new Map(
    orders.map((order) => [Number(order["id"]), String(order["orderNumber"])]),
  );
  return orders.map((order) => {
    const id = Number(order["id"]);
    const kind = kindOf(profile, String(order["paymentMethodId"]));
    const currency = String(order["currencyCode"]);
    // A voucher is in the company's currency, at the order's own rate.
    const inLedger = (value: unknown): string =>
      new Big(Number(value))
        .times(kind === "voucher" && currency !== HOME ? Number(order["currencyRate"]) : 1)
        .toFixed(2);
    return {
      id,
      kind,
      number: String(order["orderNumber"]),
      live: order["status"] !== CANCELLED && !refused.has(id),
      currency: kind === "voucher" ? HOME : currency,
      gross: inLedger(order["amountInclVat"]),
      vat: inLedger(order["vatAmount"]),
      vatSlack: slackOf(kind, currency, list(order["lines"] as Json, "_data").length),
      paid: kind === "invoice" || kind === "voucher" ? inLedger(order["amountPaid"]) : null,
      edited: edited.has(id),
      credits: numbers.get(Number(order["creditsOrderId"] ?? 0)) ?? null,
    };
  });
}

export async function readLedger(operator: Operator, company: string): Promise<Ledger> {
  const { companies } = (await operator.control(
    "eaccounting",
    "GET",
    `/state?company=${encodeURIComponent(company)}`,
  )) as { companies: Json[] };
  const [state] = companies;
  if (state === undefined) throw new Error(`the ledger has no company ${company}`);
  const vouchers = list(state, "vouchers");
  const invoices = list(state, "customerinvoices");
  const paid = Map.groupBy(
    list(state, "banktransactions").flatMap((transaction) => list(transaction, "Rows")),
    (row) => String(row["SourceId"]),
  );
  const documents = [
    ...marked(list(state, "orders"), "OurReference", MARKER, (order) => ({
      kind: "sales-order",
      currency: String(order["CurrencyCode"]),
      gross: grossOf(order),
      vat: money(order["VatAmount"]),
      paid: null,
    })),
    ...marked(list(state, "customerinvoicedrafts"), "OurReference", MARKER, (draft) => ({
      kind: "draft-invoice",
      currency: String(draft["InvoiceCurrencyCode"]),
      gross: signed(draft, "TotalAmount"),
      vat: signed(draft, "TotalVatAmount"),
      paid: null,
    })),
    ...marked(invoices, "OurReference", MARKER, (invoice) => ({
      kind: "invoice",
      currency: String(invoice["CurrencyCode"]),
      gross: signed(invoice, "TotalAmountInvoiceCurrency"),
      vat: signed(invoice, "TotalVatAmountInvoiceCurrency"),
      paid: added(paid.get(String(invoice["Id"])) ?? [], "AmountTransactionCurrency"),
    })),
    ...marked(vouchers, "VoucherText", VOUCHER_MARKER, (voucher) => ({
      kind: "voucher",
      currency: HOME,
      gross: moved(voucher, [ACCOUNTS.receivable, ACCOUNTS.clearing]),
      vat: new Big(moved(voucher, ACCOUNTS.vat)).times(-1).toFixed(2),
      paid: moved(voucher, [ACCOUNTS.clearing]),
    })),
  ];
  const customers = list(state, "customers").flatMap((customer) =>
    customer["EmailAddress"]
      ? [`${textOf(customer["EmailAddress"]).toLowerCase()} ${String(customer["CurrencyCode"])}`]
      : [],
  );
  const books = {
    vouchers: vouchers.map((voucher) => ({
      name: String(voucher["NumberAndNumberSeries"]),
      rows: list(voucher, "Rows").map((row) => ({
        account: Number(row["AccountNumber"]),
        debit: money(row["DebitAmount"]),
        credit: money(row["CreditAmount"]),
      })),
    })),
    vatAccounts: ACCOUNTS.vat,
    // A quick invoice is an item of the customer ledger, whose VAT its voucher has.
    invoicedVat: invoices
      .filter((invoice) => invoice["IsQuickInvoice"] !== true)
      .reduce((sum, invoice) => sum.plus(signed(invoice, "TotalVatAmount")), new Big(0))
      .toFixed(2),
    items: list(state, "customerledgeritems").map((item) => ({
      name: String(item["InvoiceNumber"]),
      owed: new Big(Number(item["TotalAmountInvoiceCurrency"]))
        .times(Number(item["CurrencyRate"]))
        .toFixed(2),
      posted: moved(
        vouchers.find((voucher) => voucher["Id"] === item["VoucherId"]),
        [ACCOUNTS.receivable],
      ),
    })),
    problems: (state["books"] as { problems: readonly string[] }).problems,
  };
  return { documents, customers, books };
}

/** Above zero for a sale, whichever sign the ledger shows a credit with. */
const signed = (document: Json, field: string): string =>
  new Big(Number(document[field] ?? 0))
    .abs()
    .times(document["IsCreditInvoice"] === true ? -1 : 1)
    .toFixed(2);

const added = (rows: readonly Json[], field: string): string =>
  rows.reduce((sum, row) => sum.plus(Number(row[field] ?? 0)), new Big(0)).toFixed(2);

/** Debit above zero. */
function moved(voucher: Json | undefined, accounts: readonly number[]): string {
  const rows = list(voucher ?? {}, "Rows").filter((row) =>
    accounts.includes(Number(row["AccountNumber"])),
  );
  return new Big(added(rows, "DebitAmount")).minus(added(rows, "CreditAmount")).toFixed(2);
}

function marked(
  documents: readonly Json[],
  field: string,
  pattern: RegExp,
  told: (document: Json) => Omit<LedgerDocument, "id" | "order" | "code">,
): readonly LedgerDocument[] {
  return documents.flatMap((document) => {
    const [, order, code] = pattern.exec(String(document[field])) ?? [];
    return order === undefined || code === undefined
      ? []
      : [{ id: String(document["Id"]), order, code, ...told(document) }];
  });
}
