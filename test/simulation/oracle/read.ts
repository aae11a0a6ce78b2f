/** What both vendors hold, from their own state and past the product, in whole cents. */
import { ACCOUNTS, kindOf } from "../../chaos/profiles.ts";
import type { Shop } from "../../chaos/shop.ts";
import type { Json, Operator } from "../../local/operator.ts";
import { cents, converted } from "./cents.ts";
import type { Held, HeldDocument, Item, Sale, Voucher } from "./judge.ts";

const CANCELLED = 9;
const HOME = "SEK";
/** Our marker, last in a reference, first in a voucher's text. */
const REFERENCE = /(?:^|\W)(\S+) #([A-Z2-7]{8})$/;
const VOUCHER_TEXT = /^(\S+) #([A-Z2-7]{8})(?:\W|$)/;

const rows = (of: Json | undefined, name: string): readonly Json[] =>
  (of?.[name] as readonly Json[] | undefined) ?? [];

export async function readSales(
  operator: Operator,
  { profile, ids, edited, refused }: Shop,
): Promise<readonly Sale[]> {
  const path = `/state?administrationId=${profile.administrationId}`;
  const { administrations } = (await operator.control("asperion", "GET", path)) as {
    administrations: { orders: Json[] }[];
  };
  const orders = (administrations[0]?.orders ?? []).filter(({ id }) => ids.has(Number(id)));
  const numbers = new Map(orders.map(({ id, orderNumber }) => [id, String(orderNumber)]));
  return orders.map((order): Sale => {
    const id = Number(order["id"]);
    const kind = kindOf(profile, String(order["paymentMethodId"]));
    const currency = String(order["currencyCode"]);
    const isForeign = currency !== HOME;
    const inLedger = (name: string): number => {
      const amount = cents(order[name]) ?? NaN;
      return kind === "voucher" && isForeign ? converted(amount, order["currencyRate"]) : amount;
    };
    const lines = rows(order["lines"] as Json, "_data").length;
    return {
      id,
      kind,
      number: String(order["orderNumber"]),
      isLive: order["status"] !== CANCELLED && !refused.has(id),
      isRefused: refused.has(id) && order["status"] !== CANCELLED,
      currency: kind === "voucher" ? HOME : currency,
      gross: inLedger("amountInclVat"),
      vat: inLedger("vatAmount"),
      // Half a cent of each row and rate; a voucher's rows are ours, but for what converting rounds.
      vatSlack: kind === "voucher" ? (isForeign ? 3 : 0) : lines + 2,
      paid: kind === "invoice" || kind === "voucher" ? inLedger("amountPaid") : null,
      isEdited: edited.has(id),
      credits: numbers.get(order["creditsOrderId"]) ?? null,
    };
  });
}

export async function readLedger(operator: Operator, company: string): Promise<Held> {
  const path = `/state?company=${encodeURIComponent(company)}`;
  const { companies } = (await operator.control("eaccounting", "GET", path)) as {
    companies: Json[];
  };
  const [state] = companies;
  if (state === undefined) throw new Error(`the ledger has no company ${company}`);
  const odd: string[] = [];
  const amount = (of: Json, name: string): number => {
    const whole = cents(of[name]);
    if (whole === null) odd.push(`${name} ${String(of[name])} of ${String(of["Id"])}`);
    return whole ?? NaN;
  };
  // Above nought for a sale, whichever sign the ledger shows a credit with.
  const signed = (of: Json, name: string): number =>
    Math.abs(amount(of, name)) * (of["IsCreditInvoice"] === true ? -1 : 1);
  const vouchers = rows(state, "vouchers").map((voucher): Voucher & { readonly source: Json } => ({
    source: voucher,
    name: String(voucher["NumberAndNumberSeries"]),
    rows: rows(voucher, "Rows").map((row) => ({
      account: Number(row["AccountNumber"]),
      debit: amount(row, "DebitAmount"),
      credit: amount(row, "CreditAmount"),
    })),
  }));
  const moved = (voucher: Voucher | undefined, accounts: readonly number[]): number =>
    (voucher?.rows ?? [])
      .filter(({ account }) => accounts.includes(account))
      .reduce((sum, { debit, credit }) => sum + debit - credit, 0);
  const paid = new Map<string, number>();
  for (const transaction of rows(state, "banktransactions"))
    for (const row of rows(transaction, "Rows")) {
      const of = String(row["SourceId"]);
      paid.set(of, (paid.get(of) ?? 0) + amount(row, "AmountTransactionCurrency"));
    }
  const invoices = rows(state, "customerinvoices");
  const documents = [
    ...marked(rows(state, "orders"), "OurReference", REFERENCE, (order) => ({
      kind: "sales-order",
      currency: String(order["CurrencyCode"]),
      gross: amount(order, "Amount") + amount(order, "VatAmount"),
      vat: amount(order, "VatAmount"),
      paid: null,
    })),
    ...marked(rows(state, "customerinvoicedrafts"), "OurReference", REFERENCE, (draft) => ({
      kind: "draft-invoice",
      currency: String(draft["InvoiceCurrencyCode"]),
      gross: signed(draft, "TotalAmount"),
      vat: signed(draft, "TotalVatAmount"),
      paid: null,
    })),
    ...marked(invoices, "OurReference", REFERENCE, (invoice) => ({
      kind: "invoice",
      currency: String(invoice["CurrencyCode"]),
      gross: signed(invoice, "TotalAmountInvoiceCurrency"),
      vat: signed(invoice, "TotalVatAmountInvoiceCurrency"),
      paid: paid.get(String(invoice["Id"])) ?? 0,
    })),
    ...vouchers.flatMap((voucher) =>
      marked([voucher.source], "VoucherText", VOUCHER_TEXT, () => ({
        kind: "voucher",
        currency: HOME,
        gross: moved(voucher, [ACCOUNTS.receivable, ACCOUNTS.clearing]),
        vat: -moved(voucher, ACCOUNTS.vat),
        paid: moved(voucher, [ACCOUNTS.clearing]),
      })),
    ),
  ];
  const items = rows(state, "customerledgeritems").map((item): Item => ({
    name: String(item["InvoiceNumber"]),
    owed: converted(amount(item, "TotalAmountInvoiceCurrency"), item["CurrencyRate"]),
    posted: moved(
      vouchers.find(({ source }) => source["Id"] === item["VoucherId"]),
      [ACCOUNTS.receivable],
    ),
  }));
  return {
    documents,
    items,
    vouchers,
    vatAccounts: ACCOUNTS.vat,
    customers: rows(state, "customers")
      .filter((customer) => Boolean(customer["EmailAddress"]))
      .map(
        (customer) =>
          `${String(customer["EmailAddress"] as string).toLowerCase()} ${String(customer["CurrencyCode"])}`,
      ),
    // A quick invoice is an item of the customer ledger, whose VAT its voucher has.
    invoicedVat: invoices
      .filter((invoice) => invoice["IsQuickInvoice"] !== true)
      .reduce((sum, invoice) => sum + signed(invoice, "TotalVatAmount"), 0),
    problems: [
      ...(state["books"] as { readonly problems: readonly string[] }).problems,
      ...odd.map((what) => `${what} has fractions of a cent`),
    ],
  };
}

function marked(
  documents: readonly Json[],
  field: string,
  pattern: RegExp,
  told: (document: Json) => Omit<HeldDocument, "id" | "order" | "code">,
): readonly HeldDocument[] {
  return documents.flatMap((document) => {
    const [, order, code] = pattern.exec(String(document[field])) ?? [];
    return order === undefined || code === undefined
      ? []
      : [{ id: String(document["Id"]), order, code, ...told(document) }];
  });
}
